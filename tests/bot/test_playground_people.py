"""Who speaks where in a rehearsal: bound, told apart, known in their chats."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlmodel import SQLModel

from bot.playground.people import PLATFORM, SHARED, enrol
from storage.chat import Role, Room
from storage.database import Database

NOON = datetime(2026, 9, 1, 4, tzinfo=UTC)
OFFICES = ("市科协学会部", "市科技局法规处")


@pytest.fixture
def database():
    base = Database(None, lambda: NOON)
    SQLModel.metadata.create_all(base.engine)
    yield base
    base.close()


def add_units(work, *liaisons):
    for number, liaison in enumerate(liaisons, 1):
        work.units.add(name=f"海陵市第{number}学会", unit_type="市级学会", liaison=liaison)
    return work.units.all()


def test_every_unit_has_a_liaison_bound_to_it_with_a_private_chat(database):
    with database.transaction() as work:
        units = add_units(work, "沈一", "沈二", "沈三", "沈四")
        people = enrol(work, units, OFFICES)
        for unit, person in zip(units, people.persons, strict=False):
            member = work.members.known(PLATFORM, PLATFORM, person.user)
            assert [b.unit_id for b in work.bindings.of_member(member.key, work.now)] == [unit.key]
            private = work.chats.known(PLATFORM, PLATFORM, person.private)
            assert (private.room, private.member_id) == (Room.PRIVATE, member.key)
        groups = [place.users for place in people.places if place.room is Room.UNIT_GROUP]
    assert groups == [("沈一",), ("沈四",)]


def test_every_office_has_a_coordinator_with_a_room_of_their_own(database):
    with database.transaction() as work:
        people = enrol(work, add_units(work, "沈一"), OFFICES)
        rooms = work.chats.find(work.chats.c.room == Room.COORDINATORS.value)
    assert [room.office for room in rooms] == list(OFFICES)
    assert [p.office for p in people.persons if p.role is Role.COORDINATOR] == list(OFFICES)


def test_two_liaisons_of_one_name_are_two_people_and_one_without_a_name_is_somebody(database):
    with database.transaction() as work:
        people = enrol(work, add_units(work, "沈一", "沈一", ""), ())
    assert [p.user for p in people.persons] == [
        "沈一（海陵市第1学会）",
        "沈一（海陵市第2学会）",
        "联络员（海陵市第3学会）",
    ]
    assert people.person("沈一") is None
    assert people.place(SHARED).users == tuple(p.user for p in people.persons)
    assert people.place("g-nobody") is None


def test_enrolling_again_makes_nobody_twice(database):
    with database.transaction() as work:
        units = add_units(work, "沈一")
        first, second = enrol(work, units, OFFICES), enrol(work, units, OFFICES)
        assert first == second
        assert work.members.count() == 3
        assert work.chats.count() == 1 + 1 + 3 + 2
        assert work.bindings.count() == 3
