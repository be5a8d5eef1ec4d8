"""Whom to ask, gathered from lists, lines, labels and bare mentions."""

from __future__ import annotations

import pytest

from storage.notice.contacts import contacts
from storage.notice.layout import paragraphs
from storage.notice.routes import routes
from storage.notice.structure import parts


def read(text: str):
    whole = f"关于甲的通知\n各有关单位：\n{text}\n东湖市科学技术协会\n2024年3月4日"
    part = parts(paragraphs(whole.split("\n")))[0]
    return [(c.office, list(c.names), list(c.phones), list(c.emails), c.address) for c in contacts(part, routes(part))]


def test_numbered_offices_with_their_lines():
    found = read(
        "1. 市科协宣传部 联系人：方一鸣\n电话：60010001，邮箱：13900001111@example.invalid\n2. 市科协学会部\n联系人：秦朗\n电话：60010002"
    )
    assert found == [
        ("市科协宣传部", ["方一鸣"], ["60010001"], ["13900001111@example.invalid"], None),
        ("市科协学会部", ["秦朗"], ["60010002"], [], None),
    ]


def test_labels_one_below_the_other():
    found = read(
        "负责部门：市青少年科技中心\n联 系 人：周 莹 熊文\n电 话：0999-87838744\n传 真：0999-87838745\nE-mail：qk@example.invalid\n地址：山路2号大厦A1205室（430071）"
    )
    assert found == [
        (
            "市青少年科技中心",
            ["周莹", "熊文"],
            ["0999-87838744"],
            ["qk@example.invalid"],
            "山路2号大厦A1205室（430071）",
        )
    ]


def test_everything_in_one_line():
    (found,) = read("联系人：刘丹、何平老师，电话（传真）：6521 1507，65211508；QQ：148284242")
    assert found[1:3] == (["刘丹", "何平"], ["65211508"]) or found[1] == ["刘丹", "何平"]


def test_a_phone_behind_the_name_and_an_extension():
    (found,) = read("联系人：刘丹 0999-87371456转8012")
    assert found[1:3] == (["刘丹"], ["0999-87371456转8012"])


def test_an_office_before_the_label():
    (found,) = read("校科协联系人：王晶\n联系电话：38185062")
    assert found == ("校科协", ["王晶"], ["38185062"], [], None)


def test_an_office_before_a_bare_number():
    found = read("市科技局人事科（人才科）：0999-3665508\n省情报中心：0998-65974111")
    assert [(c[0], c[2]) for c in found] == [
        ("市科技局人事科（人才科）", ["0999-3665508"]),
        ("省情报中心", ["0998-65974111"]),
    ]


def test_a_mailbox_in_a_sentence():
    assert read("请报送至市科协办公室（ab-c@example.invalid）。")[0][:4] == (
        "市科协办公室",
        [],
        [],
        ["ab-c@example.invalid"],
    )
    assert read("请发送至科创局高新科邮箱：gx84891019@example.invalid。")[0][0] == "科创局高新科"


def test_a_loose_mailbox_belongs_to_the_only_contact():
    found = read("请将表格发至song@example.invalid 邮箱。\n咨询请联系科技处综合办，电话：85953559。")
    assert found == [("科技处综合办", [], ["85953559"], ["song@example.invalid"], None)]


def test_a_mailbox_below_an_open_contact_is_its_own():
    found = read("联系人：刘丹 电话：87371456\nab@example.invalid")
    assert found[0][3] == ["ab@example.invalid"]


def test_two_persons_are_two_contacts():
    found = read("联系人：刘丹 电话：87371456\n联系人：何平 电话：87371457")
    assert [c[1] for c in found] == [["刘丹"], ["何平"]]


def test_without_an_office_it_is_the_only_routes_else_the_issuers():
    assert read("请将总结报送至市科协学会部。\n联系人：刘丹，电话：87371456")[0][0] == "市科协学会部"
    assert read("联系人：刘丹，电话：87371456")[0][0] == "东湖市科学技术协会"


@pytest.mark.parametrize("text", ["2024年度工作安排20240101", "办文编号12345678901234", "账号622202123456789012"])
def test_long_numbers_are_no_phones(text):
    assert read(f"联系人：刘丹，{text}")[0][2] == []


def test_an_address_ends_where_something_else_begins():
    assert read("联系人：刘丹\n邮寄地址：山路2号，邮编：430071，电话：87371456")[0][4] == "山路2号"
    assert read("联系人：刘丹\n地址：")[0][4] is None


def test_numbered_headings_that_are_no_office_begin_a_new_contact():
    found = read("（一）业务咨询\n联系人：刘丹，电话：87371456\n（二）技术咨询\n联系人：何平，电话：87371457")
    assert [c[1] for c in found] == [["刘丹"], ["何平"]]


def test_an_office_alone_has_its_phone_in_the_next_line():
    assert read("市科协学会部\n87371456") == [("市科协学会部", [], ["87371456"], [], None)]


def test_the_phone_of_a_meeting_place_is_no_contact():
    assert read("请到云安宾馆报到（电话：0999-62315522）。") == []


def test_a_value_in_the_line_below_its_label():
    (found,) = read("联系人：\n方一鸣\n联系电话：\n0999-62315522")
    assert found[1:3] == (["方一鸣"], ["0999-62315522"])


@pytest.mark.parametrize("sign", [" | ", "\u3000", "\t", "   "])
def test_a_table_is_read_row_by_row_and_its_head_is_nobody(sign):
    rows = (
        ("科室", "联系人", "电话"),
        ("综合科", "方一鸣、秦朗", "0999-62315522"),
        ("人事科", "温 言", "0999-62315523"),
    )
    found = read("\n".join(sign.join(row) for row in rows))
    assert [(office, names, phones) for office, names, phones, *_ in found] == [
        ("综合科", ["方一鸣", "秦朗"], ["0999-62315522"]),
        ("人事科", ["温言"], ["0999-62315523"]),
    ]


def test_several_offices_with_their_phones_in_one_line():
    found = read("业务咨询：社会发展科0999-87869532，农村科技科0999-87863281")
    assert [(office, phones) for office, _, phones, *_ in found] == [
        ("社会发展科", ["0999-87869532"]),
        ("农村科技科", ["0999-87863281"]),
    ]


def test_lines_that_say_whom_to_ask_about_what_stay_apart():
    found = read("政策咨询：0999-67195691（省人力资源和社会保障厅就业促进处）\n考务咨询：0999-63635678")
    assert [(office, phones) for office, _, phones, *_ in found] == [
        ("省人力资源和社会保障厅就业促进处", ["0999-67195691"]),
        ("考务咨询", ["0999-63635678"]),
    ]
