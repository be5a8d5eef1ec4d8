"""A playground on loopback, as `baosong demo` serves it; and a bot that is opened, closed and opened again."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
import pytest_asyncio

from bot.app import App
from bot.config import Settings
from bot.playground import people
from bot.playground.example import roster_entries
from bot.playground.inventions import invent_file
from bot.playground.server import Rehearsal, playground
from bot.serving import pages, uploads_of
from storage.inspection import inspect
from tests.example import example_notice
from tests.hardship import HASTE, HastyClock
from tests.platforms.memory import MemoryPlatform
from tests.scenarios.conftest import START, Town, enrol

Opens = Callable[..., AbstractAsyncContextManager[Town]]


@pytest_asyncio.fixture
async def address():
    rehearsal = Rehearsal(example_notice(), roster_entries())
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    async with playground(rehearsal, port, uploads_of, pages) as served:
        yield served


@pytest.fixture
def opens(tmp_path: Path) -> Opens:
    """Opens the bot over the same folder and the same clock each time; the platform may be another one."""
    clock, photo = HastyClock(START), tmp_path / "a.jpg"
    photo.write_bytes(invent_file(photo.name))

    @asynccontextmanager
    async def opened(platform: MemoryPlatform | None = None) -> AsyncIterator[Town]:
        platform = platform or MemoryPlatform(people.PLATFORM, account=people.PLATFORM)
        is_new = not (tmp_path / "baosong.db").exists()
        async with App(Settings(), clock, [platform], folder=tmp_path, durable=False) as app:
            if is_new:
                await app.database.write(enrol)
                await app.turn_to(START)
            await app.workers.run(60 * HASTE, inspect, photo, photo.name)  # a worker stands ready: nobody waits for it
            yield Town(app, platform)

    return opened


@pytest_asyncio.fixture
async def town(opens: Opens) -> AsyncIterator[Town]:
    async with opens() as town:
        yield town
