"""Buckets that a platform closed, because too much was asked of them: for how long nothing is asked of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from scheduler.clock import Clock
from storage.errors import PlatformError, Remedy

Length = Callable[[PlatformError, int, datetime], float]
"""For how many seconds an error closes a bucket; 0: it does not. It is told how often in a row that happened, and when.
"""


MOST_REMEMBERED = 10_000


class _Pause:
    """One bucket, open or closed. What is refused while it is known to be closed says nothing new."""

    def __init__(self) -> None:
        self.met = 0
        self.until: datetime | None = None

    def left(self, now: datetime) -> float:
        """Return for how many seconds it stays closed; 0 where it is open."""
        return max(0.0, (self.until - now).total_seconds()) if self.until else 0.0


class Pauses:
    """The buckets of one account."""

    def __init__(self, clock: Clock, length: Length) -> None:
        self._clock = clock
        self._length = length
        self._pauses: dict[str, _Pause] = {}

    @contextmanager
    def of(self, bucket: str) -> Iterator[None]:
        """Do what is inside unless the bucket is closed; close it where an error says so. Raises PlatformError."""
        pause = self._pauses.setdefault(bucket, _Pause())
        if len(self._pauses) > MOST_REMEMBERED:
            del self._pauses[next(iter(self._pauses))]
        if left := pause.left(self._clock.now()):
            raise PlatformError("too often, for a while", Remedy.WAIT, wait_seconds=left)
        try:
            yield
        except PlatformError as error:
            error.wait_seconds = self._begun(pause, error) or error.wait_seconds
            raise
        else:
            self._pauses.pop(bucket, None)

    def _begun(self, pause: _Pause, error: PlatformError) -> float:
        """Close a bucket, longer if waiting did not help last time; return for how many seconds, 0 where it is not."""
        now = self._clock.now()
        seconds = self._length(error, pause.met + 1, now)
        if seconds <= 0:
            return 0.0
        if left := pause.left(now):
            return left
        pause.met += 1
        pause.until = now + timedelta(seconds=seconds)
        return seconds
