"""What an office's chart shows: where its units stand, beside the day before, and how far each material has come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from scheduler.clock import beijing_date
from scheduler.wording import digests as wording
from storage.chat_json import reply_from_json
from storage.figures import Figures
from storage.standing import Case, Listed, State, by_case, totals
from storage.tables import Campaign
from storage.unit_of_work import Work

_MOST_BEFORE = 10
"""Digests that are looked through for one with figures: those of a day without news have none."""

_MOST_MATERIALS, _MOST_TYPES = 5, 6
"""Rows of a chart that a phone still shows at once."""


def drawn(work: Work, campaign: Campaign, office: str, own: Sequence[Listed]) -> Figures:
    """Return an office's figures as of now, beside what the last digest of an earlier day said."""
    cases = [(case, len(units)) for case, units in by_case(own)]
    figures = replace(wording.figures(totals(own)), progress=tuple(_progress(cases)))
    key = f"digest/{campaign.key}/{office}/"
    for row in work.deliveries.last_keyed(key, f"{key}{beijing_date(work.now)}", _MOST_BEFORE):
        told = reply_from_json(row.reply).figures
        if told and [name for name, _ in told.shares] == [name for name, _ in figures.shares]:
            on = wording.before(beijing_date(row.created_at))
            return replace(figures, before=tuple(number for _, number in told.shares), since=on)
    return figures


def _progress(cases: Sequence[tuple[Case, int]]) -> Iterator[tuple[str, int, int]]:
    """How many have handed in each material, and of each type of unit everything; the exempt are not asked for."""
    owing = [(case, count) for case, count in cases if case.state is not State.EXEMPT]
    materials = dict.fromkeys(material.name for case, _ in owing for material in case.duty.owed)
    for name in list(materials)[:_MOST_MATERIALS]:
        asked = [(case, count) for case, count in owing if any(one.name == name for one in case.duty.owed)]
        came = sum(count for case, count in asked if name not in case.missing)
        yield name, came, sum(count for _, count in asked)
    types = dict.fromkeys(case.duty.unit_type for case, _ in owing)
    for kind in list(types)[:_MOST_TYPES] if len(types) > 1 else ():
        here = [(case, count) for case, count in owing if case.duty.unit_type == kind]
        yield kind, sum(count for case, count in here if not case.missing), sum(count for _, count in here)
