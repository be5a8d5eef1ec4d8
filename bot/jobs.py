"""What takes longer than a conversation: rows taken with a lease, done in a worker process, told as a message."""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import timedelta
from pathlib import Path
from typing import Any

from scheduler.clock import Clock
from storage.chat import ChatAddress, Message
from storage.database import Database
from storage.errors import Refused
from storage.tables import Job
from storage.unit_of_work import Work

INTERNAL = "internal"
MOST_TRIES = 3
LEASE = timedelta(minutes=10)
SECONDS = 300.0
MOST_MEMORY = 2_000_000_000
_log = logging.getLogger(__name__)

Doing = Callable[[dict[str, Any], Path], dict[str, Any]]
"""What a kind of job does, in a worker process: its data and the data folder in, its result out."""


class Jobs:
    """Takes waiting jobs one after the other; `admit` brings each result back as a message of platform `internal`."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        folder: Path,
        kinds: Mapping[str, Doing],
        admit: Callable[[Message], Awaitable[bool]],
    ) -> None:
        self._database = database
        self._clock = clock
        self._folder = folder
        self._kinds = kinds
        self._admit = admit
        self._pool: ProcessPoolExecutor | None = None
        self._wake = asyncio.Event()
        self._idle = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to work; what a stop interrupted is taken up again."""
        await self._database.write(lambda work: work.jobs.change(work.jobs.c.state == "running", state="waiting"))
        self._wake.set()
        self._task = asyncio.create_task(self._serve())

    async def close(self) -> None:
        """Stop; a job in hand is done anew at the next start."""
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        self._drop_pool()

    def wake(self) -> None:
        """Say that a job may be waiting; may be called from any thread."""
        self._loop.call_soon_threadsafe(self._woken)

    def _woken(self) -> None:
        self._idle.clear()
        self._wake.set()

    async def settled(self) -> None:
        """Wait until no job waits."""
        await self._idle.wait()

    @property
    def is_idle(self) -> bool:
        """No job waits."""
        return self._idle.is_set()

    async def _serve(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            while job := await self._database.write(self._claim):
                await self._do(job)
            if not self._wake.is_set():
                self._idle.set()

    def _claim(self, work: Work) -> Job | None:
        """Take the oldest job that waits."""
        job = work.jobs.first(work.jobs.c.state == "waiting")
        if job:
            work.jobs.set(job.key, state="running", tries=job.tries + 1, leased_until=work.now + LEASE)
        return job

    async def _do(self, job: Job) -> None:
        """Do one job and bring its result back; the third failure is a result too."""
        try:
            async with self._clock.timeout(SECONDS):
                doing = self._kinds[job.kind]
                result = await self._loop.run_in_executor(self._workers(), limited, doing, job.data, self._folder)
        except Refused as refusal:
            result = {"refused": refusal.code, "values": {name: str(value) for name, value in refusal.values.items()}}
        except Exception as error:  # noqa: BLE001 - whatever a worker died of is one failed try
            _log.exception("job failed", extra={"job_id": job.key, "attempt": job.tries + 1})
            if isinstance(error, TimeoutError | BrokenProcessPool):
                self._drop_pool()
            if job.tries + 1 < MOST_TRIES:
                await self._database.write(lambda work: work.jobs.set(job.key, state="waiting"))
                return
            result = {"refused": "job_failed", "values": {}}
        await self._database.write(lambda work: work.jobs.set(job.key, state="done", result=result))
        await self._admit(_told(job, self._clock))

    def _workers(self) -> ProcessPoolExecutor:
        """One worker process, renewed after a number of jobs."""
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(1, mp_context=context, max_tasks_per_child=50)
        return self._pool

    def _drop_pool(self) -> None:
        """Let go of the worker, ending what it still does."""
        pool, self._pool = self._pool, None
        if pool is None:
            return
        for process in list((pool._processes or {}).values()):  # noqa: SLF001 - the pool itself ends no worker
            process.terminate()
        pool.shutdown(wait=False, cancel_futures=True)


def limited(doing: Doing, data: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Do a job within a limit of memory, where the system knows one."""
    try:
        import resource
    except ImportError:
        return doing(data, folder)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    return doing(data, folder)


def _told(job: Job, clock: Clock) -> Message:
    """The message that brings a job's result into the chat that waits for it."""
    return Message(
        address=ChatAddress(INTERNAL, "", f"chat/{job.chat_id}"),
        message_id=f"job/{job.key}",
        sender="jobs",
        sender_name="",
        text="",
        sent_at=clock.now(),
        quotes=f"job/{job.key}",
    )
