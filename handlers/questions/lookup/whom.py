"""Whom a type of unit asks where no route of the notice leads to a contact."""

from __future__ import annotations

from dataclasses import replace

from handlers.questions.lookup.cards import cards_of, is_apart, is_special
from storage.notice.bodies.offices import is_near
from storage.notice.model import Contact, Notice
from storage.notice.routing import Duty


def with_whom_to_ask(notice: Notice, own: Duty) -> Duty:
    """A duty with its contact; a mailbox for complaints is nobody's to hand in to."""
    own = _asked(notice, own)
    mails = own.contact.emails if own.contact else ()
    apart = {mail for card in cards_of(notice, own.level) if is_apart(card) for mail in card.mails} if mails else set()
    kept = tuple(mail for mail in mails if mail not in apart)
    return replace(own, contact=replace(own.contact, emails=kept)) if own.contact and apart else own


def _asked(notice: Notice, own: Duty) -> Duty:
    """A duty with whom to ask, where the ways to the office stand in several places and none names it."""
    is_open = own.office is None or is_near(own.office)
    if own.contact is None and is_open and (general := _general(notice, own.level)):
        return replace(own, contact=general)
    loose = [c for c in notice.contacts if c.level == own.level and not c.office]
    told = [c for c in loose if c.names and c.phones]
    if own.contact is None and own.office and len(told) == 1 and not is_near(own.office):
        return replace(
            own, contact=_with_mailbox(told[0], notice)
        )  # all others are named for an office or a purpose of their own
    mails = {mail for c in loose for mail in c.emails}
    if own.contact or len(loose) < 2 or len(mails) > 1 or sum(bool(c.names) for c in loose) > 1:
        return own
    told = told or loose
    ways = Contact(
        office=None,
        names=tuple(dict.fromkeys(name for c in loose for name in c.names)),
        phones=tuple(dict.fromkeys(phone for c in told for phone in c.phones)),
        emails=tuple(dict.fromkeys(mail for c in loose for mail in c.emails)),
        address=next((c.address for c in loose if c.address), None),
        level=own.level,
        source=tuple(line for c in loose for line in c.source),
    )
    return replace(own, contact=ways)


def _general(notice: Notice, level: int) -> Contact | None:
    """Of several contacts of which no route leads to one, the only one that is not for a purpose: 食品安全咨询."""
    here = [c for c in notice.contacts if c.level == level and c.phones]
    cards = cards_of(notice, level) if len(here) > 1 else ()
    special = {phone for card in cards for phone in card.phones if is_special(card)}
    plain = [c for c in here if not special & set(c.phones)]
    if len(plain) != 1 or not special:
        return None
    return _with_mailbox(plain[0], notice)


def _with_mailbox(contact: Contact, notice: Notice) -> Contact:
    """A contact with the only mailbox of its level, where that is nobody's in particular."""
    mails = [c for c in notice.contacts if c.level == contact.level and c.emails]
    shared = mails[0].emails if len(mails) == 1 and not (mails[0].names or mails[0].phones) else ()
    return replace(contact, emails=contact.emails or shared)
