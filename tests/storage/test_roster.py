"""The roster: read row by row, every bad row named, and nothing half imported."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from storage.errors import Refused
from storage.roster import COLUMNS, Entry, import_roster, read_roster, template
from storage.wording import refusal, roster_result

HEAD = ",".join(COLUMNS)
GOOD = f"{HEAD}\n云江市气象学会,市级学会,气象学会、气象会,周舟,13800000006,qx@example.invalid,老会员\n"


def said(data: bytes, name: str = "花名册.csv") -> str:
    with pytest.raises(Refused) as caught:
        read_roster(data, name)
    return refusal(caught.value)


def sheet(*rows: tuple[object, ...]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_csv_is_read_in_any_usual_encoding(encoding):
    assert read_roster(GOOD.encode(encoding), "花名册.csv") == [
        Entry(
            "云江市气象学会", "市级学会", ("气象学会", "气象会"), "周舟", "13800000006", "qx@example.invalid", "老会员"
        )
    ]


def test_a_workbook_is_read_with_its_numbers_as_they_are_seen():
    rows = sheet(COLUMNS, ("云江市气象学会", "市级学会", None, "周舟", 13800000006.0, None, None), (None,) * 7)
    (entry,) = read_roster(rows, "花名册.xlsx")
    assert (entry.phone, entry.aliases, entry.email) == ("13800000006", (), "")


def test_a_formula_in_a_workbook_is_no_name():
    (entry,) = read_roster(sheet(COLUMNS, ("甲学会", "市级学会", '=CMD("x")', "", "", "", "")), "花名册.xlsx")
    assert entry.aliases == ()


def test_the_template_can_be_filled_and_read_back():
    assert [entry.unit_type for entry in read_roster(template(), "模板.xlsx")] == ["县级市（区）科协", "市级学会"]


def test_every_bad_row_is_named():
    rows = (
        f"{HEAD}\n,市级学会,,,,,\n乙学会,,,,,,\n丙学会,市级学会,,,,不是邮箱,\n"
        f"丁学会,市级学会,{'长' * 501},,,,\n戊学会,市级学会,,,\x01,,\n。,市级学会,,,,,\n甲学会,市级学会\n甲学会,市级学会,,,,,\n己学会,市级学会,甲 学会,,,,\n"
    )
    text = said(rows.encode())
    assert text.startswith("花名册有8处需要修改，未导入任何单位：")
    for part in (
        "第2行：缺少单位名称",
        "第3行：缺少单位类型",
        "第4行：邮箱“不是邮箱”不像邮箱",
        "第5行：别名过长（最多500字）",
        "第6行：电话含有不可见字符",
        "第7行：单位名称没有文字",
        "第9行：“甲学会”与第8行的名称或别名相同",
        "第10行：“甲 学会”与第8行的名称或别名相同",
    ):
        assert part in text


def test_many_bad_rows_are_counted_and_the_first_shown():
    text = said((HEAD + "\n" + ",市级学会\n" * 120).encode())
    assert "……共120处" in text
    assert text.count("缺少单位名称") == 50


@pytest.mark.parametrize(
    ("data", "name", "why"),
    [
        (b"", "a.csv", "第一行缺少列“单位名称”“单位类型”"),
        ("名称,类型\n".encode(), "a.csv", "可用 roster template 下载模板"),
        (HEAD.encode(), "a.csv", "没有单位"),
        (b"\xff\xfe\x00", "a.csv", "文字编码无法识别"),
        (b"\x81\x00\xff\xff", "a.csv", "文字编码无法识别"),
        (b"no zip", "a.xlsx", "不是有效的 xlsx"),
        (("x" * 140_000 + "\n").encode(), "a.csv", "不是有效的 csv"),
        (b"x" * 20_000_001, "a.csv", "文件过大"),
        ((HEAD + "\n" + "甲,乙\n" * 20_001).encode(), "a.csv", "超过20000行"),
    ],
)
def test_a_file_that_is_no_roster_is_refused_with_a_reason(data, name, why):
    assert why in said(data, name)


def test_a_workbook_that_unpacks_to_too_much_is_not_opened():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 200_000_001)
    assert "内容过大" in said(data.getvalue(), "a.xlsx")
    broken = io.BytesIO()
    with zipfile.ZipFile(broken, "w") as archive:
        archive.writestr("nothing", b"")
    assert "不是有效的 xlsx" in said(broken.getvalue(), "a.xlsx")


def test_an_import_adds_brings_up_to_date_and_removes_nothing(work):
    first = [Entry("甲学会", "市级学会", ("甲会",), phone="1"), Entry("乙学会", "市级学会")]
    assert import_roster(work, first).added == ("甲学会", "乙学会")
    again = import_roster(work, [Entry("甲学会", "市级学会", phone="2"), Entry("丙学会", "市级学会")])
    assert (again.added, again.changed, again.kept, again.absent) == (("丙学会",), ("甲学会",), (), ("乙学会",))
    assert roster_result(again) == "花名册已导入：新增1家，更新1家，未变0家；另有1家在库而不在文件中，未改动。"
    assert import_roster(work, [Entry("乙学会", "市级学会")]).kept == ("乙学会",)
    assert work.units.named("甲会").phone == "2"


def test_a_spelling_that_is_another_units_already_is_refused(work):
    import_roster(work, [Entry("甲学会", "市级学会", ("甲会",))])
    with pytest.raises(Refused) as caught:
        import_roster(work, [Entry("乙学会", "市级学会", ("甲会",))])
    assert "“甲会”已是【甲学会】的名称或别名" in refusal(caught.value)
