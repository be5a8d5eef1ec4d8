from __future__ import annotations

import pytest

from handlers import teaching
from handlers.context import load
from scheduler.settings import PushSettings
from scheduler.workdays import WorkCalendar
from storage.chat import ReplyKind
from storage.chat_json import reply_from_json

ASKED = "照片能否用网盘链接？"


@pytest.fixture
def desk(town):
    town.publish()
    town.coordinator("沈竹")
    town.liaison("赵敏", "物理学会")
    return town


def _ask(town, who="赵敏", text=ASKED, chat=None):
    """Say something, and hand it to the coordinators as the answering part would."""
    town.hears(who, text, chat)
    row = town.work.inbox.find(order=town.work.inbox.c.id.desc(), limit=1)[0]
    return teaching.ask_coordinator(
        town.work, load(town.work, row, PushSettings(calendar=WorkCalendar())), text, "市科协学会部"
    )


def _known(town, campaign_id=1):
    return [(one.question, one.answer, one.by) for one in teaching.taught(town.work, campaign_id, ("市科协学会部",))]


def test_a_question_goes_to_its_coordinator_and_the_answer_back(desk):
    number = _ask(desk)
    assert f"【待答问题{number}】临江市物理学会问：{ASKED}" in desk.told("p-沈竹")[-1]
    assert "已转给提问人" in desk.hears("沈竹", f"回答 {number}：可以，链接请设为长期有效。")
    heard = desk.told("p-赵敏")[-1]
    assert "可以，链接请设为长期有效。（市科协学会部沈竹5月20日答复）" in heard


def test_a_question_brings_the_form_in_which_it_is_answered(desk):
    number = _ask(desk)
    row = desk.work.deliveries.find(desk.work.deliveries.c.kind == "question")[-1]
    form = reply_from_json(row.reply).form
    says = form.sentence({"answer": "可以，链接请设为长期有效。"})
    assert says == f"回答 {number}：可以，链接请设为长期有效。"
    assert "已转给提问人" in desk.hears("沈竹", says)
    assert form.sentence({"answer": " "}) is None


def test_the_answer_is_used_the_next_time(desk):
    number = _ask(desk)
    assert _known(desk) == []
    desk.hears("沈竹", f"回答{number}：可以。")
    assert _known(desk) == [(ASKED, "可以。", "沈竹")]
    assert _known(desk, campaign_id=2) == []


def test_a_reply_to_the_question_answers_it(desk):
    number = _ask(desk)
    key = f"question/{number}/{desk.chat('p-沈竹').key}"
    assert "已转给提问人" in desk.hears("沈竹", "可以。", quotes=key)


def test_who_asked_in_a_group_is_answered_in_private_if_possible(desk):
    number = _ask(desk, chat="大群")
    desk.hears("沈竹", f"回答 {number}：可以。")
    assert "可以。" in desk.told("p-赵敏")[-1]
    other = _ask(desk, who="路人", chat="大群")
    desk.hears("沈竹", f"回答 {other}：可以。")
    assert "可以。" in desk.told("大群")[-1]


def test_only_the_offices_coordinator_answers(desk):
    number = _ask(desk)
    desk.coordinator("何明月", "市科协组宣部")
    assert desk.say("何明月", f"回答 {number}：不行。").kind is ReplyKind.DECLINE
    desk.hears("赵敏", f"回答 {number}：不行。")
    assert _known(desk) == []
    assert "没有编号为99" in desk.hears("沈竹", "回答 99：好")
    assert "不超过1000字" in desk.hears("沈竹", f"回答 {number}：" + "字" * 1001)


def test_open_questions_are_listed(desk):
    assert "没有未答" in desk.hears("沈竹", "未答问题")
    number = _ask(desk)
    assert f"{number}. {ASKED}（5月20日）" in desk.hears("沈竹", "有哪些未答问题")
    assert desk.say("沈竹", "未答问题", "大群").kind is ReplyKind.DECLINE


def test_a_question_without_a_way_back_is_still_kept(desk):
    number = desk.work.questions.add(campaign_id=1, office="市科协学会部", text=ASKED, asked_at=desk.work.now)
    assert "联系不上" in desk.hears("沈竹", f"回答 {number}：可以。")
    assert _known(desk)
