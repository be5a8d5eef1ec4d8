"""A picture is what its bytes say; the place where it was taken does not leave the office."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image

from storage.errors import Refused
from storage.inspection import inspect
from storage.pictures import media_type, without_coordinates

GPS = 0x8825


def picture(kind: str = "JPEG", *, with_place: bool = False, size: tuple[int, int] = (48, 32)) -> bytes:
    """A small picture, taken at a known moment, at a known place where it is asked for."""
    image = Image.new("RGB", size, (20, 120, 200))
    exif = Image.Exif()
    exif[0x0132] = "2024:09:20 10:11:12"
    if with_place:
        exif.get_ifd(GPS).update({1: "N", 2: (31.0, 18.0, 12.5), 3: "E", 4: (120.0, 36.0, 1.25), 29: "2024:09:20"})
    data = io.BytesIO()
    image.save(data, kind, exif=exif)
    return data.getvalue()


def kept(tmp_path, data: bytes, name: str) -> str:
    path = tmp_path / "incoming"
    path.write_bytes(data)
    return media_type(path, name)


def place_of(data: bytes) -> dict[int, object]:
    with Image.open(io.BytesIO(data)) as image:
        return dict(image.getexif().get_ifd(GPS))


@pytest.mark.parametrize(
    ("kind", "name", "expected"),
    [
        ("JPEG", "a.jpg", "image/jpeg"),
        ("PNG", "a.jpg", "image/png"),
        ("WEBP", "a.webp", "image/webp"),
        ("GIF", "a", "image/gif"),
        ("BMP", "a.bmp", "image/bmp"),
    ],
)
def test_a_picture_is_what_its_bytes_say(tmp_path, kind, name, expected):
    assert kept(tmp_path, picture(kind), name) == expected


def test_a_heic_that_breaks_off_is_refused(tmp_path):
    with pytest.raises(Refused) as caught:
        kept(tmp_path, b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00heicmif1" + b"\x00" * 64, "a.heic")
    assert caught.value.code == "no_picture"


def test_other_files_have_the_type_of_their_bytes_else_of_their_ending(tmp_path):
    assert kept(tmp_path, b"%PDF-1.7\n", "a.pdf") == "application/pdf"
    assert kept(tmp_path, "甲".encode(), "a.txt") == "text/plain"
    assert kept(tmp_path, b"\x01\x02", "a.xyz") == "application/octet-stream"


def _vast() -> bytes:
    """A PNG whose head says 20,000 × 10,000 pixels, in a few hundred bytes."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", 20_000, 10_000, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\x00")) + chunk(b"IEND", b"")


def _more_than_vast() -> bytes:
    data = bytearray(_vast())
    data[16:24] = struct.pack(">II", 60_000, 60_000)
    data[29:33] = struct.pack(">I", zlib.crc32(bytes(data[12:29])))
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_file"),
        (b"no picture at all", "no_picture"),
        (b"\xff\xd8\xff\xe0" + b"\x00" * 8, "no_picture"),
        (_vast(), "picture_too_large"),
        (_more_than_vast(), "picture_too_large"),
    ],
)
def test_a_picture_that_is_none_or_enormous_is_refused_undecoded(tmp_path, data, code):
    with pytest.raises(Refused) as caught:
        kept(tmp_path, data, "a.jpg")
    assert caught.value.code == code


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_place_is_taken_out_and_nothing_else(kind):
    data = picture(kind, with_place=True)
    assert place_of(data)
    clean = without_coordinates(data, f"image/{kind.lower()}")
    assert clean != data
    assert not {1, 2, 3, 4} & {key for key, value in place_of(clean).items() if value}
    with Image.open(io.BytesIO(clean)) as after, Image.open(io.BytesIO(data)) as before:
        assert after.size == before.size
    if kind == "JPEG":
        assert len(clean) == len(data)
        with Image.open(io.BytesIO(clean)) as after:
            assert after.getexif()[0x0132] == "2024:09:20 10:11:12"
        assert struct.pack(">d", 31.0) not in clean
        assert b"2024:09:20\x00" not in clean[clean.find(b"Exif") + 60 :].replace(b"2024:09:20 10:11:12", b"")


def test_a_picture_without_a_place_keeps_every_byte():
    data = picture()
    assert without_coordinates(data, "image/jpeg") is data


@pytest.mark.parametrize(("data", "kind"), [(b"broken", "image/jpeg"), (b"%PDF", "application/pdf")])
def test_what_is_no_readable_picture_is_left_alone(data, kind):
    assert without_coordinates(data, kind) is data


def test_a_marked_paper_is_refused_before_it_has_a_name(tmp_path):
    path = tmp_path / "incoming"
    path.write_bytes("机密★1年\n关于甲的报告".encode())
    with pytest.raises(Refused) as caught:
        inspect(path, "a.txt")
    assert caught.value.code == "secret"
    path.write_bytes("关于甲的报告".encode())
    assert inspect(path, "a.txt").media_type == "text/plain"
    path.write_bytes(b"%PDF-1.7 broken")
    assert inspect(path, "a.pdf").media_type == "application/pdf"
