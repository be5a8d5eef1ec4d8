"""Reading a notice: what twenty pages cost, and what any text costs for its length."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress

from bot.playground.example import notice_lines
from storage.errors import NotANotice
from storage.notice.parser import read
from tests.bench.figures import Figure

PAGE, PAGES, ROUNDS = 560, 20, 5
"""Characters of a page as offices print it: 22 lines of 28, less the titles and the short lines."""

MARKED = 25
"""Characters from which a line is marked."""

BASE, PER_THOUSAND = 20, 50
"""Milliseconds that any text may take, and for each 1,000 characters more."""

HOSTILE = (
    "请将",
    "6月9日",
    "各局、",
    "每月",
    "报送至",
    "（《",
    "“",
    "1234567 ",
    "a@b.c",
    "至",
    "二〇二三年",
    "请于前，将、",
    "料",
    "\n每月报送总结。",
)


def figures() -> Iterator[Figure]:
    """CPU of reading twenty pages, and of the text that costs most of what it may."""
    yield Figure("读一份20页的通知", min(_seconds(_pages(round_)) for round_ in range(ROUNDS)) * 1000, "ms", 200)
    yield Figure("最费时的文本占其限额（20毫秒，每千字另加50毫秒）", max(map(_share, HOSTILE)) * 100, "%", 100)


def _pages(round_: int) -> list[str]:
    """Twenty pages of which no long line has been read before: each is marked."""
    lines = notice_lines()
    copies = -(-PAGE * PAGES // sum(map(len, lines)))
    marks = range(round_ * copies, (round_ + 1) * copies)
    return [f"{line}（见{mark}）" if len(line) > MARKED else line for mark in marks for line in lines]


def _share(piece: str) -> float:
    """The part of its allowance that one piece uses, repeated behind a notice in one long line or in many short ones."""
    text = "\n".join(notice_lines()) + piece * (15_000 // len(piece))
    allowed = BASE + PER_THOUSAND * len(text) / 1000
    return _seconds(text.split("\n")) * 1000 / allowed


def _seconds(lines: list[str]) -> float:
    """The CPU that one reading takes."""
    began = time.process_time()
    with suppress(NotANotice):
        read(lines)
    return time.process_time() - began
