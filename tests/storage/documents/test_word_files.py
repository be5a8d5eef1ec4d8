"""What Word keeps apart from plain paragraphs is read all the same, in order."""

from __future__ import annotations

import pytest

from storage.documents import read_lines
from storage.documents.numbering import chinese
from tests.storage.documents.conftest import W

LISTS = """
<w:abstractNum w:abstractNumId="7">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
  <w:lvl w:ilvl="2"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
  <w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="·"/></w:lvl>
  <w:lvl w:ilvl="4"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1-%9"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="99"/></w:num>
"""


def p(text, level=None, *, name="1", style=None):
    numbered = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{name}"/></w:numPr>' if level is not None else ""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{numbered}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def lines_of(data):
    return list(read_lines(data, "a.docx"))


def test_the_numbers_that_word_counts_are_read(word_parts):
    body = p("主题", 0) + p("时间", 0) + p("地点", 1) + p("人", 2) + p("事", 2) + p("物", 1) + p("要求", 0) + p("甲", 1)
    expected = ["一、主题", "二、时间", "（一）地点", "3.人", "4.事", "（二）物", "三、要求", "（一）甲"]
    assert lines_of(word_parts(body, numbering=LISTS)) == expected


def test_bullets_unknown_lists_and_depths_print_nothing(word_parts):
    body = p("点", 3) + p("无", 0, name="2") + p("无", 0, name="0") + p("深", 8) + p("错", 0, name="5")
    assert lines_of(word_parts(body, numbering=LISTS)) == ["点", "无", "无", "深", "错"]


def test_a_level_that_the_list_lacks_counts_from_one(word_parts):
    assert lines_of(word_parts(p("甲", 0) + p("乙", 4), numbering=LISTS)) == ["一、甲", "一-1乙"]


def test_a_number_may_come_from_the_style(word_parts):
    styles = (
        '<w:style w:styleId="Heading1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="Plain"/>'
    )
    body = p("标题", style="Heading1") + p("正文", style="Plain")
    assert lines_of(word_parts(body, numbering=LISTS, styles=styles)) == ["一、标题", "正文"]


def test_tables_are_read_row_by_row_where_they_stand(word_parts):
    def cell(inner):
        return f"<w:tc>{inner}</w:tc>"

    inner = f"<w:tbl><w:tr>{cell(p('内'))}</w:tr></w:tbl>"
    rows = f"<w:tr>{cell(p('处室'))}{cell(p('电话'))}</w:tr><w:sdt><w:sdtContent><w:tr>{cell(p('甲') + inner)}{cell('<w:p/>')}{cell(p('1'))}</w:tr></w:sdtContent></w:sdt>"
    body = p("前") + f"<w:tbl><w:tblPr/>{rows}</w:tbl>" + p("后")
    assert lines_of(word_parts(body)) == ["前", "处室　电话", "甲 内　1", "后"]


def test_content_controls_review_marks_and_breaks(word_parts):
    body = (
        f"<w:sdt><w:sdtContent>{p('控件')}</w:sdtContent></w:sdt><w:moveFrom>{p('移走')}</w:moveFrom>"
        "<w:p><w:ins><w:r><w:t>新增</w:t></w:r></w:ins><w:del><w:r><w:t>删除</w:t></w:r></w:del>"
        "<w:r><w:br/><w:t>二行</w:t><w:tab/><w:t>后</w:t><w:noBreakHyphen/></w:r><!-- note --></w:p>"
    )
    assert lines_of(word_parts(body)) == ["控件", "新增", "二行\t后-"]


def test_a_text_box_is_read_once_before_its_paragraph(word_parts):
    box = "<w:r><{0}><w:txbxContent>" + p("红头文件") + "</w:txbxContent></{0}></w:r>"
    body = f"<w:p>{box.format('w:Choice')}{box.format('w:Fallback')}<w:r><w:t>标题</w:t></w:r></w:p>"
    assert lines_of(word_parts(body)) == ["红头文件", "标题"]


def test_a_body_of_another_name_is_found(word_parts):
    assert lines_of(word_parts(p("正文"), body_name="word/document2.xml")) == ["正文"]


@pytest.mark.parametrize(
    ("count", "said"), [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (99, "九十九"), (100, "100"), (0, "0")]
)
def test_counting_in_chinese(count, said):
    assert chinese(count) == said


def test_heads_feet_and_notes_are_read_once_and_page_numbers_not_at_all(word_file):
    import io
    import zipfile

    head = f'<w:hdr xmlns:w="{W}">{p("云江市科协文件")}</w:hdr>'
    foot = f'<w:ftr xmlns:w="{W}">{p("— 1 —")}{p("云江市科协办公室印发")}</w:ftr>'
    notes = f'<w:footnotes xmlns:w="{W}"><w:footnote>{p("注：含市属高校。")}</w:footnote></w:footnotes>'
    made = io.BytesIO(word_file(["正文"]))
    with zipfile.ZipFile(made, "a") as archive:
        for name, xml in (("header8", head), ("header9", head), ("footer8", foot), ("footnotes", notes)):
            archive.writestr(f"word/{name}.xml", xml)
    assert lines_of(made.getvalue()) == ["云江市科协文件", "正文", "注：含市属高校。", "云江市科协办公室印发"]


def test_a_cell_that_spans_rows_is_said_in_each(word_parts):
    def cell(inner, more=""):
        return f"<w:tc><w:tcPr>{more}</w:tcPr>{p(inner)}</w:tc>"

    first = cell("科协", '<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>') + cell("甲部")
    second = cell("", '<w:gridSpan w:val="2"/><w:vMerge/>') + cell("乙部")
    third = cell("", "<w:vMerge/>") + cell("丙部", '<w:gridSpan w:val="x"/>')
    body = "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in (first, second, third)) + "</w:tbl>"
    assert lines_of(word_parts(body)) == ["科协　甲部", "科协　乙部", "科协　丙部"]
