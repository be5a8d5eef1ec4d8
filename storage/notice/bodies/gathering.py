"""Several routes or contacts as one: by their office, without those that say less than another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from storage.notice.bodies.handing import targets
from storage.notice.bodies.offices import is_near
from storage.notice.model import Route
from storage.notice.parts.structure import Part
from storage.notice.text import words
from storage.notice.text.paragraphs import Paragraph
from storage.notice.text.signs import flatten
from storage.patterns import Late

_MOST_GENERAL, _LEAST_SHORT = 4, 3
DEPARTMENT = Late(r"[科股室处部办]$")
"""An issuer that is no whole body and has no departments of its own."""

_IS_DEPARTMENT = Late(r"(?![省市县区州镇乡校院])(?:学会)?[^局厅委院校会]{2,10}[科股室处部]")
"""A department that is named without the body that it is of."""

_IS_INNER = Late(r"(?:[科股室处部办]|机关党委|(?:^|[院校])(?:团委|工会)|纪委)$")
"""What stands beside departments and has none: 机关党委."""

_IS_HOUSE = Late(r"^[^省市县区州镇乡]{0,6}(?:馆|组|工会|中心|团委)$")
"""A house of some school or other that is itself beside its departments: 档案馆, 校史编写组."""

_IS_OFFICE = Late(r"(?:[科股室处部办]|[\u4e00-\u9fff]{2}[局厅委])$")
_IS_ROOM = Late(r"(?:\d{2,4}(?:室|房)|楼[A-Za-z]?\d{3,4})$")
_BODY = Late(r".+?(?:局|厅|委|院|校|会)(?=.{2,8}(?:[科处室办部股])$)")
"""The body that a department is of."""

_OF_PLACE = Late(r"[省市县区](?P<desk>[^局厅委院校会]{2,8}[科处室部办股站])")
"""A department that is named with its place instead of its body: 市塘管处."""

_AUTHORITY = Late(r"(?:(?:行政|主管)*部门|局|委|委员会|厅)$")


_OURS = Late(r"[我本贵].{1,2}")
_BY_LEVEL = Late(r"[省市县区]级[\u4e00-\u9fff]{2,10}部门")
"""An office that is only called by its level: 市级教育行政部门."""

_LEVEL = Late(r"(?<=^[省市县区镇乡])级")


def only_office(paragraph: Paragraph) -> str | None:
    """The office that something goes to in a paragraph, as it is printed, where that is one."""
    named = {target.office for target in targets(paragraph.flat) if not target.is_own}
    return paragraph.original(named.pop()) if len(named) == 1 else None


def specific(part: Part, found: Sequence[Route]) -> list[Route]:
    """The routes without those to a whole body (市科协, 我局) whose senders all have one to a department of it."""
    own = {
        name for one in part.record.issuers if not (DEPARTMENT.search(name := flatten(one)) or _IS_HOUSE.search(name))
    }

    def is_inside(one: Route, other: Route) -> bool:
        outer, inner = flatten(other.office), flatten(one.office)
        return one is not other and outer != inner and (outer in inner or (own == {outer} and inner not in own))

    def is_parted(one: Route, other: Route) -> bool:
        is_bare = _IS_DEPARTMENT.fullmatch(flatten(one.office)) and not _IS_INNER.search(_roomless(other.office))
        return is_inside(one, other) or bool(is_bare and not is_near(flatten(other.office)))

    def others(route: Route) -> tuple[str, ...]:
        is_of_it = is_parted if route.audience == part.audience else is_inside
        inside = {name for one in found if is_of_it(one, route) for name in one.audience}
        fields = {name for one in found if is_parted(one, route) for name in one.audience}
        if fields and route.audience == part.audience and not any(words.is_body(flatten(name)) for name in fields):
            return ()  # its departments take a field each
        return tuple(name for name in route.audience if not any(_is_told(name, one) for one in inside))

    left = ((route, others(route)) for route in found)
    return [replace(route, audience=rest) for route, rest in left if rest or not route.audience]


def _is_one_body(one: str, other: str) -> bool:
    """Whether two names are one body's, of which one only says what its department is for: 县林业局, 县林业主管部门."""
    if one.endswith("部门") == other.endswith("部门") or not (_AUTHORITY.search(one) and _AUTHORITY.search(other)):
        return False
    cores = [_AUTHORITY.sub("", re.sub(r"\([^()]*\)", "", name)) for name in (one, other)]
    return words.is_related(one, other) or cores[0] == cores[1]


def _is_told(name: str, other: str) -> bool:
    """Whether a name is another's, or a body of its kind and level: 市级文旅部门, 市文化和旅游局."""
    return (
        name == other
        or name.startswith(f"{other}、")
        or _is_one_body(_LEVEL.sub("", flatten(name)), _LEVEL.sub("", flatten(other)))
    )


def excepted(general: Sequence[Route], exceptions: Sequence[Route]) -> Iterator[Route]:
    """What all hand in, without those whom 其中 sends elsewhere than to the body of its office."""
    for route in general:
        apart = {name for one in exceptions if not _is_inside(route.office, one.office) for name in one.audience}
        rest = tuple(name for name in route.audience if name not in apart)
        yield replace(route, audience=rest or route.audience)


def _is_inside(office_name: str, body: str) -> bool:
    """Whether an office is a department of a body: 省文旅厅非遗处 of 省文旅厅."""
    inner, outer = flatten(office_name), flatten(body)
    return inner != outer and inner.startswith(outer)


def without_office(found: Sequence[Route]) -> list[Route]:
    """The routes without the office among those who hand in to it: of 各县科技局、各企业 the firms do to 县科技部门."""

    def others(route: Route) -> tuple[str, ...]:
        office = flatten(route.office)
        return tuple(n for n in route.audience if not _is_one_body(flatten(n), office) and _bare(n) != office)

    return [replace(route, audience=others(route)) for route in found if others(route) or not route.audience]


def _bare(name: str) -> str:
    """A name without what says of whom of its kind it speaks: 市各业务主管单位."""
    return re.sub(r"^[省市县区]?(?:各|有关|相关)+", "", flatten(name))


def is_room(name: str) -> bool:
    """Whether a room is all that is named: 行政楼415室, and not 市人社局专技处2205室."""
    found = _IS_ROOM.search(name)
    return found is not None and not _IS_OFFICE.search(name[: found.start()])


def without_unnamed(found: Sequence[Route]) -> list[Route]:
    """The routes without those to an office that is only called ours (我处) or by its level where one such is named."""
    kinds = {flatten(route.office)[-1:] for route in found if not _OURS.fullmatch(flatten(route.office))}
    placed: dict[str, set[str]] = {}
    for route in found:
        name = flatten(route.office)
        if not _BY_LEVEL.fullmatch(name):
            placed.setdefault(name[:1], set()).update(route.audience)

    def is_named(route: Route) -> bool:
        name = flatten(route.office)
        if _BY_LEVEL.fullmatch(name):
            return placed.get(name[0], set()).issuperset(route.audience)
        return bool(_OURS.fullmatch(name)) and name[-1] in kinds

    return [route for route in found if not is_named(route)]


def is_addressed(part: Part, office: str) -> bool:
    """Whether an office is one of those who are addressed, by the same name."""
    return any(_bare(one) == office for one in part.record.addressees)


def of_first_offices(general: Iterable[Route]) -> list[Route]:
    """The routes for all to the first offices that a level names, however often, and to those named beside them."""
    found = list(general)
    first = list(dict.fromkeys(flatten(route.office) for route in found))[:_MOST_GENERAL]
    beside = {route.source for route in found if flatten(route.office) in first[:1]}
    return [route for route in found if flatten(route.office) in first or route.source in beside]


def merged(found: Sequence[Route]) -> list[Route]:
    """One route an office, with its room where that is said anywhere; the same audience is not named twice."""
    merged: list[Route] = []
    names = {_roomless(route.office) for route in found}
    for route in found:
        if sum(name != _roomless(route.office) and name.endswith(_roomless(route.office)) for name in names) > 1:
            continue
        at = next((place for place, one in enumerate(merged) if _is_one_route(one, route)), None)
        if at is None:
            merged.append(route)
            continue
        before = merged[at]
        source = tuple(sorted({*before.source, *route.source}))
        office = max(before.office, route.office, key=len)
        merged[at] = replace(before, audience=_together(before.audience, route.audience), office=office, source=source)
    return merged


def _is_one_route(one: Route, other: Route) -> bool:
    """Whether two routes lead to one office, which may be called in short where the same hand in to both."""
    is_short = one.audience == other.audience and _is_abbreviated(
        *sorted((_roomless(one.office), _roomless(other.office)), key=len)
    )
    return is_short or _is_one_office(one.office, other.office)


def _is_abbreviated(short: str, long: str) -> bool:
    """Whether a name takes of another's words the first character each, or leaves one out: 学工部, 行业部.

    These are 学生工作部 and 行业发展部; 市科技局 is 市科学技术局.
    """
    long = long.replace("委员会", "委")
    if len(short) < _LEAST_SHORT or not long.endswith(short[-1]):
        return False
    words_of_two = "".join(f"{re.escape(character)}.?" for character in short[:-1])
    last, begins = re.escape(short[-1]), re.escape(short[:-1])
    return bool(re.search(rf"(?:{words_of_two}|{begins}[\u4e00-\u9fff]{{2}}){last}$", long))


def _is_one_office(one: str, other: str) -> bool:
    """The same office, with or without its room, with or without the body that it is part of: 市塘管处."""
    one, other = _roomless(one), _roomless(other)
    return one.endswith(other) or other.endswith(one) or _is_of_place(*sorted((one, other), key=len))


def _is_of_place(short: str, long: str) -> bool:
    """Whether an office is named with its place alone for what another name says whole: 市塘管处 of 市水务局塘管处."""
    named, body = _OF_PLACE.fullmatch(short), _BODY.match(long)
    return bool(named and body and body[0][0] == short[0] and long == body[0] + named["desk"])


def _roomless(office: str) -> str:
    """An office's name in flat text, without its room, or the office that a department has: 甲部办公室."""
    return re.sub(r"(?<=[^总全支]部)办公室$", "", re.sub(r"\([^()]*\)$", "", flatten(office)))


def _together(some: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    """Two audiences as one; a shorter name for one of the other's adds nobody."""
    short = {one for one in some for name in more if one != name and words.is_short_for(one, name)}
    added = [
        name
        for name in more
        if not any(one != name and (words.is_short_for(name, one) or _is_one_body(name, one)) for one in some)
    ]
    return tuple(dict.fromkeys((*(one for one in some if one not in short), *added)))


def is_same_desk(one: str, other: str) -> bool:
    """The same office, one named in short (市种业科 for 市农业农村局种业科), or the body of it."""
    body = _BODY.match(one)
    return (
        like(one, other)
        or bool(body and words.is_short_for(other, body[0]))
        or other.startswith(one)
        or (one[-2:] == other[-2:] and words.is_short_for(*sorted((one, other), key=len)))
    )


def like(one: str, other: str) -> bool:
    """The same office, allowing for a bracket behind it."""
    one, other = (re.sub(r"\([^()]*\)|（[^（）]*）", "", office) for office in (one, other))
    return one == other or one.endswith(other) or other.endswith(one)
