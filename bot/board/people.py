"""People and groups: who coordinates, who speaks for each unit, where the bot sits, and whom nothing reaches."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

from aiohttp import web

from bot.board import wording
from bot.board.live import PartedPage
from bot.board.paging import address, paged
from handlers.enrolment.logins import Visitor
from scheduler.clock import beijing_date
from scheduler.wording.reminders import on_leave
from storage.chat import Role, Room
from storage.notice.routing import fold
from storage.reach import PAGE, WEB, Reach, reach_of_units
from storage.tables import Chat, Leave, Unit
from storage.unit_of_work import Work

ROWS = 200


@dataclass(frozen=True, slots=True)
class Line:
    """One unit with those who speak for it, how it is reached, and who of it is on leave."""

    unit: Unit
    speakers: tuple[str, ...]
    reach: str
    away: str


@dataclass(frozen=True, slots=True)
class Group:
    """One group: what it is called, who reads there, on which platform; the unit or office it belongs to."""

    chat: Chat
    room: str
    platform: str
    whose: str


@dataclass(frozen=True)
class People(PartedPage):
    """Everything below `/board/people`."""

    base: ClassVar[str] = "/board/people"
    name: ClassVar[str] = "people"
    parts: ClassVar[tuple[str, ...]] = ("groups", "units")

    def _shown(self, work: Work, who: Visitor, request: web.Request) -> dict[str, Any]:  # noqa: ARG002 - one for all
        ways, spoken, away = reach_of_units(work), _speakers(work), _away(work)
        wanted = {name: request.query.get(name, "")[:60] for name in ("words", "reach")}
        words, reach = fold(wanted["words"]), wanted["reach"]
        lines = [
            Line(
                unit,
                tuple(spoken.get(unit.key, ())),
                ways.get(unit.key, Reach.NONE).value,
                on_leave(away.get(unit.key, ())),
            )
            for unit in work.units.all()
        ]
        found = [
            one
            for one in lines
            if (not reach or one.reach == reach) and words in fold(f"{one.unit.name}{one.unit.liaison}")
        ]
        shown = paged(found, request.query, ROWS)
        return {
            "coordinators": _coordinators(work),
            "groups": _groups(work),
            "lines": shown.rows,
            "paged": shown,
            "address": partial(address, wanted),
            "ways": [way.value for way in Reach],
            "wanted": wanted,
        }


def _away(work: Work) -> dict[int, list[Leave]]:
    """Who of each unit is on leave today."""
    found: dict[int, list[Leave]] = {}
    for leave in work.leaves.on(beijing_date(work.now)):
        found.setdefault(leave.unit_id, []).append(leave)
    return found


def _speakers(work: Work) -> dict[int, list[str]]:
    """Who speaks for each unit, by its number."""
    b, m = work.bindings.c, {member.key: member for member in work.members.find()}
    found: dict[int, list[str]] = {}
    for binding in work.bindings.find(b.unit_id.is_not(None), *work.bindings.in_force(work.now)):
        member = m[binding.member_id]
        role = "" if binding.role == Role.LIAISON else wording.ROLES[Role(binding.role)]
        where = wording.PLATFORMS.get(member.platform, member.platform)
        found.setdefault(binding.unit_id or 0, []).append(f"{member.name}（{role}{where}）")
    return found


def _coordinators(work: Work) -> dict[str, list[str]]:
    """Who coordinates each office."""
    b, found = work.bindings.c, dict[str, list[str]]()
    for binding in work.bindings.find(b.office.is_not(None), *work.bindings.in_force(work.now)):
        found.setdefault(binding.office or "", []).append(work.members.get(binding.member_id).name)
    return found


def _groups(work: Work) -> list[Group]:
    """The groups in which the bot sits."""
    c = work.chats.c
    rows = work.chats.find(c.room != Room.PRIVATE.value, c.platform.not_in((PAGE, WEB)))
    units = {unit.key: unit.name for unit in work.units.find()}
    return [
        Group(
            row,
            wording.ROOMS[Room(row.room)],
            wording.PLATFORMS.get(row.platform, row.platform),
            units.get(row.unit_id or 0, row.office or ""),
        )
        for row in rows
    ]
