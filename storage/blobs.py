"""Files by content: written beside, made durable, renamed into place before anything names them.

`blobs/sha256/ab/abcdef…`: the name is the hash of the bytes, so the same file is kept once and a
half-written one is never found.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import os
import re
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from storage.errors import Refused

PIECE_BYTES = 1 << 20
_INCOMING = "incoming-"
_SHA256 = re.compile(r"[0-9a-f]{64}")
_OPENS_FOLDERS = os.name != "nt"


@dataclass(frozen=True, slots=True)
class Blob:
    """A file that is safe: the hash of its bytes, and how many they are."""

    sha256: str
    size: int


class Blobs:
    """The files of one installation in a local folder. `durable` off is for rehearsals, which keep nothing."""

    def __init__(self, folder: Path, *, durable: bool = True) -> None:
        self._folder = folder / "sha256"
        self._durable = durable
        self._folder.mkdir(parents=True, exist_ok=True)

    def write(self, data: bytes) -> Blob:
        """Keep bytes; when this returns they outlive a power cut."""
        with self._incoming() as incoming:
            incoming.add(data)
            return incoming.keep()

    def write_file(self, file: BinaryIO) -> Blob:
        """Keep what is left of an open file, piece by piece."""
        with self._incoming() as incoming:
            while piece := file.read(PIECE_BYTES):
                incoming.add(piece)
            return incoming.keep()

    async def write_stream(
        self, chunks: AsyncIterator[bytes], most: int, check: Callable[[Path], Awaitable[object]] | None = None
    ) -> Blob:
        """Keep a stream; raise Refused `too_large` as soon as it brings more than `most` bytes.

        `check` looks at the whole file before it gets its name; where it raises, nothing is kept.
        """
        with self._incoming() as incoming:
            async for chunk in chunks:
                incoming.add(chunk)
                if incoming.size > most:
                    raise Refused("too_large", most=most)
            if check is not None:
                await check(incoming.whole())
            return await asyncio.to_thread(incoming.keep)

    def path(self, sha256: str) -> Path:
        """Where a blob lies (or would). Raises ValueError on what is no hash, so that no name reaches the disk."""
        if not _SHA256.fullmatch(sha256):
            raise ValueError("not a SHA-256 in hexadecimal")
        return self._folder / sha256[:2] / sha256

    def open(self, sha256: str) -> BinaryIO:
        """Open a blob for reading. Raises FileNotFoundError where there is none."""
        return self.path(sha256).open("rb")

    def read(self, sha256: str) -> bytes:
        """Return a blob's bytes."""
        return self.path(sha256).read_bytes()

    def exists(self, sha256: str) -> bool:
        """Whether a blob is here."""
        return self.path(sha256).exists()

    def forget(self, sha256: str) -> None:
        """Remove a blob that must not be here; whatever names it names nothing any more."""
        self.path(sha256).unlink(missing_ok=True)

    def forget_half_written(self, older_than: datetime) -> int:
        """Remove what a stop left half-written before an instant; return how many files that were."""
        gone = 0
        for path in self._folder.glob(f"{_INCOMING}*"):
            with contextlib.suppress(FileNotFoundError):
                if path.stat().st_mtime < older_than.timestamp():
                    path.unlink()
                    gone += 1
        return gone

    def _incoming(self) -> contextlib.AbstractContextManager[_Incoming]:
        return contextlib.closing(_Incoming(self, self._folder, durable=self._durable))


class _Incoming:
    """A file on its way: hashed while it is written, renamed when it is whole, removed when it is not."""

    def __init__(self, blobs: Blobs, folder: Path, *, durable: bool) -> None:
        self._blobs = blobs
        self._durable = durable
        self._hash = hashlib.sha256()
        self.size = 0
        number, name = tempfile.mkstemp(prefix=_INCOMING, dir=folder)
        self._file = os.fdopen(number, "wb")
        self._path = Path(name)

    def add(self, data: bytes) -> None:
        """Write some more bytes."""
        self._hash.update(data)
        self.size += len(data)
        self._file.write(data)

    def whole(self) -> Path:
        """Where the file lies, all bytes written."""
        self._file.flush()
        return self._path

    def keep(self) -> Blob:
        """Make the bytes durable and give them their name."""
        self._file.flush()
        if self._durable:
            os.fsync(self._file.fileno())
        self._file.close()
        blob = Blob(self._hash.hexdigest(), self.size)
        target = self._blobs.path(blob.sha256)
        if not target.exists():
            target.parent.mkdir(exist_ok=True)
            self._path.replace(target)
        # Also for what is here already: whoever put it here may have died before its name was safe.
        if self._durable:
            _sync_folder(target.parent)
            _sync_folder(target.parent.parent)
        return blob

    def close(self) -> None:
        """Remove what was not kept, even where closing finds the disk full."""
        try:
            self._file.close()
        finally:
            self._path.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Make a folder's entries durable, where the system lets a folder be opened (Windows does not)."""
    if not _OPENS_FOLDERS:
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
