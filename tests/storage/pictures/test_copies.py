"""A picture sent again in another size or cut at its edges is known again; another of the same event is another."""

from __future__ import annotations

import io
import itertools
import random
from collections.abc import Iterator

import pytest
from PIL import Image

from storage.pictures import is_copy, look, unlikeness
from storage.pictures.likeness import MOST_UNLIKE
from tests.storage.pictures import scenes

FAMILIES, MEMBERS = 8, 6
LEAST_FOUND, MOST_FALSE = 0.98, 0.001
SCALES = (Image.Resampling.LANCZOS, Image.Resampling.BICUBIC, Image.Resampling.BILINEAR)


def jpeg(picture: Image.Image, quality: int = 90) -> bytes:
    data = io.BytesIO()
    picture.save(data, "JPEG", quality=quality)
    return data.getvalue()


def resized(picture: Image.Image, chance: random.Random) -> Image.Image:
    share = chance.uniform(0.3, 0.9)
    return picture.resize((int(picture.width * share), int(picture.height * share)), chance.choice(SCALES))


def cropped(picture: Image.Image, chance: random.Random) -> Image.Image:
    """Five percent of the width and of the height are cut off, at one end or shared between both."""
    left, top = (chance.choice((0.0, 0.5, 1.0, chance.random())) for _ in range(2))
    across, down = picture.width * 0.05, picture.height * 0.05
    box = (across * left, down * top, picture.width - across * (1 - left), picture.height - down * (1 - top))
    return picture.crop(tuple(map(int, box)))


def copies(picture: Image.Image, chance: random.Random) -> Iterator[tuple[str, bytes]]:
    """What becomes of a picture on its way through chats and editors."""
    yield "resized", jpeg(resized(picture, chance), 90)
    yield "recompressed", jpeg(picture, chance.randrange(35, 80))
    yield "cropped", jpeg(cropped(picture, chance), 90)
    yield "all of it", jpeg(resized(cropped(picture, chance), chance), chance.randrange(45, 80))


@pytest.fixture(scope="module")
def event(tmp_path_factory):
    """Every picture as bytes, by (kind, family, member), and what the pass finds in it."""
    path = tmp_path_factory.mktemp("pictures") / "a.jpg"
    found = {}
    for key in itertools.product(range(len(scenes.KINDS)), range(FAMILIES), range(MEMBERS)):
        path.write_bytes(jpeg(scenes.picture(*key), 92))
        found[key] = (path.read_bytes(), look(path, "a.jpg"))
    return found


def is_same(one, other) -> bool:
    return unlikeness(one.outline, other.outline) <= MOST_UNLIKE and is_copy(one.likeness, other.likeness)


def test_copies_are_known_again(event, tmp_path):
    chance, path = random.Random(20240920), tmp_path / "copy.jpg"
    found: dict[str, list[bool]] = {}
    for data, original in list(event.values())[::3]:
        with Image.open(io.BytesIO(data)) as picture:
            for kind, copy in copies(picture.convert("RGB"), chance):
                path.write_bytes(copy)
                found.setdefault(kind, []).append(is_same(original, look(path, "copy.jpg")))
    shares = {kind: sum(each) / len(each) for kind, each in found.items()}
    assert min(shares.values()) >= LEAST_FOUND, shares


def test_other_pictures_of_the_same_event_are_others(event):
    """Two thousand pairs: those of one family, which differ least, and as many more from anywhere."""
    chance = random.Random(7)
    alike = [(a, b) for a, b in itertools.combinations(sorted(event), 2) if a[:2] == b[:2]]
    strangers = [tuple(chance.sample(sorted(event), 2)) for _ in range(2000 - len(alike))]
    assert len(alike) >= 600
    taken = [pair for pair in [*alike, *strangers] if is_same(event[pair[0]][1], event[pair[1]][1])]
    assert len(taken) <= 2000 * MOST_FALSE, taken


def test_a_flat_picture_is_like_no_other(tmp_path):
    path = tmp_path / "a.png"
    Image.new("RGB", (800, 600), (240, 240, 238)).save(path)
    seen = look(path, "a.png")
    assert (seen.outline, seen.likeness) == ("", b"")
    assert not is_same(seen, seen)
