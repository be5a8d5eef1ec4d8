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

TASKS_PER_POOL = 100
"""How much the shared processes do before others take their place.

The executor's own `max_tasks_per_child` may stop working for good when a worker is renewed while tasks wait
(python/cpython#115634, in every version up to 3.13).
"""

MOST_MEMORY = 2_000_000_000
MOST_MEMORY_ALONE = 4_000_000_000
"""Bytes of addresses, not of memory used: libraries map far more than they touch."""


class WorkerFailed(Exception):
    """The worker died, or took longer than it may; what it did can be tried again."""


class Workers:
    """Runs plain functions in processes that are started when first needed, and renewed now and then."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._pools: list[_Pool] = []  # the last one is begun in; those before it finish what they have
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
            pool = _Pool(1, MOST_MEMORY_ALONE)
            try:
                return await self._run(seconds, pool, call)
            except BrokenProcessPool as error:
                raise WorkerFailed(type(error).__name__) from error
            finally:
                self._end(pool)

    def close(self) -> None:
        """End every worker; nothing runs any more."""
        for pool in list(self._pools):
            self._end(pool)

    async def _run(self, seconds: float, pool: _Pool, call: Callable[[], T]) -> T:
        """Run it in this pool, which ends with it where it takes too long, is given up, or breaks."""
        try:
            running = pool.begin(call)
        except BrokenProcessPool:  # a process died while there was nothing to do
            self._end(pool)
            raise
        try:
            async with self._clock.timeout(seconds):
                return await asyncio.shield(running)  # a pool that breaks stumbles over calls that were cancelled
        except TimeoutError as error:
            await self._ended(pool, running)
            raise WorkerFailed(type(error).__name__) from error
        except (BrokenProcessPool, asyncio.CancelledError):
            await self._ended(pool, running)
            raise
        finally:
            pool.running -= 1
            if pool.is_spent and not pool.running:
                self._end(pool)

    async def _ended(self, pool: _Pool, running: asyncio.Future[T]) -> None:
        """End a pool, and wait until what ran in it has heard so, whoever gives it up meanwhile: that is soon."""
        self._end(pool)
        given_up: asyncio.CancelledError | None = None
        while not running.done():
            try:
                await asyncio.wait([running])
            except asyncio.CancelledError as error:
                given_up = error
        running.exception()  # nobody else asks for it
        if given_up:
            raise given_up

    def _opened(self) -> _Pool:
        if not self._pools or self._pools[-1].is_spent:
            self._pools.append(_Pool(AT_ONCE, MOST_MEMORY))
        return self._pools[-1]

    def _end(self, pool: _Pool) -> None:
        """Let go of a pool and end what it still does."""
        if pool in self._pools:
            self._pools.remove(pool)
        pool.end()


class _Pool:
    """A few processes, and how much they were given to do."""

    def __init__(self, at_once: int, memory: int) -> None:
        context = multiprocessing.get_context("spawn")
        self._executor = ProcessPoolExecutor(at_once, context, _begin, (memory,))
        self.begun = self.running = 0

    @property
    def is_spent(self) -> bool:
        return self.begun >= TASKS_PER_POOL

    def begin(self, call: Callable[[], T]) -> asyncio.Future[T]:
        """Begin a call; whoever began it counts it down when it is over."""
        begun = asyncio.get_running_loop().run_in_executor(self._executor, call)
        self.begun += 1
        self.running += 1
        return begun

    def end(self) -> None:
        """End it with its processes: one that is stuck would never end by itself."""
        processes = self._executor._processes or {}  # noqa: SLF001 - the executor itself ends no worker
        for process in list(processes.values()):
            process.kill()
        self._executor.shutdown(wait=False)  # what still waits hears that it is broken, and is run again elsewhere


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
