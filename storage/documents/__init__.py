"""From a document's bytes to lines of text, bounded and the same for every format: txt, docx, pdf with a text layer."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath

from storage.documents import pdf, text, word
from storage.errors import NotANotice
from storage.notice.layout import MOST_CHARACTERS, MOST_LINES

MOST_BYTES = 20_000_000
_SCANS = {".jpg", ".jpeg", ".png", ".heic", ".heif", ".bmp", ".gif", ".tif", ".tiff", ".webp"}
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\x00", b"MM\x00*")
_COMPOUND = b"\xd0\xcf\x11\xe0"
"""How files of old Word begin, and files that a password locks."""

_OLD = {".doc", ".wps", ".rtf"}
_LOCKED = "EncryptedPackage".encode("utf-16-le")


def read_lines(data: bytes, name: str) -> tuple[str, ...]:
    """Return the lines of a document; of a PDF and a Word file, too, no full-width sign is folded.

    Raises NotANotice: empty, too_large, too_long, encoding, no_text_layer, is_picture, old_format, not_docx, not_pdf,
    locked, wrong_ending.
    """
    if not data.strip():
        raise NotANotice("empty", name=name)
    if len(data) > MOST_BYTES:
        raise NotANotice("too_large", name=name, most=MOST_BYTES)
    return _bounded(_lines(data, name), name)


def _lines(data: bytes, name: str) -> Iterable[str]:
    """Choose the reader by what the bytes are, whatever the name says."""
    ending = PurePath(name).suffix.lower()
    if data[:1024].lstrip().startswith(b"%PDF"):
        return pdf.lines(data, name)
    if data.startswith(b"PK\x03\x04"):
        return word.lines(data, name)
    if data.startswith(_COMPOUND):
        raise NotANotice("locked" if _LOCKED in data else "old_format", name=name)
    if data.startswith(_PICTURES) or ending in _SCANS:
        raise NotANotice("is_picture", name=name)
    if ending in _OLD:
        raise NotANotice("old_format", name=name)
    if ending in (".docx", ".pdf"):
        raise NotANotice("wrong_ending", name=name)
    return text.lines(data, name)


def _bounded(lines: Iterable[str], name: str) -> tuple[str, ...]:
    """Take the lines one by one; stop at once where there are more than any notice has."""
    taken: list[str] = []
    characters = 0
    for line in lines:
        taken.append(line.rstrip("\r\n\x00"))
        characters += len(line)
        if characters > MOST_CHARACTERS or len(taken) > MOST_LINES:
            raise NotANotice("too_long", name=name, most=MOST_CHARACTERS)
    return tuple(taken)
