from __future__ import annotations

from datetime import date, timedelta

import pytest

from handlers.dates import read_day, read_span

MONDAY = date(2024, 5, 20)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("6月12日", date(2024, 6, 12)),
        ("6月 12号", date(2024, 6, 12)),
        ("六月十二日", date(2024, 6, 12)),
        ("2024年6月12日", date(2024, 6, 12)),
        ("2025-1-3", date(2025, 1, 3)),
        ("6.12", date(2024, 6, 12)),
        ("1月3日", date(2024, 1, 3)),
        ("十二号", date(2024, 5, 12)),
        ("明天", date(2024, 5, 21)),
        ("下周五", date(2024, 5, 31)),
        ("周日", date(2024, 5, 26)),
        ("6月31日", None),
        ("32日", None),
        ("某天", None),
    ],
)
def test_days_are_read_as_people_write_them(said, day):
    assert read_day(said, MONDAY) == day


def test_a_day_without_a_year_is_the_one_nearest_to_what_it_moves():
    assert read_day("1月3日", date(2023, 12, 20)) == date(2024, 1, 3)
    assert read_day("12日", MONDAY, date(2024, 6, 9)) == date(2024, 6, 12)


def test_spans_are_read():
    assert read_span("三天") == timedelta(days=3)
    assert read_span("2周") == timedelta(weeks=2)
    assert read_span("二十日") == timedelta(days=20)
    assert read_span("一会") is None
