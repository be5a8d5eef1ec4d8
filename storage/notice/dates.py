"""Dates and hours as notices print them, with the years they leave out; nothing is guessed that a clerk would not.

上旬 is the 1st–10th, 中旬 the 11th–20th, 下旬 the 21st to the end. A missing year comes from the notice's own
date or number (`Base`), and from the next year only where the month lies well before the date of issue.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_DIGIT = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "两": 2}
_LOOK_BACK = timedelta(days=60)
_YEAR = r"(?:(?P<%y>\d\s?\d\s?\d\s?\d|[二〇○零一三四五六七八九]{4})\s*年\s*)?"
_NUMBER = r"\d\s?\d|\d|[一二三四五六七八九十]{1,3}"
_MONTH = rf"(?P<%m>{_NUMBER})\s*月\s*(?:份\s*)?"
_DAY = rf"(?P<%d>{_NUMBER})"
_PART = r"(?P<%p>上旬|中旬|下旬|初|底|末)"
_TIME = (
    r"(?:\s*(?P<half>上午|下午|晚上|晚|中午|凌晨)?\s*(?P<hour>[01]?\d|2[0-4])"
    r"\s*(?:[:]\s*(?P<minute>[0-5]\d)|[点时](?!间|期)(?:(?P<minute2>[0-5]?\d)分|(?P<halfhour>半))?))?"
)
_WEEKDAY = r"(?:\s*\((?:星期|周|礼拜)(?P<weekday>[一二三四五六日天])\))?"
_FROM = (_YEAR + _MONTH + "(?:" + _DAY + r"\s*[日号]?|" + _PART + ")").replace("%", "a")
_TO = r"(?:\s*(?:-|~|至|到)\s*(?:" + (
    (_YEAR + _MONTH + "(?:" + _DAY + r"\s*[日号]|" + _PART + ")").replace("%", "b")
    + "|"
    + _DAY.replace("%", "c")
    + r"\s*[日号]))?"
)
_CHINESE = re.compile(_FROM + _WEEKDAY + _TO + _TIME)
_PLAIN = re.compile(
    r"(?<![\d./-])(?P<y>20\d\d)[-/.](?P<m>1[0-2]|0?[1-9])[-/.](?P<d>3[01]|[12]\d|0?[1-9])(?![\d./-])" + _TIME
)
_SHORT = re.compile(r"(?<![\d./-])(?P<m>1[0-2]|0?[1-9])[./](?P<d>3[01]|[12]\d|0?[1-9])(?=\s*(?:日|号|之?前|截止|前))")


@dataclass(frozen=True, slots=True)
class Base:
    """What a missing year is taken from: the date of issue, else a year that the notice bears."""

    issued_on: date | None
    year: int | None

    def dated(self, year: int | None, month: int, day: int) -> date | None:
        """The full date; None where there is no such day or no year to take."""
        if year is None:
            year = self.issued_on.year if self.issued_on else self.year
            if year is None:
                return None
            plain = _real(year, month, day)
            if plain and self.issued_on and plain < self.issued_on - _LOOK_BACK:
                return _real(year + 1, month, day)
            return plain
        return _real(year, month, day)


@dataclass(frozen=True, slots=True)
class Moment:
    """A day or a span of days in a text, with the hour if one is printed; `start` equals `end` on a single day."""

    first: int
    last: int
    start: date | None
    end: date | None
    time: str | None = None
    weekday: int | None = None
    is_span: bool = False
    approximate: bool = False


def number(text: str) -> int:
    """Read a small number in Arabic or Chinese digits, blanks inside it aside."""
    text = text.replace(" ", "")
    if text.isdigit():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return _DIGIT.get(tens, 1) * 10 + _DIGIT.get(ones, 0)
    return int("".join(str(_DIGIT.get(c, 0)) for c in text) or 0)


def moments(flat: str, base: Base) -> Iterator[Moment]:
    """Find every date of a flat text, in order."""
    found = [_chinese(match, base) for match in _CHINESE.finditer(flat)]
    found += [_plain(match) for match in _PLAIN.finditer(flat)]
    found += [_short(match, base) for match in _SHORT.finditer(flat)]
    yield from sorted((moment for moment in found if moment), key=lambda moment: moment.first)


def _chinese(match: re.Match[str], base: Base) -> Moment | None:
    """6月9日, 2023年5月上旬-6月上旬, 9月15-21日, with or without an hour."""
    part = match.groupdict()
    year = number(part["ay"]) if part["ay"] else None
    month = number(part["am"])
    tail = part["bm"] or part["cd"]
    if part["ad"] and not tail and not re.search(r"[日号]", match.group()):
        return None
    start, end = _days(base, year, month, part["ad"], part["ap"])
    if start is None:
        return None
    if part["bm"]:
        _, end = _days(base, number(part["by"]) if part["by"] else year, number(part["bm"]), part["bd"], part["bp"])
    elif part["cd"]:
        end = base.dated(year, month, number(part["cd"]))
    return Moment(
        match.start(),
        match.end(),
        start,
        end,
        time=_time(part),
        weekday="一二三四五六日".find(part["weekday"].replace("天", "日")) if part["weekday"] else None,
        is_span=bool(tail),
        approximate=bool(part["ap"] or part["bp"]),
    )


def _days(
    base: Base, year: int | None, month: int, day: str | None, part: str | None
) -> tuple[date | None, date | None]:
    """The first and last day of a day, a third of a month, or its beginning or end."""
    if not 1 <= month <= 12:
        return None, None
    if day:
        only = base.dated(year, month, number(day))
        return only, only
    first = base.dated(year, month, 1)
    if first is None:
        return None, None
    last = calendar.monthrange(first.year, month)[1]
    low, high = {"上旬": (1, 10), "初": (1, 10), "中旬": (11, 20), "下旬": (21, last)}.get(part or "", (last, last))
    return first.replace(day=low), first.replace(day=high)


def _plain(match: re.Match[str]) -> Moment | None:
    """2023-05-05, 2023/5/5, 2023.5.5."""
    day = _real(int(match["y"]), int(match["m"]), int(match["d"]))
    return Moment(match.start(), match.end(), day, day, time=_time(match.groupdict())) if day else None


def _short(match: re.Match[str], base: Base) -> Moment | None:
    """6.9前, 6/9前: only where a deadline's word follows."""
    day = base.dated(None, int(match["m"]), int(match["d"]))
    return Moment(match.start(), match.end(), day, day) if day else None


def _time(part: dict[str, str | None]) -> str | None:
    """The hour as HH:MM, in the afternoon where the text says so."""
    if not part.get("hour"):
        return None
    hour, minute = int(part["hour"] or 0), int(part["minute"] or part["minute2"] or 0)
    if part["halfhour"]:
        minute = 30
    if part["half"] in ("下午", "晚上", "晚") and hour < 12:
        hour += 12
    return f"{hour:02}:{minute:02}"


def _real(year: int, month: int, day: int) -> date | None:
    """The date, None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
