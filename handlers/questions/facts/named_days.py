"""Of several dates those of a day that is named, of one near it that may be late, and the end of what begins."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handlers.lexicon import Topic, lexicon
from handlers.questions.facts.asked import Asked
from handlers.questions.meant.entities import is_named
from storage.notice.model import Deadline
from storage.patterns import Late

_ENDS = Late(r"截|止|结束|关|完|到(?:哪一?天|什么时候|几)|几点")
_SENT_ON = r"\d[日号]?(?:之?[前后]|以[前后]|再|才|就|去|统一|给你们)*(?:<send>)"
"""Something is sent on a day that is named."""

_NEAR = 7
"""Days around a date within which something is late for it, or in time."""


def on_days(asked: Asked, own: Sequence[Deadline]) -> list[Deadline]:
    """Those of the days that are named; of a day on which nothing is due the nearest to it: 8号交迟不迟, of 7号."""
    spoken = asked.u.entities.days
    due = [d for d in asked.index.notice.deadlines if d.date and is_named(d.date, spoken)]
    is_of_sending = asked.u.has(Topic.LATE) or lexicon().pattern(_SENT_ON).search(asked.u.said)
    if due or not spoken or not is_of_sending:
        return [d for d in own if d in due]
    apart = {d: away for d in own if d.date and (away := _apart(d.date, spoken)) <= _NEAR}
    return [d for d, away in apart.items() if away == min(apart.values())]


def with_ends(asked: Asked, begun: Sequence[Deadline], known: Sequence[Deadline]) -> list[Deadline]:
    """What begins, and where its end is asked as well, what ends on the same day at an hour."""
    last = {d.date for d in begun} if _ENDS.search(asked.u.said) else set()
    return [*begun, *(d for d in known if d.date in last and d.time and d not in begun)]


def with_own_day(asked: Asked, chosen: Sequence[Deadline], own: Sequence[Deadline]) -> list[Deadline]:
    """What was chosen; where only spans are, 9月5日-6日, and it is asked where something goes, the day it is due by."""
    due = asked.own.deadline if asked.own and asked.u.has(Topic.SUBMIT_TO) else None
    is_span = bool(chosen) and all(d.starts_on for d in chosen)
    return [*chosen, *([due] if due and is_span and due in own and due not in chosen else [])]


def _apart(day: date, spoken: Sequence[tuple[int | None, int]]) -> int:
    """How many days a date is from the nearest that is named."""
    return min(abs((day.month - (month or day.month)) * 30 + day.day - on) for month, on in spoken)
