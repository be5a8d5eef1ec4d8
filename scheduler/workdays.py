"""Working days, make-up days and office hours in Beijing; what is settled by hand goes before every calendar."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from scheduler.clock import BEIJING

OFFICE_HOURS = ((time(9), time(11, 30)), (time(14), time(17, 30)))
"""When something may be said unasked (PRODUCT: R)."""

_MOST_SHIFTED = 3700
_SATURDAY = 5


class WorkCalendar:
    """Which days are worked. `overrides` says True for a make-up day, False for a day off.

    Without an override the published holiday arrangements hold; a year they do not know yet is taken as
    Monday to Friday, and `is_known` says so, that people can be told.
    """

    def __init__(self, overrides: Mapping[date, bool] | None = None) -> None:
        self._overrides = dict(overrides or {})
        self._known: dict[int, bool] = {}
        self._days: dict[date, bool] = {}

    def is_workday(self, day: date) -> bool:
        """Whether offices work on that day; asked for each unit again and again, so what was found is kept."""
        found = self._days.get(day)
        if found is None:
            if len(self._days) >= _MOST_SHIFTED:
                self._days.clear()
            found = self._days[day] = self._found(day)
        return found

    def _found(self, day: date) -> bool:
        """Look a day up."""
        if day in self._overrides:
            return self._overrides[day]
        if not self._is_published(day.year):
            return day.weekday() < _SATURDAY
        import chinese_calendar

        return bool(chinese_calendar.is_workday(day))

    def is_known(self, year: int) -> bool:
        """Whether that year's arrangements have been published, or were settled by hand."""
        return self._is_published(year) or any(day.year == year for day in self._overrides)

    def _is_published(self, year: int) -> bool:
        if year not in self._known:
            import chinese_calendar

            try:
                chinese_calendar.is_workday(date(year, 1, 1))
            except NotImplementedError:
                self._known[year] = False
            else:
                self._known[year] = True
        return self._known[year]

    def workdays_until(self, today: date, day: date) -> int:
        """Count the working days after `today` up to and including `day`; 0 where it has come or is past."""
        return sum(
            self.is_workday(today + timedelta(days=n)) for n in range(1, min((day - today).days, _MOST_SHIFTED) + 1)
        )

    def shift(self, day: date, workdays: int) -> date:
        """Return the working day so many working days after `day` (before it, where negative)."""
        step = timedelta(days=1 if workdays > 0 else -1)
        left = abs(workdays)
        for _ in range(_MOST_SHIFTED):
            if not left:
                break
            day += step
            left -= self.is_workday(day)
        return day

    def in_office_hours(self, instant: datetime) -> bool:
        """Whether something may be said unasked at that instant."""
        local = instant.astimezone(BEIJING)
        return self.is_workday(local.date()) and any(start <= local.time() < end for start, end in OFFICE_HOURS)

    def next_office_instant(self, instant: datetime) -> datetime:
        """Return that instant, if it is within office hours, else the beginning of the next ones."""
        if self.in_office_hours(instant):
            return instant
        local = instant.astimezone(BEIJING)
        if self.is_workday(local.date()):
            for start, _ in OFFICE_HOURS:
                if local.time() < start:
                    return datetime.combine(local.date(), start, BEIJING)
        return datetime.combine(self.shift(local.date(), 1), OFFICE_HOURS[0][0], BEIJING)
