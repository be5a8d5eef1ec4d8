"""Days that return and terms that run from something: phrases without a date, read into rules."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from storage.notice.dates.hours import CLOCK, clock
from storage.notice.dates.numbers import NUMBER, number, weekday
from storage.notice.model import Recurrence, Since, Term, Unit
from storage.patterns import Late


@dataclass(frozen=True, slots=True)
class Rule:
    """A phrase of a text and what it says; `value` is None where something returns and no day is named."""

    first: int
    last: int
    value: Recurrence | Term | None
    time: str | None = None

    @property
    def is_term(self) -> bool:
        """Whether it runs once, from something."""
        return isinstance(self.value, Term)


_EVEN, _ODD = (2, 4, 6, 8, 10, 12), (1, 3, 5, 7, 9, 11)
_QUARTERS = (3, 6, 9, 12)
_AND = r"\s*[、,和及与]\s*"
_DAY = rf"(?:[上中下]旬|{NUMBER}\s*[日号]?|月?底|月?末|最后一天|月?初)"
_DAYS = rf"(?P<days>{_DAY}(?:{_AND}{_DAY})*)"
_YEAR_DAY = rf"(?:(?:{NUMBER}|元)月份?(?:{NUMBER}\s*[日号]|月?底|月?末|(?={_AND}{NUMBER}月份?(?:底|末)))|年?底|年?末)"
_AFTER = (
    rf"(?:结束|终了)?(?:之?后|次日起)\s*(?:的)?(?P<after>{NUMBER})\s*(?P<unit>个?工作日"
    rf"|[日天])\s*(?:之?内|以内|前)?"
)
_ENDS = r"(?:\s*(?:(?P<closing>[上下]?午?下班)|" + CLOCK + r"))?\s*(?:之?前(?![后期往来述])|以前|之?内|为止|止)?"
_MONTHLY = (
    r"(?:每(?:个|隔)?(?P<which>双|单)?个?月份?|逢(?P<by>双|单)月份?|(?<![\u4e00-\u9fff])(?P<bare>双"
    r"|单)月份?(?=\s*(?:\d|底|末))|(?<=[于在])(?P<at>双|单)月份?(?=\s*(?:\d|底"
    r"|末))|当月|次月)"
)
_PATTERNS = (
    (
        "quarter",
        (
            rf"每(?:个)?季度?(?:的)?(?:(?P<month>首月|末月|第[一二三]个?月|最后一个月|最后1个月"
            rf"|首个月)(?:的)?\s*{_DAYS}|(?P<edge>末|底)(?!月)|{_AFTER})?"
        ),
    ),
    ("month", rf"{_MONTHLY}(?:的)?\s*(?:{_DAYS}|{_AFTER})?"),
    ("half", r"每半年(?P<edge>末|底)?"),
    ("year", rf"每年度?(?:的)?\s*(?:于)?(?P<dates>{_YEAR_DAY}(?:{_AND}{_YEAR_DAY})*)?"),
    (
        "week",
        (
            rf"每(?:个|逢)?(?:周(?:星期)?|星期)(?P<weekdays>[一二三四五六日天](?:{_AND}(?:周|星期)?[一二三四五六日天])*)?(?!期"
            rf"|边|年|岁)"
        ),
    ),
    (
        "since",
        rf"(?:报告|统计)?(?P<period>季|月)(?:度|份)?末?后的?(?P<after>{NUMBER})\s*(?P<unit>个?工作日|[日天])(?:之?内|以内)?",
    ),
    ("day", r"每(?:日|天|个?工作日)"),
    ("ten", r"每旬(?P<edge>末|底)?"),
    ("many", rf"每(?:隔)?(?:{NUMBER}|两)\s*(?:[日天周]|个?星期|个?工作日)(?:的)?"),
)
_RECURS = tuple((name, Late(pattern + _ENDS)) for name, pattern in _PATTERNS)
_BEGINS = Late(
    r"每|逢[双单]月|(?<![\u4e00-\u9fff])[双单]月|(?<=[于在])[双单]月|(?:(?<=[于在每])|(?<![\u4e00-\u9fff]))(?:报告|统计)?[季月](?:度|份)?末?后的?(?=\s*\d)"
)

_BEGINS_OR_NEXT = Late(rf"{_BEGINS.pattern}|[次当]月(?=\s*[\d上中下])")

_SAME_DAY = Late("当[天日]" + _ENDS)

_TERM = Late(
    r"(?P<event>(?:自|从|在|于)?[^,。;:、()\s\d]{0,24}?(?:之?后|之日起|起|当日起|次日起|之日|结束))\s*(?:的)?\s*"
    rf"(?P<count>{NUMBER}|\d{{3}}|两|半)\s*(?P<unit>个?工作日|个?自然日|[日天]"
    rf"|个?星期|周|个?月)\s*(?:的时间)?(?:之?内|以内)"
)
_RECEIVED = Late(r"收到|接到|接此|收悉|收文")
_ISSUED = Late(r"印发|下发|发布|公布|发文|发出|通知之日|公告之日|即日|今日")
_UNITS = (("工作日", Unit.WORKDAY), ("月", Unit.MONTH), ("周", Unit.WEEK), ("星期", Unit.WEEK))
_MONTHS_OF = {"首": 1, "末": 3, "最": 3, "第一": 1, "第二": 2, "第三": 3}


def rules(flat: str, *, is_monthly: bool = False) -> Iterator[Rule]:
    """Find every phrase of a flat text that says when something returns or by when it is due after something.

    In what is said of every month, 次月5日前 returns; elsewhere it is one day.
    """
    at = 0
    returning: list[Rule] = []
    first = _BEGINS_OR_NEXT if is_monthly else _BEGINS
    while begins := first.search(flat, at):
        read = (_recurring(name, pattern, flat, begins.start()) for name, pattern in _RECURS)
        found = next((rule for rule in read if rule), None)
        returning += [found] if found else []
        at = found.last if found else begins.end()
    returning += _on_the_same_days(flat, returning)
    yield from returning
    for match in _TERM.finditer(flat) if "内" in flat else ():
        term = _term(match)
        if term and not any(rule.first < match.end() and match.start() < rule.last for rule in returning):
            yield Rule(match.start(), match.end(), term)


def _on_the_same_days(flat: str, returning: Sequence[Rule]) -> Iterator[Rule]:
    """The hours of what is due on a day that another returns on: 每天16:00前报甲局,甲局汇总后于当天17:30前报乙厅."""
    timed = [rule for rule in returning if rule.time]
    ends = [rule.last for rule in timed]
    for match in _SAME_DAY.finditer(flat) if timed else ():
        before = bisect_right(ends, match.start())
        if before and match["hour"]:
            yield Rule(match.start(), match.end(), timed[before - 1].value, clock(match))


def _recurring(name: str, pattern: Late, flat: str, at: int) -> Rule | None:
    """The rule of one kind that begins there."""
    match = pattern.match(flat, at)
    if match is None:
        return None
    value = _READ[name](match)
    return Rule(match.start(), match.end(), value, clock(match) if match["hour"] else None)


def _quarter(match: re.Match[str]) -> Recurrence | None:
    """每季度末, 每季度末月25日前, 每季度结束后5个工作日内."""
    if match["month"]:
        place = next(n for word, n in _MONTHS_OF.items() if match["month"].startswith(word))
        return Recurrence(tuple(range(place, 13, 3)), _days(match["days"]))
    return _after(match, _QUARTERS) if match["edge"] or match["after"] else None


def _month(match: re.Match[str]) -> Recurrence | None:
    """每月25日前, 每月9日、19日, 每双月底, 逢单月10日前, 每月后3日内."""
    which = match["which"] or match["by"] or match["bare"] or match["at"]
    months = {"双": _EVEN, "单": _ODD}.get(which, ())
    if match["after"]:
        return _after(match, months)
    return Recurrence(months, _days(match["days"])) if match["days"] else None


def _after(match: re.Match[str], months: tuple[int, ...]) -> Recurrence:
    """The last day of some months, or so many days after it."""
    count = number(match["after"]) if match["after"] else 0
    if count and "工作日" in match["unit"]:
        return Recurrence(months, (-1,), workdays_after=count)
    return Recurrence(months, (-1,), days_after=count)


def _since(match: re.Match[str]) -> Recurrence:
    """季后13日前, 月后5个工作日内: counted from the end of each quarter or month."""
    return _after(match, _QUARTERS if match["period"] == "季" else ())


def _half(match: re.Match[str]) -> Recurrence | None:
    return Recurrence((6, 12), (-1,)) if match["edge"] else None


def _year(match: re.Match[str]) -> Recurrence | None:
    """每年12月31日前, 每年6月底和12月底前: one rule where the dates share a day, else that of the first date."""
    if not match["dates"]:
        return None
    dates = [_of_year(piece) for piece in re.split(_AND, match["dates"])]
    day = dates[0][1]
    return Recurrence(tuple(month for month, on in dates if on == day), (day,))


def _of_year(piece: str) -> tuple[int, int]:
    """The month and day of 元月3日, 6月底, 年底."""
    month, sign, day = piece.partition("月")
    if not sign or "年" in piece:
        return 12, -1
    if not day.strip("份"):
        return number(month), -1
    return number(month), -1 if re.search("[底末]", day) else number(day.strip("份日号 "))


def _week(match: re.Match[str]) -> Recurrence | None:
    said = match["weekdays"]
    return Recurrence(weekdays=tuple(weekday(piece) for piece in re.split(_AND, said))) if said else None


def _daily(match: re.Match[str]) -> Recurrence | None:
    return Recurrence(is_workday="工作日" in match[0])


def _ten(match: re.Match[str]) -> Recurrence | None:
    return Recurrence(days=(10, 20, -1)) if match["edge"] else None


def _many(_match: re.Match[str]) -> None:
    """每五天, 每两周: from which day it is counted is not said."""


def _days(text: str) -> tuple[int, ...]:
    """The days of a month in 9日、19日、28日, 上旬 or 底; 初 is the tenth."""
    return tuple(dict.fromkeys(_day(piece) for piece in re.split(_AND, text)))


def _day(piece: str) -> int:
    if piece.endswith("旬"):
        return {"上": 10, "中": 20, "下": -1}[piece[0]]
    if "初" in piece:
        return 10
    return -1 if re.search("[底末]|最后", piece) else number(piece.strip("日号 "))


_READ = {
    "quarter": _quarter,
    "month": _month,
    "half": _half,
    "year": _year,
    "week": _week,
    "day": _daily,
    "ten": _ten,
    "since": _since,
    "many": _many,
}


def _term(match: re.Match[str]) -> Term | None:
    """收到通知后5个工作日内, 印发之日起30日内, 活动结束后一周内."""
    event = re.sub(r"^.*[于在从自](?=.{3})", "", match["event"]).lstrip("请须应")
    since = Since.RECEIPT if _RECEIVED.search(event) else Since.ISSUE if _ISSUED.search(event) else Since.EVENT
    unit = next((unit for word, unit in _UNITS if word in match["unit"]), Unit.DAY)
    if match["count"] == "半":
        return Term(15, Unit.DAY, since, event) if unit is Unit.MONTH else None
    count = int(match["count"]) if match["count"].isdecimal() else number(match["count"])
    return Term(count, unit, since, event)
