"""What one reading of a paper finds, what a notice demands of it, what a new version changed, what must not be in it."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pytest

from bot.playground.example import notice_lines
from storage.errors import Refused
from storage.inspection import inspect
from storage.notice.model import Material, MaterialKind
from storage.notice.parser import read
from storage.papers import changes, demands_of, figures, identities_in, read_paper, sheet_lines, shortfalls

SUMMARY = (
    "云江市护理学会2024年科普月活动总结",
    "一、总体情况",
    "全年共开展活动12场，参加1.2万余人次，32家媒体报道。",
    "（一）主要做法",
    "组织三场讲座，惠及500名群众；人民网等6家媒体进行了报道。",
    "刊发新闻报道20余篇，累计服务3,200人。",
)


def identity(born: str = "19900101", order: str = "001") -> str:
    """An invented identity number of a region that does not exist, with the right check sign."""
    head = f"990000{born}{order}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return head + "10X98765432"[sum(w * int(d) for w, d in zip(weights, head, strict=True)) % 11]


def test_figures_come_with_the_sentence_they_stand_in():
    found = [(figure.kind, figure.number) for figure in figures(SUMMARY)]
    assert found == [
        ("场次", 12),
        ("人次", 12000),
        ("媒体报道", 32),
        ("场次", 3),
        ("人次", 500),
        ("媒体报道", 6),
        ("人次", 3200),
        ("媒体报道", 20),
    ]
    assert figures(SUMMARY)[0].sentence == SUMMARY[2]


@pytest.mark.parametrize(
    "text", ["在三号场地举行，广场景观很好。", "第一中学一场所", "有3家企业参加", "9月20日10时30分", "三个人负责"]
)
def test_what_only_looks_like_a_figure_is_none(text):
    assert figures([text]) == ()


def test_a_reading_has_title_headings_and_length():
    reading = read_paper(SUMMARY)
    assert reading.title == SUMMARY[0]
    assert reading.headings == ("一、总体情况", "（一）主要做法")
    assert reading.length == sum(map(len, SUMMARY))
    assert reading.lines == SUMMARY


def test_a_version_is_compared_in_three_lines():
    new = (*SUMMARY[:2], SUMMARY[2].replace("12场", "15场"), *SUMMARY[3:], "下一步，我会将推动科普工作常态化。")
    assert changes(SUMMARY, new) == (
        "字数113→130，新增2句，删去1句。",
        "数据变化：场次12、3→15、3。",
        "新增如“全年共开展活动15场，参加1.2万余人次，32家媒体报道。”。",
    )
    assert changes(SUMMARY, [f"  {line} " for line in SUMMARY]) == ()


def test_length_and_parts_are_held_against_what_the_notice_prints():
    notice = read(notice_lines())
    material = Material(
        "活动总结", MaterialKind.DOCUMENT, details=("1000字以内", "包括基本情况、主要做法、存在问题三部分")
    )
    demands = demands_of(notice, material)
    assert (demands.most, demands.parts) == (1000, ("基本情况", "主要做法", "存在问题"))
    assert shortfalls(demands, 1400, SUMMARY) == (("too_long", ("1400", "1000")), ("parts", ("存在问题",)))
    assert shortfalls(demands, 1020, ("基本情况主要做法存在问题",)) == ()
    at_least = demands_of(notice, replace(material, details=("不少于一份，800字以上",)))
    assert shortfalls(at_least, 300, SUMMARY) == (("too_short", ("300", "800")),)


def test_an_identity_number_is_known_by_its_check_sign():
    good = identity()
    wrong = good[:-1] + ("1" if good[-1] != "1" else "2")
    assert identities_in(f"姓名：某，身份证号{good}。") == 1
    assert identities_in(f"{good}，{good}，{identity(order='002')}") == 2
    assert identities_in(f"订单号{wrong}，账号{good}{good}") == 0


def sheet(*rows: tuple[object, ...]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def test_a_paper_or_a_sheet_with_an_identity_number_is_not_kept(tmp_path):
    for name, data in (
        ("名单.txt", f"某人 {identity()}".encode()),
        ("名单.xlsx", sheet(("姓名", "证件"), ("某人", identity()))),
    ):
        path = tmp_path / name
        path.write_bytes(data)
        with pytest.raises(Refused) as caught:
            inspect(path, name)
        assert caught.value.code == "identity_numbers"


def test_mobile_numbers_are_counted_once_each():
    lines = [f"联系人{number}：1380000{number:04}，138-0000-{number:04}" for number in range(30)]
    assert read_paper(lines).phones == 30
    assert read_paper(["电话60010002，订单913800001234567"]).phones == 0


def test_a_sheet_is_read_bounded_and_a_broken_one_has_nothing_to_say(tmp_path):
    data = sheet(("项目", "数"), ("场次", 12))
    assert {"项目", "场次", "12"} <= set(sheet_lines(data))
    assert sheet_lines(data[: len(data) // 2]) == ()
    assert sheet_lines(b"") == ()
    path = tmp_path / "a.xlsx"
    path.write_bytes(data)
    assert inspect(path, "a.xlsx").reading is not None
