"""How each unit and each office can be reached: a fact of who is bound where, never a hope.

The ladder is private chat → the unit's own group → mail with a link to the unit page → nobody (call list). Who is on
leave is passed over while anybody else can be reached; who stands in comes first.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, select

from storage.chat import Intake, Message, Role, Room
from storage.standing import BEIJING
from storage.tables import Chat, Unit
from storage.unit_of_work import Work

PAGE = "page"
"""The platform of the unit page: what is said there is read when its holder opens it."""

WEB = "web"
"""The platform of the coordinators' pages: what is said there is said by a member of another one, let in by a link."""

MAIL = "mail"
"""The platform of mail: one chat a mailbox, for what is sent there; nothing comes in by it."""

CAN_MAIL = "can_mail"
"""The switch that says whether this installation sends mail."""


REVISES = frozenset({"feishu"})
"""The platforms on which a message that was sent can be shown anew in its place."""

REACTS = frozenset({"feishu"})
"""The platforms on which a sign can be put beside a message."""

TAKES_FILES = {"wecom": 20 << 20, "feishu": 30 << 20}
"""The largest file that the chats of a platform take, in bytes; others take any."""

SHOWS_NOTHING_QUOTED = frozenset({"feishu"})
"""The platforms on which, where only what addresses the bot reaches it, it cannot see what a message replies to."""

_HEARS_ALL = "hears_all/{platform}/{account}"
"""The switch that says that everything said in an account's groups arrives: learned, for no platform tells."""


class Reach(StrEnum):
    """The best way to a unit, in the words in which it is shown."""

    PRIVATE = "可私聊"
    GROUP = "单位群"
    PAGE = "单位页面+邮件"
    NONE = "联系不上"


def learn_to_hear_all(work: Work, platform: str, account: str) -> None:
    """Note that everything said in an account's groups arrives; of those that it knows in their rows too."""
    switch = _HEARS_ALL.format(platform=platform, account=account)
    if work.settings.value(switch):
        return
    work.settings.turn(switch, work.now.isoformat())
    c = work.chats.c
    work.chats.change(
        c.platform == platform, c.account == account, c.intake == Intake.ADDRESSED.value, intake=Intake.ALL.value
    )


def forget_to_hear_all(work: Work, platform: str, account: str) -> None:
    """Note that of an account's groups only what calls it arrives (any more)."""
    switch = _HEARS_ALL.format(platform=platform, account=account)
    if not work.settings.value(switch):
        return
    work.settings.turn(switch, "")
    c = work.chats.c
    groups = (c.platform == platform, c.account == account, c.room != Room.PRIVATE.value)
    work.chats.change(*groups, c.intake == Intake.ALL.value, intake=Intake.ADDRESSED.value)


def heard_of(work: Work, message: Message) -> Intake:
    """Return what of a message's chat reaches the bot: what its platform says, and what was learned since."""
    if message.intake is not Intake.ADDRESSED:
        return message.intake
    switch = _HEARS_ALL.format(platform=message.address.platform, account=message.address.account)
    return Intake.ALL if work.settings.value(switch) else Intake.ADDRESSED


def reach_of_units(work: Work) -> dict[int, Reach]:
    """Return the best way to each unit of the roster, by unit number."""
    private, page = _bound(work)
    can_mail = bool(work.settings.value(CAN_MAIL))
    c = work.chats.c
    in_groups = select(c.unit_id).where(c.room == Room.UNIT_GROUP.value, c.lost_at.is_(None))
    groups = set(work.connection.execute(in_groups).scalars())
    mailboxes = work.units.prepared("mailboxes", _select_mailboxes, work).run(work.connection, {}).fetchall()
    has_mailbox = dict(mailboxes)
    found = dict.fromkeys(has_mailbox, Reach.PRIVATE)
    for number in has_mailbox.keys() - private:
        if number in groups:
            found[number] = Reach.GROUP
        else:
            found[number] = Reach.PAGE if number in page or (can_mail and has_mailbox[number]) else Reach.NONE
    for number in {leave.unit_id for leave in work.leaves.on(_today(work))} & found.keys():
        if found[number] in (Reach.PRIVATE, Reach.GROUP):
            found[number] = _rung(chats_of_unit(work, number)) or found[number]
    return found


def _select_mailboxes(work: Work) -> Select[Any]:
    """The statement: of each unit of the roster whether it has a mailbox."""
    u = work.units.c
    return select(u.id, u.email != "").where(u.removed_at.is_(None))


def _rung(chats: list[Chat]) -> Reach | None:
    """The way of which these chats are, where it is no page."""
    chat = next((chat for chat in chats if chat.platform != PAGE), None)
    if chat is None:
        return None
    return Reach.GROUP if chat.room == Room.UNIT_GROUP else Reach.PRIVATE


def chats_of_unit(work: Work, unit_id: int) -> list[Chat]:
    """Return the chats in which a unit is spoken to: those of the highest rung that it has, none where it has none."""
    away, standing_in = _on_leave(work, unit_id)
    every = sorted(_private_chats(work, unit_id), key=lambda chat: chat.member_id not in standing_in)
    private = [chat for chat in every if chat.member_id not in away]
    chats = [chat for chat in private if chat.platform != PAGE]
    groups = chats_there(work, Room.UNIT_GROUP, work.chats.c.unit_id == unit_id)
    return chats or groups or private or every


def _on_leave(work: Work, unit_id: int) -> tuple[set[int | None], set[int | None]]:
    """Those of a unit who are on leave today, and those who stand in for them."""
    leaves = work.leaves.on(_today(work), unit_id)
    standing_in = {leave.substitute_id for leave in leaves} - {None}
    return {leave.member_id for leave in leaves} - {None} - standing_in, standing_in


def _today(work: Work) -> date:
    """The day in Beijing."""
    return work.now.astimezone(BEIJING).date()


def ways_to_unit(work: Work, unit: Unit) -> list[Chat]:
    """Return where something is said to a unit: its chats, and where that is only the page, its mailbox first."""
    chats = chats_of_unit(work, unit.key)
    is_heard = any(chat.platform != PAGE for chat in chats)
    if is_heard or not unit.email or not work.settings.value(CAN_MAIL):
        return chats
    return [_mailbox(work, unit), *chats]


def users_of_unit(work: Work, unit_id: int, chat: Chat) -> tuple[str, ...]:
    """Return the platform's ids of those who speak for a unit on the account that a chat belongs to."""
    away, _ = _on_leave(work, unit_id)
    bound = work.bindings.of_unit(unit_id, work.now)
    members = [work.members.get(binding.member_id) for binding in bound if binding.member_id not in away]
    return tuple(one.user for one in members if (one.platform, one.account) == (chat.platform, chat.account))


def _mailbox(work: Work, unit: Unit) -> Chat:
    """The chat that stands for a unit's mailbox."""
    return mailbox(work, unit.email, str(unit.key), unit_id=unit.key)


def mailbox(work: Work, address: str, account: str, unit_id: int | None = None) -> Chat:
    """Return the chat that stands for a mailbox, made when something is first sent there.

    `account` is on whose behalf it is written to: a unit's number, an office's name.
    """
    known = work.chats.known(MAIL, account, address)
    if known:
        return known
    where = {"platform": MAIL, "account": account, "external": address, "room": Room.PRIVATE.value}
    return work.chats.get(work.chats.add(**where, unit_id=unit_id, seen_at=work.now))


def chats_of_office(work: Work, office: str) -> list[Chat]:
    """Return where an office's coordinators are spoken to: their rooms, else each of them in private."""
    rooms = chats_there(work, Room.COORDINATORS, work.chats.c.office == office)
    if rooms:
        return rooms
    b = work.bindings.c
    members = select(b.member_id).where(
        b.role == Role.COORDINATOR.value, b.office == office, *work.bindings.in_force(work.now)
    )
    return chats_there(work, Room.PRIVATE, work.chats.c.member_id.in_(members))


def chats_there(work: Work, room: Room, *where: ColumnElement[bool]) -> list[Chat]:
    """Return the chats of a kind of room in which something can be said."""
    c = work.chats.c
    return work.chats.find(c.room == room.value, c.lost_at.is_(None), *where)


def _private_chats(work: Work, unit_id: int) -> list[Chat]:
    """The private chats of the people who speak for a unit."""
    b = work.bindings.c
    members = select(b.member_id).where(b.unit_id == unit_id, *work.bindings.in_force(work.now))
    return chats_there(work, Room.PRIVATE, work.chats.c.member_id.in_(members))


def _bound(work: Work) -> tuple[set[int], set[int]]:
    """The units for which somebody speaks who has a private chat: on a platform, and on the page."""
    found = work.bindings.prepared("bound", _select_bound, work).run(work.connection, {"now": work.now}).fetchall()
    return {unit for unit, is_page in found if not is_page}, {unit for unit, is_page in found if is_page}


def _select_bound(work: Work) -> Select[Any]:
    """The statement: of each private chat the units for which its member speaks, and whether it is the page's."""
    b, c = work.bindings.c, work.chats.c
    return (
        select(b.unit_id, c.platform == PAGE)
        .join(work.chats.table, c.member_id == b.member_id)
        .where(b.unit_id.is_not(None), c.room == Room.PRIVATE.value, c.lost_at.is_(None))
        .where(*work.bindings.holding(bindparam("now", type_=b.bound_at.type)))
    )


def chats_of_coordinators(work: Work) -> list[Chat]:
    """Return where coordinators of any office are spoken to: their rooms, else each of them in private."""
    return chats_there(work, Room.COORDINATORS) or _private_of_coordinators(work)


def every_chat_of_coordinators(work: Work) -> list[Chat]:
    """Return wherever a coordinator may have asked for something: their rooms, and each of them in private."""
    return [*chats_there(work, Room.COORDINATORS), *_private_of_coordinators(work)]


def _private_of_coordinators(work: Work) -> list[Chat]:
    b = work.bindings.c
    members = select(b.member_id).where(b.role == Role.COORDINATOR.value, *work.bindings.in_force(work.now))
    return chats_there(work, Room.PRIVATE, work.chats.c.member_id.in_(members))
