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


def _moment(at: datetime) -> str:
    there = at.astimezone(BEIJING)
    return f"{day(there.date())}{there.strftime('%H:%M')}"
