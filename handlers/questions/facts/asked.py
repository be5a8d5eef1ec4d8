"""What one answer is made of: the understanding, the asker, and the duties that are spoken of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from handlers.dates import read_day
from handlers.lexicon import Topic
from handlers.questions.asker import Asker
from handlers.questions.lookup.index import Index, day_of
from handlers.questions.lookup.offices import asked_there
from handlers.questions.lookup.passages import Passage, focused, pairs, without
from handlers.questions.lookup.search import terms_of
from handlers.questions.meant.entities import is_named
from handlers.questions.typed.characters import SIMPLIFIED
from handlers.questions.typed.spelling import folded
from handlers.questions.typed.wants import wants_of
from handlers.questions.understanding import Understanding
from handlers.wording import questions as wording
from scheduler.clock import beijing_date
from storage.notice.model import Contact
from storage.notice.routing import Duty
from storage.patterns import Late

MOST_LINES = 8
_MOST = 3
"""Sentences that are quoted, where no whole section is asked for."""

_OF_EVERY_TYPE = Late(r"(?:各类|各种|每类|所有类?型?的?|全部)单位[^,。;?]{0,4}(?:都|各|分别|往|报|交)|各单位分别")
_OF_CONTACT = Late(r"^(?:联系人|联络人|联系电话|电话|传真|邮箱|地址)[:：]")
_REACHED = (Topic.CONTACT, Topic.PHONE, Topic.MAIL, Topic.ADDRESS, Topic.SUBMIT_TO)
"""A line of somebody's contact, and who wants to see one."""

_TODAY = Late(r"今[天日儿](?:都|已经?|是|就)*((?:\d{1,2}月)?\d{1,2}[日号])了")
_OF_DAYS = (Topic.DEADLINE, Topic.HOUR, Topic.DAYS_LEFT, Topic.LATE, Topic.EXTENSION, Topic.PERIOD, Topic.EVENT_DATE)
_TOLD = 0.5
"""What it weighs that a part of a sentence has the kind of value that is asked for."""


@dataclass(frozen=True, eq=False)
class Asked:
    """One question with everything its answer is looked up in; what is asked for again and again is found once.

    `set_aside` are days, as 6月20日, by which something else is due than what is asked for.
    """

    u: Understanding
    asker: Asker
    set_aside: frozenset[str] = frozenset()

    @property
    def index(self) -> Index:
        """The notice as it is looked up."""
        return self.u.index

    @cached_property
    def today(self) -> date:
        """The day it is; the one that the asker says it is already (今天都13号了), where the clock has another."""
        today = beijing_date(self.asker.now)
        found = _TODAY.search(self.u.said)
        if found is None or is_named(today, self.u.entities.days):
            return today
        last = max((one.date for one in self.index.notice.deadlines if one.date), default=today)
        return max(read_day(found[1], today, last) or today, today)

    @cached_property
    def own(self) -> Duty | None:
        """What is owed by the type that is asked for, the asker's own where none is named."""
        types = self.u.scope.unit_types
        return self.index.duty(types[0] if len(types) == 1 else None if types else self.asker.unit_type)

    @cached_property
    def targets(self) -> tuple[Duty, ...]:
        """The duties that are spoken of: of the types or offices named, the asker's own, their office's, else all."""
        if _OF_EVERY_TYPE.search(self.u.said):
            return self.index.duties
        named = tuple(d for t in self.u.scope.unit_types if (d := self.index.duty(t)))
        return (
            named
            or self._of_offices(*self.u.scope.offices)
            or ((self.own,) if self.own else self._of_offices(self.asker.office) or self.index.duties)
        )

    def _of_offices(self, *offices: str | None) -> tuple[Duty, ...]:
        """What the types owe that report to these offices."""
        return tuple(one for one in self.index.duties if one.office and one.office in offices)

    @cached_property
    def office(self) -> str | None:
        """The office that holds for the asker; where the type is open, the only one there is.

        Of a body that is another one for each (所在街道) nobody is known: whoever the notice names is asked then.
        """
        offices = {target.office for target in self.targets}
        only = next(iter(offices)) if len(offices) == 1 else None
        asked = self.targets[0].contact if self.targets else None
        return asked_there(only, asked) if only else only

    @cached_property
    def contact(self) -> Contact | None:
        """Whom the asker asks; of an office that is not named, only where all types have the same."""
        contacts = {target.contact for target in self.targets}
        return self.targets[0].contact if self.targets and (self.office or len(contacts) == 1) else None

    @property
    def who_tells(self) -> str | None:
        """The office that can tell what the notice leaves open: the asker's own, else that of the only contact."""
        return self.office or (self.contact.office if self.contact else None)

    def passages(self, passages: Sequence[Passage], about: Late | None = None) -> Iterator[str]:
        """Quote passages without what may not leave, `about` what is to be seen of them."""
        days = self.index.foreign_days(self.own.deadline if self.own else None) | self.set_aside | self._of_others
        own = self.contact
        others = self.index.reaches - {*own.phones, *own.emails} if own else self.index.reaches
        for passage in passages[: MOST_LINES if len(passages) > _MOST and self.u.found.is_whole else _MOST]:
            if passage.text == passage.title and self.index.is_attached(passage):
                yield wording.attached(passage.title)
                continue
            if passage.text == passage.title and any(folded(passage.text) == o.name for o in self.index.offices):
                continue  # the name of an office alone says nothing
            if _OF_CONTACT.match(passage.plain) and not self.u.has(*_REACHED):
                continue
            if any(passage.text == name for level in self.index.notice.levels for name in level.issuers):
                continue
            text = focused(without(passage.text, days, about, others), lambda part: self._says(part, about))
            if text:
                yield wording.quoted(passage.number, passage.title, text)

    @cached_property
    def _of_others(self) -> frozenset[str]:
        """The days by which others hand in, where the asker's type is known and no day is asked for."""
        if self.own is None or self.u.entities.days or self.u.has(*_OF_DAYS):
            return frozenset()
        dated = [d for d in self.index.notice.deadlines if d.level == self.index.binding and d.date]
        own = {day_of(d.date) for d in self.own.deadlines if d.date}
        return frozenset(day_of(d.date) for d in dated if d.date) - own

    def _says(self, part: str, about: Late | None) -> float:
        """What a part of a sentence says of the question: the weight of the pairs they share, and what it is about."""
        terms, ranking = terms_of(self.u.said), self.index.ranking
        shared = sum(ranking.weight(pair) * terms[pair] for pair in pairs(folded(part)) & terms.keys())
        plain, told = part.translate(SIMPLIFIED), wants_of(self.u.said).told
        shared += ranking.rarest * _TOLD * bool(told and told.search(plain))
        return shared + ranking.rarest * bool(about and about.search(plain))

    def containing(self, words: Late) -> Iterator[str]:
        """Quote the sentences that hold one of these words."""
        yield from self.passages([p for p in self.index.passages if words.search(p.plain)][:2], words)

    def by_office(self) -> list[Duty]:
        """One duty an office, in their order."""
        return list({target.office: target for target in reversed(self.targets)}.values())[::-1]

    @property
    def place(self) -> str:
        """市里 of the binding level."""
        index = self.index
        return f"{index.places.get(index.binding, '本级')}里" if index.binding in index.places else "本级"

    @property
    def upper_place(self) -> str:
        """省里 of the level above; those of the whole country have no such word."""
        above = self.index.places.get(self.index.binding + 1)
        return f"{above}里" if above and above != "国" else "上级"

    @property
    def sent_up(self) -> str:
        """Who sends something up by a day of those above: 市里向省里; 上级要求 where it is not the next level's."""
        return f"{self.place}向{self.upper_place}" if self.upper_place.endswith("里") else "上级要求"
