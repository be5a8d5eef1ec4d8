"""Several routes or contacts as one: by their office, without those that say less than another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from storage.notice import words
from storage.notice.model import Route
from storage.notice.signs import flatten
from storage.notice.structure import Part

_MOST_GENERAL = 2
DEPARTMENT = re.compile(r"[科股室处部办]$")
"""An issuer that is no whole body and has no departments of its own."""

_BODY = re.compile(r".+?(?:局|厅|委|院|校|会)(?=.{2,8}(?:[科处室办部股])$)")
"""The body that a department is of."""


_AUTHORITY = re.compile(r"(?:部门|局|委|委员会|厅)$")


def specific(part: Part, found: Sequence[Route]) -> list[Route]:
    """The routes without those to a whole body (市科协, 我局) whose senders all have one to a department of it."""
    own = {name for issuer in part.record.issuers if not DEPARTMENT.search(name := flatten(issuer))}

    def is_inside(one: Route, other: Route) -> bool:
        outer, inner = flatten(other.office), flatten(one.office)
        return one is not other and outer != inner and (outer in inner or (own == {outer} and inner not in own))

    def is_covered(route: Route) -> bool:
        inside = {name for one in found if is_inside(one, route) for name in one.audience}
        return bool(inside) and (set(route.audience) <= inside)

    return [route for route in found if not is_covered(route)]


def _is_one_body(one: str, other: str) -> bool:
    """Whether two names are one body's, of which one only says what its department is for: 县林业局, 县林业主管部门."""
    return one.endswith("部门") != other.endswith("部门") and bool(
        _AUTHORITY.search(one) and _AUTHORITY.search(other) and words.is_related(one, other)
    )


def without_office(found: Sequence[Route]) -> list[Route]:
    """The routes without the office among those who hand in to it: of 各县科技局、各企业 the firms do to 县科技部门."""

    def others(route: Route) -> tuple[str, ...]:
        office = flatten(route.office)
        return tuple(n for n in route.audience if not _is_one_body(flatten(n), office) and _bare(n) != office)

    return [replace(route, audience=others(route)) for route in found if others(route) or not route.audience]


def _bare(name: str) -> str:
    """A name without what says of whom of its kind it speaks: 市各业务主管单位."""
    return re.sub(r"^[省市县区]?(?:各|有关|相关)+", "", flatten(name))


def of_first_offices(general: Iterable[Route]) -> list[Route]:
    """The routes for all to the first offices that a level names, however often it names each."""
    found = list(general)
    first = list(dict.fromkeys(flatten(route.office) for route in found))[:_MOST_GENERAL]
    return [route for route in found if flatten(route.office) in first]


def merged(found: Sequence[Route]) -> list[Route]:
    """One route an office, with its room where that is said anywhere; the same audience is not named twice."""
    merged: list[Route] = []
    names = {_roomless(route.office) for route in found}
    for route in found:
        if sum(name != _roomless(route.office) and name.endswith(_roomless(route.office)) for name in names) > 1:
            continue
        at = next((place for place, one in enumerate(merged) if _is_one_office(one.office, route.office)), None)
        if at is None:
            merged.append(route)
            continue
        before = merged[at]
        source = tuple(sorted({*before.source, *route.source}))
        office = max(before.office, route.office, key=len)
        merged[at] = replace(before, audience=_together(before.audience, route.audience), office=office, source=source)
    return merged


def _is_one_office(one: str, other: str) -> bool:
    """The same office, with or without its room, with or without the body that it is part of."""
    one, other = _roomless(one), _roomless(other)
    return one.endswith(other) or other.endswith(one)


def _roomless(office: str) -> str:
    """An office's name in flat text, without its room."""
    return re.sub(r"\([^()]*\)$", "", flatten(office))


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
