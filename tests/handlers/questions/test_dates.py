"""Of several dates the one that is asked for is said, the asker's own first, and no other beside it."""

from __future__ import annotations

from datetime import datetime

import pytest

from handlers.questions.answers import answer
from handlers.questions.asker import Asker
from scheduler.clock import BEIJING
from storage.notice.parser import read

STEPS = read(
    """青溪市科学技术局
关于开展2024年度科普统计调查工作的通知
各县（区）科技局，市直有关部门：
根据省科技厅要求，现就科普统计调查有关事项通知如下：
一、工作安排
1.请确定一名联络员，于2024年5月8日前将联络员名单报送市科技局社会发展科。
2.认真填报《科普统计调查表》，于2024年5月24日前通过科普统计管理系统在线提交调查数据。
3.市科技局汇总审核后，于2024年6月14日前报省科技厅政策法规处。
二、活动时间
2024年5月18日至5月25日
联系人：杜若，电话：82120184。
青溪市科学技术局
2024年4月28日""".splitlines()
)
WORKS = read(
    """关于举办第八届青少年创新大赛的通知
各市、县（区）科协：
现将大赛有关事项通知如下：
一、申报时间
1.网络在线申报：2024年9月2日至2024年9月27日17:00。
2.邮寄材料：截至2024年10月11日，以邮戳为准，逾期不予受理。
二、信息报送
县级科协于每年3月10日前将工作情况上报市级科协，市级科协汇总后于每年3月25日前报送大赛办公室。
联系人：霍青，电话：82120185。
云岭省青少年科技中心
2024年8月20日""".splitlines()
)
NOW = datetime(2024, 4, 29, 10, tzinfo=BEIJING)
AUTUMN = datetime(2024, 8, 21, 10, tzinfo=BEIJING)


def said(text, notice=STEPS, unit_type="市直有关部门", now=NOW):
    reply = answer(text, notice, Asker(now=now, unit_type=unit_type)).reply
    return "" if reply is None else reply.text


def of_works(text):
    return said(text, WORKS, "市、县（区）科协", AUTUMN)


@pytest.mark.parametrize(
    ("text", "held", "absent"),
    [
        ("联络员名单ddl哪天", ("5月8日",), ("5月24日", "6月14日")),
        ("数据最晚几号传系统上", ("5月24日",), ("5月8日", "6月14日")),
        ("数据最晚几号在系统里提交", ("5月24日",), ("5月8日", "6月14日")),
        ("我听说6月14号才截止是吧", ("5月8日", "5月24日", "市里向上级报送"), ()),
        ("市局给厅里最晚几号报", ("6月14日",), ("5月24日",)),
        ("市里往省厅报是哪天", ("6月14日",), ("5月24日",)),
        ("端午放假前再交调查表行不行，晚不晚", ("5月24日",), ("6月14日",)),
        ("5月8号交啥", ("5月8日", "联络员名单"), ("5月24日", "6月14日")),
        ("5月24号晚上还能传不", ("5月24日",), ("5月8日", "6月14日")),
        ("先发个初稿，定稿6月2号再补，可以伐", ("5月24日", "逾期是否接收"), ("6月14日",)),
    ],
)
def test_the_date_of_the_act_and_of_the_asker_is_said_alone(text, held, absent):
    answered = said(text)
    assert all(one in answered for one in held)
    assert not any(one in answered for one in absent)


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("24号礼拜几呀", "5月24日（星期五）"),
        ("五月八号是周三还是周四", "5月8日（星期三）"),
        ("6月3号是周几，开学了没", "6月3日（星期一）"),
    ],
)
def test_the_day_of_the_week_of_any_day_is_told(text, held):
    assert held in said(text)


@pytest.mark.parametrize("text", ["活动周最后一天是几号", "活动最晚弄到啥辰光", "5月30号还有一场讲座，能不能算进来"])
def test_when_the_activities_end_is_no_deadline(text):
    answered = said(text)
    assert "5月25日" in answered
    assert "5月24日" not in answered


def test_an_event_of_a_day_that_the_notice_does_not_speak_of_is_no_date_presumed():
    assert "不是报送时间" not in said("5月18号那天市里有没有统一的大会")


@pytest.mark.parametrize(
    ("text", "held", "absent"),
    [
        ("网报最后一天几点关", ("9月27日", "17:00"), ("10月11日",)),
        ("学生几号开始能在网上报，几号停", ("9月2日", "9月27日"), ("10月11日",)),
        ("10月11号寄出去，13号才到，算不算逾期", ("邮戳为准",), ()),
        ("县里每年几时往市里报", ("每年3月10日前",), ("3月25日",)),
        ("我们市里汇总好每年哪天报大赛办公室", ("每年3月25日前",), ("3月10日",)),
    ],
)
def test_stages_posts_and_what_returns_are_told_apart(text, held, absent):
    answered = of_works(text)
    assert all(one in answered for one in held)
    assert not any(one in answered for one in absent)


def test_whether_the_day_of_sending_counts_is_said_to_be_left_open():
    assert "通知未写明以寄出还是收到的日期为准" in said("名单按邮戳还是按收到那天算")


def test_how_often_something_is_due_is_told_of_what_returns():
    answered = of_works("县里的工作情况多长时间报一次")
    assert "每年3月10日前" in answered
    assert "9月27日" not in answered


def test_one_of_two_hours_is_not_chosen():
    assert "9月27日" in of_works("网报是下午五点还是五点半关")


def test_a_date_of_a_thing_by_another_word_is_no_other_business():
    assert "5月24日" in said("普查那个表几号前报你们")


@pytest.mark.parametrize("text", ["照片有没有要求几张", "视频格式要求"])
def test_what_every_notice_speaks_of_is_nothing_near(text):
    told = said(text)
    assert "未写明" in told
    assert "相近" not in told


def test_whether_those_addressed_must_take_part_is_told_by_the_address():
    assert said("科技局也要开展吗", unit_type=None) == "通知发至县（区）科技局。"


@pytest.mark.parametrize(
    ("text", "held", "absent"),
    [
        ("5月24号下午五点多交到算不算迟", ("5月24日", "未写明具体钟点"), ("5月8日", "6月14日")),
        ("5月8号交数据对不对", ("5月24日",), ("6月14日",)),
        ("这有冇得时间限制啊", ("5月8日", "5月24日"), ("6月14日",)),
        ("还有两个单位没提交 系统关了 能开个后门不", ("由市科技局社会发展科确定",), ("6月14日",)),
    ],
)
def test_a_day_that_is_named_is_the_one_that_is_told_of(text, held, absent):
    told = said(text)
    assert all(word in told for word in held), told
    assert not any(word in told for word in absent), told


@pytest.mark.parametrize(
    ("first", "then", "held", "absent"),
    [
        ("数据几号交", "那联络员那个呢", "5月8日", "5月24日"),
        ("名单几号前报", "调查数据呢", "5月24日", "5月8日"),
    ],
)
def test_what_is_named_alone_after_a_date_was_asked_has_its_own(first, then, held, absent):
    memory = answer(first, STEPS, Asker(now=NOW, unit_type="市直有关部门")).memory
    reply = answer(then, STEPS, Asker(now=NOW, unit_type="市直有关部门", previous=memory)).reply
    assert reply is not None
    assert held in reply.text
    assert absent not in reply.text


def test_from_when_and_until_when_are_both_told_with_the_hour():
    told = of_works("网上申报哪天开始 哪天截")
    assert "9月2日" in told
    assert "17:00" in told


def test_a_time_of_year_before_a_paper_is_no_other_matter():
    assert "5月24日" in said("年底总结哪天前报")
