"""How to send here: by what, how it is changed, what shows that it arrived, and who is reminded."""

from __future__ import annotations

from datetime import datetime

import pytest

from handlers.questions.answers import answer
from handlers.questions.asker import Asker
from scheduler.clock import BEIJING
from storage.chat import ReplyKind
from tests.invented import CHAIN


def _said(text: str) -> tuple[ReplyKind, str]:
    now = datetime(2024, 5, 9, 10, tzinfo=BEIJING)
    reply = answer(text, CHAIN, Asker(now=now, unit_type="企业科协")).reply
    assert reply is not None
    return reply.kind, reply.text


@pytest.mark.parametrize("text", ["交了怎么确认", "要等回执吗", "有回执吗", "怎么算交了"])
def test_what_arrived_is_shown_by_a_receipt(text: str) -> None:
    kind, told = _said(text)
    assert kind is ReplyKind.ANSWER
    assert "出具回执" in told
    assert "未写明" not in told


@pytest.mark.parametrize("text", ["明天提醒我", "下午三点提醒我一下", "能不能到时候提醒我一下"])
def test_reminders_come_by_themselves(text: str) -> None:
    assert _said(text) == (ReplyKind.ANSWER, "报送时间之前我会提醒尚缺材料的单位，无需另行设定；材料齐了即不再提醒。")


def test_a_receipt_that_did_not_come_is_looked_up() -> None:
    assert _said("没收到回执")[0] is ReplyKind.STATE


@pytest.mark.parametrize("text", ["怎么又提醒我", "不要再提醒我了"])
def test_who_is_reminded_too_often_asks_for_no_reminder(text: str) -> None:
    assert "无需另行设定" not in _said(text)[1]


@pytest.mark.parametrize("text", ["我想改一下刚才发的", "刚刚发的想换一份"])
def test_what_was_sent_is_changed_by_sending_it_again(text: str) -> None:
    assert "直接重发即可" in _said(text)[1]


@pytest.mark.parametrize("text", ["可以发微信吗", "微信发给你可以不", "用微信传行吗"])
def test_by_wechat_is_here(text: str) -> None:
    told = _said(text)[1]
    assert "请引用文件并@我" in told
    assert "微信" not in told


def test_a_sort_of_what_is_asked_for_is_told_by_all_of_it() -> None:
    assert "需报送" in _said("视频可以吗")[1]
