"""Writes what the grammar reads, in the form an office prints; reading it again gives the same."""

from __future__ import annotations

from datetime import date

from storage.notice.dates.base import last_of
from storage.notice.dates.moments import Moment
from storage.notice.dates.numbers import WEEKDAYS
from storage.notice.dates.points import Precision
from storage.notice.model import Recurrence, Term, Unit

_UNITS = {Unit.DAY: "日", Unit.WORKDAY: "个工作日", Unit.WEEK: "周", Unit.MONTH: "个月"}
_EVEN, _ODD = (2, 4, 6, 8, 10, 12), (1, 3, 5, 7, 9, 11)


def written(value: date | Moment | Recurrence | Term) -> str:
    """Write a day, a moment with both its ends, a rule; a moment without both ends is written as far as it goes."""
    if isinstance(value, Moment):
        return _moment(value)
    if isinstance(value, Recurrence):
        return _recurrence(value)
    if isinstance(value, Term):
        return f"{value.event}{value.count}{_UNITS[value.unit]}内"
    return f"{value.year}年{value.month}月{value.day}日"


def _moment(moment: Moment) -> str:
    """Both ends of a span, each as exactly as it was said, the weekday and the hour behind the last."""
    tail = f"（星期{WEEKDAYS[moment.weekday]}）" if moment.weekday is not None else ""
    tail += "下班" if moment.is_closing else moment.time or ""
    if moment.end is None:
        return tail
    end = _edge(moment.end, moment.precision, is_end=True) + tail
    if moment.since_issue:
        return f"即日起至{end}"
    if not moment.is_span or moment.start is None:
        return end
    return f"{_edge(moment.start, moment.precision, is_end=False)}至{end}"


def _edge(day: date, precision: Precision, *, is_end: bool) -> str:
    month = f"{day.year}年{day.month}月"
    if precision is Precision.DAY:
        return f"{month}{day.day}日"
    if precision is Precision.MONTH:
        return month
    if precision is Precision.EDGE:
        return f"{month}底"
    return (
        month
        + "上中下"[min((day.day - (10 if is_end and day.day < last_of(day.year, day.month) else 0)) // 10, 2)]
        + "旬"
    )


def _recurrence(rule: Recurrence) -> str:
    """每季度末月25日, 每双月底, 每年6月底和12月底, 每周五, 每日."""
    if rule.weekdays:
        return f"每周{'、周'.join(WEEKDAYS[weekday] for weekday in rule.weekdays)}"
    if not rule.days:
        return "每个工作日" if rule.is_workday else "每日"
    if rule.days_after or rule.workdays_after:
        after = f"{rule.days_after}日" if rule.days_after else f"{rule.workdays_after}个工作日"
        return f"{_months(rule.months)}后{after}内"
    days = "、".join("底" if day == -1 else f"{day}日" for day in rule.days)
    if rule.months in ((), _EVEN, _ODD):
        return _months(rule.months) + days
    return "每年" + "、".join(f"{month}月{days}" for month in rule.months)


def _months(months: tuple[int, ...]) -> str:
    """每月, 每双月, 每季度."""
    return {_EVEN: "每双月", _ODD: "每单月", (3, 6, 9, 12): "每季度"}.get(months, "每月")
