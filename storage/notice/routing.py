"""Who is bound by what: from a unit type to its level, deadline, office, contact and materials."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from storage.notice.bodies.offices import is_near
from storage.notice.model import Contact, Deadline, Material, MaterialKind, Notice, Route
from storage.notice.parts.subjects import OWN
from storage.notice.text import words
from storage.patterns import Late

_OWED = (MaterialKind.DOCUMENT, MaterialKind.MEDIA)
_LEAST_ENDING = 3
_LONGEST_NAME = 60
"""Names are folded again and again, so what they come to is kept; whole messages are not."""

_PLACE = Late(r"(?:县级市|区县|县区|市|区|县|镇|街道|开发区|高新区|园区|旗|州)")
_PLACE_ITSELF = Late(r"[省市县区州]里|我[省市县区州]")
"""What an office calls its own level by: 市里将于……."""

_GROUPS = (
    ("university", Late(r"大学|学院|高校|院校|校科协|高职|大专")),
    ("enterprise", Late(r"公司|企业|集团|厂(?!商)|企科协|园区企业")),
    ("hospital", Late(r"医院")),
    ("school", Late(r"中学|小学|幼儿园|学校")),
    ("institute", Late(r"研究院|研究所|科研院所|设计院|院所")),
    ("bureau", Late(r"科技局|科学技术局|科委|科创局|科技管理部门|科技主管部门")),
    ("association", Late(r"科协|科学技术协会")),
    ("society", Late(r"学会|协会|研究会|促进会|联合会")),
)
"""What sort of body a name speaks of, the first that fits: 某大学科协 is a university's, 某公司科协 an enterprise's."""


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


def classify_unit(notice: Notice, unit_name: str) -> str | None:
    """Return the type of the binding level to which a unit belongs by its name; None where that stays open.

    青溪科协 is a county's 科协, 某某大学科协 a university's, 市医学会 a society: what the words mean in general.
    """
    known = unit_types(notice, binding_level(notice, None))
    sort = sort_of(unit_name)
    if sort is None:
        return _by_ending(unit_name, known)
    fitting = [name for name in known if sort_of(name) == sort]
    if sort == "association" and len(fitting) > 1:
        fitting = [name for name in fitting if _PLACE.search(name)] or fitting
    return fitting[0] if len(fitting) == 1 or (fitting and sort != "association") else None


def _by_ending(unit_name: str, known: Iterable[str]) -> str | None:
    """The type whose name ends as the unit's does, by at least three characters: 青溪区教育局, 教育局."""
    folded = fold(unit_name)
    ends = {name: _common(folded[::-1], fold(name)[::-1]) for name in known}
    best = max(ends.values(), default=0)
    fitting = [name for name, length in ends.items() if length == best]
    return fitting[0] if best >= _LEAST_ENDING and len(fitting) == 1 else None


def _common(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def sort_of(name: str) -> str | None:
    """What sort of body a name speaks of."""
    core = re.sub(r"[(（][^()（）]*[)）]", "", name)
    return next((sort for sort, pattern in _GROUPS if pattern.search(core)), None)


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


def _bind(notice: Notice, level: int, own: str) -> Iterable[Deadline]:
    """The deadlines of a level that bind a type: those that name it, or nobody the level addresses, else 有关单位."""
    here = [d for d in notice.deadlines if d.level == level and not _is_of_the_house(d.audience, notice, level)]
    bound = [d for d in here if _names(d.audience, own, notice, level)]
    return bound or [d for d in here if any(words.is_anybody((name,)) for name in d.audience)]


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
