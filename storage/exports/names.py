"""Names and cells that are safe on every system: no path, no device, no formula, unique whatever the case."""

from __future__ import annotations

import re
import unicodedata

MOST_BYTES = 120
MOST_CELL = 32_767
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]')
_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d¹²³])\s*(?:\..*)?", re.IGNORECASE | re.DOTALL)
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FORMULA = re.compile(r"^[\s\u3000\u200b-\u200f\u2060-\u2064\ufeff]*[=+\-@＝＋－＠\t\r]")


def part(text: str) -> str:
    """Make one part of a path: readable, safe on Windows, at most 120 bytes of UTF-8; never empty."""
    clean = _UNSAFE.sub("_", unicodedata.normalize("NFC", text)).strip(" .")
    clean = clipped(clean, MOST_BYTES).rstrip(" .")
    return f"_{clean}" if _DEVICE.fullmatch(clean) else clean or "_"


def clipped(text: str, most: int) -> str:
    """Cut a text to so many bytes of UTF-8, never inside a character."""
    return text.encode()[:most].decode(errors="ignore")


class Unique:
    """Gives each path once, whatever the case: a second one gets a number before its ending."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def path(self, folder: str, stem: str, ending: str) -> str:
        """Return a path that was not given before."""
        room = MOST_BYTES - len(ending.encode()) - 5
        base = clipped(stem, room)
        for number in range(1, 100_000):
            name = f"{base}{ending}" if number == 1 else f"{base}_{number}{ending}"
            full = f"{folder}/{name}" if folder else name
            if full.casefold() not in self._taken:
                self._taken.add(full.casefold())
                return full
        raise ValueError("too many files of one name")


def cell(text: str) -> str:
    """Make a text that any sheet can hold: illegal characters shown as ␀, at most 32,767 characters."""
    clean = _ILLEGAL.sub("\u2400", text)
    return clean if len(clean) <= MOST_CELL else clean[: MOST_CELL - 1] + "…"


def csv_cell(text: str) -> str:
    """Make a cell that no sheet takes for a formula: such a one begins with a quote."""
    clean = cell(text)
    return f"'{clean}" if _FORMULA.match(clean) else clean
