"""When, what, to whom: the lines about what is owed, the wrong presumption put right first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from handlers.dates import DAY
from handlers.lexicon import Topic, lexicon
from handlers.questions.facts.above import asks_who_sends, unknown_above, unreached_above, upper_offices, upper_routes
from handlers.questions.facts.asked import Asked
from handlers.questions.facts.audience import labelled, need_labels, said_instead
from handlers.questions.facts.contacts import REACHES, reach, who
from handlers.questions.facts.dated import (
    DATED,
    deadlines_of,
    due_of,
    is_timed,
    is_told_of_page,
    label_of,
    sentence_of,
    unread,
    uppers_of,
)
from handlers.questions.facts.lateness import by_post, lateness, refusal
from handlers.questions.facts.numbers import whose
from handlers.questions.facts.particulars import owed_items
from handlers.questions.facts.purposes import of_persons
from handlers.questions.facts.subjects import freedom, is_filled_in
from handlers.questions.facts.unrouted import of_field
from handlers.questions.meant.entities import is_named
from handlers.questions.meant.presumptions import Presumption, Wrong, presumed
from handlers.questions.typed.details import thing_of
from handlers.questions.typed.months import in_month_of
from handlers.questions.typed.spelling import folded
from handlers.wording import asking, attachments
from handlers.wording import questions as wording
from scheduler.phrases import hour
from storage.notice.model import Deadline, Material
from storage.notice.routing import fold
from storage.patterns import Late

_DAY = Late(DAY)
_CLAIMED = Late(r"不是[^,。;?]{1,12}吗")
_SENT_ALONE = frozenset(("photo", "video"))
"""Groups of things of which a notice names one for all: 影像资料."""

_ONLY = Late(r"[只光仅单].{1,8}(?:行|可以|够|好|成|吗|吧)|就(?:行|可以|够|好|成)")
"""One thing is named as all that is wanted."""

_MUST = Late(r"必须|一定|强制|非[要得交]")
_REST = Late(r"(?:上述|有关|相关|以上|相应)(?:文字|申报|推荐|证明)?(?:材料|资料)")
_GATHERED = Late(r"收集|整理|填[好写报]|附[后上]|附件|装订|光盘|形成|写出|连同")
"""What is asked for in a word for all, and how each of it is spoken of."""

_SENT_ON = Late(r"[报交送寄]|提交|汇总")
_NAMED_BY_ALL = frozenset(("any", "file", "link", "paper"))
"""Groups of things that each notice calls by a name of its own."""

_HOUR = Late(r"下班|[上下中]午|\d\s*[:：时点]\s*\d{0,2}|零时")
_BY_DAY = Late(r"\d\s*月\s*\d{1,2}\s*[日号]\s*(?:\d{1,2}[:：时点]\d{0,2})?\s*(?:之?前|以前|截止)")
_ONE_OF_HOURS = Late(r"[\d一二三四五六七八九十]点[^,。;?]{0,3}还是")
"""One of two hours: 五点还是五点半."""

_ALSO_ABOVE = Late(r"省(?:级|里的?)?(学会|协会|研究会)")
"""A society that belongs to the level above as well."""

_FILLED = Late(r"(?:填写|填报|提交|报送|附).{0,30}(?:表|书|材料|总结|清单)")
_OF_DUTY = (
    Topic.DEADLINE, Topic.HOUR, Topic.EXTENSION, Topic.LATE, Topic.DAYS_LEFT, Topic.MATERIALS, Topic.OBLIGATION,
    Topic.SUBMIT_TO, Topic.CONTACT, Topic.PHONE, Topic.MAIL, Topic.ADDRESS,
)  # fmt: skip


def duties(asked: Asked) -> Iterator[str]:
    """Deadline, materials, route and contact of the types that are spoken of; wrong presumptions first."""
    if not asked.u.has(*_OF_DUTY) and not asked.u.scope.is_both:
        corrected = list(_corrections(asked))
        if corrected and asked.u.entities.days:
            yield wording.deadline(due_of(deadlines_of(asked), asked.today))
        yield from corrected
        return
    yield from _when(asked)
    if asks_who_sends(asked.u.said):
        sentences = [sentence_of(asked.index, one) for one in deadlines_of(asked)]
        yield from asked.passages([p for p in asked.index.passages if p.plain in sentences][:1], _SENT_ON)
    corrected = list(_corrections(asked))
    if corrected and asked.u.entities.days and not is_timed(asked):
        yield wording.deadline(due_of(deadlines_of(asked), asked.today))
    yield from corrected
    if asked.u.has(Topic.MATERIALS, Topic.OBLIGATION) and asked.targets:
        yield from _what(asked)
    if asked.u.has(Topic.OBLIGATION):
        yield from freedom(asked)
        yield wording.decided_by(asked.office, asked.contact)
    yield from tuple(unreached_above(asked)) or who(asked)
    if asked.u.scope.is_both:
        yield from _of_both(asked)


def _is_one_of_several(asked: Asked, chosen: Sequence[Deadline]) -> bool:
    """These are the days that the question names, and more falls due on others: 5月20号交什么."""
    due = {d for duty in asked.targets for d in duty.deadlines}
    if sum(len(duty.deadlines) for duty in asked.targets[:1]) > 1 and in_month_of(asked.u.said, chosen):
        return True
    return {*chosen} < due and all(_is_said(asked, one) for one in chosen if one.date or one.recurrence)


def _is_said(asked: Asked, deadline: Deadline) -> bool:
    """The question names its day, or how it returns: 双月底."""
    if deadline.date:
        return is_named(deadline.date, asked.u.entities.days)
    return folded(deadline.recurrence or "").removeprefix("每").rstrip("底末") in asked.u.said


def _what(asked: Asked) -> Iterator[str]:
    """What is owed; where different things are due on different dates, each with its date."""
    chosen = deadlines_of(asked)
    is_of_a_day = _is_one_of_several(asked, chosen)
    if is_of_a_day or (_are_several(chosen) and not is_timed(asked)):
        yield from (wording.dated(one, label_of(asked.index, one), is_past=False) for one in chosen)
    yield from _owed_by(asked, chosen) if is_of_a_day else _owed(asked)


def _owed_by(asked: Asked, chosen: Sequence[Deadline]) -> Iterator[str]:
    """The names of what is due on a day whose sentence is too long to be shown whole."""
    lines = {line for one in chosen if label_of(asked.index, one).endswith("……") for line in one.source}
    if due := tuple(m for m in asked.targets[0].owed if lines & set(m.source)):
        yield wording.materials(replace(asked.targets[0], owed=due))


def _are_several(chosen: Sequence[Deadline]) -> bool:
    """Whether they fall on several days, or on none that is printed."""
    days = {(one.date, one.time) for one in chosen}
    return len(chosen) > 1 and (len(days) > 1 or (None, None) in days)


def _owed(asked: Asked) -> Iterator[str]:
    """All that is owed, whenever it is due."""
    filled = [p for p in asked.index.here if _FILLED.search(p.plain)]
    if items := owed_items(asked):
        yield attachments.owed([p.text for p in items])
    elif filled and not asked.targets[0].owed:
        yield from asked.passages(filled[:1], _FILLED)
    else:
        told = list(_rest_of(asked))
        yield from (wording.materials(asked.targets[0]),) if asked.targets[0].owed or not told else ()
        yield from told
    thing, owed = thing_of(asked.u.said.replace("零报告", "")), asked.targets[0].owed
    groups = lexicon().groups
    yield from _unspoken_of(asked, [*owed, *asked.targets[0].content])
    named = [p for p in asked.index.here if thing in p.plain]
    is_owed = any(thing in folded(m.name) for m in (*owed, *asked.targets[0].content))
    if (
        thing
        and groups[thing] not in ("any", "file")
        and named
        and (not is_owed or _ONLY.search(asked.u.said) or _MUST.search(asked.u.said))
    ):
        yield from asked.passages(named[:1], Late(thing))
    if asked.targets[0].content and all(one.detail.key == "template" for one in asked.u.details):
        yield wording.contents(asked.targets[0])


def _rest_of(asked: Asked) -> Iterator[str]:
    """The sentence that asks by a certain day for what it calls 有关资料, or for what was not read from it."""
    sentences = [sentence_of(asked.index, one) for one in deadlines_of(asked)]
    sources = {line for material in asked.targets[0].owed for line in material.source}
    meant = [p for p in asked.index.passages if p.plain in sentences]
    meant = [p for p in meant if _REST.search(p.plain) or not sources & set(p.source)]
    yield from asked.passages(meant[:1], _GATHERED)


def _unspoken_of(asked: Asked, owed: Sequence[Material]) -> Iterator[str]:
    """What is named to be handed in, and the notice has no word of: neither of it nor of anything of its sort."""
    groups, things = lexicon().groups, lexicon().things
    kinds = {groups[found] for m in owed for found in things.findall(folded(m.name))}
    kinds |= _SENT_ALONE if kinds & _SENT_ALONE else set()
    named = dict.fromkeys(things.findall(asked.u.said.replace("零报告", "")))
    open_ones = [one for one in named if groups[one] not in kinds | _NAMED_BY_ALL and one not in asked.index.plain]
    if open_ones:
        yield wording.not_said(*open_ones)


def _of_both(asked: Asked) -> Iterator[str]:
    """What the level above wants of a type to which it wrote as well; whom it wrote to, where that is none of them."""
    own = asked.own.unit_type if asked.own else ""
    names = [fold(own), *(f"省级{kind}" for kind in _ALSO_ABOVE.findall(asked.u.said))]
    uppers = asked.index.upper_offices()
    receives = [o for o in uppers if any(name in fold(one) for one in o.audience for name in names)]
    for office in receives[:1] if own else ():
        due = next((d for d in asked.index.upper_deadlines() if d.level == office.level), None)
        yield wording.both(asked.upper_place, due, office.name, office.contact)
    if own and uppers and not receives:
        yield asking.addressed_above(asked.upper_place, [name for o in uppers for name in o.audience])


def elsewhere(asked: Asked) -> Iterator[str]:
    """About the level above or another office, because it was asked for by name."""
    offices = [o for name in asked.u.scope.offices if (o := asked.index.office(name))]
    if asked.u.scope.is_upper:
        if asked.u.has(Topic.DEADLINE, Topic.DAYS_LEFT, Topic.HOUR):
            for deadline in uppers_of(asked):
                yield wording.upper_deadline(deadline, asked.sent_up)
            own = asked.own.deadline.date if asked.own and asked.own.deadline else None
            is_named_too = own is not None and (is_named(own, asked.u.entities.days) or _CLAIMED.search(asked.u.said))
            is_named_too = is_named_too or asked.u.has(Topic.LATE, Topic.EXTENSION)
            if is_named_too or len(lexicon().pattern("<when>|截止").findall(asked.u.said)) > 1:
                yield from _when(asked)
        if asked.u.has(Topic.MATERIALS, Topic.OBLIGATION):
            owed = [m.name for m in asked.index.notice.materials if m.level > asked.index.binding]
            yield wording.upper_materials(asked.upper_place, owed)
        yield from (wording.submit_to(route.office, *route.audience) for route in upper_routes(asked))
        offices = offices or upper_offices(asked)
    else:
        yield from _when(asked)
    ways = [topic for topic in (*REACHES, Topic.ADDRESS) if asked.u.has(topic)]
    if theirs := of_field(asked):
        yield wording.received_by(theirs.name, theirs.audience)
        yield wording.contact(theirs.contact, theirs.name)
    elif told := list(of_persons(asked)):
        yield from told
    elif ways and not asked.u.has(Topic.CONTACT) and len(offices) <= 2:
        for office in offices:
            yield from reach(office.name, office.contact, ways)
            if ways == [Topic.MAIL] and office.contact and not office.contact.emails:
                yield wording.ask_office(office.name, office.contact)
    elif asked.u.has(Topic.CONTACT, Topic.SUBMIT_TO, *ways):
        yield from (wording.contact(office.contact, office.name) for office in offices)


def _when(asked: Asked) -> Iterator[str]:
    """The date and what is asked around it."""
    if not is_timed(asked) and not asked.u.scope.is_both:
        return
    if (
        asked.u.has(Topic.UPLOAD)
        and not is_filled_in(asked)
        and not asked.u.has(Topic.MATERIALS, Topic.SUBMIT_TO, Topic.LATE)
        and not is_told_of_page(asked)
    ):
        return  # the time of an upload is asked for, not the unit's own
    chosen = deadlines_of(asked)
    yield from unknown_above(asked)
    if not asked.index.notice.deadlines and (printed := [p for p in asked.index.passages if _BY_DAY.search(p.plain)]):
        yield from asked.passages(printed[:1], _BY_DAY)
        return
    if other := said_instead(asked, chosen):
        yield from asked.passages(other, DATED)
        return
    yield from asked.passages(unread(asked, chosen))
    today = asked.today
    deadline = due_of(chosen, today)
    extended = asked.asker.extended_to if asked.own and not asked.u.scope.unit_types else None
    due = extended or (deadline.date if deadline else None)
    if due and today > due:
        yield from (*refusal(asked), wording.past(deadline, due, asked.office, asked.contact))
        return
    if due and asked.u.has(Topic.DAYS_LEFT):
        yield wording.days_left(due, (due - today).days, asked.asker.workdays_until(due))
    if extended or not (_are_several(chosen) or need_labels(asked, chosen)):
        yield from () if due and asked.u.has(Topic.DAYS_LEFT) else (wording.deadline(deadline, extended),)
    else:
        yield from (labelled(asked, one, today) for one in chosen)
    yield from by_post(asked, chosen)
    if asked.u.has(Topic.HOUR) and deadline and not any(re.search(r"\d", hour(one)) for one in chosen):
        hours = [p for p in asked.index.told if set(p.source) & set(deadline.source) and _HOUR.search(p.plain)]
        yield from (
            asked.passages(hours[:1], _HOUR) if hours and not _ONE_OF_HOURS.search(asked.u.said) else (wording.NO_HOUR,)
        )
    yield from lateness(asked, due, today)


def _corrections(asked: Asked) -> Iterator[str]:
    """What was presumed wrongly."""
    own = asked.targets[0] if asked.targets else None
    said = presumed(asked.u.said, asked.u.entities, asked.index, own.deadline if own else None, asked.office)
    yield from (line for one in said if (line := _correction(asked, one)))
    yield from whose(asked)
    for met in asked.u.entities.offices:
        if met.is_site and met.office.name in asked.u.scope.doubted and met.office.contact:
            yield wording.at(met.office.name, met.office.contact.address or "")
    if (asked.u.scope.is_both or asked.u.scope.is_upper_doubted) and not any(p.wrong is Wrong.UPPER_DAY for p in said):
        for deadline in asked.index.upper_deadlines()[:1]:
            if deadline.date and asked.u.has(Topic.DEADLINE):
                on = f"{deadline.date.month}月{deadline.date.day}日"
                yield wording.upper_day(on, f"{asked.place}向{asked.upper_place}报送")


def _correction(asked: Asked, one: Presumption) -> str:
    if one.wrong is Wrong.UPPER_DAY:
        return wording.upper_day(one.value, f"{asked.place}向{asked.upper_place}报送")
    if one.wrong is Wrong.EVENT_DAY:
        return wording.event_day(one.value)
    if one.wrong is Wrong.PAPER_DAY:
        return asking.paper_day(one.value)
    if one.wrong is Wrong.MAIL_IS_NO_PHONE and asked.contact and asked.contact.emails:
        return wording.no_phone(one.value, asked.contact.emails[0], asked.contact.phones)
    return ""
