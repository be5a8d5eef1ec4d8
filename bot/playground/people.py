"""Who speaks where in a rehearsal: a liaison for each unit, a coordinator for each office, and their chats.

Chats bear the names under which a platform would know them: `g-all` (read by all units), `g-<unit>` (one
unit's own group), `p-<person>` (private), `c-<office>` (coordinators of an office).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from storage.chat import Role, Room
from storage.tables import Unit
from storage.unit_of_work import Work

PLATFORM = "playground"
"""The platform of rehearsals, and the name of its only account."""

SHARED = "g-all"
_EVERY = 3
"""Every third unit has a group of its own, the first among them."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody one can speak as; `user` is the platform's id, `private` the chat with the bot alone."""

    user: str
    name: str
    role: Role
    member_id: int
    private: str
    unit_id: int | None = None
    unit: str | None = None
    unit_type: str | None = None
    office: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A chat, and the users who are in it (the shared group: every liaison)."""

    external: str
    title: str
    room: Room
    chat_id: int
    users: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class People:
    """Everybody and every chat of a rehearsal, in the order of the roster."""

    persons: tuple[Person, ...]
    places: tuple[Place, ...]

    def person(self, user: str) -> Person | None:
        """Return the person of that id."""
        return next((person for person in self.persons if person.user == user), None)

    def place(self, external: str) -> Place | None:
        """Return the chat of that id."""
        return next((place for place in self.places if place.external == external), None)


def enrol(work: Work, units: Sequence[Unit], offices: Iterable[str]) -> People:
    """Bind a liaison to every unit and a coordinator to every office, and make their chats known.

    `units` are on the roster already; `offices` are the notice's own words (`storage.notice.routing.offices`).
    """
    liaisons = [_liaison(work, unit, name) for unit, name in zip(units, _names(units), strict=True)]
    coordinators = [_coordinator(work, office) for office in offices]
    places = [_shared(work, liaisons)]
    places += [_unit_group(work, unit, who) for unit, who in list(zip(units, liaisons, strict=True))[::_EVERY]]
    places += [_private(work, person) for person in (*liaisons, *coordinators)]
    places += [_coordinators(work, person) for person in coordinators]
    return People((*liaisons, *coordinators), tuple(places))


def _names(units: Sequence[Unit]) -> list[str]:
    """The liaisons' names; a name that stands twice, or not at all, is told apart by its unit."""
    given = [unit.liaison.strip() for unit in units]
    return [
        name if name and given.count(name) == 1 else f"{name or '联络员'}（{unit.name}）"
        for name, unit in zip(given, units, strict=True)
    ]


def _liaison(work: Work, unit: Unit, name: str) -> Person:
    member_id = _member(work, name)
    _bind(work, member_id, role=Role.LIAISON.value, unit_id=unit.key)
    return Person(
        name, name, Role.LIAISON, member_id, f"p-{name}", unit_id=unit.key, unit=unit.name, unit_type=unit.unit_type
    )


def _coordinator(work: Work, office: str) -> Person:
    name = f"{office}统筹"
    member_id = _member(work, name)
    _bind(work, member_id, role=Role.COORDINATOR.value, office=office)
    return Person(name, name, Role.COORDINATOR, member_id, f"p-{name}", office=office)


def _bind(work: Work, member_id: int, **capacity: object) -> None:
    """Let a person speak in a capacity, once."""
    if not work.bindings.of_member(member_id, work.now):
        work.bindings.add(member_id=member_id, bound_by="演练", bound_at=work.now, **capacity)


def _member(work: Work, name: str) -> int:
    """A person's row; somebody who is known already stays one person."""
    known = work.members.known(PLATFORM, PLATFORM, name)
    if known:
        return known.key
    return work.members.add(platform=PLATFORM, account=PLATFORM, user=name[:128], name=name[:60], seen_at=work.now)


def _shared(work: Work, liaisons: Sequence[Person]) -> Place:
    chat = _chat(work, SHARED, Room.SHARED_GROUP, title="联络员群")
    return Place(SHARED, "联络员群", Room.SHARED_GROUP, chat, tuple(person.user for person in liaisons))


def _unit_group(work: Work, unit: Unit, liaison: Person) -> Place:
    title = f"{unit.name}报送群"
    chat = _chat(work, f"g-{unit.name}", Room.UNIT_GROUP, title=title[:120], unit_id=unit.key)
    return Place(f"g-{unit.name}", title, Room.UNIT_GROUP, chat, (liaison.user,))


def _private(work: Work, person: Person) -> Place:
    chat = _chat(work, person.private, Room.PRIVATE, title=person.name, member_id=person.member_id)
    return Place(person.private, person.name, Room.PRIVATE, chat, (person.user,))


def _coordinators(work: Work, person: Person) -> Place:
    title = f"{person.office}统筹群"
    chat = _chat(work, f"c-{person.office}", Room.COORDINATORS, title=title, office=person.office)
    return Place(f"c-{person.office}", title, Room.COORDINATORS, chat, (person.user,))


def _chat(work: Work, external: str, room: Room, **about: object) -> int:
    """A chat's row, bound from now on."""
    known = work.chats.known(PLATFORM, PLATFORM, external)
    if known:
        return known.key
    return work.chats.add(
        platform=PLATFORM,
        account=PLATFORM,
        external=external,
        room=room.value,
        bound_at=work.now,
        seen_at=work.now,
        **about,
    )
