"""Dates as notices print them."""

from __future__ import annotations

from datetime import date

import pytest

from storage.notice.dates import Base, moments
from storage.notice.dates.numbers import number
from storage.notice.signs import flatten

BASE = Base(date(2023, 5, 5), 2023)


def one(text: str, base: Base = BASE):
    (found,) = moments(flatten(text), base)
    return found


@pytest.mark.parametrize(
    ("text", "start", "end", "time"),
    [
        ("于6月9日前", (2023, 6, 9), (2023, 6, 9), None),
        ("于 6 月 9 日 前", (2023, 6, 9), (2023, 6, 9), None),
        ("２０２３年６月９日", (2023, 6, 9), (2023, 6, 9), None),
        ("2024年3月15日17:00前", (2024, 3, 15), (2024, 3, 15), "17:00"),
        ("5月1 2 日 18:00", (2023, 5, 12), (2023, 5, 12), "18:00"),
        ("10月31日下午5点", (2023, 10, 31), (2023, 10, 31), "17:00"),
        ("10月31日下午17:00", (2023, 10, 31), (2023, 10, 31), "17:00"),
        ("5月10日12点前", (2023, 5, 10), (2023, 5, 10), "12:00"),
        ("5月10日上午9时半", (2023, 5, 10), (2023, 5, 10), "09:30"),
        ("5月10日9点15分", (2023, 5, 10), (2023, 5, 10), "09:15"),
        ("6月9日（星期五）前", (2023, 6, 9), (2023, 6, 9), None),
        ("5月上旬-6月上旬", (2023, 5, 1), (2023, 6, 10), None),
        ("2023年12月下旬", (2023, 12, 21), (2023, 12, 31), None),
        ("6月中旬", (2023, 6, 11), (2023, 6, 20), None),
        ("6月底前", (2023, 6, 30), (2023, 6, 30), None),
        ("6月初", (2023, 6, 1), (2023, 6, 10), None),
        ("2022年9月15-21日", (2022, 9, 15), (2022, 9, 21), None),
        ("2020年1月8日—31日", (2020, 1, 8), (2020, 1, 31), None),
        ("2022年8月15日至9月28日", (2022, 8, 15), (2022, 9, 28), None),
        ("2022年12月20日至2023年1月10日", (2022, 12, 20), (2023, 1, 10), None),
        ("二〇二三年六月九日", (2023, 6, 9), (2023, 6, 9), None),
        ("十二月二十五日", (2023, 12, 25), (2023, 12, 25), None),
        ("2023-06-09", (2023, 6, 9), (2023, 6, 9), None),
        ("2023/6/9 17:30", (2023, 6, 9), (2023, 6, 9), "17:30"),
        ("6.9前", (2023, 6, 9), (2023, 6, 9), None),
    ],
)
def test_a_date_is_read_as_it_is_printed(text, start, end, time):
    found = one(text)
    assert (found.start, found.end, found.time) == (date(*start), date(*end), time)


def test_a_month_well_before_the_issue_is_next_years():
    assert one("1月10日前", Base(date(2023, 12, 20), 2023)).end == date(2024, 1, 10)


def test_without_any_year_a_date_stays_unread():
    assert list(moments("6月9日前", Base(None, None))) == []
    assert list(moments("6.9前", Base(None, None))) == []
    assert list(moments("6月底前", Base(None, None))) == []


@pytest.mark.parametrize(
    "text", ["2月30日前", "13月9日前", "2023-02-30", "6月9", "2月30日至3月1日", "2.30前", "第6.9节"]
)
def test_what_is_no_day_is_none(text):
    assert list(moments(text, BASE)) == []


def test_a_weekday_is_kept_for_the_check():
    assert one("6月9日（星期五）前").weekday == 4
    assert one("6月11日（周天）").weekday == 6


@pytest.mark.parametrize(
    ("text", "value"), [("12", 12), ("1 2", 12), ("十", 10), ("二十三", 23), ("二〇二三", 2023), ("", 0)]
)
def test_numbers_in_either_digits(text, value):
    assert number(text) == value
