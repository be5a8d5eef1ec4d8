"""The Clock: the only place that reads the time, sleeps or sets a limit of time; real, or turned by hand."""

from __future__ import annotations

import asyncio
import heapq
import itertools
from contextlib import AbstractAsyncContextManager
from datetime import UTC, date, datetime, time
from typing import Protocol
from zoneinfo import ZoneInfo

BEIJING = ZoneInfo("Asia/Shanghai")
"""The zone in which offices live; due times are computed here and kept in UTC."""


class Clock(Protocol):
    """What time it is, and waiting for a time."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        ...

    async def sleep_until(self, instant: datetime) -> None:
        """Wait until an instant has come."""
        ...

    def timeout(self, seconds: float) -> AbstractAsyncContextManager[object]:
        """Limit what happens inside to so many real seconds; raises TimeoutError."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        return datetime.now(UTC)

    async def sleep_until(self, instant: datetime) -> None:
        """Wait until an instant has come; a jump of the machine's clock is noticed within a minute."""
        while (left := (instant - self.now()).total_seconds()) > 0:  # noqa: ASYNC110 - the machine's clock may jump
            await asyncio.sleep(min(left, 60.0))

    def timeout(self, seconds: float) -> AbstractAsyncContextManager[object]:
        """Limit what happens inside to so many seconds; raises TimeoutError."""
        return asyncio.timeout(seconds)


class VirtualClock:
    """A clock that stands still until it is turned; sleepers wake in the order of their instants."""

    def __init__(self, start: datetime) -> None:
        self._now = start.astimezone(UTC)
        self._order = itertools.count()
        self._sleepers: list[tuple[datetime, int, asyncio.Future[None]]] = []

    def now(self) -> datetime:
        """Return the instant to which it was turned last, in UTC."""
        return self._now

    async def sleep_until(self, instant: datetime) -> None:
        """Wait until the clock has been turned past an instant."""
        if instant > self._now:
            woken = asyncio.get_running_loop().create_future()
            heapq.heappush(self._sleepers, (instant, next(self._order), woken))
            await woken

    def timeout(self, seconds: float) -> AbstractAsyncContextManager[object]:
        """Limit what happens inside to so many real seconds: a virtual minute must not hang a real test."""
        return asyncio.timeout(seconds)

    def advance_to(self, instant: datetime) -> None:
        """Turn the clock forward; raise ValueError where that would be backward."""
        if instant < self._now:
            raise ValueError(
                f"the clock stands at {self._now.isoformat()} and does not go back to {instant.isoformat()}"
            )
        self._now = instant.astimezone(UTC)
        while self._sleepers and self._sleepers[0][0] <= self._now:
            _, _, woken = heapq.heappop(self._sleepers)
            if not woken.done():
                woken.set_result(None)


def beijing_date(instant: datetime) -> date:
    """Return the date that an instant has in Beijing."""
    return instant.astimezone(BEIJING).date()


def at(day: date, hour: str) -> datetime:
    """Return the instant of `HH:MM` Beijing time on a day."""
    return datetime.combine(day, time.fromisoformat(hour), BEIJING)
