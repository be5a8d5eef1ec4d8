"""One day, third of a month, month, quarter or year as it is printed: what it spans, and how exactly it is said."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from storage.notice.dates.base import Base, last_of, real
from storage.notice.dates.numbers import NUMBER, number, weekday
from storage.patterns import Late


class Precision(StrEnum):
    """How exactly a text says when: a day, the edge of a month or year, a third of a month, a whole month."""

    DAY = "day"
    EDGE = "edge"
    THIRD = "third"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Point:
    """What one expression says: from when to when, how exactly, and how far the text of it goes.

    `is_bare` is a day without 日, which is one only as the beginning of a span: 9月15-21日.
    """

    last: int
    start: date
    end: date
    precision: Precision = Precision.DAY
    is_bare: bool = False


_MOST_DAYS = 31
_DIGITS = "[〇○零Oo0一二三四五六七八九]"
YEAR = (
    rf"(?:(?:(?P<year>(?:19|20)\d\d|[12]\s?\d\s?\d\s?\d|[一二]{_DIGITS}{{3}})\s*年|(?P<short>(?<!\d)\d\d)年"
    r"|(?P<named>今|明|次|翌|当|本|去)年)度?\s*)"
)
_MONTH = rf"(?<!\d)(?P<month>{NUMBER}|元)\s*月\s*(?:份\s*(?:的)?)?"
_PART = r"(?P<part>上旬|上中旬|中下旬|中旬|下旬|初(?![中级步审评选次赛复])|月?底|月?末)"
_DAY = rf"(?P<day>{NUMBER})"
_YEARS = {"今": 0, "当": 0, "本": 0, "明": 1, "次": 1, "翌": 1, "去": -1}
_MONTHS = {"本": 0, "当": 0, "下": 1, "次": 1}
_DAYS = {"今": 0, "明": 1, "后": 2}
_THIRDS = {"上": (1, 10), "初": (1, 10), "中": (11, 20), "下": (21, 31)}
_BEFORE = r"(?=\s*(?:之?前(?![后期往来述])|以前|截止|止))"
_HOUR_OR_BEFORE = r"(?=[^,。;:]{0,8}?(?:下班|\d{1,2}\s*[:点时]|之?前|以前|之?内|上午|下午|中午|晚))"

_PLAIN = Late(
    r"(?<![A-Za-z0-9./_-])(?P<year>20\d\d|19\d\d)(?P<sign>[-/.])\s?(?P<month>1[0-2]|0?[1-9])(?P=sign)\s?"
    r"(?P<day>3[01]|[12]\d|0?[1-9])(?!\d|[./]\d)"
)
_DIGITS_ALONE = Late(
    r"(?<![\dA-Za-z@._/-])(?P<year>20\d\d)(?P<rest>\d{2,4})"
    rf"(?:日(?!常)|{_BEFORE}|(?<=(?:时间|日期):\d{{6}})(?!\d)|(?<=(?:时间|日期):\d{{7}})(?!\d)|(?<=(?:时间|日期):\d{{8}})(?!\d))"
)
"""A day without 年 and 月: 20240430前, 截止时间:2010430."""

_SLIP = Late(rf"(?P<year>20\d\d)年(?P<month>1[0-2]|0?[1-9])日{_DAY}日")
"""日 printed for 月: 2018年10日11日."""

_SIGN_LOST = Late(
    r"(?<![\d.])(?P<rest>\d{2,4})日(?=\s*(?:\([^()]{1,6}\))?\s*(?:[上下中]午|晚上?)?(?:\d{1,2}[:点时](?:[0-5]\d分?)?|下班)?"
    r"\s*(?:之?前(?!后)|以前|截止|止))"
)
"""月 lost: 69日(周五)前, 69日中午12:00前."""

_CALENDAR = Late(
    rf"{YEAR}?{_MONTH}(?:{_DAY}(?:\s*[日号](?!常)|{_BEFORE}|(?(year)(?<=\d\d)\s*$|(?!)))|{_PART}|(?P<bare>{NUMBER})(?=\s*(?:-|~|至|到|、\d{{1,2}}[日号]))|(?!\s*\d))"
)
_NEAR_MONTH = Late(rf"(?P<near>本|当|下|次)个?月份?(?:{_DAY}\s*[日号]|{_PART})")
_END_OF_MONTH = Late(
    rf"(?<![\d双单每逢季个半\u4e00-\u9fff])月(?P<part>底|末){_BEFORE}|(?<=[于在至到])月(?P<late>底|末)"
)
_END_OF_YEAR = Late(
    rf"(?:{YEAR}年?(?P<part>底|末)|(?<!每)(?<!\d)(?<=[于在至到,;。])年(?P<late>底"
    rf"|末){_BEFORE}|^年(?P<first>底|末){_BEFORE})"
)
_QUARTER = Late(rf"{YEAR}?(?<!每)第?(?P<quarter>[一二三四1-4])季度(?:末|底)")
_WEEK = Late(r"(?P<weeks>下下|下|本|这)(?:个)?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])(?!期|年)")
_DAYS_ON = Late(rf"(?P<days>[今明后])[天日](?!\s*\(){_HOUR_OR_BEFORE}")
_DAY_ONLY = Late(rf"(?:(?<=[于在至到,;:])|^)\s*(?P<day>{NUMBER})\s*[日号]{_HOUR_OR_BEFORE}(?![内间])")
_SHORT = Late(
    r"(?<![A-Za-z0-9./-])(?P<month>1[0-2]|0?[1-9])[./](?P<day>3[01]|[12]\d|0?[1-9])(?=\s*(?:日|号|之?前|截止))"
)


def year_of(match: re.Match[str], base: Base) -> int | None:
    """The year that is printed or meant by 今年 and 次年; None where there is none."""
    part = match.groupdict()
    if part.get("year"):
        return number(part["year"])
    if part.get("short"):
        return 2000 + int(part["short"])
    if part.get("named") and base.own_year:
        return base.own_year + _YEARS[part["named"]]
    return None


def _plain(match: re.Match[str], _base: Base) -> Point | None:
    """2023-05-05, 2023/5/5, 2023.5.5."""
    return _day(match.end(), real(int(match["year"]), int(match["month"]), int(match["day"])))


def _digits_alone(match: re.Match[str], _base: Base) -> Point | None:
    """20240430前; 2010430前 only where the digits can be parted into month and day in one way."""
    days = [on for month, day in _parted(match["rest"]) if (on := real(int(match["year"]), month, day))]
    return _day(match.end(), days[0]) if len(days) == 1 else None


def _sign_lost(match: re.Match[str], base: Base) -> Point | None:
    """69日前, where no month has as many days."""
    days = [on for month, day in _parted(match["rest"]) if (on := base.dated(None, month, day))]
    return _day(match.end(), days[0]) if len(days) == 1 and int(match["rest"]) > _MOST_DAYS else None


def _parted(digits: str) -> list[tuple[int, int]]:
    """How digits may be parted into a month and a day; four of them in the middle."""
    cuts = (2,) if len(digits) == len("0430") else range(1, len(digits))
    return [(int(digits[:cut]), int(digits[cut:])) for cut in cuts]


def _slip(match: re.Match[str], _base: Base) -> Point | None:
    """2018年10日11日, where the first 日 is a slip for 月."""
    return _day(match.end(), real(int(match["year"]), int(match["month"]), number(match["day"])))


def _calendar(match: re.Match[str], base: Base) -> Point | None:
    """2023年6月9日, 6月上旬, 12月底, 元月3号, 6月."""
    month, year = number(match["month"]), year_of(match, base)
    if not 1 <= month <= 12:
        return None
    day = match["day"] or match["bare"]
    if day:
        on = base.dated(year, month, number(day))
        return Point(match.end(), on, on, is_bare=bool(match["bare"])) if on else None
    first = base.dated(year, month, 1)
    return _within(match.end(), first, match["part"]) if first else None


def _near_month(match: re.Match[str], base: Base) -> Point | None:
    """本月25日, 下月上旬, 次月底."""
    found = base.month_from(_MONTHS[match["near"]])
    if found is None:
        return None
    if match["day"]:
        return _day(match.end(), real(*found, number(match["day"])))
    return _within(match.end(), real(*found, 1), match["part"])


def _end_of_month(match: re.Match[str], base: Base) -> Point | None:
    """月底前: of the month of issue."""
    found = base.month_from(0)
    return _within(match.end(), real(*found, 1), "底") if found else None


def _end_of_year(match: re.Match[str], base: Base) -> Point | None:
    """2023年底, 今年年底, 年底前."""
    year = year_of(match, base) or (None if match["part"] else base.own_year)
    return _edge(match.end(), real(year, 12, 31)) if year else None


def _quarter(match: re.Match[str], base: Base) -> Point | None:
    """第三季度末: the last day of September."""
    month = number(match["quarter"]) * 3
    first = base.dated(year_of(match, base), month, 1)
    return _within(match.end(), first, "底")


def _week(match: re.Match[str], base: Base) -> Point | None:
    """本周五, 下周一, 下下周三: in the week of issue or the ones after it."""
    weeks = {"本": 0, "这": 0, "下": 1, "下下": 2}[match["weeks"]]
    return _day(match.end(), base.weekday_from(weekday(match["weekday"]), weeks))


def _days_on(match: re.Match[str], base: Base) -> Point | None:
    """今天下班前, 明日12时前."""
    return _day(match.end(), base.days_from(_DAYS[match["days"]]))


def _day_only(match: re.Match[str], base: Base) -> Point | None:
    """25日前: the first such day from the date of issue on."""
    return _day(match.end(), base.next_day(number(match["day"])))


def _short(match: re.Match[str], base: Base) -> Point | None:
    """6.9前, 6/9前: only where a deadline's word follows."""
    return _day(match.end(), base.dated(None, int(match["month"]), int(match["day"])))


def _day(last: int, on: date | None) -> Point | None:
    return Point(last, on, on) if on else None


def _edge(last: int, on: date | None) -> Point | None:
    return Point(last, on, on, Precision.EDGE) if on else None


def _within(last: int, first: date | None, part: str | None) -> Point | None:
    """A third of a month, its beginning or its last day, or all of it."""
    if first is None:
        return None
    end = last_of(first.year, first.month)
    if part is None:
        return Point(last, first, first.replace(day=end), Precision.MONTH)
    if part[-1] in "底末":
        return _edge(last, first.replace(day=end))
    low, high = _THIRDS[part[0]][0], _THIRDS[part.rstrip("旬")[-1]][1]
    return Point(last, first.replace(day=low), first.replace(day=min(high, end)), Precision.THIRD)


_FORMS: tuple[tuple[Late, Callable[[re.Match[str], Base], Point | None]], ...] = (
    (_PLAIN, _plain),
    (_DIGITS_ALONE, _digits_alone),
    (_SLIP, _slip),
    (_END_OF_YEAR, _end_of_year),
    (_QUARTER, _quarter),
    (_CALENDAR, _calendar),
    (_SIGN_LOST, _sign_lost),
    (_NEAR_MONTH, _near_month),
    (_END_OF_MONTH, _end_of_month),
    (_WEEK, _week),
    (_DAYS_ON, _days_on),
    (_DAY_ONLY, _day_only),
    (_SHORT, _short),
)
LIKELY = Late(r"[\d一二三四五六七八九十廿卅〇○元今明次翌当本去下这后月年第]")
"""What a point in time may begin with; anything else need not be tried."""


def point(flat: str, at: int, base: Base) -> Point | None:
    """Read the point in time that begins exactly there."""
    for pattern, read in _FORMS:
        match = pattern.match(flat, at)
        if match and (found := read(match, base)):
            return found
    return None
