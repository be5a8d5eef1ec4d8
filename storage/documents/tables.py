"""The cells of a table from the lines ruled on a page, cells that span several rows or columns included."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Line = tuple[float, float, float]
"""A ruled line: where it lies across its direction, where it begins and ends along it."""

_MOST_LINES = 1_500
_MOST_CELLS = 2_000
"""What has more bears a drawing, no table; some programs draw each side of each cell."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """The lines of a page. `level` are (top, left, right), `upright` (left, top, bottom); `close` is hardly a gap."""

    level: Sequence[Line] = ()
    upright: Sequence[Line] = ()
    close: float = 1.0


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its table's number on the page, the rows it spans (from 0, the last included), its edges."""

    table: int
    first_row: int
    last_row: int
    left: float
    right: float
    tops: tuple[float, ...]
    """The upper edge of each row it spans, and the lower edge of the last."""

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.left <= x <= self.right and self.tops[0] <= y <= self.tops[-1]

    def edges_of(self, row: int) -> tuple[float, float]:
        """The upper and lower edge of one of its rows."""
        return self.tops[row - self.first_row], self.tops[row - self.first_row + 1]


def cells_of(ruled: Ruled) -> list[Cell]:
    """Return the cells of every table on a page; lines that enclose nothing make none."""
    if len(ruled.level) + len(ruled.upright) > _MOST_LINES:
        return []
    found: list[Cell] = []
    for level, upright in _tables(ruled):
        ys = _places([line[0] for line in level], ruled.close)
        xs = _places([line[0] for line in upright], ruled.close)
        fields = (len(ys) - 1) * (len(xs) - 1)
        if 2 <= fields <= _MOST_CELLS:
            found += _cells(len(found), Ruled(level, upright, ruled.close), xs, ys)
    return found


def _tables(ruled: Ruled) -> Iterator[tuple[list[Line], list[Line]]]:
    """Part the lines into those that touch one another."""
    left = list(ruled.upright)
    groups: list[tuple[list[Line], list[Line]]] = []
    for line in ruled.level:
        touched = [upright for upright in left if _touch(line, upright, ruled.close)]
        meets = [g for g in groups if any(_touch(line, upright, ruled.close) for upright in g[1])]
        left = [upright for upright in left if upright not in touched]
        merged = ([line], touched)
        for group in meets:
            groups.remove(group)
            merged = (group[0] + merged[0], group[1] + merged[1])
        groups.append(merged)
    yield from groups


def _touch(level: Line, upright: Line, close: float) -> bool:
    """Whether a level and an upright line meet."""
    return level[1] - close <= upright[0] <= level[2] + close and upright[1] - close <= level[0] <= upright[2] + close


def _places(values: Sequence[float], close: float) -> list[float]:
    """The different places among some that are nearly the same."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > close:
            found.append(value)
    return found


def _cells(table: int, ruled: Ruled, xs: Sequence[float], ys: Sequence[float]) -> Iterator[Cell]:
    """Join the fields of the grid between which no line is drawn; what is no rectangle is taken as its first row."""
    taken: set[tuple[int, int]] = set()
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            if (row, column) in taken:
                continue
            right = column
            while right + 2 < len(xs) and not _is_drawn(ruled.upright, xs[right + 1], ys[row : row + 2], ruled.close):
                right += 1
            low = row
            while low + 2 < len(ys) and not any(
                _is_drawn(ruled.level, ys[low + 1], xs[at : at + 2], ruled.close) for at in range(column, right + 1)
            ):
                low += 1
            taken |= {(r, c) for r in range(row, low + 1) for c in range(column, right + 1)}
            yield Cell(table, row, low, xs[column], xs[right + 1], tuple(ys[row : low + 2]))


def _is_drawn(lines: Sequence[Line], place: float, between: Sequence[float], close: float) -> bool:
    """Whether a line lies at a place and covers the middle between two others."""
    middle = sum(between) / 2
    return any(abs(line[0] - place) <= close and line[1] <= middle <= line[2] for line in lines)
