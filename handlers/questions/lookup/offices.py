"""The offices of one notice: what they are called, whom they receive, who is asked there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from handlers.lexicon import HANZI
from handlers.questions.lookup.passages import pairs
from handlers.questions.lookup.unit_words import other_forms
from handlers.questions.typed.spelling import folded
from storage.notice.bodies.gathering import is_room
from storage.notice.bodies.offices import is_near
from storage.notice.model import Contact, Notice, Route
from storage.patterns import Late

_NEAR = 3
"""Lines between a route and the contact that stands under it."""

_BODY = r"(?:科协|协会|科技局|科技厅|科委|委员会|管委会|[局厅委院校]|学会|研究会|大学|学院|集团|公司|政府|中心)"
_SPLIT = Late(rf"^(.{{1,12}}?{_BODY})(.{{1,14}}(?:[部处科室办组站]|办公室|中心|秘书处))$")
_CITY = Late(rf"[(（]?(?:{HANZI}{{2,3}}省)?((?:(?!省){HANZI}){{2,3}}?)市")
_OF_CITY = ("那个", "那边", "那家", "那里", "市那个", "市那边")
"""The city of those above in their address, and how they are told apart by it: 南京那个地址."""

_LONG_CENTRE = 6
"""Characters of a centre's name, beyond which it is called by the last four."""

_BRACKETED = Late(r"[（(][^）)]*[）)]")
_SITE = Late(rf"(?:^|[省市区县号\W\d])((?:(?![省市区县号]){HANZI}){{2,6}}?(?:路|街(?!道)|大道|巷|大厦|大楼|广场))")
"""A street or a building of an address."""


@dataclass(frozen=True, slots=True)
class Office:
    """An office of the notice: its body (市科协) and its own short name (学会部), whom it receives, its contact.

    `about` are the pairs of its name, of whom it receives and of what stands around its contact.
    """

    name: str
    body: str
    short: str
    level: int
    contact: Contact | None
    audience: tuple[str, ...]
    about: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Name:
    """A name that offices go by; `is_body`: of a body (市科协) and not of its office; `is_site`: of where they are."""

    text: str
    offices: tuple[Office, ...]
    is_body: bool
    is_site: bool = False


def offices_of(notice: Notice) -> Iterator[Office]:
    """Every office that has a contact or receives something, once a level."""
    contacts = [replace(c, office=c.office or _office_of(notice, c)) for c in notice.contacts]
    names = dict.fromkeys(
        [(c.office, c.level) for c in contacts if c.office] + [(r.office, r.level) for r in notice.routes if r.office]
    )
    for name, level in names:
        contact = _of_all([c for c in contacts if c.office == name and c.level == level])
        audience = dict.fromkeys(
            audience
            for level_, office, audiences in _received(notice)
            if office == name and level_ == level
            for audience in audiences
        )
        plain = folded(_BRACKETED.sub("", name))
        found = _SPLIT.match(plain)
        body, short = (found[1], found[2]) if found else (plain, plain)
        about = pairs(folded(" ".join((name, *audience, _around(notice, contact)))))
        yield Office(name, body, short, level, contact, tuple(audience), about)


def asked_there(office: str, contact: Contact | None) -> str:
    """Who is asked at a receiver: its contact's own office where only a room or a body of each place is named."""
    is_open = not office or is_near(office) or is_room(office)
    return contact.office if is_open and contact and contact.office else office


def _of_all(contacts: Sequence[Contact]) -> Contact | None:
    """The contact of an office with everybody who is named for it: one, where several stand side by side."""
    if len(contacts) < 2:
        return contacts[0] if contacts else None
    return replace(
        contacts[0],
        names=tuple(dict.fromkeys(name for c in contacts for name in c.names)),
        phones=tuple(dict.fromkeys(phone for c in contacts for phone in c.phones)),
        emails=tuple(dict.fromkeys(mail for c in contacts for mail in c.emails)),
        source=tuple(sorted({line for c in contacts for line in c.source})),
    )


def _office_of(notice: Notice, contact: Contact) -> str | None:
    """The office of a contact that names none: that of the route it stands under, else a name for its person.

    Where several persons stand under one route, each goes by its name.
    """
    above = _route_above(notice, contact)
    shared = [c for c in notice.contacts if c.names and not c.office and _route_above(notice, c) is above]
    if above and not (contact.names and len(shared) > 1):
        return above.office
    return f"联系人{contact.names[0]}" if contact.names and len(notice.contacts) > 1 else None


def _route_above(notice: Notice, contact: Contact) -> Route | None:
    """The route that a contact stands under."""
    first = min(contact.source, default=0)
    here = (r for r in notice.routes if r.level == contact.level and not is_near(r.office))
    above = [r for r in here if 0 <= first - max(r.source, default=0) <= _NEAR]
    return max(above, key=lambda route: max(route.source), default=None)


def _around(notice: Notice, contact: Contact | None) -> str:
    """What stands on the lines of a contact, and just above it."""
    if contact is None or not contact.source:
        return ""
    return "".join(notice.lines[max(min(contact.source) - 3, 0) : max(contact.source)])


def _received(notice: Notice) -> Iterator[tuple[int, str | None, tuple[str, ...]]]:
    """Level, office and types of every route and contact."""
    yield from ((r.level, r.office, tuple(r.audience)) for r in notice.routes)
    yield from ((c.level, c.office, tuple(c.audience)) for c in notice.contacts)


def names_of(offices: tuple[Office, ...]) -> tuple[Name, ...]:
    """Every name an office goes by; one that would mean offices of two levels means the outer one's."""
    meant: dict[str, list[Office]] = {}
    bodies: set[str] = set()
    for office in offices:
        own = {folded(office.name), office.short, *_short_forms(office.short)}
        of = {office.body, *other_forms(office.body)}
        own |= {body + short for body in of for short in (office.short, *_short_forms(office.short))}
        if office.body[:1] in "省市区县" and office.body[-1:] in "局厅":
            of.add(office.body[0] + office.body[-1])
        bodies |= of
        for name in {name for name in own | of if len(name) > 1}:
            meant.setdefault(name, []).append(office)
    names = [
        Name(text, tuple(o for o in of_all if o.level == of_all[0].level), text in bodies)
        for text, of_all in meant.items()
    ]
    names += [name for name in _sites(offices) if name.text not in meant]
    return tuple(sorted(names, key=lambda name: len(name.text), reverse=True))


def _sites(offices: tuple[Office, ...]) -> Iterator[Name]:
    """The streets and buildings at which only one office is: who names them means it."""
    at: dict[str, list[Office]] = {}
    for office in offices:
        for site in set(_SITE.findall(folded(office.contact.address or ""))) if office.contact else ():
            at.setdefault(site, []).append(office)
    yield from (Name(site, tuple(there), is_body=False, is_site=True) for site, there in at.items() if len(there) == 1)
    nearest = min((office.level for office in offices), default=0)
    cities: dict[str, list[Office]] = {}
    for office in offices:
        city = _CITY.match(folded(office.contact.address or "")) if office.contact else None
        if city and office.level > nearest:
            cities.setdefault(city[1], []).append(office)
    for city_name, there in cities.items():
        yield from (Name(f"{city_name}{end}", tuple(there), is_body=False, is_site=True) for end in _OF_CITY)


def _short_forms(short: str) -> set[str]:
    """法规处 for 政策法规处, 组宣部 for 组织宣传部, 情报中心 for 科学技术情报中心."""
    if short.endswith("中心") and len(short) > _LONG_CENTRE:
        return {short[-4:]}
    stem, end = short[:-1], short[-1:]
    if len(stem) < 4 or end not in "部处科室办":
        return set()
    return {stem[-2:] + end, stem[0] + stem[2] + end, stem[:2] + end}
