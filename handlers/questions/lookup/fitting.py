"""Which sentence fits a question: it speaks of what the question is about, and it has the kind of value that is wanted.

One measure for all. `covered` is the part of the question's own words that a sentence explains: by two characters, by a
word that says the same, or, for less, by one character; rare words count more. `tells`: a clause of it has the value
that is wanted. What fits best tells and covers most, in the clause that has the value above all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import eq
from typing import NamedTuple

from handlers.questions.lookup.index import Index
from handlers.questions.lookup.passages import Passage, Told, told_under
from handlers.questions.typed.spelling import folded
from handlers.questions.typed.wants import Wants, wants_of
from storage.patterns import Late

_LIKE, _TOUCHES, _SINGLE, _ALONE = 0.9, 0.6, 0.3, 0.7
"""What a word that says the same explains, one that speaks of the same matter, one character alike,
and one character that was said by itself."""

_TELLS, _BESIDE = 0.3, 0.3
"""What it weighs that a sentence has the value that is wanted; and that it stands in the clause that speaks of it."""

_HEADED = 0.15
"""What it weighs that it is headed with the kind of value: 地点：…"""

_AS_NEAR, _AS_GOOD = 0.6, 0.96
_MOST_NEAR = 3
_LONG = 0.0005
"""What a character of a sentence takes off: of two that say the same the shorter is quoted."""

_SURE, _SURELY_MAY, _LINKED, _NEAR, _LOOKED_AT, _ELSEWHERE = 0.5, 0.6, 0.35, 0.2, 0.1, 0.15
_CLEARLY = 0.8
_COMMON = frozenset(("whether", "which", "how"))
"""Kinds of values that most sentences have."""

_LIGHT, _LITTLE = frozenset("没不再去来用等给让就都也还只又先后上下中大小多少个人我找早晚寄交一每各"), 0.3
"""Characters that stand in any sentence, and what is left of their weight."""
_EACH = frozenset("一每各")
"""What is said of each and of none in particular: 一队几个人."""

_APART = {"", " ", *"里边那这", *_LIGHT}
"""Beside one of these a character is a word of its own."""

_HELD = 16
"""Questions of which it is kept what they are about and what fits: one is held against the notice in several ways."""


class Fit(NamedTuple):
    """A sentence with what it has of a question: how much it covers (0 to 1), whether it tells what is wanted.

    `weight` is both in one, for the order. `is_sure`: it answers; `is_near`: it has to do with the question at least.
    `is_telling`: what is wanted is a value that few sentences have; `is_literal`: it has a word of the question;
    `is_linked`: or one of the same matter.
    """

    passage: Passage
    covered: float
    tells: bool
    weight: float
    is_sure: bool = False
    is_near: bool = False
    is_telling: bool = False
    is_literal: bool = False
    is_linked: bool = False


def nearest(found: Sequence[Fit]) -> tuple[Passage, ...]:
    """The best of them, and two others that are not much worse."""
    return tuple(fit.passage for fit in found[:_MOST_NEAR] if fit.weight >= found[0].weight * _AS_NEAR)


def surest(found: Sequence[Fit]) -> tuple[Passage, ...]:
    """The best of them, and a second that cannot be told from it."""
    return tuple(fit.passage for fit in found[:2] if fit.weight >= found[0].weight * _AS_GOOD)


@lru_cache(maxsize=_HELD)
def fits(said: str, index: Index) -> tuple[Fit, ...]:
    """Return the sentences that have to do with a question, the best first; `said` is what `normalise` gave."""
    wants, subject = wants_of(said), _subject(said, index)
    found = (_fit(passage, told, wants, subject, index.binding) for passage, told in _near(subject, index))
    return tuple(sorted((fit for fit in found if fit is not None), key=lambda fit: -fit.weight))


def fits_clearly(said: str, asking: str, index: Index) -> tuple[Fit, ...]:
    """The same; where nothing answers surely, what explains nearly all of the clauses that ask, in their own words.

    What only tells why something is asked hides what is.
    """
    found = fits(said, index)
    if asking == said or (found and found[0].is_sure):
        return found
    closer = fits(asking, index)
    is_clear = closer and closer[0].is_sure and closer[0].is_literal and closer[0].covered >= _CLEARLY
    return closer if is_clear else found


def weights_among(said: str, index: Index, among: Iterable[Passage]) -> dict[Passage, float]:
    """Return how well each of some sentences fits a question, those left out that do not."""
    wants, subject = wants_of(said), _subject(said, index)
    these = ((p, index.told.get(p) or told_under(p, p.title)) for p in among)
    found = (_fit(passage, told, wants, subject, index.binding) for passage, told in these)
    return {fit.passage: fit.weight for fit in found if fit is not None}


def coverage(said: str, text: str, index: Index) -> float:
    """How much of what a question is about a text explains (0 to 1); all of it where it is about nothing."""
    subject = _subject(said, index)
    return subject.explained(folded(text)) if subject.parts else 1.0


def told_apart(said: str, texts: Sequence[str], index: Index, but: Late) -> tuple[float, ...]:
    """How much of what a question is about, `but` for some words, each text says that not all do, in characters."""
    subject = _subject(said, index)
    degrees = [subject.degrees(text) for text in texts]
    left_out = {at for found in but.finditer(said) for at in range(*found.span())}
    out = [0.0] * len(texts)
    for number, (char, before, after, weight, _) in enumerate(subject.parts):
        if subject.places[number] in left_out:
            continue
        least = min(one[number] for one in degrees)
        over = [(one[number] - least) / weight for one in degrees]
        held = sum(share > 0 for share in over)
        worth = _LITTLE if char in _LIGHT and not (before or after) else 1.0
        out = [sum_ + worth * share / held for sum_, share in zip(out, over, strict=True)] if held else out
    return tuple(out)


def unexplained(said: str, text: str, index: Index) -> int:
    """How many characters of what a question is about a text has nothing of."""
    return sum(not degree for degree in _subject(said, index).degrees(folded(text)))


_Part = tuple[str, str, str, float, float]
"""A character of what a question is about: itself, the pairs that it is in, its part of the whole, and that alone."""


@dataclass(frozen=True, slots=True)
class _Subject:
    """What a question is about: its characters, and by their numbers the words that say the same as some of them."""

    parts: tuple[_Part, ...]
    weights: tuple[float, ...]
    means: tuple[tuple[tuple[int, ...], tuple[str, ...], float], ...]
    places: tuple[int, ...] = ()

    def degrees(self, text: str) -> list[float]:
        """How much of the whole each of the characters is that a text explains."""
        out = [
            0.0 if char not in text else weight if (before and before in text) or (after and after in text) else alone
            for char, before, after, weight, alone in self.parts
        ]
        for numbers, words, degree in self.means:
            if any(word in text for word in words):
                for at in numbers:
                    out[at] = max(out[at], self.weights[at] * degree)
        return out

    def explained(self, text: str) -> float:
        """How much of it a text explains, 0 to 1."""
        return sum(self.degrees(text))


def _near(subject: _Subject, index: Index) -> list[tuple[Passage, Told]]:
    """The sentences that explain enough to be looked at; all of them where a question is about nothing.

    Every sentence is not held against every character: the index knows which have it.
    """
    told, holding, none = list(index.told.items()), index.holding, frozenset[int]()
    if not subject.parts:
        return told
    shares = [0.0] * len(told)
    for char, before, after, weight, alone in subject.parts:
        paired = holding.get(before, none) | holding.get(after, none)
        for at in holding.get(char, none):
            shares[at] += weight if at in paired else alone
    for numbers, words, _ in subject.means:
        like = sum(subject.weights[number] for number in numbers)
        for at in none.union(*(holding.get(word[:2], none) for word in words)):
            shares[at] += like
    return [one for one, share in zip(told, shares, strict=True) if share >= _LOOKED_AT]


def _fit(passage: Passage, held: Told, wants: Wants, subject: _Subject, binding: int) -> Fit | None:
    degrees, told = subject.degrees(held.text), wants.told
    share = sum(degrees)
    beside, tells = 0.0, False
    for clause, under in held.clauses if told and (share or not subject.parts) else ():
        if told and told.search(clause):
            tells = True
            beside = max(beside, subject.explained(under))
    is_linked = any(degree >= _TOUCHES * most for degree, most in zip(degrees, subject.weights, strict=True))
    if (share < _NEAR and subject.parts and not is_linked) or not (subject.parts or tells):
        return None
    is_headed = tells and bool(wants.kinds) and wants.kinds[0].headed.search(held.text) is not None
    weight = share + _TELLS * tells + _BESIDE * beside + _HEADED * is_headed
    weight -= _ELSEWHERE * (passage.level != binding) + _LONG * len(passage.plain)
    is_telling = bool(wants.measured or (wants.kinds and wants.kinds[0].key not in _COMMON))
    is_like = any(degree >= _LIKE * most for degree, most in zip(degrees, subject.weights, strict=True))
    is_meant = is_like or is_telling or not subject.parts  # 说明 speaks of the matter of 培训, and says nothing of it
    is_sure = is_meant and tells
    is_sure &= share >= (_SURE if is_telling else _SURELY_MAY) or (is_headed and not wants.content.strip())
    is_literal = any(map(eq, degrees, subject.weights))
    is_near = is_meant and tells and share >= _LINKED
    return Fit(passage, share, tells, weight, is_sure, is_near, is_telling, is_literal, is_linked)


@lru_cache(maxsize=_HELD)
def _subject(said: str, index: Index) -> _Subject:
    """What a question is about: the fewer sentences have a character, the more it weighs."""
    wants = wants_of(said)
    content, weights = wants.content, _weights(wants, index)
    whole = sum(weights.values())
    if not whole:
        return _Subject((), (), ())
    numbers = {at: number for number, at in enumerate(weights)}
    means = (
        (
            tuple(numbers[at] for at in range(*span) if at in numbers),
            tuple(word for word in others if len(word) > 1),
            degree,
        )
        for told, degree in ((wants.means, _LIKE), (wants.touches, _TOUCHES))
        for span, others in told.items()
    )
    parts = tuple(_part(content, at, weight / whole) for at, weight in weights.items())
    shares = tuple(weight for *_, weight, _ in parts)
    return _Subject(parts, shares, tuple(one for one in means if one[0] and one[1]), tuple(weights))


def _part(content: str, at: int, weight: float) -> _Part:
    before, after = content[at - 1 : at + 1] if at else "", content[at : at + 2]
    is_apart = before[:1] in _APART and after[1:] in _APART
    before, after = ("" if " " in before else before), (after if len(after) > 1 else "")
    return content[at], before, after, weight, weight * (_ALONE if is_apart else _SINGLE)


def _weights(wants: Wants, index: Index) -> dict[int, float]:
    """What each character of a question that is about something weighs: the fewer sentences have it, the more."""
    out: dict[int, float] = {}
    for at, char in enumerate(wants.content):
        if char != " " and (char not in _EACH or len(wants.content.strip()) == 1):
            out[at] = index.rarity(char) * (_LITTLE if char in _LIGHT or at in wants.faint else 1.0)
    return {} if all(wants.content[at] in _LIGHT for at in out) else out
