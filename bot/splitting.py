"""Long texts in parts that each fit: at line ends, a line by itself at sentence ends, then between letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from bot.escaping import links_in

MOST_PARTS = 999
_SENTENCE_END = re.compile(r"(?:[。！？；!?;།༎۔؟؛᠃᠂।]|\.(?=\s))[”’」』）】〉》\"']*\s*")
_BLANK = re.compile(r"[\s、，,،་]")
_JOINER = "\N{ZERO WIDTH JOINER}"
_BEFORE_OTHERS = frozenset("؀؁؂؃؄؅۝܏")
"""Signs of Arabic and Syriac that stand over what follows them."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it is sent. `heads` are the lines repeated where a part begins with it (a title, a table's head)."""

    text: str
    heads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """What one message may hold: bytes of UTF-8, and what stands between two of its lines."""

    octets: int
    break_: str = "\n"

    def fits(self, text: str) -> bool:
        """Whether a text goes into one message."""
        return octets(text) <= self.octets


def octets(text: str) -> int:
    """Return how many bytes a text has on the wire."""
    return len(text.encode())


def split(lines: Sequence[Line], page: Page, begin: Callable[[str], str]) -> list[str]:
    """Return the messages that together say these lines, each marked 「（1/3）」 where there are several.

    `begin` escapes the beginning of a line, which a rest of a line becomes.
    """
    whole = page.break_.join(line.text for line in lines)
    if page.fits(whole):
        return [whole]
    room = page.octets - octets(f"{page.break_}{_mark(MOST_PARTS, MOST_PARTS)}")
    parts = list(packed(lines, Page(room, page.break_), begin))
    return [f"{part}{page.break_}{_mark(number, len(parts))}" for number, part in enumerate(parts, 1)]


def _mark(number: int, of: int) -> str:
    return f"（{number}/{of}）"


def packed(lines: Sequence[Line], page: Page, begin: Callable[[str], str]) -> Iterator[str]:
    """Fill one message after the other, each as far as it goes; none of them is marked."""
    held: list[str] = []
    size, between = 0, octets(page.break_)
    for line in lines:
        heads = sum(octets(head) + between for head in line.heads)
        for piece in _pieces(line.text, page.octets - heads, begin):
            added = octets(piece) + between
            if held and size + added > page.octets + between:
                yield page.break_.join(held)
                held, size = list(line.heads), heads
            held.append(piece)
            size += added
    yield page.break_.join(held)


def _pieces(text: str, most: int, begin: Callable[[str], str]) -> Iterator[str]:
    """Give a line in pieces of at most so many bytes; the beginning of a rest is escaped like that of a line."""
    while octets(text[: most + 1]) > most:
        cut = _cut(text, most)
        yield text[:cut]
        text = begin(text[cut:])
    yield text


def _cut(text: str, most: int) -> int:
    """Return where a line that is too long is best cut: not past so many bytes, not within a link."""
    window = text[:most].encode()[:most].decode(errors="ignore")
    end = len(window)
    links = links_in(text[: end + 2000])
    half = end // 2
    for found in (_SENTENCE_END, _BLANK):
        ends = [at.end() for at in found.finditer(window, half)]
        for at in reversed(ends):
            if is_boundary(text, at) and not _within(links, at):
                return at
    for at in range(end, 0, -1):
        if is_boundary(text, at) and not _within(links, at):
            return at
    return end


def _within(spans: Sequence[tuple[int, int]], at: int) -> bool:
    return any(start < at < end for start, end in spans)


def is_boundary(text: str, at: int) -> bool:
    """Whether a reader sees one letter end and another begin there (after Unicode's grapheme clusters, UAX 29)."""
    if not 0 < at < len(text):
        return True
    before, after = text[at - 1], text[at]
    if _JOINER in (before, after) or _continues(after) or before in _BEFORE_OTHERS:
        return False
    if _is_flag(before) and _is_flag(after):
        return len(list(takewhile(_is_flag, reversed(text[max(0, at - 64) : at])))) % 2 == 0
    return not (_is_jamo(after) and _is_korean(before)) and not ("ᄀ" <= before <= "ᅟ" and _is_korean(after))


def _continues(sign: str) -> bool:
    """A mark over or under the letter before it, a sign without width, a colour of skin."""
    return unicodedata.category(sign) in ("Mn", "Mc", "Me", "Cf") or "\U0001f3fb" <= sign <= "\U0001f3ff"


def _is_flag(sign: str) -> bool:
    return "\U0001f1e6" <= sign <= "\U0001f1ff"


def _is_jamo(sign: str) -> bool:
    """A vowel or final consonant of Korean, which stands in the block of what is before it."""
    return "ᅠ" <= sign <= "ᇿ"


def _is_korean(sign: str) -> bool:
    return "ᄀ" <= sign <= "ᇿ" or "가" <= sign <= "힣"
