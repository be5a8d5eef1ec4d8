"""Who is asked about something in particular: a person by name, a purpose, what a mailbox is for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from handlers.lexicon import HANZI, Purpose, Topic, lexicon
from handlers.questions.facts.asked import Asked
from handlers.questions.lookup.cards import Card, is_apart
from handlers.questions.lookup.passages import pairs
from handlers.questions.lookup.search import terms_of
from handlers.questions.meant.entities import place_of
from handlers.questions.typed.characters import SIMPLIFIED
from handlers.wording import asking
from handlers.wording import questions as wording
from storage.notice.text.ways import is_person
from storage.patterns import Late

_TITLE = r"(?:老师|主任|科长|处长|部长|局长|同志|主席|秘书长|经理|医生)"
_TITLED = Late(
    rf"(?:[找问]|联系|打给|[发交报]给)(?P<called>{HANZI}{_TITLE})"
    rf"|(?P<teller>{HANZI}(?:{_TITLE}|[工总](?=[叫让喊要是])))[^,。;?]{{0,3}}(?:叫|让|喊|要|通知|加我|是(?:谁|哪|不是|你们))"
    rf"|有(?:没有|个)?(?:姓(?P<named>{HANZI})的|个?(?P<sought>{HANZI}{_TITLE}))"
    rf"|(?P<owner>{HANZI}{_TITLE})(?:的|那边|本人)?(?:办公)?(?:电话|手机|座机|号码|邮箱|微信|联系|是哪)"
)
"""Somebody by surname and title, who is to be reached."""

_NO_NAME = frozenset("管班校副正总院部处科局主高名长我你他各老小")
_WHO = (Topic.CONTACT, Topic.PHONE, Topic.MAIL)
_REACHED = (*_WHO, Topic.SUBMIT_TO)
_AROUND = 0.25
"""What a pair weighs that stands in the same line, and not beside the number."""

_ENOUGH = 1 / 3
"""Of what the rarest pair weighs: what somebody's card must have in common with a question to be meant by it."""

_HALF = 0.4
"""Importance from which a pair of a question counts: 墙报, of which one character alone is empty."""

_EACH = Late(r"[和跟与及、]|分别|各|还有")
_MOST = 3
_SENDS = Late(r"发(?!票)|投|邮箱|电子")
_SENT = Late(r"(?:发送?|报送?|提交|投)[^,，。;；]{0,16}(?:[至到给]|邮箱)")
"""What is sent to a mailbox, and not only whose it is."""

_GENERAL = pairs(
    "电话 联系人 联系方式 手机 姓名 地址 邮箱 咨询 号码 问题 报送 材料"
    " 发到 发送 发哪 交给 报给 通知 负责 老师 单位 我们"
)
"""What is said of anybody."""

_OF_ALL = Late(r"综合|业务|咨询|联系人")
"""What is printed beside whoever answers anything."""

_IS_ALONE = Late(r"^(?!.*(?:综合|业务|咨询))")
"""Beside somebody nothing of that is printed but that they are to be asked: 联系人."""


def in_particular(asked: Asked) -> Iterator[str]:
    """Yield who answers what is asked in particular; nothing where the general contact does."""
    if not asked.u.has(*_REACHED) or asked.u.scope.is_upper:
        return
    if asked.u.has(*_WHO):
        if told := list(_by_name(asked)):
            yield from told
            return
        if any(met.is_person for met in asked.u.entities.offices):
            yield from of_persons(asked)
            return
        if told := list(_by_purposes(asked)):
            yield from told
            return
        purpose = purpose_of(asked.u.said)
        if purpose and (purpose.label or not asked.u.entities.offices):
            yield from _by_purpose(asked, purpose)
            return
        if told := list(_by_card(asked)):
            yield from told
            return
    if asked.u.has(Topic.MAIL) or (asked.u.has(Topic.SUBMIT_TO) and _SENDS.search(asked.u.said)):
        yield from _by_mailbox(asked)


def purpose_of(said: str) -> Purpose | None:
    """What somebody is wanted for, the first of the table that is named; None for nothing in particular."""
    return next(iter(lexicon().purposes_asked(said)), None)


def is_named_for(asked: Asked) -> bool:
    """Somebody is asked for about a purpose for which the notice names whom to ask, though others speak of it too."""
    purpose = purpose_of(asked.u.said) if asked.u.has(*_WHO) else None
    return purpose is not None and any(_is_for(card, purpose) for card in asked.index.cards)


def _by_name(asked: Asked) -> Iterator[str]:
    """Somebody who is named and whom the notice does not: that is said, and no other's number for theirs."""
    if any(met.is_person for met in asked.u.entities.offices):
        return
    found = _TITLED.search(asked.u.said)
    called = next((part for part in found.groups() if part), "") if found else ""
    called = called if len(called) > 1 else f"{called}老师"
    if found is None or called[0] in _NO_NAME or not is_person(f"{called[0]}老师"):
        return
    named = re.search(rf"{called[0]}{HANZI}{{0,2}}{_TITLE}", asked.index.plain)
    if named or called[0] in asked.index.surnames:
        return
    if not any(called[0] in card.text for card in asked.index.cards):
        yield wording.not_said(f"{called}的联系方式")
        yield from _general(asked)


def of_persons(asked: Asked) -> Iterator[str]:
    """The phones of those who are named, each with their own: of several of an office not the others'."""
    if not asked.u.has(Topic.PHONE) or asked.u.has(Topic.SUBMIT_TO, Topic.MAIL, Topic.ADDRESS):
        return
    for office in dict.fromkeys(met.office for met in asked.u.entities.offices if met.is_person):
        contact = office.contact
        named = [name for name in contact.names if place_of(name, asked.u.said) >= 0] if contact else []
        if contact and (asked.contact is None or len(named) < len(contact.names)):
            for name in named:
                own = next((c for c in asked.index.notice.contacts if name in c.names), contact)
                yield wording.reach(office.name, "电话", _beside(asked, name, own.phones), (name,))


def _beside(asked: Asked, name: str, phones: Sequence[str]) -> tuple[str, ...]:
    """The numbers that are printed beside a name: of several of a contact only those."""
    own = [p for card in asked.index.cards if name in card.text.replace(" ", "") for p in card.phones if p in phones]
    return tuple(dict.fromkeys(own)) or tuple(phones)


def _by_purpose(asked: Asked, purpose: Purpose) -> Iterator[str]:
    """Who is named for a purpose; where nobody is, that, and whom one asks otherwise."""
    held = _best(asked, [c for c in _cards_of(asked) if _is_for(c, purpose)])
    if held:
        named = purpose.said.search(asked.u.said)
        if purpose.is_apart and named and named[0] not in held[0].said:
            yield wording.not_said(f"{named[0]}电话")  # 监督电话 is said by its name, and not for 投诉电话
        yield from (asking.card(card.heading, card.text) for card in held[:2])
        return
    if not purpose.label or asked.u.scope.offices:
        return
    yield wording.not_said(f"{purpose.label}{'邮箱' if asked.u.topics == (Topic.MAIL,) else '电话'}")
    if not purpose.is_apart:
        yield from _general(asked)


def _by_purposes(asked: Asked) -> Iterator[str]:
    """Who is named for each of several purposes that are asked for at once: 业务和系统分别找谁."""
    purposes = lexicon().purposes_asked(asked.u.said)
    if len(purposes) < 2 or not _EACH.search(asked.u.said):
        return
    cards = _cards_of(asked)
    held = [best[0] for one in purposes if (best := _best(asked, [c for c in cards if _is_for(c, one)]))]
    if len(set(held)) == len(purposes):
        yield from (asking.card(card.heading, card.text) for card in held)


def _cards_of(asked: Asked) -> list[Card]:
    """The cards that have what is asked for, and are not those of an office to which only other types report."""
    return [c for c in asked.index.cards if _is_of_kind(asked, c) and not _is_of_others(asked, c)]


def _is_for(card: Card, purpose: Purpose) -> bool:
    """The words beside the numbers of a card, or above it, speak of a purpose."""
    return bool(purpose.told.search(card.said.translate(SIMPLIFIED)))


def _is_of_kind(asked: Asked, card: Card) -> bool:
    """A card has what is asked for."""
    return bool(card.mails) if asked.u.has(Topic.MAIL) and not asked.u.has(Topic.PHONE) else bool(card.phones)


def _general(asked: Asked) -> Iterator[str]:
    """The general contact, named as such."""
    if asked.contact:
        yield asking.in_general(asked.office, asked.contact)
        return
    held = [card for card in asked.index.cards if card.phones and _OF_ALL.search(card.said)]
    if len(held) > 1 and all(_IS_ALONE.search(card.said) for card in held):
        yield wording.ask_office(asked.office, None)  # each is for a matter of their own
        return
    yield from (asking.card(card.heading, card.text) for card in held[:1])


def _by_card(asked: Asked) -> Iterator[str]:
    """Of several who are printed for one office the one whose name, body or matter is said."""
    own = {*asked.contact.phones, *asked.contact.emails} if asked.contact else set()
    cards = [card for card in asked.index.cards if own & set(card.values) and _is_of_kind(asked, card)]
    if len(cards) < 2 or asked.u.entities.offices or any(one.detail.key == "fax" for one in asked.u.details):
        return
    held = _best(asked, cards)
    if len(held) == 1 and _weight(asked, held[0]) >= asked.index.ranking.rarest * _ENOUGH:
        yield asking.card(held[0].heading, held[0].text)


def _by_mailbox(asked: Asked) -> Iterator[str]:
    """Of several mailboxes the one to which what is named is sent; all with their sentences where that is open."""
    if asked.u.entities.offices or len({one.office for one in asked.targets}) > 1:
        return
    cards = [c for c in asked.index.cards if c.mails and not (is_apart(c) or _is_of_others(asked, c))]
    mails = {mail for card in cards for mail in card.mails}
    own = asked.contact.emails if asked.contact else ()
    reached = {mail for c in asked.index.notice.contacts if c.phones for mail in c.emails}
    if not mails - reached or (len(mails) == 1 and own):
        return  # each is that of somebody who is named, as the general contacts are
    weights = [_weight(asked, card) for card in cards]
    best = max(weights)
    if best < asked.index.ranking.rarest * _ENOUGH and len(own) == 1:
        return
    held = [card for card, weight in zip(cards, weights, strict=True) if weight >= best]
    if best < asked.index.ranking.rarest * _ENOUGH:
        held = [card for card in held if _SENT.search(card.text)] or held
    yield from (asking.card(card.heading, card.text) for card in held[:_MOST])


def _is_of_others(asked: Asked, card: Card) -> bool:
    """A card is that of an office to which only other types report."""
    others = [one.contact for one in asked.index.duties if one.office != asked.office and one.contact]
    own = {*asked.contact.phones, *asked.contact.emails} if asked.contact else set()
    return not own & set(card.values) and any({*c.phones, *c.emails} & set(card.values) for c in others)


def _best(asked: Asked, cards: Sequence[Card]) -> list[Card]:
    """Those of several that have most to do with the question."""
    weights = [_weight(asked, card) for card in cards]
    best = max(weights, default=0.0)
    return [card for card, weight in zip(cards, weights, strict=True) if weight >= best]


def _weight(asked: Asked, card: Card) -> float:
    """How much of what is asked about is printed beside a number, and in the rest of its line."""
    weigh, terms = asked.index.ranking.weight, terms_of(asked.u.said)
    asks = {pair: weight for pair, weight in terms.items() if weight >= _HALF and pair not in _GENERAL}
    beside = sum(weigh(pair) * weight for pair, weight in asks.items() if pair in card.told)
    around = sum(weigh(pair) * weight for pair, weight in asks.items() if pair in card.around - card.told)
    return beside + _AROUND * around
