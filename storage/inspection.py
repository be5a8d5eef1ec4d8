"""A file is looked at before it gets its name: what it really is, and whether it bears a mark of secrecy."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePath

from storage.errors import Refused
from storage.pictures import media_type
from storage.secrets import mark_of

_FIRST_LINES = 60
PAPERS = frozenset({".docx", ".pdf"})
"""Papers whose words can only be seen by unpacking what a stranger packed."""


def inspect(path: Path, name: str) -> str:
    """Return a file's media type. Raises Refused: empty_file, no_picture, picture_too_large, secret."""
    found = media_type(path, name)
    ending = PurePath(name).suffix.lower()
    if (ending in PAPERS or ending == ".txt") and mark_of(_first_words(path, name)):
        raise Refused("secret")
    return found


def _first_words(path: Path, name: str) -> str:
    """The beginning of a paper's text; what cannot be read has none to show."""
    from storage.documents import written_lines

    try:
        lines: Sequence[str] = written_lines(path.read_bytes(), name)
    except Refused:
        return ""
    return "\n".join(lines[:_FIRST_LINES])
