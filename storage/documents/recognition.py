"""The printed words of a picture, recognised on this machine with the models that the package brings (extra `ocr`)."""

from __future__ import annotations

import functools
import importlib.util
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import fmean, median
from typing import TYPE_CHECKING, Any

from storage.documents.ink import Ink
from storage.documents.sheets import Piece, Sheet, sign_width
from storage.notice.text.signs import width

if TYPE_CHECKING:
    from PIL.Image import Image

_LOOKED_AT = 1600
_LEAST_SIDE = 32
"""A picture that is narrower than this when it is looked at is a line and no page."""

_SETTINGS = {"Global.log_level": "critical", "Global.use_cls": False, "Global.max_side_len": _LOOKED_AT}
"""At 1600 pixels a page of 200 dpi is read as at its full size, in half the time and two thirds of the memory."""

_DOUBTFUL = 0.8
_LEAST_TILT = 0.1
_KEPT_SIDE = 1600
_QUALITY = 70
_TO_FULL = str.maketrans(",;:!?()", "，；：！？（）")
_MARK_BESIDE_CHINESE = re.compile(
    r"(?<=[\u3000-\u9fff，。；：！？（）“”])[,;:!?()]|[,;:!?()](?=[\u3000-\u9fff，。；：！？（）“”])"
)
_UNEVEN = re.compile(r"（([^（）()]*)\)|\(([^（）()]*)）")
_NUMBER_OF_PAPER = re.compile(
    r"(?<=[\u4e00-\u9fff])\s*[\[(（［【〔{]+\s*((?:19|20)\d\d)\s*[\])）］】〕}]+\s*(?=第?\d{1,5}\s*号)"
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A page as it was seen; `picture` is a JPEG of it, upright, where it had to be recognised."""

    sheet: Sheet
    picture: bytes = b""


@dataclass(frozen=True, slots=True)
class _Found:
    """What one look at a picture found: each text with the four corners of its place, and how sure it is."""

    boxes: Sequence[Any]
    texts: Sequence[str]
    scores: Sequence[float]
    places: Sequence[Sequence[float]] = ()
    """For each text, where the middles of its signs lie between its two ends: 0 to 1."""

    @property
    def is_sideways(self) -> bool:
        """Most texts are higher than wide."""
        high = sum(1 for box in self.boxes if abs(box[1][0] - box[0][0]) < abs(box[3][1] - box[0][1]))
        return high * 2 > len(self.boxes)

    @property
    def weight(self) -> float:
        """How much was read, and how surely."""
        return sum(score**4 * len(text) for score, text in zip(self.scores, self.texts, strict=True))


def is_installed() -> bool:
    """The extra `ocr` is here."""
    return all(importlib.util.find_spec(name) for name in ("rapidocr", "onnxruntime"))


def recognise(picture: Image) -> Seen:
    """Read the words of a page that may lie on its side, on its head, or askew."""
    picture, found = _upright(picture, _look(picture))
    tilt = _tilt(found)
    if abs(tilt) >= _LEAST_TILT:
        picture = _straightened(picture, tilt)
        found = replace(found, boxes=[_turned(box, tilt, picture.size) for box in found.boxes])
    pieces = [_piece(box, text) for box, text in zip(found.boxes, found.texts, strict=True)]
    ink, sign = Ink(picture), sign_width(pieces)
    parts: list[Piece] = []
    for piece, places in zip(pieces, found.places, strict=True):
        middles = [piece.left + place * (piece.right - piece.left) for place in places]
        parts += ink.parted(piece, middles, sign)
    return Seen(Sheet([replace(part, text=printed(part.text)) for part in parts], ink.ruled), _jpeg(picture))


@functools.cache
def _engine() -> Any:
    """The models, loaded once in a process; nothing is fetched, they lie in the package."""
    from rapidocr import RapidOCR

    return RapidOCR(params=_SETTINGS)


def _look(picture: Image) -> _Found:
    import numpy as np

    if min(picture.size) * _LOOKED_AT < _LEAST_SIDE * max(picture.size):
        return _Found((), (), ())
    found = _engine()(np.asarray(picture)[:, :, ::-1], return_word_box=True, return_single_char_box=True)
    if found.txts is None or found.boxes is None:
        return _Found((), (), ())
    boxes, texts = found.boxes.tolist(), [text.strip() for text in found.txts]
    signs = found.word_results if len(found.word_results) == len(texts) else [()] * len(texts)
    places = [_places(box, text, seen) for box, text, seen in zip(boxes, texts, signs, strict=True)]
    return _Found(boxes, texts, found.scores, places)


def _places(box: Any, text: str, seen: Sequence[Any]) -> list[float]:
    """Where the signs of a text lie between its ends; evenly, by their widths, where that was not seen of each."""
    wide = box[1][0] - box[0][0]
    if len(seen) == len(text) and wide > 0:
        return [(sum(x for x, _ in corners) / 4 - (box[0][0] + box[3][0]) / 2) / wide for _, _, corners in seen]
    whole = max(width(text), 1)
    return [(width(text[:at]) + width(sign) / 2) / whole for at, sign in enumerate(text)]


def _upright(picture: Image, found: _Found) -> tuple[Image, _Found]:
    """Turn a picture by quarters where it is read better so."""
    import PIL.Image

    turn = PIL.Image.Transpose
    quarters: tuple[PIL.Image.Transpose, ...] = ()
    if found.is_sideways and found.texts:
        quarters = (turn.ROTATE_90, turn.ROTATE_270)
    elif not found.texts or fmean(found.scores) < _DOUBTFUL:
        quarters = (turn.ROTATE_180,)
    turned = [picture.transpose(quarter) for quarter in quarters]
    tries = [(picture, found), *((one, _look(one)) for one in turned)]
    return max(tries, key=lambda one: one[1].weight)


def _tilt(found: _Found) -> float:
    """By how many degrees the rows run downward to the right."""
    import math

    slopes = []
    for (ax, ay), (bx, by), (cx, cy), (dx, dy) in found.boxes:
        if bx - ax > 4 * abs(dy - ay):
            slopes.append(math.degrees(math.atan2(by - ay + cy - dy, bx - ax + cx - dx)))
    return median(slopes) if slopes else 0.0


def _straightened(picture: Image, tilt: float) -> Image:
    import PIL.Image

    return picture.rotate(tilt, PIL.Image.Resampling.BILINEAR, fillcolor="white")


def _turned(box: Any, tilt: float, size: tuple[int, int]) -> list[tuple[float, float]]:
    """The corners of a place after the picture was turned about its middle."""
    import math

    x0, y0 = size[0] / 2, size[1] / 2
    cos, sin = math.cos(math.radians(-tilt)), math.sin(math.radians(-tilt))
    return [(x0 + (x - x0) * cos - (y - y0) * sin, y0 + (x - x0) * sin + (y - y0) * cos) for x, y in box]


def _piece(box: Any, text: str) -> Piece:
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = box
    return Piece(text, (ax + dx) / 2, (ay + by) / 2, (bx + cx) / 2, (cy + dy) / 2)


def printed(text: str) -> str:
    """Give marks back their full width beside Chinese signs, and the number of a paper its brackets."""
    whole = _NUMBER_OF_PAPER.sub(r"〔\1〕", text.strip())
    full = _MARK_BESIDE_CHINESE.sub(lambda mark: mark[0].translate(_TO_FULL), whole)
    return _UNEVEN.sub(lambda pair: f"（{pair[1] or pair[2]}）", full)


def _jpeg(picture: Image) -> bytes:
    """A page as it is kept to be shown."""
    kept = io.BytesIO()
    shown = picture.copy()
    shown.thumbnail((_KEPT_SIDE, _KEPT_SIDE))
    shown.save(kept, "JPEG", quality=_QUALITY)
    return kept.getvalue()
