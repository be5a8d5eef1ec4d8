"""The door: bounded and cleaned, made durable once, and nothing kept that is not meant for the bot."""

from __future__ import annotations

import asyncio
import threading

import pytest

from bot.inbox import MOST_CHARACTERS, MOST_TOGETHER, Allowance
from storage.chat import Attachment, ChatAddress, MediaKind, Message, Room

ZHOU = "周舟"


async def rows(town):
    return await town.look(lambda work: work.inbox.find())


async def test_a_message_brought_again_has_no_further_effect(town):
    for _ in range(3):
        assert await town.platform.say("p-周舟", "什么时候截止", at=town.now, sender=ZHOU, message_id="same")
    await town.app.settle()
    assert len(await rows(town)) == 1
    assert len(town.said("p-周舟")) == 1


async def test_two_accounts_may_use_the_same_number_for_different_messages(town):
    await town.platform.say("p-周舟", "什么时候截止", at=town.now, sender=ZHOU, message_id="same")
    town.platform.account = "another"
    await town.platform.say("p-周舟", "什么时候截止", at=town.now, sender=ZHOU, message_id="same")
    assert len(await rows(town)) == 2


async def test_what_is_said_beside_the_bot_in_a_group_leaves_nothing(town):
    group = {"at": town.now, "room": Room.SHARED_GROUP, "addressed": False}
    assert not await town.platform.say("g-all", "大家好", sender=ZHOU, **group)
    assert not await town.platform.say("an unknown group", "大家好", sender="a stranger", **group)
    assert await rows(town) == []


async def test_a_text_that_is_too_long_is_not_kept_and_a_file_is_asked_for(town):
    (said,) = await town.say(ZHOU, "长" * (MOST_CHARACTERS + 1))
    assert said.startswith("文字过长，未能保存。")
    (row,) = await rows(town)
    assert row.payload["text"] == ""


@pytest.mark.parametrize(("text", "name"), [("机密★一年 名单", "a.jpg"), ("名单见附件", "【机密★一年】名单.jpg")])
async def test_of_what_bears_a_mark_of_secrecy_only_the_mark_is_kept(town, text, name):
    part = Attachment(name, MediaKind.IMAGE, name)
    await town.platform.say("p-周舟", text, part, at=town.now, sender=ZHOU)
    await town.app.settle()
    (row,) = await rows(town)
    assert (row.payload["text"], row.payload["attachments"]) == ("", [])
    assert row.mark
    assert await town.look(lambda work: work.files.count()) == 0


async def test_control_characters_reach_neither_text_nor_names(town):
    part = town.file("a\u202e\x00.jpg")
    await town.platform.say("p-周舟", "什么\x00时候\u202e截止", part, at=town.now, sender=ZHOU)
    (row,) = await rows(town)
    assert row.payload["text"] == "什么时候截止"
    assert row.payload["attachments"][0]["name"] == "a.jpg"


async def test_of_more_files_than_a_message_may_bring_those_beyond_are_refused_one_by_one(town):
    town.app.inbox._allowance = Allowance(
        files_per_message=3
    )  # thirty take longer than a hasty clock waits on a busy machine
    parts = [town.file(f"{number}.jpg") for number in range(5)]
    await town.platform.say("p-周舟", "", *parts, at=town.now, sender=ZHOU)
    await town.app.settle()
    states = await town.look(lambda work: [(row.state, row.why) for row in work.files.find()])
    assert states == [("stored", "")] * 3 + [("refused", "too_many")] * 2


async def test_what_comes_at_once_is_kept_with_one_statement_and_one_that_cannot_be_costs_no_other(town):
    numbers = [f"m{number}" for number in range(80)]
    numbers[40] = "\ud800"  # no text that a database takes

    def say(number):
        return town.platform.say(f"p-{number[:2]}", "你好", at=town.now, sender="u", message_id=number)

    kept = await asyncio.gather(*(say(number) for number in numbers), return_exceptions=True)
    await town.app.settle()
    assert isinstance(kept[40], UnicodeEncodeError)
    assert [one for at, one in enumerate(kept) if at != 40] == [True] * 79
    assert sorted(row.message_id for row in await rows(town)) == sorted(set(numbers) - {"\ud800"})


async def test_what_comes_while_others_are_being_kept_shares_the_next_commit(town, monkeypatch):
    shared, free, admit = [], threading.Event(), town.app.inbox._admit

    def admitted(work, arrivals):
        shared.append(len(arrivals))
        return admit(work, arrivals)

    monkeypatch.setattr(town.app.inbox, "_admit", admitted)
    town.app.database.submit(lambda _: free.wait(5))
    saying = []
    for number in range(5):
        said = town.platform.say("p-周舟", "你好", at=town.now, sender=ZHOU, message_id=f"m{number}")
        saying.append(asyncio.ensure_future(said))
        await asyncio.sleep(0.001)
    free.set()
    assert await asyncio.gather(*saying) == [True] * 5
    await town.app.settle()
    assert shared == [1, 4]
    assert [row.message_id for row in await rows(town)] == [f"m{number}" for number in range(5)]


async def test_what_fills_a_commit_is_being_written_while_the_rest_is_read(town):
    database, busy, free = town.app.database, threading.Event(), threading.Event()
    database.submit(lambda _: busy.set() or free.wait(5))
    assert busy.wait(5)
    numbers = [f"m{number}" for number in range(MOST_TOGETHER + 1)]
    kept = [town.app.inbox.admit(message(number, town.now)) for number in numbers]
    handed_over = database._orders.qsize()
    free.set()
    assert (handed_over, await asyncio.gather(*kept)) == (1, [True] * len(numbers))
    assert [row.message_id for row in await rows(town)] == numbers


def message(number, now):
    at = ChatAddress("playground", "", "p-周舟")
    return Message(at, number, ZHOU, ZHOU, "你好", now, Room.PRIVATE, addressed=True)


async def test_the_same_message_twice_in_one_moment_is_one(town):
    said = [town.platform.say("p-周舟", "什么时候截止", at=town.now, sender=ZHOU, message_id="same") for _ in range(5)]
    assert await asyncio.gather(*said) == [True] * 5
    await town.app.settle()
    assert (len(await rows(town)), len(town.said("p-周舟"))) == (1, 1)


async def test_who_gives_up_waiting_is_handed_on_all_the_same(town):
    saying = asyncio.ensure_future(
        town.platform.say("p-周舟", "什么时候截止", at=town.now, sender=ZHOU, message_id="given up")
    )
    await asyncio.sleep(0)
    saying.cancel()
    await asyncio.gather(saying, return_exceptions=True)
    for _ in range(200):
        await asyncio.sleep(0.005)
        if await rows(town):
            break
    await town.app.settle()
    assert len(town.said("p-周舟")) == 1
