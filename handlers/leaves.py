"""Who is away from a unit on which days, and who stands in: said by a liaison or by the office, over by itself.

「我10月18日到10月22日请假，由张三代」, 「气象学会周舟明天起出差三天」, 「取消请假」
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from handlers import commands, permissions
from handlers.context import Context
from handlers.dates import DAY, SPAN, read_day, read_span
from handlers.desk import units
from handlers.enrolment.capacity import stand_in
from handlers.enrolment.invites import make_stand_in_invite
from handlers.questions.typed.speech import asks
from handlers.questions.typed.spelling import normalise
from handlers.wording import leaves as wording
from handlers.wording.declarations import which_unit
from storage.chat import DeliveryKind, Reply, ReplyKind
from storage.patterns import Late
from storage.tables import Leave, Member, Unit
from storage.unit_of_work import Work

_WHEN = rf"(?:从|自|于)?(?P<first>{DAY})(?P<open>起|开始)?(?:(?:到|至|-|—|~)+(?P<last>{DAY}))?"
_AWAY = (
    r"(?P<away>(?:都|要|会|将|正|在|需)*(?:请|休)?"
    r"(?:请假|休假|(?:年|婚|产|陪产|病|事|探亲)假|公休|出差|外出|住院|离岗|不在(?:岗|单位|办公室)))"
)
_BY = (
    r"(?P<whole_by>[,; ]*(?:期间|其间|这(?:段时间|几天))?,?(?:的?(?:工作|报送|联络|材料|事情?))*(?:请|就|都)?"
    r"(?:由|找|让|交给|交由|联系) ?(?P<by>[^\s,;由代]{1,12}?)? ?(?:来|暂时?|临时)?"
    r"(?:(?P<stands_in>代(?:班|办|理|为|报|替)?)|负责|顶(?:替|班)?|对接|处理)(?:报送|办理|一下)*)?"
)
_SAID = (
    Late(rf"(?P<who>.{{0,40}}?)(?:的?联络员)?[,: ]*{_WHEN}[, ]*(?:{_AWAY}(?P<days>{SPAN})?)?{_BY}"),
    Late(rf"(?P<who>.{{0,40}}?)(?:的?联络员)?[,: ]*{_AWAY}[,:( ]*{_WHEN}\)?(?P<days>{SPAN})?{_BY}"),
)
_ONESELF = Late(r"(?:我(?!们的?\w)|本人|我本人)?.{0,2}")
_OVER = Late(
    r"(?:请)?(?:取消|撤销|结束)(?P<who>.{0,40}?)的?(?:请假|休假|出差|代班|代办)|(?:我)?(?:已)?(?:销假|提前回来)了?"
)
_LONGEST, _LONGEST_DAYS = 80, 366


@dataclass(frozen=True, slots=True)
class _Away:
    """Who is away from a unit; a person whom nobody knows here is None, with the name that the roster has."""

    unit: Unit
    people: tuple[tuple[Member | None, str], ...]


def is_leave(context: Context) -> bool:
    """Somebody says on which days one is away, or another stands in."""
    if context.files or len(context.text) > _LONGEST or not (context.units or context.is_coordinator):
        return False
    found = _found(context)
    if found is None or asks(normalise(context.text)):
        return False
    return bool(context.units) or not _ONESELF.fullmatch(found["who"].strip())


def arrange(context: Context, work: Work) -> Reply:
    """Note a leave in place of what was noted for the same days, and let who stands in speak for the unit meanwhile."""
    found = _found(context)
    if found is None or not permissions.may_hear_of_units(context):
        return Reply(ReplyKind.DECLINE, (wording.IN_PRIVATE,))
    days = _days(context, found)
    if isinstance(days, Reply):
        return days
    away = _whose(context, work, found["who"].strip())
    if isinstance(away, Reply):
        return away
    _replace(work, away, *days)
    by = found["by"] or ""
    rows = [_add(context, work, away.unit, one, days, by) for one in away.people]
    code = _let_stand_in(context, work, rows, by) if by else None
    names = [name for _, name in away.people]
    lines = wording.arranged(away.unit.name, names, days, by, code)
    how = wording.how_to_end(away.unit.name if context.is_coordinator and not context.units else "")
    return Reply(ReplyKind.CONFIRM, (*lines, how))


def is_over(context: Context) -> bool:
    """Somebody says that a leave is over, or was never begun."""
    return commands.said(_OVER)(context) and bool(context.units or context.is_coordinator)


def end(context: Context, work: Work) -> Reply:
    """End what was noted of a unit's people, and the rights of those who stood in."""
    who = commands.part(commands.match(_OVER, context), "who")
    if context.units and _ONESELF.fullmatch(who):
        unit: Unit | Reply = context.unit or Reply(ReplyKind.CLARIFY, (which_unit(_names(context)),))
    else:
        unit = units.one(context, work, who)
    if isinstance(unit, Reply):
        return unit
    rows = work.leaves.ahead(context.today, unit.key)
    if not rows:
        return Reply(ReplyKind.STATE, (wording.nothing_noted(unit.name),))
    for row in rows:
        _end(work, row)
    return Reply(ReplyKind.CONFIRM, (wording.ended(unit.name, [row.absent for row in rows]),))


def _found(context: Context) -> re.Match[str] | None:
    """What was said of a leave: its days, and that one is away or another stands in."""
    every = (pattern.fullmatch(commands.plain(context.text)) for pattern in _SAID)
    return next((found for found in every if found and (found["away"] or found["stands_in"])), None)


def _days(context: Context, found: re.Match[str]) -> tuple[date, date] | Reply:
    """The first and the last day; what is over, turned about, too long or left open is asked for."""
    first = read_day(found["first"], context.today)
    length = read_span(found["days"]) if found["days"] else None
    if first is None or (found["open"] and not found["last"] and length is None):
        return Reply(ReplyKind.CLARIFY, (wording.UNTIL_WHEN,))
    last = read_day(found["last"], context.today, first) if found["last"] else first
    if length:
        last = first + length - timedelta(days=1)
    if last is None or last < first or last < context.today or (last - first).days > _LONGEST_DAYS:
        return Reply(ReplyKind.CLARIFY, (wording.UNTIL_WHEN,))
    return first, last


def _whose(context: Context, work: Work, who: str) -> _Away | Reply:
    """Who is away from which unit: oneself, a colleague who is named, or whom the office names."""
    if context.units:
        if context.unit is None:
            return Reply(ReplyKind.CLARIFY, (which_unit(_names(context)),))
        named = _named(work, context.unit, who)
        return _Away(context.unit, named or ((context.member, context.member.name),))
    unit = units.one(context, work, who)
    if isinstance(unit, Reply):
        return unit
    every = tuple((member, member.name) for member in _people(work, unit))
    return _Away(unit, _named(work, unit, who) or every or ((None, unit.liaison or wording.LIAISON),))


def _named(work: Work, unit: Unit, who: str) -> tuple[tuple[Member | None, str], ...]:
    """Those who speak for a unit and whose names stand in a sentence."""
    return tuple((member, member.name) for member in _people(work, unit) if member.name and member.name in who)


def _people(work: Work, unit: Unit) -> list[Member]:
    """Those who speak for a unit now, each once."""
    bound = dict.fromkeys(binding.member_id for binding in work.bindings.of_unit(unit.key, work.now))
    return [work.members.get(number) for number in bound]


def _names(context: Context) -> list[str]:
    return [unit.name for unit in context.units]


def _replace(work: Work, away: _Away, first: date, last: date) -> None:
    """End what was noted of the same people for any of these days."""
    for row in work.leaves.ahead(first, away.unit.key):
        if row.from_on <= last and any(
            (member.key if member else None, name) == (row.member_id, row.absent) for member, name in away.people
        ):
            _end(work, row)


def _add(
    context: Context, work: Work, unit: Unit, who: tuple[Member | None, str], days: tuple[date, date], by: str
) -> Leave:
    member, name = who
    number = work.leaves.add(
        unit_id=unit.key,
        member_id=member.key if member else None,
        absent=name,
        from_on=days[0],
        until_on=days[1],
        substitute=by,
        arranged_by=context.member.name,
        arranged_at=context.now,
    )
    return work.leaves.get(number)


def _let_stand_in(context: Context, work: Work, rows: list[Leave], by: str) -> str | None:
    """Let a colleague stand in at once; for anybody else return a code, to be forwarded to them."""
    unit = work.units.get(rows[0].unit_id)
    known = next((one for one in _people(work, unit) if one.name == by), None)
    if known is None:
        return make_stand_in_invite(work, rows[0])
    stand_in(work, rows[0], known.key)
    private = work.chats.private_of(known.key)
    if private and known.key != context.member.key:
        said = Reply(ReplyKind.ANSWER, (wording.you_stand_in(unit.name, rows[0]),))
        due_at = context.calendar.next_office_instant(context.now)
        key = f"stands_in/{rows[0].key}/{private.key}"
        work.say(private.key, key, said, DeliveryKind.ANNOUNCEMENT, unit_id=unit.key, due_at=due_at)
    return None


def _end(work: Work, row: Leave) -> None:
    """Let a leave count no more, what it gave and the code that would give it."""
    work.leaves.set(row.key, ended_at=work.now)
    work.invites.change(work.invites.c.leave_id == row.key, expires_at=work.now)
    if row.binding_id:
        b = work.bindings.c
        work.bindings.change(b.id == row.binding_id, ended_at=max(work.now, work.bindings.get(row.binding_id).bound_at))
