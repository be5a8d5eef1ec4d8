"""What a reminder and a call list say: the addressee's own gap, never anybody else's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from scheduler.phrases import contact_line, day, joined, span, titled
from storage.chat import Button, Table
from storage.notice.model import Notice
from storage.standing import Listed
from storage.tables import Leave

MOST_ROWS = 200
"""Rows of a table of units: of more only the first are told in lines, and the others are for the ledger."""

_NEXT = (("缺交名单", "未交名单"), ("触达情况", "触达情况"), ("导出台账", "导出台账"))
BUTTONS = tuple(Button(label, says, is_extra=True) for label, says in _NEXT)
"""What a coordinator may want next who has a call list."""


def by_mail(*, must_call: bool) -> str:
    """How to say that it went by mail; `must_call`: the bot hears only what calls it."""
    return f"如已通过邮箱报送，请{'@我' if must_call else ''}回复“已发邮箱”。"


def first(standing: Listed, on: date, workdays: int, how: str) -> tuple[str, ...]:
    """Some working days before; `how` says how to hand in where a plain reply does not do."""
    return (
        f"温馨提示：{_left(on, workdays)}。",
        f"贵单位尚缺：{joined(standing.missing)}。{how or '直接回复本消息即可报送。'}",
    )


def last(standing: Listed, on: date, workdays: int, how: str) -> tuple[str, ...]:
    """Shortly before, with the office's phone."""
    lead = _left(on, workdays) if workdays else f"今天（{on.month}月{on.day}日）是报送截止日"
    contact = f"如有困难请联系{standing.office}，{contact_line(standing.contact)}。" if standing.contact else ""
    lines = (f"温馨提示：{lead}，贵单位尚缺：{joined(standing.missing)}。{how}", contact)
    return tuple(line for line in lines if line)


def you_stand_in(leave: Leave) -> str:
    """Why it is them who are reminded."""
    return f"{leave.absent}{span(leave.from_on, leave.until_on)}请假，期间由您代办。"


def on_leave(leaves: Sequence[Leave]) -> str:
    """Who of a unit is on leave, and who stands in."""
    told = (f"{one.absent}{span(one.from_on, one.until_on)}请假，{_by(one)}" for one in leaves)
    return "；".join(told)


def _by(leave: Leave) -> str:
    if not leave.substitute:
        return "无人代"
    return f"由{leave.substitute}代" if leave.substitute_id else f"由{leave.substitute}代（尚未接手）"


def mail_subject(notice: Notice) -> str:
    """The subject of a reminder by mail."""
    return f"【报送提醒】{titled(notice)}"


def mail(standing: Listed, on: date, workdays: int, link: str | None) -> tuple[str, ...]:
    """A reminder by mail: the gap, where it goes, and the unit page."""
    lead = _left(on, workdays) if workdays > 0 else f"报送时间为{day(on)}{'' if workdays else '，即今天'}"
    where = f"{standing.office}，{contact_line(standing.contact)}" if standing.contact else standing.office or ""
    page = (f"也可以打开单位页面报送、查看回执：{link}", "链接仅供贵单位使用，请勿转发到群。") if link else ()
    return (
        f"{standing.name}：",
        f"{lead}，贵单位尚缺：{joined(standing.missing)}。",
        f"报送至：{where}。",
        *page,
        "如已报送，请告知上述联系人。本邮件由报送助手自动发出，请勿直接回复；机器人起草，以通知原文为准。",
    )


def _left(on: date, workdays: int) -> str:
    """How long there still is; in working days, since the next of them need not be tomorrow."""
    return f"距报送截止（{on.month}月{on.day}日）还有{workdays}个工作日"


def overdue(standing: Listed, on: date) -> tuple[str, ...]:
    """The day of the deadline was slept through."""
    return (f"报送时间{day(on)}已到，贵单位尚缺：{joined(standing.missing)}。是否仍可报送由{standing.office}确定。",)


def calls(office: str, on: date, rows: Sequence[str]) -> tuple[str, ...]:
    """The call list, for coordinators only."""
    return (f"【{office} · 电话名单】{day(on)}，以下{len(rows)}家尚有缺项，请电话联系：", *rows)


def call_table(rows: Sequence[tuple[Listed, int]], said_by: int) -> Table | None:
    """The call list as a table: each unit with how often it was reminded; `said_by` so many lines.

    None where there is nobody to call, or more than anybody reads.
    """
    if not 0 < len(rows) <= MOST_ROWS:
        return None
    cells = tuple(
        (one.name, one.liaison or "", one.phone or "", joined(one.missing), f"{reminded}次") for one, reminded in rows
    )
    return Table(("单位", "联络员", "电话", "尚缺", "已提醒"), cells, said_by)


def call(standing: Listed, reminded: int) -> str:
    """One line of the call list."""
    who = " ".join(part for part in (standing.liaison, standing.phone) if part) or "无联系电话"
    away = f"（{on_leave(standing.leaves)}）" if standing.leaves else ""
    return f"{standing.name}（{who}）：尚缺{joined(standing.missing)}，已提醒{reminded}次{away}"
