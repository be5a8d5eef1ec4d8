"""To whom and whom to ask: the lines about routes, contacts, phones, mailboxes and addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from handlers.lexicon import HANZI, Topic
from handlers.questions.asked import Asked
from handlers.questions.audience import own_sentence
from handlers.questions.index import Index
from handlers.questions.offices import Office
from handlers.questions.passages import Passage, pairs
from handlers.questions.printed import printed
from handlers.questions.purposes import in_particular
from handlers.questions.search import terms_of
from handlers.questions.spelling import folded
from handlers.wording import questions as wording
from storage.notice.model import Contact
from storage.notice.routing import Duty, fold
from storage.patterns import Late

REACHES = {Topic.PHONE: "电话", Topic.MAIL: "邮箱"}
_MOST_OFFICES, _KEPT = 4, 64
"""Offices of one answer; contacts of which it is kept what is printed about them."""
_AROUND = 0.5
"""What a word weighs that stands in the sentence of an office, and not beside it."""
_WHO = Late(r"联系人|谁|哪位|老师|姓什么|贵姓|叫什么")
_BOUNCED = Late(r"退[信回]|[退弹]了?回来|发不(?:过去|出去|进)")
_BROUGHT = Late(
    r"(?:[报交送寄]|送达|提交|递交)(?:至|到|往).{0,30}?(?:\d+\s*(?:室|房|办公室|号|窗口)|[楼办室座馆]\s*\d{2,4}|大厦|办公室)"
    r"|(?:报送|送交|提交|递交).{0,16}?[楼厦座]\s*\d{2,4}|(?:地址|办公地[点址]|(?:报送|收件|接收|交件)地点)[:：].{3}"
    r"|[报交送寄](?:送|至|到)?[^,，。;；]{0,20}[（(][^（）()]{1,16}\d{3,4}室?[）)]"
)
_TECHNICAL = Late(r"技术(?:支持|咨询|服务|问题)|系统(?:填报|操作|注册|问题)|平台(?:报名|操作|注册|问题)")
_WHERE = Late(r"(?:[交送报寄]到?|放)(?:哪(?!个?(?:科|处|部|邮|号|天|里?的))|什么地方)")
"""A place is asked for, and not only whose it is."""
_WAY = Late(
    r"(?:通过|登[录陆]|在|从).{0,24}?(?:系统|平台|网站|客户端|小程序|OA|官网|公众号).{0,12}(?:填|报|提交|上传|注册)"
    r"|登[录陆].{2,24}(?:系统|平台|网站|客户端|小程序)|[网线]上(?:填报|申报|提交|报名)"
)
"""How a notice wants something handed in."""
_SAID_OF_ALL = pairs("电话 邮箱 联系人 咨询 号码 负责人 是谁 哪位 方式 地址 手机 座机")
_PURPOSE = Late(r"举报|监督|投诉|信访|纪检|值班|急救|救援|客服")
_ASKS = Late(r"咨询|联系(?!人|电话|方式)")


def who(asked: Asked) -> Iterator[str]:
    """Route, contact and ways, for one type or one line an office."""
    if told := list(in_particular(asked)):
        if asked.u.has(Topic.SUBMIT_TO) and asked.office:
            yield wording.submit_to(asked.targets[0].office)
        yield from told
        return
    grouped = asked.by_office()
    if not asked.u.has(Topic.SUBMIT_TO, Topic.CONTACT, *REACHES, Topic.ADDRESS):
        if asked.own is None and len(grouped) > 1 and asked.u.has(Topic.DEADLINE):
            yield from _by_types(asked, grouped)
        return
    if len(grouped) > 1:
        yield from _by_types(asked, grouped)
    elif grouped:
        yield from _of(asked, grouped[0])


def _of(asked: Asked, only: Duty) -> Iterator[str]:
    """What holds where there is one office, or none that the notice names for the asker."""
    if asked.u.has(Topic.SUBMIT_TO) and (own := own_sentence(asked)) and not _is_of(own, only.office):
        yield from asked.passages([own])
        return
    ways = [topic for topic in (*REACHES, Topic.ADDRESS) if asked.u.has(topic)]
    if only.contact is None and ways and any(met.office.name == only.office for met in asked.u.entities.offices):
        yield from reach(only.office or "", None, ways)
        return
    unrouted = _unrouted(asked) if only.contact is None else []
    meant = None if unrouted else _for_this(asked, only)
    if asked.u.has(Topic.SUBMIT_TO) and (only.office or meant):
        told = replace(only, office=meant.name) if meant else only
        yield wording.submit_to(told.office, *([only.unit_type] if asked.u.scope.unit_types else []))
        yield from _room_of(asked, told)
    if meant:
        yield from reached(asked, meant.name, meant.contact)
        return
    if unrouted:
        if asked.u.has(Topic.SUBMIT_TO) and not only.office:
            yield from (wording.received_by(one.name, one.audience) for one in unrouted)
        for one in unrouted:
            yield from reached(asked, one.name, one.contact)
        return
    yield from reached(asked, only.office or "", only.contact)


def _is_of(passage: Passage, office: str | None) -> bool:
    """A sentence names the office to which the asker reports."""
    return office is not None and folded(office) in folded(passage.plain)


def _for_this(asked: Asked, only: Duty) -> Office | None:
    """Another office, to which no type reports, whose lines speak of what is asked more than the asker's own do."""
    receiving = {one.office for one in asked.index.duties}
    here = [o for o in asked.index.offices if o.level == asked.index.binding and o.contact and o.name not in receiving]
    if helps := _technical(asked, here):
        return helps[0]
    if told := _told_to(asked, here):
        return told
    shares = sorted(((_share(asked, one), -at) for at, one in enumerate(here)), reverse=True)
    own = [o for o in asked.index.offices if only.office and o.name == only.office]
    most = max((_share(asked, one) for one in own), default=_of_lines(asked, only.office or "", only.contact))
    share, place = shares[0] if shares else (0.0, 0)
    is_alone = len(shares) < 2 or shares[1][0] < share
    is_more = share > most or (only.office is None and share == most)
    return here[-place] if is_alone and is_more and share > asked.index.ranking.rarest / 3 else None


def _room_of(asked: Asked, only: Duty) -> Iterator[str]:
    """The sentence that says in which room an office takes it, where a place is asked for and no contact has one."""
    has_place = only.contact and only.contact.address
    if has_place or not _WHERE.search(asked.u.said) or asked.u.has(Topic.ADDRESS):
        return
    office = asked.index.office(only.office)
    here = [p for p in asked.index.passages if p.level == asked.index.binding and _BROUGHT.search(p.plain)]
    yield from asked.passages([p for p in here if office and office.short in p.plain][:1], _BROUGHT)


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


def _technical(asked: Asked, offices: Sequence[Office]) -> list[Office]:
    """Those that help with a system, where one is asked about; [] where none does."""
    is_asked = asked.u.has(Topic.UPLOAD)
    return [o for o in offices if is_asked and _TECHNICAL.search(o.name + _lines_of(asked.index, o.contact))]


def reached(asked: Asked, office: str, contact: Contact | None) -> Iterator[str]:
    """Everything about an office, or only the ways that were asked for."""
    asks_who = asked.u.has(Topic.CONTACT)
    ways = _ways(asked)
    told = {topic: list(printed(asked, topic)) for topic in (*ways, *((Topic.CONTACT,) if asks_who else ()))}
    yield from dict.fromkeys(line for lines in told.values() for line in lines)
    ways = [way for way in ways if not told[way]]
    if any(told.values()) and not ways and not (asks_who and contact):
        return
    if Topic.PHONE in ways and (own := list(_of_its_own(asked))):
        yield from own
        return
    if Topic.ADDRESS in ways and not (contact and contact.address) and (place := _place(asked)):
        yield from asked.passages([place], _BROUGHT)
        ways.remove(Topic.ADDRESS)
        if not ways and not asked.u.has(Topic.CONTACT):
            return
    if asked.u.has(Topic.CONTACT) or not ways:
        if contact is None:
            yield from asked.passages(_naming(asked, office)[:1], Late(f"{re.escape(folded(office))}.{{0,8}}"))
        yield wording.contact(contact, office)
        if contact and not contact.names and _WHO.search(asked.u.said):
            yield wording.not_said("联系人姓名")
        if not office and contact and not contact.office:
            named = [p for p in asked.index.passages if set(p.source) & set(contact.source) and _ASKS.search(p.text)]
            yield from asked.passages(named[:1])
    else:
        yield from reach(office, contact, ways)
        if Topic.MAIL in ways and not (contact and contact.emails):
            yield from way_in(asked)


def way_in(asked: Asked) -> Iterator[str]:
    """The sentence that says on which page or system a notice wants things handed in."""
    here = (p for p in asked.index.passages if p.level == asked.index.binding and _WAY.search(p.plain))
    yield from asked.passages([p for p in here if not asked.index.is_attached(p)][:1], _WAY)


def _ways(asked: Asked) -> list[Topic]:
    """The ways that were asked for; beside a mailbox from which mail comes back the phone, too."""
    ways = [topic for topic in (*REACHES, Topic.ADDRESS) if asked.u.has(topic)]
    comes_back = Topic.MAIL in ways and Topic.PHONE not in ways and _BOUNCED.search(asked.u.said)
    return [*ways, Topic.PHONE] if comes_back else ways


def _of_its_own(asked: Asked) -> Iterator[str]:
    """A number for one purpose: 举报电话; where the notice has none, that is said, and no other number given for it."""
    purpose = _PURPOSE.search(asked.u.said)
    if purpose:
        named = Late(rf"{purpose[0]}.{{0,2}}(?:电话|热线|专线)|{purpose[0]}.{{0,4}}[:：].{{0,4}}\d")
        found = [p for p in asked.index.passages if named.search(f"{p.title}{p.plain}")]
        told = [wording.quoted(p.number, p.title, p.text) for p in found[:1]]
        yield from told or [wording.not_said(f"{purpose[0]}电话")]


def _naming(asked: Asked, office: str) -> Sequence[Passage]:
    """The sentences that name an office beside a person: 交科研处李老师."""
    named = Late(rf"{re.escape(folded(office))}{HANZI}{{1,4}}(?:老师|同志|主任|处长|科长)")
    return [p for p in asked.index.passages if office and named.search(p.plain)]


def _place(asked: Asked) -> Passage | None:
    """The sentence that says to which room or counter something is brought, where no contact has an address."""
    here = (p for p in asked.index.passages if p.level == asked.index.binding)
    return next((p for p in here if _BROUGHT.search(p.plain)), None)


def _unrouted(asked: Asked) -> list[Office]:
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


def _of_type(asked: Asked, offices: Sequence[Office]) -> list[Office]:
    """Those of several that name the asker's type beside their contact; [] where none does."""
    if asked.own is None or len(offices) < 2:
        return []
    own = pairs(folded(asked.own.unit_type))
    shared = [len(own & _printed(asked.index, o.name, o.contact)) for o in offices]
    most = max(shared)
    return [o for o, count in zip(offices, shared, strict=True) if most and count == most]


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


def _by_types(asked: Asked, grouped: Sequence[Duty]) -> Iterator[str]:
    """One line an office with the types it receives, and the question which type it is."""
    for one in grouped:
        names = [d.unit_type for d in asked.targets if d.office == one.office]
        yield wording.types(names, one.office or "通知所列部门", one.contact)
    if not asked.u.scope.unit_types:
        yield wording.WHICH_UNIT


def reach(office: str, contact: Contact | None, ways: Sequence[Topic]) -> Iterator[str]:
    """The ways that were asked for."""
    names = contact.names if contact else ()
    for topic in ways:
        if topic is Topic.ADDRESS:
            yield wording.address(office, contact.address if contact else None)
            if not (contact and contact.address):
                yield wording.ask_office(office, contact)
        else:
            values = (contact.phones if topic is Topic.PHONE else contact.emails) if contact else ()
            yield wording.reach(office, REACHES[topic], values, names if topic is Topic.PHONE else ())
            if contact and topic is Topic.PHONE and not values and contact.emails and Topic.MAIL not in ways:
                yield wording.reach(office, REACHES[Topic.MAIL], contact.emails, ())
