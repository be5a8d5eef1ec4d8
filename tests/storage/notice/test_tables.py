"""Tables that say who hands in what to which office."""

from __future__ import annotations

import pytest

from storage.notice.layout import paragraphs
from storage.notice.tables import rows
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


def test_a_cell_that_is_no_office_is_no_route():
    assert led("报送单位 | 材料名称 | 报送至\n各党支部 | 述职报告 | 另行通知", "各学院") == []


def test_a_long_cell_is_no_name():
    (row,) = rows(paragraphs(["报送单位 | 材料名称", f"各党支部 | {'很长的说明' * 12}"]))
    assert row.what is None
