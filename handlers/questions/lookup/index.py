"""What can be looked up in one edition: offices and their short names, persons, duties, dates; built once."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from handlers.lexicon import HANZI, Alternatives, Field, lexicon
from handlers.questions.lookup.cards import Card, cards_of
from handlers.questions.lookup.offices import Name, Office, names_of, offices_of
from handlers.questions.lookup.passages import Passage, Told, pairs, passages_of, searchable, telling, told_under
from handlers.questions.lookup.ranking import Ranking
from handlers.questions.lookup.unit_words import UnitWord, field_words, unit_words
from handlers.questions.lookup.whom import with_whom_to_ask
from handlers.questions.typed.spelling import folded
from storage.notice.model import Deadline, Notice
from storage.notice.routing import Duty, binding_level, duties, duty, is_offices_own, unit_types
from storage.patterns import Late

_LEAST_TITLE, _LONGEST_TITLE = 3, 12
_LEAST_BOX = 4
_KEPT = 16
"""Editions whose index is kept: more campaigns do not run at once."""

_PLACE = Late(r"^(?:.{0,6}?)(国|省|自治区|自治州|市|区|县|镇|校|院)")
_ATTACHED = Late(r"\s*附\s*件\s*\d*\s*[:：]")
_LISTED = 8
"""Lines of a list of attachments that are looked through for its beginning."""

_CLAUSE = Late(r"[，,；;。:：（()）]")
_SENT_UP = Late(
    r"(?:报|上报|送|交|推荐|提交)(?:送|至|到|给)*[国省市部厅]|向[国省市部厅上][^,，。;；]{0,12}(?:报|送|推荐|提交)"
)
_HELD = Late(rf"{HANZI}[赛会展班营]")
_ISSUER = Late(r"\s*(\S{2,16}?)关于")


Said = tuple[frozenset[str], frozenset[str]]
"""The pairs of the clauses that name an office, and of their whole sentences."""


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """Everything that is looked up in one notice; equal to itself alone.

    `here` are the sentences of the level that binds; `places` are 市, 省 … by level; `vocabulary` its character pairs.
    `by_type` holds the duty of every type that some level addresses or some office receives. `names` are all names
    of offices and bodies, the longest first. `homes` are the issuers' own places (云州), so that 云州市科协 is the
    issuer and 东湖市科协 a unit. `said_of` has what is said of an office, by name and level. `attached` are the lines
    at which lists of attachments begin. `cards` are the stretches of the binding level that hold numbers, `surnames`
    those of everybody who is named as a contact, `fields` those of business that it shows, `boxes` the mailboxes
    without their servers.
    `told` are the sentences that may answer something, each under the headings that it stands under; `holding` has
    by every character and every two of them which of these hold it, by number. `uppers` are the dates of those above.
    """

    notice: Notice
    binding: int
    duties: tuple[Duty, ...]
    by_type: dict[str, Duty]
    offices: tuple[Office, ...]
    passages: tuple[Passage, ...]
    here: tuple[Passage, ...]
    places: dict[int, str]
    vocabulary: frozenset[str]
    plain: str
    names: Alternatives[Name]
    unit_words: Alternatives[UnitWord]
    homes: tuple[str, ...]
    searched: tuple[Passage, ...]
    ranking: Ranking
    reaches: frozenset[str]
    boxes: tuple[str, ...]
    titles: dict[str, tuple[Passage, ...]]
    attached: tuple[int, ...]
    said_of: dict[tuple[str, int], Said]
    fields: tuple[Field, ...]
    cards: tuple[Card, ...]
    surnames: frozenset[str]
    told: dict[Passage, Told]
    holding: dict[str, frozenset[int]]
    uppers: tuple[Deadline, ...]
    _rarity: dict[str, float] = field(default_factory=dict)
    _saying: dict[tuple[str, bool], tuple[Passage, ...]] = field(default_factory=dict)

    def is_of_field(self, said: str) -> bool:
        """A word of a field is said that the notice is of."""
        return any(one.own.search(said) for one in self.fields)

    def rarity(self, char: str) -> float:
        """What a character tells, from 0 to 1: most where no sentence has it."""
        known = self._rarity.get(char)
        if known is None:
            held, count = len(self.holding.get(char, ())), len(self.told)
            known = self._rarity[char] = math.log(1 + (count + 0.5) / (held + 0.5)) / math.log(2 + 2 * count)
        return known

    def saying(self, words: Late, *, titled: bool = False) -> tuple[Passage, ...]:
        """The sentences, or with their titles, in which a pattern of the lexicon is found; each is looked for once."""
        known = self._saying.get((words.pattern, titled))
        if known is None:
            held = (p for p in self.passages if words.search(f"{p.title}：{p.plain}" if titled else p.plain))
            known = self._saying[words.pattern, titled] = tuple(held)
        return known

    def duty(self, unit_type: str | None) -> Duty | None:
        """What a unit type owes, None where the notice does not name it."""
        return self.by_type.get(unit_type) if unit_type else None

    def office(self, name: str | None) -> Office | None:
        """The office of that name."""
        return next((office for office in self.offices if office.name == name), None)

    def is_attached(self, passage: Passage) -> bool:
        """It stands in the list of attachments at the end of its level."""
        return _is_listed(passage, self.attached)

    def upper_deadlines(self) -> tuple[Deadline, ...]:
        """The dates that bind only those above: the office itself, other cities."""
        return self.uppers

    def is_onward(self, deadline: Deadline) -> bool:
        """The office that receives hands on to those above."""
        return deadline in self.uppers and deadline.level == self.binding

    def upper_offices(self) -> tuple[Office, ...]:
        """The offices of the levels above."""
        return tuple(office for office in self.offices if office.level > self.binding)

    def foreign_days(self, own: Deadline | None) -> frozenset[str]:
        """The days of other levels' deadlines, as 6月20日: they are not said unless asked for."""
        others = {day_of(d.date) for d in self.upper_deadlines() if d.date}
        return frozenset(others - ({day_of(own.date)} if own and own.date else set()))


def _headings(passage: Passage, notice: Notice) -> str:
    """The titles of the sections that a sentence stands in, the outermost first."""
    first = min(passage.source, default=0)
    around = (s.title for s in notice.sections if s.first_line <= first <= s.last_line and s.level == passage.level)
    return folded(" ".join(dict.fromkeys((*around, passage.title))))


def _is_listed(passage: Passage, attached: Sequence[int]) -> bool:
    first = min(passage.source, default=0)
    return any(first - _LISTED < line <= first for line in attached)


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
    offices = tuple(offices_of(notice))
    text = "".join(folded(line) for line in notice.lines)
    own = tuple(with_whom_to_ask(notice, one) for one in duties(notice) or (duty(notice, None),))
    types, binding = [one.unit_type for one in own], binding_level(notice, None)
    above = {word for office in offices if office.level > binding for word in office.audience}
    passages = passages_of(notice)
    searched = searchable(passages)
    attached = tuple(at for at, line in enumerate(notice.lines, start=1) if _ATTACHED.match(line))
    told = _told(notice, passages, attached)
    fields = dict.fromkeys(a for r in notice.routes if r.level == binding for a in r.audience if a not in types)
    named = (*field_words(fields, notice.lines), *unit_words(types, above))
    return Index(
        notice=notice,
        binding=binding,
        duties=own,
        by_type={word: with_whom_to_ask(notice, duty(notice, word)) for word in (*_types(notice), *above, *fields)},
        offices=offices,
        passages=passages,
        here=tuple(p for p in passages if p.level == binding),
        places=_places(notice, offices),
        vocabulary=pairs(text),
        plain=text,
        names=Alternatives(((name, (re.escape(name.text),)) for name in names_of(offices)), {}),
        unit_words=Alternatives(((word, (word.said.pattern,)) for word in named), {}),
        homes=tuple(dict.fromkeys(_homes(notice))),
        searched=searched,
        told=told,
        holding=_holding([one.text for one in told.values()]),
        ranking=Ranking(p.pairs for p in searched),
        reaches=frozenset(way for c in notice.contacts for way in (*c.phones, *c.emails)),
        boxes=tuple(dict.fromkeys(_boxes(notice))),
        titles=_titles(passages),
        fields=tuple(field for field in lexicon().fields if field.signs.search(text)),
        cards=cards_of(notice, binding),
        surnames=frozenset(name[0] for c in notice.contacts for name in c.names),
        said_of={(one.name, one.level): _said_of(one, passages) for one in offices},
        attached=attached,
        uppers=tuple(d for d in notice.deadlines if d.date and _is_upper(notice, d, binding)),
    )


def _told(notice: Notice, passages: tuple[Passage, ...], attached: Sequence[int]) -> dict[Passage, Told]:
    """The sentences that may answer something, each under its headings; the names of attachments alone do not."""
    names = [p for p in passages if p.text == p.title and _is_listed(p, attached)]
    return {p: told_under(p, _headings(p, notice)) for p in telling(passages, names)}


def _boxes(notice: Notice) -> Iterator[str]:
    """What stands before the @ of the mailboxes, where it is no number and no word of many."""
    mails = (mail.lower() for contact in notice.contacts for mail in contact.emails)
    return (box for mail in mails if len(box := mail.partition("@")[0]) >= _LEAST_BOX and not box.isdecimal())


def _is_upper(notice: Notice, deadline: Deadline, binding: int) -> bool:
    """A date of a level above, or one by which the office that receives hands on to it."""
    is_sent_up = deadline.level == binding and _SENT_UP.search(deadline.what)
    return deadline.level > binding or bool(is_sent_up and is_offices_own(notice, deadline))


def _holding(texts: Sequence[str]) -> dict[str, frozenset[int]]:
    """By every character and every two of them the numbers of the texts that hold it."""
    found: dict[str, set[int]] = {}
    for number, text in enumerate(texts):
        for part in {*text, *(text[at : at + 2] for at in range(len(text) - 1))}:
            found.setdefault(part, set()).add(number)
    return {part: frozenset(numbers) for part, numbers in found.items()}


def _said_of(office: Office, passages: tuple[Passage, ...]) -> Said:
    """What is said in the clauses that name an office or its people, and in the rest of their sentences."""
    words = [office.short, *(office.contact.names if office.contact else ())]
    held = [p for p in passages if p.level == office.level and any(word in p.plain for word in words)]
    clauses = [part for p in held for part in _CLAUSE.split(p.plain) if any(word in part for word in words)]
    return pairs(folded(" ".join(clauses))), frozenset(pair for p in held for pair in p.pairs)


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


def _homes(notice: Notice) -> Iterator[str]:
    """云州 of 云州市科学技术协会."""
    for level in notice.levels:
        for issuer in level.issuers:
            found = re.match(rf"({HANZI}{{2,4}}?)[省市县区]", folded(issuer))
            if found:
                yield found[1]
