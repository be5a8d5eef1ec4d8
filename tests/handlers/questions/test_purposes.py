"""Who is asked about something in particular: a purpose, a person, a mailbox; and that nobody's number is given for another's."""

from __future__ import annotations

from datetime import datetime

import pytest

from handlers.lexicon import lexicon
from handlers.questions.answers import answer
from handlers.questions.asker import Asker
from handlers.questions.lookup.cards import cards_of
from scheduler.clock import BEIJING
from storage.notice.parser import read

FAIR = read(
    """关于举办2024年白榆市创新博览会的通知
各会员单位：
现将有关事项通知如下：
一、论文征集
论文摘要请于5月20日前发送至lunwen@example.invalid，邮件标题注明单位。
墙报电子版请于5月28日前发送至会务组邮箱huiwu@example.invalid。
二、联系方式
1.学术组
白杨 13500001111（论文）
2.会务组
齐木 13500002222 贺敏 13500003333
3.招展招商
云峰 13500004444
监督电话：市科协机关纪委 7712399
白榆市科学技术协会
2024年4月2日""".splitlines()
)
CHECK = read(
    """关于开展校园安全排查的通知
各县直学校、校外培训机构：
现将有关事项通知如下：
一、报送要求
请于9月12日前将排查表发送至anquan@example.invalid。
二、联系方式
安全股：陶立，7712001；食品安全咨询：体卫艺股 柯敏，7712002。
校车咨询：县公安局交警大队 7712003。
青溪县教育局
2024年8月2日""".splitlines()
)
STREET = read(
    """关于做好科普示范社区复核工作的通知
各街道办事处、各社区居委会：
现将有关事项通知如下：
1.社区填写《登记表》一式两份，于11月8日前报所在街道。
2.各街道初审后于11月15日前将《汇总表》报区科协科普科，电子版发送至kepu@example.invalid。
联系人：孔宜，电话：5588123。
白榆区科学技术协会
2024年10月21日""".splitlines()
)
NOW = datetime(2024, 4, 8, 10, tzinfo=BEIJING)


def told(text, notice, unit_type):
    reply = answer(text, notice, Asker(now=NOW, unit_type=unit_type)).reply
    assert reply is not None
    return "\n".join(reply.lines)


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("论文的事打谁电话", ["13500001111"]),
        ("住宿找谁", ["13500002222", "13500003333"]),
        ("想参展联系哪位", ["13500004444"]),
        ("投诉打哪个电话", ["7712399"]),
        ("贺敏电话", ["13500003333"]),
        ("摘要发哪个邮箱", ["lunwen@example.invalid"]),
        ("墙报发哪个邮箱", ["huiwu@example.invalid"]),
    ],
)
def test_whoever_is_named_for_something_answers_it_and_nobody_else(text, held):
    values = {value for card in cards_of(FAIR, 0) for value in card.values}
    said = told(text, FAIR, "会员单位")
    assert {value for value in values if value in said} == set(held)


@pytest.mark.parametrize(("text", "unsaid"), [("系统登录不了打谁电话", "技术支持电话"), ("住宿找谁", "住宿电话")])
def test_a_purpose_for_which_nobody_is_named_has_no_number_of_another_given_for_it(text, unsaid):
    said = told(text, STREET, "街道办事处")
    assert f"通知未写明{unsaid}" in said
    assert "通知公布的联系方式：区科协科普科：联系人孔宜，电话5588123" in said


def test_a_complaint_is_not_sent_to_those_whom_it_may_be_about():
    said = told("举报打哪个电话", STREET, "街道办事处")
    assert "通知未写明监督举报电话" in said
    assert "5588123" not in said


def test_of_several_contacts_the_one_without_a_purpose_is_the_general_one():
    said = told("联系人是谁", CHECK, "县直学校")
    assert "陶立" in said
    assert "7712002" not in said
    assert "7712003" not in said


def test_the_traffic_police_are_no_office_that_something_is_handed_to():
    assert "警大队" not in {route.office for route in CHECK.routes}
    assert "7712003" in told("校车问哪个电话", CHECK, "县直学校")
    assert "7712002" in told("食堂的事问谁", CHECK, "县直学校")


def test_somebody_whom_the_notice_does_not_name_is_said_to_be_unknown_to_it():
    said = told("欧老师电话多少", STREET, "街道办事处")
    assert "通知未写明欧老师的联系方式" in said
    assert "（欧老师）" not in said


def test_whoever_answers_at_the_district_is_not_called_the_street_s_contact():
    said = told("登记表交给谁", STREET, "社区居委会")
    assert "报送至所在街道。" in said
    assert "通知未写明所在街道联系方式；区科协科普科：联系人孔宜" in said


def test_a_number_in_an_address_of_the_web_is_no_phone():
    lines = "各单位：\n详见https://example.invalid/2024/3147730.html，电话7712345。".splitlines()
    assert [card.phones for card in cards_of(read(["关于报送总结的通知", *lines]), 0)] == [("7712345",)]


def test_every_purpose_is_told_as_it_is_asked_or_has_words_of_its_own():
    assert all(one.said.pattern and one.told.pattern for one in lexicon().purposes)
    assert [one.label for one in lexicon().purposes if one.is_apart] == ["监督举报", "值班"]


def test_a_mailbox_to_which_opinions_are_reported_is_where_papers_go():
    notice = read(
        """关于学习会议精神的通知
各区科协：
请认真组织学习，并将学习贯彻情况和典型经验及时收集整理，向上级科协反映，报市科协办公室，邮箱xuexi@example.invalid。
白榆市科学技术协会
2024年4月2日""".splitlines()
    )
    assert "xuexi@example.invalid" in told("发哪个邮箱", notice, "区科协")
