"""Questions in everyday words whose first reading would give a wrong fact, or none: what is meant is answered."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.asking import Desk, from_line
from bot.playground.example import notice_lines
from handlers.questions.typed.spelling import normalise
from scheduler.workdays import WorkCalendar
from storage.notice.parser import read

COUNTY, SOCIETY, COMPANY = "县（市、区）科协", "市级学会", "企业科协"


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    desk = Desk(read(notice_lines()), WorkCalendar())
    yield desk
    desk.close()


def said(desk: Desk, text: str, unit_type: str = SOCIETY) -> str:
    return desk.answer(from_line({"id": "1", "text": text, "unit_type": unit_type})).text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("总节几好交", "总结几号交"),
        ("啥前儿交总结", "什么时候交总结"),
        ("弗懂寻啥人", "不懂找谁"),
        ("有箱地址给我", "邮箱地址给我"),
        ("我们有箱子要寄", "我们有箱子要寄"),
        ("身体几好了", "身体几好了"),
    ],
)
def test_what_is_typed_as_it_sounds_is_read_as_it_is_meant(typed, meant):
    assert normalise(typed) == meant


@pytest.mark.parametrize("text", ["上面催我问，总结几号交", "省里催得紧，到底几号交", "上级领导盯着呢，最晚哪天"])
def test_who_urges_is_not_asked_about(desk, text):
    assert "10月25日" in said(desk, text)
    assert "11月8日" not in said(desk, text)


def test_a_date_of_another_day_of_the_year_is_not_given(desk):
    assert "10月25日" not in said(desk, "十二月份环保日的方案什么时候报")
    assert "10月25日" in said(desk, "科普日的总结什么时候报")
    assert "10月25日" in said(desk, "截止日是哪天")
    assert "10月25日" not in said(desk, "慰问品什么时候发")


def test_the_unit_that_is_to_report_is_asked_for_and_not_to_whom_it_may(desk):
    answer = said(desk, "这边的企业科协是报我们这儿还是直接报市里", COUNTY)
    assert "企业科协报送至市科协学会服务中心" in answer


def test_of_two_bodies_to_choose_from_neither_is_the_asker(desk):
    answer = said(desk, "报送对象是谁，科协还是教育局", COMPANY)
    assert "报送至市科协学会服务中心" in answer
    assert "57462907" not in answer


def test_two_bodies_in_one_hear_both_routes_and_that_it_is_not_written(desk):
    answer = said(desk, "我们科协跟教育局合署办公，报普及部还是青少年科技处", COUNTY)
    assert "市科协普及部" in answer
    assert "市教育局青少年科技处" in answer
    assert "未写明" in answer


@pytest.mark.parametrize("text", ["做成PPT交可不可以", "还要填统计表吗"])
def test_what_is_owed_is_said_where_another_thing_is_asked_after(desk, text):
    assert "需报送活动总结" in said(desk, text)
    assert "未写明" in said(desk, text)


def test_a_further_contact_that_is_not_there_is_said_not_to_be(desk):
    assert "未写明其他联系人" in said(desk, "还有别的人能找吗，顾老师一直占线")


def test_how_many_pieces_of_experience_is_not_written(desk):
    assert "未写明典型经验的数量" in said(desk, "典型经验写几个合适")


def test_the_citys_own_number_is_told_without_that_of_the_level_above(desk):
    assert "云科协〔2024〕18号" in said(desk, "市里这个文号是多少")
    assert "澜科协发" not in said(desk, "市里这个文号是多少")
    assert "澜科协发〔2024〕41号" in said(desk, "把省里的文给我看看")


def test_somebody_of_a_university_is_known_by_its_short_name(desk):
    answer = desk.answer(from_line({"id": "1", "text": "我是云大的，材料给谁"})).text
    assert "市科协学会服务中心" in answer
    assert "57310246" not in answer


@pytest.mark.parametrize("text", ["群里有人说改到10月30号了，真的假的", "这个月30号行不行", "还有没有得商量，多给几天"])
def test_another_day_that_is_heard_of_or_wanted_is_held_against_the_date(desk, text):
    assert "10月25日" in said(desk, text)


def test_no_date_is_given_for_the_papers_of_another_matter(desk):
    assert "10月25日" not in said(desk, "文明城市迎检材料啥时候交")
    assert "10月25日" not in said(desk, "研究生学位论文啥时候送审")
    assert "10月25日" in said(desk, "科普服务活动总结啥时候交")


SPANS = """云江市科学技术局

关于报送企业统计表的通知

各企业：

一、报告期

2024年1月1日至6月30日

二、时间要求

各企业于8月9日前报送统计表至市科学技术局规划科。

附件：1.企业创新统计表

联系人：宋文，电话：57460001。

云江市科学技术局
2024年7月1日
"""


def test_a_section_that_is_named_is_told_though_another_clause_speaks_of_sending():
    desk = Desk(read(SPANS.splitlines()), WorkCalendar())
    span = said(desk, "报告期是啥时间段，没利润也要报？", "企业")
    form = said(desk, "填哪张表", "企业")
    desk.close()
    assert "2024年1月1日至6月30日" in span
    assert "企业创新统计表" in form


DAYS = """云江市教育局

关于做好科技节活动的通知

各学校：

请各学校在全国科普日（9月15日至25日）期间开展活动。活动可与防灾宣传周结合。活动时间为9月21日。活动总结于10月9日前报市教育局基础教育科，联系人：宋文，电话：57460001。

云江市教育局
2024年9月1日
"""


@pytest.mark.parametrize(
    ("text", "held", "absent"),
    [
        ("科普日从几号到几号", "9月15日", "9月21日"),
        ("防灾宣传周是哪几天", "未写明防灾宣传周的日期", "9月21日"),
    ],
)
def test_the_day_that_is_named_is_dated_and_no_other(text, held, absent):
    desk = Desk(read(DAYS.splitlines()), WorkCalendar())
    answer = said(desk, text, "学校")
    desk.close()
    assert held in answer
    assert absent not in answer


def test_another_offices_person_named_to_be_ones_own_is_put_right(desk):
    answer = said(desk, "沈老师是负责我们企业的不", COMPANY)
    assert "57310318" in answer
    assert "57310246" not in answer


def test_half_a_day_later_is_an_extension(desk):
    assert "由市科协学会服务中心确定" in said(desk, "晚半天交行不行")
