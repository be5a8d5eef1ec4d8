"""One document of any format: its lines, and the pictures of those pages that were recognised and not written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import PurePath

from storage.documents import office, pdf, photos, recognition, text, word
from storage.documents.paragraphs import lines_of
from storage.documents.recognition import Seen
from storage.documents.sheets import rows_of, sign_width
from storage.errors import NotANotice
from storage.notice.text.paragraphs import MOST_CHARACTERS, MOST_LINES

MOST_BYTES = 20_000_000
MOST_SCANNED = 20
"""Pages that are recognised of one notice: what two slow cores can do in the time a job has."""

_COMPOUND = b"\xd0\xcf\x11\xe0"
"""How files of old Word begin, and files that a password locks."""

_OLD = {".doc", ".wps", ".rtf"}
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\x00", b"MM\x00*")
_PICTURE_NAMES = {".jpg", ".jpeg", ".png", ".heic", ".heif", ".bmp", ".gif", ".tif", ".tiff", ".webp"}
_LOCKED = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page that was recognised: a JPEG of it upright, and which lines were read from it (from 1; 0, 0: none)."""

    picture: bytes
    first_line: int
    last_line: int


@dataclass(frozen=True, slots=True)
class Document:
    """What was read: the lines, and the pages to be shown beside them where they were recognised."""

    lines: tuple[str, ...]
    pages: tuple[PagePicture, ...] = ()


class _Kind(Enum):
    """What the bytes are, whatever the name says."""

    TEXT = auto()
    WORD = auto()
    OLD_WORD = auto()
    PDF = auto()
    PICTURE = auto()


def read_document(data: bytes, name: str) -> Document:
    """Read a document; no full-width sign of its text is folded.

    Raises NotANotice: empty, too_large, too_long, scan_too_long, encoding, no_text_layer, is_picture, nothing_seen,
    old_format, not_opened, not_docx, not_pdf, locked, macros, unsafe, wrong_ending, no_picture, picture_too_large.
    """
    kind = _kind(data, name)
    if kind is _Kind.PICTURE:
        return read_photos([(data, name)])
    if kind is _Kind.PDF:
        return _read_pdf(data, name, may_recognise=recognition.is_installed())
    if kind is _Kind.OLD_WORD:
        return Document(_bounded(word.lines(office.converted(data, name), name), name))
    return Document(written_lines(data, name))


def read_photos(taken: Sequence[tuple[bytes, str]]) -> Document:
    """Read photos of the pages of one notice, in their order; raises as `read_document` does."""
    if not recognition.is_installed():
        raise NotANotice("is_picture", name=taken[0][1])
    if len(taken) > MOST_SCANNED:
        raise NotANotice("scan_too_long", name=taken[0][1], most=MOST_SCANNED)
    return _recognised([recognition.recognise(photos.opened(data, name)) for data, name in taken], taken[0][1])


def read_lines(data: bytes, name: str) -> tuple[str, ...]:
    """Return the lines of a document; raises as `read_document` does."""
    return read_document(data, name).lines


def written_lines(data: bytes, name: str) -> tuple[str, ...]:
    """Return the lines that a document bears as text: nothing is recognised, nothing converted."""
    kind = _kind(data, name)
    if kind is _Kind.PICTURE:
        raise NotANotice("is_picture", name=name)
    if kind is _Kind.OLD_WORD:
        raise NotANotice("old_format", name=name)
    if kind is _Kind.PDF:
        return _read_pdf(data, name, may_recognise=False).lines
    return _bounded((word.lines if kind is _Kind.WORD else text.lines)(data, name), name)


def _kind(data: bytes, name: str) -> _Kind:
    """Weigh the bytes and look what they are."""
    ending = PurePath(name).suffix.lower()
    if not data.strip():
        raise NotANotice("empty", name=name)
    if len(data) > MOST_BYTES:
        raise NotANotice("too_large", name=name, most=MOST_BYTES)
    if data[:1024].lstrip().startswith(b"%PDF"):
        return _Kind.PDF
    if data.startswith(b"PK\x03\x04"):
        return _Kind.WORD
    if data.startswith(_COMPOUND) and _LOCKED in data:
        raise NotANotice("locked", name=name)
    if data.startswith(_PICTURES) or ending in _PICTURE_NAMES:
        return _Kind.PICTURE
    if data.startswith((_COMPOUND, b"{\\rtf")) or ending in _OLD:
        return _Kind.OLD_WORD
    if ending in (".docx", ".pdf"):
        raise NotANotice("wrong_ending", name=name)
    return _Kind.TEXT


def _read_pdf(data: bytes, name: str, *, may_recognise: bool) -> Document:
    """Read a PDF page by page; a page that was scanned is recognised."""
    found: list[Seen] = []
    signs = 0
    with pdf.pages(data, name) as pages:
        for page in pages:
            sheet = page.sheet()
            here = sum(len(piece.text) for piece in sheet.pieces)
            if here < pdf.LEAST_SIGNS and may_recognise and page.is_drawn:
                if sum(1 for one in found if one.picture) == MOST_SCANNED:
                    raise NotANotice("scan_too_long", name=name, most=MOST_SCANNED)
                found.append(recognition.recognise(page.picture()))
            else:
                found.append(Seen(sheet))
            signs += here
            if signs > MOST_CHARACTERS:
                raise NotANotice("too_long", name=name, most=MOST_CHARACTERS)
    if signs < pdf.LEAST_SIGNS * len(found) and not any(one.picture for one in found):
        raise NotANotice("no_text_layer", name=name)
    return _recognised(found, name)


def _recognised(seen: Sequence[Seen], name: str) -> Document:
    """Put the pages together, and say which lines each of them bears."""
    found = lines_of([(rows_of(one.sheet), sign_width(one.sheet.pieces)) for one in seen])
    if not found:
        raise NotANotice("nothing_seen", name=name)
    lines = _bounded([line for line, _ in found], name)
    on = [[number for number, (_, page) in enumerate(found, 1) if page == at] for at in range(len(seen))]
    pictures = (
        PagePicture(one.picture, min(numbers, default=0), max(numbers, default=0))
        for one, numbers in zip(seen, on, strict=True)
        if one.picture
    )
    return Document(lines, tuple(pictures))


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
