"""Days that bind or do not, by the words around them; duties without a day, and whom they are told."""

from __future__ import annotations

from datetime import date

import pytest

from storage.notice.parser import read
from tests.storage.notice.test_deadlines_and_routes import due
from tests.storage.notice.test_materials import asked


@pytest.mark.parametrize(
    ("text", "day", "time"),
    [
        ("1.请认真组织。\n2.6月9日前，请各区科协将总结报送市科协。", (2024, 6, 9), None),
        ("3.2024年6月9日前将方案报送市科协。", (2024, 6, 9), None),
        ("6月9日，论文摘要接收截止。", (2024, 6, 9), None),
        ("六、截稿日期\n2024年6月9日。", (2024, 6, 9), None),
        ("重要时间\n征文投稿截止日期\n2024年6月9日\n会议日期\n2024年8月9日", (2024, 6, 9), None),
        ("请各单位按照申报条件，于6月9日进行申报，逾期不补。", (2024, 6, 9), None),
        ("请于6月9日下午2点15前直接到会议室报送材料。", (2024, 6, 9), "14:15"),
        ("要于6月9日（端午前夕）上午10点前，通过系统报送文字材料。", (2024, 6, 9), "10:00"),
        ("请各校把排查情况于6月9日发布在中心网站“简讯”专栏上。", (2024, 6, 9), None),
        ("三、截稿时间至2024年6月9日。", (2024, 6, 9), None),
        ("（二）现场确认。6月7日至9日（上午8:30-11:30，下午2:00-5:00），选手持身份证到场。", (2024, 6, 9), None),
        ("（三）材料报送（6月9日）：各单位将汇总表报研究生院。", (2024, 6, 9), None),
        ("负责人须于6月9日前在省管理系统填写结项报告书。", (2024, 6, 9), None),
        ("纸质表格签字后6月9日交至工会办公室。", (2024, 6, 9), None),
        ("网络申报系统开放时间为2024年5月6日至6月9日。", (2024, 6, 9), None),
        ("填报工作力争于2024年5月底完成。", (2024, 5, 31), None),
        ("2.12月底，各单位将活动的纸质材料报送至市少年宫活动科。", (2024, 12, 31), None),
        ("四、收稿时间：\n时间：2024年12月5日", (2024, 12, 5), None),
    ],
)
def test_a_day_binds(text, day, time):
    (found,) = due(text)
    assert (found.date, found.time) == (date(*day), time)


@pytest.mark.parametrize(
    "text",
    [
        "日报时间为6月1日-6月9日。",
        "样本企业在做好6月1日-6月9日监测数据上报的同时，要加强值守。",
        "会务组在6月9日前（含）收到退款申请的，全额退款。",
        "会议日期\n2024年6月9日",
        "请优先填报6月9日前开赛赛项的报名信息。",
        "本次统计数据的截止日期为2024年6月9日。",
        "一、结项范围\n应于2024年12月31日前完成的项目。",
        "任职年限计算截止到2024年6月9日。",
        "主管部门进行复核，6月9日前完成的，优先安排评审。",
        "一、服务时间：6月7日—9日每天7:30—17:30",
        "自9月起，每月末通报各镇（街道）进展。",
        "（二）初赛：5月26日至28日，采取线上评审方式。",
    ],
)
def test_a_day_does_not_bind(text):
    assert due(text) == []


def test_a_weekday_may_be_said_twice():
    (found,) = due("定于每周星期三下午二时前上报监测表。")
    assert (found.recurrence, found.time) == ("每周星期三下午二时前", "14:00")


@pytest.mark.parametrize(
    "duty",
    [
        "活动期间要及时报送活动进展情况。",
        "遇到虫害暴发，有关情况随时上报。",
        "\n（三）及时上报工作信息。请明确专人负责。",
        "请各区科协明确一名联络员，并将名单反馈我会。",
        "请将负责统计的人员姓名、电话等一并报送我会学会部。",
    ],
)
def test_beside_a_day_stands_a_duty_without_one(duty):
    assert [one.date for one in due(f"请于6月9日前报送总结。{duty}")] == [date(2024, 6, 9), None]


@pytest.mark.parametrize(
    "said",
    [
        "请按进度及时上报春耕作业情况，具体时间如下：",
        "做好推荐材料的审核并及时报送。",
        "要明确一名联络员，并将名单存档。",
        "\n（三）及时上报工作信息。请于7月9日前上报。",
    ],
)
def test_beside_a_day_stands_what_is_no_duty_of_its_own(said):
    found = due(f"请于6月9日前报送总结。{said}")
    assert [one.date for one in found if one.date != date(2024, 7, 9)] == [date(2024, 6, 9)]


def test_who_is_told_stands_behind_the_verb_of_asking():
    (found,) = due("市统计局高度重视，请各网报企业进入系统填报季报，并在6月30日前完成填报。", "有关企业")
    assert found.audience == ("网报企业",)


def test_what_describes_how_something_is_done_is_nobody():
    (found,) = due(
        "该工作涉及各级文化部门，请各单位重视，全力配合市文化局做好申报，并于6月9日前报市文化局。", "各县文化局"
    )
    assert found.audience == ("县文化局",)
    (found,) = due("由国教院通知到学生，学生应于6月9日以前清缴费用。", "学生")
    assert found.audience == ("学生",)


def test_what_is_said_of_papers_names_none():
    said = "请于6月9日前报送评优名单；评优名单和先进班集体报盘材料均采用Excel格式（包含学院、姓名）。"
    assert asked(said) == [("评优名单", "document")]
    assert asked("请于6月9日前上报总结。系统中需上报报表为监测报表。") == [("总结", "document")]


def test_an_hour_may_be_closed_twice():
    (found,) = due("并于6月9日（星期日）17:00时前提交信息表，逾期不候。")
    assert (found.date, found.time) == (date(2024, 6, 9), "17:00")


TABLE = """季报表 |
{head} |
填报起止时间 |
第1季度 |
2024.1.1~2024.2.28 |
3月20日至31日 | |
第2季度 |
2024.3.1~2024.5.31 |
6月1日至20日 | |"""


def test_the_days_that_a_report_is_of_are_not_those_on_which_it_is_due():
    text = f"二、填报时间及方式\n每季度填报一次。具体填报时间及方式如下：\n{TABLE}"
    assert [str(one.date) for one in due(text.format(head="季度数据"))] == ["2024-03-31", "2024-06-20"]
    assert "2024-05-31" in [str(one.date) for one in due(text.format(head="补报"))]


def test_a_paper_whose_form_stands_in_brackets():
    said = "请于6月9日前将推荐表（见附件2、附件3）纸质稿报市科协，并附2篇800字左右的交流论文。"
    assert asked(said) == [("推荐表", "document"), ("交流论文", "document")]
    assert asked("请于6月9日前将相关资料—个人报名表、讲解稿报送市科协。") == [
        ("个人报名表", "document"),
        ("讲解稿", "document"),
    ]
    assert asked("请将今年上述工作的情况整理成书面材料，于6月9日前报送市科协。") == [("今年上述工作的情况", "document")]
    assert asked("请于6月9日前将总结、报名表电子版收集，报送市科协。") == [("总结", "document")]


@pytest.mark.parametrize(
    "text",
    [
        "教师须为高校教师（2024年8月15日前正式入职）。",
        "2024年12月31日前经市民政局登记成立的社会组织，均应填报报告。",
    ],
)
def test_by_when_somebody_was_registered_is_due_to_nobody(text):
    assert due(text) == []


def test_the_hour_at_which_a_half_day_ends():
    (found,) = due("一、受理时间\n2024年6月3日至6月9日上午（截至12:00）。")
    assert (found.date, found.time) == (date(2024, 6, 9), "12:00")


def test_who_only_sees_to_it_owes_nothing():
    assert due("各地要高度重视，确保复审企业按时报送复审材料。") == []


def test_where_money_goes_is_not_who_pays():
    (found,) = due("请各高校把评审费在2024年6月9日前汇入松州学院。", "有关高校")
    assert found.audience == ("有关高校",)


def test_the_lines_of_a_timetable_in_turn_are_its_rows():
    days = (("2024年5月31日前", "学院组织同行评审"), ("2024年6月9日", "以学院为单位向科技处提交申请书"))
    rows = [line for row in (*days, ("2024年6月12日", "申请人在线提交申请书")) for line in row]
    found = due("\n".join(["时间", "具体要求", *rows]))
    assert [(one.date.day, one.what) for one in found] == [
        (31, "学院组织同行评审"),
        (9, "以学院为单位向科技处提交申请书"),
        (12, "申请人在线提交申请书"),
    ]
    heads = "重要时间\n报名截止日期\n2024年6月9日\n缴费截止日期\n2024年6月12日\n会议日期\n2024年7月1日\n特此通知"
    assert [str(one.date) for one in due(heads)] == ["2024-06-09", "2024-06-12"]


def test_a_head_ends_before_a_timetable():
    text = "2018年度项目申报时间安排\n2018年1月2日 | 召开动员会\n2018年1月15日 | 以学院为单位向科技处提交申请书一式5份"
    (found,) = read(text.split("\n")).deadlines
    assert found.date == date(2018, 1, 15)


def test_a_year_may_be_that_of_the_first_day_of_a_table():
    text = "为做好2021年度项目申请工作，有关安排通知如下。\n2020.9.10 | 动员\n2020.9.25 | 各学院于9月26日前将统计表报科技处。"
    assert [str(one.date) for one in read(text.split("\n")).deadlines] == ["2020-09-26"]


def test_what_is_selected_is_not_cut():
    assert asked("请于6月9日前将本校选送参赛作品（一式三份）统一报送至组委会。") == [("选送参赛作品", "document")]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("第一批6月9日、第二批7月9日前报送。", ["2024-06-09", "2024-07-09"]),
        ("数据截至2024年5月31日，6月9日前上报。", ["2024-06-09"]),
        ("标准时点为2024年5月31日24时，6月9日前完成登记。", ["2024-06-09"]),
        ("展览时间6月9日-20日，作品请于5月30日前送达。", ["2024-05-30"]),
    ],
)
def test_of_two_days_beside_each_other_those_bind_that_are_told_as_one(text, days):
    assert [str(one.date) for one in due(text)] == days


def test_how_often_something_was_sent_before_is_no_duty():
    (found,) = due("信息由每季度报送调整为每周报送，请于每周五17:00前更新。")
    assert (found.recurrence, found.time) == ("每周五17:00前", "17:00")


def test_a_duty_to_tell_at_once_whatever_it_is_about():
    (found,) = due("各区科协要及时把参与抗旱救灾的有关情况上报市科协办公室。")
    assert (found.date, found.audience) == (None, ("区科协",))


def test_a_duty_without_a_day_tells_what_is_sent():
    (found,) = due("活动结束请各单位上报活动开展情况报告，送市科协科普部。")
    assert found.text == "活动结束请各单位上报活动开展情况报告，送市科协科普部"


def test_the_hour_of_each_day_on_which_something_is_sent():
    first, each = due("6月9日上报第一期，以后每隔一周报送一期，于上报日15:00前报送市科协。")
    assert (first.time, each.recurrence, each.time) == ("15:00", "每隔一周", "15:00")


def test_the_end_of_a_window_and_the_day_by_which_something_is_sent_are_one():
    (found,) = due("即日起至2024年6月9日，需申报的学校于6月9日前将评审书寄送至市教育局教科室。")
    assert found.text.startswith("需申报的学校于6月9日前")


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("家庭农场登录名录系统填报，县级于6月9日前完成审核。", "县级"),
        ("请全体党员参加，各支部书记于6月9日前向总支报告推荐情况。", "支部书记"),
        ("盖章后由市级林业主管部门统一于6月9日前寄至省林科院。", "市级林业主管部门"),
        ("留校学生名单请学工部于6月9日前汇总后报保卫处。", "学工部"),
        ("总结报局办公室，由办公室汇总后于6月9日报市政府办公室。", "办公室"),
    ],
)
def test_whom_a_day_binds_that_is_called_in_short(text, whom):
    assert due(text)[-1].audience == (whom,)


def test_what_is_done_in_a_step_is_told_without_signs_before_it():
    (found,) = due("（一）个人申报（6月1日-6月9日）：学生填写审批表。")
    assert found.what == "学生填写审批表"


def test_signs_in_brackets_part_no_clauses():
    (found,) = due("纸质材料（一式两份，A4纸打印）请于6月9日前将汇总表（附件2，盖章扫描件）交至科研处。")
    assert found.text == "纸质材料（一式两份，A4纸打印）请于6月9日前将汇总表（附件2，盖章扫描件）交至科研处"


def test_a_term_may_stand_behind_its_head():
    assert due("请各地于收到文件后30日内将资金下达到项目。")[0].term is not None
    (found,) = due("4.缴费时间：审核通过后3日内。")
    assert found.text == "审核通过后3日内"


def test_a_step_whose_end_is_told_again_with_its_hour_is_one():
    (found,) = due("1.立项申报（6月1日—6月9日）。各学院于6月9日16:00前将申报表送校团委。")
    assert found.time == "16:00"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("材料一式一份，报送至办公楼，电子和纸质材料报送截止日期：6月9日；", "电子和纸质材料报送截止日期：6月9日"),
        ("（一）企业网上申报时间：6月1日—6月9日。", "企业网上申报时间：6月1日—6月9日"),
        (
            "请认真学习，广泛宣传，及时报送本单位学习情况至市科协（byskx@163.com）。",
            "及时报送本单位学习情况至市科协（byskx@163.com）",
        ),
        ("请整理情况报告，及时报送市科协。", "请整理情况报告，及时报送市科协"),
        ("请将纸质材料寄至市科协（以邮戳为准，过期不评）。", "请将纸质材料寄至市科协（以邮戳为准，过期不评）"),
    ],
)
def test_a_duty_is_told_with_what_heads_it_and_in_whole_brackets(text: str, told: str) -> None:
    assert due(text)[0].text.rstrip("。；") == told
