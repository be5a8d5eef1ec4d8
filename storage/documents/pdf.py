"""A PDF page by page: its text as pieces with their places, the lines ruled on it, a picture of what bears no text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from storage.documents.sheets import Piece, Sheet
from storage.documents.tables import Line, Ruled
from storage.errors import NotANotice
from storage.notice.text.paragraphs import MOST_CHARACTERS

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PAGES = 200
LEAST_SIGNS = 20
"""A page with fewer signs on which something is drawn was scanned."""

DPI = 200
MOST_PIXELS = 20_000_000
_MOST_OBJECTS = 4_000
_BLANK = 0.28
_BLANK_IN_CHINESE = 0.15
"""As a share of a sign's height, and of a Chinese sign's width: a wider gap is a blank.

Those that the library infers are not taken: they break words that are set widely.
"""

_THIN = 3.0
_LONG = 12.0
_RADICALS = str.maketrans(
    "⺠⻁⻄⻅⻆⻉⻋⻑⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻦⻩⻬⻮⻰⻳",
    "民虎西见角贝车长长门青页风飞食马骨鬼鱼鸟黄齐齿龙龟",
)
"""Radicals that fonts print for the sign itself and Unicode does not fold."""

_COMPATIBLE = re.compile(r"[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06\ufe10-\ufe4f]+")
"""Forms that are folded; full-width signs stay as they are printed."""


class Page:
    """One page: its text as a sheet, or its picture."""

    def __init__(self, page: Any) -> None:
        self._page = page

    def sheet(self) -> Sheet:
        """The text it bears, and the lines ruled on it."""
        turn = _turning(self._page)
        return Sheet(tuple(_pieces(self._page.get_textpage(), turn)), _ruled(self._page, turn))

    @property
    def is_drawn(self) -> bool:
        """Something other than text is on it: a picture, or signs that were turned into shapes."""
        from pypdfium2 import raw

        drawn = (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_SHADING)
        return any(True for _ in self._page.get_objects(filter=drawn, max_depth=3))

    def picture(self) -> Image:
        """What it looks like at 200 dpi; a page that is larger than any paper gets fewer."""
        width, height = self._page.get_size()
        scale = min(DPI / 72, (MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
        picture: Image = self._page.render(scale=scale).to_pil()
        return picture.convert("RGB")


@contextmanager
def pages(data: bytes, name: str) -> Iterator[Iterator[Page]]:
    """Open a PDF and give its pages. Raises NotANotice: locked, not_pdf, too_long."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise NotANotice("locked" if "assword" in str(error) else "not_pdf", name=name) from error
    try:
        if len(document) > MOST_PAGES:
            raise NotANotice("too_long", name=name, most=f"{MOST_PAGES}页")
        yield (Page(page) for page in document)
    except (pypdfium2.PdfiumError, ValueError) as error:
        raise NotANotice("not_pdf", name=name) from error
    finally:
        document.close()


Turn = Callable[[float, float], tuple[float, float]]
"""From a point of the page's own space to one as the page is shown, downward."""


def _turning(page: Any) -> Turn:
    """How a page is turned before it is shown."""
    left, bottom, right, top = page.get_mediabox()
    turns: dict[int, Turn] = {
        90: lambda x, y: (y - bottom, x - left),
        180: lambda x, y: (right - x, y - bottom),
        270: lambda x, y: (top - y, right - x),
    }
    return turns.get(page.get_rotation(), lambda x, y: (x - left, top - y))


def _pieces(text: Any, turn: Turn) -> Iterator[Piece]:
    """Signs that follow one another in a row, put together; a wide gap parts two pieces."""
    running: list[Piece] = []
    top = bottom = 0.0
    for sign in _signs(text, turn):
        if sign.text == " ":
            if running:
                running.append(sign)
            continue
        if running and _parts(running[-1], (top, bottom), sign):
            yield from _piece(running)
            running = []
        top, bottom = (min(top, sign.top), max(bottom, sign.bottom)) if running else (sign.top, sign.bottom)
        running.append(sign)
    yield from _piece(running)


def _signs(text: Any, turn: Turn) -> Iterator[Piece]:
    """Each sign with its place, and the blanks that were typed: they have none of their own."""
    from pypdfium2 import raw

    box = raw.FS_RECTF()
    right = 0.0
    for at in range(_counted(text)):
        code = raw.FPDFText_GetUnicode(text, at)
        if code < 32 or 0xD800 <= code < 0xE000 or code > 0x10FFFF or not raw.FPDFText_GetLooseCharBox(text, at, box):
            continue
        sign = chr(code)
        if sign.isspace():
            if not raw.FPDFText_IsGenerated(text, at):
                yield Piece(" ", right, 0.0, right, 0.0)
            continue
        (x0, y0), (x1, y1) = turn(box.left, box.top), turn(box.right, box.bottom)
        right = max(x0, x1)
        yield Piece(sign, min(x0, x1), min(y0, y1), right, max(y0, y1))


def _counted(text: Any) -> int:
    """How many signs a page bears. Raises ValueError where they are more than any notice has."""
    count = int(text.count_chars())
    if count > 2 * MOST_CHARACTERS:
        raise ValueError(f"{count} signs on a page")
    return count


def _parts(before: Piece, row: tuple[float, float], sign: Piece) -> bool:
    """Whether a sign stands in another row than those before it, or far from them."""
    lower, higher = sorted((sign.bottom - sign.top, row[1] - row[0]))
    is_elsewhere = min(row[1], sign.bottom) - max(row[0], sign.top) < 0.4 * lower
    return is_elsewhere or sign.left < before.right - 0.6 * higher or sign.left > before.right + 0.4 * higher


def _piece(signs: Sequence[Piece]) -> Iterator[Piece]:
    """Put signs together, a blank where they stand apart."""
    whole = max((sign.right - sign.left for sign in signs if _is_chinese(sign.text)), default=0.0)
    high = max((sign.bottom - sign.top for sign in signs), default=0.0)
    text = ""
    for before, sign in zip([None, *signs], signs, strict=False):
        text += (" " if before and before.text != " " and _are_apart(before, sign, whole, high) else "") + sign.text
    text = restored(text).strip()
    if text:
        seen = [sign for sign in signs if sign.text != " "]
        top, bottom = min(sign.top for sign in seen), max(sign.bottom for sign in seen)
        yield Piece(text, signs[0].left, top, seen[-1].right, bottom)


def _are_apart(one: Piece, other: Piece, whole: float, high: float) -> bool:
    """Whether a blank stands between two signs; Chinese ones are set without any, each in the middle of its place."""
    if _is_chinese(one.text) and _is_chinese(other.text):
        return other.middle[0] - one.middle[0] > (1 + _BLANK_IN_CHINESE) * whole
    return other.text != " " and other.left - one.right > _BLANK * high


def _is_chinese(sign: str) -> bool:
    return "\u2e80" <= sign <= "\u9fff" and not "\u3000" <= sign <= "\u303f"


def _ruled(page: Any, turn: Turn) -> Ruled:
    """The level and upright lines that are drawn, as thin areas too."""
    from pypdfium2 import raw

    level: list[Line] = []
    upright: list[Line] = []
    for count, item in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=3)):
        if count >= _MOST_OBJECTS:
            return Ruled()
        for (x0, y0), (x1, y1) in _strokes(item):
            (a, b), (c, d) = turn(x0, y0), turn(x1, y1)
            if abs(b - d) <= _THIN and abs(a - c) >= _LONG:
                level.append(((b + d) / 2, min(a, c), max(a, c)))
            elif abs(a - c) <= _THIN and abs(b - d) >= _LONG:
                upright.append(((a + c) / 2, min(b, d), max(b, d)))
    return Ruled(tuple(level), tuple(upright), _THIN)


Point = tuple[float, float]


def _strokes(item: Any) -> Iterator[tuple[Point, Point]]:
    """The straight strokes of a path; an area that is thin itself is one stroke."""
    import ctypes

    from pypdfium2 import raw

    left, bottom, right, top = item.get_bounds()
    if right - left <= _THIN or top - bottom <= _THIN:
        yield (left, bottom), (right, top)
        return
    count = raw.FPDFPath_CountSegments(item)
    matrix = item.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    before: Point | None = None
    for at in range(min(count, 200)):
        segment = raw.FPDFPath_GetPathSegment(item, at)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = matrix.on_point(x.value, y.value)
        if before and raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_LINETO:
            yield before, point
        before = point


def restored(text: str) -> str:
    """Take out breaks that a PDF marks inside a word; fold radicals and ligatures to the signs they stand for."""
    bare = text.replace("\ufffe", "").replace("\u00ad", "").translate(_RADICALS)
    return _COMPATIBLE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), bare)
