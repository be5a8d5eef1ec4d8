"""Reckons the days behind rules: the next day that returns, the end of a term, with the working days between."""

from __future__ import annotations

import calendar as months
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from scheduler.clock import beijing_date
from scheduler.workdays import WorkCalendar
from storage.editions import notice_of
from storage.notice.model import Deadline, Notice, Recurrence, Since, Term, Unit
from storage.tables import Campaign
from storage.unit_of_work import Work

_LONGEST_WAIT = 800
"""Days looked through for the next one: a rule returns at least once a year, and 29 February every four."""


def notice_at(work: Work, campaign: Campaign, calendar: WorkCalendar) -> Notice:
    """Return the notice in force in a campaign with the days of its rules as they are now."""
    published_on = beijing_date(campaign.published_at)
    return settled(notice_of(work, campaign), published_on, beijing_date(work.now), calendar)


def settled(notice: Notice, published_on: date, today: date, calendar: WorkCalendar) -> Notice:
    """Return the notice with the day of every rule in its place: for what returns, the next from `today` on.

    A term that runs from an event has no day: nobody but the unit knows when that was. The phrase stays as printed.
    A day that a coordinator has set goes before the rule.
    """
    if not any(_is_open(deadline) for deadline in notice.deadlines):
        return notice
    return replace(
        notice,
        deadlines=tuple(
            replace(one, date=_day(one, notice, published_on, today, calendar)) if _is_open(one) else one
            for one in notice.deadlines
        ),
    )


def _is_open(deadline: Deadline) -> bool:
    """Whether a rule stands where a day would."""
    return deadline.date is None and bool(deadline.returns or deadline.term)


def _day(deadline: Deadline, notice: Notice, published_on: date, today: date, calendar: WorkCalendar) -> date | None:
    """The day that a deadline's rule comes to."""
    if deadline.returns:
        return next_day(deadline.returns, today, calendar)
    issued_on = notice.levels[deadline.level].issued_on
    begins = {Since.ISSUE: issued_on or published_on, Since.RECEIPT: published_on}
    term = deadline.term
    return end_of(term, begins[term.since], calendar) if term and term.since in begins else None


def next_day(rule: Recurrence, today: date, calendar: WorkCalendar) -> date | None:
    """Return the first day of a rule on or after `today`; None where there is none within two years."""
    after = rule.days_after + 2 * rule.workdays_after
    for day in _days(today - timedelta(days=2 * after + 15 if after else 0)):
        if _fits(rule, day, calendar):
            due = calendar.shift(day + timedelta(days=rule.days_after), rule.workdays_after)
            if due >= today:
                return due
    return None


def _days(first: date) -> Iterator[date]:
    yield from (first + timedelta(days=n) for n in range(_LONGEST_WAIT))


def _fits(rule: Recurrence, day: date, calendar: WorkCalendar) -> bool:
    """Whether a day is one of a rule; a month that is too short for its day ends on its last."""
    if rule.months and day.month not in rule.months:
        return False
    last = months.monthrange(day.year, day.month)[1]
    if rule.days and day.day not in {last if on == -1 else min(on, last) for on in rule.days}:
        return False
    if rule.weekdays and day.weekday() not in rule.weekdays:
        return False
    return not rule.is_workday or calendar.is_workday(day)


def end_of(term: Term, begins: date, calendar: WorkCalendar) -> date:
    """Return the last day of a term that runs from `begins`, which itself does not count."""
    if term.unit is Unit.WORKDAY:
        return calendar.shift(begins, term.count)
    if term.unit is Unit.MONTH:
        year, month = divmod(begins.year * 12 + begins.month - 1 + term.count, 12)
        return date(year, month + 1, min(begins.day, months.monthrange(year, month + 1)[1]))
    return begins + timedelta(days=term.count * (7 if term.unit is Unit.WEEK else 1))
