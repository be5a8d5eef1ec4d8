"""Bombs and broken files: each is refused or looked at in a worker, and the bot itself does not grow by them."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from bot.playground.inventions import invent_file
from bot.workers import Workers
from scheduler.clock import SystemClock
from storage.errors import Refused
from storage.inspection import Inspected, inspect

LONG, MOST_GROWTH = 120.0, 50_000_000


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _png(width: int, height: int, *more: bytes, rows: bool = True) -> bytes:
    """A PNG of one shade of so many dots: a few kilobytes that unpack to as many bytes."""
    packed = zlib.compressobj(9)
    body = b"".join(packed.compress(bytes(width + 1)) for _ in range(height if rows else 1)) + packed.flush()
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + b"".join(more) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")


def _zip(**parts: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), body)
    return data.getvalue()


def _many_parts() -> bytes:
    return _zip(**{f"word__p{number}_xml": b"" for number in range(5000)}, word__document_xml=b"<a/>")


def _entities() -> bytes:
    lines = [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)]
    return f'<!DOCTYPE d [<!ENTITY a0 "ha">{"".join(lines)}]><d>&a11;</d>'.encode()


def _frames() -> bytes:
    data = io.BytesIO()
    first, *others = [Image.new("P", (500, 500), shade) for shade in range(60)]
    first.save(data, "GIF", save_all=True, append_images=others)
    return data.getvalue()


def _half(name: str) -> bytes:
    whole = invent_file(name)
    return whole[: len(whole) // 2]


def _vast_exif() -> bytes:
    photo = invent_file("a.jpg")
    block = b"Exif\x00\x00II*\x00\x08\x00\x00\x00\xff\xff" + b"\x25\x88\x04\x00\xff\xff\xff\xff\xff\xff\xff\xff" * 5000
    return photo[:2] + b"\xff\xe1" + struct.pack(">H", len(block) + 2) + block + photo[2:]


HOSTILE: dict[str, Callable[[], bytes]] = {
    "无限.png": lambda: _png(60_000, 60_000, rows=False),
    "很大.png": lambda: _png(20_000, 10_000, rows=False),
    "刚好放得下.png": lambda: _png(6_300, 6_300),
    "文字炸弹.png": lambda: _png(10, 10, _chunk(b"zTXt", b"a\x00\x00" + zlib.compress(bytes(200_000_000), 9))),
    "没有像素.png": lambda: _png(0, 0, rows=False),
    "半张.jpg": lambda: _half("a.jpg"),
    "半张.png": lambda: _half("a.png"),
    "半张.webp": lambda: _half("a.webp"),
    "许多帧.gif": _frames,
    "断开.gif": lambda: _frames()[:400],
    "断开.heic": lambda: b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00heicmif1" + bytes(64),
    "坏头.bmp": lambda: b"BM" + b"\xff" * 60,
    "假的.jpg": lambda: b"MZ" + bytes(1000),
    "空的.jpg": lambda: b"",
    "位置乱指.jpg": _vast_exif,
    "双面.jpg": lambda: invent_file("a.jpg") + _zip(word__document_xml=b"<a/>"),
    "解压炸弹.docx": lambda: _zip(word__document_xml=bytes(150_000_000)),
    "解压炸弹.xlsx": lambda: _zip(xl__sharedStrings_xml=bytes(150_000_000)),
    "许多部件.docx": _many_parts,
    "实体炸弹.docx": lambda: _zip(word__document_xml=_entities()),
    "半份.docx": lambda: _half("a.docx"),
    "不是.docx": lambda: b"PK\x03\x04" + bytes(100),
    "断开.pdf": lambda: b"%PDF-1.7\n1 0 obj <</Type/Catalog/Pages 2 0 R>>",
    "绕圈.pdf": lambda: (
        b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]/Count 999999999>>endobj\ntrailer<</Root 1 0 R>>"
    ),
    "乱码.txt": lambda: random.Random(1).randbytes(2_000_000),
    "一行.txt": lambda: b"a" * 19_000_000,
}


def _resident() -> int:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096


@pytest.fixture
async def workers():
    opened = Workers(SystemClock())
    yield opened
    opened.close()


async def test_bombs_and_broken_files_are_refused_or_looked_at_and_the_bot_does_not_grow(workers, tmp_path):
    paths = []
    for name, made in HOSTILE.items():
        paths.append(tmp_path / name)
        paths[-1].write_bytes(made())
    before, outcomes = _resident(), {}
    for path in paths:
        try:
            found = await workers.run(LONG, inspect, path, path.name)
            assert isinstance(found, Inspected)
            outcomes[path.name] = found.media_type
        except Refused as refusal:
            outcomes[path.name] = refusal.code
    assert _resident() - before <= MOST_GROWTH
    assert len(outcomes) >= 25
    kept = {name for name, outcome in outcomes.items() if "/" in outcome}
    assert not kept & {
        name for name in outcomes if name.startswith(("无限", "很大", "没有", "半张", "断开.h", "坏头", "假的", "空的"))
    }
    assert {"刚好放得下.png", "许多帧.gif", "位置乱指.jpg", "双面.jpg"} <= kept
    assert await workers.run(LONG, inspect, *_good(tmp_path)) is not None


def _good(folder: Path) -> tuple[Path, str]:
    """An ordinary picture, which is looked at as if nothing had been."""
    path = folder / "会场.jpg"
    path.write_bytes(invent_file(path.name))
    return path, path.name
