"""From the rows of printed pages to lines: heads and numbers of pages left out, broken paragraphs put together.

A row goes on with the one before where that one left no room for its first word and it begins at the left edge
itself, in a text whose paragraphs begin indented; or where it stands closer to it than paragraphs stand to one another.
In any other text the rows stay as they are: there only the words tell what belongs together, and
`storage.notice.text.paragraphs` reads them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from storage.documents.sheets import Row
from storage.notice.text.breaks import glued
from storage.notice.text.signs import NUMBERED, flatten, width
from storage.secrets import mark_of

_AT_EDGE = 2
"""How many rows at the top and at the bottom of a page may be its head and its number."""

_NUMBER = re.compile(r"[-—–―_~·.\s一|]*(?:\d{1,3}(?:\s*/\s*\d{1,3})?|第\s*\d{1,3}\s*页.{0,12})[-—–―_~·.\s一|]*")
_PRINTED = re.compile(
    r"(?:https?|file)://\S+\s+\d+/\d+|\d{2,4}[/-]\d{1,2}[/-]\d{1,2}[,，]?\s*(?:[上下]午)?\d{1,2}:\d\d\b.*"
)
"""What a browser prints around a page."""

_TELEPHONE = re.compile(r"0\d{2,3}-\d{3,}|0\d{9,}|1\d{10}|\d{7,8}(?!\d)")
_DIGITS = re.compile(r"\d+")
_LEAST_ROWS = 6
_LEAST_NEAR = 3
_FLUSH = 1.0
_INDENT = (1.3, 3.0)
_WIDE = 0.7
"""In signs: how far from the edge a row still begins at it; where an indented one begins. As a share: a full title."""

_WORD = re.compile(r"\s*[“‘（《〔(]*(?:[A-Za-z0-9@._+/:-]+|.)[，。、；：！？）》”’〕,.;:!?)%]*")
_OPEN = re.compile(r"(?:[(（][^()（）]{0,60}|《[^《》]{0,60})$")
_ENDED = re.compile(r"[。！？；：!?;:]\s*$")
_LABEL = re.compile(r"[^，。；、\s]{2,6}\s*[:：]")
_ALONE = re.compile(r"[\d〇○零一二三四五六七八九十]{4}\s*年.{1,8}日|.{2,14}[〔\[(（]\d{4}.{2,8}号|附\s*件.{0,3}")
_TITLED = re.compile(r"(?:通知|通报|通告|公告|函|意见|方案|办法)》?(?:的通知|的函)?(?:（[^（）]*）)?$")


@dataclass(frozen=True, slots=True)
class _Column:
    """Where the text of a page stands, and how wide a sign is there."""

    left: float
    right: float
    sign: float

    @property
    def signs(self) -> float:
        """How many signs a full row has."""
        return (self.right - self.left) / self.sign

    def indent(self, row: Row) -> float:
        """How far inside a row begins, in signs."""
        return (row.left - self.left) / self.sign

    def is_full(self, row: Row, following: str) -> bool:
        """Whether the first word of what follows had no room any more."""
        word = _WORD.match(following)
        needed = width(word[0]) / 2 if word else 1.0
        return (self.right - row.right) / self.sign < needed + 0.6

    def is_centred(self, row: Row) -> bool:
        """Whether a row stands in the middle, away from both edges."""
        before, behind = self.indent(row), (self.right - row.right) / self.sign
        return before > 0.6 and abs(before - behind) < 1.6


def lines_of(pages: Sequence[tuple[Sequence[Row], float]]) -> list[tuple[str, int]]:
    """Return the lines of some pages, each with its page's number from 0; a page is its rows and a sign's width."""
    kept = list(zip(_without_edges([rows for rows, _ in pages]), [sign for _, sign in pages], strict=True))
    columns = _columns(kept)
    is_indented, close = _is_indented(kept, columns), _close(kept)
    found: list[tuple[str, int]] = []
    before: tuple[Row, _Column] | None = None
    for page, ((rows, sign), column) in enumerate(zip(kept, columns, strict=True)):
        for row in rows:
            is_sure = is_indented or (before is not None and 0 < _pitch(before[0], row) <= close * sign)
            if before and column and _goes_on(found[-1][0], before, (row, column), is_sure=is_sure):
                text, first = found[-1]
                found[-1] = (text + _between(text, row.text) + row.text, first)
            else:
                found.append((row.text, page))
            before = (row, column) if column else None
    return found


def _between(text: str, following: str) -> str:
    """What stands between two rows of a paragraph; a whole telephone number is no part of the word before it."""
    is_after_word = text[-1].isalnum() and not text[-1].isascii()
    return " " if is_after_word and _TELEPHONE.match(following) else glued(text, following)


def _goes_on(text: str, before: tuple[Row, _Column], now: tuple[Row, _Column], *, is_sure: bool) -> bool:
    """Whether a row goes on with the paragraph that ends in the one before; `is_sure` where its place says so."""
    (above, column), (row, own) = before, now
    flat = flatten(row.text)
    if above.is_of_table or row.is_of_table or _ALONE.fullmatch(row.text):
        return False
    if not column.is_full(above, row.text) or own.indent(row) > _FLUSH:
        return _is_title_on(text, before, now)
    if _OPEN.search(text):
        return True
    if _ENDED.search(text) and (NUMBERED.match(flat) or _LABEL.match(row.text)):
        return False
    if _TITLED.search(text) and (row.text.startswith("各") or NUMBERED.match(flat)):
        return False
    return is_sure


def _is_title_on(text: str, before: tuple[Row, _Column], now: tuple[Row, _Column]) -> bool:
    """Whether a row in the middle of the page goes on with a wide one above it that stands there too."""
    (above, column), (row, own) = before, now
    if not own.is_centred(row) or own.indent(row) < _INDENT[1]:
        return False
    if _ENDED.search(text) or _TITLED.search(text) or _ALONE.fullmatch(text):
        return False
    is_wide = (above.right - above.left) / column.sign >= _WIDE * column.signs
    return is_wide and (column.is_centred(above) or column.is_full(above, row.text))


def _without_edges(pages: Sequence[Sequence[Row]]) -> list[list[Row]]:
    """Leave out page numbers, and what stands at the top or bottom of most pages alike; no mark of secrecy goes."""
    edges = [{*rows[:_AT_EDGE], *rows[-_AT_EDGE:]} for rows in pages]
    alike = Counter(text for rows in edges for text in {_DIGITS.sub("0", row.text) for row in rows})
    most = max(2, (len(pages) * 2 + 2) // 3)

    def is_clutter(row: Row) -> bool:
        is_alike = alike[_DIGITS.sub("0", row.text)] >= most
        is_of_paper = is_alike or _NUMBER.fullmatch(row.text) or _PRINTED.fullmatch(row.text)
        return bool(is_of_paper) and mark_of(row.text) is None

    return [
        [row for row in rows if row not in edge or not is_clutter(row)] for rows, edge in zip(pages, edges, strict=True)
    ]


def _columns(pages: Sequence[tuple[Sequence[Row], float]]) -> list[_Column | None]:
    """The text's column on each page; a page of few or short rows has that of the others, None where there is none."""
    own = [_column([row for row in rows if not row.is_of_table], sign) for rows, sign in pages]
    widest = max((one.signs for one in own if one), default=0.0)
    full = [one if one and one.signs >= 0.8 * widest else None for one in own]
    known = [one for one in full if one]
    if not known:
        return list(full)
    shared = _Column(*(median(getattr(one, name) for one in known) for name in ("left", "right", "sign")))
    return [
        one or (shared if abs(sign - shared.sign) < 0.15 * shared.sign else None)
        for one, (_, sign) in zip(full, pages, strict=True)
    ]


def _column(rows: Sequence[Row], sign: float) -> _Column | None:
    """The edges at which at least two rows begin and end."""
    if len(rows) < _LEAST_ROWS:
        return None
    lefts, rights = sorted(row.left for row in rows), sorted((row.right for row in rows), reverse=True)
    left = next((a for a, b in pairwise(lefts) if b - a < 0.8 * sign), lefts[0])
    right = next((a for a, b in pairwise(rights) if a - b < 1.2 * sign), rights[0])
    return _Column(left, right, sign) if right > left else None


def _is_indented(pages: Sequence[tuple[Sequence[Row], float]], columns: Sequence[_Column | None]) -> bool:
    """Whether paragraphs begin indented: some rows do, and some that stand below a full one do not."""
    indents = [
        column.indent(row)
        for (rows, _), column in zip(pages, columns, strict=True)
        if column
        for row in rows
        if not row.is_of_table
    ]
    indented = sum(1 for indent in indents if _INDENT[0] <= indent <= _INDENT[1])
    return indented >= max(2, 0.08 * len(indents)) and any(abs(indent) <= _FLUSH for indent in indents)


def _close(pages: Sequence[tuple[Sequence[Row], float]]) -> float:
    """How far apart, in signs, rows of one paragraph stand at most; 0 where paragraphs stand no farther apart."""
    pitches = sorted(
        _pitch(above, row) / sign for rows, sign in pages for above, row in pairwise(rows) if not row.is_of_table
    )
    if not pitches:
        return 0.0
    close = pitches[len(pitches) // 5] * 1.12
    near = sum(1 for pitch in pitches if pitch <= close)
    far = sum(1 for pitch in pitches if close * 1.1 < pitch)
    return close if near >= _LEAST_NEAR and far >= _LEAST_NEAR else 0.0


def _pitch(above: Row, row: Row) -> float:
    """How much lower a row stands than another; negative where it stands on the next page."""
    return (row.top + row.bottom - above.top - above.bottom) / 2
