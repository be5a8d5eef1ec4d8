"""What one reading of a paper finds: title, length, headings, figures; identity numbers and telephones are counted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from storage.papers.figures import Figure, figures

MOST_LINES, MOST_SIGNS = 3000, 60_000
"""More of a paper is not kept beside it: the file itself is."""

_COUNT = "[一二三四五六七八九十]{1,3}"
_HEADING = re.compile(rf"(?:{_COUNT}、|（{_COUNT}）|第{_COUNT}[章部]分?)\s*[^。；]{{2,40}}")
_BORN = r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_IDENTITY = re.compile(rf"(?<![\dA-Za-z])[1-9]\d{{5}}{_BORN}\d{{3}}[\dXx](?![\dA-Za-z])")
_MOBILE = re.compile(r"(?<!\d)(?:\+?86[- ]?)?(1[3-9]\d[- ]?\d{4}[- ]?\d{4})(?!\d)")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
LONG_PHONE_LIST = 20
"""From so many mobile numbers on a paper is a list of people, and not one that names whom to ask."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A paper as read. `length` counts signs without blanks, `phones` the different mobile numbers."""

    title: str
    length: int
    headings: tuple[str, ...]
    figures: tuple[Figure, ...]
    lines: tuple[str, ...]
    phones: int


def read_paper(lines: Sequence[str]) -> Reading:
    """Read the lines of a paper."""
    full = [line.strip() for line in lines if line.strip()]
    text = "\n".join(full)
    return Reading(
        title=(full[0] if full else "")[:200],
        length=sum(len("".join(line.split())) for line in full),
        headings=tuple(line[:60] for line in full if _HEADING.fullmatch(line))[:60],
        figures=figures(full),
        lines=_bounded(full),
        phones=len({re.sub("[- ]", "", found) for found in _MOBILE.findall(text)}),
    )


def identities_in(text: str) -> int:
    """Return how many different identity numbers stand in a text: by their dates and the check sign of GB 11643."""
    return len({number.upper() for number in _IDENTITY.findall(text) if _checks(number.upper())})


def _checks(number: str) -> bool:
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=False))
    return number[17] == _CHECKS[total % 11]


def _bounded(lines: Sequence[str]) -> tuple[str, ...]:
    kept, signs = [], 0
    for line in lines[:MOST_LINES]:
        signs += len(line)
        if signs > MOST_SIGNS:
            break
        kept.append(line)
    return tuple(kept)
