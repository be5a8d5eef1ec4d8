"""Who is bound by what: from a unit type to its level, deadline, office, contact and materials."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from storage.notice.bodies.offices import is_near
from storage.notice.model import Contact, Deadline, Material, MaterialKind, Notice, Route
from storage.notice.parts.subjects import OWN
from storage.notice.text import words
from storage.patterns import Late

_OWED = (MaterialKind.DOCUMENT, MaterialKind.MEDIA)
_LONGEST_NAME = 60
"""Names are folded again and again, so what they come to is kept; whole messages are not."""

_PLACE_ITSELF = Late(r"[省市县区州]里|我[省市县区州]")
"""What an office calls its own level by: 市里将于……."""

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


@dataclass(frozen=True, slots=True)
class Duty:
    """What one unit type owes under a notice: everything an answer, a reminder or a ledger needs.

    `unit_type` is the notice's own word. `owed` are documents and media of the binding level, `content`
    what is to be worked out inside them. `deadline` is the nearest one that binds the type.
    """

    unit_type: str
    level: int
    deadline: Deadline | None
    deadlines: tuple[Deadline, ...]
    office: str | None
    contact: Contact | None
    owed: tuple[Material, ...]
    content: tuple[Material, ...]


def fold(text: str) -> str:
    """Fold width, case, spaces, brackets, punctuation and a leading 各 or 有关, so that only the words are compared."""
    return _folded(text) if len(text) <= _LONGEST_NAME else _folded.__wrapped__(text)


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    bare = re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).lower()
    return re.sub(r"^(?:各|有关|相关)+", "", bare)


def unit_types(notice: Notice, level: int) -> tuple[str, ...]:
    """Return the audiences of a level in its own words: its addressees, else whom its routes and deadlines name."""
    named = [*notice.levels[level].addressees] if level < len(notice.levels) else []
    if not named:
        named = [a for route in notice.routes if route.level == level for a in route.audience]
        named += [a for deadline in notice.deadlines if deadline.level == level for a in deadline.audience]
    return _once(named)


def binding_level(notice: Notice, unit_type: str | None) -> int:
    """Return the level whose audiences name the type, else the outermost that has a deadline, else 0."""
    if unit_type:
        for level in range(len(notice.levels)):
            if any(fold(unit_type) == fold(known) for known in unit_types(notice, level)):
                return level
    return min((deadline.level for deadline in notice.deadlines), default=0)


def match_unit_type(notice: Notice, said: str) -> str | None:
    """Return the audience that words name, outer levels first; a part of a name counts where only one has it.

    Who reports to a body of their own place (申报单位, 所在区科协), by a day of their own, is meant by that whole name.
    """
    folded = fold(said)
    if not folded:
        return None
    for level in _levels(notice):
        known = unit_types(notice, level)
        dated = {name for deadline in notice.deadlines if deadline.level == level for name in deadline.audience}
        nearby = (r for r in notice.routes if r.level == level and is_near(r.office))
        routed = (name for route in nearby for name in route.audience if name in dated)
        exact = next((name for name in (*known, *routed) if fold(name) == folded), None)
        if exact:
            return exact
        near = [name for name in known if len(folded) >= 2 and (folded in fold(name) or fold(name) in folded)]
        if len(near) == 1:
            return near[0]
    return None


def duty(notice: Notice, unit_type: str | None) -> Duty:
    """Return what a type owes at its binding level; with None what all owe, and the office if there is but one."""
    level = binding_level(notice, unit_type)
    own = next((name for name in unit_types(notice, level) if fold(name) == fold(unit_type or "")), unit_type or "")
    bound = tuple(sorted(_bind(notice, level, own), key=lambda d: (d.date is None, str(d.date), d.time or "24")))
    route = _route(notice, level, own)
    office = route.office if route else _only(c.office for c in notice.contacts if c.level == level)
    asked = [m for m in notice.materials if m.level == level and _names(m.required_for, own, notice, level)]
    return Duty(
        unit_type=own,
        level=level,
        deadline=next((d for d in bound if d.date), bound[0] if bound else None),
        deadlines=bound,
        office=office,
        contact=contact_of(notice, office, level),
        owed=tuple(m for m in asked if m.kind in _OWED),
        content=tuple(m for m in asked if m.kind is MaterialKind.CONTENT),
    )


def duties(notice: Notice) -> tuple[Duty, ...]:
    """Return the duty of every type of the binding level."""
    return tuple(duty(notice, name) for name in unit_types(notice, binding_level(notice, None)))


def offices(notice: Notice, level: int) -> tuple[str, ...]:
    """Return the offices of a level that receive something, in the order of its routes, else of its contacts."""
    routed = [route.office for route in notice.routes if route.level == level]
    return _once(routed or [c.office for c in notice.contacts if c.level == level and c.office])


def contact_of(notice: Notice, office: str | None, level: int) -> Contact | None:
    """Return an office's contact at a level; the only contact of the level where the office is not known."""
    here = [c for c in notice.contacts if c.level == level]
    named = [c for c in here if office and c.office and (fold(c.office) == fold(office))]
    near = [
        c for c in here if office and c.office and (fold(c.office) in fold(office) or fold(office) in fold(c.office))
    ]
    found = next(iter(named or near), here[0] if len(here) == 1 else None)
    return _with_shared_mailbox(found, here) if found else None


def _with_shared_mailbox(contact: Contact, here: Iterable[Contact]) -> Contact:
    """A contact without a mailbox, with the one that everybody sends to: 材料统一发送至邮箱."""
    shared = [one for one in here if one.office is None and one.emails and not (one.names or one.phones)]
    if contact.emails or len(shared) != 1:
        return contact
    return replace(contact, emails=shared[0].emails, source=(*contact.source, *shared[0].source))


def _bind(notice: Notice, level: int, own: str) -> list[Deadline]:
    """The deadlines of a level that bind a type: those that name it, or nobody the level addresses, else 有关单位.

    What the office does itself by a day binds nobody, unless there is nothing else.
    """
    here = [d for d in notice.deadlines if d.level == level and not _is_of_the_house(d.audience, notice, level)]
    named = [d for d in here if _names(d.audience, own, notice, level)]
    named = named or [d for d in here if any(words.is_anybody((name,)) for name in d.audience)]
    known = unit_types(notice, level)
    beside = [_meant_beside(notice, d, known) if own else frozenset() for d in here]
    bound = [d for d, meant in zip(here, beside, strict=True) if (own in meant if meant else d in named)]
    return [d for d in bound if not is_offices_own(notice, d)] or bound


def _meant_beside(notice: Notice, deadline: Deadline, known: Sequence[str]) -> frozenset[str]:
    """The types that the routes of its lines name, where it names none itself: 企业 in 组织企业申报 is only alike."""
    if {fold(name) for name in deadline.audience} & {fold(name) for name in known}:
        return frozenset()
    beside = [r for r in notice.routes if r.level == deadline.level and set(r.source) & set(deadline.source)]
    named = [name for route in beside for name in route.audience]
    return frozenset(
        kind for kind in known for name in named if fold(kind) == fold(name) or words.is_related(kind, name)
    )


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
    return bool(_BODY_OF_PLACE.fullmatch(name)) and not any(name in one or words.is_related(name, one) for one in known)


def _is_of_the_house(audience: tuple[str, ...], notice: Notice, level: int) -> bool:
    """Whether an audience is the office itself and none of those addressed: what it does by a day binds nobody else."""
    known = unit_types(notice, level)
    issuers = notice.levels[level].issuers if level < len(notice.levels) else ()
    receives = [fold(route.office) for route in notice.routes if route.level == level and route.office]

    def is_house(name: str) -> bool:
        if any(fold(kind) == fold(name) for kind in known):
            return False
        if any(office.startswith(fold(name)) for office in receives):
            return True
        is_own = OWN.search(name) or _PLACE_ITSELF.fullmatch(name) or any(words.is_related(i, name) for i in issuers)
        return bool(is_own) and not _meant(name, known)

    return bool(audience) and all(is_house(name) for name in audience)


def _names(audience: tuple[str, ...], own: str, notice: Notice, level: int) -> bool:
    """Whether an audience means a type: it names it, or it names everybody, or none of the types there are."""
    if not audience or not own:
        return True
    known = unit_types(notice, level)
    meant = {kind for name in audience for kind in _meant(name, known)}
    return fold(own) in meant or not meant


@lru_cache(maxsize=1024)
def _meant(name: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """The types, folded, that a word for an audience means: the one that it is, else those that it stands for.

    A place (各县区) is its bodies (县区科技局) as well.
    """
    named, kinds = fold(name), tuple(fold(kind) for kind in known)
    if named in kinds:
        return tuple(kind for kind in kinds if kind.startswith(named)) if words.is_place(named) else (named,)
    return tuple(kind for kind, printed in zip(kinds, known, strict=True) if words.is_related(printed, name))


def _route(notice: Notice, level: int, own: str) -> Route | None:
    """The route of a type; with no type named, the only route there is."""
    here = [route for route in notice.routes if route.level == level]
    own_routes = [r for r in here if any(fold(name) == fold(own) for name in r.audience)]
    own_routes = own_routes or [r for r in here if own and any(words.is_related(own, name) for name in r.audience)]
    own_routes = own_routes or [r for r in here if any(words.RECOMMENDER.fullmatch(name) for name in r.audience)]
    return own_routes[0] if own_routes else here[0] if len(here) == 1 else None


def _levels(notice: Notice) -> list[int]:
    """The binding level first, then the others from the outermost in."""
    first = binding_level(notice, None)
    return [first, *(level for level in range(len(notice.levels)) if level != first)]


def _once(names: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))


def _only(names: Iterable[str | None]) -> str | None:
    """The only name there is, else None."""
    found = _once(names)
    return found[0] if len(found) == 1 else None
