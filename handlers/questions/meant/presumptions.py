"""What a question takes for granted: a day, a number, a mailbox, an office; held against what the notice says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from handlers.questions.lookup.index import Index
from handlers.questions.lookup.offices import Office
from handlers.questions.meant.entities import Entities
from handlers.questions.typed.spelling import digits
from storage.notice.model import Deadline
from storage.patterns import Late


class Wrong(StrEnum):
    """What was presumed and does not hold."""

    UPPER_DAY = "upper_day"
    EVENT_DAY = "event_day"
    PAPER_DAY = "paper_day"
    OTHER_REACH = "other_reach"
    UPPER_REACH = "upper_reach"
    MAIL_IS_NO_PHONE = "mail_is_no_phone"


_HOLDS = Late(
    r"\d[日号]?(?:那天|当天)?(?:前后)?[^,。;?交报送截]{0,6}(?:才|就|要|会|刚)?(?:搞|办|开展|举[办行]|组织|开|有|做|是什么)"
)
"""Something is held on the day that is named: it is not taken for the deadline."""

_IS_DUE = Late(
    r"^(?!.*\d[日号]?(?:[印下签]?发|出的|收到|成文|落款|的(?:通知|文)))(?:.*\d[日号]?(?:之?前|以前)?[^,。;?发印下出收文]{0,3}"
    r"(?:截|[交报送]|到期)|.*(?:截止|最[迟晚]|期限)[^,。;?]{0,4}\d)"
)
"""Something is due on the day that is named: it is not only spoken of as that of the paper."""


@dataclass(frozen=True, slots=True)
class Presumption:
    """A wrong one: `value` is what was said, as the notice prints it; `office` whose it really is."""

    wrong: Wrong
    value: str = ""
    office: str = ""


def presumed(
    said: str, found: Entities, index: Index, own: Deadline | None, office: str | None
) -> tuple[Presumption, ...]:
    """Return what was presumed wrongly, given the deadline and the office that hold for the asker."""
    out = [p for day in found.days if (p := _day(day, index, own))]
    if out and not _IS_DUE.search(said):
        out = [p for p in out if p.wrong is not Wrong.PAPER_DAY]
    if _HOLDS.search(said):
        out = [p for p in out if p.wrong is not Wrong.EVENT_DAY]
    for number in found.numbers:
        out += _reach(number, index, office)
    for mail in found.mails:
        out += _mail(mail, index, office)
    return tuple(dict.fromkeys(out))


def _same(day: tuple[int | None, int], deadline: Deadline | None) -> bool:
    """The day is the deadline's; 9号 without a month is."""
    if deadline is None or deadline.date is None:
        return False
    return deadline.date.day == day[1] and day[0] in (None, deadline.date.month)


def _day(day: tuple[int | None, int], index: Index, own: Deadline | None) -> Presumption | None:
    """The level above's date, the day of the celebration or that of the paper, taken for the deadline."""
    if _same(day, own) or own is None:
        return None
    for upper in index.upper_deadlines():
        if _same(day, upper) and upper.date:
            return Presumption(Wrong.UPPER_DAY, f"{upper.date.month}月{upper.date.day}日")
    for event in index.notice.event_dates:
        is_day = event.start and event.start == event.end
        if is_day and event.start and event.start.day == day[1] and day[0] in (None, event.start.month):
            return Presumption(Wrong.EVENT_DAY, f"{event.start.month}月{event.start.day}日")
    issued = next((level.issued_on for level in index.notice.levels if level.level == index.binding), None)
    is_paper = issued and issued.day == day[1] and day[0] in (None if own.date is None else 0, issued.month)
    return Presumption(Wrong.PAPER_DAY, f"{issued.month}月{issued.day}日") if issued and is_paper else None


def _reach(number: str, index: Index, office: str | None) -> list[Presumption]:
    """A phone that is another office's; digits that are a mailbox."""
    said = digits(number)
    owners = [o for o in index.offices if o.contact and any(_begins(phone, said) for phone in o.contact.phones)]
    if owners:
        return [] if any(o.name == office for o in owners) else [_others(owners[0], index)]
    boxes = [
        (o, m)
        for o in index.offices
        if o.contact
        for m in o.contact.emails
        if m.startswith(said) or (len(said) > 6 and said in m)
    ]
    return [
        Presumption(Wrong.MAIL_IS_NO_PHONE, said, o.name) for o, _ in boxes[:1] if o.name == office and len(said) > 6
    ]


def _begins(phone: str, said: str) -> bool:
    """The phone is that number, or begins so."""
    whole = digits(phone)
    return whole.startswith(said) or (whole.endswith(said) and len(said) > 6)


def _mail(mail: str, index: Index, office: str | None) -> list[Presumption]:
    """A mailbox, or its beginning, that is another office's."""
    owners = [o for o in index.offices if o.contact and any(m.lower().startswith(mail) for m in o.contact.emails)]
    if not owners or any(o.name == office for o in owners):
        return []
    return [_others(owners[0], index)]


def _others(office: Office, index: Index) -> Presumption:
    return Presumption(Wrong.UPPER_REACH if office.level > index.binding else Wrong.OTHER_REACH, "", office.name)
