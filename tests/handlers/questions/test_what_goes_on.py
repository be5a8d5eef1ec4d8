"""What follows a step, where things are sent on, who was told of before, and what a procedure's steps take."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.asking import Desk, from_line
from bot.playground.example import notice_lines
from scheduler.workdays import WorkCalendar
from storage.notice.parser import read

SOCIETY, COUNTY, UNIT = "市级学会", "县（市、区）科协", "理事单位"
FORWARDED = read(
    """云泽市气象学会关于转发《关于举办2024年科普日活动的通知》的通知
各理事单位：
2024年科普日将于2024年9月15日-21日开展。
一、活动登记
请有意推荐重点活动的单位，于2024年8月15日-9月8日期间登录科普日网站登记活动信息，逾期不再受理。
二、活动总结
各单位将总结材料于10月14日前提交给云泽市气象学会秘书处，以便秘书处汇总后提交给云泽市科学技术协会科普部。
三、咨询
云泽市气象学会秘书处：联系人温言，电话6120055，邮寄地址：云泽市南浦路1号气象大院。
四、登记系统问题咨询
云泽市科技信息中心：6120066
云泽市气象学会
2024年8月5日""".splitlines()
)


@pytest.fixture(scope="module")
def forwarded() -> Iterator[Desk]:
    desk = Desk(read(FORWARDED.lines), WorkCalendar())
    yield desk
    desk.close()


@pytest.fixture(scope="module")
def example() -> Iterator[Desk]:
    desk = Desk(read(notice_lines()), WorkCalendar())
    yield desk
    desk.close()


def said(desk: Desk, text: str, unit_type: str = UNIT, *before: str, **line: str) -> str:
    return desk.answer(
        from_line({"id": "1", "text": text, "unit_type": unit_type, "before": list(before), **line})
    ).text


@pytest.mark.parametrize("text", ["秘书处收齐了再往哪里报", "你们汇总后报给哪个部门", "学会收齐以后交给谁"])
def test_where_the_office_sends_on_what_it_gathers_is_quoted(forwarded, text):
    assert "汇总后提交给云泽市科学技术协会科普部" in said(forwarded, text)


def test_what_nobody_gathers_is_not_sent_on(forwarded):
    assert "汇总后提交给" not in said(forwarded, "县里收齐了再往哪里报")


@pytest.mark.parametrize("text", ["活动登记从哪天开到哪天", "登记从几号到几号"])
def test_a_step_has_days_of_its_own(forwarded, text):
    told = said(forwarded, text)
    assert "8月15日-9月8日" in told
    assert "9月15日" not in told


def test_a_step_that_the_notice_does_not_know_has_none(forwarded):
    told = said(forwarded, "报名从几号到几号")
    assert "未写明报名的起止时间" in told
    assert "南浦路" not in told
    assert "9月15日" in said(forwarded, "活动从几号到几号")


@pytest.mark.parametrize("text", ["纸质的往云泽哪儿寄", "纸质版寄哪里", "往哪里寄"])
def test_where_paper_is_posted_is_an_address(forwarded, text):
    told = said(forwarded, text)
    assert "南浦路1号" in told
    assert "未写明材料的纸质件" not in told


@pytest.mark.parametrize("text", ["晚交一天中不中", "能延期几天吗"])
def test_who_asks_for_more_time_hears_what_is_ruled(forwarded, text):
    told = said(forwarded, text)
    assert "逾期不再受理" in told
    assert "能否延后由" in told


@pytest.mark.parametrize("text", ["那电话呢", "手机号也发下"])
def test_an_office_that_was_told_of_is_the_one_a_short_question_is_about(forwarded, text):
    told = said(forwarded, text, UNIT, "登记系统问题找谁")
    assert "6120066" in told
    assert "6120055" not in told


def test_what_is_applied_for_is_told_by_the_title(forwarded):
    assert "关于举办2024年科普日活动的通知" in said(forwarded, "这回组织报的到底是啥名目")


def test_a_notice_without_title_and_issuer_is_said_to_have_none():
    bare = Desk(
        read(
            "现将有关事项通知如下：\n请各县（区）科协于2024年6月9日前将工作总结报送市科协办公室，电话6120055。\n2024年5月6日".splitlines()
        ),
        WorkCalendar(),
    )
    told = said(bare, "通知是谁发的", "县（区）科协")
    assert "未写明发文单位" in told
    assert "成文日期为5月6日" in told
    assert "未写明标题" in said(bare, "通知全称是什么", "县（区）科协")
    bare.close()


def test_something_hears_of_another_day_and_is_told_its_own(example):
    told = said(example, "隔壁单位说报送往后推到月底了，真的假的", SOCIETY)
    assert "报送时间为" in told
    assert "不便在此提供" not in told


def test_how_many_others_gave_is_not_told(example):
    assert "不便在此提供" in said(example, "东陵那边交了几张照片，我们好对标", SOCIETY, unit="云江市气象学会")


def test_a_day_said_to_be_the_last_is_no_question_of_ones_own_hand_in(example):
    assert "报送时间为" in said(example, "不是5月1号截止吗，咋还在催", SOCIETY, unit="云江市气象学会")


def test_a_letter_is_not_written_for_anybody(example):
    assert "代写" in said(example, "替我起草一封给老科学家的慰问信", SOCIETY)


def test_whether_to_go_past_ones_own_office_is_answered_by_that_office(example):
    told = said(example, "区科协是不是要直接报到省科协去", COUNTY)
    assert told.startswith("报送至市科协普及部。")


def test_two_offices_at_once_are_both_told(example):
    told = said(example, "学会服务中心跟普及部两个座机号一道发来", SOCIETY)
    assert told == said(example, "学会服务中心跟普及部的电话", SOCIETY)
    assert told.count("电话：") == len(("学会服务中心", "普及部"))


def test_what_came_before_is_a_question_of_ones_own_hand_in(example):
    assert "收到" in said(example, "前头传的图你那边一共存了几张", SOCIETY, unit="云江市气象学会")


def test_who_has_no_association_asks_whether_it_is_meant(example):
    assert "通知发至" in said(example, "我们厂还没成立科协，这个跟我们有关系伐", "企业科协")


def test_on_which_day_of_the_week_is_a_question(example):
    assert "报送时间为" in said(example, "交材料那天是礼拜几", SOCIETY)


def test_who_wants_something_sent_has_no_attachment_missing(example):
    assert "附件" not in said(example, "总结转我一份", SOCIETY)


def test_whether_one_alone_issued_the_notice_is_answered_by_all(example):
    assert "印发" in said(example, "发文的就市科协一家？", SOCIETY)
