"""What happened: the notice's lines of activity with what was handed in on each, and a calendar of the days.

A picture of what was done, not a list of what is owed.
"""

from __future__ import annotations

from calendar import Calendar
from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePath
from typing import Any, ClassVar

from aiohttp import web

from bot.board.desk import CampaignPage, Desk
from scheduler.clock import beijing_date
from scheduler.phrases import clipped
from storage.notice.routing import fold
from storage.repositories.submissions import Told
from storage.unit_of_work import Work

_MOST_NAMES = 12
_MOST_PICTURES = 4
_MOST_MONTHS = 6
_FEW = 4
"""Units on a day that are many nowhere."""


@dataclass(slots=True)
class Activity:
    """One line of activity: its units, how many pictures and papers show it, and the newest of the pictures."""

    name: str
    units: dict[int, str] = field(default_factory=dict)
    pictures: int = 0
    papers: int = 0
    newest: deque[int] = field(default_factory=lambda: deque(maxlen=_MOST_PICTURES))

    @property
    def shown(self) -> list[str]:
        """The first of its units."""
        return list(self.units.values())[:_MOST_NAMES]


@dataclass(slots=True)
class Day:
    """One day: some of the units of which something shows it, with a few words of each, and how many there are."""

    on: date
    told: dict[int, tuple[str, str]] = field(default_factory=dict)
    units: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Month:
    """A leaf of the calendar: its weeks from Monday, each of seven days; None is a day of another month."""

    first: date
    weeks: tuple[tuple[date | None, ...], ...]
    days: Mapping[date, Day]
    most: int

    def shade(self, on: date) -> int:
        """How much happened on a day beside the day on which most did: 0 to 4."""
        day = self.days.get(on)
        return _shade(len(day.units), self.most) if day else 0


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many units of each type did something on each line: (line, (how many, shade 0 to 4) for each of `types`)."""

    types: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[int, int], ...]], ...]


@dataclass(frozen=True)
class Activities(CampaignPage):
    """Everything below `/board/{campaign}/activities`."""

    base: ClassVar[str] = "/board/{campaign}/activities"
    name: ClassVar[str] = "activities"
    parts: ClassVar[tuple[str, ...]] = ("lines", "days")

    def _filled(self, work: Work, desk: Desk, request: web.Request) -> dict[str, Any]:  # noqa: ARG002 - one for all
        own = {one.number: one.name for one in desk.standings}
        told = [one for one in work.pieces.told(desk.campaign.key) if one.unit_id in own]
        names = [section.title for section in desk.notice.activities if section.title]
        found, happened = lines(names, told, own), days(told, own)
        return {
            "lines": found,
            "most": max((len(line.units) for line in found), default=0),
            "coverage": coverage(found, {one.number: one.duty.unit_type for one in desk.standings}),
            "days": happened,
            "months": months({day.on: day for day in happened}),
        }


def lines(names: Sequence[str], told: Sequence[Told], own: Mapping[int, str]) -> list[Activity]:
    """Return the lines of activity in the notice's order, with what shows each."""
    found = {name: Activity(name) for name in names}
    folded = {name: fold(name) for name in names}
    shortest = min((len(name) for name in folded.values()), default=0)
    for one in told:
        said = f"{one.activity}{one.caption}{one.text}{PurePath(one.name).stem}"
        if len(said) < shortest:
            continue
        words = fold(said)
        for name in names:
            if one.activity == name or folded[name] in words:
                line = found[name]
                line.units[one.unit_id] = own[one.unit_id]
                is_picture = one.media_type.startswith(("image/", "video/"))
                line.pictures += one.pieces if is_picture else 0
                if one.media_type.startswith("image/"):
                    line.newest.append(one.number)
                line.papers += 0 if is_picture else one.pieces
    return list(found.values())


def coverage(found: Sequence[Activity], kinds: Mapping[int, str]) -> Coverage:
    """Return what each type of units did on each line; `kinds` is the type of each unit."""
    types = tuple(dict.fromkeys(kinds.values()))
    counted = [Counter(kinds[unit] for unit in line.units) for line in found]
    most = max([_FEW, *(count for line in counted for count in line.values())])
    rows = (
        (line.name, tuple((by[kind], _shade(by[kind], most)) for kind in types))
        for line, by in zip(found, counted, strict=True)
    )
    return Coverage(types, tuple(rows))


def days(told: Sequence[Told], own: Mapping[int, str]) -> list[Day]:
    """Return the days on which something happened, the newest first: when a picture was taken, else when it came."""
    found: dict[date, Day] = {}
    for one in told:
        on = beijing_date(one.taken_at or one.received_at)
        day = found.setdefault(on, Day(on))
        if one.unit_id not in day.units and len(day.told) < _MOST_NAMES:
            day.told[one.unit_id] = (own[one.unit_id], clipped(one.caption or one.text or one.name, 40))
        day.units.add(one.unit_id)
    return [found[on] for on in sorted(found, reverse=True)]


def months(happened: Mapping[date, Day]) -> list[Month]:
    """Return the months in which something happened, the last of them where they are many."""
    most = max([_FEW, *(len(day.units) for day in happened.values())])
    firsts = sorted({on.replace(day=1) for on in happened})[-_MOST_MONTHS:]
    return [Month(first, tuple(_weeks(first)), happened, most) for first in firsts]


def _shade(count: int, most: int) -> int:
    """How dark a number is drawn beside the largest: 0 for none, to 4."""
    return -(-4 * count // most)


def _weeks(first: date) -> Iterator[tuple[date | None, ...]]:
    for week in Calendar().monthdayscalendar(first.year, first.month):
        yield tuple(first.replace(day=day) if day else None for day in week)
