"""What a notice leaves open is said plainly, and every ask of a message is answered."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.playground.example import notice_lines
from handlers.questions.answers import answer
from handlers.questions.asker import Asker
from scheduler.clock import BEIJING
from storage.notice.parser import read
from tests.invented import told

EXAMPLE = read(notice_lines())
COUNTY, SOCIETY, SCHOOL, FIRM = "县（市、区）科协", "市级学会", "高校科协", "企业科协"


@pytest.mark.parametrize(
    "text",
    [
        "寄出去那天算还是你们签收那天算",
        "以发邮件的时间为准还是以你们收到为准",
        "25号是按我们发出的时间算，还是按收到的时间算",
        "按投递的日子算还是按签收的日子算呀",
    ],
)
def test_which_day_counts_is_left_open(text):
    said = told(text, EXAMPLE, SCHOOL)
    assert "未写明以寄出还是收到" in said
    assert "通知原文" not in said


@pytest.mark.parametrize(
    "text",
    [
        "才翻到这个通知，现在补给谁，还要不要",
        "现在才看见通知 还补得上吗",
        "刚刚看到文，已经过了，还收伐",
        "今日先睇到份通知，仲交得唔得",
        "25号交不了怎么办",
    ],
)
def test_who_found_the_notice_late_is_told_who_decides(text):
    reply = answer(text, EXAMPLE, Asker(now=datetime(2024, 10, 30, 10, tzinfo=BEIJING), unit_type=FIRM)).reply
    assert reply is not None
    assert "10月25日已过" in reply.text
    assert "57310318" in reply.text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("請問聯絡電話係幾多 要交啲咩", ("57310318", "活动总结")),
        ("電話幾多 交咩嘢", ("57310318", "活动总结")),
        ("几时交 交乜野 交畀边个", ("10月25日", "活动总结", "学会服务中心")),
    ],
)
def test_every_ask_of_one_message_is_answered(text, wanted):
    said = told(text, EXAMPLE, SCHOOL)
    assert all(one in said for one in wanted), said
