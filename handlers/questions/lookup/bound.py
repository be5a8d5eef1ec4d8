"""What holds for one type of unit: its dates, and whom it asks where no route of the notice leads to a contact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handlers.questions.lookup.cards import cards_of, is_apart, is_special
from storage.notice.bodies.offices import is_near
from storage.notice.model import Contact, Deadline, Notice
from storage.notice.routing import Duty, fold, unit_types
from storage.notice.text.words import is_related
from storage.patterns import Late

_OURSELVES = Late(
    r"(?:我|本)(?:[省市县区州校院委局厅会办部处科]|学[会校院])|学[校院会]|医院|公司|集团|(?:大赛|评审|活动)?组委会|评审(?:委员会|组|专家)|专家组"
)
_BODY_OF_PLACE = Late(r"[国省市县区州校院部](?:科协|团委|总工会|[\u4e00-\u9fff]{1,12}(?:[局委厅会处科部办]|中心))")
"""How the body that wrote a notice speaks of itself, and how it calls itself by its place: 我委, 市科技局."""

_CITIES = Late(r"(?:[省国部].{0,8}?(?:规定|要求))?各?(?:(?:地级|设区的?|省辖)市|地市|市州)")
_OF_COUNTIES = ("县", "各县", "区县", "各区县")
"""What those above call all cities, and how the units are called that a city writes to."""

_TOLD = Late(r"(?:公布|公示|颁发|授牌|发文|通报)(?!后)")
"""What only who wrote the notice does by a day."""


def _bound(notice: Notice, own: Duty) -> Duty:
    """A duty with the dates that bind it: where a date names nobody addressed, those whom a route beside it names."""
    known = unit_types(notice, own.level)
    bound = [d for d in notice.deadlines if d.level == own.level and _binds(notice, d, own, known)]
    kept = [d for d in bound if not is_offices_own(notice, d)] or bound
    dated = tuple(sorted(kept, key=lambda d: (d.date is None, str(d.date), d.time or "24")))
    return replace(own, deadlines=dated, deadline=next((d for d in dated if d.date), dated[0] if dated else None))


def is_offices_own(notice: Notice, deadline: Deadline) -> bool:
    """A day by which the body that wrote the notice does something itself: it publishes, or hands on to those above."""
    if _TOLD.match(deadline.what):
        return True
    known = unit_types(notice, deadline.level)
    return bool(deadline.audience) and all(_is_ourselves(name, known) for name in deadline.audience)


def _is_ourselves(name: str, known: Sequence[str]) -> bool:
    """A body is the one that wrote the notice: one, called by its place, to which no such body is addressed."""
    if _CITIES.fullmatch(name) and any(one.startswith(_OF_COUNTIES) for one in known):
        return not any(name in one or one in name for one in known)
    if _OURSELVES.fullmatch(name):
        return not any(name in one for one in known)
    return bool(_BODY_OF_PLACE.fullmatch(name)) and not any(name in one or is_related(name, one) for one in known)


def _binds(notice: Notice, deadline: Deadline, own: Duty, known: Sequence[str]) -> bool:
    """Whether a date binds a type; what is only alike (企业 in 组织企业申报) is held against the route of its lines."""
    is_bound = deadline in own.deadlines
    if {fold(name) for name in deadline.audience} & {fold(name) for name in known} or not own.unit_type:
        return is_bound
    beside = [r for r in notice.routes if r.level == deadline.level and set(r.source) & set(deadline.source)]
    meant = {
        kind
        for r in beside
        for name in r.audience
        for kind in known
        if fold(kind) == fold(name) or is_related(kind, name)
    }
    return own.unit_type in meant if meant else is_bound


def bound_duty(notice: Notice, own: Duty) -> Duty:
    """A duty with its dates and its contact; a mailbox for complaints is nobody's to hand in to."""
    own = _asked(notice, own)
    mails = own.contact.emails if own.contact else ()
    apart = {mail for card in cards_of(notice, own.level) if is_apart(card) for mail in card.mails} if mails else set()
    kept = tuple(mail for mail in mails if mail not in apart)
    return replace(own, contact=replace(own.contact, emails=kept)) if own.contact and apart else own


def _asked(notice: Notice, own: Duty) -> Duty:
    """A duty with whom to ask, where the ways to the office stand in several places and none names it."""
    own = _bound(notice, own)
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
