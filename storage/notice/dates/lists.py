"""Days that share a month, and months that share a day: 3月13、27日, 6、8、10、12月5日."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from storage.notice.dates.base import Base
from storage.patterns import Late

_YEAR, _MONTH, _DAY, _AND = (
    r"(?:(?P<year>20\d\d)年)?",
    r"(?:1[0-2]|[1-9])",
    r"(?:3[01]|[12]\d|[1-9])",
    r"\s*[、和及]\s*",
)
_MONTHS = Late(
    rf"(?<![\d.]){_YEAR}(?P<several>{_MONTH}\s*、\s*(?:{_MONTH}{_AND}){{0,9}}{_MONTH})\s*月\s*(?P<one>{_DAY})\s*[日号]"
)
_DAYS = Late(rf"{_YEAR}(?P<one>{_MONTH})月(?P<several>{_DAY}(?:、{_DAY}){{1,9}})[日号]")
_EACH = Late(r"分别(?:为|于|是|在)[^。;:]{0,80}$")
"""What is said before days that are told one by one; two days of a month may else be its first and last of a span."""

_ITEM = Late(r"(?:^|[。;:\s])$")
"""What stands before the number of an item: 1、3月5日前."""

_TWO = 2


def listed(flat: str, at: int, base: Base) -> Iterator[tuple[int, int, date]]:
    """Give the days of a list that begins there, each with the span of its own part of the text."""
    months = _MONTHS.match(flat, at)
    if months and not (months["several"].count("、") == 1 and _ITEM.search(flat[:at])):
        yield from _told(months, base, is_month=True)
        return
    days = _DAYS.match(flat, at)
    if days and (days["several"].count("、") >= _TWO or _EACH.search(flat[:at])):
        yield from _told(days, base, is_month=False)


def _told(match: re.Match[str], base: Base, *, is_month: bool) -> Iterator[tuple[int, int, date]]:
    """The days of one list; the first bears what stands before them, the last what stands behind."""
    year, shared = int(match["year"]) if match["year"] else None, int(match["one"])
    numbers = list(re.finditer(r"\d+", match["several"]))
    for number in numbers:
        own = int(number[0])
        on = base.dated(year, own, shared) if is_month else base.dated(year, shared, own)
        first = match.start() if number is numbers[0] else match.start("several") + number.start()
        last = match.end() if number is numbers[-1] else match.start("several") + number.end()
        if on:
            yield first, last, on
