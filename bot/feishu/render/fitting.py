"""How much a card holds, and how what is too much for one is laid out in several.

The limits are Feishu's (card-json-v2-structure; 30 KB a message), each with something left for what is not counted as
we do.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from bot.feishu.render.elements import Element, children, walk

MOST_BYTES = 28 * 1024
MOST_ELEMENTS = 180
MOST_TABLES = 5
DEEPEST = 5
"""Containers within each other."""

_CONTAINERS = ("column_set", "column", "form", "collapsible_panel", "interactive_container")


def octets(card: Any) -> int:
    """Return how many bytes a card has as it is sent."""
    return len(json.dumps(card, ensure_ascii=False, separators=(",", ":")).encode())


def fits(card: dict[str, Any]) -> bool:
    """Whether Feishu takes a card of this size."""
    found = list(walk(card))
    tables = sum(one["tag"] == "table" for one in found)
    is_small = len(found) <= MOST_ELEMENTS and tables <= MOST_TABLES and octets(card) <= MOST_BYTES
    return is_small and _depth(card.get("body", {}).get("elements", [])) <= DEEPEST


def laid_out(elements: Sequence[Element], frame: Callable[[list[Element]], dict[str, Any]]) -> list[list[Element]]:
    """Return the elements card by card, each filled as far as it goes; `frame` makes a card of its elements."""
    found: list[list[Element]] = [[]]
    for element in elements:
        if found[-1] and not fits(frame([*found[-1], element])):
            found.append([])
        found[-1].append(element)
    return found


def _depth(elements: Sequence[Element]) -> int:
    inner = [_depth(children(one)) for one in elements if one["tag"] in _CONTAINERS]
    return 1 + max(inner) if inner else 0
