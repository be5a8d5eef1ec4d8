"""Hardships that tests put the bot through: limits of time that are soon over, and a disk that takes nothing more."""

from __future__ import annotations

import asyncio
import resource
from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager, contextmanager

from scheduler.clock import VirtualClock

HASTE = 25.0
"""How many times sooner every limit of real time is over: a minute takes 2.4 s."""


class HastyClock(VirtualClock):
    """A virtual clock under which nobody is waited for long."""

    def timeout(self, seconds: float) -> AbstractAsyncContextManager[object]:
        return asyncio.timeout(seconds / HASTE)


@contextmanager
def full_disk() -> Iterator[None]:
    """Let this process write into no file: SQLite and everybody else hears what a full disk says."""
    soft, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, most))
