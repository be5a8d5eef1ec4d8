"""What has happened must be written: tried again for as long as the disk does not take it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from scheduler.clock import Clock
from storage.errors import NotStored

T = TypeVar("T")
LONGEST_PAUSE = 30.0
_log = logging.getLogger(__name__)


async def persist(clock: Clock, attempt: Callable[[], Awaitable[T]]) -> T:
    """Do what writes again and again while the database cannot take anything; return what it returns."""
    seconds = 1.0
    while True:
        try:
            return await attempt()
        except NotStored as error:
            _log.warning("the database takes nothing just now", extra={"reason": str(error)})
            await pause(clock, seconds)
            seconds = min(seconds * 2, LONGEST_PAUSE)


async def pause(clock: Clock, seconds: float) -> None:
    """Wait so many real seconds, whatever a virtual clock shows."""
    try:
        async with clock.timeout(seconds):
            await asyncio.get_running_loop().create_future()
    except TimeoutError:
        return
