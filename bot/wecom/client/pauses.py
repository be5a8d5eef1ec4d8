"""Buckets that WeCom closed for frequency (45009): for how long nothing is asked of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from bot.wecom.errors import Code, WeComError
from scheduler.clock import BEIJING, Clock
from storage.errors import PlatformError, Remedy


class Pause:
    """One bucket, open or closed.

    The code does not say which limit was met: a minute's is over after 60 s; where it is met again right afterwards
    it is the hour's, then the day's. What is refused while the bucket is known to be closed says nothing new.
    """

    def __init__(self) -> None:
        self._met = 0
        self._until: datetime | None = None

    def begin(self, now: datetime) -> float:
        """Close the bucket, longer if waiting did not help last time; return for how many seconds."""
        if left := self.left(now):
            return left
        self._met += 1
        self._until = now + self._length(now)
        return (self._until - now).total_seconds()

    def end(self) -> None:
        """Something was accepted: no limit is met any more."""
        self._met, self._until = 0, None

    def left(self, now: datetime) -> float:
        """Return for how many seconds it stays closed; 0 where it is open."""
        return max(0.0, (self._until - now).total_seconds()) if self._until else 0.0

    def _length(self, now: datetime) -> timedelta:
        if self._met <= 2:
            return timedelta(minutes=1)
        if self._met <= 4:
            return timedelta(hours=1)
        midnight = now.astimezone(BEIJING).replace(hour=0, minute=0, second=0, microsecond=0)
        return midnight + timedelta(days=1) - now


class Pauses:
    """The buckets of one account: each operation has its own limits."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._pauses: dict[str, Pause] = {}

    @contextmanager
    def of(self, operation: str) -> Iterator[None]:
        """Do what is inside unless the bucket is closed; close it where WeCom says so. Raises PlatformError."""
        pause = self._pauses.setdefault(operation, Pause())
        if left := pause.left(self._clock.now()):
            raise PlatformError(f"{operation}: too often, for a while", Remedy.WAIT, wait_seconds=left)
        try:
            yield
        except WeComError as error:
            if error.code != Code.TOO_OFTEN:
                raise
            raise WeComError(error.code, str(error), Remedy.WAIT, pause.begin(self._clock.now())) from None
        else:
            pause.end()
