"""A file is looked at before it gets its name: what it really is, what it shows or says, whether it may be here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from storage.errors import Refused
from storage.papers import Reading, identities_in, read_paper, sheet_lines
from storage.pictures import Look, look, media_type
from storage.secrets import mark_of

_FIRST_LINES = 60
_PAPERS = frozenset({".docx", ".pdf", ".txt"})
_SHEET = ".xlsx"


@dataclass(frozen=True, slots=True)
class Inspected:
    """What a file really is, and what the pass over a picture, or the reading of a paper, found."""

    media_type: str
    look: Look | None = None
    reading: Reading | None = None


def inspect(path: Path, name: str) -> Inspected:
    """Look at a file. Raises Refused: empty_file, no_picture, picture_too_large, secret, identity_numbers."""
    found = media_type(path, name)
    if found.startswith("image/"):
        return Inspected(found, look(path, name))
    ending = PurePath(name).suffix.lower()
    if ending not in _PAPERS and ending != _SHEET:
        return Inspected(found)
    lines = sheet_lines(path.read_bytes()) if ending == _SHEET else _written(path, name)
    refuse_secret(lines)
    if identities_in("\n".join(lines)):
        raise Refused("identity_numbers", name=name)
    return Inspected(found, reading=read_paper(lines) if lines else None)


def refuse_secret(lines: Sequence[str]) -> None:
    """Raise Refused `secret` where a paper's first lines bear a mark of secrecy."""
    if mark_of("\n".join(lines[:_FIRST_LINES])):
        raise Refused("secret")


def _written(path: Path, name: str) -> Sequence[str]:
    """A paper's text; what cannot be read has none to show."""
    from storage.documents import written_lines

    try:
        return written_lines(path.read_bytes(), name)
    except Refused:
        return ()
