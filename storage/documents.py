"""From a document's bytes to lines of text, bounded and the same for every format: txt, docx, pdf with a text layer."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

from storage.errors import NotANotice
from storage.notice.layout import MOST_CHARACTERS, MOST_LINES

MOST_BYTES = 20_000_000
MOST_PAGES = 200
MOST_UNPACKED = 100_000_000
MOST_PARTS = 2_000
_LEAST_ON_A_PAGE = 20
_SCANS = {".jpg", ".jpeg", ".png", ".heic", ".bmp", ".tif", ".tiff", ".webp"}
_OLD = {".doc", ".wps", ".rtf"}
_RADICALS = str.maketrans(
    "⺠⻁⻄⻅⻆⻉⻋⻑⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻦⻩⻬⻮⻰⻳",
    "民虎西见角贝车长长门青页风飞食马骨鬼鱼鸟黄齐齿龙龟",
)
"""Radicals that fonts print for the sign itself and Unicode does not fold."""

_COMPATIBLE = re.compile(r"[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06\ufe10-\ufe4f]+")
"""Forms that are folded; full-width signs stay as they are printed."""


def read_lines(data: bytes, name: str) -> tuple[str, ...]:
    """Return the lines of a document.

    Raises NotANotice: empty, too_large, encoding, no_text_layer, is_picture, old_format, not_docx, not_pdf,
    locked, wrong_ending, too_long.
    """
    if not data.strip():
        raise NotANotice("empty", name=name)
    if len(data) > MOST_BYTES:
        raise NotANotice("too_large", name=name, most=MOST_BYTES)
    ending = PurePath(name).suffix.lower()
    if data.startswith(b"%PDF"):
        lines = list(_pdf(data, name))
    elif data.startswith(b"PK\x03\x04"):
        lines = list(_docx(data, name))
    elif ending in _SCANS or data.startswith((b"\xff\xd8\xff", b"\x89PNG")):
        raise NotANotice("is_picture", name=name)
    elif ending in _OLD or data.startswith(b"\xd0\xcf\x11\xe0"):
        raise NotANotice("old_format", name=name)
    elif ending in (".docx", ".pdf"):
        raise NotANotice("wrong_ending", name=name)
    else:
        lines = _text(data, name).splitlines()
    return _bounded(lines, name)


def _bounded(lines: list[str], name: str) -> tuple[str, ...]:
    """Refuse what is longer than any notice."""
    if len(lines) > MOST_LINES or sum(map(len, lines)) > MOST_CHARACTERS:
        raise NotANotice("too_long", name=name, most=MOST_CHARACTERS)
    return tuple(line.rstrip("\r\n\x00") for line in lines)


def _text(data: bytes, name: str) -> str:
    """Decode a text: UTF-16 by its mark, else UTF-8, else GB18030."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\x00" in data[:4000]:
        encodings = ["utf-16-le" if data[1:2] == b"\x00" else "utf-16-be"]
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotANotice("encoding", name=name)


def _docx(data: bytes, name: str) -> Iterator[str]:
    """Read the paragraphs and tables of a Word document in order; the archive is looked at before it is opened."""
    _look_into(data, name)
    import docx
    from docx.table import Table

    try:
        document = docx.Document(io.BytesIO(data))
        for block in document.iter_inner_content():
            yield from _rows(block) if isinstance(block, Table) else block.text.splitlines() or [""]
    except NotANotice:
        raise
    except Exception as error:  # python-docx and lxml raise many kinds for a broken file
        raise NotANotice("not_docx", name=name) from error


def _rows(table: Any) -> Iterator[str]:
    """One line a row of a table; a merged cell is read once."""
    for row in table.rows:
        cells: list[str] = []
        for cell in row.cells:
            text = " ".join(cell.text.split())
            if text and (not cells or cells[-1] != text):
                cells.append(text)
        yield "　".join(cells)


def _look_into(data: bytes, name: str) -> None:
    """Refuse an archive that unpacks to more than any document, or is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except zipfile.BadZipFile as error:
        raise NotANotice("not_docx", name=name) from error
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise NotANotice("too_large", name=name, most=MOST_UNPACKED)
    if not any(part.filename == "word/document.xml" for part in parts):
        raise NotANotice("wrong_ending", name=name)


def _pdf(data: bytes, name: str) -> Iterator[str]:
    """Read the text layer of a PDF page by page, compatibility forms folded."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise NotANotice("locked" if "assword" in str(error) else "not_pdf", name=name) from error
    try:
        if len(document) > MOST_PAGES:
            raise NotANotice("too_long", name=name, most=MOST_PAGES)
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
