"""How many of something, and which parts something has: the sentence with that unit, the titles under that heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from handlers.lexicon import HANZI
from handlers.questions.facts.asked import Asked
from handlers.questions.lookup.passages import Passage, pairs
from handlers.questions.lookup.search import terms_of
from handlers.questions.typed.spelling import folded
from handlers.wording import questions as wording
from storage.notice.model import Section
from storage.patterns import Late

_HOW_MANY = Late(
    r"(?<!第)(?:多少|几|满几|哪几)个?(亩|年|岁|人|名|家|项|篇|幅|张|份|页|字|分钟|小时|天|元|万|场|次|类|组|支|队|栏|步|条|表|部|套|本|册|公里|米|平方|%)"
)
_NUMBER = r"(?<![\d.])(?!(?:\d{1,2}\.)?(?:19|20)\d\d\s*年)(?:\d[\d.,]*|[一二两三四五六七八九十百千万]+)\s*[多余]?"
_WHICH = Late(r"哪些|哪几|几[个类种项]|类[型别]|种类|包括|分为|分哪")
_LIST = Late(r"名单|目录|一览|清单|指南|分配表")
_ATTACHED = Late(r"附件")
_MOST, _COMMON = 0.6, 3
_WHICH_END = Late(rf"(?:哪些|哪几[个项类种]|几[个项类种])({HANZI}{{2,6}})$")
_SHARED = 0.4
"""Part of a heading that must be named for its parts to be listed."""


def counted(asked: Asked) -> Iterator[str]:
    """Yield the sentence that has a number of what is counted, else the parts of what is asked for by its heading."""
    unit = _HOW_MANY.search(asked.u.said)
    if unit:
        numbered = Late(_NUMBER + unit[1])
        yield from asked.passages(_nearest(asked, numbered), numbered)
    elif _WHICH.search(asked.u.said) or _LIST.search(asked.u.said):
        parts = list(_parts(asked))
        yield from parts or asked.passages(_listed(asked), _ATTACHED)


def is_uncounted(asked: Asked, passages: Sequence[Passage]) -> bool:
    """A number of something is asked for that none of these sentences has."""
    unit = _HOW_MANY.search(asked.u.said)
    return unit is not None and not any(re.search(_NUMBER + unit[1], p.plain) for p in passages)


def _nearest(asked: Asked, numbered: Late) -> Sequence[Passage]:
    """Of the sentences with such a number the one that has most to do with the question; () where none has."""
    terms, weigh = terms_of(asked.u.said), asked.index.ranking.weight
    here = [p for p in asked.index.passages if numbered.search(p.plain)]
    held = [p for p in here if p.pairs & terms.keys()] or (here if len(here) == 1 else [])
    own = [p for p in held if p.level == asked.index.binding] or held
    best = max(own, key=lambda p: sum(weigh(pair) * terms[pair] for pair in p.pairs & terms.keys()), default=None)
    return (best,) if best else ()


def _listed(asked: Asked) -> Sequence[Passage]:
    """The attachment that lists what is asked for by name: 1.特色学校名单."""
    terms = {pair for pair, weight in terms_of(asked.u.said).items() if weight == 1.0}
    named = [p for p in asked.index.passages if _LIST.search(p.plain) and _ATTACHED.search(p.plain)]
    held = [p for p in named if len(terms & p.pairs) >= min(_MOST * len(terms), _COMMON)]
    return held[:1] if terms else ()


def _parts(asked: Asked) -> Iterator[str]:
    """The titles under the heading that is named."""
    sections = asked.index.notice.sections
    terms = terms_of(asked.u.said).keys()
    named = [(len(own & terms) / len(own), s) for s in sections if (own := pairs(folded(s.title)))]
    share, heading = max(named, key=lambda one: one[0], default=(0.0, None))
    if share < _SHARED and (found := _WHICH_END.search(asked.u.said)):
        ended = [s for s in sections if folded(s.title).endswith(found[1])]
        share, heading = (1.0, ended[0]) if len(ended) == 1 else (share, heading)
    if heading is None or share < _SHARED:
        return
    inside = [s for s in sections if _is_inside(s, heading)]
    titles = [s.title for s in inside if s.depth == min(one.depth for one in inside)]
    if len(titles) > 1:
        yield wording.listed(heading.title, titles)


def _is_inside(section: Section, heading: Section) -> bool:
    """A section that is a part of another."""
    return (
        section.depth > heading.depth
        and section.level == heading.level
        and heading.first_line < section.first_line <= heading.last_line
    )
