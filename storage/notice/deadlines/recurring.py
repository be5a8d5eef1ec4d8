"""Duties that return, beside each other: one told without its day and again with it, several days of every year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from storage.notice.model import Deadline, Recurrence
from storage.notice.text.paragraphs import Paragraph
from storage.patterns import Late

_OF_WHEN = Late(r"(?:[月季年]度?|统计|报表)(?:数据|期别?|区间|时段)|(?:报告|所属|统计)期间?")
"""The head of a column that says which days a report is of."""

_DAYS = Late(
    r"(?:20\d\d[年.])?\d{1,2}[月.]\d{1,2}日?\s?[-~至到]+\s?(?:20\d\d[年.])?(?:\d{1,2}[月.])?\d{1,2}日?(?=\s*(?:\||$))"
)
_KIND = 2
"""Characters that say how often: 每月, 每周."""


def reported(body: Sequence[Paragraph]) -> set[int]:
    """The lines of a table's cells that say which days a report is of, before the cell of those on which it is due."""
    if not any(_OF_WHEN.fullmatch(paragraph.flat.strip()) for paragraph in body):
        return set()
    cells = ((one, one.flat.strip(), other.flat.strip()) for one, other in pairwise(body))
    return {one.first for one, cell, below in cells if _DAYS.fullmatch(cell) and _DAYS.match(below)}


def without_open(found: Sequence[Deadline]) -> list[Deadline]:
    """Duties without those that return on no day that is told (每月报送) beside one with its day: 每月25日前."""
    told = {one.recurrence[:_KIND] for one in found if one.returns and one.recurrence}
    return [one for one in found if one.returns or not one.recurrence or one.recurrence[:_KIND] not in told]


def is_yearly(deadline: Deadline) -> bool:
    """Whether a duty returns on days of its own every year."""
    return bool(deadline.returns and deadline.returns.months and (deadline.recurrence or "").startswith("每年"))


def each_year(deadline: Deadline) -> Deadline:
    """A dated duty behind one that returns every year, in the same paragraph: 每年5月25日前报……;8月10日前报……."""
    on = deadline.date
    if on is None or deadline.starts_on:
        return deadline
    said = re.split(r"(?<=前)|[,，]", deadline.text)[0].strip()
    return replace(deadline, date=None, recurrence=said, returns=Recurrence((on.month,), (on.day,)))
