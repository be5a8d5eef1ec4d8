"""A message that replies to an earlier one: to ours by the platform's id of it, to theirs with words and files."""

from __future__ import annotations

import pytest

from bot.playground import people
from storage import earlier
from storage.chat import ChatAddress, DeliveryKind, Reply, ReplyKind, Room
from storage.unit_of_work import Work
from tests.scenarios.conftest import Town

GROUP = "g-all"
REPORT = "6月12日我会在青溪广场举办科普宣讲，120人次参加，发放资料300份。"


async def pieces(town: Town) -> list:
    """What counts, of everything that was handed in."""
    return await town.look(lambda work: work.pieces.find(work.pieces.c.withdrawn_at.is_(None)))


async def withdrawn_photo(town: Town) -> None:
    """A photo that was handed in and taken back."""
    await town.say("周舟", "", "合影.jpg", message_id="photo")
    await town.wait(seconds=21)
    await town.say("周舟", "撤回")
    await town.say("周舟", "确认")
    await town.wait(minutes=15)
    assert await pieces(town) == []


async def test_a_reply_to_what_the_bot_said_is_known_by_the_platforms_id(town):
    def ask(work: Work) -> None:
        chat = work.chats.known(people.PLATFORM, people.PLATFORM, "p-周舟")
        work.say(chat.key, "brief/x", Reply(ReplyKind.ANSWER, ("要点",)), DeliveryKind.BRIEF)
        work.deliveries.change(work.deliveries.c.unique_key == "brief/x", state="sent", platform_id="om_1")

    await town.app.database.write(ask)
    at = ChatAddress(people.PLATFORM, people.PLATFORM, "p-周舟")
    found = await town.look(
        lambda work: (earlier.sent(work, at, "om_1").unique_key, earlier.is_known(work, at, "om_1"))
    )
    assert found == ("brief/x", True)
    elsewhere = ChatAddress(people.PLATFORM, people.PLATFORM, GROUP)
    assert not await town.look(lambda work: earlier.is_known(work, elsewhere, "om_1"))
    assert not await town.look(lambda work: earlier.is_known(work, at, ""))


async def test_a_photo_that_was_sent_before_is_handed_in_by_pointing_at_it(town):
    await withdrawn_photo(town)
    await town.say("周舟", "提交", replies_to="photo")
    await town.wait(seconds=21)
    (piece,) = await pieces(town)
    assert (piece.name, piece.kind) == ("合影.jpg", "image")
    assert town.last("周舟").startswith("已收到照片1张，回执号")


@pytest.mark.parametrize("text", ["这张照片可以吗？", "照片要横版的吗", "谢谢"])
async def test_to_ask_about_a_photo_is_not_to_hand_it_in(town, text):
    await withdrawn_photo(town)
    await town.say("周舟", text, replies_to="photo")
    await town.wait(seconds=21)
    assert await pieces(town) == []


async def test_what_was_sent_in_another_chat_cannot_be_pointed_at(town):
    await withdrawn_photo(town)
    await town.say("周舟", "提交", chat=GROUP, replies_to="photo")
    await town.wait(seconds=21)
    assert await pieces(town) == []


async def test_what_is_here_already_is_not_kept_twice_when_it_is_pointed_at(town):
    await town.say("周舟", "", "合影.jpg", message_id="photo")
    await town.wait(seconds=21)
    await town.wait(minutes=15)
    await town.say("周舟", "提交", replies_to="photo")
    await town.wait(seconds=21)
    assert [piece.duplicate_of is None for piece in await pieces(town)] == [True, False]
    assert town.last("周舟").startswith("这些材料此前已经收到，未重复登记")


async def test_a_text_is_handed_in_by_pointing_at_it(town):
    at_bot = {"chat": GROUP, "message_id": "report", "addressed": False}
    await town.say("周舟", REPORT, **at_bot)
    assert await pieces(town) == []
    await town.say("周舟", "提交", chat=GROUP, replies_to="report", quoted=REPORT)
    await town.wait(seconds=21)
    assert [(piece.kind, piece.text) for piece in await pieces(town)] == [("text", REPORT)]


async def test_the_name_of_the_bot_said_to_a_question_asks_it(town):
    await town.say("周舟", "报送时间是哪天", chat=GROUP, message_id="asked")
    (before,) = town.said(GROUP)[-1:]
    assert await town.say("温宁", "", chat=GROUP, replies_to="asked") != []
    assert "报送时间" in before


async def test_a_mark_of_secrecy_in_what_is_quoted_is_kept_nowhere(town):
    await town.say("周舟", "提交", quoted="机密★1年 某项工作", room=Room.PRIVATE)
    payload = await town.look(lambda work: work.inbox.find(limit=1)[0].payload)
    assert (payload["text"], payload.get("quoted", "")) == ("", "")
    assert "未接收、未保存" in town.last("周舟")
