"""Which sentences of a notice a question is about: shared pairs of characters, rare ones weigh more."""

from __future__ import annotations

import re
from dataclasses import dataclass

from handlers.lexicon import lexicon
from handlers.questions.index import Index
from handlers.questions.passages import Passage, pairs

ENOUGH = 2.4
"""Weight from which a sentence is taken for the one that is meant."""

_WHOLE = re.compile(
    r"具体|哪些|怎么[搞做办弄开]|如何[搞做办开]|有哪几|什么内容|内容|方向|包括|都有什么|全文|原文|做什么|干什么|是什么活动|那[段条项]|哪[段条项]"
)


@dataclass(frozen=True, slots=True)
class Found:
    """The best sentences in the order of the notice, their weight, and whether a whole section was asked for."""

    passages: tuple[Passage, ...]
    weight: float
    is_whole: bool = False


def search(said: str, index: Index) -> Found:
    """Find what a question is about; nothing found has weight 0."""
    asked = _terms(said)
    if not asked:
        return Found((), 0.0)
    scored = [(sum(index.weights[pair] for pair in asked & p.pairs), p) for p in index.searched]
    best, first = max(scored, key=lambda one: one[0], default=(0.0, None))
    if best < ENOUGH or first is None:
        return Found((), best)
    top = [p for weight, p in scored if weight >= best * 0.85]
    if _WHOLE.search(said) and first.number:
        whole = tuple(
            p for p in index.searched if (p.number, p.level, p.title) == (first.number, first.level, first.title)
        )
        return Found(whole, best, is_whole=True)
    return Found(tuple(p for p in top if (p.number, p.level) == (first.number, first.level))[:2], best)


def _terms(said: str) -> frozenset[str]:
    """What is left of a question without its empty words, and the notice's words for the same."""
    empty = lexicon().empty
    kept = pairs(empty.sub(" ", said)) | {pair for pair in pairs(said) if not empty.search(pair)}
    for pattern, words in lexicon().same:
        if pattern.search(said):
            kept |= pairs(words)
    return frozenset(kept)
