"""What a lexicon holds, ready for use: compiled once, never changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from handlers.lexicon.alternatives import Alternatives
from handlers.lexicon.topics import Topic
from storage.patterns.late import Late
from storage.patterns.needs import expanded

HANZI = r"[^\W\d_a-zA-Z]"
"""A character of a word. To `re` it costs a hundredth of what a range of 21,000 numbers costs to compile."""


@dataclass(frozen=True, slots=True)
class Detail:
    """A particular of a hand-in; `said` is how a notice would settle it.

    `label` is the word in 「通知未写明…」. `is_of_thing`: the thing spoken of (总结, 照片) is named before it.
    `prefers`: how the one of several sentences shows itself that settles it rather than speaks of it.
    """

    key: str
    label: str
    said: Late
    is_of_thing: bool = True
    prefers: Late | None = None

    def is_settled_by(self, text: str) -> bool:
        """A sentence settles it, of those that speak of it."""
        return self.prefers is not None and self.prefers.search(text) is not None


@dataclass(frozen=True, slots=True)
class Want:
    """A kind of value that a question may want: an hour, money, a place; `told` finds it in a printed clause.

    `label` is the word in 「通知未写明…」, "" where that is not said of this kind; `headed` finds an item by its head,
    which stands before a colon, or is a title by itself: 地点：.
    """

    key: str
    told: Late
    label: str
    headed: Late


@dataclass(frozen=True, slots=True)
class Deeds:
    """What tells of something done, or asks about it: where `means` finds it and `unless` does not."""

    means: Alternatives[str]
    unless: Alternatives[str]

    def told(self, key: str, said: str) -> bool:
        """Whether this one is told of, or asked about."""
        return bool(self.means.found_in(said, (key,))) and not self.unless.found_in(said, (key,))


@dataclass(frozen=True, slots=True)
class Amount:
    """A kind of amount that is asked for by a noun: `measures` are those in which a notice gives it."""

    label: str
    measures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of unit: `shows` finds it in a notice's own word, `named` in what people say."""

    shows: Late
    named: Late


@dataclass(frozen=True, slots=True)
class Field:
    """A field of business: `signs` show that a notice is of it, `own` are words that are then the notice's too."""

    signs: Late
    own: Late


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of unit that a notice's sentences tell apart, as a notice names it."""

    told: Late


@dataclass(frozen=True, slots=True)
class Purpose:
    """What somebody in particular is asked about: `said` by people, `told` beside whoever a notice names for it.

    `label` names it in 「通知未写明…」, "" where the general contact answers instead; `is_apart`: that one does not.
    `is_special`: whoever is named for it answers nothing else.
    """

    label: str
    said: Late
    told: Late
    is_apart: bool = False
    is_special: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Everything of it; the files are described in `handlers.lexicon`.

    A topic is meant where `means` finds it and `unless` does not; `topics` has all in the order of the table. `asked`
    finds the keys of details, `same` the notice's words for what people say. `groups` says of each thing what it is;
    `slips` and `heard` mend what was mistyped. `wanted` finds the keys of `wants`; `measures` are the words that count
    like one of them, `alike` those that say the same as a word, `related` those that a notice has for its matter.
    `amounted` finds which of `amounts` is asked for by its noun, `doubts` whether a given one will do.
    `sorts_said`, `purposes_said` and `purposes_told` find which of these are said, by their numbers.
    `spoken` are the pairs of characters of all words about campaigns: a question without any other is about one.
    """

    topics: tuple[Topic, ...]
    means: Alternatives[Topic]
    unless: Alternatives[Topic]
    deeds: Deeds
    details: tuple[Detail, ...]
    asked: Alternatives[str]
    wants: tuple[Want, ...]
    wanted: Alternatives[str]
    measures: Mapping[str, tuple[str, ...]]
    alike: Mapping[str, tuple[str, ...]]
    related: Mapping[str, tuple[str, ...]]
    amounts: tuple[Amount, ...]
    amounted: Alternatives[int]
    doubts: Alternatives[str]
    kinds: tuple[Kind, ...]
    sorts: tuple[Sort, ...]
    purposes: tuple[Purpose, ...]
    sorts_said: Alternatives[int]
    purposes_said: Alternatives[int]
    purposes_told: Alternatives[int]
    same: Alternatives[str]
    plain: Alternatives[tuple[str, str]]
    slips: Mapping[str, str]
    heard: tuple[str, ...]
    short: Mapping[str, str]
    groups: Mapping[str, str]
    headings: frozenset[str]
    empty: Late
    faint: Late
    foreign: Alternatives[str]
    fields: tuple[Field, ...]
    elsewhere: Late
    campaign: Late
    things: Late
    slipped: Late
    spoken: frozenset[str]
    words: Mapping[str, str]
    _compiled: dict[str, Late] = field(default_factory=dict)

    def topics_in(self, said: str) -> list[Topic]:
        """The topics that are meant in what was said, in the order of the table."""
        means = self.means.found_in(said)
        unless = self.unless.found_in(said, means) if means else means
        return [topic for topic in self.topics if topic in means and topic not in unless]

    def rules_out(self, topic: Topic, said: str) -> bool:
        """Whether what was said is not of a topic, whatever suggests it."""
        return topic in self.unless.found_in(said, (topic,))

    def plainly(self, said: str) -> str:
        """What was said in the plain words for it, one put right after the other."""
        put: set[tuple[str, str]] = set()
        while left := [one for one in self.plain.search(said) if one not in put]:
            pattern, word = left[0]
            put.add(left[0])
            said = self.pattern(pattern).sub(word, said)
        return said

    def purposes_asked(self, said: str) -> list[Purpose]:
        """The purposes that somebody is wanted for, in the order of the table."""
        return [self.purposes[at] for at in sorted(self.purposes_said.found_in(said))]

    def purposes_named(self, told: str) -> list[Purpose]:
        """The purposes that a notice names somebody for, in the order of the table."""
        return [self.purposes[at] for at in sorted(self.purposes_told.found_in(told))]

    def pattern(self, template: str) -> Late:
        """Compile a pattern in which `<thing>` and the like stand for the lexicon's words; each once."""
        known = self._compiled.get(template)
        if known is None:
            known = self._compiled[template] = Late(expanded(template, self.words))
        return known

    def detail(self, key: str) -> Detail | None:
        """The particular of that key."""
        return next((one for one in self.details if one.key == key), None)
