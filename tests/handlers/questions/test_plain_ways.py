"""Plain questions about ways: how and where to report, accounts, who is rung, what is said of having nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.asking import Desk, from_line
from scheduler.workdays import WorkCalendar
from storage.notice.parser import read
from tests.handlers.questions.test_plain_questions import BARE, SIGNED, said

ONLINE = read(
    """各县（市、区）水利局，各有关单位：
一、请统计人员加入“水情统计”QQ群（群号：55667788）获取账号，于2024年6月22日前将统计数据在线提交（水情统计系统http://sq.example.org）。
二、联系方式
（一）业务咨询
市水利局河道科：0372-5556677
（二）系统注册、填报等问题咨询
省水情中心：0371-8889990
2024年4月15日""".splitlines()
)
TWO_AUDIENCES = read(
    """各区水利局，各有关企业：
一、请各区水利局于2024年3月26日前将推荐名单报我局。
二、请各企业将申请材料报所在区水利局。
特此通知。""".splitlines()
)


def test_how_to_report_begins_with_the_page_that_the_notice_names():
    told = said(ONLINE, "怎么报").splitlines()
    assert "http://sq.example.org" in told[0]
    assert "引用文件" in told[1]


@pytest.mark.parametrize("text", ["账号怎么弄", "账号怎么申请"])
def test_an_account_is_told_by_the_sentence_that_hands_it_out(text):
    told = said(ONLINE, text)
    assert "55667788" in told
    assert "引用文件" not in told


@pytest.mark.parametrize(
    ("text", "has", "lacks"),
    [
        ("电子版发哪", "tuijian@example.cn", "行政楼207"),
        ("word版发到哪里", "tuijian@example.cn", "行政楼207"),
        ("纸质版交到哪", "行政楼207", "tuijian@example.cn"),
        ("纸质材料送哪", "行政楼207", "tuijian@example.cn"),
    ],
)
def test_paper_and_file_each_go_their_own_way(text, has, lacks):
    told = said(BARE, text)
    assert has in told
    assert lacks not in told


@pytest.mark.parametrize("text", ["电话", "邮箱", "地址", "谁联系"])
def test_what_nobody_has_is_said_before_the_routes(text):
    told = said(TWO_AUDIENCES, text).splitlines()
    assert told[0].startswith("通知未写明")


def test_a_phone_is_told_with_its_office_and_with_who_helps_with_the_page():
    told = said(ONLINE, "电话")
    assert "市水利局河道科电话：0372-5556677" in told
    assert "0371-8889990" in told


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    made = Desk(SIGNED, WorkCalendar())
    yield made
    made.close()


def told_by(desk, text):
    line = {"id": "1", "text": text, "unit_type": "县（市、区）水利局", "now": "2024-06-03T10:00:00+08:00"}
    return desk.answer(from_line(line)).text


@pytest.mark.parametrize(
    "text", ["我们局不推荐", "我们不参加", "没有合适人选", "没有人可推荐", "我们没有合适人选，不推荐", "我们单位不申报"]
)
def test_who_puts_nobody_forward_is_told_what_counts_as_that(desk, text):
    assert "请回复“零报送”" in told_by(desk, text)


@pytest.mark.parametrize("text", ["7月份的报过了", "上个月的报过了", "总结交过了", "本月的已经交了"])
def test_who_says_that_it_was_sent_before_is_told_what_has_come(desk, text):
    assert "没有收到贵单位的材料" in told_by(desk, text)


@pytest.mark.parametrize("text", ["没有合适人选怎么办", "可以不推荐吗", "不报行吗", "不参加行吗"])
def test_a_question_of_putting_nobody_forward_stays_one(desk, text):
    assert "请回复“零报送”" not in told_by(desk, text)


def test_a_phone_for_anything_in_particular_is_the_offices_alone():
    assert "0371-8889990" not in said(ONLINE, "统计口径不懂打哪个电话")


@pytest.mark.parametrize("text", ["寄到了没", "快递到了吗", "材料寄到了吗"])
def test_whether_what_was_sent_by_post_has_come_is_told_by_what_has(desk, text):
    assert "没有收到贵单位的材料" in told_by(desk, text)


def test_a_lost_password_is_of_the_page_that_the_notice_names():
    assert "55667788" in said(ONLINE, "密码忘了")


@pytest.mark.parametrize("text", ["发你这行吗", "发给你这边可以吗", "交你这里行吗"])
def test_whether_it_may_be_sent_here_is_told(text):
    assert "引用文件" in said(SIGNED, text)
