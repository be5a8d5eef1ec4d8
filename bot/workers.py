"""Worker processes with limits of time and memory: for bytes that a stranger packed, and for what takes long."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from typing import Any, TypeVar

from scheduler.clock import Clock

T = TypeVar("T")
AT_ONCE = 2
TASKS_PER_PROCESS = 50
MOST_MEMORY = 2_000_000_000
"""Bytes of addresses, not of memory used: libraries map far more than they touch."""


class WorkerFailed(Exception):
    """The worker died, or took longer than it may; what it did can be tried again."""


class Workers:
    """Runs plain functions in processes that are started when first needed, and renewed now and then."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._pool: ProcessPoolExecutor | None = None

    async def run(self, seconds: float, function: Callable[..., T], *arguments: Any) -> T:
        """Run a function of a module in a worker; what it raises is raised here. Raises WorkerFailed."""
        pool = self._opened()
        loop = asyncio.get_running_loop()
        try:
            async with self._clock.timeout(seconds):
                return await loop.run_in_executor(pool, partial(function, *arguments))
        except (TimeoutError, BrokenProcessPool, asyncio.CancelledError) as error:
            self._end(pool)
            if isinstance(error, asyncio.CancelledError):
                raise
            raise WorkerFailed(type(error).__name__) from error

    def close(self) -> None:
        """End every worker; nothing runs any more."""
        if self._pool is not None:
            self._end(self._pool)

    def _opened(self) -> ProcessPoolExecutor:
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(
                AT_ONCE, mp_context=context, initializer=_begin, max_tasks_per_child=TASKS_PER_PROCESS
            )
        return self._pool

    def _end(self, pool: ProcessPoolExecutor) -> None:
        """Let go of a pool, ending what it still does: a worker that is stuck would never end by itself."""
        if pool is self._pool:
            self._pool = None
        for process in list((pool._processes or {}).values()):  # noqa: SLF001 - the pool itself ends no worker
            process.kill()
        pool.shutdown(wait=False, cancel_futures=True)


def _begin() -> None:
    """What a worker does first: bounds its memory, leaves Ctrl+C to its parent, and ends with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        import resource
    except ImportError:  # Windows knows no such limit
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def _end_with_parent() -> None:
    """A parent that was killed could not say goodbye; nobody would ever ask for this worker's result."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
