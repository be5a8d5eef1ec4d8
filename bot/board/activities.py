"""What happened: the notice's lines of activity with what was handed in on each, and the days on which it came.

A picture of what was done, not a list of what is owed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from aiohttp import web

from bot.board.desk import CampaignPage, Desk
from scheduler.clock import beijing_date
from scheduler.phrases import clipped
from storage.notice.routing import fold
from storage.standing import Standing
from storage.tables import Piece
from storage.unit_of_work import Work

_MOST_NAMES = 12


@dataclass(slots=True)
class Activity:
    """One line of activity: its units, and how many pictures and papers show it."""

    name: str
    units: dict[int, str] = field(default_factory=dict)
    pictures: int = 0
    papers: int = 0

    @property
    def shown(self) -> list[str]:
        """The first of its units."""
        return list(self.units.values())[:_MOST_NAMES]


@dataclass(slots=True)
class Day:
    """One day: which units' material came, with a few words of each."""

    on: date
    told: dict[int, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Activities(CampaignPage):
    """Everything below `/board/{campaign}/activities`."""

    base: ClassVar[str] = "/board/{campaign}/activities"
    name: ClassVar[str] = "activities"
    parts: ClassVar[tuple[str, ...]] = ("lines", "days")

    def _filled(self, work: Work, desk: Desk, request: web.Request) -> dict[str, Any]:  # noqa: ARG002 - one for all
        own = {one.unit.key: one for one in desk.standings}
        pieces = [piece for piece in work.pieces.that_count(desk.campaign.key) if piece.unit_id in own]
        names = [section.title for section in desk.notice.activities if section.title]
        return {"lines": lines(names, pieces, own), "days": days(pieces, own)}


def lines(names: Sequence[str], pieces: Sequence[Piece], own: dict[int, Standing]) -> list[Activity]:
    """Return the lines of activity in the notice's order, with what shows each."""
    found = {name: Activity(name) for name in names}
    folded = {name: fold(name) for name in names}
    for piece in pieces:
        words = fold(f"{piece.activity}{piece.caption}{piece.name}{piece.text}")
        for name in names:
            if piece.activity == name or folded[name] in words:
                line = found[name]
                line.units[piece.unit_id or 0] = own[piece.unit_id or 0].unit.name
                is_picture = piece.media_type.startswith(("image/", "video/"))
                line.pictures += piece.count if is_picture else 0
                line.papers += 0 if is_picture else piece.count
    return list(found.values())


def days(pieces: Sequence[Piece], own: dict[int, Standing]) -> list[Day]:
    """Return the days on which something came, the newest first."""
    found: dict[date, Day] = {}
    counted: dict[tuple[date, int], list[Piece]] = defaultdict(list)
    for piece in pieces:
        on = beijing_date(piece.received_at)
        counted[on, piece.unit_id or 0].append(piece)
    for (on, unit), came in counted.items():
        words = next((piece.caption or piece.text or piece.name for piece in came), "")
        found.setdefault(on, Day(on)).told[unit] = (own[unit].unit.name, clipped(words, 40))
    return [found[on] for on in sorted(found, reverse=True)]
