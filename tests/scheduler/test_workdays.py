"""Working days, make-up days, office hours."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from scheduler.clock import BEIJING
from scheduler.workdays import WorkCalendar

CALENDAR = WorkCalendar()


@pytest.mark.parametrize(
    ("day", "is_worked"),
    [
        (date(2023, 5, 6), True),  # a Saturday that makes up for a holiday
        (date(2023, 5, 1), False),
        (date(2023, 6, 22), False),
        (date(2023, 6, 9), True),
        (date(2023, 6, 10), False),
    ],
)
def test_published_arrangements_hold(day, is_worked):
    assert CALENDAR.is_workday(day) is is_worked


def test_an_unknown_year_is_monday_to_friday_and_says_so():
    assert not CALENDAR.is_known(2099)
    assert CALENDAR.is_workday(date(2099, 1, 1))
    assert not CALENDAR.is_workday(date(2099, 1, 3))
    assert CALENDAR.is_known(2023)


def test_what_is_settled_by_hand_goes_first():
    calendar = WorkCalendar({date(2099, 1, 1): False, date(2099, 1, 3): True})
    assert not calendar.is_workday(date(2099, 1, 1))
    assert calendar.is_workday(date(2099, 1, 3))
    assert calendar.is_known(2099)


def test_counting_and_shifting():
    assert CALENDAR.workdays_until(date(2023, 5, 29), date(2023, 6, 9)) == 9
    assert CALENDAR.workdays_until(date(2023, 6, 9), date(2023, 6, 9)) == 0
    assert CALENDAR.workdays_until(date(2023, 6, 10), date(2023, 6, 9)) == 0
    assert CALENDAR.shift(date(2023, 6, 9), -5) == date(2023, 6, 2)
    assert CALENDAR.shift(date(2023, 6, 9), 1) == date(2023, 6, 12)
    assert CALENDAR.shift(date(2023, 6, 9), 0) == date(2023, 6, 9)


def test_a_calendar_without_any_working_day_ends_all_the_same():
    class Never(WorkCalendar):
        def is_workday(self, day: date) -> bool:
            return False

    assert Never().shift(date(2023, 6, 9), 1) > date(2030, 1, 1)


@pytest.mark.parametrize(
    ("hour", "following"),
    [
        ((9, 8, 0), (9, 9, 0)),
        ((9, 10, 0), (9, 10, 0)),
        ((9, 12, 0), (9, 14, 0)),
        ((9, 17, 30), (12, 9, 0)),
        ((10, 10, 0), (12, 9, 0)),
    ],
)
def test_the_next_office_hour(hour, following):
    day, h, m = hour
    moment = datetime(2023, 6, day, h, m, tzinfo=BEIJING)
    day, h, m = following
    assert CALENDAR.next_office_instant(moment) == datetime(2023, 6, day, h, m, tzinfo=BEIJING)
