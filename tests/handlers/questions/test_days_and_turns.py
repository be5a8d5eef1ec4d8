"""Which of several days is asked about, and a follow-up that turns to another thing or back to one's own place."""

from __future__ import annotations

from datetime import datetime

import pytest

from handlers.questions.answers import answer
from handlers.questions.asker import Asker
from scheduler.clock import BEIJING
from storage.notice.parser import read

TWO = read(
    """关于推荐科普示范社区的通知
各县（市、区）科协，有关学会：
一、各县（市、区）科协于3月20日前将联络员及其电话报送至市科协科普部。
二、各县（市、区）科协于5月10日前将推荐材料和汇总表报送至市科协科普部。
联系人：陆明达，电话：7712345
白榆市科学技术协会
2024年3月2日""".splitlines()
)
HANDED_ON = read(
    """白榆市科学技术协会文件
白科协〔2024〕8号
关于转发省科协《关于开展科普月活动的通知》的通知
各县（市、区）科协，有关学会：
现将省科协通知转发给你们，请于5月10日前将活动总结报送至市科协科普部。
联系人：陆明达，电话：7712345
白榆市科学技术协会
2024年4月2日
附件：省科协关于开展科普月活动的通知
云岭省科学技术协会文件
云科协发〔2024〕31号
关于开展科普月活动的通知
各市（州）科协：
请各市（州）科协于5月25日前将活动清单报送至省科协科普处。
联系人：贺川，电话：0999-6612345
云岭省科学技术协会
2024年3月28日""".splitlines()
)


def said_to(text, notice, before=None):
    now = datetime(2024, 3, 8, 10, tzinfo=BEIJING)
    asker = Asker(now=now, unit_type="县（市、区）科协")
    if before:
        asker = Asker(now=now, unit_type="县（市、区）科协", previous=answer(before, notice, asker).memory)
    reply = answer(text, notice, asker).reply
    assert reply is not None
    return reply.text


@pytest.mark.parametrize(
    "text", ["5月10号下午五点多送到算不算迟", "5月11号送过去迟不迟", "5月12日交行不行", "10号晚上发来得及不"]
)
def test_a_day_that_is_named_is_of_what_is_due_on_it_or_near_it(text):
    said = said_to(text, TWO)
    assert "5月10日" in said
    assert "3月20日" not in said


def test_an_hour_at_which_something_arrives_asks_whether_one_is_ruled():
    assert "钟点" in said_to("5月10号下午五点多送到算不算迟", TWO)


@pytest.mark.parametrize(
    ("before", "text", "day"),
    [
        ("推荐材料几号前报", "那联络员那个呢", "3月20日"),
        ("汇总表几号交", "联络员呢", "3月20日"),
        ("联络员几号前报", "汇总表呢", "5月10日"),
    ],
)
def test_a_thing_alone_after_a_date_was_asked_asks_for_its_own(before, text, day):
    said = said_to(text, TWO, before)
    assert day in said
    assert ({"3月20日", "5月10日"} - {day}).pop() not in said


@pytest.mark.parametrize(
    ("before", "text", "told", "other"),
    [
        ("省里几号截止", "市上呢", "5月10日", "5月25日"),
        ("省里要交什么", "市里呢", "总结", "清单"),
        ("省里的电话多少", "市科协的呢", "7712345", "6612345"),
        ("省里文号多少", "市上这个呢", "白科协〔2024〕8号", "31号"),
    ],
)
def test_a_follow_up_turns_back_from_those_above_to_ones_own_place(before, text, told, other):
    assert other in said_to(before, HANDED_ON)
    said = said_to(text, HANDED_ON, before)
    assert told in said
    assert other not in said


def test_a_field_alone_after_another_asks_for_the_office_that_takes_it():
    notice = read(
        """关于申报科普项目的通知
各县（市、区）科协：
请于5月10日前报送申报书。
（一）天文观测、气象科普领域由办公室负责办理。
联系人：陆明达，电话：7712345。
（二）海洋生态、国际民间合作领域由学术科负责办理。
联系人：贺川，电话：7754321。
白榆市科学技术协会
2024年3月2日""".splitlines()
    )
    for text in ("海洋生态的呢", "国际合作呢"):
        said = said_to(text, notice, "天文观测找谁")
        assert "7754321" in said
        assert "7712345" not in said


ADDRESSED = read(
    """关于开展科普月活动的通知
各县（市、区）科协，市级学会：
请于5月20日前将工作总结发送至邮箱kp@example.invalid，纸质件寄至市科协科普部，寄后电话告知联系人。
联系人：陆明达，电话：7712345
白榆市科学技术协会
2024年4月2日""".splitlines()
)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("那邮箱呢", "kp@example.invalid"), ("那电话呢", "7712345"), ("联系人呢", "陆明达"), ("邮箱的呢", "kp@")],
)
def test_a_way_to_reach_somebody_that_is_named_after_a_date_is_asked_for_itself(text, wanted):
    said = said_to(text, ADDRESSED, before="几号交")
    assert wanted in said
    assert "5月20日" not in said


HELD = read(
    """关于开展科普月活动的通知
各县（市、区）科协，市级学会：
一、活动时间
2024年9月中旬至10月中旬
二、报送要求
请于10月25日前将工作总结报送至市科协科普部。
联系人：陆明达，电话：7712345
白榆市科学技术协会
2024年8月2日""".splitlines()
)


@pytest.mark.parametrize(
    "text",
    [
        "我们9月13号请了专家来讲课 日子上算这次的伐",
        "9月8号的沙龙在不在时间范围",
        "8月底做的义诊算数吗",
        "10月3号当天搞的算吧",
        "9月20号的宣讲会 时间上符合伐",
        "11月1号办的晚不晚，还算在里面吗",
    ],
)
def test_whether_a_day_counts_asks_for_the_time_of_the_activity(text):
    assert "10月中旬" in said_to(text, HELD)


@pytest.mark.parametrize("text", ["10月25号当天交算不算", "10月20号前报行吗"])
def test_whether_a_day_counts_for_handing_in_asks_for_the_last_day(text):
    assert "10月25日" in said_to(text, HELD)


@pytest.mark.parametrize(("before", "text"), [("活动什么时候搞", "那总结呢"), ("活动时间是几号到几号", "总结呢")])
def test_what_is_handed_in_named_alone_after_the_time_of_the_activity_asks_for_its_last_day(before, text):
    assert "10月25日" in said_to(text, HELD, before=before)


def test_how_many_may_be_put_forward_is_asked_again_of_a_body_named_alone():
    notice = read(
        """关于推荐科普人才的通知
各学院：
一、推荐名额
1.我校推荐名额：5人
2.各学院可推荐2人参加学校遴选。
二、请于5月20日前将推荐表报送至科研处。
联系人：陆明达，电话：7712345
白榆大学科研处
2024年4月2日""".splitlines()
    )
    assert "5人" in said_to("那全校呢", notice, before="我们学院能推几个")
    assert "5人" not in said_to("那全校呢", notice, before="电话多少")


@pytest.mark.parametrize("text", ["几号前咧", "截止几号"])
def test_a_day_alone_after_what_has_a_day_of_its_own_asks_for_that_day(text):
    said = said_to(text, TWO, before="联络员报给谁")
    assert "3月20日" in said
    assert "5月10日" not in said
