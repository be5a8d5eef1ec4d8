"""The text layer of a PDF, page by page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from storage.errors import NotANotice

MOST_PAGES = 200
_LEAST_ON_A_PAGE = 20
_RADICALS = str.maketrans(
    "⺠⻁⻄⻅⻆⻉⻋⻑⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻦⻩⻬⻮⻰⻳",
    "民虎西见角贝车长长门青页风飞食马骨鬼鱼鸟黄齐齿龙龟",
)
"""Radicals that fonts print for the sign itself and Unicode does not fold."""

_COMPATIBLE = re.compile(r"[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06\ufe10-\ufe4f]+")
"""Forms that are folded; full-width signs stay as they are printed."""


def lines(data: bytes, name: str) -> Iterator[str]:
    """Give the lines of a PDF. Raises NotANotice: locked, not_pdf, too_long, no_text_layer (a scan)."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise NotANotice("locked" if "assword" in str(error) else "not_pdf", name=name) from error
    try:
        if len(document) > MOST_PAGES:
            raise NotANotice("too_long", name=name, most=f"{MOST_PAGES}页")
        found = 0
        for page in document:
            text = _restored(page.get_textpage().get_text_bounded())
            found += len(text.strip())
            yield from text.splitlines()
        if found < _LEAST_ON_A_PAGE * len(document):
            raise NotANotice("no_text_layer", name=name)
    except pypdfium2.PdfiumError as error:
        raise NotANotice("not_pdf", name=name) from error
    finally:
        document.close()


def _restored(text: str) -> str:
    """Take out breaks that a PDF marks inside a word; fold radicals and ligatures to the signs they stand for."""
    bare = text.replace("\ufffe", "").replace("\u00ad", "").translate(_RADICALS)
    return _COMPATIBLE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), bare)
