"""A day by which the office itself does something, taken for one's own: the own one before it is told as well."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.questions.facts.asked import Asked
from handlers.questions.lookup.bound import is_offices_own
from handlers.questions.lookup.passages import Passage
from handlers.questions.meant.entities import is_named
from storage.notice.model import Deadline


def before_step(asked: Asked, chosen: Sequence[Deadline], own: Sequence[Deadline]) -> Sequence[Deadline]:
    """One's own day before a step of the office's whose day was named: it is taken for one's own."""
    spoken = asked.u.entities.days
    steps = [d for d in chosen if d.date and is_named(d.date, spoken) and d not in own]
    before = [d for d in own if d.date and steps and steps[0].date and d.date <= steps[0].date and d not in chosen]
    return before[-1:] if steps and is_offices_own(asked.index.notice, steps[0]) else ()


def is_step(asked: Asked, passage: Passage) -> bool:
    """A sentence only tells by when the office itself does something."""
    notice = asked.index.notice
    told = [d for d in notice.deadlines if set(d.source) & set(passage.source)]
    return bool(told) and all(is_offices_own(notice, d) for d in told)
