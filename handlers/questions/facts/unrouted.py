"""The offices to which no type reports: which of them is meant by what is asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from handlers.lexicon import Topic
from handlers.questions.facts.asked import Asked
from handlers.questions.lookup.index import Index
from handlers.questions.lookup.offices import Office
from handlers.questions.lookup.passages import pairs
from handlers.questions.lookup.search import terms_of
from handlers.questions.typed.spelling import folded
from storage.notice.model import Contact
from storage.notice.routing import Duty, fold
from storage.patterns import Late

_MOST_OFFICES, _KEPT = 4, 64
"""Offices of one answer; contacts of which it is kept what is printed about them."""
_AND = Late(r"[和跟与同及、,]|还有|以及")
_OF_FIELDS = pairs("领域 项目 方向 专业 类别 体系 建设 研究 科技 发展 工作 服务")
"""What several fields share."""

_LEAST_SHARED = 2
_AROUND = 0.5
"""What a word weighs that stands in the sentence of an office, and not beside it."""
_TECHNICAL = Late(r"技术(?:支持|咨询|服务|问题)|系统(?:填报|操作|注册|问题)|平台(?:报名|操作|注册|问题)")
_SAID_OF_ALL = pairs("电话 邮箱 联系人 咨询 号码 负责人 是谁 哪位 方式 地址 手机 座机")


def meant_beside(asked: Asked, only: Duty) -> Office | None:
    """Another office, to which no type reports, whose lines speak of what is asked more than the asker's own do."""
    receiving = {one.office for one in asked.index.duties}
    here = [o for o in asked.index.offices if o.level == asked.index.binding and o.contact and o.name not in receiving]
    if helps := _technical(asked, here):
        return helps[0]
    if told := _told_to(asked, here):
        return told
    if only.contact and only.unit_type in asked.u.scope.unit_types and only.unit_type != asked.asker.unit_type:
        return None  # a field, or another type, was named and has its own
    if asked.u.has(Topic.SUBMIT_TO) and only.office:
        here = [o for o in here if _is_sent_to(asked.index, o)]
    shares = sorted(((_share(asked, one), -at) for at, one in enumerate(here)), reverse=True)
    own = [o for o in asked.index.offices if only.office and o.name == only.office]
    most = max((_share(asked, one) for one in own), default=_of_lines(asked, only.office or "", only.contact))
    share, place = shares[0] if shares else (0.0, 0)
    is_alone = len(shares) < 2 or shares[1][0] < share
    is_more = share > most or (only.office is None and share == most)
    return here[-place] if is_alone and is_more and share > asked.index.ranking.rarest / 3 else None


def _is_sent_to(index: Index, office: Office) -> bool:
    """A sentence sends something to an office."""
    return bool(index.saying(Late(rf"[报交送寄发向给到至][^,，。;；]{{0,10}}?{re.escape(office.short)}")))


def unrouted(asked: Asked) -> list[Office]:
    """The offices that no type is routed to, by what is asked about: a field, a system; all where that is open."""
    here = [o for o in asked.index.offices if o.level == asked.index.binding and o.contact]
    if helps := _technical(asked, here):
        return helps
    terms = {pair: weight for pair, weight in terms_of(asked.u.said).items() if pair not in _SAID_OF_ALL}
    weigh = asked.index.ranking.weight
    lines = [_printed(asked.index, "", o.contact) for o in here]
    weights = [sum(weigh(pair) for pair in terms if pair in own and pair in asked.index.vocabulary) for own in lines]
    if len(set(weights)) < 2:
        weights = [sum(weigh(pair) for pair in terms if pair in o.about) for o in here]
    best = max(weights, default=0.0)
    chosen = [o for o, weight in zip(here, weights, strict=True) if weight >= best * 0.8]
    return (_of_type(asked, chosen) or chosen)[:_MOST_OFFICES]


def of_fields(asked: Asked) -> list[Office]:
    """The offices of several fields that are named side by side, one each: 软科学跟孵化器分别归哪个科; else []."""
    parts = _AND.split(asked.u.said)
    receiving = {one.office for one in asked.index.duties}
    if len(parts) < 2 or asked.u.entities.offices:
        return []
    here = [o for o in asked.index.offices if o.level == asked.index.binding and o.audience and o.name not in receiving]
    if len(here) < 2:
        return []
    told = [pairs(folded(" ".join((o.short, *o.audience)))) for o in here]
    found = [here[at] for part in parts if (at := _best_of(part, told, asked.index)) >= 0]
    offices = list(dict.fromkeys(found))
    return offices if len(found) > 1 else []


_GIVEN_TO = Late(
    r"(?:归|由|找|问|属|是)[^,。;?]{2,12}?(?:[管办收弄]|负责|对接)?(?:的)?,?(?:吧|吗|对吧|对不对|是不是|\?|$)"
)
"""An office is taken to have a field: 孵化器那摊归办公室管吧."""


def of_field(asked: Asked) -> Office | None:
    """The office that has the field which another one is taken to have; None where that is right, or open."""
    named = {met.office.name for met in asked.u.entities.offices}
    here = [o for o in asked.index.offices if o.level == asked.index.binding and o.audience]
    if not named or len(here) < 2 or not _GIVEN_TO.search(asked.u.said):
        return None
    told = [pairs(folded(" ".join((o.short, *o.audience)))) for o in here]
    said = asked.u.said
    for one in here:
        said = said.replace(one.short, " ") if one.name in named else said
    at = _best_of(said, told, asked.index)
    return here[at] if at >= 0 and here[at].name not in named else None


def _best_of(part: str, told: Sequence[frozenset[str]], index: Index) -> int:
    """Which of several fields is named in a part of a question, by its place; -1 where none is, or not one alone."""
    terms = {pair for pair, weight in terms_of(part).items() if weight == 1.0} - _SAID_OF_ALL - _OF_FIELDS
    shares = [sum(index.ranking.weight(pair) for pair in terms & own) for own in told]
    best = max(shares)
    return shares.index(best) if best >= index.ranking.rarest / 3 and shares.count(best) == 1 else -1


def _told_to(asked: Asked, offices: Sequence[Office]) -> Office | None:
    """The office that a sentence tells the asker's type to ask: 高校科协咨询学会学术部."""
    own = fold(asked.own.unit_type) if asked.own and asked.u.has(Topic.CONTACT, Topic.PHONE) else ""
    for passage in (p for p in asked.index.passages if own and "咨询" in p.plain):
        for clause in re.split(r"[，,。；;（()）]", passage.plain):
            who, asks, whom = clause.partition("咨询")
            told = next((o for o in offices if asks and whom.endswith(o.short)), None)
            if told and own in fold(who):
                return told
    return None


def _technical(asked: Asked, offices: Sequence[Office]) -> list[Office]:
    """Those that help with a system, where one is asked about; [] where none does."""
    is_asked = asked.u.has(Topic.UPLOAD)
    return [o for o in offices if is_asked and _TECHNICAL.search(o.name + _lines_of(asked.index, o.contact))]


def _of_type(asked: Asked, offices: Sequence[Office]) -> list[Office]:
    """Those of several that name the asker's type beside their contact; [] where none does."""
    if asked.own is None or len(offices) < 2:
        return []
    own = pairs(folded(asked.own.unit_type))
    shared = [len(own & _printed(asked.index, o.name, o.contact)) for o in offices]
    most = max(shared)
    least = min(_LEAST_SHARED, len(own))  # 科技服务科 is not that of a 科技局
    return [o for o, count in zip(offices, shared, strict=True) if most >= least > 0 and count == most]


def _share(asked: Asked, office: Office) -> float:
    """How much of what is asked about is said of an office: beside its name more than in the rest of a sentence."""
    beside, around = asked.index.said_of[office.name, office.level]
    terms, weigh = _about(asked), asked.index.ranking.weight
    told = sum(weigh(pair) * (1.0 if pair in beside else _AROUND) for pair in terms & (beside | around))
    return max(_of_lines(asked, office.name, office.contact), told)


def _of_lines(asked: Asked, name: str, contact: Contact | None) -> float:
    """The same of the lines that a contact is printed on."""
    told = _printed(asked.index, name, contact)
    return sum(asked.index.ranking.weight(pair) for pair in _about(asked) & told)


@lru_cache(maxsize=_KEPT)
def _printed(index: Index, name: str, contact: Contact | None) -> frozenset[str]:
    """The pairs of an office's name and of the lines that its contact is printed on."""
    return pairs(folded(name + _lines_of(index, contact)))


def _about(asked: Asked) -> frozenset[str]:
    """The pairs of what is asked about."""
    terms = frozenset(pair for pair, weight in terms_of(asked.u.said).items() if weight == 1.0) - _SAID_OF_ALL
    presumed = (*asked.u.entities.mails, *asked.u.entities.numbers)  # that it is theirs is only taken for granted
    return frozenset(term for term in terms if not any(term in one for one in presumed)) if presumed else terms


@lru_cache(maxsize=_KEPT)
def _lines_of(index: Index, contact: Contact | None) -> str:
    """What is printed about a contact: of a line that tells of several only the part that has its name or numbers."""
    if contact is None:
        return ""
    values = {*contact.phones, *contact.emails}
    if cards := [card for card in index.cards if values & set(card.values)]:
        return "".join(f"{card.heading}：{card.text}" for card in cards)
    lines = [index.notice.lines[line - 1] for line in contact.source]
    own = (*contact.names, *contact.phones, *contact.emails)
    parts = [part for line in lines for part in re.split(r"[；;。]", line) if any(one in part for one in own)]
    return "".join(parts or lines)
