"""The lines of a Word document in order: heads, paragraphs with the numbers Word counts, tables, text boxes, notes.

The XML is read itself (ECMA-376 part 1, §17), since what was inserted under review, what stands in a text box or a
content control and every automatic number would be missing from the paragraphs of python-docx.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from storage.documents.numbering import Numbering
from storage.documents.sheets import CELL_BREAK
from storage.errors import NotANotice

MOST_UNPACKED = 100_000_000
MOST_OF_A_PART = 20_000_000
MOST_PARTS = 2_000
MOST_RATIO = 100
"""A part that packs better than this is a bomb, once it is larger than any real one packs to."""

_RATIO_FROM = 5_000_000
_AROUND = re.compile(r"word/(?:header|footer|footnotes|endnotes)\d*\.xml")
_BODY = ("word/document.xml", "word/document2.xml")
_COUNTED = ("word/numbering.xml", "word/styles.xml")
_LEFT_OUT = {"del", "moveFrom", "Fallback", "instrText", "delText"}
_MACROS = ("vbaproject.bin", "vbadata.xml")
_PAGE_NUMBER = re.compile(r"[-—–\s·~]*(?:第?\s*\d*\s*页?\s*[,，/]?\s*共?\s*\d*\s*页?)[-—–\s·~]*")
_WRAPS = {"sdt", "sdtContent", "ins", "moveTo", "customXml"}
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-"}


def lines(data: bytes, name: str) -> Iterator[str]:
    """Give the lines of a .docx.

    Raises NotANotice: not_docx, wrong_ending, and what is looked at before unpacking: too_large, unsafe, macros.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            sizes = _sizes(archive, name)
            body = next(part for part in _BODY if part in sizes)
            read = [_parsed(archive.read(part), name) if part in sizes else None for part in (body, *_COUNTED)]
            around = {part: _parsed(archive.read(part), name) for part in sorted(sizes) if _AROUND.fullmatch(part)}
        yield from _around(around, "header")
        yield from _blocks(read[0], Numbering(*read[1:]))
        for kind in ("footnotes", "endnotes", "footer"):
            yield from _around(around, kind)
    except NotANotice:
        raise
    except Exception as error:  # zipfile and lxml raise many kinds for a broken file
        raise NotANotice("not_docx", name=name) from error


def _around(parts: dict[str, Any], kind: str) -> Iterator[str]:
    """What stands at the edges of every page, once; numbers of pages are left out."""
    found = [xml for part, xml in parts.items() if part.startswith(f"word/{kind}")]
    lines = dict.fromkeys(line for xml in found for line in _blocks(xml, Numbering(None, None)))
    yield from (line for line in lines if not _PAGE_NUMBER.fullmatch(line))


def _sizes(archive: zipfile.ZipFile, name: str) -> dict[str, int]:
    """The parts and their sizes; refuses an archive that unpacks to more than any document, or is none."""
    parts = archive.infolist()
    sizes = {part.filename: part.file_size for part in parts}
    is_large = len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED
    read = [part for part in parts if part.filename in (*_BODY, *_COUNTED) or _AROUND.fullmatch(part.filename)]
    if is_large or max((part.file_size for part in read), default=0) > MOST_OF_A_PART:
        raise NotANotice("too_large", name=name, most=MOST_UNPACKED)
    if any(p.file_size > max(_RATIO_FROM, p.compress_size * MOST_RATIO) for p in parts):
        raise NotANotice("unsafe", name=name)
    if any(part.lower().endswith(_MACROS) for part in sizes):
        raise NotANotice("macros", name=name)
    if not any(part in sizes for part in _BODY):
        raise NotANotice("wrong_ending", name=name)
    return sizes


def _parsed(xml: bytes, name: str) -> Any:
    """Parse a part; python-docx's parser resolves no entity and fetches nothing, and Word declares none."""
    from docx.oxml import parse_xml

    tree = parse_xml(xml)
    if tree.getroottree().docinfo.doctype:
        raise NotANotice("unsafe", name=name)
    return tree


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
    """One line a row of a table; a table inside a cell is part of the cell, one that spans rows is said in each."""
    above: dict[int, str] = {}
    for row in _inside(table, "tr"):
        column, texts = 0, []
        for cell in _inside(row, "tc"):
            text = " ".join(" ".join(_blocks(cell, numbering)).split())
            if _goes_on(cell):
                text = above.get(column, text)
            above[column] = text
            texts.append(text)
            column += _span(cell)
        yield CELL_BREAK.join(text for text in texts if text)


def _goes_on(cell: Any) -> bool:
    """Whether a cell is the lower part of one that spans several rows."""
    merged = cell.find("{*}tcPr/{*}vMerge")
    return merged is not None and next(iter(merged.attrib.values()), "continue") == "continue"


def _span(cell: Any) -> int:
    """How many columns a cell takes."""
    span = cell.find("{*}tcPr/{*}gridSpan")
    told = next(iter(span.attrib.values()), "1") if span is not None else "1"
    return min(int(told), 100) if told.isascii() and told.isdigit() else 1


def _inside(element: Any, kind: str) -> Iterator[Any]:
    """The children of a kind, those that a content control or a mark of review wraps included."""
    for child in element:
        if local(child) == kind:
            yield child
        elif local(child) in _WRAPS:
            yield from _inside(child, kind)
