"""What can be looked up in one edition: offices and their short names, persons, duties, dates; built once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from handlers.lexicon import lexicon
from handlers.questions.passages import Passage, pairs, passages_of, searchable
from handlers.questions.ranking import Ranking
from handlers.questions.spelling import folded
from handlers.questions.unit_words import UnitWord, other_forms, unit_words
from storage.notice.model import Contact, Deadline, Notice
from storage.notice.routing import Duty, binding_level, duties, duty, unit_types

_LEAST_TITLE, _LONGEST_TITLE = 3, 12

_NEAR = 3
"""Lines between a route and the contact that stands under it."""

_KEPT = 16
"""Editions whose index is kept: more campaigns do not run at once."""

_BODY = r"(?:科协|协会|科技局|科技厅|科委|委员会|管委会|[局厅委院校]|学会|研究会|大学|学院|集团|公司|政府|中心)"
_SPLIT = re.compile(rf"^(.{{1,12}}?{_BODY})(.{{1,14}}(?:[部处科室办组站]|办公室|中心|秘书处))$")
_PLACE = re.compile(r"^(?:.{0,6}?)(国|省|自治区|自治州|市|区|县|镇|校|院)")
_ATTACHED = re.compile(r"\s*附\s*件\s*\d*\s*[:：]")
_LISTED = 8
"""Lines of a list of attachments that are looked through for its beginning."""

_HELD = re.compile(r"[\u4e00-\u9fff][赛会展班营]")
_ISSUER = re.compile(r"\s*(\S{2,16}?)关于")
_BRACKETED = re.compile(r"[（(][^）)]*[）)]")


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


@dataclass(frozen=True, slots=True)
class Name:
    """A name that offices go by; `is_body`: it names the body (市科协) and not one of its offices."""

    text: str
    offices: tuple[Office, ...]
    is_body: bool


@dataclass(frozen=True, slots=True)
class Index:
    """Everything that is looked up in one notice. `places` are 市, 省 … by level; `vocabulary` its character pairs.

    `by_type` holds the duty of every type that some level addresses or some office receives. `names` are all names
    of offices and bodies, the longest first. `homes` are the issuers' own places (云州), so that
    云州市科协 is the issuer and 东湖市科协 a unit.
    """

    notice: Notice
    binding: int
    duties: tuple[Duty, ...]
    by_type: dict[str, Duty]
    offices: tuple[Office, ...]
    passages: tuple[Passage, ...]
    places: dict[int, str]
    vocabulary: frozenset[str]
    plain: str
    names: tuple[Name, ...]
    unit_words: tuple[UnitWord, ...]
    homes: tuple[str, ...]
    searched: tuple[Passage, ...]
    ranking: Ranking
    reaches: frozenset[str]
    titles: dict[str, tuple[Passage, ...]]

    def duty(self, unit_type: str | None) -> Duty | None:
        """What a unit type owes, None where the notice does not name it."""
        return self.by_type.get(unit_type) if unit_type else None

    def office(self, name: str | None) -> Office | None:
        """The office of that name."""
        return next((office for office in self.offices if office.name == name), None)

    def is_attached(self, passage: Passage) -> bool:
        """It stands in the list of attachments at the end of its level."""
        first = min(passage.source, default=0)
        return any(_ATTACHED.match(line) for line in self.notice.lines[max(first - _LISTED, 0) : first])

    def upper_deadlines(self) -> tuple[Deadline, ...]:
        """The dates that bind only those above: the office itself, other cities."""
        return tuple(d for d in self.notice.deadlines if d.level > self.binding and d.date)

    def upper_offices(self) -> tuple[Office, ...]:
        """The offices of the levels above."""
        return tuple(office for office in self.offices if office.level > self.binding)

    def foreign_days(self, own: Deadline | None) -> frozenset[str]:
        """The days of other levels' deadlines, as 6月20日: they are not said unless asked for."""
        others = {day_of(d.date) for d in self.upper_deadlines() if d.date}
        return frozenset(others - ({day_of(own.date)} if own and own.date else set()))


def day_of(day: date) -> str:
    """6月9日."""
    return f"{day.month}月{day.day}日"


_INDEXES: dict[int, Index] = {}


def index_of(notice: Notice) -> Index:
    """Return the index of an edition, building it the first time; an edition is immutable, so this never ages."""
    known = _INDEXES.get(id(notice))
    if known is not None and known.notice is notice:
        return known
    built = _build(notice)
    while len(_INDEXES) >= _KEPT:
        _INDEXES.pop(next(iter(_INDEXES)))
    _INDEXES[id(notice)] = built
    return built


def _build(notice: Notice) -> Index:
    offices = tuple(_offices(notice))
    text = "".join(folded(line) for line in notice.lines)
    own = tuple(_reached(notice, one) for one in duties(notice))
    binding = binding_level(notice, None)
    above = {word for office in offices if office.level > binding for word in office.audience}
    passages = passages_of(notice)
    searched = searchable(passages)
    return Index(
        notice=notice,
        binding=binding,
        duties=own,
        by_type={word: _reached(notice, duty(notice, word)) for word in (*_types(notice), *above)},
        offices=offices,
        passages=passages,
        places=_places(notice, offices),
        vocabulary=pairs(text),
        plain=text,
        names=_names(offices),
        unit_words=unit_words([one.unit_type for one in own], above),
        homes=tuple(dict.fromkeys(_homes(notice))),
        searched=searched,
        ranking=Ranking(p.pairs for p in searched),
        reaches=frozenset(way for c in notice.contacts for way in (*c.phones, *c.emails)),
        titles=_titles(passages),
    )


def _titles(passages: tuple[Passage, ...]) -> dict[str, tuple[Passage, ...]]:
    """The sections that are asked for by their titles, the longest title first: 报告期, 推荐名额."""
    found: dict[str, list[Passage]] = {}
    for passage in passages:
        title = folded(passage.title)
        is_long = _LEAST_TITLE <= len(title) <= _LONGEST_TITLE or _HELD.fullmatch(title)
        if is_long and title not in lexicon().headings and passage.text != passage.title:
            found.setdefault(title, []).append(passage)
    return {title: tuple(found[title]) for title in sorted(found, key=len, reverse=True)}


def _types(notice: Notice) -> Iterator[str]:
    """Every type that a level addresses."""
    for level in range(len(notice.levels)):
        yield from unit_types(notice, level)


def _offices(notice: Notice) -> Iterator[Office]:
    """Every office that has a contact or receives something, once a level."""
    contacts = [replace(c, office=c.office or _office_of(notice, c)) for c in notice.contacts]
    names = dict.fromkeys(
        [(c.office, c.level) for c in contacts if c.office] + [(r.office, r.level) for r in notice.routes if r.office]
    )
    for name, level in names:
        contact = next((c for c in contacts if c.office == name and c.level == level), None)
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


def _reached(notice: Notice, own: Duty) -> Duty:
    """A duty with whom to ask, where the ways to the office stand in several places and none names it."""
    loose = [c for c in notice.contacts if c.level == own.level and not c.office]
    if own.contact or len(loose) < 2 or sum(bool(c.names) for c in loose) > 1:
        return own
    ways = Contact(
        office=None,
        names=tuple(dict.fromkeys(name for c in loose for name in c.names)),
        phones=tuple(dict.fromkeys(phone for c in loose for phone in c.phones)),
        emails=tuple(dict.fromkeys(mail for c in loose for mail in c.emails)),
        address=next((c.address for c in loose if c.address), None),
        level=own.level,
        source=tuple(line for c in loose for line in c.source),
    )
    return replace(own, contact=ways)


def _office_of(notice: Notice, contact: Contact) -> str | None:
    """The office of a contact that names none: that of the route it stands under, else a name for its person."""
    first = min(contact.source, default=0)
    above = [r for r in notice.routes if r.level == contact.level and 0 <= first - max(r.source, default=0) <= _NEAR]
    if above:
        return max(above, key=lambda route: max(route.source)).office
    return f"联系人{contact.names[0]}" if contact.names and len(notice.contacts) > 1 else None


def _around(notice: Notice, contact: Contact | None) -> str:
    """What stands on the lines of a contact, and just above it."""
    if contact is None or not contact.source:
        return ""
    return "".join(notice.lines[max(min(contact.source) - 3, 0) : max(contact.source)])


def _received(notice: Notice) -> Iterator[tuple[int, str | None, tuple[str, ...]]]:
    """Level, office and types of every route and contact."""
    yield from ((r.level, r.office, tuple(r.audience)) for r in notice.routes)
    yield from ((c.level, c.office, tuple(c.audience)) for c in notice.contacts)


def _places(notice: Notice, offices: tuple[Office, ...]) -> dict[int, str]:
    """For each level the word its people use: 市, 省, 国."""
    out: dict[int, str] = {}
    for level in notice.levels:
        names = [o.name for o in offices if o.level == level.level] + [folded(i) for i in level.issuers]
        names += [folded(found[1])] if (found := _ISSUER.match(level.title or "")) else []
        for name in names:
            found = _PLACE.match(name.replace("中国", "国").replace("全国", "国"))
            if found:
                out[level.level] = found[1]
                break
        else:
            if any(name.endswith("部") for name in names):
                out[level.level] = "国"
    return out


def _names(offices: tuple[Office, ...]) -> tuple[Name, ...]:
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
    return tuple(sorted(names, key=lambda name: len(name.text), reverse=True))


def _short_forms(short: str) -> set[str]:
    """法规处 for 政策法规处, 组宣部 for 组织宣传部."""
    stem, end = short[:-1], short[-1:]
    if len(stem) < 4 or end not in "部处科室办":
        return set()
    return {stem[-2:] + end, stem[0] + stem[2] + end, stem[:2] + end}


def _homes(notice: Notice) -> Iterator[str]:
    """云州 of 云州市科学技术协会."""
    for level in notice.levels:
        for issuer in level.issuers:
            found = re.match(r"([\u4e00-\u9fff]{2,4}?)[省市县区]", folded(issuer))
            if found:
                yield found[1]
