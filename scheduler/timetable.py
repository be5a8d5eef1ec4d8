"""When to look: the ticker of a real clock, and the next due instant for a virtual one."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from scheduler import pushes, receipts
from scheduler.settings import PushSettings
from storage.unit_of_work import Work


def next_due(work: Work, settings: PushSettings) -> datetime | None:
    """Return the next instant at which something may be said; None where nothing ever will."""
    found = [receipts.next_due(work, settings), work.deliveries.next_due_at(), pushes.next_boundary(work, settings)]
    return min((moment for moment in found if moment), default=None)


class Ticker:
    """Calls back every second what returns at once. What is due is decided by rows: a tick too many is harmless."""

    def __init__(self, tick: Callable[[], Awaitable[None]]) -> None:
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._scheduler.add_job(
            tick, "interval", seconds=1, max_instances=1, coalesce=True, misfire_grace_time=None, id="tick"
        )

    def start(self) -> None:
        """Begin to tick."""
        self._scheduler.start()

    async def stop(self) -> None:
        """Tick no more. A tick that falls due just now is let through: it would be broken off, and an error logged."""
        self._scheduler.pause()
        await asyncio.sleep(0)
        self._scheduler.shutdown(wait=False)
