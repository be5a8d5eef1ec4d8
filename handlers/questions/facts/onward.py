"""What comes after: the step behind one that is named, and where the office sends on what it has gathered."""

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

_GATHERED = Late(
    r"(?P<who>你们|[^\W\d_]{2,10}?)(?:这边|那边|都|把(?:材料|东西))*(?:收齐|汇总|归集|收全|收[上好]来?|集中)(?:完|好|齐|了|材料)*"
    r"(?:[之以]?后|,)*(?:还|再|又|统一|是|要|得|会)*(?:往|向|[报交送提][送交]?)(?:给|到|至|往)?[^,。;?]{0,6}(?:哪|谁|什么)"
)
_SENDS_ON = Late(r"(?:汇总|收齐|集中|审核|整理)后[^,，。;；]{0,8}(?:报|提交|送)(?:送|给|至|到)?[^,，。;；]{2,}")
"""An office that gathers is named, and where it sends what it gathered: asked, and told."""

_LAST = 2
"""Sentences that are told: the step itself and the next one."""


def onward(asked: Asked) -> tuple[str, ...]:
    """Return what follows what is named, as the notice puts it; else ()."""
    return _sent_on(asked) or _next_step(asked)


def _sent_on(asked: Asked) -> tuple[str, ...]:
    """Where the asker's own office sends on what it gathered: 秘书处收齐了再往哪里报."""
    found = _GATHERED.search(asked.u.said)
    if found is None or not asked.office or not (found["who"] == "你们" or found["who"] in asked.office):
        return ()
    return tuple(asked.passages([p for p in asked.index.here if _SENDS_ON.search(p.plain)][:1]))


def _next_step(asked: Asked) -> tuple[str, ...]:
    """The numbered step that is named, the last that speaks of it, with the one that follows: 遴选完之后干什么."""
    found = _AFTER.match(asked.u.said)
    if found is None or asked.u.topics or asked.u.details:
        return ()
    named = pairs(folded(found[1])) & asked.index.vocabulary
    here = asked.index.here
    steps = [at for at, p in enumerate(here) if named and named <= p.pairs and p.number]
    if not steps:
        return ()
    at = steps[-1]
    told = [here[at], *(p for p in here[at + 1 : at + _LAST] if _is_beside(p, here[at]))]
    return tuple(asked.passages(told)) if len(told) > 1 else ()


def _is_beside(passage: Passage, step: Passage) -> bool:
    """It stands in the same section."""
    return not _CLOSES.search(passage.plain) and bool(passage.number) and passage.number[:1] == step.number[:1]
