"""What is asked once the day may be over, and what is only promised below a notice."""

from __future__ import annotations

from datetime import datetime

import pytest

from handlers.questions.answers import answer
from handlers.questions.asker import Asker
from scheduler.clock import BEIJING
from storage.chat import DeliveryKind
from storage.notice.parser import read

NOTICE = read(
    """关于报送科普月活动情况的通知
各县（市、区）科协，有关学会：
请各单位于5月10日前登录科普月平台（http://kpy.example.org）填报活动情况，并将总结报送至市科协科普部。
联系人：陆明达，电话：7712345
白榆市科学技术协会
2024年4月2日""".splitlines()
)


def reply_to(text, day, quotes=None):
    now = datetime(2024, 5, day, 10, tzinfo=BEIJING)
    return answer(text, NOTICE, Asker(now=now, unit_type="县（市、区）科协", quotes=quotes)).reply


@pytest.mark.parametrize(
    "text",
    [
        "还有两个没提交 平台关了 能开个后门不",
        "漏报了一场 还能加进去吗",
        "能不能再开一下系统",
        "材料没报上来 还有机会不",
        "现在发还要不要了",
    ],
)
def test_whether_something_is_still_taken_is_told_with_the_day_that_is_over(text):
    reply = reply_to(text, 13)
    assert reply is not None
    assert "5月10日已过" in reply.text
    assert "7712345" in reply.text


@pytest.mark.parametrize(
    "text", ["好的，月底前组织学", "好的 8号前报上来", "收到，下周一之前给你们", "ok 5.9日前报", "知道了，端午前搞完"]
)
def test_a_promise_below_a_brief_is_not_answered(text):
    assert reply_to(text, 6, DeliveryKind.BRIEF) is None


@pytest.mark.parametrize("text", ["好的，20号前报", "收到，6号交可以吧", "好的 那报给谁"])
def test_what_is_asked_or_comes_too_late_below_a_brief_is(text):
    assert reply_to(text, 6, DeliveryKind.BRIEF) is not None
