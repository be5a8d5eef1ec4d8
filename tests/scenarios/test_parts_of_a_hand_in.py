"""Pictures of a hand-in one by one: what they show is corrected by their numbers, one of them is taken back."""

from __future__ import annotations

import pytest

from tests.scenarios.conftest import SOCIETIES

ZHOU = "周舟"


@pytest.fixture
async def receipted(town):
    """A summary and two pictures, with their receipt."""
    await town.say(ZHOU, "交材料", "活动总结.docx", "现场.jpg", "讲座.jpg")
    await town.wait(minutes=1)
    assert "回执号0904-001" in town.last(ZHOU)
    return town


async def captions(town) -> list[str]:
    pieces = await town.look(lambda work: work.pieces.of_submission(1))
    return [one.caption for one in pieces if one.kind == "image"]


async def held(town) -> list[str]:
    pieces = await town.look(lambda work: work.pieces.of_submission(1))
    return [one.name for one in pieces if one.withdrawn_at is None]


@pytest.mark.parametrize(
    "said",
    [
        "第2张说明改成市民参观",
        "第二张改一下说明：市民参观",
        "把第2张的说明改为市民参观",
        "照片2的说明写错了，应该是市民参观",
        "最后一张是市民参观",
    ],
)
async def test_what_a_picture_shows_is_corrected_by_its_number(receipted, said):
    (answer,) = await receipted.say(ZHOU, said)
    assert answer == "已记录说明，回执号0904-001：第2张“市民参观”。"
    assert await captions(receipted) == ["", "市民参观"]


async def test_several_pictures_are_told_at_once_and_all_of_them_together(receipted):
    await receipted.say(ZHOU, "照片1是开幕式，照片2是讲座")
    assert await captions(receipted) == ["开幕式", "讲座"]
    await receipted.say(ZHOU, "这两张照片都是9月3日在广场拍的")
    assert await captions(receipted) == ["开幕式，9月3日在广场拍的", "讲座，9月3日在广场拍的"]


async def test_a_reply_to_the_receipt_is_about_its_hand_in_whatever_came_since(receipted):
    await receipted.wait(minutes=15)
    await receipted.say(ZHOU, "", "合影.jpg")
    await receipted.wait(minutes=15)
    await receipted.say(ZHOU, "第1张说明改成启动仪式", quotes="receipt/1")
    assert await captions(receipted) == ["启动仪式", ""]


async def test_a_number_that_no_picture_has_is_said_to_be_none(receipted):
    (answer,) = await receipted.say(ZHOU, "第3张说明改成合影")
    assert answer == "回执号0904-001共有照片、视频2份，没有这一张，请核对后再说一次。"
    assert await captions(receipted) == ["", ""]


@pytest.mark.parametrize("said", ["第二张照片不要了", "删掉照片2", "把第2张撤了", "撤回最后一张"])
async def test_one_picture_is_taken_back_after_a_yes_and_the_rest_stays(receipted, said):
    (asked,) = await receipted.say(ZHOU, said)
    assert "将撤回回执号0904-001中的照片1张（讲座.jpg），其余保留。" in asked
    await receipted.say(ZHOU, "确认")
    assert await held(receipted) == ["活动总结.docx", "现场.jpg"]


async def test_what_is_said_to_stay_is_not_taken_back(receipted):
    (asked,) = await receipted.say(ZHOU, "总结撤回，照片留着")
    assert "中的活动总结1份（活动总结.docx）" in asked
    (dropped,) = await receipted.say(ZHOU, "算了不撤了")
    assert dropped == "已取消，未作任何改动。"
    assert len(await held(receipted)) == 3


async def test_in_a_group_of_many_units_nothing_of_what_is_taken_back_is_named(town):
    await town.say(ZHOU, "交总结", "活动总结.docx", chat="g-all")
    await town.wait(minutes=1)
    (asked,) = await town.say(ZHOU, "撤回", chat="g-all")
    assert asked.startswith("将撤回回执号0904-001的材料。")
    assert await town.say("温宁", "撤回", chat="g-all") == ["请私聊本助手或打开单位页面办理。"]


async def test_an_event_of_two_units_is_said_in_everyday_words(receipted):
    (answer,) = await receipted.say(ZHOU, "和护理学会一起搞的")
    assert answer.startswith("已记录，并请云江市护理学会确认")


async def test_numbers_alone_do_where_a_hand_in_is_spoken_of(receipted):
    await receipted.say(ZHOU, "1：开幕式 2：讲座")
    assert await captions(receipted) == ["开幕式", "讲座"]
    await receipted.say(ZHOU, "两张都是9月3日拍的")
    assert await captions(receipted) == ["开幕式，9月3日拍的", "讲座，9月3日拍的"]
    (said,) = await receipted.say(ZHOU, "属于科普同行")
    assert "条目为举办“科普同行”集中服务活动" in said


async def test_what_comes_after_a_return_is_a_hand_in_of_its_own(receipted):
    desk = f"{SOCIETIES}统筹"
    await receipted.say(desk, "退回 0904-001 没盖章")
    await receipted.wait(minutes=1)
    await receipted.say(ZHOU, "已盖章重新发", "总结盖章版.docx")
    await receipted.wait(minutes=1)
    assert "已收到活动总结1份，回执号0904-002。\n活动总结已更新为第2版" in receipted.last(ZHOU)
    (said,) = await receipted.say(ZHOU, "通过了吗")
    assert "回执号0904-001：已退回，原因：没盖章。此后已收到回执号0904-002。" in said


async def test_what_joins_an_accepted_hand_in_is_looked_at_anew(receipted):
    desk = f"{SOCIETIES}统筹"
    await receipted.say(desk, "认可 0904-001")
    await receipted.say(ZHOU, "再补一张", "合影.jpg")
    await receipted.wait(minutes=1)
    (listed,) = await receipted.say(desk, "待审的有哪些")
    assert "0904-001　云江市气象学会：活动总结1份、照片3张" in listed


async def test_a_question_about_taking_back_is_dropped_with_any_words_after_it(receipted):
    await receipted.say(ZHOU, "附件发错了，不是这个")
    assert await receipted.say(ZHOU, "算了，就用这个吧") == ["已取消，未作任何改动。"]
