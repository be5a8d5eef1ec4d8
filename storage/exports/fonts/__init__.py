"""The font that charts are drawn with: `chart.otf`, a subset of ours, beside its licence (`OFL.txt`)."""

from __future__ import annotations

import string
from functools import cache
from pathlib import Path

FONT = Path(__file__).parent / "chart.otf"
"""Written by `tests.house.write_font`."""

SIGNS = string.printable.strip() + " ·—…‘’“”〔〕【】《》（），。、；：？！％＋－／～〓↑↓"
UNKNOWN = "〓"
"""What printers put where they have no type."""


@cache
def characters() -> frozenset[str]:
    """Return what the font can draw: signs, and the 3,755 characters of the first level of GB 2312."""
    codes = (bytes((high, low)) for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF))
    return frozenset(SIGNS + "".join(code.decode("gb2312", "ignore") for code in codes))


def drawable(text: str) -> str:
    """Return a text in which what the font has not is replaced, and blanks are single."""
    return "".join(sign if sign in characters() else UNKNOWN for sign in " ".join(text.split()))
