"""Every date of a text with its hour, and the spans between two of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from storage.notice.dates.base import Base, last_of
from storage.notice.dates.hours import day_of_week, hour
from storage.notice.dates.lists import listed
from storage.notice.dates.numbers import NUMBER, number
from storage.notice.dates.points import LIKELY, YEAR, Point, Precision, point, year_of
from storage.patterns import Late

_TO = Late(r"\s*(?:起|开始)?\s*(?:\([^()\d]{0,6}\))?,?\s*(?:-{1,2}|~|至|到|、(?=\d{1,2}[日号]))\s*(?=\S)")
_DAY = Late(rf"({NUMBER})\s*[日号](?!常)")
_SINCE = Late(
    r"(?:自|从)?\s*(?:即日|(?:本)?(?:通知|公告|启事|文件|方案|指南)?(?:印发|发布|下发"
    r"|公布|发出|公告|通知)(?:之日|日|(?=起))|今日|现在)\s*起?\s*,?\s*(?:-{1,2}|~|至"
    r"|到)\s*"
)
_DOTTED = Late(r"(1[0-2]|0?[1-9])\.(3[01]|[12]\d|0?[1-9])(?![\d.])")
"""The last day of a span of such days: 2020.9.25-9.29."""

_BESIDE = Late(r"\s*\([\u4e00-\u9fff]{2,8}\)(?=\s*(?:[上下]午|晚上?|中午)?\s*\d)")
"""What else a day is called, before its hour: 2月7日(正月初五)上午10点."""

_MONTHS = Late(
    rf"(?<![\d.月年-])(?:{YEAR})?(?P<from>1[0-2]|0?[1-9])\s?(?:-{{1,2}}|~|至|到)\s?(?P<to>1[0-2]|[1-9])\s?月份?(?![\s\d上中下初底末月])"
)
"""Months of which only the last is called so: 2023年7-9月."""

_FIRST_OF_LIST = 14
"""So far on the first sign stands in a list of days: 2024年12月13、27日."""

_LONGEST = 60
"""The longest text of one date, blanks included."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A day or a span of days in a text, with the hour if one is printed; `start` equals `end` on a single day.

    `first` and `last` bound the text of it. `since_issue` is a span that begins with the notice itself (即日起至);
    its `start` is the date of issue, None where that is not known. `is_closing`: 下班前 is said instead of an hour.
    """

    first: int
    last: int
    start: date | None
    end: date | None
    time: str | None = None
    weekday: int | None = None
    is_span: bool = False
    precision: Precision = Precision.DAY
    since_issue: bool = False
    is_closing: bool = False

    @property
    def approximate(self) -> bool:
        """Whether no day is printed, but a part of a month or a whole one."""
        return self.precision is not Precision.DAY


@lru_cache(maxsize=1024)  # deadlines, routes and periods each look through the sentences of a notice
def moments(flat: str, base: Base) -> tuple[Moment, ...]:
    """Find every date of a flat text, in order; none inside another."""
    return tuple(_moments(flat, base))


def _moments(flat: str, base: Base) -> Iterator[Moment]:
    """Go from one place where a date may begin to the next."""
    at = 0
    while likely := _LIKELY_OR_SINCE.search(flat, at):
        begins = likely.start()
        is_list = "、" in flat[begins : begins + _FIRST_OF_LIST]
        found = [Moment(first, last, on, on) for first, last, on in listed(flat, begins, base)] if is_list else []
        found = found or [one for one in [_months(flat, begins, base) or _moment(flat, begins, base)] if one]
        yield from found
        at = found[-1].last if found else begins + 1


_LIKELY_OR_SINCE = Late(rf"{_SINCE.pattern}|{LIKELY.pattern}")


def _months(flat: str, at: int, base: Base) -> Moment | None:
    """The months from one to another that begin there."""
    match = _MONTHS.match(flat, at)
    if match is None:
        return None
    year, first, last = year_of(match, base), int(match["from"]), int(match["to"])
    start, end = base.dated(year, first, 1), base.dated(year, last, 1)
    if start is None or end is None or end <= start:
        return None
    end = end.replace(day=last_of(end.year, end.month))
    return Moment(match.start(), match.end(), start, end, is_span=True, precision=Precision.MONTH)


def _moment(flat: str, at: int, base: Base) -> Moment | None:
    """The date or span that begins there."""
    since = _SINCE.match(flat, at)
    begins = since.end() if since else at
    first = point(flat, begins, base)
    if first is None:
        return None
    one = _timed(flat, at, first)
    if since:
        return replace(one, start=base.issued_on, is_span=True, since_issue=True)
    to = _TO.match(flat, one.last)
    other = _other_end(flat, to.end(), first, base) if to else None
    if other is None:
        return None if first.is_bare else one
    end = _timed(flat, at, other)
    precision = first.precision if first.precision is not Precision.DAY else end.precision
    return replace(end, start=one.start, is_span=True, precision=precision)


def _other_end(flat: str, at: int, first: Point, base: Base) -> Point | None:
    """The end of a span: a date of its own, or the day of the same month; without a year it follows the beginning."""
    day = _DAY.match(flat, at)
    if day:
        on = Base(first.start, None).dated(first.start.year, first.start.month, number(day[1]))
        return Point(day.end(), on, on) if on else None
    rest = flat[at : at + _LONGEST]
    if dotted := _DOTTED.match(rest):
        on = Base(first.start, None).dated(None, int(dotted[1]), int(dotted[2]))
        return Point(at + dotted.end(), on, on) if on else None
    found = point(rest, 0, Base(None, first.start.year)) or point(rest, 0, base)
    if found and found.end < first.start and found.end.year == first.start.year:
        found = point(rest, 0, Base(None, first.start.year + 1)) or found
    return replace(found, last=at + found.last) if found else None


def _timed(flat: str, first: int, found: Point) -> Moment:
    """A point with the weekday and the hour behind it."""
    last, said = found.last, None
    named = day_of_week(flat, last)
    if named:
        last, said = named
    is_bracketed = flat[last : last + 1] == ")" and flat[first - 1 : first] == "("
    aside = _BESIDE.match(flat, last)
    at = hour(flat, aside.end() if aside else last + is_bracketed)
    if at and named is None and at.time is None and not at.is_closing:
        named = day_of_week(flat, at.last)
        last, said = named or (last, None)
    return Moment(
        first=first,
        last=at.last if at else last,
        start=found.start,
        end=found.end,
        time=at.time if at else None,
        weekday=said,
        precision=found.precision,
        is_closing=bool(at and at.is_closing),
    )
