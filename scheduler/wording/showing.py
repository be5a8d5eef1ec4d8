"""The one line that stands on a message after what it asked for was decided."""

from __future__ import annotations

from datetime import datetime

from scheduler.clock import BEIJING
from scheduler.phrases import clipped, day

CONFIRMED = "已确认。"
DROPPED = "已取消。"
REPLACED = "已由之后的请求代替。"
EXPIRED = "等待确认已满一小时，不再有效；如仍需要，请重新发送。"


def chosen(label: str) -> str:
    """One of several was picked."""
    return f"已选：{label}"


def accepted(number: str, by: str, at: datetime) -> str:
    """A hand-in was accepted."""
    return f"{number}：{by}已认可（{_moment(at)}）。"


def returned(number: str, by: str, at: datetime, why: str) -> str:
    """A hand-in was returned."""
    return f"{number}：{by}已退回（{_moment(at)}），原因：{clipped(why, 40)}。"


def looked_for(unit: str, by: str, at: datetime, *, is_there: bool) -> str:
    """What a unit says that it sent by mail was found, or was not."""
    return f"{unit}：{by}已核对（{_moment(at)}），{'来件已收到' if is_there else '未见来件'}。"


def zero_report(unit: str, by: str, at: datetime, *, agreed: bool) -> str:
    """It was decided whether a unit that did nothing owes nothing."""
    return f"{unit}：{by}{'已同意' if agreed else '不同意'}零报送（{_moment(at)}）。"


def _moment(at: datetime) -> str:
    there = at.astimezone(BEIJING)
    return f"{day(there.date())}{there.strftime('%H:%M')}"
