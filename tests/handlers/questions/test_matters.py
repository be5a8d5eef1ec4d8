"""Situations told in everyday words, and the official sentences that rule them; what is said where nothing is sure."""

from __future__ import annotations

from datetime import datetime

import pytest

from handlers.questions.answers import answer
from handlers.questions.asker import Asker
from scheduler.clock import BEIJING
from storage.chat import ReplyKind
from storage.notice.parser import read

NOTICE = read(
    """关于开展2024年白榆市健康科普月活动的通知
各县（市、区）卫健局，各市级医院：
为提升公众健康素养，市卫健委决定开展健康科普月活动。现将有关事项通知如下：
一、活动主题
健康进万家
二、主要活动
（一）开展健康讲堂活动。组织医务人员走进社区、学校开展宣讲。
（二）开展科普作品征集活动。作品须经本单位宣传部门审核，不得含有商业广告和患者隐私信息。
（三）开展慰问活动。走访看望基层一线医务人员。
三、工作要求
（一）凝聚合力。积极争取当地党委、政府支持，横向联合兄弟部门扩大影响。
（二）务实节俭。严格执行中央八项规定精神，杜绝铺张浪费。
（三）严把质量。同一作品只能通过一个渠道推荐，已获市级以上奖励的作品不再参评，发现弄虚作假的取消资格。
（四）做好总结。请于7月9日前将活动总结、影像资料报送市卫健委宣传科，市卫健委将对优秀组织单位予以通报表扬。
联系人：陆明达，电话：7712345
白榆市卫生健康委员会
2024年4月2日""".splitlines()
)
NOW = datetime(2024, 4, 8, 10, tzinfo=BEIJING)


def reply_to(text):
    reply = answer(text, NOTICE, Asker(now=NOW, unit_type="市级医院")).reply
    assert reply is not None
    return reply


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("办个晚宴庆功可以不", "铺张浪费"),
        ("要不要先跟县委请示一声", "党委"),
        ("拍片子把病人拍进去了", "隐私"),
        ("作品医生自己直接传行吗", "审核"),
        ("已经投了学会，这边再投一次行不行", "一个渠道"),
        ("前年得过市里奖的那个还能拿来评不", "不再参评"),
        ("跟隔壁医院一块儿搞行不", "联合"),
        ("数字瞎编点会怎样", "弄虚作假"),
        ("搞得好有啥好处", "通报表扬"),
        ("老专家要不要上门看看", "走访看望"),
        ("一线的大夫要不要去看看他们", "走访看望"),
    ],
)
def test_a_situation_is_met_with_the_sentence_that_rules_it(text, held):
    assert held in reply_to(text).text


def test_what_is_not_settled_has_what_is_owed_beside_it_where_handing_in_is_spoken_of():
    told = reply_to("宣传册子要不要跟总结一起交上来").text
    assert "7月9日" in told
    assert "活动总结" in told
    assert "贵单位需报送" not in reply_to("办个晚宴庆功可以不").text


def test_what_is_surely_asked_has_no_other_sentence_beside_it():
    for text in ("几号截止", "报给谁", "找谁问", "活动主题是啥"):
        reply = reply_to(text)
        assert reply.kind is ReplyKind.ANSWER
        assert "相近" not in reply.text


@pytest.mark.parametrize(
    ("text", "held", "absent"),
    [
        ("第一项第三项分别是什么活动", ("走进社区", "走访看望"), "商业广告"),
        ("第一个和第三个要求分别讲啥", ("党委", "一个渠道"), "节俭"),
        ("最后一条要求讲的啥", ("7月9日",), "党委"),
        ("前两项活动是什么", ("走进社区", "商业广告"), "走访看望"),
        ("二那一块有几条，列一下", ("健康讲堂", "作品征集", "慰问"), "党委"),
        ("把工作要求那段的几个要点拎出来", ("凝聚合力", "务实节俭", "做好总结"), "健康讲堂"),
    ],
)
def test_what_stands_at_a_place_is_said_and_nothing_else(text, held, absent):
    told = reply_to(text).text
    assert all(one in told for one in held)
    assert absent not in told


def test_where_to_eat_and_have_things_mended_is_no_business_of_the_campaign():
    for text in ("白榆哪家抄手正宗", "附近哪里修手机快", "我家猫不吃东西咋办"):
        assert reply_to(text).kind is ReplyKind.DECLINE
    for text in ("放假前交来得及吗", "签到表、发票这些要不要一起附上"):
        assert reply_to(text).kind is ReplyKind.ANSWER
