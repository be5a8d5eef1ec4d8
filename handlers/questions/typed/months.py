"""What is due in a month that is named without a day: 12月要交几样."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.lexicon import lexicon
from handlers.questions.typed.spelling import folded
from storage.notice.model import Deadline
from storage.patterns import Late

_MONTH = Late(r"(?<!\d)(1[0-2]|[1-9])月份?(?![\d底初中末上下])")
_END = Late(r"(?<!\d)(1[0-2]|[1-9])月[底末]")
_LAST_DAYS = 28
"""From which day of a month it ends."""

_PRINTED = Late(r"(?<!\d)(1[0-2]|[1-9])\s*月")
_WHAT = r"<send>|什么|哪些|几[样项份件种]"


def in_month_of(said: str, own: Sequence[Deadline]) -> tuple[Deadline, ...]:
    """Those that fall in the month of which it is asked what is due; () where none does or no such thing is asked."""
    months = {int(month) for month in _MONTH.findall(said)} if "月" in said else set()
    ends = {int(month) for month in _END.findall(said)} if "月" in said else set()
    at_end = [d for d in own if any(_falls_in(d, one) for one in ends) and (d.date is None or d.date.day >= _LAST_DAYS)]
    if any(d.recurrence for d in at_end):
        return tuple(at_end)
    if not months or not lexicon().pattern(_WHAT).search(said):
        return ()
    return tuple(d for d in own if any(_falls_in(d, month) for month in months))


def _falls_in(deadline: Deadline, month: int) -> bool:
    """By its day, by the months that are printed of one that returns, or by how often it does."""
    if deadline.date:
        return deadline.date.month == month
    often = folded(deadline.recurrence or "")
    if printed := _PRINTED.findall(often):
        return month in map(int, printed)
    every = next((size for word, size in (("双月", 2), ("季", 3), ("半年", 6), ("年", 12)) if word in often), 1)
    return bool(often) and month % every == 0
