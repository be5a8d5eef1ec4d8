"""What takes longer than a conversation: rows taken with a lease, done in a worker process, told as a message."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from bot.inbox import Inbox
from bot.persisting import persist
from bot.running import Running
from bot.workers import Workers
from scheduler.clock import Clock
from storage.chat import INTERNAL, ChatAddress, Message
from storage.database import Database
from storage.errors import Refused
from storage.tables import Job
from storage.unit_of_work import Work

T = TypeVar("T")
MOST_TRIES = 3
LEASE = timedelta(minutes=10)
SECONDS = 300.0
_GIVEN_UP = {"refused": "job_failed", "values": {}}
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of job: what it does in a worker process, its data and the data folder in, its result out.

    `is_heavy` is for what loads or may grow much: it is done in a process of its own.
    """

    do: Callable[[dict[str, Any], Path], dict[str, Any]]
    is_heavy: bool = False


class Jobs:
    """Takes waiting jobs one after the other; each result comes back as a message of platform `internal`.

    `kinds` says what each kind does (and in which folder).
    """

    def __init__(
        self, database: Database, clock: Clock, workers: Workers, inbox: Inbox, kinds: tuple[Mapping[str, Kind], Path]
    ) -> None:
        self._database = database
        self._clock = clock
        self._workers = workers
        self._inbox = inbox
        self._kinds, self._folder = kinds
        self._woken = asyncio.Event()
        self._idle = asyncio.Event()
        self._running = Running()

    async def start(self) -> None:
        """Begin to work; what a stop interrupted is taken up again."""
        await self._database.write(lambda work: work.jobs.recover())
        self.wake()
        self._running.start(self._serve(), "jobs")

    async def close(self) -> None:
        """Stop; a job in hand is done anew at the next start."""
        await self._running.cancel()

    def wake(self) -> None:
        """Say that a job may be waiting."""
        self._idle.clear()
        self._woken.set()

    async def idle(self) -> None:
        """Wait until no job waits."""
        await self._idle.wait()

    @property
    def is_idle(self) -> bool:
        """No job waits."""
        return self._idle.is_set()

    async def _serve(self) -> None:
        while True:
            await self._woken.wait()
            self._woken.clear()
            while job := await self._write(self._take):
                try:
                    await self._do(job)
                except Exception:  # noqa: BLE001 - a result that cannot be told must not hold up the other jobs
                    _log.exception("job left undone", extra={"job_id": job.key})
            if not self._woken.is_set():
                self._idle.set()

    async def _write(self, function: Callable[[Work], T]) -> T:
        return await persist(self._clock, partial(self._database.write, function))

    def _take(self, work: Work) -> Job | None:
        """Take the oldest job that waits; one that was begun three times is only taken to be given up."""
        job = work.jobs.first_having(state="waiting")
        if job:
            tries = min(job.tries + 1, MOST_TRIES)
            work.jobs.set(job.key, state="running", tries=tries, leased_until=work.now + LEASE)
        return job

    async def _do(self, job: Job) -> None:
        """Do one job and bring its result back; that it was not done in three tries is a result too."""
        if job.tries >= MOST_TRIES:  # each of them ended this process
            await self._tell(job, _GIVEN_UP)
            return
        try:
            kind = self._kinds[job.kind]
            run = self._workers.run_alone if kind.is_heavy else self._workers.run
            result = await run(SECONDS, kind.do, job.data, self._folder)
        except Refused as refusal:
            result = {"refused": refusal.code, "values": {name: str(value) for name, value in refusal.values.items()}}
        except Exception:  # noqa: BLE001 - whatever a worker died of is one failed try
            _log.exception("job failed", extra={"job_id": job.key, "attempt": job.tries + 1})
            if job.tries + 1 < MOST_TRIES:
                await self._write(lambda work: work.jobs.set(job.key, state="waiting"))
                return
            result = _GIVEN_UP
        await self._tell(job, result)

    async def _tell(self, job: Job, result: dict[str, Any]) -> None:
        """Keep the result and admit its message, in one commit: a result that nobody hears of would be lost."""
        message = Message(
            address=ChatAddress(INTERNAL, "", f"chat/{job.chat_id}"),
            message_id=f"job/{job.key}",
            sender="jobs",
            sender_name="",
            text="",
            sent_at=self._clock.now(),
            quotes=f"job/{job.key}",
        )

        def finish(work: Work) -> None:
            work.jobs.set(job.key, state="done", result=result)

        await persist(self._clock, lambda: self._inbox.admit(message, also=finish))
