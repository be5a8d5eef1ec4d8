"""Everyday ways to ask for a group, who signed and when, what is to be written, a route, a stranger, thrift."""

from __future__ import annotations

from datetime import datetime

import pytest

from handlers.questions.answers import answer
from handlers.questions.asker import Asker
from scheduler.clock import BEIJING
from storage.chat import ReplyKind
from storage.notice.parser import read

NOTICE = read(
    """关于开展科普月活动的通知
各县（市、区）科协，市级学会：
一、活动内容
请各单位联络员加入“白榆科普月”QQ群（群号：55667788），组织开展科普活动。
二、工作要求
（一）坚持节俭办活动。严格执行中央八项规定精神，杜绝铺张浪费。
（二）做好报送。请各单位及时报送活动开展情况。各县（市、区）科协报市科协组宣部，市级学会报市科协学会部。
联系方式：
1. 市科协组宣部 联系人：吴帆 电话：7712345
2. 市科协学会部 联系人：梁岸 电话：7754321
白榆市科学技术协会
2024年4月2日""".splitlines()
)


def reply_to(text, unit_type="市级学会"):
    now = datetime(2024, 4, 8, 10, tzinfo=BEIJING)
    reply = answer(text, NOTICE, Asker(now=now, unit_type=unit_type)).reply
    assert reply is not None
    return reply


@pytest.mark.parametrize(
    "text",
    ["群名字叫什么 搜号没搜到", "加哪个群", "群加不进去", "搜不到群", "群的二维码", "这个群要不要加", "群是多少号"],
)
def test_a_group_is_asked_for_in_many_ways(text):
    assert "55667788" in reply_to(text).text


@pytest.mark.parametrize("text", ["群众活动照片可以吗", "照片发群里行吗"])
def test_what_is_sent_to_the_chat_asks_for_no_group(text):
    assert "55667788" not in reply_to(text).text


@pytest.mark.parametrize(
    "text", ["这个文是哪天落的款 哪家发的", "谁签发的 几号", "这文哪年哪月的", "文件日期是几号", "文尾写的几号"]
)
def test_who_signed_and_when_is_of_the_paper(text):
    said = reply_to(text).text
    assert "白榆市科学技术协会" in said
    assert "4月2日" in said


@pytest.mark.parametrize("text", ["这有没有时间限制", "限期吗", "时间上有要求吗", "要赶着报吗"])
def test_whether_time_is_limited_asks_for_the_last_day(text):
    assert "未写明具体日期" in reply_to(text).text


@pytest.mark.parametrize(
    "text", ["光写开了几场会行不 还是要写心得体会", "写心得体会行不行", "要写哪些方面", "写几句话就行了吧"]
)
def test_what_is_to_be_written_asks_for_what_is_owed(text):
    assert "活动开展情况" in reply_to(text).text


@pytest.mark.parametrize("text", ["林县科协，给哪个部门", "林县科协的材料给哪个口", "林县科协 给谁"])
def test_a_body_and_to_whom_is_enough(text):
    assert "组宣部" in reply_to(text, unit_type=None).text
    assert "7754321" not in reply_to(text, unit_type=None).text


@pytest.mark.parametrize(
    "text",
    [
        "有个钱老师叫我把材料发他，他是哪个部门的，名单里没找见",
        "孙处长是哪个部门的",
        "周主任让我交给他，行吗",
        "郑工叫我们报他那里",
        "通知上没有姓孙的老师吧",
    ],
)
def test_of_a_stranger_it_is_said_that_nobody_is_called_so_and_who_is_asked(text):
    said = reply_to(text).text
    assert "未写明" in said
    assert "梁岸" in said


def test_somebody_of_the_notice_is_no_stranger():
    assert "未写明梁老师" not in reply_to("梁老师让我们报给她").text


@pytest.mark.parametrize(
    "text",
    ["给老专家送束花会不会超标", "座谈会摆点水果茶歇行吗", "请专家吃顿饭可以吗", "横幅做大点算铺张吗", "晚宴能搞吗"],
)
def test_what_is_given_or_served_asks_what_is_ruled_of_thrift(text):
    assert "八项规定" in reply_to(text).text


@pytest.mark.parametrize(
    "text",
    [
        "雨伞一人一把 四十块 踩不踩线",
        "给志愿者买点T恤，要不要紧",
        "定制马克杯每人一只犯规不",
        "开个茶话会摆点瓜子 行伐",
    ],
)
def test_things_given_to_people_are_a_matter_of_thrift(text):
    assert "八项规定" in reply_to(text).text


def test_what_comes_first_in_short_is_no_order_to_write_it():
    assert reply_to("能不能先来个一页纸简报，正式的下周五再给").kind is ReplyKind.ANSWER
    assert reply_to("来个一页纸简报").kind is ReplyKind.DECLINE


@pytest.mark.parametrize("text", ["科协电话多少", "科协那边的电话", "科协联系人是谁", "科协的座机"])
def test_a_body_named_alone_is_the_department_of_it_that_is_the_askers_own(text):
    assert "7754321" in reply_to(text).text
    assert "7712345" not in reply_to(text).text
    assert "7712345" in reply_to(text, "县（市、区）科协").text
    assert "7712345" in reply_to(text.replace("科协", "县科协")).text


@pytest.mark.parametrize("text", ["下面镇街的要不要交", "下面镇里要报吗"])
def test_places_below_are_called_by_their_own_words(text):
    assert "面镇" not in reply_to(text, "县（市、区）科协").text


def test_the_head_of_a_summary_is_none_of_the_notices():
    assert "科普月活动的通知》" not in reply_to("总结抬头写谁").text


def test_the_full_name_of_a_paper_is_its_title():
    assert "关于开展科普月活动的通知" in reply_to("12号文全称叫什么 会议纪要里要引").text


@pytest.mark.parametrize(
    "text",
    [
        "群里那个通知过期下载不了 再来一份",
        "文件过期看不了，麻烦重发",
        "换了手机通知没了，再发一下",
        "通知被清理了，给补一个",
        "通知找不着了，再推送一次",
        "能不能把文件再甩一份",
        "群里翻不到通知了",
    ],
)
def test_a_notice_that_is_lost_or_expired_is_asked_for_again(text):
    said = reply_to(text).text
    assert "关于开展科普月活动的通知" in said
    assert "逾期" not in said


def test_ones_own_file_that_is_sent_again_is_no_notice():
    assert "科普月活动的通知》" not in reply_to("文件传错了，重新发一份行吗").text


@pytest.mark.parametrize("text", ["要我签字的到底是哪几样", "要盖章的有哪些"])
def test_what_has_to_be_signed_is_some_of_what_is_handed_in(text):
    assert "活动开展情况" in reply_to(text).text
