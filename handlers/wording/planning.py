"""How the plan of what will be said is shown, and what is said of a change in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from scheduler.clock import BEIJING
from scheduler.phrases import day, first_of, joined
from scheduler.plan import CALLS, Planned, Stage

NO_CAMPAIGN = "目前没有正在进行的通知。"
TITLE = "【发送计划】"
NO_SUCH_STAGE = "没有这一次提醒。请发送“提醒计划”查看各次提醒的日期。"


def how(dates: Sequence[date]) -> tuple[str, ...]:
    """How the plan is changed, with a day that stands in it."""
    taken = "按目前情况推算，报送后自动减少。"
    if not dates:
        return (taken,)
    on = f"{dates[0].month}月{dates[0].day}日"
    return (f"{taken}可回复：“取消{on}的提醒”“恢复{on}的提醒”“{on}的提醒改到…”“{on}的提醒加上：…”。",)


def planned(office: str, coming: Sequence[Planned]) -> list[str]:
    """What will be said for an office, a line each."""
    if not coming:
        return [f"{office}：没有待发的提醒。"]
    return [f"{office}：", *(_line(one) for one in coming)]


def _line(one: Planned) -> str:
    instant = one.instant.astimezone(BEIJING)
    what = "电话名单，发统筹人" if one.kind == CALLS else stage_name(one.workdays or 0)
    own = f"（附言：{one.words}）" if one.words else ""
    return f"{day(instant.date())}{instant:%H:%M}　{what}：{first_of(one.units, 5)}{own}"


def digests(coming: Sequence[Planned]) -> list[str]:
    """When the digests come, in one line."""
    if not coming:
        return []
    first, last = (one.instant.astimezone(BEIJING).date() for one in (coming[0], coming[-1]))
    return [f"日报：{day(first)}至{day(last)}，共{len(coming)}次，发统筹人。"]


def stage_name(workdays: int) -> str:
    """What a stage is called."""
    return f"截止前{workdays}个工作日提醒" if workdays else "截止当天提醒"


def changed(stage: Stage) -> str:
    """How a stage stands after it was changed."""
    if stage.on is None:
        on = f"{stage.by_rule_on.month}月{stage.by_rule_on.day}日"
        return f"已取消{day(stage.by_rule_on)}的{stage_name(stage.workdays)}，需要时发送“恢复{on}的提醒”。"
    own = f"，附言：{stage.words}" if stage.words else ""
    return f"{stage_name(stage.workdays)}：{day(stage.on)}发送{own}。"


def not_then(deadline: date | None) -> str:
    """A stage cannot be on that day."""
    until = f"、不晚于{day(deadline)}" if deadline else ""
    return f"提醒应在今天以后的工作日{until}，请另定日期。"


def too_early(earliest: date) -> str:
    """A stage would come before the last third of the period."""
    return f"为免打扰，提醒最早从{day(earliest)}开始，请另定日期。"


def which_office(offices: Sequence[str]) -> str:
    """Somebody coordinates several offices."""
    return f"您负责多个处室（{joined(offices)}），请在相应处室的统筹群里调整。"
