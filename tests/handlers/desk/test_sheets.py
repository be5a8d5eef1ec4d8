from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from openpyxl import Workbook

from storage.arrivals import MOST_ROWS, read_arrivals
from storage.chat import INTERNAL, ReplyKind
from storage.errors import Refused

HEAD = ("单位", "材料", "份数", "日期", "渠道")


def _sheet(path, *rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


@pytest.fixture
def desk(town):
    town.publish()
    town.coordinator("沈竹")
    return town


def _send(town, **result):
    """Send a sheet, and let the job come back."""
    assert "正在读取" in town.hears("沈竹", "邮箱登记", files={"来件.xlsx": "d" * 64})
    job = town.work.jobs.find(order=town.work.jobs.c.id.desc())[0]
    town.work.jobs.set(job.key, result=result)
    return town.say("", "", platform=INTERNAL, quotes=f"job/{job.key}")


def _row(number, unit, material, count=1, received_on="", channel=""):
    return {
        "row": number,
        "unit": unit,
        "material": material,
        "count": count,
        "received_on": received_on,
        "channel": channel,
    }


def test_a_sheet_is_read_row_by_row(tmp_path):
    path = _sheet(
        tmp_path / "a.xlsx",
        ("六月来件",),
        HEAD,
        ("物理学会", "工作总结", 1, date(2024, 5, 17), "邮箱"),
        (None, None, None, None, None),
        ("护理学会", "照片", "六张", datetime(2024, 5, 18, 9, 30), None),  # noqa: DTZ001 - as a sheet holds it
    )
    assert read_arrivals(path.read_bytes()) == [
        _row(3, "物理学会", "工作总结", 1, "2024-05-17", "邮箱"),
        _row(5, "护理学会", "照片", "六张", "2024-05-18", ""),
    ]


def test_a_sheet_that_is_none_is_refused(tmp_path):
    broken = tmp_path / "b.xlsx"
    broken.write_bytes(b"no sheet at all")
    cases = {
        "broken": broken,
        "no_head": _sheet(tmp_path / "c.xlsx", ("姓名", "电话")),
        "empty": _sheet(tmp_path / "d.xlsx", HEAD),
        "too_many": _sheet(tmp_path / "e.xlsx", HEAD, *[("甲", "总结")] * MOST_ROWS),
    }
    for code, path in cases.items():
        with pytest.raises(Refused) as refused:
            read_arrivals(path.read_bytes())
        assert refused.value.code == code


def test_a_sheet_of_arrivals_is_entered_after_a_yes(desk):
    asked = _send(
        desk,
        rows=[
            _row(2, "物理学会", "工作总结", 1, "2024-05-17", "邮箱"),
            _row(3, "物理学会", "照片", "6", "2024-05-17", "邮箱"),
            _row(4, "护理学会", "总结", "", "5月18日", "快递"),
        ],
    )
    assert "将登记2家、3行来件" in asked.text
    assert desk.work.submissions.find() == []
    assert "回执号0520-001至0520-002" in desk.hears("沈竹", "确认")
    first, second = desk.work.submissions.find()
    assert (first.state, first.channel, second.channel) == ("entered", "mail", "post")
    pieces = desk.work.pieces.of_submission(first.key)
    assert [(p.material, p.count) for p in pieces] == [("工作总结", 1), ("影像资料", 6)]
    assert pieces[0].received_at == datetime(2024, 5, 16, 16, tzinfo=UTC)


def test_what_a_sheet_brings_twice_is_entered_once(desk):
    rows = [_row(2, "物理学会", "工作总结", 1, "2024-05-17")]
    _send(desk, rows=rows)
    assert "回执号0520-001。" in desk.hears("沈竹", "确认")
    assert "没有新增" in _send(desk, rows=rows).text
    grown = _send(desk, rows=[*rows, _row(3, "物理学会", "照片", 2, "2024-05-18")])
    assert "另有1行以前登记过" in grown.text


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (_row(2, "天文学会", "总结"), "花名册中没有"),
        (_row(2, "", "总结"), "花名册中没有"),
        (_row(2, "青浦区科技局", "总结"), "市科技局政策法规处"),
        (_row(2, "物理学会", ""), "没有看懂"),
        (_row(2, "物理学会", "总结", "许多"), "没有看懂"),
        (_row(2, "物理学会", "总结", 0), "没有看懂"),
        (_row(2, "物理学会", "总结", 1, "某天"), "没有看懂"),
        (_row(2, "物理学会", "总结", 1, "6月1日"), "没有看懂"),
    ],
)
def test_a_sheet_with_a_wrong_row_is_not_entered_at_all(desk, row, why):
    said = _send(desk, rows=[_row(1, "护理学会", "总结"), row])
    assert said.kind is ReplyKind.CLARIFY
    assert "整张表暂未登记" in said.text
    assert "第2行" in said.text
    assert why in said.text
    assert "不需要再确认" in desk.hears("沈竹", "确认")
    assert desk.work.submissions.find() == []


def test_many_wrong_rows_are_counted(desk):
    assert "其余5行略" in _send(desk, rows=[_row(n, "天文学会", "总结") for n in range(20)]).text


def test_a_sheet_that_cannot_be_read_says_why(desk):
    assert "应有：单位、材料" in _send(desk, refused="no_head").text
    assert "打不开" in _send(desk, refused="broken").text


def test_a_sheet_needs_a_campaign_and_a_coordinators_chat(town):
    town.coordinator("沈竹")
    assert "目前没有" in town.hears("沈竹", "邮箱登记", files={"来件.xlsx": "d" * 64})
    assert town.say("沈竹", "邮箱登记", "大群", files={"来件.xlsx": "d" * 64}).kind is ReplyKind.DECLINE
    town.publish()
    assert "没有收到文件" in town.hears("沈竹", "邮箱登记", files={"来件.xlsx": None})
