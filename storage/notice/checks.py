"""The clerk's eye: what is odd in a notice is a doubt with its lines, asked about and never corrected by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from storage.notice.model import Contact, Deadline, Doubt, Level, Notice
from storage.notice.routing import fold, unit_types
from storage.notice.signs import flatten

_WEEKDAYS = "一二三四五六日"
_SAID_WEEKDAY = re.compile(r"\((?:星期|周|礼拜)([一二三四五六日天])\)")
_LEAST_DIGITS = 7
_FAR_DAYS = 400


def doubted(notice: Notice) -> Notice:
    """Return the notice with every doubt where it belongs, and all of them once at the top, in the order of lines."""
    levels = tuple(replace(level, doubts=tuple(_of_level(level))) for level in notice.levels)
    deadlines = tuple(replace(d, doubts=tuple(_of_deadline(notice, d))) for d in notice.deadlines)
    contacts = tuple(replace(c, doubts=tuple(_of_contact(c))) for c in notice.contacts)
    found = [doubt for level in levels for doubt in level.doubts]
    found += [doubt for deadline in deadlines for doubt in deadline.doubts]
    found += [doubt for contact in contacts for doubt in contact.doubts]
    found += _of_whole(notice)
    every = tuple(sorted(found, key=lambda doubt: doubt.lines[:1]))
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
    """A weekday that is another day's, a day before the notice itself, a year that slipped."""
    if deadline.date is None:
        if not deadline.recurrence:
            yield Doubt("no_deadline_date", (("text", deadline.text),), deadline.source)
        return
    said = _SAID_WEEKDAY.search(flatten(deadline.text))
    if said:
        real = _WEEKDAYS[deadline.date.weekday()]
        if said[1].replace("天", "日") != real:
            weekday = (("date", deadline.date.isoformat()), ("said", str(said[1])), ("real", real))
            yield Doubt("weekday", weekday, deadline.source, f"星期{real}")
    level = notice.levels[deadline.level]
    if level.issued_on and deadline.date < level.issued_on:
        values = (("date", deadline.date.isoformat()), ("issued", level.issued_on.isoformat()))
        yield Doubt("before_issue", values, deadline.source, _next_year(deadline))
    elif level.issued_on and (deadline.date - level.issued_on).days > _FAR_DAYS:
        values = (("date", deadline.date.isoformat()), ("issued", level.issued_on.isoformat()))
        yield Doubt("far_ahead", values, deadline.source, deadline.date.replace(year=level.issued_on.year).isoformat())
    if deadline.starts_on and deadline.starts_on > deadline.date:
        yield Doubt("ends_before_start", (("text", deadline.text),), deadline.source)


def _next_year(deadline: Deadline) -> str | None:
    """The same day a year later, as a reading to propose."""
    if deadline.date is None or (deadline.date.month, deadline.date.day) == (2, 29):
        return None
    return deadline.date.replace(year=deadline.date.year + 1).isoformat()


def _of_contact(contact: Contact) -> Iterator[Doubt]:
    """A phone with too few digits, an office nobody can reach."""
    for phone in contact.phones:
        if len(re.sub(r"\D", "", phone)) < _LEAST_DIGITS:
            yield Doubt("short_phone", (("phone", phone),), contact.source)
    if not contact.phones and not contact.emails:
        yield Doubt("no_way", (("office", contact.office or ""),), contact.source)


def _of_whole(notice: Notice) -> Iterator[Doubt]:
    """The same audience with two offices, an addressee without a route, an upper date before the lower one."""
    for level in range(len(notice.levels)):
        offices: dict[str, list[str]] = {}
        for route in notice.routes:
            for name in route.audience if route.level == level else ():
                offices.setdefault(fold(name), []).append(route.office)
        for name in unit_types(notice, level):
            led = list(dict.fromkeys(offices.get(fold(name), ())))
            source = tuple(n for r in notice.routes if r.level == level for n in r.source)[:3]
            if len(led) > 1:
                yield Doubt("two_offices", (("audience", name), ("offices", "、".join(led))), source)
            elif not led and offices:
                yield Doubt("no_route", (("audience", name),), source)
    dated = {d.level: d for d in reversed(notice.deadlines) if d.date}
    inner, outer = dated.get(1), dated.get(0)
    if inner and outer and inner.date and outer.date and inner.date < outer.date:
        values = (("upper", inner.date.isoformat()), ("own", outer.date.isoformat()))
        yield Doubt("after_upper", values, (*outer.source, *inner.source))
    if not notice.deadlines:
        yield Doubt("no_deadline")


def _level(level: Level) -> tuple[tuple[str, str], ...]:
    return (("level", str(level.level)),)
