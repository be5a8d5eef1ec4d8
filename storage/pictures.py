"""What a file really is, by its bytes; a picture that is none, is empty or enormous is refused undecoded."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, BinaryIO, Literal

from storage.errors import Refused

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 40_000_000
_GPS = 0x8825
_PICTURES = {".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp", ".heic", ".heif"}
_TEXT = {".txt": "text/plain", ".csv": "text/csv", ".md": "text/plain"}
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "HEIF")


def media_type(path: Path, name: str) -> str:
    """Return a file's media type by its bytes. Raises Refused: empty_file, no_picture, picture_too_large."""
    import filetype

    if path.stat().st_size == 0:
        raise Refused("empty_file", name=name)
    guessed = filetype.guess_mime(str(path)) or ""
    ending = PurePath(name).suffix.lower()
    if guessed.startswith("image/") or ending in _PICTURES:
        return _picture(path, name, guessed)
    return guessed or _TEXT.get(ending, "application/octet-stream")


def ending_of(path: Path) -> str:
    """Return the ending that a file's bytes call for, such as `.jpg`; empty where they do not say."""
    import filetype

    found = filetype.guess_extension(str(path))
    return f".{found}" if found else ""


def _picture(path: Path, name: str, guessed: str) -> str:
    """Look at a picture's head only: its format and its size."""
    from PIL import Image

    with opened(path, name) as picture:
        return Image.MIME.get(picture.format or "", guessed)


def opened(source: Path | BinaryIO, name: str) -> Image:
    """Open a picture without decoding it. Raises Refused: no_picture, picture_too_large."""
    from pi_heif import register_heif_opener
    from PIL import Image

    register_heif_opener()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(source, formats=_FORMATS)
    except Image.DecompressionBombError:
        raise Refused("picture_too_large", name=name) from None
    except (OSError, ValueError, SyntaxError, MemoryError) as error:
        raise Refused("no_picture", name=name) from error
    if picture.width * picture.height > MOST_PIXELS:
        picture.close()
        raise Refused("picture_too_large", name=name)
    return picture


def without_coordinates(data: bytes, media_type: str) -> bytes:
    """Return a picture's bytes without the place where it was taken; one that bears none comes back as it is.

    In a JPEG the pointer to the GPS part is emptied and the part blanked, without recompressing; another
    format that bears a place is written anew without it.
    """
    if not media_type.startswith("image/"):
        return data
    import io

    from PIL import Image

    try:
        with Image.open(io.BytesIO(data)) as picture:
            if not picture.getexif().get_ifd(_GPS):
                return data
            if media_type == "image/jpeg" and (blanked := _blanked(data)):
                return blanked
            clean = io.BytesIO()
            picture.save(clean, picture.format or "PNG", quality=95)
            return clean.getvalue()
    except (OSError, ValueError, SyntaxError):
        return data


def _blanked(data: bytes) -> bytes | None:
    """Blank the GPS part inside a JPEG's EXIF block in place; None where the block is not as it should be."""
    at = data.find(b"Exif\x00\x00")
    if at < 0:
        return None
    base = at + 6
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
            for value in _values(number, part):
                blank[base + value[0] : base + value[0] + value[1]] = bytes(value[1])
            blank[base + part : base + part + length] = bytes(length)
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
