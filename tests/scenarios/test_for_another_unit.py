"""代报: what a liaison hands in for another unit counts for nobody until that unit says that it is theirs."""

from __future__ import annotations

from storage.editions import notice_of
from storage.standing import standings
from tests.scenarios.conftest import SOCIETIES

LIANG, SONG, WEN, ZHOU = "梁柏", "宋祁", "温宁", "周舟"
ACADEMY = "云江理工学院科学技术协会"


async def held(town, unit: str) -> dict:
    def of(work):
        campaign = work.campaigns.last()
        return {one.unit.name: dict(one.received) for one in standings(work, campaign, notice_of(work, campaign))}

    return (await town.look(of))[unit]


async def test_it_waits_for_that_unit_though_an_own_hand_in_is_open(town):
    await town.say(LIANG, "交材料", "总结.docx", "现场.jpg")
    await town.wait(minutes=1)
    await town.say(LIANG, "替理工科协交一下照片", "理工1.jpg", "理工2.jpg")
    await town.wait(minutes=1)
    assert town.last(LIANG) == f"已收到代【{ACADEMY}】发来的照片2张，回执号0904-002，待该单位确认后登记在其名下。"
    assert "是贵单位的材料请回复“是我们的 0904-002”" in town.last(SONG)
    assert await held(town, ACADEMY) == {}
    (said,) = await town.say(SONG, "是我们的 0904-002")
    assert said == "已登记在贵单位名下，回执号0904-002。\n尚缺：活动总结。"
    assert await held(town, ACADEMY) == {"影像资料": 2}
    assert await held(town, "云江市机械工程学会") == {"活动总结": 1, "影像资料": 1}
    assert town.last(LIANG) == f"{ACADEMY}已确认，回执号0904-002的材料登记在其名下。"


async def test_only_that_unit_can_say_so_and_it_can_say_no(town):
    await town.say(LIANG, "替理工科协交一下照片", "理工1.jpg")
    await town.wait(minutes=1)
    (said,) = await town.say(WEN, "是我们的 0904-001")
    assert said == "没有等待贵单位确认的代报材料，请核对回执号。"
    (listed,) = await town.say(f"{SOCIETIES}统筹", "待认领")
    assert f"梁柏发来照片1张，称代{ACADEMY}报送，待其确认" in listed
    await town.say(SONG, "不是我们的 0904-001")
    assert await held(town, ACADEMY) == {}
    assert "不是该单位的材料，尚未登记" in town.last(LIANG)
    (listed,) = await town.say(f"{SOCIETIES}统筹", "待认领")
    assert "回执号0904-001" in listed


async def test_what_follows_an_announcement_is_the_other_units(town):
    (said,) = await town.say(WEN, "帮气象学会报一份总结")
    assert said == "请发送【云江市气象学会】的材料，发完请回复“完毕”；待该单位确认后登记在其名下。"
    await town.say(WEN, "", "气象总结.docx")
    await town.say(WEN, "完毕")
    await town.wait(minutes=1)
    assert "代【云江市气象学会】发来的活动总结1份" in town.last(WEN)
    assert await held(town, "云江市护理学会") == {}


async def test_what_just_came_is_said_to_be_anothers(town):
    await town.say(WEN, "开始报送")
    await town.say(WEN, "", "1.jpg", "2.jpg")
    assert await town.say(WEN, "这是气象学会的") == []
    await town.say(WEN, "完毕")
    await town.wait(minutes=1)
    assert await held(town, "云江市护理学会") == {}
    await town.say(ZHOU, "对，是我们的", quotes=f"proxy_asked/1/6/{await chat_of(town, ZHOU)}")
    assert await held(town, "云江市气象学会") == {"影像资料": 2}


async def chat_of(town, who: str) -> int:
    return await town.look(lambda work: work.chats.known("playground", "playground", f"p-{who}").key)


async def test_in_a_group_of_many_units_only_that_something_came_is_said(town):
    await town.say("贺川", "替青溪科协交总结", "青溪总结.docx", chat="g-all")
    await town.wait(minutes=1)
    assert town.said("g-all")[-1] == "已收到【青溪区科学技术协会】材料，回执号0904-001，详情已私信。"
    assert "待该单位确认" in town.last("贺川")


async def test_an_event_with_another_is_heard_beside_its_pictures(town):
    (said,) = await town.say("许言", "这是和理工科协一起办的", "合影.jpg")
    assert said.startswith(f"已记录，并请{ACADEMY}确认")
    await town.wait(minutes=1)
    assert await held(town, "云江大学科学技术协会") == {"影像资料": 1}
