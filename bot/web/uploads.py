"""Files on their way in through a page: kept in pieces beside the data until a message hands them over.

A broken upload goes on where it stopped: the browser asks how much is there and sends the rest. What is
here is not yet handed in: it bears no receipt, is nobody's material, and is gone after two days. Only
`bot.media` takes it from here, checks it and gives it its place.
"""

from __future__ import annotations

import asyncio
import errno
import hashlib
import json
import os
import re
import shutil
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from storage.errors import Refused

SCHEME = "upload:"
"""How the locator of an attachment begins that lies here."""

KEPT_FOR = timedelta(days=2)
MUST_STAY_FREE = 300_000_000
"""Bytes that an upload leaves free on the disk, so that the database can go on."""

_NUMBER = re.compile(r"[0-9a-f]{16,64}")


@dataclass(frozen=True, slots=True)
class Limits:
    """How large one file may be, in bytes, and how many one person may have on the way."""

    file_bytes: int
    files: int


@dataclass(frozen=True, slots=True)
class Announced:
    """What a browser says of a file before it sends it; `size` in bytes."""

    name: str
    size: int


class Uploads:
    """The folder of files on their way in. `now` gives the aware present instant."""

    def __init__(self, folder: Path, limits: Limits, now: Callable[[], datetime]) -> None:
        self.folder = folder
        self.limits = limits
        self._now = now
        self._busy: set[Path] = set()

    def received(self, owner: str, number: str) -> int:
        """Return how many bytes of an upload are here; 0 where nothing is."""
        path = self._path(owner, number)
        return path.stat().st_size if path.is_file() else 0

    async def write(
        self, owner: str, number: str, announced: Announced, offset: int, pieces: AsyncIterator[bytes]
    ) -> int:
        """Add bytes at an offset and return how many are here now; what arrived before a break is kept.

        Raises Refused: upload_too_large, upload_too_many, upload_offset (with `received`), upload_busy,
        upload_no_room, upload_empty, upload_changed. What was announced otherwise before begins anew.
        """
        path = self._path(owner, number)
        self._check(path, announced)
        if path in self._busy:
            raise Refused("upload_busy")
        about = path.with_suffix(".json")
        if _read(about) != announced:
            self.drop(owner, number)
        received = self.received(owner, number)
        if offset != received:
            raise Refused("upload_offset", received=received)
        self._busy.add(path)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            about.write_text(json.dumps({"name": announced.name, "size": announced.size}), encoding="utf-8")
            return await self._append(path, announced, pieces)
        except OSError as error:
            if error.errno == errno.ENOSPC:
                raise Refused("upload_no_room") from error
            raise
        finally:
            self._busy.discard(path)

    def drop(self, owner: str, number: str) -> None:
        """Forget an upload; nothing happens where there is none."""
        path = self._path(owner, number)
        path.unlink(missing_ok=True)
        path.with_suffix(".json").unlink(missing_ok=True)

    def hand_over(self, owner: str, numbers: Sequence[str], message: str) -> list[tuple[str, str]]:
        """Give whole files to a message, all or none, under names of that message alone; return names and locators.

        The same file may be sent again later under the same number; handing it over to the same message
        again changes nothing. Raises Refused (upload_incomplete) where one is not here whole.
        """
        targets = {}
        for number in numbers:
            path = self._path(owner, number)
            given = hashlib.sha256(f"{message}/{number}".encode()).hexdigest()[:32]
            target = targets[path] = self._path(owner, given)
            about = _read(path.with_suffix(".json"))
            is_whole = about is not None and self.received(owner, number) == about.size
            if not (target.exists() or is_whole):
                raise Refused("upload_incomplete")
        return [self._give(path, target, _folder_of(owner)) for path, target in targets.items()]

    def _give(self, path: Path, target: Path, folder: str) -> tuple[str, str]:
        """Give one whole file its new name, if it has not got it already."""
        if not target.exists():
            path.with_suffix(".json").replace(target.with_suffix(".json"))
            path.replace(target)
        about = _read(target.with_suffix(".json"))
        return about.name if about else "", f"{SCHEME}{folder}/{target.stem}"

    def find(self, locator: str) -> Path | None:
        """Return where the file of a locator lies; None where it is gone."""
        folder, _, number = locator.removeprefix(SCHEME).partition("/")
        if not (locator.startswith(SCHEME) and _NUMBER.fullmatch(folder) and _NUMBER.fullmatch(number)):
            return None
        path = self.folder / folder / f"{number}.part"
        return path if path.is_file() else None

    def forget_old(self) -> int:
        """Delete what nobody handed over within two days; return how many files there were."""
        oldest = (self._now() - KEPT_FOR).timestamp()
        old = [
            path for path in self.folder.glob("*/*.part") if path not in self._busy and path.stat().st_mtime < oldest
        ]
        for path in old:
            path.unlink(missing_ok=True)
            path.with_suffix(".json").unlink(missing_ok=True)
        return len(old)

    def _path(self, owner: str, number: str) -> Path:
        """Where an upload lies; its number is made by the browser and looked at before it names a file."""
        if not _NUMBER.fullmatch(number):
            raise Refused("upload_number")
        return self.folder / _folder_of(owner) / f"{number}.part"

    def _check(self, path: Path, announced: Announced) -> None:
        """Refuse what is too large, too many, or more than the disk can bear."""
        if announced.size <= 0:
            raise Refused("upload_empty", name=announced.name)
        if announced.size > self.limits.file_bytes:
            raise Refused("upload_too_large", name=announced.name, megabytes=self.limits.file_bytes // 1_000_000)
        waiting = [other for other in path.parent.glob("*.part") if other != path]
        if len(waiting) >= self.limits.files * 2:
            raise Refused("upload_too_many", files=self.limits.files)
        self.folder.mkdir(parents=True, exist_ok=True)
        if shutil.disk_usage(self.folder).free < MUST_STAY_FREE + announced.size:
            raise Refused("upload_no_room")

    async def _append(self, path: Path, announced: Announced, pieces: AsyncIterator[bytes]) -> int:
        """Write pieces as they come; a whole file is on the disk before this returns."""
        moment = self._now().timestamp()
        with path.open("ab") as file:
            try:
                async for piece in pieces:
                    if file.tell() + len(piece) > announced.size:
                        raise Refused("upload_changed", name=announced.name)
                    file.write(piece)
            finally:
                file.flush()
                os.utime(path, (moment, moment))
            if file.tell() == announced.size:
                await asyncio.to_thread(os.fsync, file.fileno())
            return file.tell()


def _folder_of(owner: str) -> str:
    """The folder of one person: their identity is no file name."""
    return hashlib.sha256(owner.encode()).hexdigest()[:32]


def _read(about: Path) -> Announced | None:
    """What was written down of an upload."""
    try:
        value = json.loads(about.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return Announced(str(value["name"]), int(value["size"]))
