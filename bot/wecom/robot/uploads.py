"""Files to WeCom over the long connection, in chunks; what was uploaded is sent again under its id for three days.

Wire: developer.work.weixin.qq.com, document 101463. An upload goes on when the delivery that needs it stops waiting.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot.newest import Newest
from bot.persisting import pause
from bot.platform import Host
from bot.wecom.errors import Code, WeComError
from bot.wecom.messages import PLATFORM
from storage.errors import PlatformError, Remedy
from storage.repositories import Limit

CHUNK_BYTES = 512 * 1024
AT_ONCE = 4
"""More chunks at once WeCom answers with errors of its own."""

MOST_TRIES = 4
PATIENCE_SECONDS = 40.0
KEPT = timedelta(days=2, hours=23)
MOST_KEPT = 1000

Request = Callable[[str, Mapping[str, Any]], Awaitable[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Source:
    """What is to be uploaded: as what (`file`, `image`), under which name, and its bytes or where they lie."""

    kind: str
    name: str
    sha256: str
    data: bytes | Path


class Uploads:
    """The uploads of one robot: each file once, four chunks at a time."""

    def __init__(self, request: Request, host: Host, account: str) -> None:
        self._request = request
        self._host = host
        bucket = f"{PLATFORM}/{account}/uploads"
        self._rates = (Limit(bucket, 24, 60), Limit(bucket, 800, 3600))
        self._places = asyncio.Semaphore(AT_ONCE)
        self._known: Newest[tuple[str, str, str], tuple[str, datetime]] = Newest(MOST_KEPT)
        self._under_way: dict[tuple[str, str, str], asyncio.Task[str]] = {}

    async def media_id(self, source: Source) -> str:
        """Return the id under which a file can be sent. Raises PlatformError; WAIT while it is still being uploaded."""
        key = (source.kind, source.name, source.sha256)
        known = self._known.get(key)
        if known and self._host.clock.now() < known[1]:
            return known[0]
        task = self._under_way.get(key)
        if task is None:
            task = self._under_way[key] = asyncio.create_task(self._upload(source), name="upload")
            task.add_done_callback(lambda task: self._ended(key, task))
        try:
            async with self._host.clock.timeout(PATIENCE_SECONDS):
                await asyncio.wait([task])
        except TimeoutError:
            raise PlatformError("a file is still being uploaded", Remedy.WAIT, wait_seconds=3) from None
        return task.result()

    def forget(self, media_id: str) -> None:
        """WeCom does not know an id any more: the file is uploaded anew when it is needed."""
        for key in [key for key, known in self._known.items() if known[0] == media_id]:
            del self._known[key]

    async def close(self) -> None:
        """Break off what is under way."""
        tasks = list(self._under_way.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _ended(self, key: tuple[str, str, str], task: asyncio.Task[str]) -> None:
        """Keep what an upload has given; whoever still waits is told of its failure."""
        del self._under_way[key]
        if not task.cancelled() and not task.exception():
            self._known[key] = (task.result(), self._host.clock.now() + KEPT)

    async def _upload(self, source: Source) -> str:
        """Upload a file. The documents count its chunks from 1, WeCom's own program from 0: both are tried."""
        try:
            return await self._transfer(source, 0)
        except WeComError as error:
            if error.code != Code.BAD_PARAMETER:
                raise
        return await self._transfer(source, 1)

    async def _transfer(self, source: Source, base: int) -> str:
        try:
            size, digest = await asyncio.to_thread(_measured, source.data)
        except OSError as error:
            raise PlatformError(f"a file is not here: {type(error).__name__}", Remedy.GIVE_UP) from None
        starts = range(0, size, CHUNK_BYTES)
        await self._host.pace(self._rates)
        about = {"type": source.kind, "filename": source.name, "total_size": size, "md5": digest}
        begun = await self._step("aibot_upload_media_init", {**about, "total_chunks": len(starts)})
        upload_id = _named(begun, "upload_id")
        try:
            async with asyncio.TaskGroup() as chunks:
                for number, start in enumerate(starts):
                    chunks.create_task(self._chunk(source, start, upload_id, base + number))
        except ExceptionGroup as errors:
            raise errors.exceptions[0] from None
        return _named(await self._step("aibot_upload_media_finish", {"upload_id": upload_id}), "media_id")

    async def _chunk(self, source: Source, start: int, upload_id: str, index: int) -> None:
        """Upload one chunk: it may be sent more than once, and after the connection was made anew."""
        for tries in range(1, MOST_TRIES + 1):
            async with self._places:
                data = await asyncio.to_thread(_piece, source.data, start)
                body = {"upload_id": upload_id, "chunk_index": index, "base64_data": base64.b64encode(data).decode()}
                try:
                    await self._step("aibot_upload_media_chunk", body)
                except PlatformError as error:
                    if tries == MOST_TRIES or error.remedy not in (Remedy.RETRY, Remedy.WAIT):
                        raise
                    wait = error.wait_seconds
                else:
                    return
            await pause(self._host.clock, min(max(wait, tries), 10))

    async def _step(self, command: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """Ask one thing; whatever became of it, nobody has seen anything yet."""
        try:
            return await self._request(command, body)
        except PlatformError as error:
            if not error.unknown:
                raise
            raise PlatformError(str(error), Remedy.RETRY) from None


def _measured(data: bytes | Path) -> tuple[int, str]:
    """How many bytes there are, and their MD5, which is WeCom's check."""
    if isinstance(data, bytes):
        return len(data), hashlib.md5(data, usedforsecurity=False).hexdigest()
    with data.open("rb") as file:
        digest = hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()
        return file.tell(), digest


def _piece(data: bytes | Path, start: int) -> bytes:
    if isinstance(data, bytes):
        return data[start : start + CHUNK_BYTES]
    with data.open("rb") as file:
        file.seek(start)
        return file.read(CHUNK_BYTES)


def _named(answer: Mapping[str, Any], name: str) -> str:
    """An id that an acknowledgement brings. Raises PlatformError where it brings none."""
    body = answer.get("body")
    value = body.get(name) if isinstance(body, dict) else None
    if not isinstance(value, str) or not value:
        raise PlatformError(f"an upload without {name}", Remedy.RETRY)
    return value
