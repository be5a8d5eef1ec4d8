"""A whole notice read: what it says, from which lines, and what is no notice."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.playground.example import notice_lines
from storage.errors import NotANotice
from storage.notice.model import MaterialKind
from storage.notice.parser import read
from storage.notice.printed import as_json, from_record, to_record


def test_a_plain_notice_says_what_it_says(plain):
    assert plain.title == "关于开展2025年“科技志愿日”活动的通知"
    assert plain.doc_number == "松科协〔2025〕7号"
    assert plain.issuers == ("松陵市科学技术协会",)
    assert plain.issued_on == date(2025, 4, 1)
    assert plain.theme == "知行合一"
    assert plain.activity_period is not None
    assert (plain.activity_period.start, plain.activity_period.end) == (date(2025, 4, 1), date(2025, 5, 20))
    assert plain.activity_period.approximate
    assert [activity.title for activity in plain.activities] == ["组织集中志愿服务", "建设线上课堂"]
    assert [section.title for section in plain.requirements] == ["注重安全", "及时总结"]
    assert [(d.date, d.time) for d in plain.deadlines] == [(date(2025, 5, 20), None)]
    assert {m.name: m.kind for m in plain.materials} == {
        "活动总结": MaterialKind.DOCUMENT,
        "影像资料": MaterialKind.MEDIA,
    }


def test_every_fact_names_the_line_it_stands_on(plain):
    assert "5月20日前" in plain.lines[plain.deadlines[0].source[0] - 1]
    assert "秦朗" in plain.lines[plain.contacts[1].source[0] - 1]
    assert "市教育局体卫艺处" in plain.lines[plain.routes[2].source[0] - 1]
    assert plain.lines[plain.theme_source[0] - 1] == "知行合一"


def test_the_shipped_notice_keeps_its_two_levels_apart():
    notice = read(notice_lines())
    own, forwarded = notice.levels
    assert (own.doc_number, forwarded.doc_number) == ("云科协〔2024〕18号", "澜科协发〔2024〕41号")
    assert (own.issued_on, forwarded.issued_on) == (None, date(2024, 9, 3))
    assert forwarded.title == "澜川省科协 教育厅关于举办 2024 年“科普服务月”活动的通知"
    assert (forwarded.printed_by, forwarded.printed_on) == ("澜川省科协办公室", date(2024, 9, 3))
    assert [(d.level, d.date) for d in notice.deadlines] == [(0, date(2024, 10, 25)), (1, date(2024, 11, 8))]
    assert notice.contacts[2].phones == ("57462907",)
    assert notice.contacts[2].emails == ("18800001234@example.invalid",)
    assert [d.code for d in notice.doubts] == ["no_date"]


def test_a_record_brings_back_the_same_notice(plain):
    for notice in (plain, read(notice_lines())):
        assert from_record(json.loads(json.dumps(to_record(notice)))) == notice


def test_the_printed_form_has_every_key_and_only_plain_values(plain):
    value = json.loads(json.dumps(as_json(plain)))
    assert value["issued_on"] == "2025-04-01"
    assert value["deadlines"][0]["recurrence"] is None
    assert value["contacts"][0]["address"] is None
    assert value["materials"][0]["kind"] == "document"
    keys = {"lines", "levels", "title", "doc_number", "issuers", "issued_on", "theme", "activity_period", "activities"}
    assert [doubt["code"] for doubt in as_json(read(notice_lines()))["doubts"]] == ["no_date"]
    assert keys | {"deadlines", "contacts", "routes", "materials", "doubts"} <= value.keys()


def test_a_notice_without_theme_and_period_prints_them_as_absent(bent):
    value = as_json(bent(("一、活动主题\n知行合一\n二、活动时间\n2025年4月上旬-5月中旬\n", "")))
    assert value["theme"] is None
    assert value["activity_period"] == {"start": None, "end": None, "text": None}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("   \n \n", "empty"),
        ("各单位：", "too_short"),
        ("shopping list: milk, bread, eggs, butter, cheese and a notebook for school", "no_notice"),
        ("今天天气很好，我们去公园里散步，看到了很多花，也遇到了几位朋友，大家聊得很开心，晚上一起吃饭。", "no_notice"),
        (
            "联系人名单整理好了，大家有空的时候看一下，有错别字就直接改，不用再问我了，谢谢大家的帮助和支持。",
            "no_notice",
        ),
        ("字" * 400_001, "too_long"),
    ],
)
def test_what_is_no_notice_is_refused_with_a_reason(text, code):
    with pytest.raises(NotANotice) as caught:
        read(text.split("\n"))
    assert caught.value.code == code


@settings(max_examples=60)
@given(
    st.lists(
        st.text(alphabet="各有关单位报送于6月9日前：，。（）一、1.附件通知2024年《》@a.b \u3000", max_size=40),
        max_size=30,
    )
)
def test_no_arrangement_of_official_signs_breaks_the_reader(some):
    try:
        notice = read(some)
    except NotANotice:
        return
    assert from_record(to_record(notice)) == notice


def test_a_notice_may_have_neither_a_head_nor_a_day():
    text = "两院共同举办“守护山川”主题科普征文活动，期待各界人士参与。现将有关事项通知如下：\n一、活动主题\n守护山川"
    assert read(text.splitlines()).theme == "守护山川"


def test_what_only_lays_down_how_something_is_done_is_a_notice():
    lines = ("各部门、各单位：", "为加强管理，现对经费的时间节点作如下规定：", "请负责人在5月19日下班前交延期表。")
    assert [d.what for d in read([*lines, "科技处", "2017年5月18日"]).deadlines]
