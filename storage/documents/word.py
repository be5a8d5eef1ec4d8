"""The lines of a Word document in order: paragraphs with the numbers Word counts, tables, text boxes, content controls.

The XML is read itself (ECMA-376 part 1, §17), since what was inserted under review, what stands in a text box or a
content control and every automatic number would be missing from the paragraphs of python-docx.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from storage.documents.numbering import Numbering
from storage.errors import NotANotice

MOST_UNPACKED = 100_000_000
MOST_OF_A_PART = 20_000_000
MOST_PARTS = 2_000
_BODY = ("word/document.xml", "word/document2.xml")
_COUNTED = ("word/numbering.xml", "word/styles.xml")
_LEFT_OUT = {"del", "moveFrom", "Fallback", "instrText", "delText"}
_WRAPS = {"sdt", "sdtContent", "ins", "moveTo", "customXml"}
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-"}


def lines(data: bytes, name: str) -> Iterator[str]:
    """Give the lines of a .docx. Raises NotANotice: not_docx, too_large (looked at before unpacking), wrong_ending."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            sizes = _sizes(archive, name)
            body = next(part for part in _BODY if part in sizes)
            read = [_parsed(archive.read(part)) if part in sizes else None for part in (body, *_COUNTED)]
        yield from _blocks(read[0], Numbering(*read[1:]))
    except NotANotice:
        raise
    except Exception as error:  # zipfile and lxml raise many kinds for a broken file
        raise NotANotice("not_docx", name=name) from error


def _sizes(archive: zipfile.ZipFile, name: str) -> dict[str, int]:
    """The parts and their sizes; refuses an archive that unpacks to more than any document, or is none."""
    parts = archive.infolist()
    sizes = {part.filename: part.file_size for part in parts}
    is_large = len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED
    if is_large or max((sizes.get(part, 0) for part in (*_BODY, *_COUNTED)), default=0) > MOST_OF_A_PART:
        raise NotANotice("too_large", name=name, most=MOST_UNPACKED)
    if not any(part in sizes for part in _BODY):
        raise NotANotice("wrong_ending", name=name)
    return sizes


def _parsed(xml: bytes) -> Any:
    """Parse a part; python-docx's parser resolves no entity and fetches nothing."""
    from docx.oxml import parse_xml

    return parse_xml(xml)


def local(element: Any) -> str:
    """An element's name without its namespace; empty for a comment."""
    tag = element.tag
    return str(tag).rpartition("}")[2] if isinstance(tag, str) else ""


def _blocks(element: Any, numbering: Numbering) -> Iterator[str]:
    """The paragraphs and tables inside an element, however deep content controls wrap them."""
    for child in element:
        kind = local(child)
        if kind == "p":
            yield from _paragraph(child, numbering)
        elif kind == "tbl":
            yield from _rows(child, numbering)
        elif kind not in _LEFT_OUT:
            yield from _blocks(child, numbering)


def _paragraph(paragraph: Any, numbering: Numbering) -> Iterator[str]:
    """One paragraph, its text boxes before it; a break inside it begins a new line."""
    boxes: list[Any] = []
    text = "".join(_text(paragraph, boxes))
    for box in boxes:
        yield from _blocks(box, numbering)
    yield from (numbering.mark(paragraph) + text).split("\n")


def _text(element: Any, boxes: list[Any]) -> Iterator[str]:
    """The text of an element; text boxes are set aside, what was deleted is left out."""
    for child in element:
        kind = local(child)
        if kind == "t":
            yield child.text or ""
        elif kind in _BREAKS:
            yield _BREAKS[kind]
        elif kind == "txbxContent":
            boxes.append(child)
        elif kind not in _LEFT_OUT and kind not in ("pPr", "rPr"):
            yield from _text(child, boxes)


def _rows(table: Any, numbering: Numbering) -> Iterator[str]:
    """One line a row of a table; a table inside a cell is part of the cell."""
    for row in _inside(table, "tr"):
        cells = [" ".join(" ".join(_blocks(cell, numbering)).split()) for cell in _inside(row, "tc")]
        yield "　".join(cell for cell in cells if cell)


def _inside(element: Any, kind: str) -> Iterator[Any]:
    """The children of a kind, those that a content control or a mark of review wraps included."""
    for child in element:
        if local(child) == kind:
            yield child
        elif local(child) in _WRAPS:
            yield from _inside(child, kind)
