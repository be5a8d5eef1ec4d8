"""Gives a story its people: every chat, member, unit and role that its lines name is known and bound."""

from __future__ import annotations

from collections.abc import Iterable

from bot.playground.people import PLATFORM
from bot.playground.script import Line
from storage.chat import Role, Room
from storage.notice.classifying import classify_unit
from storage.notice.model import Notice
from storage.notice.routing import fold, unit_types
from storage.unit_of_work import Work


def cast(work: Work, lines: Iterable[Line], notice: Notice) -> None:
    """Bind everybody whom the lines name; a unit that is not on the roster is put there."""
    for line in lines:
        unit = _unit(work, line.unit, notice) if line.unit else None
        member = _member(work, line.member)
        _bind(work, member, line, unit)
        _chat(work, line, member, unit)


def seat_coordinators(work: Work, offices: Iterable[str]) -> None:
    """Give each office a coordinators' chat, which gets its digests whether anybody speaks there or not."""
    for office in offices:
        known = work.chats.find(work.chats.c.room == Room.COORDINATORS, work.chats.c.office == office)
        if not known:
            _add_chat(work, f"c-{office}", Room.COORDINATORS, office=office)


def _unit(work: Work, name: str, notice: Notice) -> int:
    """The unit of that name."""
    known = work.units.named(name)
    if known:
        return known.key
    kind = classify_unit(notice, name) or next(iter(unit_types(notice, 0)), "")
    number = work.units.add(name=name, unit_type=kind)
    work.aliases.add(unit_id=number, alias=name, folded=fold(name))
    return number


def _member(work: Work, name: str) -> int:
    """The person of that name."""
    known = work.members.known(PLATFORM, PLATFORM, name)
    if known:
        return known.key
    return work.members.add(platform=PLATFORM, account=PLATFORM, user=name, name=name, seen_at=work.now)


def _bind(work: Work, member: int, line: Line, unit: int | None) -> None:
    """Let the person speak as the line says, once."""
    capacity = {"role": line.role, "unit_id": unit, "office": line.office if line.role is Role.COORDINATOR else None}
    if capacity["unit_id"] is None and capacity["office"] is None:
        return
    known = {(b.role, b.unit_id, b.office) for b in work.bindings.of_member(member, work.now)}
    if (line.role, unit, capacity["office"]) not in known:
        work.bindings.add(member_id=member, bound_by="演练", bound_at=work.now, **capacity)


def _chat(work: Work, line: Line, member: int, unit: int | None) -> None:
    """Make the line's chat known with whom it belongs to."""
    if work.chats.known(PLATFORM, PLATFORM, line.chat):
        return
    abouts: dict[Room, dict[str, object]] = {
        Room.PRIVATE: {"member_id": member},
        Room.UNIT_GROUP: {"unit_id": unit},
        Room.COORDINATORS: {"office": line.office},
        Room.SHARED_GROUP: {},
    }
    _add_chat(work, line.chat, line.room, **abouts[line.room])


def _add_chat(work: Work, external: str, room: Room, **about: object) -> None:
    """Put a chat's row."""
    work.chats.add(
        platform=PLATFORM,
        account=PLATFORM,
        external=external,
        title=external,
        room=room,
        bound_at=work.now,
        seen_at=work.now,
        **about,
    )
