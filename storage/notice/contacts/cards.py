"""Contacts while they are gathered: those that are one are put together, each gets its office."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from storage.notice.bodies.gathering import is_room, is_same_desk, like
from storage.notice.contacts.pieces import Kind
from storage.notice.model import Contact, Route
from storage.notice.parts.structure import Part
from storage.notice.text.words import is_short_for
from storage.patterns import Late

_ROOM = Late(r"[\u4e00-\u9fff]{2,}?(?=[A-Za-z]?\d+(?:室|房))")
"""The body that a room is of."""

_NEXT_LINE = 2
"""Lines from one to the next, an empty one between them."""


@dataclass(slots=True)
class Card:
    """A contact while it is gathered; `seen` are the kinds of its values, `beside` the office of the one beside it."""

    office: str | None = None
    purpose: str | None = None
    beside: str | None = None
    led: str | None = None
    """The only office that something goes to in the paragraph above."""

    names: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)
    address: str | None = None
    dialled: str | None = None
    """What its first phone is called: 手, 夜间 or 电话."""

    source: set[int] = field(default_factory=set)
    is_kept: bool = False
    """Whether a sentence sends something to its person."""

    is_labelled: bool = False
    """Whether a label said that its person follows."""

    is_headed: bool = False
    """Whether its office stands alone above it, as the head of what follows: 信息统计部:."""

    lines: set[int] = field(default_factory=set)
    """Where all but the address stands."""

    seen: set[Kind] = field(default_factory=set)

    @property
    def called(self) -> str | None:
        """Its office, else what it is asked about."""
        return self.office or self.purpose

    @property
    def is_empty(self) -> bool:
        """Nothing but, perhaps, an office."""
        return not (self.names or self.phones or self.emails or self.address)

    @property
    def is_nobodys(self) -> bool:
        """Whether it is somebody's, and nothing says of which office."""
        return bool(self.names or self.phones) and not (self.called or self.beside or self.led)

    @property
    def is_reached(self) -> bool:
        """Whether a phone or a mailbox is known."""
        return bool(self.phones or self.emails)

    @property
    def is_in_room(self) -> bool:
        """Whether its office is only a room."""
        return is_room(self.office or "")

    def take(self, other: Card) -> None:
        """Take over what another card of the same desk says."""
        self.office = self.office or other.office
        self.names += other.names
        self.phones += other.phones
        self.emails += other.emails
        self.address = self.address or other.address
        self.source |= other.source
        self.lines |= other.lines


def joined(cards: list[Card]) -> list[Card]:
    """A mailbox or address alone belongs to the contact of its office, to the only other, or the only one without."""
    cards = _sharing(_of_one_line(_without_kept(cards)))
    others = [card for card in cards if card.names or card.phones]
    for card in sorted((card for card in cards if card not in others), key=lambda card: card.called is None):
        same = [other for other in others if other.called and card.called and is_same_desk(other.called, card.called)]
        is_free = len(others) == 1 and not (others[0].emails and card.emails)
        only = [other for other in others if is_free and not (other.office and card.office and not card.is_in_room)]
        lacking = [other for other in others if not other.emails]
        lacking = lacking if len(lacking) == 1 and card.emails and not card.called else []
        same = same or _housing(card, others) or _shortened(card, others)
        again = [other for other in others if card.emails and _written(card) <= _written(other)]
        for other in (again or same or only or lacking)[:1]:
            card.address = card.address or (card.office if card.is_in_room else None)
            other.take(card)
            cards = [one for one in cards if one is not card]
    told = [card for card in cards if card.called or card.emails or card in others]
    return [card for at, card in enumerate(told) if not any(_is_again(card, before) for before in told[:at])]


def _written(card: Card) -> set[str]:
    """The mailboxes of a card, however their letters are printed."""
    return {mailbox.lower() for mailbox in card.emails}


def _of_one_line(cards: list[Card]) -> list[Card]:
    """The cards, those of persons who stand beside each other and are of one office, or of none, as one."""
    found: list[Card] = []
    for card in cards:
        if found and _is_colleague(card, found[-1]):
            found[-1].take(card)
        else:
            found.append(card)
    return found


def _sharing(cards: list[Card]) -> list[Card]:
    """The cards; of two offices whose persons stand in one line, above the only phone of both, each has it."""
    for card, last in pairwise(cards):
        is_beside = card.office and card.names and last.office and last.names and card.lines <= last.lines
        if is_beside and not card.is_reached and len(last.phones) == 1 and max(last.lines) > max(card.lines):
            card.phones += last.phones
            card.emails += last.emails
            card.source |= last.source
    return cards


def _is_colleague(card: Card, before: Card) -> bool:
    """Whether a card is that of another person of the office of the one before it: 钱甲 6021, 孙乙 6022."""
    if not (card.names and card.phones and before.names) or card.called or card.is_kept or before.is_kept:
        return False
    if before.purpose or card.beside != (before.office or before.beside):
        return False
    goes_on = (before.is_labelled and not card.is_labelled) or before.is_headed
    return min(card.lines) - max(before.lines) <= (_NEXT_LINE if goes_on else 0)


def _housing(card: Card, others: list[Card]) -> list[Card]:
    """The only contact of the body in whose room something is taken: 省甲厅6012室, 省甲厅乙处."""
    body = _ROOM.match(card.office or "")
    of_it = [other for other in others if body and (other.office or "").startswith(body[0])]
    return of_it if len(of_it) == 1 else []


def _shortened(card: Card, others: list[Card]) -> list[Card]:
    """The only contact whose office is called in short where a mailbox is told: 行业部 for 行业发展部."""
    called = card.called or ""
    named = [other for other in others if other.office and is_short_for(called, other.office)]
    return named if len(named) == 1 and card.emails and not named[0].emails else []


def _without_kept(cards: list[Card]) -> list[Card]:
    """The cards without those of persons that something is sent to and who are named with a phone elsewhere."""
    kept = [card for card in cards if card.is_kept and not card.is_reached]
    for card in kept:
        same = next((one for one in cards if one is not card and set(card.names) <= set(one.names)), None)
        if same:
            same.office = same.office or card.office
            same.source |= card.source
            cards = [one for one in cards if one is not card]
    return cards


def _is_again(card: Card, before: Card) -> bool:
    """Whether a card only says again what one before it says."""
    told = ((card.names, before.names), (card.phones, before.phones), (card.emails, before.emails))
    return bool(card.phones or card.emails) and all(set(some) <= set(more) for some, more in told)


def contact(card: Card, part: Part, routes: Sequence[Route], only: str | None) -> Contact:
    """The contact with its office and audience; where nothing says of which office somebody is, of the `only` one."""
    office = card.called or card.beside or card.led or only
    audience = next((route.audience for route in routes if office and like(office, route.office)), part.audience)
    return Contact(
        office=office,
        names=tuple(dict.fromkeys(card.names)),
        phones=tuple(dict.fromkeys(card.phones)),
        emails=tuple({mailbox.lower(): mailbox for mailbox in reversed(card.emails)}.values())[::-1],
        address=card.address,
        audience=audience,
        level=part.level,
        source=tuple(sorted(card.source)),
    )
