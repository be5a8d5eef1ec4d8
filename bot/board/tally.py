"""The figures that papers name: the sums, and each figure with its sentence, to be ticked, corrected or struck out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

from aiohttp import web

from bot.board import wording
from bot.board.desk import CampaignPage, Desk
from bot.board.paging import address, paged
from storage.repositories import Stated
from storage.tables import Figure
from storage.tally import FOUND, sums
from storage.unit_of_work import Work

ROWS = 100
"""Figures on one page."""


@dataclass(frozen=True, slots=True)
class Line:
    """One figure as it counts, and its row: what was read at first, and who decided."""

    one: Stated
    row: Figure
    unit: str


@dataclass(frozen=True)
class Tally(CampaignPage):
    """Everything below `/board/{campaign}/figures`."""

    base: ClassVar[str] = "/board/{campaign}/figures"
    name: ClassVar[str] = "tally"
    parts: ClassVar[tuple[str, ...]] = ("sums", "found")

    def _filled(self, work: Work, desk: Desk, request: web.Request) -> dict[str, Any]:
        own = {one.number: one.name for one in desk.standings}
        wanted = {name: request.query.get(name, "")[:120] for name in ("state", "unit", "kind")}
        every = [one for one in work.figures.stated(desk.campaign.key) if one.unit_id in own]
        found = [
            one
            for one in every
            if wanted["state"] in ("", one.state)
            and wanted["unit"] in ("", own[one.unit_id])
            and wanted["kind"] in ("", one.kind)
        ]
        shown = paged(found, request.query, ROWS)
        rows = {row.key: row for row in work.figures.numbered([one.key for one in shown.rows])}
        return {
            "sums": sums(work, desk.campaign, own),
            "lines": [Line(one, rows[one.key], own[one.unit_id]) for one in shown.rows],
            "waiting": [one.key for one in shown.rows if one.state == FOUND],
            "units": list(dict.fromkeys(own[one.unit_id] for one in every)),
            "states": wording.FIGURE_STATES,
            "wanted": wanted,
            "address": partial(address, wanted),
            "paged": shown,
        }
