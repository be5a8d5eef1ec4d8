"""Notices as the pages of associations, societies and universities word them, with what stands around them."""

from __future__ import annotations

from datetime import date

import pytest

from storage.notice.deadlines.reader import deadlines
from storage.notice.materials.reader import materials
from storage.notice.model import Since, Term, Unit
from storage.notice.occasion.days import period
from storage.notice.occasion.theme import theme
from storage.notice.parser import read
from storage.notice.parts.structure import parts
from storage.notice.routes.reader import routes
from storage.notice.text.paragraphs import paragraphs

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
        "请各区科协、市级学会集中报送，不受理个人申报，于6月9日前提交市科协学会部。",
        "请各单位将材料交市科协学会部，已经报市级党委政府的研究成果不得申报。",
        "请项目完成人和单位填写汇总表，于6月9日前报送市科协学会部。",
        "请及时组织有关单位，按照要求编写材料，于6月9日前将推荐函报送至市科协学会部。",
        "各单位开展科技月活动的情况，请及时报送市科协学会部。",
        "请各单位将材料交市科协学会部，我会可向中国科协推荐候选人3名。",
        "我会接到中国科协关于开展评选的通知，请各单位将材料交市科协学会部。",
        "请各单位于6月9日前报送市科协学会部。公示无异议后，省科技厅报送科技部人才司。",
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
        ("6月9日前，申报对象向所在地科协提出申请。", [("所在地科协", ("申报对象",))]),
        ("各区科协先进集体填表后直接报市科协组人部。", [("市科协组人部", ("区科协",))]),
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
        ("请各学院将照片报送青锐通讯社（qr@example.invalid）。", [("青锐通讯社", ("学院",))]),
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
        "请将材料邮寄至指定接收单位。",
    ],
)
def test_what_is_paid_recommended_or_mailed_goes_to_no_office(sentence):
    assert led(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("网络申报期为6月1日-9日。", [date(2024, 6, 9)]),
        ("申报时间节点：2024年6月9日", [date(2024, 6, 9)]),
        ("表格于6月9日前一式2份报送市科协。", [date(2024, 6, 9)]),
        ("提交材料截止时间分别为：7月20日、10月20日。", [date(2024, 7, 20), date(2024, 10, 20)]),
        ("于6月9日前，登录系统报名（建议使用火狐浏览器，点击“申报”版块）。", [date(2024, 6, 9)]),
        ("材料寄至市科协，接收时间为每天8:30-16:30，须报送原件。", [None]),
        (
            "现场报送接收时间为6月3日-5日，6月9日-10日每天8:30-16:30。",
            [date(2024, 6, 5), date(2024, 6, 10)],
        ),
        ("截止到2023年底，连续从事科普工作5年以上。", []),
        ("6月9日为推荐函和申报书受理截止时间。", [date(2024, 6, 9)]),
        ("6月1日—9日直接在中国科协“全国科普教育基地”信息平台（www.kpjd.example.org）注册账号。", [date(2024, 6, 9)]),
    ],
)
def test_a_date_is_due_whichever_side_says_so(sentence, days):
    assert due(sentence) == days


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("申报人填写《决策咨询成果申报表》，申报单位提交汇总表1份。", ["决策咨询成果申报表", "汇总表"]),
        ("请填写《青年奖推荐表》（见附件）纸质版原件一式9份，《青年奖推荐表》电子版报市科协。", ["青年奖推荐表"]),
        ("请填写相关表格并附推荐材料，于6月9日前报市科协。", ["表格", "推荐材料"]),
        ("请填写《推荐表》和《课题选题目录》，于6月9日前报市科协。", ["推荐表"]),
        ("三、申报材料\n1.其中两份\n2.推荐表", ["推荐表"]),
        ("封面粘贴《推荐表》首页，推荐表于6月9日前报送市科协。", ["推荐表"]),
    ],
)
def test_a_form_is_asked_for_once_by_its_title(sentence, names):
    part = told(sentence)
    assert [one.name for one in materials(part, deadlines(part))] == names


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
    record = part_of(f"关于甲的通知\n各区科协：\n{body}\n东湖市科学技术协会\n2024年3月4日\n2024年3月4日").record
    assert (record.issuers, record.issued_on) == (("东湖市科学技术协会",), date(2024, 3, 4))
    record = part_of(f"关于甲的通知\n各区科协：\n{body}\n东湖市科学技术协会\n2024年3月").record
    assert (record.issuers, record.issued_on) == (("东湖市科学技术协会",), None)
    record = part_of(f"关于甲的通知\n各区科协：\n{body}\n走访日程\n5月23日").record
    assert (record.issuers, record.issued_on) == ((), None)


def test_whose_page_it_is_has_not_issued_the_notice():
    body = "关于甲的通知\n东科协〔2024〕9号\n各区科协：\n请及时报送总结。"
    assert part_of(f"东湖市煤炭学会\n会员登录 会员注册\n{body}").record.issuers == ()
    assert part_of(f"东湖市煤炭学会\n{body}").record.issuers == ("东湖市煤炭学会",)


def test_a_signed_text_that_says_whom_to_ask_is_a_notice():
    text = f"现将评选办法发至有关分会，请依照本办法制定细则，认真做好评选工作。\n联系人：杨群 电话：60010001{FOOT}"
    assert read(text.split("\n")).contacts[0].names == ("杨群",)


def test_where_a_form_is_downloaded_is_nobodys_address():
    text = f"{HEAD}各区科协：\n表格请在东湖市建筑学会网站上下载，下载地址：http://www.example.org/a.html。请报送总结。{FOOT}"
    assert read(text.split("\n")).contacts == ()


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


def test_the_year_of_a_day_that_is_due_goes_before_that_of_a_number_it_quotes():
    sentence = "根据甲发〔2021〕9号，请于6月9日前报送总结。项目书于2024年6月22日前报送。"
    part = part_of(f"关于推荐的通知\n各专业分会：\n{sentence}")
    assert [one.date for one in deadlines(part)] == [date(2024, 6, 9), date(2024, 6, 22)]


def test_what_is_asked_above_the_addressees_by_whoever_passes_it_on_is_read():
    cover = "请需要申报的老师在2024年6月9日之前将材料交到科技处成果科。"
    part = part_of(f"{cover}\n各市级学会：\n请于2024年6月22日前报市科协学会部。")
    assert [one.date for one in deadlines(part)] == [date(2024, 6, 9), date(2024, 6, 22)]
    assert [(route.office, route.audience) for route in routes(part)] == [
        ("科技处成果科", ("需要申报的老师",)),
        ("市科协学会部", ("市级学会",)),
    ]


def test_an_institute_addresses_its_own_people_and_sends_on_what_they_hand_in():
    sentence = "6月9日前提交参赛作品（填写附件2）至科技处，经研究所审核后，统一上报中国科学院学部工作局。"
    part = part_of(f"{HEAD}全所师生：\n{sentence}")
    assert [(route.office, route.audience) for route in routes(part)] == [("科技处", ("全所师生",))]


def test_a_theme_that_a_talk_must_keep_to():
    assert theme([told("根据“科技强国 科普惠民”主题自由选择题目讲解。")])[0] == "科技强国 科普惠民"


def test_a_page_in_one_line_has_a_title_and_addressees():
    start = "东湖市科学技术局关于征集活动的通知 来源：东湖市科学技术局 时间：2024-04-13 各有关单位： 2024年是开局之年，"
    part = part_of(f"{start}请于4月24日前将备案表报送市科技局。")
    assert (part.record.title, part.audience) == ("东湖市科学技术局关于征集活动的通知", ("有关单位",))
    part = part_of("当前位置: 首页 / 通知\n关于申报活动的通知(截止时间:8月8日)\n各二级学院:\n请报送总结。")
    assert part.record.title == "关于申报活动的通知"


def test_districts_that_a_province_runs_itself_have_a_body_of_their_own():
    part = part_of(f"{HEAD}各省辖市、省直管县（市）科协：\n请报送总结。")
    assert part.audience == ("省辖市科协", "省直管县（市）科协")


def test_a_head_of_time_and_theme_has_the_days_first():
    chain = [told("一、时间与主题\n（一）2024年5月25-28日\n（二）主题\n科技向未来")]
    found = period(chain)
    assert found is not None
    assert (found.start, found.end) == (date(2024, 5, 25), date(2024, 5, 28))
    assert theme(chain)[0] == "科技向未来"


def test_whoever_is_said_to_have_done_something_hands_in_nothing():
    notice = part_of("各区科技局：\n省科技厅制定了管理办法，请你们抓紧组织，并将材料于6月9日前报送至市科技局农社处。")
    assert [(route.audience, route.office) for route in routes(notice)] == [(("区科技局",), "市科技局农社处")]
