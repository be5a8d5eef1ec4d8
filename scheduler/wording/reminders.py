"""What a reminder and a call list say: the addressee's own gap, never anybody else's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from scheduler.phrases import contact_line, day, joined
from storage.standing import Standing


def first(standing: Standing, on: date, workdays: int) -> tuple[str, ...]:
    """Some working days before."""
    return (
        f"温馨提示：距报送截止（{on.month}月{on.day}日）还有{workdays}个工作日。",
        f"贵单位尚缺：{joined(standing.missing)}。直接回复本消息即可报送。",
        "如已通过邮箱报送，请回复“已发邮箱”。",
    )


def last(standing: Standing, on: date, workdays: int) -> tuple[str, ...]:
    """Shortly before, with the office's phone."""
    when = f"明天（{day(on)}）" if workdays == 1 else day(on)
    lead = f"报送时间为今天（{day(on)}）" if workdays == 0 else f"报送时间为{when}前"
    contact = f"如有困难请联系{standing.office}，{contact_line(standing.contact)}。" if standing.contact else ""
    lines = (
        f"温馨提示：{lead}，贵单位尚缺：{joined(standing.missing)}。",
        contact,
        "如已通过邮箱报送，请回复“已发邮箱”。",
    )
    return tuple(line for line in lines if line)


def overdue(standing: Standing, on: date) -> tuple[str, ...]:
    """The day of the deadline was slept through."""
    return (f"报送时间{day(on)}已到，贵单位尚缺：{joined(standing.missing)}。是否仍可报送由{standing.office}确定。",)


def calls(office: str, on: date, rows: Sequence[str]) -> tuple[str, ...]:
    """The call list, for coordinators only."""
    return (f"【{office} · 电话名单】{day(on)}，以下{len(rows)}家尚有缺项，请电话联系：", *rows)


def call(standing: Standing, reminded: int) -> str:
    """One line of the call list."""
    who = " ".join(part for part in (standing.unit.liaison, standing.unit.phone) if part) or "无联系电话"
    return f"{standing.unit.name}（{who}）：尚缺{joined(standing.missing)}，已提醒{reminded}次"
