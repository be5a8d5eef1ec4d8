"""Duties that return, beside each other: one told without its day and again with it, several days of every year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from storage.notice.model import Deadline, Recurrence


def is_told_closer(one: Deadline, found: Sequence[Deadline]) -> bool:
    """Whether a duty that returns on no day that is told (每月报送) is told with its day elsewhere: 每月25日前."""
    kind = (one.recurrence or "")[:2]
    is_open = bool(kind) and one.returns is None
    return is_open and any(other.returns and (other.recurrence or "").startswith(kind) for other in found)


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
