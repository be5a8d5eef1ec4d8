"""What people see in a body, whatever platform shows it: its texts by the names of their fields, and where they lead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

LINK = re.compile(
    r"!?\[[^\]\n]*\]\([^)\n]*\)"  # markdown, pictures too
    r"|^ {0,3}\[[^\]\n]+\]:\s*\S+"  # what a reference in markdown leads to
    r"|<\s*(?:a|img|link)\b[^>]*>"  # html
    r"|\b[a-z][a-z0-9+.-]*://\S*|\bmailto:\S+|\bwww\.\S+",
    re.IGNORECASE | re.MULTILINE,
)


def strings(value: Any, *, inside: str = "") -> Iterator[tuple[str, str]]:
    """Every text in a body with the name of its field."""
    if isinstance(value, str):
        yield inside, value
    elif isinstance(value, dict):
        for name, one in value.items():
            yield from strings(one, inside=name)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one, inside=inside)
