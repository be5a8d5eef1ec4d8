"""Lines mended into paragraphs, every character knowing its line."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from storage.notice.text.paragraphs import paragraphs, sentences
from storage.notice.text.signs import flatten


def test_a_line_that_the_page_broke_goes_on():
    text = "为深入学习贯彻有关精神，在全社会大力弘扬科学家精神，团结引领全省\n\n广大科技工作者争做排头兵。"
    (found,) = paragraphs(text.split("\n"))
    assert found.text == "为深入学习贯彻有关精神，在全社会大力弘扬科学家精神，团结引领全省广大科技工作者争做排头兵。"
    assert found.lines() == (1, 3)
    assert found.lines(0, 5) == (1,)
    assert found.lines(len(found.text) - 2) == (3,)


def test_the_lines_of_a_timetable_stay_apart():
    lines = ["9月18日—9月22日 学生本人向所在班级提出申请，提交审批表及复印件", "9月28日前 学院评审并公示"]
    assert [one.text for one in paragraphs(lines)] == lines
    lines = ["报名与投稿：2023年5月10日至2023年9月10日", "初评：2023年9月11日至30日"]
    assert [one.text for one in paragraphs(lines)] == lines


def test_a_whole_notice_in_one_line_is_parted_where_its_parts_begin():
    line = "各有关单位: 具体要求如下: 一、申报时间 截止6月9日。 二、申报地点 人民路4号。 三、其他 无。 联系人:王东 新河市科学技术局 2017年6月22日"
    assert [one.text for one in paragraphs([line])] == [
        "各有关单位: 具体要求如下:",
        "一、申报时间",
        "截止6月9日。",
        "二、申报地点",
        "人民路4号。",
        "三、其他 无。",
        "联系人:王东",
        "新河市科学技术局 2017年6月22日",
    ]
    assert {one.lines() for one in paragraphs([line])} == {(1,)}


def test_a_character_that_the_break_doubled_is_taken_once():
    (found,) = paragraphs(["请积极开展本地区本领域本单位年度最美科技工作者遴选宣传活动", "动，深入挖掘典型。"])
    assert "活动，深入" in found.text


def test_latin_words_keep_their_blank():
    (found,) = paragraphs(["请登录全国科学技术普及工作统一管理与服务信息系统 system", "online 填报。"])
    assert "system online" in found.text


def test_numbers_labels_and_dates_begin_anew():
    text = "这是一行足够长的文字用来表示这一行被页面的边缘截断了没有句号\n（一）下一条\n这又是一行足够长的文字用来表示这一行被页面截断没有句号\n联系人：某某\n2024年3月4日\n- 2 -"
    assert [p.first for p in paragraphs(text.split("\n"))] == [1, 2, 3, 4, 5]


def test_an_open_title_mark_goes_on():
    (found,) = paragraphs(["关于转发《省科协关于", "举办科普日的通知》的通知"])
    assert found.text == "关于转发《省科协关于举办科普日的通知》的通知"


def test_nothing_is_nothing():
    assert paragraphs([]) == []
    assert paragraphs(["  ", "12"]) == []


def test_sentences_end_outside_brackets():
    (found,) = paragraphs(["甲（一。二）乙。丙；丁"])
    assert [found.text[a:b] for a, b in sentences(found)] == ["甲（一。二）乙。", "丙；", "丁"]
    (found,) = paragraphs(["甲）乙。"])
    assert [found.text[a:b] for a, b in sentences(found)] == ["甲）乙。"]


def test_a_piece_of_the_flat_text_comes_back_as_printed():
    (found,) = paragraphs(["各县（市、区）科協"])
    assert found.original("县(市、区)科协") == "县（市、区）科協"
    assert found.original("县(市、区)教育局") == "县（市、区）教育局"
    (found,) = paragraphs(["各县科协"])
    assert found.original("县(市)") == "县(市)"


@given(st.text(max_size=200))
def test_flattening_keeps_every_character_in_its_place(text):
    assert len(flatten(text)) == len(text)


def test_a_title_that_stays_open_at_the_edge_of_the_page_goes_on_in_the_next_line():
    lines = [
        "现将《关于开展二〇二四年度科普工作的",
        "若干意见》转发给你们，请认真贯彻落实",
        "，并于六月九日之前将活动总结材料报送",
        "至市科协办公室，逾期不再受理，谢谢支",
        "持。",
    ]
    assert [p.text for p in paragraphs(lines)] == ["".join(lines)]


def test_a_line_with_its_addressees_in_front_is_two_paragraphs_with_their_lines():
    (found,) = paragraphs(["各有关单位：为做好申报工作，现将有关事项通知如下，请遵照执行，并认真做好组织落"])
    head, rest = found.split(6)
    assert (head.text, rest.text[:2], rest.lines(0, 2)) == ("各有关单位：", "为做", (1,))


def test_a_date_that_was_broken_in_two_is_one():
    lines = ["一、各区于2024年5月", "30日前完成填报，逾期不再受理。"]
    assert [one.text for one in paragraphs(lines)] == ["".join(lines)]


def test_the_hotline_of_a_site_is_none_of_the_notices():
    lines = [
        "联系人：方一鸣，电话：60010001",
        "2024年3月5日",
        "咨询热线：60010009",
        "周一至周五 9:00-18:30",
        "版权所有 某公司",
    ]
    assert [one.text for one in paragraphs(lines)] == lines[:2]


def test_what_stands_below_the_name_of_a_site_is_none_of_the_notices():
    lines = ["联系人：方一鸣，电话：60010001", "2024年3月5日", "主办单位：某局 版权所有：某局", "地址：东湖市海州路4号"]
    assert [one.text for one in paragraphs(lines)] == lines[:2]
    lines = ["联系人：方一鸣，电话：60010001", "2024年3月5日", "咨询热线：60010009", "服务时间：周一至周五 9:00-18:30"]
    assert [one.text for one in paragraphs(lines)] == lines[:2]


def test_a_date_that_was_broken_behind_its_year_is_one():
    assert [one.text for one in paragraphs(["东湖市教育局", "2024", "年 3 月 5 日"])][1] == "2024年 3 月 5 日"


def test_a_line_that_ends_with_the_address_of_a_page_is_over():
    lines = [
        "市科协拟开展志愿服务资助项目申报工作，请查看市科协网站https://kx.example.invalid/art?id=CCF69",
        "请于6月27日前送科技处。",
    ]
    assert [one.text for one in paragraphs(lines)] == lines
