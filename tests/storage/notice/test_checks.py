"""What a careful clerk would ask."""

from __future__ import annotations

import pytest

from storage.notice.model import Doubt
from storage.notice.wording import doubt

HANDED_IN = (
    "请于5月20日前报送活动总结和影像资料等。各区科协报市科协宣传部，各市级学会、企业科协报市科协学会部，"
    "各区教育局报市教育局体卫艺处。"
)


@pytest.mark.parametrize(
    ("change", "code", "proposal"),
    [
        (("请于5月20日前报送", "请于5月20日（星期一）前报送"), "weekday", "星期二"),
        (("请于5月20日前报送", "请于2024年5月20日前报送"), "before_issue", "2025-05-20"),
        (("请于5月20日前报送", "请于2024年2月29日前报送"), "before_issue", None),
        (("请于5月20日前报送", "请于2027年5月20日前报送"), "far_ahead", "2025-05-20"),
        (("请于5月20日前报送活动总结", "请及时报送活动总结至市科协宣传部"), "no_deadline_date", None),
        (("请于5月20日前报送", "请报送"), "no_deadline_date", None),
        ((HANDED_IN, "认真总结。"), "no_deadline", None),
        (("松科协〔2025〕7号\n", ""), "no_number", None),
        (("松陵市科学技术协会\n2025年4月1日", ""), "no_date", None),
        (("2025年4月1日", "2025年4月1日\n松陵市科协办公室\n2025年3月30日印发"), "printed_before_issued", None),
        (("电话：60010001", "电话：60010"), "short_phone", None),
        (("，各区教育局报市教育局体卫艺处", ""), "no_route", None),
        (
            ("各区教育局报市教育局体卫艺处", "各区教育局报市教育局体卫艺处，各区教育局报市教育局办公室"),
            "two_offices",
            None,
        ),
        (("联系人：温 言 电话：60010003", "联系人：温 言"), "no_way", None),
        (("2025年4月上旬", "2025年4月上旬"), None, None),
    ],
)
def test_what_is_odd_is_asked(bent, change, code, proposal):
    found = {d.code: d for d in bent(change).doubts}
    if code is None:
        assert not found
        return
    assert code in found
    assert found[code].proposal == proposal
    said = doubt(found[code])
    assert said.endswith(("。", "？"))
    assert "{" not in said


def test_a_window_that_ends_before_it_begins(bent):
    codes = {d.code for d in bent(("请于5月20日前报送", "请于5月20日至10日期间报送")).doubts}
    assert "ends_before_start" in codes


def test_a_right_weekday_is_no_doubt(bent):
    assert not bent(("请于5月20日前报送", "请于5月20日（星期二）前报送")).doubts


def test_a_recurring_duty_needs_no_date(bent):
    assert not bent(("请于5月20日前报送", "请每月25日前报送")).doubts


def test_an_own_date_behind_the_upper_one_is_asked(bent):
    forwarded = "\n附件\n澜科协〔2025〕3号\n关于总的活动的通知\n各设区市科协：\n请于5月10日前报送总结。各设区市科协报省科协学会部。\n澜川省科学技术协会\n2025年3月1日"
    notice = bent(("松陵市科学技术协会\n2025年4月1日", f"松陵市科学技术协会\n2025年4月1日{forwarded}"))
    assert "after_upper" in {d.code for d in notice.doubts}


def test_doubts_stand_in_the_order_of_their_lines(bent):
    found = bent(("松科协〔2025〕7号\n", ""), ("联系人：温 言 电话：60010003", "联系人：温 言")).doubts
    assert [d.code for d in found] == ["no_number", "no_way"]


def test_a_doubt_that_has_no_sentence_is_named():
    assert doubt(Doubt("unheard_of")) == "unheard_of"


@pytest.mark.parametrize(
    ("change", "code", "proposal"),
    [
        (("请于5月20日前报送活动总结", "请于6月31日前报送活动总结"), "no_such_day", "6月30日"),
        (("请于5月20日前报送", "请于2025年2月30日前报送"), "no_such_day", "2月28日"),
        (("请于5月20日前报送", "请于2月30日前报送"), "no_such_day", None),
        (("请于5月20日前报送活动总结", "申报时间：即日起至，请报送活动总结"), "no_end", None),
        (("请于5月20日前报送活动总结", "自2025年4月10日起受理申报，请报送活动总结"), "no_end", None),
        (("2025年4月1日", "2025年4月1日\n松陵市科协办公室\n2025年5月30日印发"), "printed_after", None),
        (("请于5月20日前报送", "请于2025年5月10日至2024年5月20日期间报送"), "ends_before_start", "2025-05-20"),
        (("请于5月20日前报送", "请于2025年12月10日至2024年1月20日期间报送"), "ends_before_start", "2026-01-20"),
        (("2025年4月上旬-5月中旬", "2025年4月1日至2024年5月20日"), "ends_before_start", None),
        (
            ("请于5月20日前报送", "各单位于5月20日前完成申报。各区科协于5月10日前完成审核。请及时报送"),
            "before_step",
            None,
        ),
        (("电话：60010001", "电话：1390000111"), "short_phone", None),
        (("电话：60010001", "电话：0999-652389"), "short_phone", None),
        (("电话：60010001", "电话：139000011112"), "short_phone", None),
    ],
)
def test_what_else_a_clerk_would_ask_about(bent, change, code, proposal):
    notice = bent(change)
    found = {d.code: d for d in notice.doubts}
    assert code in found
    assert found[code].proposal == proposal
    assert found[code].lines
    assert set(found[code].lines) <= set(range(1, len(notice.lines) + 1))
    assert "{" not in doubt(found[code])


@pytest.mark.parametrize(
    "change",
    [
        ("各市级学会，企业科协：", "各市级学会，企业科协，各有关单位："),
        ("电话：60010001", "电话：13900001111"),
        ("电话：60010001", "电话：0999-60010001转8012"),
        ("电话：60010001", "电话：（0999）6001000"),
        ("电话：60010001", "电话：6001000-803"),
        ("请于5月20日前报送", "请于即日起至5月20日前报送"),
        ("请于5月20日前报送", "请于收到本通知后5个工作日内报送"),
        ("请于5月20日前报送", "各单位于5月10日前完成申报。各区科协于5月15日前完成审核。请于5月20日前报送"),
    ],
)
def test_what_is_in_order_is_not_asked_about(bent, change):
    assert not bent(change).doubts
