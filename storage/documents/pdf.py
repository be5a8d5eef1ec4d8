"""A PDF page by page: the text it bears as pieces with their places, the lines ruled on it, a picture of what bears none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from storage.documents.sheets import Piece, Sheet
from storage.documents.tables import Line, Ruled
from storage.errors import NotANotice

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PAGES = 200
LEAST_SIGNS = 20
"""A page with fewer signs on which something is drawn was scanned."""

DPI = 200
MOST_PIXELS = 20_000_000
_MOST_OBJECTS = 4_000
_BLANK = 0.28
"""As a share of a sign's height: a wider gap is a blank. Those that the library infers break words set widely."""

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
        import pypdfium2.raw as raw

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
    import pypdfium2.raw as raw

    box = raw.FS_RECTF()
    running: list[str] = []
    edges = (0.0, 0.0, 0.0, 0.0)
    for at in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, at)
        if code < 32 or 0xD800 <= code < 0xE000 or code > 0x10FFFF or not raw.FPDFText_GetLooseCharBox(text, at, box):
            continue
        sign = chr(code)
        if sign.isspace():
            if running and not raw.FPDFText_IsGenerated(text, at):
                running.append(" ")
            continue
        (x0, y0), (x1, y1) = turn(box.left, box.top), turn(box.right, box.bottom)
        left, right, top, bottom = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
        if running and _parts(edges, (left, top, right, bottom)):
            yield from _piece(running, edges)
            running, edges = [], (left, top, right, bottom)
        elif not running:
            edges = (left, top, right, bottom)
        elif left - edges[2] > _BLANK * (bottom - top):
            running.append(" ")
        running.append(sign)
        edges = edges[0], min(edges[1], top), max(edges[2], right), max(edges[3], bottom)
    yield from _piece(running, edges)


def _parts(before: tuple[float, ...], now: tuple[float, ...]) -> bool:
    """Whether a sign stands in another row than those before it, or far from them."""
    height = max(now[3] - now[1], 1.0)
    is_elsewhere = min(before[3], now[3]) - max(before[1], now[1]) < 0.4 * height
    return is_elsewhere or now[0] < before[2] - 0.6 * height or now[0] > before[2] + 1.2 * height


def _piece(signs: list[str], edges: tuple[float, float, float, float]) -> Iterator[Piece]:
    text = restored("".join(signs)).strip()
    if text:
        yield Piece(text, *edges)


def _ruled(page: Any, turn: Turn) -> Ruled:
    """The level and upright lines that are drawn, as thin areas too."""
    import pypdfium2.raw as raw

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

    import pypdfium2.raw as raw

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
