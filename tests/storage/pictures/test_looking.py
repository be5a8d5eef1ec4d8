"""One pass over a picture: what the camera wrote, which way is up, how sharp it is, what a chat has done to it."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image, ImageFilter

from storage.errors import Refused
from storage.pictures import Look, look, without_coordinates
from tests.storage.pictures import scenes

HEIC = Path(__file__).with_name("small.heic")
"""96 × 64 dots as a telephone writes them, with a moment and an invented place."""

EXIF, GPS = 0x8769, 0x8825


def seen(tmp_path: Path, picture: Image.Image, kind: str = "JPEG", **how: object) -> Look:
    path = tmp_path / f"a.{kind.lower()}"
    picture.save(path, kind, **how)
    return look(path, path.name)


def camera(taken: str = "2024:09:20 10:11:12", **more: object) -> Image.Exif:
    exif = Image.Exif()
    exif[0x010F] = "Invented"
    exif.get_ifd(EXIF)[0x9003] = taken
    if "offset" in more:
        exif.get_ifd(EXIF)[0x9011] = more["offset"]
    if "orientation" in more:
        exif[0x0112] = more["orientation"]
    return exif


@pytest.fixture(scope="module")
def scene() -> Image.Image:
    return scenes.picture(0, 0, 0).resize((1600, 1200))


@pytest.mark.parametrize(
    ("taken", "about", "expected"),
    [
        ("2024:09:20 10:11:12", {}, datetime(2024, 9, 20, 2, 11, 12, tzinfo=UTC)),
        ("2024:09:20 10:11:12", {"offset": "+01:00"}, datetime(2024, 9, 20, 9, 11, 12, tzinfo=UTC)),
        ("0000:00:00 00:00:00", {}, None),
        ("1980:01:01 00:00:00", {}, None),
        ("gestern", {}, None),
    ],
)
def test_the_camera_says_when_it_was_taken_unless_its_clock_was_never_set(tmp_path, taken, about, expected):
    assert seen(tmp_path, Image.new("RGB", (60, 40)), exif=camera(taken, **about)).taken_at == expected


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_stands_upright_however_the_camera_was_held(tmp_path, scene, orientation):
    """What is stored turned, with a word how, has the size, thumbnail and likeness of the upright one."""
    back = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}.get(orientation)
    stored = scene if back is None else scene.transpose(Image.Transpose(back))
    found = seen(tmp_path, stored, quality=95, exif=camera(orientation=orientation))
    upright = seen(tmp_path, scene, quality=95)
    assert (found.width, found.height) == (1600, 1200)
    with Image.open(io.BytesIO(found.thumbnail)) as thumbnail:
        assert thumbnail.size == (512, 384)
        assert not thumbnail.getexif()
    assert (int(found.outline, 16) ^ int(upright.outline, 16)).bit_count() <= 2


def test_a_telephones_heic_is_looked_at_like_any_other(tmp_path):
    found = look(HEIC, "IMG_0001.HEIC")
    assert (found.width, found.height, found.taken_at) == (96, 64, datetime(2024, 9, 20, 2, 11, 12, tzinfo=UTC))
    data = HEIC.read_bytes()
    clean = without_coordinates(data, "image/heif")
    assert len(clean) == len(data)
    assert clean != data
    path = tmp_path / "clean.heic"
    path.write_bytes(clean)
    assert look(path, "clean.heic") == found
    assert without_coordinates(clean, "image/heif") is clean


def test_what_a_chat_has_compressed_is_told_from_what_a_camera_wrote(tmp_path, scene):
    assert seen(tmp_path, scene, quality=70).is_compressed
    assert not seen(tmp_path, scene, quality=96).is_compressed
    assert not seen(tmp_path, scene, quality=70, exif=camera()).is_compressed
    assert not seen(tmp_path, scene.resize((3200, 2400)), quality=70).is_compressed
    assert not seen(tmp_path, scene.resize((320, 240)), quality=70).is_compressed
    assert not seen(tmp_path, scene, "PNG").is_compressed


def test_a_blurred_picture_is_less_sharp(tmp_path, scene):
    sharp = seen(tmp_path, scene).sharpness
    assert seen(tmp_path, scene.filter(ImageFilter.GaussianBlur(8))).sharpness < 4 < sharp


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16"])
def test_every_way_of_writing_colours_gives_a_thumbnail(tmp_path, mode):
    kind = "JPEG" if mode == "CMYK" else "PNG"
    picture = Image.new(mode, (700, 300)) if mode == "I;16" else Image.new("RGB", (700, 300), "red").convert(mode)
    found = seen(tmp_path, picture, kind)
    with Image.open(io.BytesIO(found.thumbnail)) as thumbnail:
        assert (thumbnail.size, thumbnail.mode) == ((512, 219), "RGB")


def test_what_can_be_seen_through_is_white_behind(tmp_path):
    found = seen(tmp_path, Image.new("RGBA", (64, 64), (0, 0, 0, 0)), "PNG")
    with Image.open(io.BytesIO(found.thumbnail)) as thumbnail:
        assert thumbnail.getpixel((32, 32)) == (255, 255, 255)


def test_a_picture_that_breaks_off_is_refused(tmp_path, scene):
    path = tmp_path / "half.jpg"
    scene.save(path, "JPEG")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(Refused) as caught:
        look(path, "half.jpg")
    assert caught.value.code == "no_picture"


def test_a_place_in_words_is_taken_out_too():
    picture, data = Image.new("RGB", (40, 40)), io.BytesIO()
    packet = b'<x:xmpmeta exif:GPSLatitude="31,18.2N" exif:GPSLongitude="120,36.0E" dc:title="t"/>'
    picture.save(data, "JPEG", xmp=packet)
    clean = without_coordinates(data.getvalue(), "image/jpeg")
    assert len(clean) == len(data.getvalue())
    assert b"31,18.2N" not in clean
    assert b"120,36.0E" not in clean
    assert b'dc:title="t"' in clean


def test_a_place_that_leads_nowhere_is_taken_out_by_writing_the_picture_anew():
    exif = camera()
    exif.get_ifd(GPS).update({1: "N", 2: (31.0, 18.0, 12.5)})
    data = io.BytesIO()
    Image.new("RGB", (40, 40), "red").save(data, "WEBP", exif=exif)
    clean = without_coordinates(data.getvalue(), "image/webp")
    with Image.open(io.BytesIO(clean)) as picture:
        assert not picture.getexif()
        assert picture.size == (40, 40)
