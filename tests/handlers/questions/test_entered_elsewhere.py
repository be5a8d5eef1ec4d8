"""Entering for something else, or a place there, is no question of a notice that does not speak of it."""

from __future__ import annotations

from datetime import datetime

import pytest

from handlers.questions.answers import answer
from handlers.questions.asker import Asker
from scheduler.clock import BEIJING
from storage.chat import ReplyKind
from storage.notice.parser import read

_HEAD = "各县（市、区）科协，各有关企业：\n现就有关事项通知如下："
_TAIL = "联系人：陆明达，电话：7712345\n白榆市科学技术协会\n2024年4月2日"


def notice_of(title, body):
    return read(f"关于{title}的通知\n{_HEAD}\n{body}\n{_TAIL}".splitlines())


CONTEST = notice_of(
    "举办白榆市第三届航模大赛", "一、报名\n各单位于5月20日前完成大赛网上报名，将参赛作品报送至市科协科普部。"
)
PLACES = notice_of("举办科普讲师研修班", "一、名额\n每个单位推荐2名学员，于5月20日前将名单报送至市科协科普部。")
NOW = datetime(2024, 4, 8, 10, tzinfo=BEIJING)


def kind_of(text, notice):
    reply = answer(text, notice, Asker(now=NOW, unit_type="有关企业")).reply
    assert reply is not None
    return reply.kind


@pytest.mark.parametrize(
    "text",
    [
        "围棋比赛报名几号截止",
        "ABCD报名几时开始",
        "花匠计划几月选拔",
        "疗休养名额还有没",
        "陶艺研学还有名额吗",
        "援藏还要人吗",
    ],
)
def test_what_is_entered_for_elsewhere_is_declined(text):
    assert kind_of(text, CONTEST) is ReplyKind.DECLINE


@pytest.mark.parametrize("text", ["航模大赛报名几号截止", "市赛名额还有多少", "我们县名额还有没", "pdf报名要不要"])
def test_what_is_entered_for_here_is_not(text):
    assert kind_of(text, CONTEST) is ReplyKind.ANSWER


@pytest.mark.parametrize("text", ["民营企业名额还有吗", "女讲师名额还剩几个"])
def test_where_places_are_given_any_of_them_may_be_asked_for(text):
    assert kind_of(text, PLACES) is ReplyKind.ANSWER


@pytest.mark.parametrize(
    "text",
    ["中级工程师评审什么时候交材料", "软著补贴怎么领", "档案室钥匙在谁那", "瞪羚企业几时评", "书画技能比武在哪报名"],
)
def test_business_of_other_offices_is_declined(text):
    assert kind_of(text, CONTEST) is ReplyKind.DECLINE


@pytest.mark.parametrize("text", ["博士后能报吗", "规上企业能报吗", "瞪羚企业能推荐吗", "去小学上课算活动吗"])
def test_who_may_take_part_is_asked_of_the_notice(text):
    assert kind_of(text, CONTEST) is ReplyKind.ANSWER
