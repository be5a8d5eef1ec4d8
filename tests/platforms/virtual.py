"""Virtual time: an event loop whose time jumps to the next thing that is due, and what must follow it."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from scheduler.clock import SystemClock
from storage.database import Database
from storage.unit_of_work import Work

T = TypeVar("T")
START = datetime(2024, 9, 4, 1, 0, tzinfo=UTC)


class _Selector(selectors.DefaultSelector):
    """Waits for nothing: where no file is ready, the time until the next timer has passed.

    `patience` is for how many real seconds the machine may be busy with what was sent over loopback.
    """

    passed = 0.0
    patience = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(0 if timeout == 0 else self.patience)
        if not ready:
            assert timeout is not None, "everybody waits, and nothing will ever happen"
            self.passed += max(timeout, 0)
        return ready


class VirtualLoop(asyncio.SelectorEventLoop):
    """Runs a day in the time that its events take."""

    def __init__(self, patience: float = 0.0) -> None:
        self._selecting = _Selector()
        self._selecting.patience = patience
        super().__init__(self._selecting)

    def time(self) -> float:
        return self._selecting.passed


class LoopClock(SystemClock):
    """The machine's clock, were the loop's time the machine's."""

    def now(self) -> datetime:
        return START + timedelta(seconds=asyncio.get_running_loop().time())


class InlineDatabase(Database):
    """The database without its thread: what is written is written at once, so that no time passes meanwhile."""

    async def write(self, function: Callable[[Work], T]) -> T:
        with self.transaction() as work:
            return function(work)


def database_at(path: Path | None) -> InlineDatabase:
    """Open a database that goes by the running loop's time."""
    return InlineDatabase(path, LoopClock().now, durable=False)


def in_virtual_time(story: Callable[[], Coroutine[Any, Any, T]], *, patience: float = 0.0) -> T:
    """Tell a story from its beginning to its end, as fast as it can be told."""
    with asyncio.Runner(loop_factory=partial(VirtualLoop, patience)) as runner:
        return runner.run(story())


async def until(holds: Callable[[], object]) -> float:
    """Wait until something holds; return the loop's time then, to half a second."""
    while not holds():  # noqa: ASYNC110 - virtual time costs nothing
        await asyncio.sleep(0.5)
    return asyncio.get_running_loop().time()
