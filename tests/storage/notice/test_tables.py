"""Tables that say who hands in what to which office."""

from __future__ import annotations

from datetime import date

import pytest

from storage.notice.parser import read
from storage.notice.parts.tables import rows
from storage.notice.text.paragraphs import paragraphs
from tests.storage.notice.test_deadlines_and_routes import due
from tests.storage.notice.test_materials import asked
from tests.storage.notice.test_senders import led

HEADS = "材料名称 | 报送主体 | 报送时间 | 接收部门"
ROWS = f"{HEADS}\n述职报告 | 各党支部 | 6月9日前 | 组织部干部科\n登记表 | 各团支部 | 6月10日前 | 组织部组织科"


def test_each_row_is_a_route():
    assert led(ROWS, "各学院") == [("组织部干部科", ("党支部",)), ("组织部组织科", ("团支部",))]


def test_each_row_names_a_paper():
    assert asked(ROWS) == [("述职报告", "document"), ("登记表", "document")]


def test_a_cell_may_name_several_papers():
    table = "报送单位 | 报表名称 | 报送时限\n各区科协 | 月报表、整改台账 | 6月9日前"
    assert asked(table) == [("月报表", "document"), ("整改台账", "document")]


def test_a_row_says_whom_its_day_binds():
    table = "报送单位 | 报表名称 | 报送时限 | 接收部门\n各学院 | 月报表 | 6月9日前 | 科研处"
    assert [one.audience for one in due(table, "各学院，各研究院")] == [("学院",)]


@pytest.mark.parametrize(
    "text",
    [
        "序号 | 单位 | 任务\n1 | 各党支部 | 组织学习",
        f"{HEADS}\n以上材料请按时报送。\n述职报告 | 各党支部 | 6月9日前 | 组织部干部科",
    ],
)
def test_a_table_of_anything_else_has_no_rows(text):
    assert list(rows(paragraphs(text.split("\n")))) == []


def test_a_table_without_papers_has_routes_alone():
    table = "报送单位 | 接收部门\n各党支部 | 组织部干部科"
    assert asked(table) == []
    assert led(table, "各学院") == [("组织部干部科", ("党支部",))]


def test_a_field_of_papers_goes_where_its_row_says():
    table = "序号 | 申报领域 | 受理科室 | 电话\n1 | 智能装备 | 高新科 | 6650011\n2 | 现代种业 | 农村科 | 6650012"
    assert led(table, "各企业") == [("高新科", ("智能装备",)), ("农村科", ("现代种业",))]


def test_a_cell_that_is_no_office_is_no_route():
    assert led("报送单位 | 材料名称 | 报送至\n各党支部 | 述职报告 | 另行通知", "各学院") == []


def test_a_long_cell_is_no_name():
    (row,) = rows(paragraphs(["报送单位 | 材料名称", f"各党支部 | {'很长的说明' * 12}"]))
    assert row.what is None


CELLS = "报送单位\n受理科室\n联系人\n电话\n邮箱"
"""The heads of a table that was copied cell by cell."""


def test_a_table_that_was_copied_cell_by_cell_is_put_together_again():
    text = f"{CELLS}\n各乡镇卫生院\n基层科\n乔一禾\n6650011\njck@example.cn\n市属医院、民营医院\n医政科\n卢月\n6650012\nyzk@example.cn"
    assert led(text) == [("基层科", ("乡镇卫生院",)), ("医政科", ("市属医院", "民营医院"))]
    notice = read(
        ["关于报送材料的通知", "各单位：", "材料按下表报送。", *text.split("\n"), "东湖市卫健局", "2024年3月4日"]
    )
    people = [(one.office, one.phones, one.audience) for one in notice.contacts]
    assert people == [("基层科", ("6650011",), ("乡镇卫生院",)), ("医政科", ("6650012",), ("市属医院", "民营医院"))]


def test_a_cell_may_be_empty_and_a_number_is_no_page():
    text = (
        "序号\n报送单位\n接收科室\n电话\n邮箱\n1\n各学院\n教务科\n6650011\n2\n各研究所\n科研科\n6650012\nkyk@example.cn"
    )
    assert led(text) == [("教务科", ("学院",)), ("科研科", ("研究所",))]


@pytest.mark.parametrize(
    "text",
    [
        "报送单位\n受理科室\n联系人\n请各单位按时报送。",
        f"{CELLS}\n各乡镇卫生院\n基层科\n乔一禾\n邮箱另行通知\n6650011",
        f"{CELLS}\n以下各单位请按时报送材料。\n基层科\n乔一禾\n6650011\njck@example.cn",
        "电话\n邮箱\n6650011\njck@example.cn",
    ],
)
def test_lines_that_fill_no_columns_stay_lines(text):
    lines = text.split("\n")
    assert not any("|" in paragraph.text for paragraph in paragraphs(lines))


def test_blanks_may_part_the_cells_and_a_group_of_rows_have_a_name():
    table = "序号 报表名称 填报单位 报送时间\n年报\n1 产、销情况年报表 所有企业填报 2025年1月20日前\n定期报表\n2 销售情况月报表 整机企业 月后12日前"
    assert asked(table) == [("产、销情况年报表", "document"), ("销售情况月报表", "document")]
    assert [(one.date, one.recurrence, one.audience) for one in due(table, "各企业")] == [
        (date(2025, 1, 20), None, ("所有企业",)),
        (None, "月后12日前", ("整机企业",)),
    ]


def test_a_sentence_ends_a_table():
    table = "报送单位 | 接收部门\n各党支部 | 组织部干部科\n以上材料请按时报送。\n各团支部 | 团委办公室"
    assert led(table, "各学院") == [("组织部干部科", ("党支部",))]


def test_rows_without_heads_say_which_office_is_whose():
    found = led(
        "各县农业农村局于8月25日前将活动安排表报市局联系科室；市农业科学院将名单报市局科教科。分片联系如下：\n"
        "甲山县、乙水县 | 市场科 | 蔺涛 | 2218306\n丙河市 | 社会事业科 | 费玉 | 2218317",
        "各县农业农村局，市农业科学院",
    )
    assert found == [
        ("市场科", ("甲山县", "乙水县")),
        ("社会事业科", ("丙河市",)),
        ("市局科教科", ("市农业科学院",)),
    ]


def test_a_timetable_of_which_every_cell_is_a_line():
    found = due(
        "1月5日以前 |\n申请人完成初稿，交到所属部门。 |\n3月15日 |\n各部门科教科将申报书交科技处。 |\n"
        "3月20日 |\n3月25日上午 |\n专家评审。 |\n2024.4.9-4.21 | 申请人将申请书提交至科技处 | 一份"
    )
    assert [(one.date, one.audience) for one in found] == [
        (date(2024, 1, 5), ("申请人",)),
        (date(2024, 3, 15), ("部门科教科",)),
        (date(2024, 4, 21), ("申请人",)),
    ]
