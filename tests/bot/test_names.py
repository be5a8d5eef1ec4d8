"""Names: asked for beside the conversation, many at once, once; kept where the person's row is."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from bot.names import ASKED_AGAIN_AFTER, Names, each
from bot.platform import Host
from scheduler.clock import BEIJING, VirtualClock
from storage.chat import ChatAddress, Message
from storage.database import Database
from storage.errors import PlatformError, Remedy
from storage.schema import create_all

MORNING = datetime(2024, 9, 4, 9, tzinfo=BEIJING)


@dataclass
class Contacts:
    asked: list[list[str]] = field(default_factory=list)
    failures: list[PlatformError] = field(default_factory=list)
    told: dict[str, str] = field(default_factory=dict)
    was_asked: asyncio.Event = field(default_factory=asyncio.Event)

    async def ask(self, users):
        self.asked.append(list(users))
        self.was_asked.set()
        if self.failures:
            raise self.failures.pop(0)
        return {user: self.told.get(user, f"名{user}") for user in users}


@dataclass
class Town:
    """A bot that makes a row of whoever speaks, as the dispatcher does."""

    database: Database
    clock: VirtualClock
    received: list[Message] = field(default_factory=list)

    async def receive(self, message: Message) -> bool:
        self.received.append(message)
        at, name = message.address, message.sender_name
        if not await self.database.read(lambda work: work.members.known(at.platform, at.account, message.sender)):
            about = {"platform": at.platform, "account": at.account, "user": message.sender, "seen_at": MORNING}
            await self.database.write(lambda work: work.members.add(**about, name=name or message.sender))
        return not message.text.startswith("闲聊")

    async def quiet(self, _: ChatAddress) -> None:
        return None


@pytest.fixture
def contacts():
    return Contacts()


@pytest.fixture
def town(tmp_path):
    clock = VirtualClock(MORNING)
    database = Database(tmp_path / "names.db", clock.now, durable=False)
    create_all(database.engine)
    yield Town(database, clock)
    database.close()


@pytest.fixture
async def names(town, contacts):
    names = Names(Host(town.receive, town.quiet, town.database, town.clock), contacts.ask, at_once=10)
    yield names
    await names.close()


def said(user: str, text: str = "在", sender_name: str = "") -> Message:
    return Message(ChatAddress("feishu", "a", "oc_1"), f"om_{user}", user, sender_name, text, MORNING)


async def kept(town: Town, user: str):
    return await town.database.read(lambda work: work.members.known("feishu", "a", user))


async def test_many_who_speak_are_asked_for_with_few_calls_and_kept(names, town, contacts):
    for number in range(25):
        await names.receive(said(f"u{number}"))
    await names._running.finish()
    assert [user for users in contacts.asked for user in users] == [f"u{number}" for number in range(25)]
    assert all(len(users) <= 10 for users in contacts.asked)
    assert {(await kept(town, f"u{number}")).name for number in range(25)} == {f"名u{number}" for number in range(25)}
    await names.receive(said("u3"))
    await names._running.finish()
    assert town.received[-1].sender_name == "名u3"
    assert sum("u3" in users for users in contacts.asked) == 1


async def test_a_name_told_elsewhere_is_not_asked_for(names, town, contacts):
    names.know("u1", "王一")
    names.know("u2", "")
    await names.receive(said("u1"))
    await names.receive(said("u3", sender_name="李三"))
    await names._running.finish()
    assert contacts.asked == []
    assert [message.sender_name for message in town.received] == ["王一", "李三"]


async def test_who_only_chats_is_not_asked_for(names, contacts):
    assert not await names.receive(said("u1", "闲聊"), "on_1")
    await names._running.finish()
    assert contacts.asked == []


async def test_a_name_that_may_not_be_seen_is_asked_for_again_much_later(names, town, contacts):
    contacts.told["u1"] = ""
    contacts.failures = [PlatformError("no scope", Remedy.CONFIGURATION)]
    for seconds in (0, 60, 3600):
        town.clock.advance_to(MORNING + timedelta(seconds=seconds))
        await names.receive(said("u0"))
        await names._running.finish()
        await names.receive(said("u1"))
        await names._running.finish()
    assert contacts.asked == [["u0"], ["u1"]]
    town.clock.advance_to(MORNING + ASKED_AGAIN_AFTER + timedelta(seconds=61))
    await names.receive(said("u0"))
    await names._running.finish()
    assert (await kept(town, "u0")).name == "名u0"
    assert (await kept(town, "u1")).name == "u1"


async def test_where_too_much_was_asked_for_it_is_asked_again_a_little_later(names, town, contacts):
    contacts.failures = [PlatformError("paced", Remedy.WAIT, wait_seconds=1)]
    await names.receive(said("u1"))
    await contacts.was_asked.wait()
    await names.receive(said("u2"))
    assert contacts.asked == [["u1"]]
    while names._running and len(contacts.asked) < 2:
        town.clock.advance_to(town.clock.now() + timedelta(seconds=1))
        await asyncio.sleep(0)
    await names._running.finish()
    assert contacts.asked[0] == ["u1"]
    assert sorted(user for users in contacts.asked[1:] for user in users) == ["u1", "u2"]
    assert {(await kept(town, user)).name for user in ("u1", "u2")} == {"名u1", "名u2"}


async def test_the_union_id_is_kept_with_the_person_once(names, town):
    for _ in range(2):
        await names.receive(said("u1"), "on_1")
    await names._running.finish()
    assert (await kept(town, "u1")).union_id == "on_1"
    await names.receive(said("u1"), "on_2")
    await names._running.finish()
    assert (await kept(town, "u1")).union_id == "on_1"


async def test_contacts_that_know_one_person_at_a_time_are_asked_one_at_a_time():
    async def name_of(user: str) -> str:
        return user.upper()

    assert await each(name_of)(["a", "b"]) == {"a": "A", "b": "B"}
