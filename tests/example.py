"""The notice that ships with the bot, read once for all tests that only need one."""

from __future__ import annotations

from functools import cache

from bot.playground.example import notice_lines
from storage.notice.model import Notice
from storage.notice.parser import read


@cache
def example_notice() -> Notice:
    return read(notice_lines())
