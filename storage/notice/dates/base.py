"""What a notice leaves out of its dates, and where that is taken from: its own date, else a year that it bears."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

_LOOK_BACK = timedelta(days=60)
"""A month that lies further before the date of issue is next year's."""


@dataclass(frozen=True, slots=True)
class Base:
    """What a missing year is taken from: the date of issue, else a year that the notice bears."""

    issued_on: date | None
    year: int | None

    @property
    def own_year(self) -> int | None:
        """The year in which the notice was issued, as far as it says."""
        return self.issued_on.year if self.issued_on else self.year

    def is_over(self, day: date) -> bool:
        """Whether a day was over when the notice was issued; of a notice without a day, in a year before its own."""
        return day < self.issued_on if self.issued_on else self.year is not None and day.year < self.year

    def dated(self, year: int | None, month: int, day: int) -> date | None:
        """The full date; None where there is no such day or no year to take."""
        if year is not None:
            return real(year, month, day)
        if self.own_year is None:
            return None
        plain = real(self.own_year, month, day)
        if plain and self.issued_on and plain < self.issued_on - _LOOK_BACK:
            return real(self.own_year + 1, month, day)
        return plain

    def month_from(self, months: int) -> tuple[int, int] | None:
        """The year and month so many months after the month of issue; None where that is not known."""
        if self.issued_on is None:
            return None
        return (self.issued_on.year * 12 + self.issued_on.month - 1 + months) // 12, (
            self.issued_on.month - 1 + months
        ) % 12 + 1

    def next_day(self, day: int) -> date | None:
        """The first day of that number on or after the date of issue: 25日前."""
        for months in range(3):
            found = self.month_from(months)
            on = real(*found, day) if found else None
            if on and self.issued_on and on >= self.issued_on:
                return on
        return None

    def weekday_from(self, weekday: int, weeks: int) -> date | None:
        """That weekday in the week of issue, or so many weeks later."""
        if self.issued_on is None:
            return None
        return _later(self.issued_on, weekday - self.issued_on.weekday() + 7 * weeks)

    def days_from(self, days: int) -> date | None:
        """The day so many days after the date of issue."""
        return _later(self.issued_on, days) if self.issued_on else None


def real(year: int, month: int, day: int) -> date | None:
    """The date, None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def last_of(year: int, month: int) -> int:
    """The number of a month's last day."""
    return calendar.monthrange(year, month)[1]


def _later(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None
