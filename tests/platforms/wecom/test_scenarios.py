"""One campaign on each of WeCom's surfaces, as far as it can carry it: private, in a unit's group, in one of many units."""

from __future__ import annotations

import pytest

from tests.platforms.double import File
from tests.platforms.wecom.city import DESK, GU, SHARED, UNIT, UNITS, WEN, ZHOU, open_city
from tests.scenarios.papers import NOTICE

DEADLINE = "10月25日"


private = pytest.mark.parametrize("city", ["long", "called", "app"], indirect=True)
"""Where a person can be spoken with alone."""

groups = pytest.mark.parametrize("city", ["long", "called"], indirect=True)
"""Where a group is heard: only robots hear any."""

speaking = pytest.mark.parametrize("city", ["long", "called", "webhook"], indirect=True)
"""Where a group is spoken to."""

everywhere = pytest.mark.parametrize("city", ["long", "called", "app", "webhook"], indirect=True)
both = pytest.mark.parametrize("chat", [SHARED, UNIT])
"""Both kinds of group: of many units, and of one."""


@pytest.fixture
async def city(request, tmp_path, unused_tcp_port):
    async with open_city(request.param, tmp_path, unused_tcp_port) as city:
        yield city
        assert city.wecom.faults == [], "WeCom refused, cut or dropped something"
        assert [heard.links for heard in city.wecom.everything() if heard.links] == []


@private
async def test_a_question_is_answered_in_private(city):
    (answer,) = await city.say(ZHOU, "我们什么时候交")
    assert DEADLINE in answer


@groups
@both
async def test_a_question_is_answered_in_both_kinds_of_group(city, chat):
    (answer,) = await city.say(WEN, "我们什么时候交", chat=chat)
    assert DEADLINE in answer
    before = len(city.heard(chat))
    await city.say(WEN, "我们什么时候交", chat=chat, at=False)
    assert len(city.heard(chat)) == before, "who does not call it is not answered"


@private
async def test_a_burst_in_private_is_one_receipt(city):
    for name in ("a.jpg", "b.jpg", "工作总结.docx"):
        await city.post(ZHOU, name)
    await city.wait(seconds=30)
    receipts = [text for text in city.heard(ZHOU) if "回执号0904-001" in text]
    assert len(receipts) == 1
    assert "照片2张" in receipts[0]


@groups
@both
async def test_photos_with_a_text_and_quoted_files_are_handed_in_from_both_kinds_of_group(city, chat):
    await city.say(WEN, "活动照片", "a.jpg", "b.jpg", chat=chat)
    summary, seen = await city.post(WEN, "工作总结.docx", chat=chat)
    assert (seen, summary.is_delivered) == ([], False), "a plain file reaches nobody"
    await city.say(WEN, "这是总结", chat=chat, quoting=summary)
    await city.wait(seconds=30)
    assert "0904-001" in city.last(chat)
    detail = city.last(WEN if chat == SHARED else chat)
    assert "照片2张" in detail
    assert "总结1份" in detail


@private
async def test_what_is_announced_and_did_not_come_is_said_not_to_be_there(city):
    await city.say(ZHOU, "工作总结已发，见上一条附件")
    await city.wait(seconds=30)
    assert "没有收到附件" in city.last(ZHOU)


@groups
async def test_in_a_group_it_is_said_how_to_hand_in_there(city):
    await city.say(WEN, "工作总结已发，见上一条附件", chat=UNIT)
    await city.wait(seconds=30)
    assert "引用" in city.last(UNIT)


@private
async def test_a_newer_summary_takes_the_place_of_the_older(city):
    await city.post(ZHOU, "工作总结.docx")
    await city.wait(minutes=15)
    await city.post(ZHOU, "工作总结（修改）.docx")
    await city.wait(seconds=30)
    assert "第2版" in city.last(ZHOU)


@private
async def test_a_hand_in_is_withdrawn_by_its_button_or_its_sentence(city):
    await city.post(ZHOU, "a.jpg")
    await city.wait(seconds=30)
    if cards := city.wecom.cards(ZHOU):
        assert "将撤回" in "".join(await city.click(cards[-1], "撤回"))
    else:
        assert "将撤回" in (await city.say(ZHOU, "撤回 0904-001"))[-1]
    assert "已撤回" in (await city.say(ZHOU, "确认"))[-1]


@private
async def test_only_who_owes_is_reminded_and_of_what_is_missing(city):
    for name in ("a.jpg", "工作总结.docx"):
        await city.post(WEN, name)
    await city.post(ZHOU, "a.jpg")
    await city.until(10, 18, 9, 45)
    (reminder,) = (text for text in city.heard(ZHOU) if "还有5个工作日" in text)
    assert "尚缺：活动总结" in reminder
    assert not any("还有5个工作日" in text for text in city.heard(WEN))


@everywhere
async def test_each_office_has_its_digest(city):
    await city.until(9, 5, 9, 30)
    where = DESK if city.speaks_in_groups else GU
    assert any("日报" in text for text in city.heard(where)), city.wecom.transcript(where)


@speaking
async def test_the_brief_goes_to_every_group_once(city):
    for chat in (SHARED, UNIT):
        assert len([text for text in city.heard(chat) if "报送要点" in text]) == 1


@private
async def test_a_coordinator_publishes_a_file(city):
    said = await city.wecom.post(GU, "file", File("通知.txt", NOTICE.encode()), to=city.hearing)
    await city.settled(said)
    assert "9月27日（星期五）前" in city.last(GU)
    await city.say(GU, "确认发布")
    assert "已发布" in "".join(await city.say(GU, "新活动"))
    await city.wait(minutes=5)
    if city.speaks_in_groups:
        assert "临科协〔2024〕31号" in city.last(SHARED)


@private
async def test_a_coordinators_commands_are_done_and_answered(city):
    assert "应报" in (await city.say(GU, "进度"))[-1]
    said = "".join(await city.say(GU, f"{UNITS[ZHOU]}延期到10月30日"))
    if "确认" in said:
        said = "".join(await city.say(GU, "确认"))
    assert "10月30日" in said
    assert "10月30日" in (await city.say(ZHOU, "我们什么时候交"))[-1]


@private
async def test_a_ledger_comes_as_a_file(city):
    await city.say(GU, "导出台账")
    assert city.wecom.heard(GU)[-1].file.name.endswith("台账.xlsx")


@speaking
async def test_a_reminder_in_a_units_group_calls_its_liaison_where_that_can_be_done(city):
    await city.app.database.write(lose_private_chats)
    await city.until(10, 18, 9, 45)
    (reminder,) = (one for one in city.wecom.heard(UNIT) if "还有5个工作日" in one.text)
    assert reminder.mentions == ([WEN] if city.surface == "called" else [])
    assert not any("还有5个工作日" in text for text in city.heard(SHARED))


def lose_private_chats(work):
    """Let nobody be reached in private, so that the next rung of the ladder is taken."""
    work.chats.change(work.chats.c.room == "private", lost_at=work.now)
