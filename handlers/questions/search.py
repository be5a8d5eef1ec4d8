"""Which sentences of a notice a question is about, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from handlers.lexicon import lexicon
from handlers.questions.index import Index
from handlers.questions.passages import Passage, pairs

_ENOUGH = 0.85
"""Weight from which a sentence is taken for the one that is meant, as a part of what a pair that is there once weighs
in a long notice; a long notice holds more by chance."""

_COVERED = 0.45
"""Part of what a question says that a lighter sentence must hold to be taken for it all the same."""

_TOUCHED = 0.4
"""The same for a sentence that is heavy enough; below it the sentence is only the nearest there is."""

_LEAST = 1.6
_FAINT, _HALF = 0.3, 0.4
"""Importance of a pair that carries little, and of one with an empty character in it (摘要)."""
_WHOLE = re.compile(
    r"具体|哪些|怎么[搞做办弄开]|如何[搞做办开]|有哪几|什么内容|内容|方向|包括|都有什么|全文|原文|做什么|干什么|是什么活动|那[段条项]|哪[段条项]"
)


@dataclass(frozen=True, slots=True)
class Found:
    """The best sentences in the order of the notice, their weight, and whether a whole section was asked for.

    `covered`: the part of the question that they
    hold. `is_near`: they have much in common with it;
    `is_sure`: they are about what was asked. `is_titled`: a section was asked for by its title.
    """

    passages: tuple[Passage, ...] = ()
    weight: float = 0.0
    is_whole: bool = False
    covered: float = 0.0
    is_near: bool = False
    is_sure: bool = False
    is_titled: bool = False


def search(said: str, index: Index) -> Found:
    """Find what a question is about; nothing found has weight 0."""
    titled = _titled(said, index)
    if titled:
        return Found(
            titled, index.ranking.rarest, is_whole=True, covered=1.0, is_near=True, is_sure=True, is_titled=True
        )
    terms = terms_of(said)
    ranked = index.ranking.best(terms)
    if not ranked:
        return Found()
    best, first = ranked[0][0], index.searched[ranked[0][1]]
    covered = _covered(said, first, index)
    is_enough = best >= _ENOUGH * index.ranking.rarest
    is_sure = (is_enough and covered >= _TOUCHED) or (best >= _LEAST and covered >= _COVERED)
    if _WHOLE.search(said) and first.number and is_sure:
        whole = tuple(p for p in index.searched if _section(p) == _section(first))
        return Found(whole, best, is_whole=True, covered=covered, is_near=True, is_sure=True)
    top = [index.searched[place] for weight, place in ranked if weight >= best * 0.85]
    near = sorted((p for p in top if (p.number, p.level) == (first.number, first.level)), key=index.searched.index)
    return Found(tuple(near[:2]), best, covered=covered, is_near=is_enough or is_sure, is_sure=is_sure)


def _section(passage: Passage) -> tuple[str, int, str]:
    return passage.number, passage.level, passage.title


def _titled(said: str, index: Index) -> tuple[Passage, ...]:
    """The section whose title is named in so many words, the longest title first."""
    title = next((title for title in index.titles if title in said), None)
    return index.titles[title] if title else ()


def _covered(said: str, passage: Passage, index: Index) -> float:
    """Which part of what a question is about stands in a sentence, in its own words or in those for the same."""
    words = lexicon()
    own = {pair for pair in pairs(words.empty.sub(" ", said)) if not words.faint.search(pair)}
    held = own & passage.pairs
    for pattern, means in words.same:
        found = pattern.search(said)
        if found and pairs(means) & passage.pairs:
            held |= own & pairs(found[0]) or {found[0]}
            own |= held
    whole = sum(index.ranking.weight(pair) for pair in own)
    return sum(index.ranking.weight(pair) for pair in held) / whole if whole else 0.0


def terms_of(said: str) -> Mapping[str, float]:
    """What is left of a question without its empty words, and the notice's words for the same."""
    words = lexicon()
    kept = pairs(words.empty.sub(" ", said)) | {pair for pair in pairs(said) if not words.empty.search(pair)}
    for pattern, means in words.same:
        if pattern.search(said):
            kept |= pairs(means)
    terms = {pair: _FAINT if words.faint.search(pair) else 1.0 for pair in kept}
    return {**dict.fromkeys(pairs(said), _HALF), **terms}
