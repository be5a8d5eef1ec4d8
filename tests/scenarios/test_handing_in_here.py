"""How to hand in is said for the chat in which it is read: what of it reaches the bot, and who reads along."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from bot.playground import people
from bot.web import render
from bot.web.history import Entry
from storage.chat import Intake, Room
from storage.unit_of_work import Work
from tests.scenarios.conftest import START, open_town

PAGE = "https://baosong.example"


def own_group(work: Work, intake: Intake) -> tuple[str, str]:
    """Let what reaches the bot in one unit's own group be so much; return that group and its liaison."""
    chat = work.chats.having(room=Room.UNIT_GROUP.value)[0]
    work.chats.set(chat.key, intake=intake.value)
    binding = work.bindings.having(unit_id=chat.unit_id)[0]
    return chat.external, work.members.get(binding.member_id).user


def only_in_group(work: Work, intake: Intake) -> str:
    """The same of a unit whose people cannot be written to in private."""
    group, liaison = own_group(work, intake)
    private = work.chats.known(people.PLATFORM, people.PLATFORM, f"p-{liaison}")
    work.chats.set(private.key, lost_at=work.now)
    return group


@pytest.fixture
async def served(tmp_path: Path):
    """The bot with a page that has a public address."""
    async with open_town(tmp_path, server={"public_url": PAGE}) as town:
        yield town


@pytest.mark.parametrize("words", ["怎么交材料？", "帮助", "开始报送"])
async def test_where_plain_photos_do_not_arrive_one_line_says_how(town, words):
    group, liaison = await town.app.database.write(partial(own_group, intake=Intake.ADDRESSED))
    (said,) = await town.say(liaison, words, chat=group, intake=Intake.ADDRESSED)
    (line,) = [line for line in said.split("\n") if "一条消息里@我" in line]
    assert "引用并@我" in line
    assert "超过两张请私聊本助手或打开单位页面（@我发送“页面”可取二维码）" in line
    assert "直接发给我" not in said


async def test_in_a_group_of_many_units_the_code_is_had_in_private(town):
    (said,) = await town.say("周舟", "怎么交材料？", chat="w1", intake=Intake.ADDRESSED)
    assert "（私聊我发送“页面”可取二维码）" in said


async def test_where_everything_arrives_nothing_changes(town):
    (said,) = await town.say("周舟", "怎么交材料？", chat="w1")
    assert "材料较多时请私聊本助手或打开单位页面发送" in said
    assert "二维码" not in said


async def test_what_was_only_announced_is_said_to_be_not_there_with_the_way_to_send_it(town):
    group, liaison = await town.app.database.write(partial(own_group, intake=Intake.ADDRESSED))
    await town.say(liaison, "工作总结和照片发了，请查收", chat=group, intake=Intake.ADDRESSED)
    await town.wait(seconds=30)
    assert town.said(group)[-1].startswith("没有收到附件，以回执为准。")
    assert "引用并@我" in town.said(group)[-1]


async def test_what_is_told_in_private_of_a_hand_in_of_the_group_is_worded_for_private(town):
    await town.say("周舟", "照片", "a.jpg", chat="w1", intake=Intake.ADDRESSED)
    await town.wait(seconds=30)
    assert town.said("w1")[-1].endswith("详情已私信。")
    assert "尚缺" in town.last("周舟")
    assert "@我" not in town.last("周舟")


async def test_a_receipt_with_a_gap_says_how_the_rest_comes(town):
    group, liaison = await town.app.database.write(partial(own_group, intake=Intake.ADDRESSED))
    await town.say(liaison, "照片", "a.jpg", chat=group, intake=Intake.ADDRESSED)
    await town.wait(seconds=30)
    received, missing, how, *_ = town.said(group)[-1].split("\n")
    assert received.startswith("已收到")
    assert missing.startswith("尚缺")
    assert "引用并@我" in how
    await town.say(liaison, "", "b.jpg")
    await town.wait(seconds=30)
    assert "引用并@我" not in town.last(liaison)


@pytest.mark.parametrize("intake", [Intake.ALL, Intake.ADDRESSED, Intake.NOTHING])
async def test_a_reminder_in_a_group_asks_for_nothing_that_would_not_be_heard(town, intake):
    group = await town.app.database.write(partial(only_in_group, intake=intake))
    await town.until(10, 30)
    reminders = [sent.reply for sent in town.platform.sent if sent.address.chat == group and "尚缺" in sent.reply.text]
    assert len(reminders) >= 2
    for reply in reminders:
        assert ("引用并@我" in reply.text) is (intake is Intake.ADDRESSED)
        assert ("本群只发通知" in reply.text) is (intake is Intake.NOTHING)
        assert ("请@我回复“已发邮箱”" in reply.text) is (intake is Intake.ADDRESSED)
        assert ("已发邮箱" in reply.text) is bool(reply.buttons) is (intake is not Intake.NOTHING)
    assert ("直接回复本消息" in reminders[0].text) is (intake is Intake.ALL)


async def test_a_page_is_given_in_private_with_a_code_that_is_its_link(served):
    (said,) = await served.say("周舟", "页面")
    reply = served.platform.sent[-1].reply
    assert reply.qr.startswith(f"{PAGE}/u/")
    assert reply.qr in said


async def test_a_unit_s_own_group_gets_the_unit_s_link_and_not_a_person_s(served):
    group, liaison = await served.app.database.write(partial(own_group, intake=Intake.ADDRESSED))
    for _ in range(2):
        await served.say(liaison, "页面", chat=group, intake=Intake.ADDRESSED)
    first, second = (sent.reply for sent in served.platform.sent[-2:])
    assert first.qr.startswith(f"{PAGE}/u/")
    assert first.qr != second.qr
    holders = await served.look(lambda work: {link.member_id for link in work.page_links.find()})
    (holder,) = holders
    member, bound = await served.look(
        lambda work: (work.members.get(holder), work.bindings.of_member(holder, work.now))
    )
    assert member.user.startswith("group-")
    assert [one.bound_by for one in bound] == ["单位群链接"]


async def test_a_group_of_many_units_gets_no_link(served):
    (said,) = await served.say("周舟", "页面", chat="w1")
    assert "私聊本助手索取" in said
    assert served.platform.sent[-1].reply.qr == ""
    assert await served.look(lambda work: work.page_links.find()) == []


async def test_a_page_shows_the_code_as_a_picture_that_leads_nowhere_else(served):
    await served.say("周舟", "页面")
    sent = served.platform.sent[-1]
    shown = render.entry(render.environment(), Entry("k", START, "", own=False, reply=sent.reply), "/files")["html"]
    assert shown.count("<svg") == 1
    assert "<path" in shown
    assert "<script" not in shown
