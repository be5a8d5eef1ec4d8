"""What holds once the day is over, who decides, and which day counts of what is posted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from handlers.dates import DAY, read_day
from handlers.lexicon import Topic
from handlers.questions.facts.asked import Asked
from handlers.questions.lookup.passages import Passage
from handlers.wording import questions as wording
from storage.notice.model import Deadline
from storage.patterns import Late

_DAY = Late(DAY)
_LATE = Late(r"逾期|过期|超期|未按时|不再受理|不予(?:受理|评审)|视为(?:自动)?放弃")
_REFUSES = Late(r"(?:逾期|过期|超期)[^。；;]{0,6}?(?:一律)?(?:不再|不予|不|视)")
_POSTED = Late(
    r"邮戳|[寄邮][^,。;?]{0,12}(?:为准|算|[收签]到|来得及|赶得[上及]|逾期|过期|晚|迟)|(?:[收签到]到|到)[^,。;?]{0,6}(?:为准|那天算|算数)"
)
_MARKED = Late(r"邮戳")


def lateness(asked: Asked, due: date | None, today: date) -> Iterator[str]:
    """What holds once the day is over, and who decides."""
    is_late = asked.u.has(Topic.LATE) or (due is not None and _names_later_day(asked, due, today))
    if asked.u.has(Topic.LATE, Topic.EXTENSION):
        ruled = _ruled(asked)
        yield from asked.passages(ruled[:1], _LATE)
        if any(_REFUSES.search(p.plain) for p in ruled[:1]) and not asked.u.has(Topic.EXTENSION):
            return  # nobody decides what is ruled
    if is_late and not asked.u.has(Topic.EXTENSION, Topic.DAYS_LEFT):
        yield wording.if_late(asked.office, asked.contact)
    if asked.u.has(Topic.EXTENSION):
        yield wording.not_to_be_moved(asked.office, asked.contact)


def is_beyond(asked: Asked) -> bool:
    """A day is named by which the asker's own has passed."""
    due = asked.own.deadline.date if asked.own and asked.own.deadline else None
    named = (read_day(found[0], asked.today, due) for found in _DAY.finditer(asked.u.said)) if due else ()
    return due is not None and any(day > due for day in named if day)


def refusal(asked: Asked) -> tuple[str, ...]:
    """The sentence that rules that nothing is taken once the day is over; () where none does."""
    ruled = [p for p in _ruled(asked) if _REFUSES.search(p.plain)]
    return tuple(asked.passages(ruled[:1], _LATE))


def _ruled(asked: Asked) -> list[Passage]:
    """What the asker's level says of whoever is late."""
    return [p for p in asked.index.here if _LATE.search(p.plain)]


def by_post(asked: Asked, chosen: Sequence[Deadline]) -> Iterator[str]:
    """Whether the day of sending or of arrival counts, where that is asked."""
    if not _POSTED.search(asked.u.said):
        return
    ruled = [p for p in asked.index.here if "邮戳" in p.plain]
    lines = {line for one in chosen for line in one.source}
    ruled = [p for p in ruled if lines & set(p.source)] or ruled
    yield from asked.passages(ruled[:1], _MARKED)


def _names_later_day(asked: Asked, due: date, today: date) -> bool:
    """A day after the deadline is named that is none of the notice's: 「6月12日交行吗」, 「下周一交」."""
    notice = asked.index.notice
    known = {d.date for d in notice.deadlines} | {event.start for event in notice.event_dates}
    named = (read_day(found[0], today, due) for found in _DAY.finditer(asked.u.said))
    return any(day > due and day not in known for day in named if day)
