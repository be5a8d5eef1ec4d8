"""What comes after a step that is named: 遴选完之后干什么, 报完名下一步是什么."""

from __future__ import annotations

from handlers.questions.facts.asked import Asked
from handlers.questions.lookup.passages import Passage, pairs
from handlers.questions.typed.spelling import folded
from storage.patterns import Late

_AFTER = Late(
    r"(?:那|请问|我们?)*([^,。;?]{2,12}?)(?:完了?|结束|好了?|过了?|下来|以?通过|了)?(?:[之以]?后|,?下一?步|,?接下来|,?然后)"
    r"(?:还|我们?|又|再|就|要|得|该|需要?|有|是|会|到底)*(?:干|做|弄|办|走|等)?(?:什么(?!时候|人|地)|哪一?步|怎么[办弄走]|吗$)[^,。;?什哪谁几]{0,3}\??$"
)
_CLOSES = Late(r"特此|网址|https?:|未尽事宜|联系|咨询|附件[:：\d]")
"""What is no step: how a notice ends."""

_LAST = 2
"""Sentences that are told: the step itself and the next one."""


def onward(asked: Asked) -> tuple[str, ...]:
    """Return the numbered step that is named, the last that speaks of it, with the one that follows; else ()."""
    found = _AFTER.match(asked.u.said)
    if found is None or asked.u.topics or asked.u.details:
        return ()
    named = pairs(folded(found[1])) & asked.index.vocabulary
    here = [p for p in asked.index.passages if p.level == asked.index.binding]
    steps = [at for at, p in enumerate(here) if named and named <= p.pairs and p.number]
    if not steps:
        return ()
    at = steps[-1]
    told = [here[at], *(p for p in here[at + 1 : at + _LAST] if _is_beside(p, here[at]))]
    return tuple(asked.passages(told)) if len(told) > 1 else ()


def _is_beside(passage: Passage, step: Passage) -> bool:
    """It stands in the same section."""
    return not _CLOSES.search(passage.plain) and bool(passage.number) and passage.number[:1] == step.number[:1]
