"""What goes to which office, by unit type, by field, by person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from storage.notice.bodies.audiences import asked, carried, receiving
from storage.notice.bodies.gathering import (
    DEPARTMENT,
    excepted,
    is_room,
    merged,
    of_first_offices,
    specific,
    without_office,
    without_unnamed,
)
from storage.notice.bodies.offices import is_near, office
from storage.notice.bodies.receivers import (
    is_above,
    is_asked,
    is_below,
    is_between,
    is_in_house,
    is_own,
)
from storage.notice.bodies.senders import plain_subject, sender, subjects
from storage.notice.model import Route
from storage.notice.parts.structure import Part
from storage.notice.parts.tables import BY_PLACE, by_place, rows
from storage.notice.routes.channels import channels, to_issuer
from storage.notice.routes.clauses import Found, said
from storage.notice.routes.headed import fields as fields_in
from storage.notice.routes.headed import looked_after, taken_at, taken_of
from storage.notice.text import words
from storage.notice.text.signs import flatten
from storage.notice.text.ways import is_person
from storage.patterns import Late

_ASKED = Late(r"请|须|应(?!用|急)|要求|务必")
"""What tells that somebody is asked for something."""

_ANY_AUTHORITY = Late(r"(?:主管|业务|有关|相关|归口)(?:管理)?部门$")
_GOES_ON = Late(r"\s*(?:上述|以上|同时|前述)")
_ITEM = Late(r"\s*(?:\d{1,2}[.、](?!\d)|\(?[一二三四五六七八九十]{1,3}[)、])")
"""Where the next item begins in a text that is one line."""

_QUOTAS = Late(r"\d[户名个项人家件篇][^。;]*,[^。;]*\d[户名个项人家件篇]")
"""A sentence that says how many each may name; what follows it holds for all: 甲不超过5件,乙不超过2件."""

_TOGETHER = Late(
    r"(?:(?:汇总|收齐|审核|初审)[^,。;]{0,6}?(?:统一|集中)|统一(?:收集|汇总)后?)(?:报送|上报|提交|送交)(?=[,。;]|$)"
)
_PLACE_LINE = Late(r"[^,。;:]{0,12}(?:地点|地址|窗口|科室|处室|(?:受理|接收|收件)(?:单位|部门))\s*(?:为|:)")
_FILLS = Late(r"填[写报]《")
"""What makes a sentence to somebody one of the form that he fills in."""

_SECRETARY = Late(r"(?:秘书|联络员|辅导员|班主任)$")
"""Somebody at the senders' own who sends on what he gathered."""

_AGAIN = Late(r"(?:上述|以上|前述|该)(?:科室|处室|部门|单位|地址|地点|窗口|办公室)")
"""An office that was named before."""


def routes(part: Part) -> list[Route]:
    """Return who hands in to which office."""
    part = asked(part)
    gathered = list(_gathering(part))
    found = _at_their_place(_told_apart(part, [*_tabled(part), *_found(part)]), gathered)
    gathering = [flatten(one.route.office) for one in found if one.is_general and not is_near(one.route.office)]
    found = [one for one in found if not _is_receiver(part, one, gathering)]
    if any(by_place(part.body)):
        found = [one for one in found if not BY_PLACE.search(flatten(one.route.office))]
    plain = [one for one in found if not one.is_in_case or is_near(one.route.office)] or found
    if _covers(part, [one.route for one in plain if not one.is_general]):
        plain = _beside_named(part, plain)
    if is_in_house(part):
        plain = [one for one in plain if one.who or not is_above(part, flatten(one.route.office))] or plain
    plain = [one for one in plain if not is_room(one.route.office)] or plain
    plain = _without_persons(plain)
    general = of_first_offices(one.route for one in plain if one.is_general)
    named = [one.route for one in plain if not one.is_general]
    general = [
        _without_those_below(r, named)
        for r in general
        if not (_ANY_AUTHORITY.search(r.office) and _covers(part, named))
    ]
    said = " ".join(one.text for one in plain if one.is_general)
    exceptions = [one.route for one in plain if one.is_exception or (one.paper and one.paper in said)]
    led = without_unnamed(without_office([*named, *excepted(general, exceptions)]))
    return _of_whom(part, specific(part, merged(led)) or list(to_issuer(part)))


def _beside_named(part: Part, found: Sequence[Found]) -> list[Found]:
    """The routes where all who are addressed have one of their own: one for all holds if it adds something.

    So it does where it is to a body of the senders' place, has a day, names the desk of a body where others hand in, or
    leads somebody who is named to a department.
    """
    due = {flatten(one.route.office) for one in found if one.is_dated}
    bodies = {flatten(one.route.office) for one in found if not one.is_general}

    def is_kept(one: Found) -> bool:
        name = flatten(one.route.office)
        is_desk = any(name != body and name.startswith(body) for body in bodies)
        is_named = one.is_own and not one.is_general and DEPARTMENT.search(name)
        is_of_place = is_near(name) or is_below(part, name)
        return bool(is_of_place or name in due or is_desk or is_named) or _reaches(part, one.route)

    return [one for one in found if is_kept(one)]


def _of_whom(part: Part, led: Sequence[Route]) -> list[Route]:
    """The routes; where nobody is addressed, what says of nobody is for whoever is first asked for something."""
    if all(route.audience for route in led):
        return list(led)
    told = (sentence for sentence in part.sentences if _ASKED.search(sentence.flat))
    first = next(((sentence, who) for sentence in told if (who := plain_subject(sentence.flat))), None)
    named = (first[0].paragraph.original(first[1][0]),) if first and len(first[1]) == 1 else ()
    return [route if route.audience else replace(route, audience=named) for route in led]


def _without_those_below(general: Route, named: Sequence[Route]) -> Route:
    """What all hand in, without those who do so at a body of their place: 企业 at 所在县工信局."""
    below = {name for route in named if is_near(flatten(route.office)) for name in route.audience}
    rest = tuple(name for name in general.audience if name not in below)
    return replace(general, audience=rest) if rest and not is_near(flatten(general.office)) else general


def _without_persons(found: list[Found]) -> list[Found]:
    """The routes without those to a person where whoever hands in to him has an office."""
    persons = [is_person(one.route.office) and not office(flatten(one.route.office)) for one in found]
    offices = [one for one, is_one in zip(found, persons, strict=True) if not is_one]
    placed = {name for one in offices for name in one.route.audience}
    kept = [o for o, is_one in zip(found, persons, strict=True) if is_one and not o.is_general]
    return [*offices, *(one for one in kept if placed.isdisjoint(one.route.audience))] or found


def _told_apart(part: Part, found: Sequence[Found]) -> list[Found]:
    """Whoever takes part is told apart from those addressed where a route leads from him to a body of his own."""
    apart = {flatten(name) for one in found if is_near(one.route.office) for name in one.route.audience}

    def told(one: Found) -> Found:
        if not one.is_general or not one.who or not apart.issuperset(one.who) or part.audience == one.who:
            return one
        return replace(one, route=replace(one.route, audience=one.who), is_general=False)

    return [told(one) for one in found]


def _gathering(part: Part) -> Iterator[Found]:
    """Those of whom it is only said that they gather and hand in, and not where: 由县教育局汇总后统一报送."""
    for sentence in part.sentences:
        for one in _TOGETHER.finditer(sentence.flat):
            who = sender(sentence.flat, one.start(), ())
            if who and all(map(words.is_body, who)):
                named = receiving(part, tuple(map(sentence.paragraph.original, who)))
                lines = sentence.paragraph.lines(sentence.start, sentence.end)
                route = Route(named, "", part.level, lines)
                yield Found(route, is_general=False, who=who, place=sentence.paragraph.first, is_own=True)


def _at_their_place(found: Sequence[Found], gathering: Sequence[Found]) -> list[Found]:
    """What names nobody goes on for those who were told to send to the same office.

    So does what follows in one paragraph, what has no day, and a line that only tells a place: 报送地址:教务处教材科.
    """
    everywhere: dict[str, dict[str, None]] = {}
    inside: dict[tuple[str, int], dict[str, None]] = {}
    last: dict[int, str] = {}
    for one in found:
        if one.is_own and not one.is_general:
            names, office_name = dict.fromkeys(one.route.audience), flatten(one.route.office)
            everywhere.setdefault(office_name, {}).update(names)
            inside.setdefault((office_name, one.place), {}).update(names)
            last[one.place] = one.route.office
    untold = tuple(dict.fromkeys(name for one in gathering for name in one.route.audience))

    def told(one: Found) -> Found:
        if one.is_own or one.is_in_case:
            return one
        name, is_line = flatten(one.route.office), not one.text or bool(_PLACE_LINE.match(one.text))
        named = inside.get((name, one.place), {})
        if not named and one.is_general and not one.who and (is_line or not one.is_dated):
            bodies = [name[:end] for end in range(len(name), 1, -1)] if is_line else [name]
            named = next((everywhere[body] for body in bodies if body in everywhere), {})
            named = named or (dict.fromkeys(untold) if is_line else {})
        return replace(one, route=replace(one.route, audience=tuple(named)), is_general=False) if named else one

    beside = [replace(o, route=replace(o.route, office=last[o.place])) for o in gathering if o.place in last]
    return [*map(told, found), *(one for one in beside if not is_near(one.route.office))]


def _found(part: Part) -> Iterator[Found]:
    """The routes that the sentences of a level say, one after another."""
    fields: tuple[str, ...] = ()
    who: tuple[str, ...] = ()
    everybody: list[str] = []
    is_filled = True
    offices = [flatten(name) for name in part.record.issuers]
    received: list[str] = []
    place, last = 0, ""
    for sentence in part.sentences:
        is_apart = sentence.paragraph.first != place or _ITEM.match(sentence.flat)
        if is_apart and not _GOES_ON.match(sentence.flat):
            who, everybody, is_filled = (), [], True
        place = sentence.paragraph.first
        fields = fields_in(sentence) or fields
        after = taken_of(part, sentence) or looked_after(part, sentence, fields)
        headed = after or taken_at(part, sentence)
        if headed:
            yield Found(headed, is_general=after is None, is_own=after is not None)
        through = [
            Found(route, is_general=route.audience == part.audience, is_own=True) for route in channels(part, sentence)
        ]
        yield from through
        who = through[-1].route.audience if through else who
        if after is None:
            meant = carried(part, sentence.flat, who, everybody, is_filled=is_filled)
            for found in said(part, sentence, meant, offices, received):
                if any(found.route.office == one.route.office for one in through):
                    continue
                one = _named_again(found, last)
                name = flatten(one.route.office)
                last = last if is_near(name) else one.route.office
                is_of_senders = is_near(name) or is_below(part, name) or bool(_SECRETARY.search(name))
                received += [name] if is_of_senders else []
                offices += [] if is_of_senders or name in offices or is_between(part, one.who, name) else [name]
                yield one
        named = subjects(sentence.flat)
        who, everybody = named or who, [*everybody, *named]
        is_filled &= not named or bool(_FILLS.search(sentence.flat))
        who = () if _QUOTAS.search(sentence.flat) else who


def _tabled(part: Part) -> Iterator[Found]:
    """The routes of a table that says in each row who hands in and where."""
    for row in (*rows(part.body), *by_place(part.body)):
        if row.audience and row.where and office(row.where) == row.where:
            route = Route(row.audience, row.paragraph.original(row.where), part.level, row.paragraph.lines())
            yield Found(route, is_general=False, is_own=True)


def _named_again(found: Found, last: str) -> Found:
    """A route to 上述科室 is one to the office that was named last."""
    is_again = last and _AGAIN.fullmatch(flatten(found.route.office))
    return replace(found, route=replace(found.route, office=last)) if is_again else found


def _is_receiver(part: Part, one: Found, offices: Sequence[str]) -> bool:
    """Whether the sender is one of the offices to which all hand in: what it sends elsewhere is its own affair."""
    if not one.who or one.is_dated or is_near(one.route.office):
        return False
    return all(
        f"各{name}" not in one.text and is_own(part, name, () if is_asked(name, one.text) else offices)
        for name in one.who
    )


def _reaches(part: Part, route: Route) -> bool:
    """Whether a route is one of some of those that the level addresses, or to one of them, and not one of all."""
    return route.audience != part.audience and any(
        words.is_same(name, one) for name in (*route.audience, route.office) for one in part.audience
    )


def _covers(part: Part, named: Sequence[Route]) -> bool:
    """Whether the routes that name somebody name all whom the level addresses, so that another adds little."""
    audience = [name for route in named for name in route.audience]
    return bool(part.audience) and all(any(words.is_same(name, one) for name in audience) for one in part.audience)
