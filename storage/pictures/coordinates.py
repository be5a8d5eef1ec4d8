"""The place where a picture was taken, which does not leave the office."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Literal

from storage.errors import Refused
from storage.pictures.opening import opened

if TYPE_CHECKING:
    from PIL.Image import Image

_GPS = 0x8825
_IN_WORDS = re.compile(rb"(GPS(?:Latitude|Longitude|Altitude|DateStamp|TimeStamp)[A-Za-z]*(?:=\"|='|>))([^\"'<]{1,60})")
"""A place in XMP, which some telephones write beside EXIF."""

_EXIF = re.compile(rb"Exif\x00\x00(?:II\*\x00|MM\x00\*)")
_WORDS_WITHIN = 400_000


def without_coordinates(data: bytes, media_type: str) -> bytes:
    """Return a picture's bytes without the place where it was taken; one that bears none comes back as it is.

    Where EXIF stands as it should, the pointer to its GPS part is emptied and the part blanked, without recompressing;
    so are places in XMP. Any other picture that bears a place is written anew without it, as a JPEG where its own
    format can only be read. What is no picture is left alone. Raises Refused `no_picture` where one that bears a place
    cannot be written anew, because it breaks off.
    """
    if not media_type.startswith("image/"):
        return data
    try:
        with opened(io.BytesIO(data), "") as picture:
            clean, kind = _without_words(data), picture.format
            if not picture.getexif().get_ifd(_GPS):
                return clean
    except (OSError, ValueError, SyntaxError, Refused):
        return data
    blanked = _blanked(clean) if kind in ("JPEG", "HEIF") else None
    if blanked and not _has_place(blanked):
        return blanked
    try:
        with opened(io.BytesIO(data), "") as picture:
            return _written_anew(picture)
    except (OSError, ValueError, SyntaxError) as error:
        raise Refused("no_picture", name="") from error


def _has_place(data: bytes) -> bool:
    """Whether any value of a GPS part is left."""
    with opened(io.BytesIO(data), "") as picture:
        return any(picture.getexif().get_ifd(_GPS).values())


def _written_anew(picture: Image) -> bytes:
    """The picture without anything but itself, upright."""
    from PIL import ImageOps

    upright = ImageOps.exif_transpose(picture) or picture
    kind = picture.format if picture.format in ("PNG", "WEBP", "GIF", "JPEG") else "JPEG"
    upright.info.pop("exif", None)
    upright.info.pop("xmp", None)
    clean = io.BytesIO()
    (upright.convert("RGB") if kind == "JPEG" else upright).save(clean, kind, quality=95, exif=b"")
    return clean.getvalue()


def _without_words(data: bytes) -> bytes:
    """Blank a place that is written in words, byte for byte as long."""
    head = data[:_WORDS_WITHIN]
    if b"GPSL" not in head:
        return data
    return _IN_WORDS.sub(lambda found: found[1] + b" " * len(found[2]), head) + data[_WORDS_WITHIN:]


def _blanked(data: bytes) -> bytes | None:
    """Blank the GPS part inside an EXIF block in place; None where the block is not as it should be."""
    found = _EXIF.search(data)
    if found is None:
        return None
    base = found.end() - 4
    order: Literal["little", "big"] = "little" if data[base : base + 2] == b"II" else "big"

    def number(offset: int, size: int) -> int:
        return int.from_bytes(data[base + offset : base + offset + size], order)

    first = number(4, 4)
    for index in range(min(number(first, 2), 200)):
        entry = first + 2 + index * 12
        if number(entry, 2) == _GPS:
            part = number(entry + 8, 4)
            length = 2 + min(number(part, 2), 60) * 12 + 4
            blank = bytearray(data)
            for offset, count in (*_values(number, part), (part, length)):
                if base + offset + count > len(data):
                    return None
                blank[base + offset : base + offset + count] = bytes(count)
            return bytes(blank)
    return None


def _values(number: Callable[[int, int], int], part: int) -> Iterator[tuple[int, int]]:
    """Where the values of a part lie that do not fit into their entries: (offset, length)."""
    sizes = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 9: 4, 10: 8}
    for index in range(min(number(part, 2), 60)):
        entry = part + 2 + index * 12
        length = sizes.get(number(entry + 2, 2), 1) * number(entry + 4, 4)
        if 4 < length <= 4096:
            yield number(entry + 8, 4), length
