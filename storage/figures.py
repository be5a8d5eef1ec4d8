"""Numbers that are drawn: how many units stand where, beside the day before, and how far each material has come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple


class Share(NamedTuple):
    """One share as it is shown: its name, its number, an arrow with how much that changed, and its place among all."""

    name: str
    number: int
    change: str
    place: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Numbers that make up a whole, by their names, what is done first: 已齐 3, 未报 4; the lines say them as well.

    `before` are the same shares on the day that `since` names, in the same order, empty where nobody knows them.
    `progress` are (name, how many, of how many): of each material, and of each type of unit where there are several.
    """

    whole: str
    shares: tuple[tuple[str, int], ...]
    before: tuple[int, ...] = ()
    since: str = ""
    progress: tuple[tuple[str, int, int], ...] = ()

    @property
    def shown(self) -> tuple[Share, ...]:
        """The shares that are or were not nothing."""
        return tuple(share for share in self._all() if share.number or share.change)

    def _all(self) -> Iterator[Share]:
        for place, (name, number) in enumerate(self.shares):
            more = number - self.before[place] if place < len(self.before) else 0
            yield Share(name, number, f"{'↑' if more > 0 else '↓'}{abs(more)}" if more else "", place)
