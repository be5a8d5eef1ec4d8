"""Cards as people use them on Feishu: the menu, the hand-in's form, the digest, the lists, the review, the question."""

from __future__ import annotations

import pytest

from tests.platforms.city import DESK, GU, SHARED, UNITS, WEN, ZHOU
from tests.platforms.feishu.city import open_city
from tests.scenarios.papers import NOTICE


@pytest.fixture(params=["long", "called"])
async def city(request, tmp_path, unused_tcp_port):
    async with open_city(request.param, tmp_path, unused_tcp_port) as city:
        yield city
        assert not city.double.faults


long_only = pytest.mark.parametrize("city", ["long"], indirect=True)


async def press(city, card, label, **more):
    """Press a button; return the toast and what is seen in the chat from then on."""
    before = len(city.double.heard(city.where(card)))
    clicked = await city.double.click(card, label, **more)
    await city.app.settle()
    assert clicked.code == 0
    return clicked.toast, city.double.heard(city.where(card))[before:]


async def test_a_greeting_offers_questions_and_stays_when_one_is_asked(city):
    await city.say(ZHOU, "你好")
    menu = city.double.cards(ZHOU)[-1]
    for label, part in (("什么时候交", "10月25日"), ("还差什么", "尚缺"), ("联系人是谁", "57310318")):
        toast, seen = await press(city, menu, label)
        assert toast
        assert part in seen[-1].text
        assert label in menu.buttons()


async def test_in_a_group_of_many_units_the_menu_answers_whoever_presses_it(city):
    await city.say(WEN, "你好", chat=SHARED)
    menu = city.double.cards(SHARED)[-1]
    assert "我交了什么" not in menu.buttons()
    _, seen = await press(city, menu, "什么时候交", by=ZHOU)
    assert "10月25日" in seen[-1].text
    assert len(menu.buttons()) == 4


async def test_what_came_is_described_by_the_form_on_its_receipt(city):
    await city.post(ZHOU, "a.jpg")
    await city.wait(seconds=30)
    receipt = city.double.cards(ZHOU)[-1]
    assert {"撤回", "补充", "登记说明"} <= set(receipt.buttons())
    caption = next(name for name, field in receipt.fields().items() if field["tag"] == "input")
    toast, _ = await press(city, receipt, "登记说明", form={caption: "9月20日在中心广场义诊"})
    assert toast
    pieces = await city.look(lambda work: work.pieces.find())
    assert [piece.caption for piece in pieces] == ["9月20日在中心广场义诊"]
    await city.wait(seconds=10)
    assert list(receipt.buttons()) == ["撤回", "补充"], "what is described can still be withdrawn and added to"
    assert receipt.fields() == {}


async def test_a_coordinator_works_through_the_digest(city):
    await city.say(ZHOU, "已发邮箱")
    await city.until(9, 5, 9, 5)
    digest = city.double.cards(DESK)[-1]
    assert digest.card["body"]["elements"][0]["tag"] == "img"
    _, seen = await press(city, digest, "缺交名单", by=GU)
    assert any(one["tag"] == "table" for one in seen[-1].elements())
    assert f"未见 {UNITS[ZHOU]}" in digest.buttons()
    toast, seen = await press(city, digest, f"未见 {UNITS[ZHOU]}", by=GU)
    assert "按未报继续提醒" in toast + seen[-1].text
    await city.wait(seconds=10)
    assert f"未见 {UNITS[ZHOU]}" not in digest.buttons()
    assert "缺交名单" in digest.buttons()
    assert "已核对" in digest.text


@long_only
async def test_a_notice_is_published_from_its_preview_which_then_offers_nothing_any_more(city):
    await city.post(GU, "通知.txt", data=NOTICE.encode())
    preview = city.double.cards(GU)[-1]
    assert "不能撤销" in preview.buttons()["确认发布"]["confirm"]["text"]["content"]
    _, (question,) = await press(city, preview, "确认发布", by=GU)
    assert list(question.buttons()) == ["修改", "新活动"]
    toast, _ = await press(city, question, "新活动", by=GU)
    assert "已发布" in toast
    await city.wait(minutes=5)
    assert "已经发布" in preview.text
    assert preview.buttons() == {}
    assert "临科协〔2024〕31号" in city.last(SHARED)


@long_only
async def test_the_call_list_is_a_table_with_what_can_be_done_next(city):
    await city.until(10, 25, 14, 5)
    calls = city.double.cards(DESK)[-1]
    assert [one["tag"] for one in calls.elements()].count("table") == 1
    assert {UNITS[ZHOU], UNITS[WEN]} <= set(calls.text.split("\n"))
    assert "13800000006" in calls.text
    toast, seen = await press(city, calls, "触达情况", by=GU)
    assert toast
    assert seen


async def test_a_hand_in_is_returned_by_the_form_below_it(city):
    await city.post(ZHOU, "a.jpg")
    await city.wait(seconds=30)
    receipt = city.double.cards(ZHOU)[-1]
    await city.say(GU, f"{UNITS[ZHOU]}交了什么", chat=DESK)
    review = city.double.cards(DESK)[-1]
    assert list(review.buttons()) == ["接收", "退回"]
    toast, _ = await press(city, review, "退回", by=GU, form={"why": "照片看不清"})
    assert "照片看不清" in toast
    await city.wait(minutes=15)
    assert any("请补正：照片看不清" in text for text in city.heard(ZHOU))
    assert "已退回" in receipt.text
    assert receipt.buttons() == {}


async def test_a_question_is_answered_on_its_card(city):
    await city.say(ZHOU, "活动用的桌布颜色有统一规定吗")
    await city.wait(minutes=5)
    question = next(one for one in city.double.cards(DESK) if "待答" in one.text)
    toast, _ = await press(city, question, "答复", by=GU, form={"answer": "没有统一规定"})
    assert "已转给提问人" in toast
    await city.wait(minutes=1)
    assert any("没有统一规定" in text for text in city.heard(ZHOU))


async def test_who_clicks_decides_what_may_be_done_and_not_whose_card_it_is(city):
    await city.post(ZHOU, "a.jpg")
    await city.wait(seconds=30)
    await city.say(GU, f"{UNITS[ZHOU]}交了什么", chat=DESK)
    review = city.double.cards(DESK)[-1]
    before = review.text
    refused, _ = await press(city, review, "接收", by=WEN)
    assert "已认可" not in refused
    assert review.text == before
    accepted, _ = await press(city, review, "接收", by=GU)
    assert "已认可" in accepted
    assert "接收" not in review.buttons()
