"""A photo of a page: opened within bounds, upright, no larger than is needed to read it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from storage.errors import NotANotice, Refused
from storage.pictures import opened as looked_at

if TYPE_CHECKING:
    from PIL.Image import Image

LONGEST_SIDE = 2400
"""Pixels that an A4 page needs at 200 dpi; a finer picture only costs time and memory."""


def opened(data: bytes, name: str) -> Image:
    """Decode a picture. Raises NotANotice: no_picture, picture_too_large."""
    from PIL import ImageOps

    try:
        with looked_at(io.BytesIO(data), name) as picture:
            picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            upright = ImageOps.exif_transpose(picture)
            if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
                return _on_white(upright.convert("RGBA"))
            return upright.convert("RGB")
    except Refused as refusal:
        raise NotANotice(refusal.code, **refusal.values) from refusal
    except (OSError, ValueError, SyntaxError) as error:
        raise NotANotice("no_picture", name=name) from error


def _on_white(picture: Image) -> Image:
    """Lay a picture with transparent parts on white paper."""
    import PIL.Image

    paper = PIL.Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture.getchannel("A"))
    return paper
