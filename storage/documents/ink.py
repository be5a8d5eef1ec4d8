"""What the ink of a recognised page says beside its words: the lines ruled on it, and blanks inside a row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from storage.documents.sheets import Piece
from storage.documents.tables import Ruled, cells_of

if TYPE_CHECKING:
    from PIL.Image import Image

_DARK = 0.72
"""As a share of the brightness of the paper around: what is darker is ink."""

_BLANK = 0.35
"""In signs: what lies between two Chinese signs and is wider is a blank that was typed."""

_SIGN = re.compile(r"[\u3400-\u9fffA-Za-z0-9]")
_CHINESE = re.compile(r"[\u3400-\u9fff]")


class Ink:
    """The ink of one page, upright."""

    def __init__(self, picture: Image) -> None:
        import cv2
        import numpy as np

        self._grey: Any = cv2.medianBlur(np.asarray(picture.convert("L")), 3)
        self.ruled = self._ruled()
        self._cells = cells_of(self.ruled)

    def _ruled(self) -> Ruled:
        """The long level and upright strokes."""
        import cv2

        dark = cv2.adaptiveThreshold(self._grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 15)
        shortest = max(40, self._grey.shape[1] // 20)
        level = tuple((y + high / 2, x, x + wide) for x, y, wide, high in _strokes(dark, shortest, 1))
        upright = tuple((x + wide / 2, y, y + high) for x, y, wide, high in _strokes(dark, 1, shortest))
        return Ruled(level, upright, shortest / 8)

    def parted(self, piece: Piece, middles: Sequence[float], sign: float) -> Iterator[Piece]:
        """Give a piece with its typed blanks, cut where a cell of a table ends in it; `middles` are of its signs."""
        text = self._spaced(piece, middles, sign)
        left, begun = piece.left, 0
        for cut in [*self._cuts(piece), piece.right]:
            before = sum(1 for middle in middles if middle < cut) if cut < piece.right else len(text)
            part = "".join(text[begun:before]).strip()
            if part:
                yield Piece(part, left, piece.top, cut, piece.bottom)
            left, begun = cut, max(begun, before)

    def _cuts(self, piece: Piece) -> list[float]:
        """Where cells begin inside a piece."""
        (_, middle), margin = piece.middle, (piece.bottom - piece.top) / 2
        across = {cell.left for cell in self._cells if cell.tops[0] <= middle <= cell.tops[-1]}
        return sorted(left for left in across if piece.left + margin < left < piece.right - margin)

    def _spaced(self, piece: Piece, middles: Sequence[float], sign: float) -> list[str]:
        """The signs of a piece, each with the blank behind it."""
        signs = list(piece.text)
        for start, end in self._gaps(piece, _BLANK * sign):
            at = sum(1 for middle in middles if middle < (start + end) / 2)
            if 0 < at < len(signs) and _are_apart(signs[at - 1], signs[at]):
                signs[at - 1] += " "
        return signs

    def _gaps(self, piece: Piece, least: float) -> Iterator[tuple[float, float]]:
        """Stretches of a row without ink."""
        import numpy as np

        left = max(int(piece.left), 0)
        strip = self._grey[max(int(piece.top), 0) : int(piece.bottom), left : int(piece.right)]
        if not strip.size:
            return
        inked = np.flatnonzero((strip < _DARK * np.percentile(strip, 80)).any(axis=0))
        for one, other in pairwise(inked.tolist()):
            if other - one > least:
                yield float(left + one), float(left + other)


def _are_apart(one: str, other: str) -> bool:
    """Whether a blank between two signs says something: one of them Chinese, none a mark."""
    return bool(_SIGN.match(one) and _SIGN.match(other) and (_CHINESE.match(one) or _CHINESE.match(other)))


def _strokes(dark: Any, across: int, down: int) -> list[tuple[int, int, int, int]]:
    """The thin strokes of at least this extent: left, top, width, height."""
    import cv2
    import numpy as np

    joined = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, np.ones((1 + down // 20, 1 + across // 20), np.uint8))
    kept = cv2.morphologyEx(joined, cv2.MORPH_OPEN, np.ones((down, across), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(kept)
    boxes = ((int(x), int(y), int(wide), int(high)) for x, y, wide, high, _ in stats[1:])
    return [box for box in boxes if min(box[2], box[3]) <= max(across, down) // 4]
