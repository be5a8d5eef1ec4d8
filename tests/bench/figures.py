"""A figure beside its limit and its baseline, and the table that shows them."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

HEAD = ("项目", "实测", "限值", "空服务器", "倍数")


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured, in `unit`; `limit` None is told but not judged, `baseline` None has nothing to be beside."""

    name: str
    value: float
    unit: str
    limit: float | None = None
    baseline: float | None = None

    @property
    def is_met(self) -> bool:
        """The limit holds."""
        return self.limit is None or self.value <= self.limit

    def row(self) -> tuple[str, ...]:
        """The figure as a row of the table."""
        limit = "" if self.limit is None else f"≤ {self.limit:g} {self.unit}"
        if self.baseline is None:
            return self.name, f"{self.value:.2f} {self.unit}", limit, "", ""
        ratio = self.value / self.baseline if self.baseline else 0.0
        return self.name, f"{self.value:.2f} {self.unit}", limit, f"{self.baseline:.2f} {self.unit}", f"{ratio:.1f}"


def table(figures: Sequence[Figure]) -> str:
    """Lay rows out under their head, wide characters counted as two."""
    rows = [HEAD, *(figure.row() for figure in figures)]
    widths = [max(_width(row[at]) for row in rows) for at in range(len(HEAD))]
    lines = [
        "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)) for row in rows
    ]
    return "\n".join(line.rstrip() for line in lines)


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which that share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
