"""A month of two hundred units in virtual time: reminded rarely, rightly, in time, and just as the page foresaw."""

from __future__ import annotations

import random
import re
from collections import Counter
from dataclasses import dataclass

import pytest

from bot.playground import people
from scheduler.clock import BEIJING
from storage.chat import DeliveryKind, Room
from storage.chat_json import reply_from_json
from storage.reach import MAIL
from tests.board.conftest import open_board
from tests.platforms.memory import MemoryPlatform
from tests.scenarios.two_hundred import (
    LAST,
    WORDS,
    Line,
    Month,
    Unit,
    change_stages,
    courses,
    enrol,
    in_office_hours,
    invent_units,
)

UNASKED = {DeliveryKind.REMINDER, DeliveryKind.DIGEST, DeliveryKind.BRIEF, DeliveryKind.ANNOUNCEMENT}
_LACKS = re.compile(r"贵单位尚缺：([^。]+)。")


@dataclass(frozen=True)
class Said:
    """One message as it was sent: when, of which kind, where, about which unit or office, in which words."""

    at: object
    kind: DeliveryKind
    room: Room
    chat: str
    unit: str
    office: str
    key: str
    text: str

    @property
    def minute(self) -> str:
        return f"{self.at.astimezone(BEIJING):%m-%d %H:%M}"


def everything_said(work) -> list[Said]:
    units = {unit.key: unit.name for unit in work.units.find()}
    chats = {chat.key: chat for chat in work.chats.find()}
    return [
        Said(
            row.settled_at,
            DeliveryKind(row.kind),
            Room(chats[row.chat_id].room),
            chats[row.chat_id].external,
            units.get(row.unit_id, ""),
            row.office or "",
            row.unique_key,
            reply_from_json(row.reply).text,
        )
        for row in work.deliveries.having(state="sent")
    ]


@pytest.fixture
async def lived(tmp_path):
    """The month as it was lived: its units, what was foreseen, what was said. It takes some seconds."""
    chance = random.Random(52)
    units = invent_units(chance)
    async with open_board(tmp_path, enrol(units), [MemoryPlatform(MAIL)]) as board:
        month = Month(board.town, chance, board=board, offices={one.name: one.office for one in units})
        change_stages(month, units)
        courses(month, units)
        await month.live(LAST)
        assert await board.town.look(lambda work: work.deliveries.count()) == await board.town.look(
            lambda work: work.deliveries.count(work.deliveries.c.state == "sent")
        )
        yield units, month, await board.town.look(everything_said)


async def test_two_hundred_units_are_reminded_rarely_rightly_and_just_as_foreseen(lived):
    units, month, said = lived
    nobody_hears_more_than_three(units, said)
    nobody_is_reminded_of_what_is_here(units, said)
    nothing_unasked_is_said_out_of_hours(said)
    nobody_is_named_where_others_read(units, said)
    what_was_foreseen_was_said(month.foreseen, said)
    digests_say_how_many_are_reminded(month.mornings, said)


def reminders(said: list[Said]) -> list[Said]:
    return [one for one in said if one.kind is DeliveryKind.REMINDER]


def nobody_hears_more_than_three(units: list[Unit], said: list[Said]) -> None:
    heard = Counter(one.unit for one in reminders(said))
    assert max(heard.values()) == 3
    assert sum(heard.values()) > 150
    assert {one.name for one in units if not one.is_reached}.isdisjoint(heard)
    assert any(one.chat.endswith("@example.invalid") for one in reminders(said))
    stood_in_for = {one.name: f"p-{one.stand_in}" for one in units if one.stand_in}
    assert {one.unit: one.chat for one in reminders(said) if one.unit in stood_in_for} == stood_in_for
    assert {one.room for one in reminders(said)} == {Room.PRIVATE, Room.UNIT_GROUP}


def nobody_is_reminded_of_what_is_here(units: list[Unit], said: list[Said]) -> None:
    known = {one.name: one for one in units}
    for one in reminders(said):
        unit = known[one.unit]
        assert not unit.is_left_alone(one.at), one
        (lacks,) = _LACKS.findall(one.text)
        assert set(lacks.split("、")) == unit.lacks(one.at), one


def nothing_unasked_is_said_out_of_hours(said: list[Said]) -> None:
    unasked = [one for one in said if one.kind in UNASKED]
    assert len(unasked) > 300
    assert [one for one in unasked if not in_office_hours(one.at)] == []


def nobody_is_named_where_others_read(units: list[Unit], said: list[Said]) -> None:
    """In the group of all only that something came; elsewhere nobody but coordinators reads of another unit."""
    names = [one.name for one in units]
    in_shared = [one for one in said if one.room is Room.SHARED_GROUP]
    assert {one.chat for one in in_shared} == {people.SHARED}
    for one in in_shared:
        named = [name for name in names if name in one.text]
        assert not named or re.fullmatch(
            rf"已收到【{named[0]}】材料，回执号\d{{4}}-\d{{3}}，详情已私信。?", one.text
        ), one
    assert sum("材料，回执号" in one.text for one in in_shared) > 5
    for one in said:
        if one.room in (Room.PRIVATE, Room.UNIT_GROUP) and one.unit:
            assert [name for name in names if name in one.text and name != one.unit] == [], one


def what_was_foreseen_was_said(foreseen: Counter[Line], said: list[Said]) -> None:
    told = Counter(line for one in said if (line := line_said(one)))
    assert sum(line[1] == "calls" for line in told) >= 6
    assert sum(line[1] == "digest" for line in told) > 100
    assert any(words for *_, words in told if words == WORDS)
    assert foreseen - told == Counter()
    assert told - foreseen == Counter()


def digests_say_how_many_are_reminded(mornings: dict[tuple[str, str], int], said: list[Said]) -> None:
    """The day's first digest announces as many reminders as the page does."""
    announced = {
        (one.minute, one.office): int(found[1])
        for one in said
        if one.kind is DeliveryKind.DIGEST and (found := re.search(r"本日计划发送：提醒(\d+)条", one.text))
    }
    compared = announced.keys() & mornings.keys()
    assert sum(announced[key] for key in compared) > 100
    assert {key: announced[key] for key in compared} == {key: mornings[key] for key in compared}


def line_said(one: Said) -> Line | None:
    """A message as the page of planned messages shows it beforehand; None of what it does not show."""
    if one.kind is DeliveryKind.REMINDER:
        return one.minute, "reminder", one.unit, WORDS if WORDS in one.text else ""
    if one.kind is DeliveryKind.DIGEST:
        return one.minute, "digest", one.office, ""
    if one.key.startswith("calls/"):
        rows = one.text.splitlines()[1:]
        return one.minute, "calls", one.office, "、".join(row.split("（", 1)[0] for row in rows)
    return None
