"""A notice that tells each sort of unit its own office, person and day; and one that goes up through the units' own."""

from __future__ import annotations

from datetime import datetime

import pytest

from handlers.questions.answers import answer
from handlers.questions.asker import Asker
from scheduler.clock import BEIJING
from storage.notice.parser import read

DESKS = read(
    """各市科协，各省级学会，各高校科协、企业科协，省科协各直属单位：
请认真谋划2025年工作，有关改革案例（框架见附件2）可同时报送。
1.请各市科协于2024年12月16日（周一）前将上述材料PDF版（盖章）反馈至省科协办公室。
联系人：夏竹 王松
电话：0371-65701111 0371-65702222
2.请各省级学会和企业科协于2024年12月16日（周一）前将上述材料反馈至省科协学会部。
联系人：曾禾
电话：0371-65703333
邮箱：xuehui@example.invalid
3.请各高校科协于2024年12月16日（周一）前将上述材料反馈至省科协人事部。
联系人：李桐
电话：0371-65704444
4.请省科协各直属单位于2024年12月16日（周一）前将“十件实事”材料反馈至省科协办公室。
联系人：陆明
电话：0371-65705555
附件：
1.工作总结参考提纲
2.改革案例参考提纲""".splitlines()
)
THROUGH = read(
    """各镇（街）经济科技局：
现将省厅《关于推荐试点项目的通知》转发给你们。
一、请申报单位把申报材料一式四份，连同电子版提交到各自所属镇街经信部门，由镇街经信部门审核后于2024年6月21日前报送至市工信局信息化科。
二、逾期不再受理（联系人：丁颖，联系电话：22381538，电子邮箱：dy@example.invalid）。
附件：省厅关于推荐试点项目的通知
云江市工业和信息化局
2024年6月15日""".splitlines()
)
SUMMARY = read(
    """关于开展科普日总结工作的通知
各有关学会科普部，各省科协科普部，云岭生产建设兵团科协科普部：
请于2024年11月8日前将活动总结报送全国科普活动中心。
联系方式：
全国科协科普部
联系人：夏竹
联系电话：010-68571111
全国科普活动中心
联系人：李桐
联系电话：010-63902222
二○二四年十月十九日""".splitlines()
)


def said(text, notice, unit_type=None, day=(2024, 12, 2)):
    reply = answer(text, notice, Asker(now=datetime(*day, 10, tzinfo=BEIJING), unit_type=unit_type)).reply
    return "" if reply is None else reply.text


@pytest.mark.parametrize(
    ("text", "unit_type", "held", "absent"),
    [
        ("找谁啊这个", "高校科协", ("李桐", "0371-65704444"), ("65701111",)),
        ("发哪个邮箱", "企业科协", ("xuehui@example.invalid",), ()),
        ("王松电话", None, ("0371-65702222",), ("65705555",)),
        ("16号当天交算逾期不", "高校科协", ("报送时间为12月16日",), ("省科协办公室",)),
        ("周一前是几号", None, ("报送时间为12月16日（星期一）前",), ("反馈至",)),
        ("我们交什么材料", "省科协各直属单位", ("十件实事",), ("未写明",)),
        ("我们和高校科协是同一个联系人吗", "企业科协", ("曾禾",), ("数量",)),
        ("附件发一下", None, ("工作总结参考提纲", "改革案例参考提纲"), ("《本次通知》",)),
    ],
)
def test_each_sort_of_unit_is_told_of_its_own_desk(text, unit_type, held, absent):
    told = said(text, DESKS, unit_type)
    assert all(one in told for one in held), told
    assert not any(one in told for one in absent), told


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("我们是企业，直接交市里行吗", "提交到各自所属镇街经信部门"),
        ("6月21号前是企业交还是镇街交", "由镇街经信部门审核后"),
        ("丁颖是哪个单位的", "市工信局信息化科：联系人丁颖"),
    ],
)
def test_what_goes_up_through_the_units_own_is_told_as_it_is_printed(text, held):
    told = said(text, THROUGH, day=(2024, 6, 17))
    assert held in told
    assert "各自所属镇街经信部门：联系人" not in told


def test_where_something_goes_is_only_what_a_sentence_says():
    told = said("云岭兵团报给谁", SUMMARY, day=(2024, 10, 21))
    assert "报送至全国科普活动中心" in told
    assert "夏竹" not in told


TOWNS = read(
    """关于开展科普基地认定工作的通知
1.申请人填写《申报书》交所在地乡镇科协。申报截止时间：2024年3月31日16:00前。
2.各乡镇科协审核后，于2024年4月3日前交区科协普及部。
三、联系方式
序号
单位
电话
地址
1
长岭镇科协
56858670
长岭镇风竹路77号
2
横塘乡科协
56890660
横塘乡新环路75号
3
新村乡科协
59650810
新村乡公路2105号
东湖区科学技术协会
2024年3月4日""".splitlines()
)
PERSONS = read(
    """关于开展申报工作的通知
各区科协：
请于2024年6月9日前将申报表报送市科协普及部，电子版发送至邮箱：[email protected]。
联系方式及联系人：
陈玉 0999-87832890
王强 0999-87123440""".splitlines()
)


def test_a_table_of_places_tells_their_addresses_and_no_mailbox():
    assert "横塘乡新环路75号" in said("横塘乡科协地址在哪", TOWNS)
    assert "未写明邮箱" in said("发哪个邮箱", TOWNS)


def test_whom_to_ask_is_everybody_who_is_printed_and_a_hidden_mailbox_is_none():
    told = said("联系人谁", PERSONS)
    assert "陈玉" in told
    assert "王强" in told
    told = said("邮箱多少", PERSONS)
    assert "未写明" in told
    assert "protected" not in told


def test_once_the_day_is_over_what_is_ruled_is_told_before_who_decides():
    told = said("昨天忘了提交，今天还能补不能", THROUGH, day=(2024, 6, 22))
    assert told.index("逾期不再受理") < told.index("已过")
