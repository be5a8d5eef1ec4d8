"""Fetches, checks and keeps attachments before their links expire; each outcome is a row once the file is safe."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.platform import Platform
from scheduler.clock import Clock
from storage.blobs import Blobs
from storage.chat import Attachment, ChatAddress, MediaKind
from storage.database import Database
from storage.errors import Refused
from storage.pictures import media_type
from storage.secrets import mark_of
from storage.tables import InboxFile

AT_ONCE = 16
SLOWEST_SECONDS = 300
_LOOKED_INTO = (".txt", ".docx", ".pdf")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Limits:
    """How many bytes one file, and one picture, may bring."""

    file_bytes: int = 100_000_000
    picture_bytes: int = 20_000_000


class Media:
    """Takes the files of admitted messages in order of arrival, sixteen at once."""

    def __init__(
        self, database: Database, blobs: Blobs, clock: Clock, platforms: Mapping[str, Platform], limits: Limits
    ) -> None:
        self._database = database
        self._blobs = blobs
        self._clock = clock
        self._platforms = platforms
        self._limits = limits
        self._places = asyncio.Semaphore(AT_ONCE)
        self._begun: dict[int, asyncio.Task[None]] = {}

    def begin(self, inbox_id: int, address: ChatAddress) -> None:
        """Begin to fetch a message's files: at its admission, never behind a conversation."""
        self._begun[inbox_id] = asyncio.create_task(self.settle(inbox_id, address))

    async def settled(self, inbox_id: int) -> None:
        """Wait until every file of a message has its outcome; a message without files has none to wait for."""
        task = self._begun.pop(inbox_id, None)
        if task:
            await task

    async def settle(self, inbox_id: int, address: ChatAddress) -> None:
        """Bring every file of a message that still waits to its outcome."""
        rows = await self._database.read(lambda work: work.files.of_message(inbox_id))
        waiting = [row for row in rows if row.state == "waiting"]
        await asyncio.gather(*(self._settle(row, address) for row in waiting))

    async def give_up(self, inbox_id: int) -> None:
        """Refuse what did not come in time: the person is asked to send it again."""
        await self._database.write(
            lambda work: work.files.change(
                work.files.c.inbox_id == inbox_id, work.files.c.state == "waiting", state="refused", why="too_slow"
            )
        )

    async def _settle(self, row: InboxFile, address: ChatAddress) -> None:
        """Keep one file, or say why it is not kept."""
        outcome: dict[str, object]
        try:
            async with self._places, self._clock.timeout(SLOWEST_SECONDS):
                outcome = await self._keep(row, address)
        except Refused as refusal:
            outcome = {"state": "refused", "why": refusal.code}
        except Exception as error:  # noqa: BLE001 - one bad file must not stop its chat; the person is asked again
            _log.warning("file not fetched", extra={"inbox_id": row.inbox_id, "error": type(error).__name__})
            outcome = {"state": "refused", "why": "not_fetched"}
        await self._database.write(lambda work: work.files.set(row.key, **outcome))

    async def _keep(self, row: InboxFile, address: ChatAddress) -> dict[str, object]:
        """Fetch and check one file; what is in `blobs` already is only checked."""
        kind = MediaKind(row.kind)
        if kind is MediaKind.FORWARD:
            raise Refused("forward")
        if row.sha256:
            path = self._blobs.path(row.sha256)
            found = await asyncio.to_thread(checked, path, row.name)
            return {"state": "stored", "media_type": found, "size": path.stat().st_size}
        most = self._limits.picture_bytes if kind is MediaKind.IMAGE else self._limits.file_bytes
        chunks = self._fetch(Attachment(row.name, kind, row.locator), address)
        kinds: list[str] = []
        blob = await self._blobs.write_stream(chunks, most, lambda path: kinds.append(checked(path, row.name)))
        return {"state": "stored", "sha256": blob.sha256, "size": blob.size, "media_type": kinds[0]}

    def _fetch(self, attachment: Attachment, address: ChatAddress) -> AsyncIterator[bytes]:
        """The platform's stream of an attachment's bytes."""
        return self._platforms[address.platform].fetch(attachment, address)


def checked(path: Path, name: str) -> str:
    """Return a file's media type. Raises Refused, `secret` where its first words bear a mark of secrecy."""
    found = media_type(path, name)
    if name.lower().endswith(_LOOKED_INTO) and mark_of(_first_words(path, name)):
        raise Refused("secret")
    return found


def _first_words(path: Path, name: str) -> str:
    """The beginning of a paper's text; what cannot be read has none to show."""
    from storage.documents import read_lines

    try:
        lines: Sequence[str] = read_lines(path.read_bytes(), name)
    except Refused:
        return ""
    return "\n".join(lines[:60])
