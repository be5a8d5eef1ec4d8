"""What a notice demands of a paper, as it is printed: how long it may be, which parts it has; and what falls short."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from storage.notice.model import Material, Notice

_LENGTH = re.compile(
    r"(?P<number>\d{3,5})\s*字\s*(?:(?P<most>以内|以下|内)|(?P<least>以上))|不超过\s*(?P<below>\d{3,5})\s*字"
)
_PARTS = re.compile(
    r"(?:包括|包含|分为?|含|从)(?P<parts>[^。；;]{4,80}?)(?:等?(?:[二两三四五六七八]个?)?(?:部分|方面|内容|板块))"
)
_BETWEEN = re.compile(r"[、,，和及]|以及")


@dataclass(frozen=True, slots=True)
class Demands:
    """At most, and at least, how many signs; which parts; each 0 or empty where the notice does not say."""

    most: int = 0
    least: int = 0
    parts: tuple[str, ...] = ()


def demands_of(notice: Notice, material: Material) -> Demands:
    """Return what is printed behind a material's name, and in the lines that ask for it."""
    printed = " ".join((*material.details, *(notice.lines[number - 1] for number in material.source)))
    most = least = 0
    for found in _LENGTH.finditer(printed):
        if found["least"]:
            least = int(found["number"])
        else:
            most = int(found["number"] or found["below"])
    parts = _PARTS.search(printed)
    named = [part.strip() for part in _BETWEEN.split(parts["parts"])] if parts else []
    return Demands(most, least, tuple(part for part in named if 2 <= len(part) <= 12))


def shortfalls(demands: Demands, length: int, lines: Sequence[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return what falls short, as codes and values: too_long, too_short (signs, bound), parts (those not found)."""
    found: list[tuple[str, tuple[str, ...]]] = []
    if demands.most and length > demands.most * 1.05:
        found.append(("too_long", (str(length), str(demands.most))))
    if demands.least and length < demands.least * 0.95:
        found.append(("too_short", (str(length), str(demands.least))))
    text = "".join(lines)
    absent = tuple(part for part in demands.parts if not _is_in(part, text))
    if absent and length:
        found.append(("parts", absent))
    return tuple(found)


def _is_in(part: str, text: str) -> bool:
    """Whether a paper has a part, by its name or by the last two signs that mean it (主要做法: 做法)."""
    return part in text or part[-2:] in text
