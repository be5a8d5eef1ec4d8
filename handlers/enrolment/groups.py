"""Whose a group is: one unit's, many units', or the coordinators' of an office."""

from __future__ import annotations

from handlers import acts, naming
from handlers.commands import match, part
from handlers.context import Context
from handlers.wording import enrolment as wording
from scheduler.wording import handing_in
from storage.chat import Reply, ReplyKind, Room
from storage.patterns import Late
from storage.tables import Unit
from storage.unit_of_work import Work

_BIND = Late(
    r"(?:请)?绑定(?:为|到|给)?[: ]*(?P<who>.{2,60}?)(?:的?(?:单位)?群)?|(?:本群|这)是(?P<who2>.{2,60}?)的?(?:单位)?群"
)
_SHARED = Late(r"(?:多单位|多家单位|多个单位|联络员|共用|全体)")
_COORDINATORS = Late(r"(?:请)?绑定(?:为)? ?统筹(?:人|处室)?(?:群)?(?: ?(?P<office>.{2,40}))?")
_UNBIND = Late(r"(?:请)?(?:解绑|解除绑定|取消绑定)(?:本群|群)?")


def is_binding(context: Context) -> bool:
    """Somebody says whose group this is; only 「绑定…」 is heard from those who may not bind."""
    found = match(_BIND, context)
    return found is not None and (context.is_coordinator or context.text.startswith(("绑定", "请绑定")))


def bind_group(context: Context, work: Work) -> Reply:
    """Make a group one unit's, or one that many units read."""
    if not context.room.is_group:
        return Reply(ReplyKind.CLARIFY, (wording.GROUP_ONLY,))
    word = part(match(_BIND, context), "who")
    if _SHARED.fullmatch(word):
        return _bind_shared(context, work)
    units = naming.find(work, word)
    if len(units) != 1:
        if not context.is_coordinator and not context.units:
            return Reply(ReplyKind.DECLINE, (wording.NOT_YOUR_GROUP,))
        return Reply(ReplyKind.CLARIFY, (wording.which_unit(word, [unit.name for unit in units]),))
    return _bind_unit(context, work, units[0])


def is_binding_coordinators(context: Context) -> bool:
    """Somebody makes this the coordinators' room."""
    return match(_COORDINATORS, context) is not None


def ask_coordinators(context: Context, work: Work) -> Reply:
    """Say who is known to read here before names and phones are said here."""
    if not context.is_coordinator:
        return Reply(ReplyKind.DECLINE, (wording.NOT_YOUR_GROUP,))
    if not context.room.is_group:
        return Reply(ReplyKind.CLARIFY, (wording.COORDINATORS_GROUP_HERE,))
    found = match(_COORDINATORS, context)
    office = _office(context, found["office"] if found else None)
    if office is None:
        return Reply(ReplyKind.CLARIFY, (wording.which_office(context.offices),))
    known = work.members.heard_in(context.chat.key)
    names = [member.name or member.user for member in known]
    return acts.ask(context, work, "coordinators", {"office": office}, wording.coordinators_group(office, names))


def bind_coordinators(context: Context, work: Work) -> Reply:
    """Make the group the coordinators' room of an office."""
    office = str(acts.take(context, work)["office"])
    work.chats.set(context.chat.key, room=Room.COORDINATORS.value, office=office, unit_id=None, bound_at=context.now)
    return Reply(ReplyKind.CONFIRM, (wording.coordinators_group_done(office),))


def is_unbinding(context: Context) -> bool:
    """Somebody takes a group's binding back."""
    return match(_UNBIND, context) is not None


def unbind_group(context: Context, work: Work) -> Reply:
    """Make a group one that many units may read: the room in which least is said."""
    if context.room not in (Room.UNIT_GROUP, Room.COORDINATORS):
        return Reply(ReplyKind.CONFIRM, (wording.NOT_BOUND_GROUP,))
    owns = context.room is Room.UNIT_GROUP and _speaks_for(work, context, context.chat.unit_id)
    if not (context.is_coordinator or owns):
        return Reply(ReplyKind.DECLINE, (wording.NOT_YOUR_GROUP,))
    work.chats.set(context.chat.key, room=Room.SHARED_GROUP.value, office=None, unit_id=None, bound_at=None)
    return Reply(ReplyKind.CONFIRM, (wording.UNBOUND,))


def _bind_shared(context: Context, work: Work) -> Reply:
    """Say that many units read here; the room of an unbound group too, now said by somebody who knows."""
    if not context.is_coordinator and not context.units:
        return Reply(ReplyKind.DECLINE, (wording.NOT_YOUR_GROUP,))
    work.chats.set(context.chat.key, room=Room.SHARED_GROUP.value, office=None, unit_id=None, bound_at=context.now)
    return Reply(ReplyKind.CONFIRM, (wording.SHARED,))


def _bind_unit(context: Context, work: Work, unit: Unit) -> Reply:
    """Make a group one unit's, if a coordinator or somebody bound to that unit says so."""
    if not (context.is_coordinator or _speaks_for(work, context, unit.key)):
        return Reply(ReplyKind.DECLINE, (wording.NOT_YOUR_GROUP,))
    other = context.chat.unit_id
    if other is not None and other != unit.key:
        return Reply(ReplyKind.CLARIFY, (wording.already_other_unit(work.units.get(other).name),))
    work.chats.set(context.chat.key, room=Room.UNIT_GROUP.value, unit_id=unit.key, office=None, bound_at=context.now)
    how = handing_in.here(work.chats.get(context.chat.key))
    return Reply(ReplyKind.CONFIRM, tuple(filter(None, (wording.unit_group(unit.name), how))))


def _speaks_for(work: Work, context: Context, unit_id: int | None) -> bool:
    """The person is bound to the unit; to sit in its group is not enough."""
    return any(
        binding.unit_id == unit_id for binding in work.bindings.of_member(context.member.key, work.now) if unit_id
    )


def _office(context: Context, named: str | None) -> str | None:
    """The office that is meant: the one named, else the only one of the person."""
    if named:
        return next((office for office in context.offices if named in office), None)
    return context.office
