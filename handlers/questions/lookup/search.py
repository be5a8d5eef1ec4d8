"""Which sentences of a notice a question is about, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from handlers.lexicon import HANZI, Lexicon, lexicon
from handlers.questions.lookup.index import Index
from handlers.questions.lookup.passages import Passage, pairs
from handlers.questions.typed.spelling import blanks
from storage.patterns import Late

_ENOUGH = 0.85
"""Weight from which a sentence is taken for the one that is meant, as a part of what a pair that is there once weighs
in a long notice; a long notice holds more by chance."""

_COVERED = 0.45
"""Part of what a question says that a lighter sentence must hold to be taken for it all the same."""

_TOUCHED = 0.4
"""The same for a sentence that is heavy enough; below it the sentence is only the nearest there is."""

_AS_GOOD = 0.85
"""Part of the best sentence's weight from which another is quoted beside it."""

_LEAST = 1.6
_FAINT, _HALF, _MEANT = 0.3, 0.4, 0.7
"""Importance of a pair that carries little, of one with an empty character in it (摘要), of one that means the same."""
_ATTACHED = Late(r"附件|表|名单|目录|清单|办法|指南|哪里?[看下找有]|下载")
"""What asks for an attachment; else the list of them is no answer."""

_NEARLY = 0.6
_DEFINED = Late(rf"(?:请问)?({HANZI}{{2,10}}?)(?:到底)?是(?:干|做)?什么")
_RUN = Late(r"[^\W_]{2,}")
_SEEMS_EMPTY = Late(
    r"[搞做办弄写发报交送要会可能对从为以][^的了吗呢吧啊在是有我你们这那不]|[^的了吗呢吧啊在是有我你们这那不][办报要会法写地]"
)
_WHICH_OF = Late(r"哪[些几]|什么|几[个项条点]")
_FIRST, _NEXT = Late(r"[:：，,]\s*(?:一是|第一[,，])"), Late(r"[二三四五六七八九]是|第[二三四五六七八九][,，]")
"""How the items begin that stand in one line: 要突出几个重点：一是……；二是……."""

_WHOLE = Late(
    r"具体|哪些|怎么[搞做办弄开]|如何[搞做办开]|有哪几|什么内容|内容|方向|包括|都有什么|[说讲]的?(?:是|些|了)?什么|怎么说的|全文|原文|做什么|干什么|是什么活动|那[段条项]|哪[段条项]"
)

_OF_A_PART = Late(r"那一?[段条项点]|原[文话]")
_ENOUGH_OF_TITLE = 4
"""A part of a notice is asked for, by so many characters of its title at least: 务实节俭那段."""


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


@lru_cache(maxsize=16)  # one answer asks for it several times
def search(said: str, index: Index) -> Found:
    """Find what a question is about; nothing found has weight 0."""
    if section := titled(said, index):
        return Found(
            section, index.ranking.rarest, is_whole=True, covered=1.0, is_near=True, is_sure=True, is_titled=True
        )
    terms = _within_words(said, index)
    ranked = index.ranking.best(terms)
    if not ranked:
        return Found()
    ranked = _told(said, ranked, index)
    best, first = ranked[0][0], index.searched[ranked[0][1]]
    covered = _covered(said, first, index)
    is_enough = best >= _ENOUGH * index.ranking.rarest
    is_sure = (is_enough and covered >= _TOUCHED) or (best >= _LEAST and covered >= _COVERED)
    if _WHOLE.search(said) and first.number and is_sure:
        whole = tuple(p for p in index.searched if _section(p) == _section(first))
        return Found(whole, best, is_whole=True, covered=covered, is_near=True, is_sure=True)
    if is_sure and _WHICH_OF.search(said) and (items := _items(first, index)):
        return Found(items, best, is_whole=True, covered=covered, is_near=True, is_sure=True)
    top = [index.searched[place] for weight, place in ranked if weight >= best * _AS_GOOD]
    near = sorted((p for p in top[:2] if p.level == first.level), key=index.searched.index)
    return Found(tuple(near[:2]), best, covered=covered, is_near=is_enough or is_sure, is_sure=is_sure)


def _items(first: Passage, index: Index) -> tuple[Passage, ...]:
    """A sentence with the first of several items, and those that follow it; () where it has none."""
    if not _FIRST.search(first.plain):
        return ()
    after = index.searched[index.searched.index(first) + 1 :]
    return first, *takewhile(lambda p: p.source == first.source and _NEXT.match(p.plain), after)


def _told(said: str, ranked: list[tuple[float, int]], index: Index) -> list[tuple[float, int]]:
    """With what tells most first: a sentence that says what something is; attachments by name only if need be."""
    if defined := _DEFINED.match(said):
        says = Late(rf"{re.escape(defined[1])}.{{0,2}}(?:是|指)")
        first = [one for one in ranked if says.search(index.searched[one[1]].plain)]
        return [*first, *(one for one in ranked if one not in first)]
    if _ATTACHED.search(said):
        return ranked
    told = [one for one in ranked if not _is_listed(index.searched[one[1]], index)]
    return told if told and told[0][0] >= _NEARLY * ranked[0][0] else ranked


def _is_listed(passage: Passage, index: Index) -> bool:
    """The name of an attachment in the list of them."""
    return passage.text == passage.title and index.is_attached(passage)


def _section(passage: Passage) -> tuple[str, int, str]:
    return passage.number, passage.level, passage.title


def titled(said: str, index: Index) -> tuple[Passage, ...]:
    """Return the section whose title is named in so many words, of several that with the longest; () where none is."""
    title = next((title for title in index.titles if title in said), None)
    if title is None and _OF_A_PART.search(said):
        longer = (title for title in index.titles if len(title) > _ENOUGH_OF_TITLE)
        title = next((one for one in longer if one[:_ENOUGH_OF_TITLE] in said or one[-_ENOUGH_OF_TITLE:] in said), None)
    return index.titles[title] if title else ()


def _covered(said: str, passage: Passage, index: Index) -> float:
    """Which part of what a question is about stands in a sentence, in its own words or in those for the same.

    It is reckoned by character, so that where two words meet (登记截止) nothing counts as missing.
    """
    words, weigh = lexicon(), index.ranking.weight
    content = words.faint.sub(blanks, words.empty.sub(blanks, said))
    held = {at for at in range(len(said) - 1) if said[at : at + 2] in passage.pairs and content[at : at + 2].strip()}
    covered = {at: weigh(said[at : at + 2]) for at in held} | {at + 1: weigh(said[at : at + 2]) for at in held}
    for means, span in words.same.search(said).items():
        if common := pairs(means) & passage.pairs:
            covered |= dict.fromkeys(range(*span), max(weigh(pair) for pair in common))
    missing = sum(
        index.ranking.rarest for run in _RUN.finditer(content) for at in range(*run.span()) if at not in covered
    )
    whole = sum(covered.values()) + missing
    return sum(covered.values()) / whole if whole else 0.0


def _within_words(said: str, index: Index) -> Mapping[str, float]:
    """What is asked about; a pair that the notice has and that only looks empty (摘要, 办法) counts in full."""
    return {
        pair: 1.0 if weight == _HALF and seems_empty(pair) and index.ranking.holds(pair) else weight
        for pair, weight in terms_of(said).items()
    }


def seems_empty(pair: str) -> bool:
    """A pair of which one character is an empty word elsewhere: 摘要, 土地, 办法."""
    return bool(_SEEMS_EMPTY.fullmatch(pair))


def terms_of(said: str) -> Mapping[str, float]:
    """What is left of a question without its empty words, and the notice's words for the same."""
    return _terms(said, lexicon())


@lru_cache(maxsize=32)  # a question is weighed against many sentences
def _terms(said: str, words: Lexicon) -> Mapping[str, float]:
    """The work of `terms_of`."""
    own = pairs(said)
    kept = pairs(words.empty.sub(" ", said)) | {pair for pair in own if not _is_of(words.empty, pair)}
    meant = {pair for means in words.same.found_in(said) for pair in pairs(means)}
    terms = {pair: _FAINT if _is_of(words.faint, pair) else 1.0 for pair in kept}
    return {**dict.fromkeys(own, _HALF), **dict.fromkeys(meant, _MEANT), **terms}


@lru_cache(maxsize=4_096)  # the same pairs are said again and again
def _is_of(words: Late, pair: str) -> bool:
    """A pair holds one of some words."""
    return words.search(pair) is not None
