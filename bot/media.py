"""Fetches, checks and keeps attachments before their links expire; each outcome is a row once the file is safe."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import aclosing
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from bot.inbox import kept_name, sender_of
from bot.persisting import pause, persist
from bot.platform import Heading, Platform
from bot.running import Running
from bot.workers import WorkerFailed, Workers
from handlers.wording import runtime as wording
from scheduler.clock import Clock
from storage import quotas
from storage.blobs import Blobs
from storage.chat import Attachment, ChatAddress, MediaKind
from storage.chat_json import message_from_json
from storage.database import Database
from storage.errors import PlatformError, Refused, Remedy
from storage.inspection import Inspected, inspect
from storage.pictures import ending_of
from storage.secrets import mark_of
from storage.tables import InboxFile
from storage.unit_of_work import Work

AT_ONCE = 16
MOST_TRIES = 3
SLOWEST_SECONDS = 300.0
INSPECTION_SECONDS = 30.0
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Limits:
    """How many bytes one file, and one picture, may bring."""

    file_bytes: int = 100_000_000
    picture_bytes: int = 20_000_000


@dataclass(frozen=True, slots=True)
class Sources:
    """Where bytes come from and where they are kept."""

    platforms: Mapping[str, Platform]
    blobs: Blobs
    limits: Limits


class Media:
    """Takes the files of admitted messages in order of arrival, sixteen at once."""

    def __init__(self, database: Database, sources: Sources, clock: Clock, workers: Workers) -> None:
        self._database = database
        self._sources = sources
        self._clock = clock
        self._workers = workers
        self._places = asyncio.Semaphore(AT_ONCE)
        self._running = Running()
        self._begun: dict[int, asyncio.Task[None]] = {}

    def begin(self, inbox_id: int, address: ChatAddress) -> None:
        """Begin to fetch what a message still lacks: at its admission, never behind a conversation."""
        self._begun[inbox_id] = self._running.start(self._settle_all(inbox_id, address), f"files of {inbox_id}")

    async def settled(self, inbox_id: int, seconds: float) -> bool:
        """Wait until every file of a message has its outcome; False where that took too long, or failed."""
        task = self._begun.pop(inbox_id, None)
        if task is None:
            return True
        try:
            async with self._clock.timeout(seconds):
                await asyncio.wait([task])
        except TimeoutError:
            task.cancel()
            return False
        return not task.cancelled() and task.exception() is None

    async def close(self) -> None:
        """Fetch nothing more; what is not here yet is fetched after the next start."""
        await self._running.cancel()

    async def _settle_all(self, inbox_id: int, address: ChatAddress) -> None:
        """Bring every file of a message that still waits to its outcome."""
        look = partial(self._database.read, lambda work: work.files.having(inbox_id=inbox_id, state="waiting"))
        rows = await persist(self._clock, look)
        await asyncio.gather(*(self._settle(row, address) for row in rows))

    async def _settle(self, row: InboxFile, address: ChatAddress) -> None:
        """Keep one file with what looking at it found, or say why it is not kept."""
        found: dict[str, Any] = {}
        try:
            async with self._places, self._clock.timeout(SLOWEST_SECONDS):
                outcome, inspected = await self._keep(row, address)
                found = await asyncio.to_thread(self._findings, inspected)
        except Refused as refusal:
            # Of a paper that must not be here not even the name stays.
            outcome = {"state": "refused", "why": refusal.code, **({"name": ""} if refusal.code == "secret" else {})}
        except Exception as error:  # noqa: BLE001 - whatever went wrong, the person is asked to send it again
            is_known = isinstance(error, PlatformError | TimeoutError | WorkerFailed)
            _log.warning("file not kept", exc_info=None if is_known else error, extra={"inbox_id": row.inbox_id})
            outcome = {"state": "refused", "why": "not_fetched"}

        def settle(work: Work) -> None:
            work.files.set(row.key, **{"name": row.name, **outcome})
            if outcome["state"] == "stored":
                message = message_from_json(work.inbox.get(row.inbox_id).payload)
                quotas.spend(work, sender_of(message), size=int(outcome["size"]))
            if found:
                rows = work.pictures if "thumbnail" in found else work.papers
                rows.add_once(sha256=outcome["sha256"], **found)

        await persist(self._clock, partial(self._database.write, settle))

    def _findings(self, inspected: Inspected) -> dict[str, Any]:
        """What looking at a file found, as a row of `Picture` or `Paper`; a picture's thumbnail is kept first."""
        if inspected.look is None:
            return asdict(inspected.reading) if inspected.reading else {}
        values = asdict(inspected.look)
        return values | {"thumbnail": self._sources.blobs.write(values["thumbnail"]).sha256}

    async def _keep(self, row: InboxFile, address: ChatAddress) -> tuple[dict[str, Any], Inspected]:
        """Fetch and check one file; what is in `blobs` already is only checked."""
        if row.kind == MediaKind.FORWARD and not row.locator:
            raise Refused("forward")
        if row.sha256:
            path = self._sources.blobs.path(row.sha256)
            inspected = await self._inspect(path, row.name)
            return _stored(row.sha256, path.stat().st_size, inspected), inspected
        limits = self._sources.limits
        most = limits.picture_bytes if row.kind == MediaKind.IMAGE else limits.file_bytes
        tries = 0
        while True:
            tries += 1
            try:
                return await self._fetch(row, address, most)
            except PlatformError as error:
                if tries == MOST_TRIES or error.remedy not in (Remedy.RETRY, Remedy.WAIT, Remedy.REFRESH):
                    raise
                await pause(self._clock, max(error.wait_seconds, float(tries)))

    async def _fetch(self, row: InboxFile, address: ChatAddress, most: int) -> tuple[dict[str, Any], Inspected]:
        """Have the platform bring one file, and keep it. A name that the message did not tell is noted in the row."""
        attachment = Attachment(row.name, MediaKind(row.kind), row.locator)
        seen: list[Inspected] = []

        async def check(path: Path) -> None:
            row.name = row.name or f"{wording.FILE_WORDS[attachment.kind]}{ending_of(path)}"
            seen.append(await self._inspect(path, row.name))

        pieces = self._sources.platforms[address.platform].fetch(attachment, address)
        async with aclosing(_bytes(pieces, row, most)) as chunks:
            blob = await self._sources.blobs.write_stream(chunks, most, check)
        return _stored(blob.sha256, blob.size, seen[0]), seen[0]

    async def _inspect(self, path: Path, name: str) -> Inspected:
        """Look at a file in a worker process: whatever its name says, a stranger packed it."""
        return await self._workers.run(INSPECTION_SECONDS, inspect, path, name)


def _stored(sha256: str, size: int, inspected: Inspected) -> dict[str, Any]:
    """The outcome of a file that is safe."""
    return {"state": "stored", "sha256": sha256, "size": size, "media_type": inspected.media_type}


async def _bytes(pieces: AsyncIterator[Heading | bytes], row: InboxFile, most: int) -> AsyncGenerator[bytes, None]:
    """A file's bytes as they come; what is known beforehand is noted, and ends it where it must not be here.

    Raises Refused: too_large, secret. However it ends, the platform's own connection ends with it.
    """
    try:
        async for piece in pieces:
            if isinstance(piece, bytes):
                yield piece
                continue
            row.name = row.name or kept_name(piece.name)
            if mark_of(row.name):
                raise Refused("secret")
            if piece.size > most:
                raise Refused("too_large", most=most)
    finally:
        if isinstance(pieces, AsyncGenerator):
            await pieces.aclose()
