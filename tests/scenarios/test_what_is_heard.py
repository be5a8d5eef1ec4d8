"""What of a group reaches the bot is learned from what arrives; of what arrives only what is meant for it is kept."""

from __future__ import annotations

import pytest

from bot.playground import people
from storage.chat import Intake
from tests.scenarios.conftest import Town

GROUP = "g-all"
CHATTER = {"chat": GROUP, "addressed": False, "intake": Intake.ADDRESSED}
TO_BOT = {"chat": GROUP, "intake": Intake.ADDRESSED}


async def intake(town: Town, chat: str = GROUP) -> str:
    return await town.look(lambda work: work.chats.known(people.PLATFORM, people.PLATFORM, chat).intake)


async def rows(town: Town) -> list[int]:
    """How many rows there are of whatever a message leaves."""
    tables = ("inbox", "files", "members", "chats", "submissions", "pieces", "deliveries", "pending")
    return await town.look(lambda work: [getattr(work, name).count() for name in tables])


@pytest.fixture
async def hearing(town: Town) -> Town:
    """A group of which so far only what addresses the bot has come."""
    await town.app.database.write(lambda work: work.chats.change(work.chats.c.id > 0, intake="addressed"))
    await town.say("周舟", "报送时间是哪天", **TO_BOT)
    assert await intake(town) == "addressed"
    return town


async def test_words_that_address_nobody_show_that_everything_arrives(hearing):
    before = await rows(hearing)
    assert await hearing.say("温宁", "中午吃什么", "午饭.jpg", **CHATTER) == []
    assert await intake(hearing) == "all"
    assert await rows(hearing) == before


async def test_what_was_learned_holds_when_the_bot_is_addressed(hearing):
    await hearing.say("温宁", "中午吃什么", **CHATTER)
    await hearing.say("周舟", "报送时间是哪天", **TO_BOT)
    assert await intake(hearing) == "all"


async def test_how_to_hand_in_is_worded_by_what_is_heard(hearing):
    (before,) = await hearing.say("周舟", "开始报送", **TO_BOT)
    await hearing.say("周舟", "完毕", **TO_BOT)
    await hearing.say("温宁", "中午吃什么", **CHATTER)
    (after,) = await hearing.say("周舟", "开始报送", **TO_BOT)
    assert "引用并@我" in before
    assert "@我" not in after


async def test_of_an_open_hand_in_everything_is_kept_and_of_others_nothing(hearing):
    await hearing.say("周舟", "开始报送", **TO_BOT)
    before = await rows(hearing)
    await hearing.say("温宁", "我这里也有几张", "别家.jpg", **CHATTER)
    await hearing.say("路人", "收到", "表情.png", **CHATTER)
    assert await rows(hearing) == before
    await hearing.say("周舟", "", "合影.jpg", **CHATTER)
    assert [piece.name for piece in await hearing.look(lambda work: work.pieces.find())] == ["合影.jpg"]
    await hearing.say("周舟", "完毕", **CHATTER)
    after = await rows(hearing)
    await hearing.say("周舟", "下午见", "午饭.jpg", **CHATTER)
    assert await rows(hearing) == after


async def test_files_that_follow_what_was_handed_in_or_announced_belong_to_it(hearing):
    for said, follows in ((("活动照片", "1.jpg"), "2.jpg"), (("活动照片稍后发",), "3.jpg")):
        await hearing.say("周舟", *said, **TO_BOT)
        await hearing.say("周舟", "", follows, **CHATTER)
        await hearing.wait(minutes=15)
        before = await rows(hearing)
        await hearing.say("周舟", "", "午饭.jpg", **CHATTER)
        assert await rows(hearing) == before
    names = [piece.name for piece in await hearing.look(lambda work: work.pieces.find())]
    assert names == ["1.jpg", "2.jpg", "3.jpg"]


async def test_a_group_that_is_new_is_heard_as_the_others_of_its_account(hearing):
    await hearing.say("温宁", "中午吃什么", **CHATTER)
    await hearing.say("周舟", "报送时间是哪天", chat="g-new", intake=Intake.ADDRESSED)
    assert await intake(hearing, "g-new") == "all"


async def test_a_group_in_which_the_bot_was_never_addressed_is_not_written_down(town):
    before = await rows(town)
    await town.say("温宁", "中午吃什么", chat="g-unknown", addressed=False, intake=Intake.ADDRESSED)
    assert await rows(town) == before
