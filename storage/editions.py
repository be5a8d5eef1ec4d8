"""Editions of a notice: published once, never changed, read from their record once and then shared.

Notices are kept by the hash of their record, so that neither a rolled-back number nor another
database can ever bring up the wrong one.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import OrderedDict

from storage import audiences
from storage.notice.model import Notice
from storage.notice.printed import from_record, to_record
from storage.tables import Campaign
from storage.unit_of_work import Work

_MOST_KEPT = 64
_ADDRESS = re.compile(r"https?://[\w\-.~:/?#@!$&*+,;=%]+", re.ASCII)
_kept: OrderedDict[str, tuple[Notice, tuple[str, ...]]] = OrderedDict()


def notice_of(work: Work, campaign: Campaign) -> Notice:
    """Return the notice in force in a campaign. Raises LookupError where it was never published."""
    if campaign.edition_id is None:
        raise LookupError(f"campaign {campaign.id} has no edition")
    return edition(work, campaign.edition_id)


def edition(work: Work, edition_id: int) -> Notice:
    """Return the notice of one edition."""
    return _known(work, edition_id)[0]


def edition_links(work: Work, edition_id: int) -> tuple[str, ...]:
    """Return the web addresses that a notice names: an answer may show them as links."""
    return _known(work, edition_id)[1]


def _known(work: Work, edition_id: int) -> tuple[Notice, tuple[str, ...]]:
    """An edition's notice with its addresses, read once."""
    digest = work.editions.digest_of(edition_id)
    if digest not in _kept:
        while len(_kept) >= _MOST_KEPT:
            _kept.popitem(last=False)
        notice = from_record(work.editions.get(edition_id).record)
        found = (address.rstrip(".,;:!?") for line in notice.lines for address in _ADDRESS.findall(line))
        _kept[digest] = notice, tuple(dict.fromkeys(found))
    return _kept[digest]


def publish(work: Work, notice: Notice, *, by: str, reason: str = "", campaign: Campaign | None = None) -> Campaign:
    """Make an edition the one in force: the first of a new campaign, or the next of one that runs."""
    campaign_id = campaign.key if campaign else work.campaigns.add(published_at=work.now)
    record = to_record(notice)
    digest = hashlib.sha256(json.dumps(record, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
    edition_id = work.editions.add(
        campaign_id=campaign_id,
        number=work.editions.count(work.editions.c.campaign_id == campaign_id) + 1,
        record=record,
        digest=digest,
        reason=reason,
        published_by=by,
        published_at=work.now,
    )
    work.campaigns.set(campaign_id, edition_id=edition_id)
    audiences.mark(work, campaign_id, notice)
    return work.campaigns.get(campaign_id)
