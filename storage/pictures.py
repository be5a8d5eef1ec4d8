"""What a file really is, by its bytes; a picture that is none, is empty or enormous is refused undecoded."""

from __future__ import annotations

import warnings
from pathlib import Path, PurePath

from storage.errors import Refused

MOST_PIXELS = 40_000_000
_PICTURES = {".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp", ".heic", ".heif"}
_TEXT = {".txt": "text/plain", ".csv": "text/csv", ".md": "text/plain"}
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "HEIF", "MPO")


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


def _picture(path: Path, name: str, guessed: str) -> str:
    """Look at a picture's head only: its format and its size."""
    from PIL import Image

    try:
        from pi_heif import register_heif_opener

        register_heif_opener()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(path, formats=_FORMATS) as picture:
                width, height = picture.size
                kind = Image.MIME.get(picture.format or "", guessed)
    except Image.DecompressionBombError:
        raise Refused("picture_too_large", name=name) from None
    except (OSError, ValueError, SyntaxError, MemoryError) as error:
        raise Refused("no_picture", name=name) from error
    if width * height > MOST_PIXELS:
        raise Refused("picture_too_large", name=name)
    return kind
