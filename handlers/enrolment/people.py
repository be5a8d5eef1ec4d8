"""Who speaks for a unit: said by a coordinator, or by what a coordinator forwards, a code and a link."""

from __future__ import annotations

import secrets

from handlers import acts
from handlers.commands import match
from handlers.context import Context
from handlers.desk import moves
from handlers.enrolment import units
from handlers.enrolment.capacity import Capacity, bind
from handlers.enrolment.invites import make_invite, use_invite, valid_invite
from handlers.enrolment.pages import make_page_link
from handlers.wording import enrolment as wording
from storage.chat import DeliveryKind, Reply, ReplyKind, Role, Room
from storage.links import new_link, page_member
from storage.patterns import Late
from storage.tables import Unit
from storage.unit_of_work import Work

_INVITE = Late(r"(?:请)?邀请[: ]*(.{2,60}?)(?:的?(?P<role>联络员|负责人|秘书长))?")
_LIAISON = Late(r"(.{2,12}?)(?:现在|今后|以后)?(?:是|担任|任)(.{2,60}?)的?(?:新)?(?P<role>联络员|负责人)")
_LIAISON_NOW = Late(
    r"(?P<unit>.{2,60}?)的?(?:联络员|负责人)(?:现在)?(?:换成|换了|改为|改成|是|为)了?[: ,]*(?:现在是)?"
    r"(?P<name>[^\s吗呢?谁哪]{2,12})"
)
_HOURS = 72


def is_invitation(context: Context) -> bool:
    """A coordinator wants something to forward to a unit."""
    return context.is_coordinator and match(_INVITE, context) is not None


def invite_unit(context: Context, work: Work) -> Reply:
    """Give a coordinator a code and a page link to forward to a unit."""
    found = match(_INVITE, context)
    word, role = (found[1], found["role"]) if found else ("", None)
    unit = units.one(context, work, word)
    if isinstance(unit, Reply):
        return unit
    return _invitation(context, work, unit, Capacity(_role(role), unit_id=unit.key), "")


def is_naming_liaison(context: Context) -> bool:
    """A coordinator says who is a unit's liaison."""
    return context.is_coordinator and bool(match(_LIAISON, context) or match(_LIAISON_NOW, context))


def name_liaison(context: Context, work: Work) -> Reply:
    """Bind the one person of that name who has spoken here, after a yes; else give something to forward."""
    found, other = match(_LIAISON, context), match(_LIAISON_NOW, context)
    name, word, role = (found[1], found[2], found["role"]) if found else ("", "", None)
    if other and not found:
        name, word = other["name"], other["unit"]
    unit = units.one(context, work, word)
    if isinstance(unit, Reply):
        return unit
    capacity = Capacity(_role(role), unit_id=unit.key)
    if _speaks_already(work, unit, name):
        return Reply(ReplyKind.STATE, (wording.bound_already(name, unit.name),))
    known = [
        member
        for member in work.members.find(work.members.c.name == name)
        if not work.bindings.of_member(member.key, work.now)
    ]
    if len(known) != 1:
        return _invitation(context, work, unit, capacity, name)
    data = {"member": known[0].key, "unit": unit.key, "role": capacity.role.value}
    return acts.ask(context, work, "liaison", data, (wording.is_this_the_person(name, unit.name),))


def _speaks_already(work: Work, unit: Unit, name: str) -> bool:
    """Somebody of that name speaks for the unit."""
    return any(
        work.members.get(binding.member_id).name == name for binding in work.bindings.of_unit(unit.key, work.now)
    )


def bind_liaison(context: Context, work: Work) -> Reply:
    """Bind the person a coordinator said yes to, and tell them."""
    data = acts.take(context, work)
    member, unit = work.members.get(data["member"]), work.units.get(data["unit"])
    bind(work, member.key, Capacity(Role(data["role"]), unit_id=unit.key), by=context.member.name)
    moves.assign_waiting(work, member.key, unit)
    private = work.chats.first(work.chats.c.member_id == member.key, work.chats.c.room == Room.PRIVATE.value)
    if private:
        said = Reply(ReplyKind.ANSWER, (wording.you_were_bound(unit.name, context.office or "统筹处室"),))
        key = f"bound/{member.key}/{unit.key}"
        due_at = context.calendar.next_office_instant(context.now)
        work.say(private.key, key, said, DeliveryKind.ANNOUNCEMENT, unit_id=unit.key, due_at=due_at)
    return Reply(ReplyKind.CONFIRM, (wording.person_bound(member.name, unit.name),))


def enter_by_code(work: Work, code: str, name: str) -> str | None:
    """Let somebody with an invite in through the page; return the token of their link, None for a wrong code."""
    invite = valid_invite(work, code.strip())
    if invite is None:
        return None
    member = page_member(work, secrets.token_hex(8), name)
    use_invite(work, invite, member.key)
    return new_link(work, member.key)


def _invitation(context: Context, work: Work, unit: Unit, capacity: Capacity, name: str) -> Reply:
    """Word what is to be forwarded: a code, and a link where the page can be reached."""
    code = make_invite(work, capacity.role, unit_id=unit.key, hours=_HOURS)
    holder = name or unit.liaison
    link = context.urls.page(make_page_link(work, unit.key, holder)) if context.urls.page else None
    return Reply(ReplyKind.CONFIRM, wording.invitation(unit.name, holder, code, _HOURS, link), qr=link or "")


def _role(word: str | None) -> Role:
    """The role behind the word for it."""
    return Role.LIAISON if word in (None, "", "联络员") else Role.HEAD
