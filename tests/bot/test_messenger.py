"""One door out: each delivery once, in its chat's order; what a platform says is done about it."""

from __future__ import annotations

import asyncio
import threading
from datetime import timedelta

import pytest

from bot import messenger
from bot.playground import people
from storage.chat import DeliveryKind, Reply, ReplyKind
from storage.errors import PlatformError, Remedy
from storage.repositories import Deliveries
from storage.unit_of_work import Work
from tests.hardship import full_disk
from tests.platforms.memory import MemoryPlatform
from tests.scenarios.conftest import Town

ZHOU, WEN = "p-周舟", "p-温宁"
COORDINATORS = "c-市科协学会服务中心"


class Telephone(MemoryPlatform):
    """A platform whose requests may hang, or fail after they have arrived."""

    def __init__(self, *, is_keyed: bool = True) -> None:
        super().__init__(people.PLATFORM, account=people.PLATFORM, is_keyed=is_keyed)
        self.hanging: asyncio.Event | None = None
        self.is_hanging = asyncio.Event()
        self.broken: Exception | None = None
        self.requests: list[str] = []
        self.unsure: list[bool] = []

    async def send(self, outgoing) -> str:
        if not outgoing.key.startswith("brief/"):
            self.requests.append(outgoing.key)
            self.unsure.append(outgoing.may_be_there)
        number = await super().send(outgoing)
        if self.hanging:
            self.is_hanging.set()
            await self.hanging.wait()
        if self.broken:
            raise self.broken
        return number


async def say(town: Town, *keys: str, chat: str = ZHOU, kind: DeliveryKind = DeliveryKind.REPLY) -> None:
    """Put deliveries into the database, as a conversation would."""

    def put(work: Work) -> None:
        known = work.chats.known(people.PLATFORM, people.PLATFORM, chat)
        assert known
        for key in keys:
            work.say(known.key, key, Reply(ReplyKind.ANSWER, (key,)), kind)

    await town.app.database.write(put)


async def state(town: Town, key: str) -> str:
    return await town.look(lambda work: work.deliveries.keyed(key).state)


@pytest.mark.parametrize("remedy", [Remedy.RETRY, Remedy.REFRESH, Remedy.WAIT])
async def test_what_a_platform_did_not_take_for_now_is_sent_again_under_the_same_key(opens, remedy, caplog):
    async with opens(Telephone()) as town:
        town.platform.failures.append(PlatformError("not now", remedy))
        await say(town, "a")
        await town.app.settle()
        assert await state(town, "a") == "pending"
        assert [one.reason for one in caplog.records if one.message == "delivery not sent"] == ["not now"]
        await town.wait(seconds=1)
        assert await state(town, "a") == "sent"
        assert town.platform.requests.count("a") == 2
        assert town.said(ZHOU) == ["a"]


async def test_a_platform_that_names_its_time_is_left_alone_so_long(town):
    town.platform.failures.append(PlatformError("too many", Remedy.WAIT, wait_seconds=90))
    await say(town, "a")
    await town.app.settle()
    await town.wait(seconds=89)
    assert town.said(ZHOU) == []
    await town.wait(seconds=1)
    assert town.said(ZHOU) == ["a"]


@pytest.mark.parametrize("remedy", [Remedy.GIVE_UP, Remedy.CONFIGURATION])
async def test_what_will_never_be_taken_is_given_up_at_once_and_told(town, remedy):
    town.platform.failures.append(PlatformError("no such chat", remedy))
    await say(town, "a", "b")
    await town.app.settle()
    assert (await state(town, "a"), await state(town, "b")) == ("failed", "sent")
    assert town.said(COORDINATORS)[-1].startswith("有一条消息未能发出")


async def test_after_eight_tries_a_delivery_is_given_up_and_what_is_behind_it_goes(town):
    town.platform.failures.extend(PlatformError("busy", Remedy.RETRY) for _ in range(messenger.MOST_TRIES))
    await say(town, "a", "b")
    await town.wait(minutes=10)
    row = await town.look(lambda work: work.deliveries.keyed("a"))
    assert (row.state, row.tries, row.failure) == ("failed", messenger.MOST_TRIES, "retry")
    assert town.said(ZHOU) == ["b"]


async def test_an_alert_that_cannot_be_sent_raises_no_alert(town):
    town.platform.failures.append(PlatformError("gone", Remedy.GIVE_UP))
    await say(town, "alert/x", chat=COORDINATORS, kind=DeliveryKind.ALERT)
    await town.app.settle()
    assert await state(town, "alert/x") == "failed"
    assert await town.look(lambda work: [row.unique_key for row in work.deliveries.having(kind="alert")]) == ["alert/x"]


async def test_nothing_overtakes_what_waits_to_be_sent_again_and_other_chats_go_on(town):
    town.platform.failures.append(PlatformError("busy", Remedy.RETRY))
    await say(town, "a", "b")
    await town.app.settle()
    await say(town, "c")
    await say(town, "other", chat=WEN)
    await town.app.settle()
    assert (town.said(ZHOU), town.said(WEN)) == ([], ["other"])
    await town.wait(seconds=2)
    assert town.said(ZHOU) == ["a", "b", "c"]


async def test_of_a_chat_one_is_on_its_way_at_a_time(opens):
    async with opens(Telephone()) as town:
        town.platform.hanging = asyncio.Event()
        await say(town, "a", "b", "c")
        town.app.messenger.wake()
        await town.platform.is_hanging.wait()
        on_their_way = await town.look(lambda work: [row.unique_key for row in work.deliveries.having(state="sending")])
        assert on_their_way == ["a"]
        town.platform.hanging.set()
        await town.app.settle()
        assert town.said(ZHOU) == ["a", "b", "c"]


async def test_an_outcome_nobody_knows_is_not_repeated_where_there_are_no_keys_and_is_told(opens):
    async with opens(Telephone(is_keyed=False)) as town:
        town.platform.failures.append(PlatformError("cut off", Remedy.RETRY, unknown=True))
        await say(town, "a")
        await town.wait(hours=1)
        assert await state(town, "a") == "unknown"
        assert town.platform.requests.count("a") == 1
        assert town.said(COORDINATORS)[-1].startswith("有一条消息不确定是否送达")


async def test_an_outcome_nobody_knows_is_repeated_where_a_key_makes_that_harmless(opens):
    async with opens(Telephone()) as town:
        town.platform.broken = ConnectionResetError("after it had arrived")
        await say(town, "a")
        await town.app.settle()
        assert await state(town, "a") == "pending"
        town.platform.broken = None
        town.platform.failures.append(PlatformError("busy", Remedy.RETRY))
        await town.wait(seconds=8)
        assert await state(town, "a") == "sent"
        assert town.platform.requests == ["a", "a", "a"]
        assert town.platform.unsure == [False, True, True], "its platform knows that it may be there"
        assert town.said(ZHOU) == ["a"]


@pytest.mark.parametrize(("is_keyed", "left"), [(True, "pending"), (False, "unknown")])
async def test_a_request_that_hangs_for_a_minute_is_broken_off(opens, is_keyed, left):
    async with opens(Telephone(is_keyed=is_keyed)) as town:
        town.platform.hanging = asyncio.Event()
        await say(town, "a")
        await town.app.settle()
        assert await state(town, "a") == left


@pytest.mark.parametrize(("is_keyed", "left", "requests"), [(True, "sent", 2), (False, "unknown", 1)])
async def test_what_hung_when_the_bot_was_closed_is_settled_at_the_next_start(opens, is_keyed, left, requests):
    platform = Telephone(is_keyed=is_keyed)
    async with opens(platform) as town:
        platform.hanging = asyncio.Event()
        await say(town, "a", "b")
        town.app.messenger.wake()
        await platform.is_hanging.wait()
    platform.hanging = None
    async with opens(platform) as town:
        await town.app.settle()
        assert (await state(town, "a"), await state(town, "b")) == (left, "sent")
        assert platform.requests.count("a") == requests
        assert platform.unsure[:3] == ([False, True, False] if is_keyed else [False] * 3)
        if not is_keyed:
            assert town.said(COORDINATORS)[-1].startswith("有一条消息不确定是否送达")


async def test_closing_waits_for_what_is_on_its_way_and_takes_nothing_more(opens):
    platform = Telephone()
    async with opens(platform) as town:
        platform.hanging = asyncio.Event()
        await say(town, "a", "b")
        town.app.messenger.wake()
        await platform.is_hanging.wait()
        asyncio.get_running_loop().call_soon(platform.hanging.set)
        await town.app.messenger.close()
        assert (await state(town, "a"), await state(town, "b")) == ("sent", "pending")


async def test_closing_while_it_takes_leaves_nothing_marked_that_was_never_sent(opens, monkeypatch):
    """What is being taken is committed whether anybody waits for it or not, and where there are no keys never sent."""
    platform = Telephone(is_keyed=False)
    async with opens(platform) as town:
        held, go_on = threading.Event(), threading.Event()
        due = Deliveries.due

        def due_after_a_while(*asked):
            held.set()
            assert go_on.wait(10)
            return due(*asked)

        await say(town, "a")
        monkeypatch.setattr(Deliveries, "due", due_after_a_while)
        town.app.messenger.wake()
        assert await asyncio.to_thread(held.wait, 10)
        closing = asyncio.ensure_future(town.app.messenger.close())
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        go_on.set()
        await closing
        assert (await state(town, "a"), platform.requests) == ("sent", ["a"])


async def test_a_reply_that_cannot_be_read_is_given_up_and_does_not_stop_its_chat(town):
    await say(town, "a", "b")
    await town.app.database.write(
        lambda work: work.deliveries.set(work.deliveries.keyed("a").key, reply={"kind": "no such kind"})
    )
    await town.wait(minutes=10)
    assert (await state(town, "a"), await state(town, "b")) == ("failed", "sent")


async def test_what_the_database_does_not_give_now_is_sent_when_it_does(town):
    await say(town, "a")
    with full_disk():
        town.app.messenger.wake()
        await asyncio.sleep(0.05)
        assert town.said(ZHOU) == []
    await town.app.settle()
    assert town.said(ZHOU) == ["a"]


async def test_what_was_sent_is_settled_as_soon_as_the_disk_takes_it(opens):
    platform = Telephone()
    async with opens(platform) as town:
        platform.hanging = asyncio.Event()
        await say(town, "a")
        town.app.messenger.wake()
        await platform.is_hanging.wait()
        with full_disk():
            platform.hanging.set()
            await asyncio.sleep(0.05)
        await town.app.settle()
        assert await state(town, "a") == "sent"
        assert platform.requests.count("a") == 1


async def test_a_fault_in_taking_does_not_close_the_door(town, monkeypatch, caplog):
    with monkeypatch.context() as while_broken:
        while_broken.setattr("storage.repositories.traffic.Deliveries.due", lambda *_: 1 // 0)
        await say(town, "a")
        town.app.messenger.wake()
        await asyncio.sleep(0.05)
    assert "taking what is due failed" in caplog.text
    await town.app.settle()
    assert town.said(ZHOU) == ["a"]


async def test_what_is_said_for_later_leaves_when_its_time_has_come(town):
    later = town.now + timedelta(hours=1)
    known = await town.look(lambda work: work.chats.known(people.PLATFORM, people.PLATFORM, ZHOU).key)
    reply = Reply(ReplyKind.ANSWER, ("稍后",))
    await town.app.database.write(lambda work: work.say(known, "later", reply, DeliveryKind.REPLY, due_at=later))
    await say(town, "now")
    await town.app.settle()
    assert town.said(ZHOU) == ["now"]
    await town.wait(hours=1)
    assert town.said(ZHOU) == ["now", "稍后"]


async def test_more_than_one_transaction_may_take_leave_all_the_same(town, monkeypatch):
    monkeypatch.setattr(messenger, "MOST_AT_ONCE", 1)
    await say(town, "a")
    await say(town, "b", chat=WEN)
    await town.app.settle()
    assert (town.said(ZHOU), town.said(WEN)) == (["a"], ["b"])
