"""What is said about who is away and who stands in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from scheduler.phrases import joined, span
from storage.tables import Leave

LIAISON = "联络员"
IN_PRIVATE = "请假和代办请私聊本助手办理。"
UNTIL_WHEN = "请写明起止日期再说一次，如“10月18日到10月22日请假，由张三代”。"


def arranged(unit: str, absent: Sequence[str], days: tuple[date, date], by: str, code: str | None) -> tuple[str, ...]:
    """Who is away, who hears of the unit's affairs meanwhile, and what whoever stands in still has to do."""
    noted = f"已登记：{unit}{joined(absent)}{span(*days)}请假{f'，由{by}代' if by else ''}。"
    if not by:
        return (f"{noted}期间的提醒发给本单位其他联络员、负责人或单位群，到期自动恢复。",)
    if code is None:
        return (f"{noted}期间的提醒发给{by}，到期自动恢复。",)
    return (
        f"{noted}期间由{by}报送、查询并接收提醒，到期自动恢复。",
        f"请把邀请码单独转给{by}，私聊本助手发送即可：{code}（仅这几天有效，只能用一次）",
    )


def how_to_end(unit: str) -> str:
    """How to take it back; a unit where the office has several."""
    return f"如有变化，请回复“取消{unit}请假”。"


def you_stand_in(unit: str, leave: Leave) -> str:
    """Said to who stands in."""
    return f"{leave.absent}{span(leave.from_on, leave.until_on)}请假，期间【{unit}】的报送由您代办。"


def nothing_noted(unit: str) -> str:
    """There is no leave to end."""
    return f"{unit}目前没有请假登记。"


def ended(unit: str, absent: Sequence[str]) -> str:
    """A leave is over."""
    return f"已取消{unit}{joined(dict.fromkeys(absent))}的请假，代办随之结束，提醒照常。"
