"""One page of many rows: which one an address asks for, and what stands on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import urlencode

T = TypeVar("T")
_MOST_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Paged(Generic[T]):
    """The rows of one page, which of how many pages it is, and how many rows there are on all of them."""

    rows: Sequence[T]
    at: int
    pages: int
    found: int


def paged(found: Sequence[T], query: Mapping[str, str], most: int) -> Paged[T]:
    """Return the page that `page` of a query asks for, counted from 1; the nearest there is, where it is none."""
    asked = query.get("page", "")
    is_number = asked.isascii() and asked.isdigit() and len(asked) <= _MOST_DIGITS
    pages = max(1, -(-len(found) // most))
    at = min(max(int(asked), 1), pages) if is_number else 1
    return Paged(found[(at - 1) * most : at * most], at, pages, len(found))


def address(asked: Mapping[str, str], **changed: object) -> str:
    """Return the query of the same page with something else asked; the first page of it if not said otherwise."""
    wanted = {**asked, **changed}
    return "?" + urlencode({name: value for name, value in wanted.items() if value and value != 1})
