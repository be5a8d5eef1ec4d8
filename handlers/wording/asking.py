"""Sentences about whom to ask: what is printed of somebody in particular, and the general contact."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from handlers.wording.questions import contact, is_left_open, not_said, of
from scheduler.phrases import joined
from storage.notice.model import Contact
from storage.patterns import Late

_LACKING = Late(r"通知未写明(.+)的(电话|邮箱|邮寄地址)。")
_CARD = 80
"""Characters of a line of contacts that is quoted whole."""


def card(heading: str, text: str) -> str:
    """Whom to ask about something in particular, as it is printed."""
    whole = f"{heading}：{text}" if heading and heading not in text and len(heading) + len(text) <= _CARD else text
    clauses = re.split(r"(?<=[，,。；;])", whole)
    while len(clauses) > 1 and sum(map(len, clauses)) > _CARD:
        clauses = clauses[1:]
    kept = "".join(clauses)
    return f"通知原文：“{'' if kept == whole else '……'}{kept}”"


def addressed_to(types: Sequence[str]) -> str:
    """To whom the notice is sent."""
    return f"通知发至{joined(types)}。"


def addressed_above(place: str, types: Sequence[str]) -> str:
    """To whom the level above sends its own."""
    return f"{place}的通知发至{joined(types)}。"


def in_general(office: str | None, found: Contact) -> str:
    """The general contact, where nobody is named for what was asked about."""
    return f"通知公布的联系方式：{contact(found, office)}"


def lacking_together(lines: Iterable[str]) -> Iterator[str]:
    """The lines of several offices; what several lack is said once, before whom to ask about it."""
    lacking: dict[str, list[str]] = {}
    whom: list[str] = []
    for line in lines:
        if found := _LACKING.fullmatch(line):
            lacking.setdefault(found[2], []).append(found[1])
        elif is_left_open(line):
            whom.append(line)
        else:
            yield line
    yield from (not_said(of(joined(offices), [label])) for label, offices in lacking.items())
    yield from whom


def group_number(digits: str, group: str) -> str:
    """The number of a group is no phone."""
    return f"{digits}是{group}的群号，不是电话。"


def paper_day(day: str) -> str:
    """The day of the paper was taken for the one by which something is due."""
    return f"{day}是通知的成文日期，不是报送时间。"
