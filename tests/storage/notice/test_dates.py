"""Dates, hours and spans as notices print them, each read relative to the notice's own date."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.notice.dates import Base, Moment, Precision, moments, rules, written
from storage.notice.dates.numbers import number
from storage.notice.model import Recurrence, Since, Term, Unit
from storage.notice.text.signs import flatten
from tests.storage.notice.expressions import MAY, PARTS, RULES, SINGLE, SPANS, TERMS

BASE = Base(MAY, 2023)


def one(text: str, issued_on: date = MAY) -> Moment:
    (found,) = moments(flatten(text), Base(issued_on, issued_on.year))
    return found


def test_the_table_is_as_long_as_promised():
    assert len(SINGLE) + len(SPANS) + len(PARTS) + len(RULES) + len(TERMS) >= 120


@pytest.mark.parametrize(("text", "issued_on", "day", "time"), SINGLE)
def test_a_day_is_read_as_it_is_printed(text, issued_on, day, time):
    found = one(text, issued_on)
    assert (found.start, found.end, found.time) == (date.fromisoformat(day), date.fromisoformat(day), time)
    assert not found.is_span


@pytest.mark.parametrize(("text", "issued_on", "start", "end", "time"), SPANS)
def test_a_span_has_both_its_ends(text, issued_on, start, end, time):
    found = one(text, issued_on)
    assert (str(found.start), str(found.end), found.time, found.is_span) == (start, end, time, True)


@pytest.mark.parametrize(("text", "start", "end", "precision"), PARTS)
def test_a_part_of_a_month_says_how_exactly_it_is_meant(text, start, end, precision):
    found = one(text)
    assert (str(found.start), str(found.end), found.precision) == (start, end, precision)


@pytest.mark.parametrize(("text", "value", "time"), RULES)
def test_what_returns_is_read_into_a_rule(text, value, time):
    (found,) = rules(flatten(text))
    assert (found.value, found.time, found.is_term) == (value, time, False)


@pytest.mark.parametrize(("text", "count", "unit", "since"), TERMS)
def test_a_term_says_what_it_runs_from(text, count, unit, since):
    (found,) = rules(flatten(text))
    assert isinstance(found.value, Term)
    assert (found.value.count, found.value.unit, found.value.since, found.is_term) == (count, unit, since, True)


@pytest.mark.parametrize("text", ["公示5个工作日", "满半日后半日内", "不少于7个工作日", "任期3年"])
def test_a_length_of_time_is_no_term(text):
    assert list(rules(flatten(text))) == []


def test_the_matched_span_is_the_expression_and_nothing_else():
    text = flatten("请于2024年3月15日（星期五）下午5点前报送")
    (found,) = moments(text, BASE)
    assert text[found.first : found.last] == "2024年3月15日(星期五)下午5点"
    (rule,) = rules(flatten("请各地每月25日前报送"))
    assert (rule.first, rule.last) == (3, 9)


def test_the_end_of_office_hours_is_told_from_no_hour():
    assert one("6月9日下班前").is_closing
    assert not one("6月9日前").is_closing


def test_without_the_notices_own_date_only_what_is_printed_is_read():
    bare, numbered = Base(None, None), Base(None, 2023)
    for text in (
        "6月9日前",
        "6.9前",
        "6月底前",
        "月底前",
        "年底前",
        "下周五前",
        "明天下班前",
        "于25日前",
        "三季度末前",
        "本月25日前",
    ):
        assert list(moments(text, bare)) == []
    assert [str(m.end) for m in moments("6月9日前", numbered)] == ["2023-06-09"]
    assert [str(m.end) for m in moments("1月9日前", numbered)] == ["2023-01-09"]
    (since,) = moments("即日起至6月9日", numbered)
    assert (since.start, str(since.end), since.since_issue) == (None, "2023-06-09", True)


@pytest.mark.parametrize(
    "text",
    ["2月30日前", "13月9日前", "2023-02-30", "6月9", "2.30前", "第6.9节", "6月9-", "9999年底之后的下下周", "本月31日"],
)
def test_what_is_no_day_is_none(text):
    assert [m for m in moments(text, Base(date(2023, 6, 5), 2023)) if m.precision is Precision.DAY] == []


def test_the_last_days_of_the_calendar_do_not_break_it():
    last = Base(date(9999, 12, 31), 9999)
    assert list(moments("下下周五前", last)) == []
    assert list(moments("下月5日前,次年1月1日前", last)) == []


def test_a_weekday_is_kept_for_the_check():
    assert one("6月9日（星期五）前").weekday == 4
    assert one("6月11日（周天）").weekday == 6
    assert one("6月9日上午（星期五）").weekday == 4


@pytest.mark.parametrize(
    ("text", "value"),
    [("12", 12), ("1 2", 12), ("十", 10), ("二十三", 23), ("廿三", 23), ("卅一", 31), ("二〇二三", 2023), ("", 0)],
)
def test_numbers_in_either_digits(text, value):
    assert number(text) == value


DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
CLOCKS = st.none() | st.tuples(st.integers(0, 23), st.integers(0, 59)).map(lambda at: f"{at[0]:02}:{at[1]:02}")


def same(found: Moment, meant: Moment) -> bool:
    kept = ("start", "end", "time", "weekday", "is_span", "precision", "since_issue", "is_closing")
    return all(getattr(found, name) == getattr(meant, name) for name in kept)


@given(DAYS, CLOCKS, st.booleans(), st.booleans())
def test_reading_a_written_day_gives_it_back(day, time, has_weekday, is_closing):
    weekday = day.weekday() if has_weekday else None
    closes = is_closing and time is None
    meant = Moment(0, 0, day, day, time=time, weekday=weekday, is_closing=closes)
    assert same(one(written(meant)), meant)
    assert one(written(day)).end == day


@given(DAYS, st.integers(0, 400), CLOCKS)
def test_reading_a_written_span_gives_it_back(day, days, time):
    meant = Moment(0, 0, day, day + timedelta(days=days), time=time, is_span=True)
    assert same(one(written(meant)), meant)
    since = Moment(0, 0, MAY, day, time=time, is_span=True, since_issue=True)
    assert same(one(written(since)), since)


@given(st.integers(2000, 2099), st.integers(1, 12), st.sampled_from(["上旬", "中旬", "下旬", "底", ""]))
def test_reading_a_written_part_of_a_month_gives_it_back(year, month, part):
    meant = one(f"{year}年{month}月{part}")
    assert same(one(written(meant)), meant)
    assert meant.approximate


@given(st.integers(2000, 2099), st.integers(1, 10), st.integers(1, 2), st.sampled_from(["上旬", "中旬", "下旬"]))
def test_reading_a_written_span_of_parts_gives_it_back(year, month, later, part):
    meant = one(f"{year}年{month}月{part}至{year}年{month + later}月{part}")
    assert same(one(written(meant)), meant)


MONTHS = st.sampled_from([(), (2, 4, 6, 8, 10, 12), (1, 3, 5, 7, 9, 11), (6, 12), (3, 6, 9, 12), (5,)])
RETURNING = (
    st.builds(Recurrence, MONTHS, st.lists(st.integers(1, 28) | st.just(-1), min_size=1, max_size=1).map(tuple))
    | st.builds(Recurrence, st.just(()), st.lists(st.integers(1, 28), min_size=1, max_size=3, unique=True).map(tuple))
    | st.builds(Recurrence, weekdays=st.lists(st.integers(0, 6), min_size=1, max_size=3, unique=True).map(tuple))
    | st.builds(Recurrence, st.sampled_from([(), (3, 6, 9, 12)]), st.just((-1,)), workdays_after=st.integers(1, 28))
    | st.builds(Recurrence, st.sampled_from([(), (3, 6, 9, 12)]), st.just((-1,)), days_after=st.integers(1, 28))
    | st.builds(Recurrence, is_workday=st.booleans())
)
RUNNING = st.builds(
    Term, st.integers(1, 99), st.sampled_from(Unit), st.just(Since.RECEIPT), st.just("收到通知后")
) | st.builds(Term, st.integers(1, 99), st.sampled_from(Unit), st.just(Since.EVENT), st.just("活动结束后"))


@given(RETURNING | RUNNING)
def test_reading_a_written_rule_gives_it_back(rule):
    (found,) = rules(flatten(written(rule)))
    assert found.value == rule


def test_a_moment_without_an_end_is_written_as_far_as_it_goes():
    assert written(Moment(0, 0, None, None, time="17:00")) == "17:00"


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("定于2023年7-9月举办", (date(2023, 7, 1), date(2023, 9, 30))),
        ("6至8月份开展", (date(2023, 6, 1), date(2023, 8, 31))),
        ("9-7月开展", None),
        ("2023年7-9月15日", None),
    ],
)
def test_months_of_which_the_last_is_called_so(text, span):
    found = [m for m in moments(text, Base(date(2023, 5, 25), 2023)) if m.is_span and m.precision is Precision.MONTH]
    assert [(m.start, m.end) for m in found] == ([span] if span else [])
    assert not [m for m in moments("7-9月举办", Base(None, None)) if m.is_span]
