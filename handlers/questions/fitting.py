"""Which sentence fits a question: it speaks of what the question is about, and it has the kind of value that is wanted.

One measure for all. `covered` is the part of the question's own words that a sentence explains: by two characters, by a
word that says the same, or, for less, by one character; rare words count more. `tells`: a clause of it has the value
that is wanted. What fits best tells and covers most, in the clause that has the value above all.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from handlers.questions.index import Index
from handlers.questions.passages import Passage
from handlers.questions.spelling import folded
from handlers.questions.wants import Wants, wants_of

_CLAUSE = re.compile(r"[,，;；。]")
_LIKE, _SINGLE, _ALONE = 0.9, 0.3, 0.7
"""What a word that says the same explains, one character alike, and one character that was said by itself."""

_TELLS, _BESIDE = 0.3, 0.3
"""What it weighs that a sentence has the value that is wanted; and that it stands in the clause that speaks of it."""

_HEADED = 0.15
"""What it weighs that it is headed with the kind of value: 地点：…"""

_AS_NEAR, _AS_GOOD = 0.8, 0.96
_LONG = 0.0005
"""What a character of a sentence takes off: of two that say the same the shorter is quoted."""

_SURE, _SURELY_MAY, _LINKED, _NEAR, _ELSEWHERE = 0.5, 0.6, 0.35, 0.2, 0.15
_COMMON = frozenset(("whether", "which", "how"))
"""Kinds of values that most sentences have."""

_LIGHT, _LITTLE = frozenset("没不再去来用等给让就都也还只又先后上下中大小多少个人我找早晚寄交一每各"), 0.3
"""Characters that stand in any sentence, and what is left of their weight."""
_EACH = frozenset("一每各")
"""What is said of each and of none in particular: 一队几个人."""

_APART = {"", " ", *_LIGHT}
"""Beside one of these a character is a word of its own."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A sentence with what it has of a question: how much it covers (0 to 1), whether it tells what is wanted.

    `weight` is both in one, for the order. `is_sure`: it answers; `is_near`: it has to do with the question at least.
    `is_telling`: what is wanted is a value that few sentences have; `is_literal`: it has a word of the question.
    """

    passage: Passage
    covered: float
    tells: bool
    weight: float
    is_sure: bool = False
    is_near: bool = False
    is_telling: bool = False
    is_literal: bool = False


def nearest(found: list[Fit]) -> tuple[Passage, ...]:
    """The best of them, and a second that is nearly as good."""
    return tuple(fit.passage for fit in found[:2] if fit.weight >= found[0].weight * _AS_NEAR)


def surest(found: list[Fit]) -> tuple[Passage, ...]:
    """The best of them, and a second that cannot be told from it."""
    return tuple(fit.passage for fit in found[:2] if fit.weight >= found[0].weight * _AS_GOOD)


def fits(said: str, index: Index, among: Iterable[Passage] | None = None) -> list[Fit]:
    """Return the sentences that have to do with a question, the best first; `said` is what `normalise` gave."""
    wants = wants_of(said)
    weights = _weights(wants, index)
    whole = sum(weights.values())
    found = (_fit(passage, wants, weights, whole, index) for passage in (index.told if among is None else among))
    held = [fit for fit in found if fit is not None]
    return sorted(held, key=lambda fit: -fit.weight)


def coverage(said: str, text: str, index: Index) -> float:
    """How much of what a question is about a text explains (0 to 1); all of it where it is about nothing."""
    wants = wants_of(said)
    weights = _weights(wants, index)
    whole = sum(weights.values())
    return (
        sum(weights[at] * degree for at, degree in _degrees(wants, weights, folded(text)).items()) / whole
        if whole
        else 1.0
    )


def _fit(passage: Passage, wants: Wants, weights: Mapping[int, float], whole: float, index: Index) -> Fit | None:
    above = index.told.get(passage, passage.title)
    text = f"{above}:{passage.plain}"
    degrees = _degrees(wants, weights, text)
    share = sum(weights[at] * degree for at, degree in degrees.items()) / whole if whole else 0.0
    told, beside = wants.told, 0.0
    tells = False
    for clause in _CLAUSE.split(passage.plain) if told and (share or not whole) else ():
        if told and told.search(clause):
            tells = True
            own = _degrees(wants, weights, f"{above}:{clause}")
            beside = max(beside, sum(weights[at] * degree for at, degree in own.items()) / whole if whole else 0.0)
    if not tells and share < _NEAR:
        return None
    is_headed = tells and bool(wants.kinds) and wants.kinds[0].headed.search(text) is not None
    weight = share + _TELLS * tells + _BESIDE * beside + _HEADED * is_headed
    weight -= _ELSEWHERE * (passage.level != index.binding) + _LONG * len(passage.plain)
    is_telling = bool(wants.measured or (wants.kinds and wants.kinds[0].key not in _COMMON))
    is_sure = tells and (share >= (_SURE if is_telling else _SURELY_MAY) or (is_headed and not wants.content.strip()))
    return Fit(passage, share, tells, weight, is_sure, tells and share >= _LINKED, is_telling, 1.0 in degrees.values())


def _weights(wants: Wants, index: Index) -> dict[int, float]:
    """What each character of a question that is about something weighs: the fewer sentences have it, the more."""
    out: dict[int, float] = {}
    for at, char in enumerate(wants.content):
        if char != " " and (char not in _EACH or len(wants.content.strip()) == 1):
            out[at] = index.rarity(char) * (_LITTLE if char in _LIGHT or at in wants.faint else 1.0)
    return {} if all(wants.content[at] in _LIGHT for at in out) else out


def _degrees(wants: Wants, weights: Collection[int], text: str) -> dict[int, float]:
    """How far each of these characters is explained by a text."""
    content, out = wants.content, {}
    for at in weights:
        char = content[at]
        if char not in text:
            continue
        before, after = content[at - 1 : at + 1] if at else "", content[at : at + 2]
        if (" " not in before and len(before) == 2 and before in text) or (len(after) == 2 and after in text):
            out[at] = 1.0
        else:
            out[at] = _SINGLE if before[:1] not in _APART or after[1:] not in _APART else _ALONE
    for (start, end), others in wants.means.items():
        if any(len(word) > 1 and word in text for word in others):
            out |= {at: max(out.get(at, 0.0), _LIKE) for at in range(start, end) if at in weights}
    return out
