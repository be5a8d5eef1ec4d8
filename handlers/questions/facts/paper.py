"""Which paper the notice is: its title and number, who issued it and when, what is attached and where that is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handlers.lexicon import lexicon
from handlers.questions.facts.asked import Asked
from handlers.questions.facts.attachments import attachments, attachments_of
from handlers.questions.lookup.passages import URL, Passage, fills_in
from handlers.questions.lookup.search import terms_of
from handlers.questions.typed.details import thing_of
from handlers.questions.typed.spelling import folded
from handlers.wording import papers
from handlers.wording import questions as wording
from handlers.wording.attachments import NONE
from storage.patterns import Late

_HANDS_ON = Late(r"现将.{2,80}(?:转发|印发)|^根据|^为.{4,}")
_FORWARDS = Late(r"现将.{2,80}(?:转发|印发)")
_OF_PAPER = Late(r"链接|通知|附件|原文|下载")
_LINKS = Late(r"网盘|链接|网址")
_WHERE = Late(r"在哪|哪里|怎么看|下载|去哪")
_KEPT = Late(r"(?:登[录陆]|在|到).{1,16}(?:下载|查阅|查看)")
_ATTACHED = Late(r"^附\s*(?:件|:|：)|附件\s*\d*\s*[:：]")
_ATTACHMENT = Late(r"附[件表]\s*\d|见附件")
_OF_ABOVE = Late(r"[省国部厅](?:里|家|级)?的?(?:那[个份])?(?:通知|文件)(?!转)")
"""The paper of the level above is asked for."""

_OF_WHOM = Late(r"谁|哪[个家里些几两]|几[个家]|单位|机关|部门|落款|抬头")
_OF_DAY = r"<when>|日期|哪一?[年月]|落款"
_OF_TITLE = Late(r"全称|全名|标题|题目|名称|叫什么|什么通知|项目|名目|名头")
"""What of the paper is asked for: who issued it, when, what it is called."""

_DOUBTED = Late(r"[吧吗嘛]|是不是|对不对|还是")
_WHOSE = Late(rf"[省市区县校院国厅部局]里?的|区别|不一样|不同|差别|关系|谁|哪|咱|我们|你们|{_DOUBTED.pattern}")
"""Whether a number is of one's own office, or whose it is."""

_SEVERAL = Late(rf"[跟和与同、]|两[个份]|{_DOUBTED.pattern}")
"""More numbers than one's own are spoken of, or it is doubted."""


def paper(asked: Asked) -> Iterator[str]:
    """The title, number, issuer and day of the notice, or of the one above; where it and its attachments are."""
    notice = asked.index.notice
    is_above = asked.u.scope.is_upper or _OF_ABOVE.search(asked.u.said)
    above = [level for level in notice.levels[1:] if level.title][:1] if is_above else []
    if above:
        yield from map(papers.level_itself, above)
        return
    unsaid = list(_unsaid(asked))
    yield from (wording.not_said(*unsaid),) if unsaid else ()
    is_of_attached = "附件" in asked.u.said
    attached = list(_attached(asked)) if is_of_attached else []
    itself = "" if is_of_attached and not notice.title else papers.notice_itself(notice)
    told = [one for one in (itself, *_where(asked)) if one]
    if not (notice.title or unsaid or attached or _is_of_issuing(asked)):
        hands_on = _FORWARDS if is_of_attached else _HANDS_ON
        told += asked.passages([p for p in asked.index.here if hands_on.search(p.plain)][:1])
    told += attached or ((NONE,) if is_of_attached and told in ([], [itself]) else ())
    yield from told or (() if unsaid else (wording.not_said(*papers.PARTS),))


def _unsaid(asked: Asked) -> Iterator[str]:
    """What of the paper is asked for and not written."""
    said, notice = asked.u.said, asked.index.notice
    title, issuer, day = papers.PARTS
    if "附件" in said:
        return
    if not notice.title and _OF_TITLE.search(said):
        yield title
    if not notice.issuers and _OF_WHOM.search(said):
        yield issuer
    if not notice.issued_on and lexicon().pattern(_OF_DAY).search(said):
        yield day


def _is_of_issuing(asked: Asked) -> bool:
    """Who issued it, or when, is asked, and not what it is called."""
    is_issued = _OF_WHOM.search(asked.u.said) or lexicon().pattern(_OF_DAY).search(asked.u.said)
    return bool(is_issued) and not _OF_TITLE.search(asked.u.said)


def _where(asked: Asked) -> Iterator[str]:
    """Where the paper or what is attached to it can be read, if that is asked."""
    said = asked.u.said
    is_where = _WHERE.search(said)
    if is_where:
        yield from asked.passages([p for p in asked.index.passages if _KEPT.search(p.plain)][:1], _KEPT)
    if _LINKS.search(said) or (is_where and (_OF_ABOVE.search(said) or "附件" in said)):
        linked = [p for p in asked.index.passages if URL.search(p.plain) and _OF_PAPER.search(p.plain)]
        linked = [p for p in linked if "附件" not in said or not fills_in(p)]
        yield from asked.passages(sorted(linked, key=lambda p: "链接" not in p.plain)[:1], URL)


def _attached(asked: Asked) -> Iterator[str]:
    """What is attached: the notice that is handed on, else what is listed, else the sentence that speaks of it."""
    attached = [level for level in asked.index.notice.levels[1:2] if level.title]
    is_timed = lexicon().pattern("<when>").search(asked.u.said)
    yield from map(papers.level_itself if is_timed else papers.forwarded, attached)
    if attached:
        return
    thing = thing_of(asked.u.said)
    if thing in ("", "附件") and attachments_of(asked.index):
        yield from attachments(asked)
        return
    about = Late(rf"{thing}.{{0,4}}附[件表]\s*\d") if thing not in ("", "附件") else _ATTACHMENT
    yield from asked.passages(_spoken_of(asked), about)


def _spoken_of(asked: Asked) -> list[Passage]:
    """The sentence that sends to the attachment which is asked for, else those that list them."""
    here = asked.index.here
    terms, weigh = terms_of(asked.u.said), asked.index.ranking.weight
    sent = [p for p in here if _ATTACHMENT.search(p.plain) and p.pairs & terms.keys()]
    best = max(sent, key=lambda p: sum(weigh(pair) for pair in p.pairs & terms.keys()), default=None)
    return [best] if best else [p for p in here if _ATTACHED.search(p.text)][:2]


def numbers(asked: Asked) -> Iterator[str]:
    """The document numbers, and the sentence with the one that is named."""
    notice, place = asked.index.notice, asked.index.places.get(asked.index.binding)
    said = asked.u.said
    is_open = asked.u.entities.above >= 0 or _SEVERAL.search(said)
    is_own = not is_open and place and re.search(rf"{place}(?:[里上头局级厅的]|科协)", said)
    yield papers.numbers(notice, is_own=bool(is_own and notice.doc_number), is_whose=bool(_WHOSE.search(said)))
    meant = [one for one in papers.named_numbers(notice) if papers.core(folded(one)) in papers.core(said)]
    yield from asked.passages([p for p in asked.index.passages if any(one in p.text for one in meant)][:1])
