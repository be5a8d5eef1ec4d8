"""From a unit type to what it owes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.playground.example import notice_lines
from storage.notice.bodies.offices import office
from storage.notice.model import Contact, Level, Notice, Route
from storage.notice.parser import read
from storage.notice.routing import (
    binding_level,
    contact_of,
    duties,
    duty,
    fold,
    is_offices_own,
    match_unit_type,
    offices,
    unit_types,
)


@pytest.fixture(scope="module")
def notice() -> Notice:
    return read(notice_lines())


def test_each_type_has_its_own_office_and_contact(notice):
    found = {d.unit_type: (d.office, d.contact.names if d.contact else ()) for d in duties(notice)}
    assert found["县（市、区）科协"] == ("市科协普及部", ("沈知远",))
    assert found["企业科协"] == ("市科协学会服务中心", ("顾清和",))
    assert found["县（市、区）教育局"] == ("市教育局青少年科技处", ("纪云舟",))


def test_what_a_type_owes_are_papers_and_media_of_its_level(notice):
    own = duty(notice, "市级学会")
    assert [m.name for m in own.owed] == ["活动总结", "影像资料"]
    assert [m.name for m in own.content] == ["典型经验", "意见建议"]
    assert own.deadline is not None
    assert own.deadline.date == date(2024, 10, 25)


def test_whom_the_upper_level_names_it_binds(notice):
    assert binding_level(notice, "设区市科协") == 1
    assert binding_level(notice, "市级学会") == 0
    assert binding_level(notice, None) == 0
    assert binding_level(notice, "财政局") == 0
    assert duty(notice, "设区市科协").office == "省科协科普工作部"


def test_without_a_type_the_office_is_known_only_if_there_is_one(notice):
    assert duty(notice, None).office is None
    single = replace(notice, routes=notice.routes[:1])
    assert duty(single, None).office == "市科协普及部"
    bare = replace(notice, routes=(), contacts=notice.contacts[:1])
    assert duty(bare, "市级学会").office == "市科协普及部"


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("县市区科协", "县（市、区）科协"),
        ("各县（市、区）教育局", "县（市、区）教育局"),
        ("学会", "市级学会"),
        ("企业", "企业科协"),
        ("省级学会", "省级学会（协会、研究会）"),
        ("科协", None),
        ("", None),
        ("财政局", None),
    ],
)
def test_a_type_is_matched_by_its_words(notice, words, named):
    assert match_unit_type(notice, words) == named


def test_who_reports_to_a_body_of_their_own_place_by_a_day_is_matched_by_their_whole_name(notice):
    nearby = replace(notice.routes[0], audience=("申报单位", "申报人"), office="所在区科协")
    dated = replace(notice.deadlines[0], audience=("申报单位",))
    tiers = replace(notice, routes=(*notice.routes, nearby), deadlines=(*notice.deadlines, dated))
    assert match_unit_type(tiers, "申报单位") == "申报单位"
    assert match_unit_type(tiers, "申报人") is None
    assert match_unit_type(notice, "申报单位") is None


def test_offices_in_the_order_of_the_routes(notice):
    assert offices(notice, 0) == ("市科协普及部", "市科协学会服务中心", "市教育局青少年科技处")
    assert offices(replace(notice, routes=()), 1) == ("省科协科普工作部", "省教育厅基础教育与科普处")


def test_a_contact_is_found_by_its_office_or_as_the_only_one(notice):
    assert contact_of(notice, "市科协学会服务中心（三楼）", 0) == notice.contacts[1]
    assert contact_of(notice, "市财政局", 0) is None
    only = replace(notice, contacts=(Contact(None, phones=("60010001",)),))
    assert contact_of(only, "市财政局", 0) == only.contacts[0]


def test_types_come_from_routes_where_nobody_is_addressed():
    notice = Notice(lines=("",), levels=(Level(0),), routes=(Route(("甲", "乙"), "丙处"),))
    assert unit_types(notice, 0) == ("甲", "乙")
    assert unit_types(notice, 5) == ()
    assert duty(notice, "甲").deadline is None


def test_folding_compares_only_words():
    assert fold("各县级市（区）科协") == fold("县级市 区 科协")


def test_the_mailbox_that_everybody_sends_to_is_each_ones_who_has_none(bent):
    notice = bent(
        ("电话：60010001，邮箱：xc60010001@example.invalid", "电话：60010001"),
        ("电话：60010003", "电话：60010003\n材料统一发送至邮箱：all@example.invalid。"),
    )
    assert duty(notice, "区科协").contact.emails == ("all@example.invalid",)
    assert duty(notice, "市级学会").contact.emails == ("13900001111@example.invalid",)


def test_whoever_recommends_is_each_of_those_addressed_who_have_no_other_office():
    text = "关于甲的通知\n各区科协，各企业：\n各企业将材料报推荐单位。推荐单位于6月9日前报市科协科普部。\n东湖市科协\n2024年3月4日"
    read_notice = read(text.split("\n"))
    assert duty(read_notice, "区科协").office == "市科协科普部"
    assert duty(read_notice, "企业").office == "推荐单位"


@pytest.mark.parametrize(
    ("said", "whose"),
    [
        ("市里将于7月18日前向省卫健委报送推荐名单", ("市里",)),
        ("市卫健委于7月18日前将全市数据报省卫健委", ("市卫健委",)),
        ("我委将于7月18日前公布入围作品", ("我委",)),
    ],
)
def test_what_the_office_itself_does_by_a_day_binds_nobody_else(said, whose):
    text = f"""澜江市卫生健康委员会关于征集科普作品的通知

各县（市、区）卫健局，市直各医疗机构：

各县（市、区）卫健局于2025年6月27日前将作品报市卫健委宣传科；市直各医疗机构于6月20日前将作品报市健康教育所。{said}。

澜江市卫生健康委员会
2025年5月23日"""
    found = read(text.splitlines())
    assert {d.unit_type: [str(one.date) for one in d.deadlines] for d in duties(found)} == {
        "县（市、区）卫健局": ["2025-06-27"],
        "市直各医疗机构": ["2025-06-20"],
    }
    assert {one.audience for one in found.deadlines if str(one.date) == "2025-07-18"} <= {whose}
    assert [route.office for route in found.routes] == ["市卫健委宣传科", "市健康教育所"]


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("区创新局于7月18日前完成审核", ["2025-06-27"]),  # one such body, called by its place
        ("学校于7月18日前反馈获推名单", ["2025-06-27"]),
        ("各地市网上推荐截止时间为7月18日", ["2025-06-27"]),
        ("获奖名单于7月18日前公布", ["2025-06-27"]),
        (
            "入围企业于7月18日前将样品报市创新中心",
            ["2025-06-27", "2025-07-18"],
        ),  # whoever is meant is none of the office
    ],
)
def test_a_step_that_the_office_takes_binds_no_unit(said, days):
    text = f"关于征集作品的通知\n各县（市、区）卫健局：\n各县（市、区）卫健局于2025年6月27日前将作品报我委宣传科。\n{said}。\n2025年5月23日"
    assert [str(one.date) for one in duties(read(text.splitlines()))[0].deadlines] == days


def test_a_day_of_the_school_itself_is_the_offices_own():
    text = "关于推荐人选的通知\n各学院：\n各学院于6月27日前报送推荐表。学校于7月18日前反馈获推名单。\n2025年5月23日"
    found = read(text.splitlines())
    assert [is_offices_own(found, one) for one in found.deadlines] == [False, True]


def test_where_there_is_nothing_but_the_offices_own_step_its_day_is_told():
    text = "关于征集作品的通知\n各县（市、区）卫健局：\n请认真组织，我委将于7月18日前将作品报省卫健委。\n2025年5月23日"
    (found,) = duties(read(text.splitlines()))
    assert [str(one.date) for one in found.deadlines] in (["2025-07-18"], [])


def test_a_body_of_the_district_is_one_of_the_senders_own():
    assert office("辖区科技主管部门") == "辖区科技主管部门"
    assert office("各辖区科技主管部门") == "各辖区科技主管部门"


def test_whoever_no_day_names_is_one_of_those_concerned():
    text = (
        "关于甲的通知\n各区科技局，市教育局，各有关单位：\n各区科技局、各有关单位请于6月9日前将推荐函报市科技局。\n"
        "东湖市科学技术局\n2024年3月4日"
    )
    found = read(text.split("\n"))
    assert [str(one.date) for one in duty(found, "市教育局").deadlines] == ["2024-06-09"]


def test_a_place_is_its_bodies_as_well():
    text = (
        "请各县（区）6月9日前上报实施方案。\n请各县（区）科技局抓紧填报，报市科技局。\n东湖市科学技术局\n2024年3月4日"
    )
    found = read(text.split("\n"))
    assert [str(one.date) for one in duty(found, "县（区）科技局").deadlines][:1] == ["2024-06-09"]
