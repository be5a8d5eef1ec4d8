"""Whom an announcement concerns, and who of them has been told: of thousands of units, with a handful of statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator
from typing import Any

from sqlalchemy import Select, bindparam, select

from storage.chat import DeliveryKind, ReplyKind, Room
from storage.notice.model import Notice
from storage.reach import chats_there
from storage.standing import Duties, type_of
from storage.tables import Announcement, Chat
from storage.unit_of_work import Work

Addressee = tuple[Chat, int | None, str | None]
"""A chat, the unit number and the unit type of whom is told there; None for a group that many units read."""


def addressees(work: Work, notice: Notice, row: Announcement, but: Container[int] = ()) -> Iterator[Addressee]:
    """Give whom an announcement concerns, but the chats of these numbers.

    Every group, and in private only liaisons whom no group reaches; a correction reaches everybody who was
    answered before it. A chat may be given twice.
    """
    if row.kind == "correct":
        yield from (one for one in _answered(work, notice, row) if one[0].key not in but)
    shared = chats_there(work, Room.SHARED_GROUP)
    yield from ((chat, None, None) for chat in shared if chat.key not in but)
    groups, duties = _groups(work), Duties(notice)
    private: dict[int, list[int]] = {} if shared else _private(work)
    roster = work.units.prepared("names", _select_names, work).run(work.connection, {}).fetchall()
    for number, name, unit_type in roster:
        owed = duties.of(unit_type, name)
        if owed is None or (row.unit_types and owed.unit_type not in row.unit_types):
            continue
        if row.office and owed.office != row.office:
            continue
        for chat in groups.get(number) or private.get(number) or ():
            if chat not in but:
                yield work.chats.get(chat), number, owed.unit_type


def key_of(row: Announcement, chat: Chat) -> str:
    """Return the unique key under which an announcement is told in a chat."""
    return f"{row.kind}/{row.campaign_id}/{row.key}/{chat.key}"


def told(work: Work, row: Announcement) -> set[int]:
    """Return the chats in which an announcement is told already, by number."""
    return work.deliveries.chats_keyed(f"{row.kind}/{row.campaign_id}/{row.key}/")


def _answered(work: Work, notice: Notice, row: Announcement) -> Iterator[Addressee]:
    """The private chats of those who were answered before, if it concerns their unit type or none is known."""
    d = work.deliveries.c
    heard = select(d.chat_id).where(
        d.kind == DeliveryKind.REPLY.value,
        d.campaign_id == row.campaign_id,
        d.edition_id < row.edition_id,
        d.reply["kind"].as_string() == ReplyKind.ANSWER.value,
    )
    for chat in chats_there(work, Room.PRIVATE, work.chats.c.id.in_(heard)):
        bound = work.bindings.of_member(chat.member_id, work.now) if chat.member_id else []
        units = [work.units.get(binding.unit_id) for binding in bound if binding.unit_id]
        unit = next((one for one in units if type_of(notice, one) in row.unit_types), None)
        if unit or not units:
            yield chat, unit.key if unit else None, type_of(notice, unit) if unit else None


def _groups(work: Work) -> dict[int, list[int]]:
    """The groups of each unit in which something can be said."""
    rows = work.chats.prepared("groups of units", _select_groups, work).run(work.connection, {}).fetchall()
    return _by_unit(rows)


def _private(work: Work) -> dict[int, list[int]]:
    """The private chats of the people who speak for each unit."""
    statement = work.chats.prepared("private of units", _select_private, work)
    return _by_unit(statement.run(work.connection, {"now": work.now}).fetchall())


def _by_unit(rows: list[tuple[int, int]]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for unit, chat in rows:
        found[unit].append(chat)
    return found


def _select_names(work: Work) -> Select[Any]:
    u = work.units.c
    return select(u.id, u.name, u.unit_type).where(u.removed_at.is_(None)).order_by(u.id)


def _select_groups(work: Work) -> Select[Any]:
    c = work.chats.c
    here = (c.room == Room.UNIT_GROUP.value, c.lost_at.is_(None), c.unit_id.is_not(None))
    return select(c.unit_id, c.id).where(*here).order_by(c.id)


def _select_private(work: Work) -> Select[Any]:
    b, c = work.bindings.c, work.chats.c
    here = (c.room == Room.PRIVATE.value, c.lost_at.is_(None), b.unit_id.is_not(None))
    joined = select(b.unit_id, c.id).distinct().join(work.chats.table, c.member_id == b.member_id)
    holding = work.bindings.holding(bindparam("now", type_=b.bound_at.type))
    return joined.where(*here, *holding).order_by(c.id)
