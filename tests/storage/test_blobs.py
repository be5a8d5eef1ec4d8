"""Files by content: whole or not at all, once, under no name but their hash."""

from __future__ import annotations

import asyncio
import hashlib
import os
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage import blobs as blobs_module
from storage.blobs import Blobs
from storage.errors import Refused


async def chunks(*parts: bytes) -> AsyncIterator[bytes]:
    for part in parts:
        yield part


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


@pytest.fixture
def blobs(tmp_path):
    return Blobs(tmp_path)


def test_a_file_is_found_by_the_hash_of_its_bytes(blobs, tmp_path):
    blob = blobs.write("会议纪要".encode())
    assert blob.sha256 == hashlib.sha256("会议纪要".encode()).hexdigest()
    assert blob.size == 12
    assert blobs.path(blob.sha256) == tmp_path / "sha256" / blob.sha256[:2] / blob.sha256
    assert blobs.read(blob.sha256).decode() == "会议纪要"
    with blobs.open(blob.sha256) as file:
        assert file.read(3).decode() == "会"
    assert blobs.exists(blob.sha256)


def test_the_same_file_is_kept_once(blobs, tmp_path):
    assert blobs.write(b"one") == blobs.write(b"one")
    assert len(files(tmp_path)) == 1


async def test_a_stream_is_kept_like_bytes(blobs):
    assert await blobs.write_stream(chunks(b"ab", b"", b"cd"), most=4) == blobs.write(b"abcd")


async def test_a_stream_that_brings_too_much_is_stopped_and_nothing_stays(blobs, tmp_path):
    asked = []

    async def endless() -> AsyncIterator[bytes]:
        while True:
            asked.append(1)
            yield b"x" * 10

    with pytest.raises(Refused) as refused:
        await blobs.write_stream(endless(), most=25)
    assert refused.value.code == "too_large"
    assert len(asked) == 3
    assert files(tmp_path) == []


async def test_a_stream_that_breaks_leaves_nothing(blobs, tmp_path):
    async def breaking() -> AsyncIterator[bytes]:
        yield b"half"
        raise ConnectionError

    with pytest.raises(ConnectionError):
        await blobs.write_stream(breaking(), most=100)
    assert files(tmp_path) == []


async def test_a_file_is_looked_at_whole_before_it_gets_its_name(blobs, tmp_path):
    seen = []

    async def refuse(path: Path) -> None:
        seen.append(await asyncio.to_thread(path.read_bytes))
        raise Refused("secret")

    with pytest.raises(Refused):
        await blobs.write_stream(chunks(b"a", b"b"), 100, refuse)
    assert seen == [b"ab"]
    assert files(tmp_path) == []


def test_bytes_and_then_folders_are_made_durable_before_anybody_may_name_them(blobs, monkeypatch):
    order = []
    fsync, replace = os.fsync, Path.replace
    monkeypatch.setattr(os, "fsync", lambda number: (order.append("fsync"), fsync(number)))
    monkeypatch.setattr(Path, "replace", lambda self, to: (order.append("rename"), replace(self, to))[1])
    blobs.write(b"precious")
    assert order == ["fsync", "rename", "fsync", "fsync"]


def test_what_is_here_already_is_made_safe_anew_since_who_put_it_here_may_have_died_over_it(blobs, monkeypatch):
    synced = []
    monkeypatch.setattr("storage.blobs._sync_folder", lambda folder: synced.append(folder.name))
    first, again = blobs.write(b"precious"), blobs.write(b"precious")
    assert first == again
    assert synced == [first.sha256[:2], "sha256"] * 2


def test_a_rehearsal_waits_for_no_disk(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "fsync", lambda _number: pytest.fail("a rehearsal keeps nothing"))
    blobs = Blobs(tmp_path, durable=False)
    assert blobs.read(blobs.write(b"x").sha256) == b"x"


def test_where_folders_cannot_be_opened_the_file_is_kept_all_the_same(blobs, monkeypatch):
    monkeypatch.setattr(blobs_module, "_OPENS_FOLDERS", False)
    monkeypatch.setattr(os, "open", lambda *_: pytest.fail("Windows opens no folder"))
    blobs_module._sync_folder(Path())


def test_a_full_disk_leaves_no_half_file(blobs, tmp_path, monkeypatch):
    def full(_number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        blobs.write(b"x")
    assert files(tmp_path) == []


@pytest.mark.parametrize("name", ["", "..", "../../etc/passwd", "a" * 63, "A" * 64, "a" * 64 + "\n", "/" + "a" * 63])
def test_no_name_but_a_hash_reaches_the_disk(blobs, name):
    for ask in (blobs.path, blobs.open, blobs.read, blobs.exists, blobs.forget):
        with pytest.raises(ValueError, match="SHA-256"):
            ask(name)


def test_what_must_not_be_here_is_forgotten(blobs):
    kept, secret = blobs.write(b"kept").sha256, blobs.write(b"secret").sha256
    blobs.forget(secret)
    blobs.forget(secret)
    assert (blobs.exists(kept), blobs.exists(secret)) == (True, False)


def test_what_a_stop_left_half_written_is_forgotten_once_it_is_old(blobs, tmp_path):
    kept = blobs.write(b"kept").sha256
    old, young = (tmp_path / "sha256" / f"incoming-{name}" for name in ("old", "young"))
    for path in (old, young):
        path.write_bytes(b"half")
    now = datetime.now(UTC)
    long_ago = (now - timedelta(days=2)).timestamp()
    for path in (blobs.path(kept), old):
        os.utime(path, (long_ago, long_ago))
    assert blobs.forget_half_written(now - timedelta(days=1)) == 1
    assert files(tmp_path) == sorted([kept, young.name])
