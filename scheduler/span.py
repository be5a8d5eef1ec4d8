"""From a campaign's first minute to its last evening, as rehearsals and `ask` take them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from scheduler.clock import at, beijing_date
from scheduler.terms import settled
from scheduler.workdays import WorkCalendar
from storage.notice.model import Notice
from storage.notice.routing import duties

DAYS_WITHOUT_A_DATE = 30
"""How long before its first deadline a notice without any date of issue is taken to begin."""


def first_minute(notice: Notice, calendar: WorkCalendar, today: date) -> datetime:
    """09:00 on the first working day after the latest date of issue or printing of any level.

    Without such a date 30 days before the first binding deadline; without a deadline either, `today`.
    """
    dated = [day for level in notice.levels for day in (level.issued_on, level.printed_on) if day]
    if dated:
        return at(calendar.shift(max(dated), 1), "09:00")
    deadlines = binding_dates(notice)
    begins = min(deadlines) - timedelta(days=DAYS_WITHOUT_A_DATE) if deadlines else today
    return at(begins if calendar.is_workday(begins) else calendar.shift(begins, 1), "09:00")


def last_evening(notice: Notice, calendar: WorkCalendar, start: datetime) -> datetime:
    """18:00 on the first working day after the last binding deadline (30 days after the start without one).

    What returns counts with its first day, a term with the day to which it comes from a publication at the start.
    """
    begins = beijing_date(start)
    dates = binding_dates(settled(notice, begins, begins, calendar))
    last = max(dates, default=begins + timedelta(days=DAYS_WITHOUT_A_DATE))
    return at(calendar.shift(last, 1), "18:00")


def binding_dates(notice: Notice) -> list[date]:
    """The dates of all deadlines that bind a unit type of the binding level."""
    return [deadline.date for duty in duties(notice) for deadline in duty.deadlines if deadline.date]
