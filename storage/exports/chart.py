"""The digest's chart: how many units stand where, what has changed, and how far each material has come, as a picture.

It is drawn for a phone, which shows it some 300 points wide; the same figures give the same bytes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from storage.exports.fonts import FONT, drawable
from storage.figures import Figures

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

WIDTH, EDGE = 720, 36
_INK, _GREY, _TRACK = "#1F2329", "#646A73", "#E5E6EB"
_COLOURS = ("#2E9E4F", "#E8A100", "#D83931", "#3370FF", "#7F3BF5", "#8F959E")
"""Of the shares: green for what is done, then what is on its way, what is missing, and what waits for somebody."""

_TITLE, _LARGE, _TEXT = 34, 46, 32
_WHOLE, _BAR, _THIN, _NAME, _ROW, _GAP = 76, 56, 18, 52, 84, 24
_SIGN, _LINES = 36, 2


@lru_cache(maxsize=16)
def png(figures: Figures, title: str) -> bytes:
    """Return the chart as PNG, 720 points wide. What is in 【】 of a title has its own line; what is long is cut."""
    from PIL import Image, ImageDraw

    lines = [line for part in re.split("[【】]", title) if (line := drawable(part))][:_LINES]
    sheet = Image.new("RGB", (WIDTH, _height(figures, len(lines))), "white")
    _Drawing(ImageDraw.Draw(sheet)).draw(figures, lines)
    data = io.BytesIO()
    sheet.quantize(64).save(data, "PNG", optimize=True)
    return data.getvalue()


def _height(figures: Figures, lines: int) -> int:
    names = -(-len(figures.shown) // _across(figures)) * _NAME
    progress = len(figures.progress) * _ROW + _GAP if figures.progress else 0
    return 2 * EDGE + lines * _NAME + (_GAP if lines else 0) + _WHOLE + _BAR + _GAP + names + progress


def _across(figures: Figures) -> int:
    """How many names of shares stand beside each other: two where they fit."""
    widest = max((_font(_TEXT).getlength(f"{one.name} {one.number} {one.change}") for one in figures.shown), default=0)
    return 2 if _SIGN + widest + 24 <= (WIDTH - 2 * EDGE) // 2 else 1


class _Drawing:
    """The chart while it is drawn, from above."""

    def __init__(self, draw: ImageDraw) -> None:
        self._draw = draw
        self._y = EDGE

    def draw(self, figures: Figures, lines: Sequence[str]) -> None:
        """Draw the title, the whole, the bar of its shares with their names, and a bar for each material."""
        for line in lines:
            self._text(EDGE, line, _TITLE, _GREY, WIDTH - 2 * EDGE)
            self._y += _NAME
        self._y += _GAP if lines else 0
        self._text(EDGE, figures.whole, _LARGE, _INK, WIDTH - 2 * EDGE)
        if any(share.change for share in figures.shown):
            self._right(f"较{figures.since}", _GREY, self._y + 14)
        self._y += _WHOLE
        self._shares(figures)
        self._names(figures)
        self._y += _GAP if figures.progress else 0
        for name, count, of in figures.progress:
            self._progress(name, count, of)

    def _shares(self, figures: Figures) -> None:
        """One bar of all units; what there is at all is seen."""
        whole = sum(number for _, number in figures.shares)
        self._draw.rectangle((EDGE, self._y, WIDTH - EDGE - 1, self._y + _BAR - 1), _TRACK)
        left = float(EDGE)
        for number, colour in _widths(figures.shares, whole):
            right = left + number
            self._draw.rectangle((round(left), self._y, round(right) - 1, self._y + _BAR - 1), colour)
            left = right
        self._y += _BAR + _GAP

    def _names(self, figures: Figures) -> None:
        """What the colours mean, with the numbers and how they have changed."""
        across = _across(figures)
        for place, (name, number, change, at) in enumerate(figures.shown):
            left = EDGE + place % across * ((WIDTH - 2 * EDGE) // across)
            self._draw.rectangle((left, self._y + 8, left + 23, self._y + 31), _COLOURS[at % len(_COLOURS)])
            after = self._text(left + _SIGN, f"{name} {number}", _TEXT, _INK, WIDTH)
            self._text(after + 12, change, _TEXT, _GREY, WIDTH)
            if place % across == across - 1 or place == len(figures.shown) - 1:
                self._y += _NAME

    def _progress(self, name: str, count: int, of: int) -> None:
        """How far one material, or one type of unit, has come."""
        width = self._right(f"{count}/{of}", _INK, self._y)
        self._text(EDGE, name, _TEXT, _INK, WIDTH - 2 * EDGE - width - 24)
        top, right = self._y + 46, WIDTH - EDGE - 1
        self._draw.rectangle((EDGE, top, right, top + _THIN - 1), _TRACK)
        if count and of:
            reached = EDGE + max(4, round((WIDTH - 2 * EDGE) * min(count, of) / of))
            self._draw.rectangle((EDGE, top, reached - 1, top + _THIN - 1), _COLOURS[0])
        self._y += _ROW

    def _right(self, text: str, colour: str, top: int) -> int:
        """Write a few signs at the right edge; return how wide they are."""
        self._draw.text((WIDTH - EDGE, top), drawable(text), colour, _font(_TEXT), anchor="ra")
        return round(_font(_TEXT).getlength(drawable(text)))

    def _text(self, left: int, text: str, size: int, colour: str, width: int) -> int:
        """Write one line, cut where it does not fit; return where it ends."""
        font, shown = _font(size), drawable(text)
        if font.getlength(shown) > width:
            while shown and font.getlength(shown + "…") > width:
                shown = shown[:-1]
            shown += "…"
        self._draw.text((left, self._y), shown, colour, font)
        return left + round(font.getlength(shown))


def _widths(shares: Sequence[tuple[str, int]], whole: int) -> Iterator[tuple[float, str]]:
    """How wide each share is drawn, in which colour; none that there is is drawn too narrow to be seen."""
    least, across = 6, WIDTH - 2 * EDGE
    there = [(number, _COLOURS[at % len(_COLOURS)]) for at, (_, number) in enumerate(shares) if number > 0]
    spare = across - least * len(there)
    yield from ((least + spare * number / whole, colour) for number, colour in there)


@lru_cache(maxsize=4)
def _font(size: int) -> FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(str(FONT), size, layout_engine=ImageFont.Layout.BASIC)
