"""The text of a paper as pages show it beside its file: its beginning, the sentences with figures marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from storage.tables import Paper, Piece
from storage.unit_of_work import Work

MOST_SIGNS = 6_000
"""More of a text stands in the file itself; a summary is rarely half as long."""

_NAMED = ("场次", "人次", "媒体报道")


@dataclass(frozen=True, slots=True)
class Reading:
    """The text of a piece. Each line is its parts: (words, whether they are a sentence with a figure)."""

    piece: Piece
    length: int
    figures: tuple[str, ...]
    lines: tuple[tuple[tuple[str, bool], ...], ...]
    is_cut: bool


def readings(work: Work, pieces: Sequence[Piece]) -> list[Reading]:
    """Return the texts of those pieces that could be read, in their order."""
    hashes = {piece.sha256 for piece in pieces if piece.sha256}
    found = {paper.sha256: paper for paper in work.papers.find(work.papers.c.sha256.in_(hashes))} if hashes else {}
    return [_reading(piece, found[piece.sha256 or ""]) for piece in pieces if (piece.sha256 or "") in found]


def _reading(piece: Piece, paper: Paper) -> Reading:
    shown = list(_bounded(paper.lines))
    sentences = list(dict.fromkeys(str(one["sentence"]) for one in paper.figures))
    return Reading(
        piece,
        paper.length,
        tuple(_told(paper)),
        tuple(tuple(_marked(line, sentences)) for line in shown),
        is_cut=sum(map(len, shown)) < sum(map(len, paper.lines)),
    )


def _told(paper: Paper) -> Iterator[str]:
    """The figures by their kind: 场次 3、5."""
    for kind in _NAMED:
        numbers = dict.fromkeys(str(one["number"]) for one in paper.figures if one["kind"] == kind)
        if numbers:
            yield f"{kind}{'、'.join(list(numbers)[:6])}"


def _bounded(lines: Sequence[str]) -> Iterator[str]:
    left = MOST_SIGNS
    for line in lines:
        if left <= 0:
            return
        yield line[:left]
        left -= len(line)


def _marked(line: str, sentences: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """The parts of a line."""
    rest = line
    for sentence in (one for one in sentences if one in line):
        before, found, after = rest.partition(sentence)
        if found:
            if before:
                yield before, False
            yield found, True
            rest = after
    if rest:
        yield rest, False
