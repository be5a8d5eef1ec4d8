"""How much and how many: the clause that has the amount which is asked for or doubted, for the asker's own type."""

from __future__ import annotations

from datetime import datetime

import pytest

from handlers.questions.answers import answer
from handlers.questions.asker import Asker
from handlers.questions.typed.amounts import amount_of
from handlers.questions.typed.spelling import clauses_of
from scheduler.clock import BEIJING
from storage.chat import ReplyKind
from storage.notice.parser import read

NOTICE = read(
    """关于征集2024年健康微视频作品的通知
各县（市、区）文化馆，市直各艺术学校，市级各文艺社团：
现就有关事项通知如下：
一、推荐名额
各县（市、区）文化馆推荐作品不少于6件，市直各艺术学校推荐作品不少于4件，市级各文艺社团推荐作品不超过3件。
我市可向省里推荐20件。
二、作品要求
（一）视频类时长不超过8分钟，MP4格式；音频类时长不超过15分钟。
（二）每件作品全部文件不超过200MB，创作说明800字以内。
（三）主创人员不超过5人，年龄在60周岁以下。
（四）县城各社区至少组织两场展演，流动舞台放映不少于30场。
三、报送要求
（一）《作品报名表》一式4份，版权承诺书1份，于6月14日前报送市文化馆创作部，须加盖公章。
（二）附主创人员工作照3张。
（三）入选作品每件补助3000元，不超过制作费的40%。
联系人：阮知微，电话：7305518
明州市文化馆
2024年5月6日""".splitlines()
)
COUNTY, SCHOOL, CLUB = "各县（市、区）文化馆", "市直各艺术学校", "市级各文艺社团"
NOW = datetime(2024, 5, 8, 10, tzinfo=BEIJING)


def _said(text: str, unit_type: str | None) -> str:
    reply = answer(text, NOTICE, Asker(now=NOW, unit_type=unit_type)).reply
    assert reply is not None
    assert reply.kind is ReplyKind.ANSWER, text
    return reply.text


@pytest.mark.parametrize(
    ("text", "unit_type", "held", "not_held"),
    [
        ("我们起码要交几件", COUNTY, "6件", "4件"),
        ("我们馆最少几个作品", COUNTY, "6件", "3件"),
        ("咱校人手不够，只报俩行不行", SCHOOL, "4件", "6件"),
        ("我们一个都不报能行吗", SCHOOL, "4件", "3件"),
        ("社里攒了五件，都报行吗", CLUB, "3件", "6件"),
        ("全市总共往上推多少件", CLUB, "20件", "3件"),
        ("片子四分半，收不收", COUNTY, "8分钟", "15分钟"),
        ("录音十来分钟超没超", COUNTY, "15分钟", "8分钟"),
        ("视屏有三百多兆了咋办", SCHOOL, "200MB", ""),
        ("说明写了一千多字要不要砍", SCHOOL, "800字", ""),
        ("主创今年六十一了，是不是没戏", CLUB, "60周岁", ""),
        ("主创岁数卡到多少", CLUB, "60周岁", ""),
        ("七个人一起创作的能报吗", CLUB, "5人", ""),
        ("主创是位女老师六十五，还能报不", CLUB, "60周岁", ""),
        ("我们想推五件", CLUB, "3件", "6件"),
        ("报名表打几份", SCHOOL, "4份", "1份"),
        ("版权承诺书也要4份吗", SCHOOL, "1份", ""),
        ("报名表一份够不够", SCHOOL, "4份", ""),
        ("工作照给几张", CLUB, "3张", ""),
        ("社区只搞一场展演够吗", COUNTY, "两场", ""),
    ],
)
def test_an_amount_is_told_by_the_clause_that_holds_for_who_asks(text, unit_type, held, not_held):
    said = _said(text, unit_type)
    assert held in said
    assert not not_held or not_held not in said


def test_who_is_not_known_is_told_the_share_of_each():
    said = _said("每家要推荐几件", None)
    assert all(share in said for share in ("6件", "4件", "3件"))


def test_what_is_asked_beside_an_amount_is_answered_as_well():
    said = _said("报名表打几份，哪天截止，要盖章吗", SCHOOL)
    assert all(told in said for told in ("4份", "6月14日", "公章"))


def test_two_amounts_that_are_asked_for_are_both_told():
    said = _said("报名表交几份，工作照给几张", CLUB)
    assert "4份" in said
    assert "3张" in said


def test_an_amount_of_something_else_is_not_taken_for_it():
    assert "4份" not in _said("光盘刻几份", SCHOOL)


@pytest.mark.parametrize(
    "text", ["两个通知都要报吗", "还有几个工作日", "几项活动", "给我一份模板", "我们就两个人，要都做吗", "什么时候交"]
)
def test_what_is_only_spoken_of_is_no_amount(text):
    assert amount_of(clauses_of(text)) is None
