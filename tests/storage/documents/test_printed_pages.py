"""Rows, cells and paragraphs of a page are told by where its words stand."""

from __future__ import annotations

import pytest

from storage.documents.paragraphs import lines_of
from storage.documents.sheets import Piece, Row, Sheet, rows_of, sign_width
from storage.documents.tables import Ruled, cells_of

SIGN = 10.0
FULL = "字" * 30


def piece(text, left, top, height=SIGN):
    return Piece(text, left, top, left + SIGN * sum(1 if ord(sign) > 255 else 0.5 for sign in text), top + height)


def grid(xs, ys):
    """All the lines of a table."""
    return Ruled(tuple((y, xs[0], xs[-1]) for y in ys), tuple((x, ys[0], ys[-1]) for x in xs), 1.0)


def texts(pieces, ruled=None):
    return [row.text for row in rows_of(Sheet(pieces, ruled or Ruled()))]


def page(*rows):
    """A page of rows given as (indent in signs, text), or (indent, text, blank rows above)."""
    made, top = [], 0.0
    for indent, text, *above in rows:
        top += 15 * (1 + sum(above))
        one = piece(text, 50 + indent * SIGN, top)
        made.append(Row(text, one.left, one.top, one.right, one.bottom))
    return made, SIGN


def read(*pages):
    return [text for text, _ in lines_of(pages)]


def test_pieces_beside_one_another_make_a_row_with_the_blanks_that_part_them():
    assert texts(
        [piece("电话", 40, 0), piece("甲处", 0, 2), piece("乙", 0, 20), piece("丙", 15, 21), piece("丁", 25, 20)]
    ) == [
        "甲处　电话",
        "乙 丙丁",
    ]


def test_the_width_of_a_sign_is_that_of_the_long_pieces():
    assert sign_width([piece("一二三四五六七", 0, 0), Piece("题", 0, 0, 40, 40)]) == SIGN
    assert sign_width([Piece("题", 0, 0, 40, 42)]) == 42
    assert sign_width([]) == 1.0


def test_a_table_is_read_row_by_row_its_cells_whole():
    pieces = [
        piece("处室", 5, 5),
        piece("电话", 65, 5),
        piece("市科协", 5, 25),
        piece("普及部", 5, 37),
        piece("57310246", 65, 30),
    ]
    assert texts([*pieces, piece("表后", 0, 60)], grid([0, 60, 120], [0, 20, 50])) == [
        "处室　电话",
        "市科协普及部　57310246",
        "表后",
    ]


def test_a_cell_that_spans_rows_is_said_in_each():
    ruled = Ruled(((0, 0, 120), (20, 60, 120), (40, 0, 120)), ((0, 0, 40), (60, 0, 40), (120, 0, 40)))
    assert texts([piece("科协", 5, 15), piece("甲部", 65, 5), piece("乙部", 65, 25)], ruled) == [
        "科协　甲部",
        "科协　乙部",
    ]


def test_a_cell_that_spans_columns_is_said_once():
    ruled = Ruled(((0, 0, 120), (20, 0, 120), (40, 0, 120)), ((0, 0, 40), (60, 20, 40), (120, 0, 40)))
    assert texts([piece("联系方式", 5, 5), piece("甲", 5, 25), piece("乙", 65, 25)], ruled) == ["联系方式", "甲　乙"]


def test_two_tables_on_a_page_stay_two():
    one, other = grid([0, 60, 120], [0, 20]), grid([0, 60, 120], [100, 120])
    both = Ruled((*one.level, *other.level), (*one.upright, *other.upright))
    assert texts([piece("甲", 5, 5), piece("乙", 65, 5), piece("丙", 5, 105), piece("丁", 65, 105)], both) == [
        "甲　乙",
        "丙　丁",
    ]


@pytest.mark.parametrize(
    "ruled",
    [
        Ruled(),
        Ruled(((20, 0, 100),), ()),
        grid([0, 100], [0, 20]),
        Ruled(((0, 0, 10),) * 800, ((0, 0, 10),) * 800),
        grid(list(range(0, 1000, 10)), list(range(0, 1000, 10))),
    ],
    ids=["nothing", "an underline", "a frame", "a drawing", "squared paper"],
)
def test_what_encloses_no_cells_is_no_table(ruled):
    assert cells_of(ruled) == []


def test_a_row_that_left_no_room_goes_on_in_the_next_also_over_the_end_of_a_page():
    first = page((2, FULL[:28]), (0, FULL), (0, "上句完。"), (2, "二段" + FULL[:26]), (0, FULL), (0, FULL))
    second = page((0, "下一页的续行。"), (2, "三段。"))
    assert read(first, second) == [
        FULL[:28] + FULL + "上句完。",
        "二段" + FULL[:26] + FULL + FULL + "下一页的续行。",
        "三段。",
    ]


def test_a_word_that_had_no_room_leaves_a_row_short():
    pages = page(
        (2, FULL[:28]),
        (0, FULL[:20]),
        (0, "yjkx57310246@example.invalid。"),
        (2, "二段。"),
        (2, "三段。"),
        (0, FULL),
        (0, "完。"),
    )
    assert read(pages)[0] == FULL[:28] + FULL[:20] + "yjkx57310246@example.invalid。"


def test_a_numbered_paragraph_a_label_and_a_date_begin_anew():
    above = (2, FULL[:27] + "。")
    rows = [
        above,
        (0, "一、总则" + FULL[:10]),
        above,
        (0, "联系人：沈知远"),
        above,
        (0, "2024年9月3日"),
        (2, FULL[:28]),
        (0, "完。"),
    ]
    assert [text for text in read(page(*rows)) if not text.startswith("字")] == [
        "一、总则" + FULL[:10],
        "联系人：沈知远",
        "2024年9月3日",
    ]


def test_a_telephone_number_is_no_part_of_the_word_before_it():
    pages = page((2, FULL[:28]), (0, FULL), (0, "0577-81230066，完。"), (2, FULL[:28]), (0, FULL), (0, "8123，完。"))
    assert read(pages) == [FULL[:28] + FULL + " 0577-81230066，完。", FULL[:28] + FULL + "8123，完。"]


def test_without_indents_only_rows_that_stand_close_are_put_together():
    def block(text):
        return (0, text[:30], 1), (0, text[30:60]), (0, text[60:])

    spaced = page(*block(FULL * 2 + "完一。"), *block(FULL * 2 + "完二。"), *block(FULL * 2 + "完三。"), (0, "尾", 1))
    assert read(spaced) == [FULL * 2 + "完一。", FULL * 2 + "完二。", FULL * 2 + "完三。", "尾"]
    even = page(*[(0, FULL)] * 6, (0, "完。"))
    assert read(even) == [FULL] * 6 + ["完。"]


def test_an_open_bracket_goes_on_whatever_the_page():
    even = page(*[(0, FULL)] * 5, (0, FULL[:25] + "（网址："), (0, "https://hq.example.invalid）。"))
    assert read(even)[-1] == FULL[:25] + "（网址：https://hq.example.invalid）。"


def test_a_title_in_the_middle_is_put_together_and_its_addressees_are_not():
    title = (0.5, "关于举办二〇二四年科普服务月活动并做好总结材料报送工作有"[:28] + "关")
    pages = page(
        (10, "云江市科协"),
        title,
        (12.5, "事项的通知"),
        (0, "各县区科协："),
        (2, FULL[:28]),
        (0, FULL),
        (2, FULL[:28]),
        (0, "完。"),
    )
    assert read(pages)[:3] == ["云江市科协", title[1] + "事项的通知", "各县区科协："]


def test_page_numbers_heads_and_what_a_browser_prints_are_left_out():
    def numbered(number, text):
        return page((0, f"青垣市文件 {number}"), (2, text), (0, text * 3), (12, f"— {number} —"))

    assert read(*(numbered(at, f"第{name}段。") for at, name in enumerate("甲乙丙", 1))) == [
        line for name in "甲乙丙" for line in (f"第{name}段。", f"第{name}段。" * 3)
    ]
    printed = page((0, "2024/9/3 10:22 通知公告"), (0, "正文。"), (0, "https://kx.example.invalid/a.html 1/1"))
    assert read(printed) == ["正文。"]


def test_a_mark_of_secrecy_on_every_page_is_no_clutter():
    pages = [page((0, "机密★1年"), (0, f"第{name}段。"), (0, f"{name}" * 3), (0, f"{name}尾")) for name in "甲乙丙"]
    assert read(*pages).count("机密★1年") == 3


def test_a_number_inside_a_page_stays():
    assert read(page((0, "甲"), (0, "乙"), (0, "12"), (0, "丙"), (0, "丁"))) == ["甲", "乙", "12", "丙", "丁"]


def test_each_line_knows_its_page():
    assert lines_of([page((0, "甲")), page(), page((0, "乙"))]) == [("甲", 0), ("乙", 2)]
