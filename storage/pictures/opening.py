"""What a file really is, by its bytes; a picture that is none, is empty or enormous is refused undecoded."""

from __future__ import annotations

import warnings
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, BinaryIO

from storage.errors import Refused

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 40_000_000
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
