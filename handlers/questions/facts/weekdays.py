"""Which day of the week a day is: what is asked of any day, whatever the notice has on it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from handlers.dates import read_day
from handlers.questions.facts.asked import Asked
from handlers.questions.meant.entities import is_named
from scheduler.clock import beijing_date
from scheduler.phrases import day
from storage.patterns import Late

_OF_WEEK = Late(
    r"(?:星期|礼拜|周)几|(?:是|算|赶上|碰上|正好)[^,。;?]{0,4}(?:星期|礼拜|周)[一二三四五六日天末][^,。;?]{0,3}(?:还是|吗|吧|么|不|\?|$)"
    r"|是不是[^,。;?]{0,6}(?:星期|礼拜|周)[一二三四五六日天末]|(?:星期|礼拜|周)[一二三四五六日天]还是"
)


def weekdays(asked: Asked) -> Iterator[str]:
    """Say of each day that is named which day of the week it is, where that is asked."""
    spoken = asked.u.entities.days
    if not spoken or not _OF_WEEK.search(asked.u.said):
        return
    known = tuple(dict.fromkeys(_known(asked)))
    today = beijing_date(asked.asker.now)
    for month, on in spoken:
        told = next((one for one in known if is_named(one, ((month, on),))), None)
        about = known[0] if known else today
        meant = told or read_day(f"{month}月{on}日" if month else f"{on}日", today, about)
        if meant:
            yield f"{day(meant)}。"


def _known(asked: Asked) -> Iterator[date]:
    """The days of the notice: those by which something is due, of its own level first."""
    notice = asked.index.notice
    of_level = sorted(notice.deadlines, key=lambda one: one.level != asked.index.binding)
    yield from (one.date for one in of_level if one.date)
    yield from (one.starts_on for one in of_level if one.starts_on)
    yield from (event.start for event in notice.event_dates if event.start)
    if period := notice.activity_period:
        yield from (one for one in (period.start, period.end) if one)
    yield from (level.issued_on for level in notice.levels if level.issued_on)
