"""The one pass over a picture: it is decoded once, a JPEG no larger than needed, and everything is read from that."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storage.beijing import BEIJING
from storage.errors import Refused
from storage.pictures.likeness import likeness_of
from storage.pictures.opening import opened

if TYPE_CHECKING:
    from PIL.Image import Image

THUMBNAIL_SIDE = 512
_QUALITY = 80
_EXIF, _TAKEN, _OFFSET, _MAKE, _ORIENTATION = 0x8769, 0x9003, 0x9011, 0x010F, 0x0112
_MOMENT = re.compile(r"(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)")
_AWAY = re.compile(r"([+-])(\d\d):(\d\d)")
_UPRIGHT_BY = {2: 0, 3: 3, 4: 1, 5: 5, 6: 4, 7: 6, 8: 2}
"""Pillow's transpositions by EXIF's orientation."""

_SIDEWAYS = (5, 6, 7, 8)
_SENT_SIDES = range(640, 2561)
_COARSE = 9.0
"""The mean step of a JPEG's brightness table. Cameras stay below (quality 93 and better); chats go far above."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a pass finds. `width` and `height` are of the upright picture; `taken_at` is the camera's, Beijing assumed.

    `sharpness` is how much neighbouring dots differ (below 4 it is blurred), `is_compressed` whether a chat made it
    smaller. `outline` and `likeness` know its copies again. `thumbnail` is an upright JPEG of 512 dots at most.
    """

    width: int
    height: int
    taken_at: datetime | None
    sharpness: float
    is_compressed: bool
    outline: str
    likeness: bytes
    thumbnail: bytes


def look(path: Path, name: str) -> Look:
    """Pass over a picture. Raises Refused: no_picture (also where it breaks off), picture_too_large.

    Where it was taken is not read.
    """
    with opened(path, name) as picture:
        try:
            return _looked_at(picture)
        except (OSError, ValueError, SyntaxError, ArithmeticError, LookupError, MemoryError) as error:
            raise Refused("no_picture", name=name) from error


def _looked_at(picture: Image) -> Look:
    exif = picture.getexif()
    orientation = exif.get(_ORIENTATION, 1)
    width, height = picture.size
    is_compressed = _was_compressed(picture, has_camera=bool(exif.get(_MAKE)))
    small = _upright(_decoded(picture), orientation)
    outline, likeness = likeness_of(small)
    if orientation in _SIDEWAYS:
        width, height = height, width
    return Look(
        width=width,
        height=height,
        taken_at=_taken_at(exif.get_ifd(_EXIF)),
        sharpness=round(_sharpness(small), 1),
        is_compressed=is_compressed,
        outline=outline,
        likeness=likeness,
        thumbnail=_jpeg(small),
    )


def _decoded(picture: Image) -> Image:
    """Decode a picture to 512 dots at most, a JPEG at the coarsest scale that has as many; white shows through it."""
    from PIL import Image

    side = (THUMBNAIL_SIDE, THUMBNAIL_SIDE)
    picture.draft("RGB", side)
    if picture.mode == "P":
        picture = picture.convert("RGBA")
    picture.thumbnail(side, Image.Resampling.BILINEAR, reducing_gap=2.0)
    if picture.mode in ("RGBA", "LA", "PA"):
        clear = picture.convert("RGBA")
        white = Image.new("RGBA", clear.size, "white")
        return Image.alpha_composite(white, clear).convert("RGB")
    return picture.convert("RGB")


def _upright(picture: Image, orientation: int) -> Image:
    """Turn a picture as its camera was held."""
    from PIL import Image

    turned = _UPRIGHT_BY.get(orientation)
    return picture if turned is None else picture.transpose(Image.Transpose(turned))


def _taken_at(values: dict[int, Any]) -> datetime | None:
    """When the camera says it was taken; a clock that was never set says nothing."""
    found = _MOMENT.match(str(values.get(_TAKEN, "")))
    away = _AWAY.fullmatch(str(values.get(_OFFSET, "")).strip("\0 "))
    if found is None:
        return None
    zone = BEIJING
    try:
        if away:
            by = timedelta(hours=int(away[2]), minutes=int(away[3]))
            zone = timezone(-by if away[1] == "-" else by)
        moment = datetime(*(int(part) for part in found.groups()), tzinfo=zone)  # type: ignore[arg-type,misc]
    except ValueError:
        return None
    return moment if 1995 <= moment.year < 2100 else None


def _was_compressed(picture: Image, *, has_camera: bool) -> bool:
    """Whether a chat has made it smaller: a JPEG without a camera's name, of a screen's size, coarsely rounded."""
    tables = getattr(picture, "quantization", None)
    if has_camera or picture.format != "JPEG" or not tables or max(picture.size) not in _SENT_SIDES:
        return False
    steps = tables[min(tables)]
    return bool(sum(steps) >= _COARSE * len(steps))


def _sharpness(picture: Image) -> float:
    """The standard deviation of what a Laplace filter leaves of the brightness."""
    from PIL import ImageFilter, ImageStat

    edges = ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128)
    found = picture.convert("L").filter(edges)
    inside = (1, 1, max(found.width - 1, 2), max(found.height - 1, 2))  # the outermost dots are left as they are
    return float(ImageStat.Stat(found.crop(inside)).stddev[0])


def _jpeg(picture: Image) -> bytes:
    data = io.BytesIO()
    picture.save(data, "JPEG", quality=_QUALITY)
    return data.getvalue()
