"""A playground on loopback, as `baosong demo` serves it."""

from __future__ import annotations

import socket

import pytest_asyncio

from bot.playground.example import notice_lines, roster_entries
from bot.playground.server import Rehearsal, playground
from bot.serving import unit_page, uploads_of
from storage.notice.parser import read


@pytest_asyncio.fixture
async def address():
    rehearsal = Rehearsal(read(notice_lines()), roster_entries())
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    async with playground(rehearsal, port, uploads_of, lambda *parts: unit_page(*parts).routes()) as served:
        yield served
