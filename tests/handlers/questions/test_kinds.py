"""What is no question: something is announced, taken back, asked of the ledger or for others, or told of oneself."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.asking import Desk, from_line
from bot.playground.example import notice_lines
from scheduler.workdays import WorkCalendar
from storage.notice.parser import read


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    desk = Desk(read(notice_lines()), WorkCalendar())
    yield desk
    desk.close()


@pytest.mark.parametrize(
    ("kinds", "texts"),
    [
        (
            ("clarify", "confirm"),
            ["总结第二版，以这个为准", "刚才漏了两张照片，现在补上", "昨天少发一段视频，这就补", "照片明天补"],
        ),
        (("confirm", "state"), ["发错文件了，删掉吧", "前一版作废", "上一版不算了吧"]),
        (
            ("state", "decline"),
            [
                "公布一下没交的学校",
                "别的公司都交啥了，给我看下",
                "收了几份了",
                "未交单位名单发一下",
                "帮我看看我们学会报上没",
            ],
        ),
        (("decline",), ["帮我润色一下这段话", "给我们扩写一下"]),
        (("answer",), ["上午能去报到吗", "6.8开会，10.25报上来算不算逾期", "附件几来着", "没交的话有什么后果"]),
    ],
)
def test_a_message_gets_the_kind_of_answer_that_its_speaker_expects(desk, kinds, texts):
    for text in texts:
        assert desk.answer(from_line({"id": "1", "text": text, "unit_type": "市级学会"})).kind in kinds, text


@pytest.mark.parametrize(
    ("text", "unit_type", "held"),
    [
        ("什么人联系，交到什么邮箱", "市级学会", ["57310318"]),
        ("总结的要求和时间发我", "市级学会", ["10月25日"]),
        ("我在云大，总结发谁", None, ["市科协学会服务中心"]),
        ("科学院的活动也从校科协报吗", "高校科协", ["市科协学会服务中心"]),
        ("通知的落款单位是谁", "市级学会", ["云江市科学技术协会"]),
        ("省里的通知文号", "市级学会", ["科协"]),
    ],
)
def test_words_that_only_some_use_ask_for_the_same(desk, text, unit_type, held):
    said = desk.answer(from_line({"id": "1", "text": text, "unit_type": unit_type})).text
    assert all(fact in said for fact in held), said
