"""The invented notice and roster that ship with the program: nobody and nothing in them exists."""

from __future__ import annotations

from importlib.resources import files

from storage.documents import read_lines
from storage.roster import Entry, read_roster

_FOLDER = files(__name__)


def notice_lines() -> tuple[str, ...]:
    """Return the invented notice's lines."""
    return read_lines((_FOLDER / "notice.txt").read_bytes(), "notice.txt")


def roster_entries() -> list[Entry]:
    """Return the twelve invented units."""
    return read_roster((_FOLDER / "roster.csv").read_bytes(), "roster.csv")
