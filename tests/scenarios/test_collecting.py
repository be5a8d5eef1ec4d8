"""「开始报送」 without 「完毕」: closed after two hours without another piece, with a receipt that says so."""

from __future__ import annotations

import pytest

from handlers.submissions.saying import begins

ZHOU = "周舟"


async def test_what_was_collected_is_receipted_when_nobody_says_that_it_is_all(town):
    await town.say(ZHOU, "开始报送")
    await town.say(ZHOU, "", "1.jpg")
    await town.wait(hours=1, minutes=59)
    await town.say(ZHOU, "", "2.jpg")
    await town.wait(hours=1, minutes=59)
    assert "回执号" not in town.last(ZHOU)
    await town.wait(minutes=2)
    said = town.last(ZHOU)
    assert said.startswith("已收到照片2张，回执号0904-001。")
    assert "2小时内没有收到“完毕”，先按已收到的出具回执；还有材料请直接发来。" in said


async def test_what_follows_joins_it_as_after_any_receipt(town):
    await town.say(ZHOU, "开始报送")
    await town.say(ZHOU, "", "1.jpg")
    await town.wait(hours=2, minutes=1)
    await town.say(ZHOU, "", "2.jpg")
    await town.wait(minutes=1)
    assert town.last(ZHOU).startswith("已补充，本次共照片2张，回执号0904-001。")
    assert "完毕" not in town.last(ZHOU)


async def test_where_nothing_came_the_collection_ends_with_a_word_and_no_receipt(town):
    await town.say(ZHOU, "开始报送")
    await town.wait(hours=2, minutes=1)
    assert town.last(ZHOU) == (
        "“开始报送”后2小时内没有收到材料，本次收集已结束。需要时请直接发送材料，或再次发送“开始报送”。"
    )
    (row,) = await town.look(lambda work: work.submissions.find())
    assert (row.state, row.receipt_no) == ("lapsed", None)
    assert await town.say(ZHOU, "完毕") != []


async def test_a_collection_that_is_ended_in_time_says_nothing_of_the_hours(town):
    await town.say(ZHOU, "开始报送")
    await town.say(ZHOU, "", "1.jpg")
    await town.say(ZHOU, "完毕")
    await town.wait(hours=3)
    (said,) = [text for text in town.said(f"p-{ZHOU}") if "已收到" in text]
    assert "2小时" not in said


@pytest.mark.parametrize(
    "words", ["开始报送", "现在开始交材料了", "交材料", "我要交材料", "我们来报送吧", "提交一下资料"]
)
def test_whoever_says_that_they_hand_in_begins_to(words):
    assert begins(words)


@pytest.mark.parametrize("words", ["提交", "交", "材料交了", "交材料了", "材料怎么交", "交材料的邮箱", "要报送材料吗"])
def test_who_points_at_something_tells_of_something_or_asks_does_not_begin(words):
    assert not begins(words)
