"""A file is looked at before it gets its name: what it really is, and whether it bears a mark of secrecy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from storage.errors import Refused
from storage.pictures import Look, look, media_type
from storage.secrets import mark_of

_FIRST_LINES = 60
_PAPERS = frozenset({".docx", ".pdf", ".txt"})


@dataclass(frozen=True, slots=True)
class Inspected:
    """What a file really is, and for a picture what the pass over it found."""

    media_type: str
    look: Look | None = None


def inspect(path: Path, name: str) -> Inspected:
    """Look at a file. Raises Refused: empty_file, no_picture, picture_too_large, secret."""
    found = media_type(path, name)
    ending = PurePath(name).suffix.lower()
    if ending in _PAPERS:
        refuse_secret(_written(path, name))
    return Inspected(found, look(path, name) if found.startswith("image/") else None)


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
