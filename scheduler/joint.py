"""Hand-ins that show what another unit has handed in too: proposed as a joint event (联合开展), once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from scheduler.wording import joint as wording
from storage.chat import Button, DeliveryKind, Reply, ReplyKind
from storage.editions import notice_of
from storage.joint import PROPOSED, are_of_one_place, found_same
from storage.notice.routing import duty
from storage.reach import chats_of_office
from storage.standing import type_of
from storage.tables import Joint, Submission, Unit
from storage.unit_of_work import Work

_MOST = 3
"""Partners that are proposed for one hand-in: what more units have is nobody's own."""


def propose(work: Work, submission: Submission, due_at: datetime) -> None:
    """Put what a hand-in has in common with another unit's to the offices of both; of a pair of them once."""
    if submission.unit_id is None:
        return
    known = {_other(work, row, submission) for row in work.joints.of_submission(submission.key)}
    for same in found_same(work, submission)[:_MOST]:
        if same.other.unit_id in known:
            continue
        number = work.joints.add_once(
            campaign_id=submission.campaign_id,
            submission_id=submission.key,
            unit_id=same.other.unit_id,
            other_id=same.other.key,
            why=wording.same(same.kind, same.count),
            proposed_at=work.now,
        )
        if number is not None:
            _ask(work, work.joints.get(number), due_at)


def _other(work: Work, row: Joint, submission: Submission) -> int | None:
    """The unit with which a row joins this very hand-in."""
    if row.submission_id == submission.key:
        return row.unit_id
    return work.submissions.get(row.submission_id).unit_id if row.other_id == submission.key else None


def units_of(work: Work, row: Joint) -> tuple[Unit, Unit]:
    """Return the units of a joint event: whose hand-in it is, and the other. Raises LookupError: it is unclaimed."""
    return work.units.get(work.submissions.get(row.submission_id).unit_id or 0), work.units.get(row.unit_id)


def office_of(work: Work, campaign_id: int, unit: Unit) -> str | None:
    """Return the office to which a unit reports in a campaign."""
    notice = notice_of(work, work.campaigns.get(campaign_id))
    kind = type_of(notice, unit)
    return duty(notice, kind).office if kind else None


def buttons(number: int) -> tuple[Button, Button]:
    """Return how it is decided on."""
    return Button(wording.YES, wording.says(number)), Button(wording.NO, wording.says_not(number))


def waiting(work: Work, campaign_id: int, units: frozenset[int]) -> Iterator[tuple[Joint, Unit, Unit]]:
    """Give what waits to be confirmed for some of these units, with both of its units."""
    for row in work.joints.waiting(campaign_id):
        submission = work.submissions.get(row.submission_id)
        if submission.withdrawn_at is None and {submission.unit_id, row.unit_id} & units:
            yield row, *units_of(work, row)


def _ask(work: Work, row: Joint, due_at: datetime) -> None:
    """Ask the coordinators of both units' offices."""
    own, other = units_of(work, row)
    numbers = [work.submissions.get(one).receipt_no or "" for one in (row.submission_id, row.other_id) if one]
    lines = wording.asked(row.key, (own.name, other.name), numbers, row.why)
    said = Reply(ReplyKind.CLARIFY, lines, buttons=buttons(row.key))
    offices = dict.fromkeys(office_of(work, row.campaign_id, unit) for unit in (own, other))
    for office in filter(None, offices):
        for chat in chats_of_office(work, office):
            key = f"joint/{row.key}/{chat.key}"
            about = {"campaign_id": row.campaign_id, "unit_id": own.key, "office": office, "due_at": due_at}
            work.say(chat.key, key, said, DeliveryKind.QUESTION, **about)


def hints(work: Work, submission: Submission, *, is_first: bool) -> list[str]:
    """Say on a receipt what it has in common with another unit's; whose that is, only where both are of one place."""
    lines = []
    for row in work.joints.having(submission_id=submission.key):
        if not row.why or row.state != PROPOSED or not (is_first or row.proposed_at == work.now):
            continue
        own, other = units_of(work, row)
        if are_of_one_place(own, other):
            lines.append(wording.with_neighbour(row.key, row.why, other.name))
        else:
            lines.append(wording.with_somebody(row.why, office_of(work, row.campaign_id, own)))
    return lines
