"""The clerk's eye: what is odd in a notice is a doubt with its lines, asked about and never corrected by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from storage.notice.dates import written
from storage.notice.dates.base import last_of, real
from storage.notice.model import Contact, Deadline, Doubt, Level, Notice
from storage.notice.routing import fold, unit_types
from storage.notice.text import words
from storage.notice.text.signs import flatten
from storage.patterns import Late

_WEEKDAYS = "一二三四五六日"
_SAID_WEEKDAY = Late(r"(?:星期|周|礼拜)([一二三四五六日天])(?=\)|[,。前上下中晚]|\s|\d|$)")
_LEAST_DIGITS, _MOBILE = 7, 11
_FAR_DAYS = 400
_STEPS = (
    Late(r"报名|自查"),
    Late(r"填报|填写|申报|提交(?!.*(?:汇总|推荐))|登记|注册"),
    Late(r"审核|初审|审查|复核|遴选"),
    Late(r"推荐(?!表|书|函)|汇总(?!表)"),
    Late(r"评审|评选|公示|公布结果"),
)
"""What follows what in a notice with several dates: one applies, then it is checked, sent on, judged."""

_DAY = Late(r"(?:(?P<year>20\d\d)\s*年\s*)?(?<!\d)(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*[日号]")
_OPEN = Late(r"(?:自|从)?(?:即日|(?:20\d\d\s*年\s*)?\d{1,2}\s*月\s*\d{1,2}\s*日)起(?:开始)?(?P<rest>[^。;]{0,40})")
_BROKEN = Late(r"\s*(?:至|到)\s*(?:[止。,;]|$)")
_ASKS = Late(r"申报|报名|征集|受理|投稿|报送|推荐|提交|填报")
_CLOSED = Late(r"至|到(?!.{0,3}会)|止|截|前|-|~|个工作日内|日内|月内")


def doubted(notice: Notice) -> Notice:
    """Return the notice with every doubt where it belongs, and all of them once at the top, in the order of lines."""
    levels = tuple(replace(level, doubts=tuple(_of_level(level))) for level in notice.levels)
    deadlines = tuple(replace(d, doubts=tuple(_of_deadline(notice, d))) for d in notice.deadlines)
    contacts = tuple(replace(c, doubts=tuple(_of_contact(c))) for c in notice.contacts)
    found = [doubt for level in levels for doubt in level.doubts]
    found += [doubt for deadline in deadlines for doubt in deadline.doubts]
    found += [doubt for contact in contacts for doubt in contact.doubts]
    found += [*_of_routes(notice), *_of_whole(notice), *_of_lines(notice)]
    every = tuple(sorted(dict.fromkeys(found), key=lambda doubt: doubt.lines[:1]))
    return replace(notice, levels=levels, deadlines=deadlines, contacts=contacts, doubts=every)


def _of_level(level: Level) -> Iterator[Doubt]:
    """What a notice should bear and does not: never filled from another level."""
    if level.doc_number is None:
        yield Doubt("no_number", _level(level), (level.first_line,))
    if level.issued_on is None:
        yield Doubt("no_date", _level(level), (level.last_line,))
    if level.issued_on and level.printed_on and level.printed_on < level.issued_on:
        yield Doubt("printed_before_issued", _level(level), level.source[-2:])


def _of_deadline(notice: Notice, deadline: Deadline) -> Iterator[Doubt]:
    """A weekday that is another day's, a day before the notice itself or its printing, a year that slipped."""
    if deadline.date is None:
        if not deadline.recurrence and not deadline.term:
            yield Doubt("no_deadline_date", (("text", deadline.text),), deadline.source)
        return
    said = _SAID_WEEKDAY.search(flatten(deadline.text))
    real_day = _WEEKDAYS[deadline.date.weekday()]
    if said and said[1].replace("天", "日") != real_day:
        values = (("date", written(deadline.date)), ("said", str(said[1])), ("real", real_day))
        yield Doubt("weekday", values, deadline.source, f"星期{real_day}")
    if deadline.starts_on and deadline.starts_on > deadline.date:
        yield Doubt("ends_before_start", (("text", deadline.text),), deadline.source, _turned(deadline))
        return
    yield from _of_year(notice.levels[deadline.level], deadline, deadline.date)


def _of_year(level: Level, deadline: Deadline, day: date) -> Iterator[Doubt]:
    """A day before the notice, long after it, or gone by when it was printed."""
    values = (("date", written(day)),)
    if level.issued_on and day < level.issued_on:
        issued = (*values, ("issued", written(level.issued_on)))
        yield Doubt("before_issue", issued, deadline.source, _in_year(day, day.year + 1))
    elif level.issued_on and (day - level.issued_on).days > _FAR_DAYS:
        issued = (*values, ("issued", written(level.issued_on)))
        yield Doubt("far_ahead", issued, deadline.source, _in_year(day, level.issued_on.year))
    elif level.printed_on and day < level.printed_on:
        yield Doubt("printed_after", (*values, ("printed", written(level.printed_on))), deadline.source)


def _in_year(day: date, year: int) -> str | None:
    """The same day of another year, as a reading to propose."""
    other = real(year, day.month, day.day)
    return other.isoformat() if other else None


def _turned(deadline: Deadline) -> str | None:
    """The end of a span whose year slipped: the same day in the year in which it begins, or in the next."""
    start, end = deadline.starts_on, deadline.date
    if start is None or end is None or start.year == end.year:
        return None
    later = (real(year, end.month, end.day) for year in (start.year, start.year + 1))
    return next((day.isoformat() for day in later if day and day > start), None)


def _of_contact(contact: Contact) -> Iterator[Doubt]:
    """A phone with too few or too many digits, an office nobody can reach."""
    for phone in contact.phones:
        digits = re.sub(r"\D", "", re.split(r"转|(?<=\d{7})-", phone)[0])
        is_mobile = digits.startswith("1") and len(digits) > _LEAST_DIGITS + 1
        area = re.match(r"\D?0\d{2,3}(?=\D)", phone)
        own = len(digits) - len(re.sub(r"\D", "", area[0])) if area else len(digits)
        if own < _LEAST_DIGITS or (is_mobile and len(digits) != _MOBILE):
            yield Doubt("short_phone", (("phone", phone),), contact.source)
    if not contact.phones and not contact.emails:
        yield Doubt("no_way", (("office", contact.office or "、".join(contact.names)),), contact.source)


def _of_routes(notice: Notice) -> Iterator[Doubt]:
    """The same audience with two offices, an addressee without a route."""
    for level in range(len(notice.levels)):
        here = [route for route in notice.routes if route.level == level]
        source = tuple(n for route in here for n in route.source)[:3]
        for name in unit_types(notice, level) if here else ():
            if words.is_anybody((name,)):
                continue
            exact = [r.office for r in here if any(fold(name) == fold(said) for said in r.audience)]
            near = [r.office for r in here if any(words.is_related(name, said) for said in r.audience)]
            led = list(dict.fromkeys(exact or near))
            if len(led) > 1:
                yield Doubt("two_offices", (("audience", name), ("offices", "、".join(led))), source)
            elif not led and any(
                words.is_related(said, other)
                for r in here
                for said in r.audience
                for other in unit_types(notice, level)
            ):
                yield Doubt("no_route", (("audience", name),), source)


def _of_whole(notice: Notice) -> Iterator[Doubt]:
    """An upper date before the lower one, a step due before the one it depends on, a period the wrong way round."""
    dated = {d.level: d for d in reversed(notice.deadlines) if d.date}
    inner, outer = dated.get(1), dated.get(0)
    if inner and outer and inner.date and outer.date and inner.date < outer.date:
        values = (("upper", written(inner.date)), ("own", written(outer.date)))
        yield Doubt("after_upper", values, (*outer.source, *inner.source))
    for level in range(len(notice.levels)):
        yield from _of_order([d for d in notice.deadlines if d.level == level and d.date])
    period = notice.activity_period
    if period and period.start and period.end and period.end < period.start:
        yield Doubt("ends_before_start", (("text", period.text),), period.source)
    if not notice.deadlines:
        yield Doubt("no_deadline")


def _of_order(deadlines: Sequence[Deadline]) -> Iterator[Doubt]:
    """A later step that is due before an earlier one."""
    steps = [(next((n for n, step in enumerate(_STEPS) if step.search(flatten(d.text))), None), d) for d in deadlines]
    for place, (later, one) in enumerate(steps):
        for earlier, other in steps[:place]:
            if later is None or earlier is None or one.date is None or other.date is None:
                continue
            if earlier < later and one.date < other.date:
                values = (("date", written(one.date)), ("step", written(other.date)))
                yield Doubt("before_step", values, tuple(sorted({*one.source, *other.source})))
                return


def _of_lines(notice: Notice) -> Iterator[Doubt]:
    """A day that no calendar has, a time to apply that begins and never ends."""
    for number, line in enumerate(notice.lines, 1):
        flat = flatten(line)
        for match in _DAY.finditer(flat):
            year, month, day = (int(match[name] or 2024) for name in ("year", "month", "day"))
            if 1 <= month <= 12 and real(year, month, day) is None and 28 < day < 40:
                proposal = f"{month}月{last_of(year, month)}日" if match["year"] or month != 2 else None
                yield Doubt("no_such_day", (("text", line[match.start() : match.end()]),), (number,), proposal)
        for match in _OPEN.finditer(flat):
            is_open = not any(d.date for d in notice.deadlines) and not _CLOSED.search(match["rest"])
            if _BROKEN.match(match["rest"]) or (is_open and _ASKS.search(flat)):
                yield Doubt("no_end", (("text", line[match.start() : match.start("rest")]),), (number,))


def _level(level: Level) -> tuple[tuple[str, str], ...]:
    return (("level", str(level.level)),)
