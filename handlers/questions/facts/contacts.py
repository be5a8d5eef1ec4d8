"""To whom and whom to ask: the lines about routes, contacts, phones, mailboxes and addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from handlers.lexicon import HANZI, Topic
from handlers.questions.facts.asked import Asked
from handlers.questions.facts.audience import own_sentence
from handlers.questions.facts.printed import is_told, printed
from handlers.questions.facts.purposes import in_particular
from handlers.questions.facts.unrouted import meant_beside, of_field, of_fields, unrouted
from handlers.questions.lookup.cards import helps_with_pages
from handlers.questions.lookup.offices import Office, asked_there
from handlers.questions.lookup.passages import Passage
from handlers.questions.typed.spelling import folded
from handlers.questions.typed.wants import wants_of
from handlers.wording import asking
from handlers.wording import questions as wording
from storage.notice.model import Contact
from storage.notice.routing import Duty
from storage.patterns import Late

REACHES = {Topic.PHONE: "电话", Topic.MAIL: "邮箱"}
_LABELS = {**REACHES, Topic.ADDRESS: "地址"}
_WHO = Late(r"联系人|谁|哪位|老师|姓什么|贵姓|叫什么")
_BOUNCED = Late(r"退[信回]|[退弹]了?回来|发不(?:过去|出去|进)")
_BROUGHT = Late(
    r"(?:[报交送寄]|送达|提交|递交)(?:至|到|往).{0,30}?(?:\d+\s*(?:室|房|办公室|号|窗口)|[楼办室座馆]\s*\d{2,4}|大厦|办公室)"
    r"|(?:报送|送交|提交|递交).{0,16}?[楼厦座]\s*\d{2,4}|(?:地址|办公地[点址]|(?:报送|收件|接收|交件)地点)[:：].{3}"
    r"|[报交送寄](?:送|至|到)?[^,，。;；]{0,20}[（(][^（）()]{1,16}\d{3,4}室?[）)]"
)
_WHERE = Late(r"(?:[交送报寄]到?|放)(?:哪(?!个?(?:科|处|部|邮|号|天|里?的))|什么地方)")
"""A place is asked for, and not only whose it is."""
_WAY = Late(
    r"(?:通过|登[录陆]|在|从).{0,24}?(?:系统|平台|网站|客户端|小程序|OA|官网|公众号).{0,12}(?:填|报|提交|上传|注册)"
    r"|以(?!“).{2,8}(?:方式|形式)(?:上?报|报送|提交)|登[录陆].{2,24}(?:系统|平台|网站|客户端|小程序)|[网线]上(?:填报|申报|提交|报名)"
    r"|在线(?:提交|填报|申报|报送|报名)[^。；;]{0,24}(?:https?:|www[.]|系统|平台)"
)
"""How a notice wants something handed in."""
_FORMS = (
    (Late(r"电子|word|pdf|扫描件"), Late(r"(?:电子|[Ww]ord|[Pp][Dd][Ff]|扫描)[^。；;]{0,30}?[发报传]送?[至到给]")),
    (Late(r"纸质|书面|原件|纸版"), Late(r"(?:纸质|书面|原件|纸版)[^。；;]{0,30}?[报寄交送邮](?:送|寄)?[至到给]")),
)
_GOES_WHERE = Late(r"哪|谁|什么地方|还是")
"""How things are called on paper and as files, how a notice says where each of them goes, and that this is asked."""

_OF_PHONE = Late(r"联系|电话|号码|座机|热线|打|哪个?")
"""Words of a question for a phone, of anybody's."""

_FEW = 2
"""Offices of which each has lines of its own."""

_PURPOSE = Late(r"举报|监督|投诉|信访|纪检|值班|急救|救援|客服")
_ASKS = Late(r"咨询|联系(?!人|电话|方式)")


def who(asked: Asked) -> Iterator[str]:
    """Route, contact and ways, for one type or one line an office."""
    if told := list(in_particular(asked)):
        if asked.u.has(Topic.SUBMIT_TO) and asked.office:
            yield wording.submit_to(asked.targets[0].office)
        yield from told
        return
    if told := list(by_form(asked)):
        yield from told
        return
    grouped = asked.by_office()
    if not asked.u.has(Topic.SUBMIT_TO, Topic.CONTACT, *REACHES, Topic.ADDRESS):
        if asked.own is None and len(grouped) > 1 and asked.u.has(Topic.DEADLINE):
            yield from _by_types(asked, grouped)
        return
    theirs = of_field(asked)
    if fields := [theirs] if theirs else of_fields(asked):
        for one in fields:
            yield wording.received_by(one.name, one.audience)
            yield from reached(asked, one.name, one.contact)
    elif len(grouped) > 1:
        yield from _by_types(asked, grouped)
    elif grouped:
        yield from _of(asked, grouped[0])


def by_form(asked: Asked) -> Iterator[str]:
    """The sentence that says where something goes on paper, or as a file, where the notice tells these apart."""
    if not asked.u.has(Topic.SUBMIT_TO) or not _GOES_WHERE.search(asked.u.said):
        return
    asked_for = [told for said, told in _FORMS if said.search(asked.u.said)]
    if len(asked_for) != 1:
        return
    held = {told: [p for p in asked.index.here if told.search(p.plain)] for _, told in _FORMS}
    if all(held.values()):
        yield from asked.passages(held[asked_for[0]][:1], asked_for[0])


def _of(asked: Asked, only: Duty) -> Iterator[str]:
    """What holds where there is one office, or none that the notice names for the asker."""
    if asked.u.has(Topic.SUBMIT_TO) and (own := own_sentence(asked)) and not _is_of(own, only.office):
        yield from asked.passages([own])
        return
    ways = [topic for topic in (*REACHES, Topic.ADDRESS) if asked.u.has(topic)]
    if only.contact is None and ways and any(met.office.name == only.office for met in asked.u.entities.offices):
        yield from reach(only.office or "", None, ways)
        return
    others = unrouted(asked) if only.contact is None else []
    meant = None if others else meant_beside(asked, only)
    if asked.u.has(Topic.SUBMIT_TO) and (only.office or meant):
        told = replace(only, office=meant.name) if meant else only
        yield wording.submit_to(told.office, *([only.unit_type] if asked.u.scope.unit_types else []))
        yield from _room_of(asked, told)
    if meant:
        yield from reached(asked, meant.name, meant.contact)
        return
    if others:
        yield from _each(asked, others, is_told=(asked.u.has(Topic.SUBMIT_TO) or len(others) == 1) and not only.office)
        return
    yield from reached(asked, only.office or "", only.contact)


def _each(asked: Asked, others: Sequence[Office], *, is_told: bool) -> Iterator[str]:
    """Several offices, `is_told`: with what each of them receives; in one line each where there are many."""
    if is_told and len(others) > _FEW and not _ways(asked):
        yield from (wording.types(one.audience, one.name, one.contact) for one in others)
        return
    if is_told:
        yield from (wording.received_by(one.name, one.audience) for one in others)
    yield from asking.lacking_together(line for one in others for line in reached(asked, one.name, one.contact))


def _is_of(passage: Passage, office: str | None) -> bool:
    """A sentence names the office to which the asker reports."""
    return office is not None and folded(office) in folded(passage.plain)


def _room_of(asked: Asked, only: Duty) -> Iterator[str]:
    """The sentence that says in which room an office takes it, where a place is asked for and no contact has one."""
    has_place = only.contact and only.contact.address
    if has_place or not _WHERE.search(asked.u.said) or asked.u.has(Topic.ADDRESS):
        return
    office = asked.index.office(only.office)
    here = [p for p in asked.index.here if _BROUGHT.search(p.plain)]
    yield from asked.passages([p for p in here if office and office.short in p.plain][:1], _BROUGHT)


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
        if Topic.PHONE in ways and contact and not office:
            yield from _helping(asked, contact)
        if Topic.MAIL in ways and not (contact and contact.emails):
            told_way = list(way_in(asked))
            yield from told_way
            if contact and contact.phones and not told_way and Topic.PHONE not in ways:
                yield wording.ask_office(office, contact)


def _helping(asked: Asked, contact: Contact) -> Iterator[str]:
    """Who helps with the page on which something is filled in, where no more is asked than a phone of anybody."""
    if wants_of(_OF_PHONE.sub(" ", asked.u.said)).is_particular:
        return
    helpers = [card for card in asked.index.cards if helps_with_pages(card) and not {*card.phones} & {*contact.phones}]
    yield from (asking.card(card.heading, card.text) for card in helpers[:1])


def way_in(asked: Asked) -> Iterator[str]:
    """The sentence that says on which page or system a notice wants things handed in."""
    here = (p for p in asked.index.here if _WAY.search(p.plain))
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
    return next((p for p in asked.index.here if _BROUGHT.search(p.plain)), None)


def _by_types(asked: Asked, grouped: Sequence[Duty]) -> Iterator[str]:
    """What nobody has of what is asked for, one line an office with the types it receives, and which type it is."""
    lacking = [_LABELS[way] for way in _ways(asked) if not any(is_told(asked, way))]
    if asked.u.has(Topic.CONTACT) and not any(one.contact for one in grouped):
        lacking = ["联系人", *lacking]
    yield from (wording.not_said(*lacking),) if lacking else ()
    for one in grouped:
        names = [d.unit_type for d in asked.targets if d.office == one.office]
        yield wording.types(names, one.office or "通知所列部门", one.contact)
    if not asked.u.scope.unit_types:
        yield wording.WHICH_UNIT


def reach(office: str, contact: Contact | None, ways: Sequence[Topic]) -> Iterator[str]:
    """The ways that were asked for."""
    names = contact.names if contact else ()
    office = asked_there(office, contact)
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
