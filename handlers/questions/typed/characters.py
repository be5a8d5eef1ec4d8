"""Traditional characters and their simplified forms, for `str.translate`."""

from __future__ import annotations

from pathlib import Path

import handlers.lexicon

_TABLE = Path(handlers.lexicon.__file__).parent / "traditional.tsv"

SIMPLIFIED = {
    ord(old): new
    for new, _, olds in (line.partition("\t") for line in _TABLE.read_text(encoding="utf-8").splitlines())
    if not new.startswith("#")
    for old in olds
}
"""A traditional character's number to its simplified form."""
