"""The sentences that say who or what may be put forward, where that is asked."""

from __future__ import annotations

from handlers.questions.facts.asked import Asked
from handlers.questions.lookup.passages import Passage
from handlers.questions.lookup.search import terms_of
from handlers.questions.meant.foreign import ELIGIBLE
from storage.patterns import Late

_CONDITION = Late(
    r"条件|范围|对象|资格(?!证)|时限|不得(?:申报|参|推荐|报)|不(?:予|再|受理)|均可|须(?:具|为|是|在)|应(?:当)?(?:具|为|是)"
    r"|期间.{0,8}(?:发表|完成|出版|实施|取得)|以来|以[上下内](?![简称])(?:职称|学历|人员)?|符合|限(?!期)|为申报(?:单位|主体)|申报主体"
)
_MAY_THEY = Late(r"(?:能|可以?|可否)[^,。;?]{0,3}[投报参选评申](?:吗|不$|么|[加名稿选评请])")
_OF_KIND = 0.5
"""Part of what the rarest pair weighs: what it adds that a sentence is of the kind."""

_TELLS = 0.7
"""Importance of a pair that says anything of who is asked about."""

_NEARLY = 0.8
_HEAD = 8
"""Characters in which a line without a heading says what it is about: 调查对象：…"""


def conditions(asked: Asked) -> tuple[Passage, ...]:
    """Return the sentences that say who or what may be put forward, where that is asked; the nearest of them first."""
    if not (ELIGIBLE.search(asked.u.said) or _MAY_THEY.search(asked.u.said)):
        return ()
    ranking, terms = asked.index.ranking, terms_of(asked.u.said)
    here = [p for p in asked.index.here if not _is_name(asked, p)]
    shared = {
        at: sum(ranking.weight(pair) * terms[pair] for pair in p.pairs & terms.keys() if terms[pair] >= _TELLS)
        for at, p in enumerate(here)
    }
    headed = {
        line
        for s in asked.index.notice.sections
        if s.level == asked.index.binding and _CONDITION.search(s.title[:_HEAD])
        for line in range(s.first_line, s.last_line + 1)
    }
    named = {at for at, p in enumerate(here) if _CONDITION.search(f"{p.title} {p.plain[:_HEAD]}")}
    titled = named | {at for at, p in enumerate(here) if headed & set(p.source)}
    held = titled | {at for at, p in enumerate(here) if _CONDITION.search(p.plain) and shared[at]}
    weights = {at: shared[at] + ranking.rarest * _OF_KIND * ((at in titled) + (at in held)) for at in shared}
    best = sorted((at for at in weights if at in held or shared[at]), key=lambda at: (-weights[at], at))[:3]
    return tuple(here[at] for at in best if weights[at] >= weights[best[0]] * _NEARLY) if held else ()


def _is_name(asked: Asked, passage: Passage) -> bool:
    """The name of an attachment, which tells nothing."""
    return passage.text == passage.title and asked.index.is_attached(passage)
