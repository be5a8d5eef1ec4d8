"""Figures that papers name, with a tick by a person: listed, ticked, corrected, struck out; the sums of them.

「数据」, 「核实数据 12、13」, 「数据 12 改为 300」, 「划去数据 12」, 「恢复数据 12」
「气象学会的数据」, 「核实气象学会的数据」
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from handlers import commands
from handlers.context import Context
from handlers.dates import number
from handlers.desk import units
from handlers.wording import tally as wording
from scheduler.wording.tally import summed
from storage.chat import Button, Reply, ReplyKind
from storage.patterns import Late
from storage.repositories import Stated
from storage.standing import roll
from storage.tally import FOUND, STRUCK, TICKED, sums
from storage.unit_of_work import Work

_NUMBERS = r"(?P<numbers>\d{1,9}(?:[、,; 和]+\d{1,9}){0,59})"
_LIST = Late(
    r"(?:统计|汇总|算)(?:一下|下)?(?:活动)?(?:(?:场次|人次|媒体报道)[和、,]?)+|"
    r"(?:统计|算|看|数)?(?:一下|下)?(?:目前|现在|到现在|全市|各单位|大家|今年)*(?:一共|总共|合计|累计|共)?(?:都)?(?:办|搞|开展|举办|组织|参加|参与)?了?(?:活动)?的?"
    r"(?:(?:多少|几)(?:场(?:次|活动)?|人次|(?:篇|条|家)?(?:媒体)?报道)|(?:(?:场次|人次|媒体报道|参加人数)[和、,]?)+(?:一共|总共|合计)?(?:是)?(?:多少|几)?(?:场|次|篇)?)"
    r"(?:了|活动)?\??|"
    r"(?:看|查看|查|核对|核实|列出)?(?:一下|下)?(?:待核实|未核实|没核实|全部|所有|活动)*的?数据"
    r"(?:汇总|清单|列表|核对|核实|合计|情况)?(?:有哪些|是多少)?\??"
)
_THESE = rf"数据[: ]*{_NUMBERS.replace('numbers', 'numbers2')} ?"
_TICK = Late(rf"(?:请)?(?:核实|核对|确认)数据[: ]*{_NUMBERS}|{_THESE}(?:属实|无误|没错|已核实)")
_TICK_UNIT = Late(r"(?:请)?(?:核实|确认)(?P<who>.{2,40}?)的?(?:全部|所有)?数据")
_OF_UNIT = Late(
    r"(?:请)?(?:看|查看|查|列出|核对)?(?:一下|下)?(?P<who>[^\d:]{2,40}?)的"
    r"(?:待核实|未核实|没核实|全部|所有|活动)*的?数据(?:有哪些|是多少|明细|清单|情况)?\??"
)
_STRIKE = Late(rf"(?:请)?(?:划去|划掉|剔除|不计|去掉)数据[: ]*{_NUMBERS}|{_THESE}(?:不计|划去|划掉|不算)")
_AGAIN = Late(rf"(?:请)?(?:恢复|重新核对|取消核实)数据[: ]*{_NUMBERS}")
_CORRECT = Late(
    r"(?:请)?(?:把|将)?数据[: ]*(?P<number>\d{1,9}) ?(?:改为|改成|应为|应该是|更正为|更正成) ?"
    r"(?P<value>\d[\d,]{0,11}(?:\.\d{1,4})?|[一二三四五六七八九十两]{1,3}) ?(?P<scale>万|千)?"
    r"(?:场次?|人次?|篇|家|条|次)?"
)
_SCALES = {"万": 10_000, "千": 1000}
_SHOWN, _MOST_BUTTONS, _MOST_OF_UNIT = 10, 10, 20


def is_asked_for(context: Context) -> bool:
    """A coordinator asks for the figures."""
    return commands.said_by_coordinator(_LIST)(context)


def show(context: Context, work: Work) -> Reply:
    """Say the sums of the person's units, and the first figures that nobody has looked at."""
    own = _own(context, work)
    if isinstance(own, Reply):
        return own
    return _listed(context, work, own, ())


def is_decision(context: Context) -> bool:
    """A coordinator ticks figures, corrects one, strikes some out, or takes that back."""
    return any(commands.said_by_coordinator(one)(context) for one in (_TICK, _STRIKE, _AGAIN, _CORRECT))


def decide(context: Context, work: Work) -> Reply:
    """Write down what a coordinator says of figures by their numbers; all or, where one is not theirs, none."""
    own = _own(context, work)
    if isinstance(own, Reply):
        return own
    pattern = next(one for one in (_TICK, _STRIKE, _AGAIN, _CORRECT) if commands.match(one, context))
    found = commands.match(pattern, context)
    said = commands.part(found, "numbers") or commands.part(found, "number")
    numbers = dict.fromkeys(int(one) for one in re.findall(r"\d+", said))
    rows = {one.key: one for one in _stated(context, work, own, list(numbers))}
    if strange := [one for one in numbers if one not in rows]:
        return Reply(ReplyKind.CLARIFY, (wording.no_such_figures(strange),))
    values: dict[str, object] = {"state": {_TICK: TICKED, _STRIKE: STRUCK, _AGAIN: FOUND}.get(pattern, TICKED)}
    if pattern is _CORRECT:
        values["value"] = _value(commands.part(found, "value"), commands.part(found, "scale"))
    elif pattern is _AGAIN:
        values["value"] = None
    _set(context, work, list(rows), values)
    after = _stated(context, work, own, list(rows))
    return _listed(context, work, own, wording.decided([(one, own[one.unit_id]) for one in after]))


def is_about_a_unit(context: Context) -> bool:
    """A coordinator ticks all that a unit counts."""
    return commands.said_by_coordinator(_TICK_UNIT)(context)


def tick_unit(context: Context, work: Work) -> Reply:
    """Tick whatever of a unit's figures waits."""
    unit = units.one(context, work, commands.part(commands.match(_TICK_UNIT, context), "who"))
    if isinstance(unit, Reply):
        return unit
    own = _own(context, work)
    if isinstance(own, Reply):
        return own
    waiting = [one.key for one in _stated(context, work, {unit.key: unit.name}) if one.state == FOUND]
    if not waiting:
        return Reply(ReplyKind.STATE, (wording.nothing_waits(unit.name),))
    _set(context, work, waiting, {"state": TICKED})
    return _listed(context, work, own, (wording.ticked_all(unit.name, len(waiting)),))


def is_asked_of_a_unit(context: Context) -> bool:
    """A coordinator asks what a unit counts."""
    return commands.said_by_coordinator(_OF_UNIT)(context)


def show_unit(context: Context, work: Work) -> Reply:
    """List a unit's figures, whatever was said of them."""
    unit = units.one(context, work, commands.part(commands.match(_OF_UNIT, context), "who"))
    if isinstance(unit, Reply):
        return unit
    rows = _stated(context, work, {unit.key: unit.name})
    does_wait = any(one.state == FOUND for one in rows)
    buttons = (Button(wording.TICK_THESE, f"核实{unit.name}的数据", is_extra=True),) if does_wait else ()
    return Reply(ReplyKind.STATE, wording.of_unit(unit.name, rows[:_MOST_OF_UNIT], len(rows)), buttons=buttons)


def _own(context: Context, work: Work) -> dict[int, str] | Reply:
    """The names of the units of the person's offices; else what is said instead."""
    no = commands.refusal(context)
    if no or context.campaign is None or context.notice is None:
        return no or Reply(ReplyKind.STATE, (wording.NO_CAMPAIGN,))
    offices = (context.office,) if context.office else context.offices
    every = roll(work, context.campaign, context.notice)
    return {one.number: one.name for one in every if one.office in offices}


def _stated(context: Context, work: Work, own: Mapping[int, str], numbers: list[int] | None = None) -> list[Stated]:
    """The figures of these units that count, of some numbers or all."""
    campaign = context.campaign.key if context.campaign else 0
    return [one for one in work.figures.stated(campaign, numbers) if one.unit_id in own]


def _set(context: Context, work: Work, numbers: list[int], values: dict[str, object]) -> None:
    by = {"decided_by": context.member.name, "decided_at": context.now}
    work.figures.change(work.figures.c.id.in_(numbers), **values, **by)


def _value(written: str, scale: str) -> int:
    """The number that is written: 300, 1,200, 1.2 (万), 三十."""
    plain = written.replace(",", "")
    return round((float(plain) if plain[0].isdigit() else number(plain)) * _SCALES.get(scale, 1))


def _listed(context: Context, work: Work, own: Mapping[int, str], before: tuple[str, ...]) -> Reply:
    """What was done, the sums now, and the first figures that wait, with a button that ticks these."""
    if context.campaign is None:
        return Reply(ReplyKind.STATE, (wording.NO_CAMPAIGN,))
    added = sums(work, context.campaign, own)
    waiting = [one for one in _stated(context, work, own) if one.state == FOUND]
    lines = (
        *before,
        summed(added) if added else wording.NOTHING_FOUND,
        *wording.waiting([(one, own[one.unit_id]) for one in waiting[:_SHOWN]], len(waiting)),
    )
    numbers = "、".join(str(one.key) for one in waiting[:_MOST_BUTTONS])
    buttons = (Button(wording.TICK_THESE, f"核实数据 {numbers}", is_extra=True),) if waiting else ()
    return Reply(ReplyKind.CONFIRM if before else ReplyKind.STATE, lines, buttons=buttons)
