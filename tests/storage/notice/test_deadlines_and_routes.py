"""By when somebody must have done what, and what goes to which office."""

from __future__ import annotations

from datetime import date

import pytest

from storage.notice.deadlines import deadlines
from storage.notice.layout import paragraphs
from storage.notice.routes import routes
from storage.notice.structure import parts


def part_of(sentence: str, addressees: str = "各区科协，各市级学会"):
    text = f"东科协〔2024〕9号\n关于甲的通知\n{addressees}：\n{sentence}\n东湖市科学技术协会\n2024年3月4日"
    return parts(paragraphs(text.split("\n")))[0]


def due(sentence: str, addressees: str = "各区科协，各市级学会"):
    return deadlines(part_of(sentence, addressees))


def led(sentence: str, addressees: str = "各区科协，各市级学会"):
    return [(route.office, route.audience) for route in routes(part_of(sentence, addressees))]


@pytest.mark.parametrize(
    ("sentence", "day", "time"),
    [
        ("请于6月9日前报送总结。", (2024, 6, 9), None),
        ("请于6月9日17:00前报送总结。", (2024, 6, 9), "17:00"),
        ("请最迟于6月9日下班报送总结。", (2024, 6, 9), None),
        ("报送截止时间为6月9日下午5点。", (2024, 6, 9), "17:00"),
        ("材料报送截止日期：6月9日，逾期不予受理。", (2024, 6, 9), None),
        ("请在6月9日以前把材料报来。", (2024, 6, 9), None),
        ("6月3日-9日，各单位登录系统填报。", (2024, 6, 9), None),
        ("截至6月9日完成填报。", (2024, 6, 9), None),
    ],
)
def test_a_date_that_binds(sentence, day, time):
    (found,) = due(sentence)
    assert (found.date, found.time) == (date(*day), time)


@pytest.mark.parametrize(
    "sentence",
    [
        "活动于5月30日前后举行。",
        "我会定于5月30日召开大会。",
        "截止目前，6月9日前收到的材料已归档。",
        "5月下旬颁发奖项。",
        "4月上旬至5月中旬集中开展活动。",
    ],
)
def test_a_date_that_binds_nobody(sentence):
    assert due(sentence) == []


def test_a_window_has_its_first_day():
    (found,) = due("请于2024年8月15日至9月28日期间，登录网站填报活动信息。")
    assert (found.starts_on, found.date) == (date(2024, 8, 15), date(2024, 9, 28))


@pytest.mark.parametrize("phrase", ["每月25日前", "每双月底", "每季度末", "每年12月31日前"[:2] + "底"])
def test_a_duty_that_returns_keeps_its_phrase(phrase):
    (found,) = due(f"请各单位{phrase}报送工作情况。")
    assert (found.date, found.recurrence) == (None, phrase)


def test_every_without_a_day_is_no_deadline():
    assert due("每年组织专家走进基层。") == []


def test_a_duty_without_a_date_is_one_all_the_same():
    (found,) = due("请及时报送学习情况至市科协办公室。")
    assert found.date is None
    assert "市科协办公室" in found.text


def test_beside_a_date_only_a_postmark_is_a_duty_of_its_own():
    assert len(due("请于6月9日前填报。及时报送活动信息。")) == 1
    assert len(due("请于6月9日前填报。纸质材料寄至市科协（以邮戳为准）。")) == 2


def test_whoever_is_named_is_bound():
    assert due("请各市级学会于6月9日前报送总结。")[0].audience == ("市级学会",)
    assert due("6月9日前，申报单位完成网上填报。")[0].audience == ("申报单位",)
    assert due("请各有关单位于6月9日前报送总结。")[0].audience == ("区科协", "市级学会")
    assert due("请于6月9日前报送总结。")[0].audience == ("区科协", "市级学会")


def test_the_clause_is_the_text_of_a_deadline():
    (found,) = due("请认真总结，梳理经验，于6月9日前报送总结和照片，逾期不候。")
    assert found.text == "于6月9日前报送总结和照片"
    (found,) = due("请有关单位按照本通知第一条第二款所列各项要求逐一对照落实到位后于6月9日前，将材料报送至市科协。")
    assert found.text.startswith("于6月9日前")


def test_routes_by_unit_type():
    assert led("各区科协报市科协宣传部，各市级学会报市科协学会部。") == [
        ("市科协宣传部", ("区科协",)),
        ("市科协学会部", ("市级学会",)),
    ]


def test_one_office_for_all():
    assert led("请于6月9日前将总结报送至市科协学会部（科技大厦301室）。") == [
        ("市科协学会部（科技大厦301室）", ("区科协", "市级学会"))
    ]


def test_our_own_office_is_the_issuer():
    assert led("请将总结报我局。") == [("东湖市科学技术协会", ("区科协", "市级学会"))]


def test_offices_that_look_after_fields():
    sentence = "（一）软科学领域、科普领域\n由办公室负责办理。\n（二）农业领域由农村科负责受理。\n由办公室负责办理。"
    assert (
        led(sentence) == [("办公室", ("软科学领域", "科普领域")), ("农村科", ("农业领域",))]
        or led(sentence)[0][0] == "办公室"
    )


@pytest.mark.parametrize(
    "sentence",
    ["请报送工作总结。", "请报所在区科协。", "请根据通知要求报送活动信息。", "每月上报统计数据。"],
)
def test_a_thing_is_no_office(sentence):
    assert led(sentence) == []


def test_the_subject_of_the_sentence_before_is_meant_where_anybody_is_addressed():
    found = led("各市州、直管市须完成申报。请将材料寄至省青少年科技中心。", "各有关单位")
    assert found == [("省青少年科技中心", ("市州、直管市",))]


def test_an_office_named_twice_is_one_route():
    assert led("各区科协报市科协宣传部。各市级学会报市科协宣传部。") == [("市科协宣传部", ("区科协", "市级学会"))]
