"""Worker processes with limits of time and memory: for bytes that a stranger packed, and for what takes long."""

from __future__ import annotations

import asyncio
import contextlib
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
SHARED_TRIES = 2
"""How often a function is run beside others before it is run alone."""

TASKS_PER_PROCESS = 50
MOST_MEMORY = 2_000_000_000
MOST_MEMORY_ALONE = 4_000_000_000
"""Bytes of addresses, not of memory used: libraries map far more than they touch."""


class WorkerFailed(Exception):
    """The worker died, or took longer than it may; what it did can be tried again."""


class Workers:
    """Runs plain functions in processes that are started when first needed, and renewed now and then."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._pool: ProcessPoolExecutor | None = None
        self._alone = asyncio.Lock()

    async def run(self, seconds: float, function: Callable[..., T], *arguments: Any) -> T:
        """Run a function of a module in a worker; what it raises is raised here. Raises WorkerFailed.

        Where the workers died, or were ended because of another one, it is run again, the third time alone: a
        function fails only by its own doing.
        """
        call = partial(function, *arguments)
        for _ in range(SHARED_TRIES):
            with contextlib.suppress(BrokenProcessPool):
                return await self._run(seconds, self._opened(), call)
        return await self.run_alone(seconds, function, *arguments)

    async def run_alone(self, seconds: float, function: Callable[..., T], *arguments: Any) -> T:
        """Run it as `run` does, in a process of its own that ends with it.

        One at a time: what loads much, or may grow much, leaves nothing behind. Raises WorkerFailed.
        """
        call = partial(function, *arguments)
        async with self._alone:
            pool = _pool(1, MOST_MEMORY_ALONE)
            try:
                return await self._run(seconds, pool, call)
            except BrokenProcessPool as error:
                raise WorkerFailed(type(error).__name__) from error
            finally:
                self._end(pool)

    def close(self) -> None:
        """End every worker; nothing runs any more."""
        if self._pool is not None:
            self._end(self._pool)

    async def _run(self, seconds: float, pool: ProcessPoolExecutor, call: Callable[[], T]) -> T:
        """Run it in this pool, which ends with it where it takes too long, is given up, or breaks."""
        running = asyncio.get_running_loop().run_in_executor(pool, call)
        try:
            async with self._clock.timeout(seconds):
                return await asyncio.shield(running)  # a pool that breaks stumbles over calls that were cancelled
        except TimeoutError as error:
            await self._ended(pool, running)
            raise WorkerFailed(type(error).__name__) from error
        except (BrokenProcessPool, asyncio.CancelledError):
            await self._ended(pool, running)
            raise

    async def _ended(self, pool: ProcessPoolExecutor, running: asyncio.Future[T]) -> None:
        """End a pool, and wait until what ran in it has heard so."""
        self._end(pool)
        await asyncio.wait([running])
        running.exception()

    def _opened(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = _pool(AT_ONCE)
        return self._pool

    def _end(self, pool: ProcessPoolExecutor) -> None:
        """Let go of a pool, ending what it still does: a worker that is stuck would never end by itself."""
        if pool is self._pool:
            self._pool = None
        for process in list((pool._processes or {}).values()):  # noqa: SLF001 - the pool itself ends no worker
            process.kill()
        pool.shutdown(wait=False)  # what still waits hears that the pool is broken, and is run again in the next


def _pool(at_once: int, memory: int = MOST_MEMORY) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(at_once, context, _begin, (memory,), max_tasks_per_child=TASKS_PER_PROCESS)


def _begin(memory: int) -> None:
    """What a worker does first: bounds its memory, leaves Ctrl+C to its parent, and ends with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        import resource
    except ImportError:  # Windows knows no such limit
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _end_with_parent() -> None:
    """A parent that was killed could not say goodbye; nobody would ever ask for this worker's result."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
