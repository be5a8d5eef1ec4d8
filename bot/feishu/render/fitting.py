"""How much a card holds, and how what is too much for one is laid out in several.

The limits are Feishu's (card-json-v2-structure; 30 KB a message), each with something left for what is not counted as
we do.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from bot.feishu.render.elements import Element, children, walk

MOST_BYTES = 28 * 1024
MOST_ELEMENTS = 180
MOST_TABLES = 5
DEEPEST = 5
"""Containers within each other."""

_CONTAINERS = ("column_set", "column", "form", "collapsible_panel", "interactive_container")


def octets(card: Any) -> int:
    """Return how many bytes a card takes of a request, in which it is a JSON string within JSON."""
    return len(json.dumps(json.dumps(card, ensure_ascii=False), ensure_ascii=False).encode())


def fits(card: dict[str, Any]) -> bool:
    """Whether Feishu takes a card of this size."""
    return _Size.of(card).fits and _depth(card["body"]["elements"]) <= DEEPEST


def laid_out(elements: Sequence[Element], frame: dict[str, Any]) -> list[list[Element]]:
    """Return the elements card by card, each filled as far as it goes; `frame` is a card without any of them."""
    found: list[list[Element]] = [[]]
    outside = _Size.of(frame)
    size = outside
    for element in elements:
        added = _Size.of(element)
        if found[-1] and not (size + added).fits:
            found.append([])
            size = outside
        found[-1].append(element)
        size += added
    return found


class _Size(NamedTuple):
    """What is counted of a card; the parts of one add up."""

    octets: int
    elements: int
    tables: int

    @classmethod
    def of(cls, value: Any) -> _Size:
        every = list(walk(value))
        return cls(octets(value) + len(", "), len(every), sum(one["tag"] == "table" for one in every))

    def __add__(self, other: tuple[int, ...]) -> _Size:  # type: ignore[override]
        return _Size(*(one + two for one, two in zip(self, other, strict=True)))

    @property
    def fits(self) -> bool:
        return self.octets <= MOST_BYTES and self.elements <= MOST_ELEMENTS and self.tables <= MOST_TABLES


def _depth(elements: Sequence[Element]) -> int:
    inner = [_depth(children(one)) for one in elements if one["tag"] in _CONTAINERS]
    return 1 + max(inner) if inner else 0
