"""Notices as the pages of associations, societies and universities word them, with what stands around them."""

from __future__ import annotations

from datetime import date

import pytest

from storage.notice.deadlines import deadlines
from storage.notice.layout import paragraphs
from storage.notice.model import Since, Term, Unit
from storage.notice.routes import routes
from storage.notice.sections import period, theme
from storage.notice.structure import parts

HEAD = "东科协〔2024〕9号\n关于甲的通知\n"
FOOT = "\n东湖市科学技术协会\n2024年3月4日"
ALL = ("区科协", "市级学会")


def part_of(text: str):
    return parts(paragraphs(text.split("\n")))[0]


def told(sentence: str):
    return part_of(f"{HEAD}各区科协，各市级学会：\n{sentence}{FOOT}")


def led(sentence: str):
    return [(route.office, route.audience) for route in routes(told(sentence))]


def due(sentence: str):
    return [one.date for one in deadlines(told(sentence))]


@pytest.mark.parametrize(
    "sentence",
    [
        "上述单位将论文一式两份于6月9日前报市科协学会部。",
        "请以上各单位将论文报送市科协学会部。",
        "新申报科普基地单位提供申报表，并于6月9日前报送市科协学会部。",
        "请你单位推荐1名青年，于6月9日前将书面材料报到市科协学会部。",
        "请各单位于6月9日前将材料快递至市科协学会部，以便报送中国科协。",
        "由于省科协规定6月20日前必须上报省科协组宣部，请各单位于6月9日前将材料交市科协学会部。",
        "请各单位将材料交市科协学会部，不接受个人直接向省科协申报。",
        "市科协学会部组织志愿者送图书到东湖区党群中心；请各单位将材料交市科协学会部。",
        "望各单位务必于6月9日前将总结报市科协学会部。",
        "请各区科协、市级学会及相关单位于6月9日前将总结报市科协学会部。",
        "材料须经单位审查，法定代表人签字。 3.申报书一式6份寄至市科协学会部。",
    ],
)
def test_everybody_has_one_office_whatever_else_is_done_with_the_papers(sentence):
    assert led(sentence) == [("市科协学会部", ALL)]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("由作者将论文交送所在学（协）会，并填写推荐表。", [("所在学（协）会", ("作者",))]),
        (
            "申报人将申报书交省级科协青少年机构；各省级科协青少年机构汇总本地区材料，按要求整理，寄至全国科技竞赛组委会办公室。",
            [("省级科协青少年机构", ("申报人",)), ("全国科技竞赛组委会办公室", ("省级科协青少年机构",))],
        ),
    ],
)
def test_who_gathers_for_others_hands_in_as_well(sentence, found):
    assert led(sentence) == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("请各申报老师填写推荐表，于6月9日前交给校科研处。", [("校科研处", ("申报老师",))]),
        ("未审核的成果，请科研秘书于6月9日前交校科研处。", [("校科研处", ("科研秘书",))]),
        ("请填写提名表，纸质版本人签字一份交至校科研处。", [("校科研处", ALL)]),
        ("我校可推荐2名。各学院将材料报送校科研处。\n6月9日前，向东湖省科协报送材料。", [("校科研处", ("学院",))]),
    ],
)
def test_a_school_sends_on_what_its_own_people_hand_in(sentence, found):
    assert led(sentence) == found


@pytest.mark.parametrize(
    "sentence",
    [
        "学员带材料报到时交会务组。",
        "请会员缴交2024年会费，学会将及时寄出发票。",
        "要求组织报送优秀科技志愿服务队和优秀科技志愿者。",
        "请将视频发至大赛主办方邮箱gs@example.invalid。",
    ],
)
def test_what_is_paid_recommended_or_mailed_goes_to_no_office(sentence):
    assert led(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("网络申报期为6月1日-9日。", [date(2024, 6, 9)]),
        ("申报时间节点：2024年6月9日", [date(2024, 6, 9)]),
        ("于6月9日前，登录系统报名（建议使用火狐浏览器，点击“申报”版块）。", [date(2024, 6, 9)]),
        ("截止到2023年底，连续从事科普工作5年以上。", []),
        ("6月9日为推荐函和申报书受理截止时间。", [date(2024, 6, 9)]),
        ("6月1日—9日直接在中国科协“全国科普教育基地”信息平台（www.kpjd.example.org）注册账号。", [date(2024, 6, 9)]),
    ],
)
def test_a_date_is_due_whichever_side_says_so(sentence, days):
    assert due(sentence) == days


def test_a_term_runs_from_the_end_of_what_takes_place():
    (found,) = deadlines(told("在活动结束两周内将总结和照片报送至市科协学会部。"))
    assert (found.date, found.term) == (None, Term(2, Unit.WEEK, Since.EVENT, "活动结束"))


def test_a_duty_to_send_something_is_one_without_any_date():
    (found,) = deadlines(told("对推荐的候选人须认真审查后报送我会。请各区科协报市科协学会部。"))
    assert (found.date, found.text) == (None, "对推荐的候选人须认真审查后报送我会")


def test_what_is_looked_for_in_a_candidate_is_nobodys_duty():
    assert due("二、评选条件\n1、及时收集和整理上报活动资料。") == []


def test_a_form_behind_the_notice_does_not_hide_its_foot():
    form = "\n".join(["附件：", "活动情况调查表", *(f"第{n}栏| |" for n in "甲乙丙丁戊己庚辛壬癸子丑寅卯辰")])
    record = part_of(f"关于甲的通知\n各区科协：\n请及时报送总结，确保落到实处。{FOOT}\n{form}").record
    assert (record.issuers, record.issued_on) == (("东湖市科学技术协会",), date(2024, 3, 4))


def test_a_foot_without_its_year_or_its_date():
    body = "（2024年3月1日起草）请及时报送总结，确保落到实处。"
    record = part_of(f"关于甲的通知\n各区科协：\n{body}\n东湖市科学技术协会\n5月23日").record
    assert (record.issuers, record.issued_on) == (("东湖市科学技术协会",), date(2024, 5, 23))
    record = part_of(f"关于甲的通知\n各区科协：\n{body}\n市科协秘书处（代章）").record
    assert (record.issuers, record.issued_on) == (("市科协秘书处",), None)
    record = part_of(f"关于甲的通知\n各区科协：\n{body}\n走访日程\n5月23日").record
    assert (record.issuers, record.issued_on) == ((), None)


def test_a_number_behind_the_title_or_before_the_addressees_is_the_notices_own():
    assert (
        part_of("关于甲的通知（东科协〔2024〕9号）\n各区科协：\n请报送总结。").record.doc_number == "东科协〔2024〕9号"
    )
    assert part_of("关于转发甲的通知（东科协〔2024〕9号）\n各区科协：\n请报送总结。").record.doc_number is None
    part = part_of("东科协〔2024〕9号 各区科协、教育局: 为做好工作，现通知如下。请将总结报市科协。")
    assert (part.record.doc_number, part.audience) == ("东科协〔2024〕9号", ("区科协", "区教育局"))


def test_what_a_page_says_of_a_text_is_no_title_but_gives_a_year():
    part = part_of(
        "关于评选先进单位的通知\n来源： 作者： 日期：2024-04-22 10:34 属于：通知公告\n各区科协：\n请于4月28日前将申报表报市科协办公室。"
    )
    assert part.record.title == "关于评选先进单位的通知"
    assert part.record.issued_on is None
    assert [one.date for one in deadlines(part)] == [date(2024, 4, 28)]


def test_the_year_of_the_page_goes_before_that_of_a_number_it_quotes():
    part = part_of(
        "关于推荐候选人的通知\n发布时间：2024-01-08\n各专业分会：\n根据甲发〔2023〕98号，请于1月25日前报送推荐表。"
    )
    assert [one.date for one in deadlines(part)] == [date(2024, 1, 25)]


def test_an_institute_addresses_its_own_people_and_sends_on_what_they_hand_in():
    sentence = "6月9日前提交参赛作品（填写附件2）至科技处，经研究所审核后，统一上报中国科学院学部工作局。"
    part = part_of(f"{HEAD}全所师生：\n{sentence}")
    assert [(route.office, route.audience) for route in routes(part)] == [("科技处", ("全所师生",))]


def test_a_theme_that_a_talk_must_keep_to():
    assert theme([told("根据“科技强国 科普惠民”主题自由选择题目讲解。")])[0] == "科技强国 科普惠民"


def test_districts_that_a_province_runs_itself_share_their_body():
    assert part_of(f"{HEAD}各省辖市、省直管县（市）科协：\n请报送总结。").audience == ("省辖市、省直管县（市）科协",)


def test_a_head_of_time_and_theme_has_the_days_first():
    chain = [told("一、时间与主题\n（一）2024年5月25-28日\n（二）主题\n科技向未来")]
    found = period(chain)
    assert found is not None
    assert (found.start, found.end) == (date(2024, 5, 25), date(2024, 5, 28))
    assert theme(chain)[0] == "科技向未来"
