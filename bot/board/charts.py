"""What pages draw: how a campaign has come on, a column a day, as numbers that a template puts into a picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from storage.standing import Listed, State, days

WIDTH, HEIGHT = 1000, 100
"""Of the picture, in its own units; a page stretches it."""

MOST_DAYS = 92
_GAP = 0.2


@dataclass(frozen=True, slots=True)
class Column:
    """One day: how many units had handed in everything, and how many a part; from where and how wide it is drawn."""

    on: date
    complete: int
    partial: int
    x: float
    width: float
    complete_height: float
    partial_height: float


@dataclass(frozen=True, slots=True)
class Progress:
    """The days of a campaign up to now; `deadline_x` is where its last day ends, None where that is not in sight."""

    columns: tuple[Column, ...]
    first: date
    last: date
    due: int
    deadline_x: float | None


def progress(units: Sequence[Listed], today: date, published_on: date, deadline: date | None) -> Progress | None:
    """Return how many had handed in what by the end of each day; None where nobody owes anything.

    What counts today counts from the day on which it came first: a paper that was returned since is not there.
    """
    owing = [one for one in units if one.case.state is not State.EXEMPT and one.case.duty.owed]
    if not owing:
        return None
    begun, completed = days(owing)
    first = min([published_on, *begun])
    last = max(today, deadline or today)
    first = max(first, last - timedelta(days=MOST_DAYS - 1))
    step, scale = WIDTH / ((last - first).days + 1), HEIGHT / len(owing)
    columns = []
    for place in range((min(today, last) - first).days + 1):
        on = first + timedelta(days=place)
        complete = sum(count for day, count in completed.items() if day <= on)
        partial = sum(count for day, count in begun.items() if day <= on) - complete
        drawn = (place + _GAP / 2) * step, (1 - _GAP) * step, complete * scale, partial * scale
        columns.append(Column(on, complete, partial, *(round(value, 2) for value in drawn)))
    is_in_sight = deadline is not None and first <= deadline <= last
    deadline_x = round(((deadline - first).days + 1) * step, 2) if deadline and is_in_sight else None
    return Progress(tuple(columns), first, last, len(owing), deadline_x)
