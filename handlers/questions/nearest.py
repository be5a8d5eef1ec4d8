"""The sentences that come nearest to a question which none surely answers, those first that tell what kind is asked."""

from __future__ import annotations

import re

from handlers.lexicon import lexicon
from handlers.questions.asked import Asked
from handlers.questions.foreign import ELIGIBLE
from handlers.questions.passages import Passage
from handlers.questions.search import terms_of

_CONDITION = re.compile(
    r"条件|范围|对象|资格(?!证)|时限|不得(?:申报|参|推荐|报)|不(?:予|再|受理)|均可|须(?:具|为|是|在)|应(?:当)?(?:具|为|是)"
    r"|期间.{0,8}(?:发表|完成|出版|实施|取得)|以来|以[上下内](?:职称|学历|人员)?|符合|限(?!期)|为申报(?:单位|主体)|申报主体"
)
_KINDS = (
    (
        re.compile(r"谁|哪[个些家位]?(?:单位|部门|人|处|科|机构)|哪[家位]"),
        re.compile(r"[局委厅部处会院所室办][,。、;:负组牵会]|由|专家|领导|负责|主任|局长|主[办席]|承办|组织|会同"),
    ),
    (
        re.compile(r"几[套份家个页张人次件篇]|多少|多[大长久]|比例|百分"),
        re.compile(r"\d|[一二三四五六七八九十][个名家份篇套次项人]"),
    ),
    (
        re.compile(r"在哪|哪[里儿个]|地[方点址]|去哪|到哪|什么地方"),
        re.compile(r"[楼室路号厅]|地[点址]|网站|平台|系统|中心|官网"),
    ),
    (
        re.compile(r"什么时候|几[号月点日]|哪[天年月]|多久|时间"),
        re.compile(r"\d+[月日号年:点时]|[上中下]旬|另行"),
    ),
    (
        re.compile(r"怎么|如何|流程|步骤"),
        re.compile(r"通过|登录|由|后,|经|按照|填写|提交|报送"),
    ),
    (
        re.compile(r"吗|行不|能不|可不|要不|可以|么$|不$"),
        re.compile(r"须|应|不得|不能|可(?!能)|均|只|仅|限|一律|自愿|原则上"),
    ),
)
"""What kind of thing is asked, and what a sentence has that tells it; the first that fits."""

_OF_KIND = 0.5
_LEAST = 0.45
"""Parts of what the rarest pair weighs: what it adds that a sentence is of the kind; what it must have in common."""

_NEARLY = 0.8
_HEAD = 8
"""Characters in which a line without a heading says what it is about: 调查对象：…"""


def nearest(asked: Asked) -> tuple[Passage, ...]:
    """Return the sentence that comes nearest, and one that comes as near; () where none has to do with the question."""
    ranking, terms = asked.index.ranking, terms_of(asked.u.said)
    own = {pair for pair in terms.keys() - lexicon().spoken if pair.isalpha()}
    kind = next((told for asks, told in _KINDS if asks.search(asked.u.said)), None)

    def weight(p: Passage) -> float:
        shared = sum(ranking.weight(pair) * terms[pair] for pair in p.pairs & own)
        is_of_kind = kind is not None and kind.search(p.plain) is not None
        return shared + _OF_KIND * ranking.rarest * is_of_kind if shared >= _LEAST * ranking.rarest else 0.0

    here = [p for p in asked.index.searched if p.level == asked.index.binding and not _is_name(asked, p)]
    weighed = sorted(((weight(p), -at) for at, p in enumerate(here)), reverse=True)[:2]
    best = weighed[0][0] if weighed else 0.0
    return tuple(here[-at] for own, at in weighed if best and own >= best * _NEARLY)


def conditions(asked: Asked) -> tuple[Passage, ...]:
    """Return the sentences that say who or what may be put forward, where that is asked; the nearest of them first."""
    if not ELIGIBLE.search(asked.u.said):
        return ()
    ranking, terms = asked.index.ranking, terms_of(asked.u.said)
    here = [p for p in asked.index.passages if p.level == asked.index.binding and not _is_name(asked, p)]
    shared = {
        at: sum(ranking.weight(pair) * terms[pair] for pair in p.pairs & terms.keys()) for at, p in enumerate(here)
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
