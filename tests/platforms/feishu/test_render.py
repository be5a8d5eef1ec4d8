"""How Feishu shows what is said: cards and texts, what can be pressed, what becomes of a card."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from bot.feishu.client.uploading import MOST_FILE_BYTES
from bot.feishu.render import CARDS, TEXT, Surface, Wire, answered, fallback, parts, pressed, toast, too_large
from bot.feishu.render.fitting import MOST_BYTES, fits
from bot.platform import Outgoing
from scheduler.clock import BEIJING
from storage.chat import (
    Button,
    ChatAddress,
    DeliveryKind,
    FieldKind,
    FileRef,
    Form,
    FormField,
    Reply,
    ReplyKind,
    Room,
    Table,
)
from storage.chat_json import reply_from_json, reply_to_json
from storage.exports.chart import png
from storage.figures import Figures
from storage.reach import TAKES_FILES
from storage.wording import in_words
from tests.platforms.feishu.judged import judge

PAGE = "https://baosong.example"
NOON = datetime(2026, 6, 5, 12, 30, tzinfo=BEIJING)
RECEIPT = Reply(
    ReplyKind.RECEIPT,
    ("已收到照片6张，回执号0606-037。", "尚缺：意见建议。"),
    buttons=(Button("撤回", "撤回 0606-037"),),
)
QUESTION = Reply(ReplyKind.CONFIRM, ("确认发布？",), buttons=(Button("确认", "确认"), Button("取消", "取消")))


def going_out(reply: Reply, **about: Any) -> Outgoing:
    values = {"key": "reply/1/0", "room": Room.PRIVATE, **about}
    return Outgoing(address=ChatAddress("feishu", "main", "oc_1"), reply=reply, **values)


def said(reply: Reply, surface: Surface = CARDS, **about: Any) -> list[Wire]:
    return parts(going_out(reply, **about), surface)


def answer(*lines: str, **fields: Any) -> Reply:
    return Reply(ReplyKind.ANSWER, lines, **fields)


def card(reply: Reply, **about: Any) -> dict[str, Any]:
    (wire,) = said(reply, **about)
    assert wire.msg_type == "interactive"
    assert fits(wire.content)
    judge(wire, "ou_a1")
    return wire.content


def title(shown: dict[str, Any]) -> str:
    return shown["header"]["title"]["content"]


def tags(shown: dict[str, Any]) -> list[str]:
    return [one["tag"] for one in shown["body"]["elements"]]


def buttons(shown: dict[str, Any]) -> dict[str, Any]:
    """The labels of what can be pressed, with what each calls back."""
    row = [one for one in shown["body"]["elements"] if one["tag"] == "column_set"]
    found = [column["elements"][0] for one in row for column in one["columns"]]
    return {one["text"]["content"]: one["behaviors"][0]["value"] for one in found}


def words(shown: dict[str, Any]) -> str:
    return "\n".join(one["content"] for one in shown["body"]["elements"] if one["tag"] == "markdown")


# what is a card, and what is not


def test_a_receipt_is_a_card_whose_button_takes_it_back():
    shown = card(RECEIPT, kind=DeliveryKind.RECEIPT)
    assert title(shown) == "报送回执"
    assert shown["header"]["template"] == "green"
    assert words(shown) == "已收到照片6张，回执号0606-037。  \n尚缺：意见建议。"
    assert buttons(shown) == {"撤回": {"says": "撤回 0606-037"}}
    assert shown["config"]["update_multi"] is True
    assert shown["config"]["summary"] == {"content": "报送回执：已收到照片6张，回执号0606-037。"}


def test_a_short_answer_is_text_with_what_it_rests_on():
    reply = answer("报送时间为6月9日（星期五）前。", quote="松科协〔2023〕52号“6月9日前”")
    assert said(reply) == [Wire("text", {"text": reply.text})]
    assert said(Reply(ReplyKind.CONFIRM, ("已认可。",)))[0].msg_type == "text"


@pytest.mark.parametrize(
    ("reply", "kind", "colour", "named"),
    [
        (answer("甲", title="【报送要点】活动"), DeliveryKind.BRIEF, "blue", "【报送要点】活动"),
        (answer("请尽快"), DeliveryKind.ANNOUNCEMENT, "turquoise", "报送通知"),
        (Reply(ReplyKind.STATE, ("尚缺：总结。",)), DeliveryKind.REMINDER, "orange", "报送提醒"),
        (Reply(ReplyKind.STATE, ("已收3家",), title="【报送日报】"), DeliveryKind.DIGEST, "blue", "【报送日报】"),
        (QUESTION, DeliveryKind.REPLY, "orange", "请确认"),
        (Reply(ReplyKind.STATE, ("磁盘将满",)), DeliveryKind.ALERT, "red", "运行提示"),
        (Reply(ReplyKind.RECEIPT, ("已收到",)), DeliveryKind.REPLY, "green", "报送回执"),
    ],
)
def test_the_header_says_what_a_card_is_about(reply, kind, colour, named):
    shown = card(reply, kind=kind)
    assert (shown["header"]["template"], title(shown)) == (colour, named)


@pytest.mark.parametrize(
    ("named", "colour"),
    [("报送回执（已撤回）", "grey"), ("报送回执（已认可）", "green"), ("报送回执（已退回）", "orange")],
)
def test_a_receipt_that_is_shown_anew_has_the_colour_of_what_became_of_it(named, colour):
    shown = card(Reply(ReplyKind.RECEIPT, ("照片1张",), title=named), kind=DeliveryKind.RECEIPT, revises="om_1")
    assert (title(shown), shown["header"]["template"]) == (named, colour)


def test_a_digest_of_one_line_stays_text():
    quiet = Reply(ReplyKind.STATE, ("【报送日报】没有新情况",))
    assert said(quiet, kind=DeliveryKind.DIGEST)[0].msg_type == "text"


def test_a_line_of_a_titled_reply_has_what_it_is_about_in_bold():
    reply = answer(
        "报送时间：6月9日前",
        "一、总体　应报3家",
        "3. 市教育局青少年科技处：纪云舟",
        "（无题）：甲",
        "这一行没有题目。",
        title="报送要点",
    )
    lines = words(card(reply)).split("  \n")
    assert lines == [
        "**报送时间**：6月9日前",
        "**一、总体**　应报3家",
        "**3． 市教育局青少年科技处**：纪云舟",
        "（无题）：甲",
        "这一行没有题目。",
    ]


def test_a_title_that_is_too_long_for_a_header_is_said_in_full_below_it():
    long = "关于开展全国科普日活动的通知" * 8
    shown = card(answer("甲", title=long))
    assert title(shown) == "答复"
    assert words(shown).startswith(long)


def test_what_it_rests_on_is_a_quotation():
    shown = card(answer("6月9日前。", title="报送时间", quote="“6月9日前”\n报送"))
    assert words(shown) == "6月9日前。  \n  \n> 依据：“6月9日前”  \n> 报送"


def test_a_long_list_is_folded_and_nothing_of_it_is_lost():
    lines = [f"{n}. 第{n}学会（缺总结）" for n in range(1, 41)]
    shown = card(Reply(ReplyKind.STATE, tuple(lines), title="未报名单"))
    assert tags(shown) == ["markdown", "collapsible_panel"]
    panel = shown["body"]["elements"][1]
    assert panel["header"]["title"]["content"] == "展开其余30行"
    whole = f"{words(shown)}  \n{panel['elements'][0]['content']}"
    assert re.findall(r"第\d+学会", whole) == [f"第{n}学会" for n in range(1, 41)]


def test_what_is_to_be_confirmed_is_never_folded():
    lines = tuple(f"第{n}行" for n in range(40))
    assert tags(card(Reply(ReplyKind.CONFIRM, lines, buttons=QUESTION.buttons))) == ["markdown", "column_set"]


# what can be pressed


def test_the_first_button_of_a_question_stands_out_and_those_of_a_receipt_do_not():
    def styles(reply: Reply) -> list[str]:
        return [one["elements"][0]["type"] for one in card(reply)["body"]["elements"][-1]["columns"]]

    assert styles(QUESTION) == ["primary_filled", "default"]
    assert styles(RECEIPT) == ["default"]


@pytest.mark.parametrize(
    "buttons_of",
    [
        tuple(Button(str(n), f"第{n}家") for n in range(13)),
        (Button("一" * 41, "一"),),
        (Button(" ", "一"),),
        tuple(Button(str(n), f"{n}" * 1000) for n in range(8)),
    ],
)
def test_what_cannot_be_pressed_is_printed(buttons_of):
    reply = Reply(ReplyKind.CLARIFY, ("哪一家？",), buttons=buttons_of)
    whole = "\n".join(words(wire.content) for wire in said(reply))
    assert all(f"“{one.says}”" in whole for one in buttons_of)
    assert all("column_set" not in tags(wire.content) for wire in said(reply))


def test_only_whom_the_scheduler_names_is_called_and_only_once():
    reply = answer("尚缺：总结。" * 3000, mentions=("ou_a1", "all", "@all", "ou_a1></at>", "on_b"), title="提醒")
    first, *others = [words(wire.content) for wire in said(reply)]
    assert first.startswith("<at id=ou_a1></at>\n")
    assert first.count("<at") == 1
    assert others
    assert all("<at" not in other for other in others)
    (text,) = said(answer("尚缺：总结。", mentions=("ou_a1", "all")), TEXT)
    assert text.content == {"text": '<at user_id="ou_a1"></at> 尚缺：总结。'}


# tables


def test_a_table_is_a_table_and_long_ones_go_on_in_further_cards_with_its_head():
    rows = tuple((f"第{n}学会", "未报", f"柳青 651{n:05d}") for n in range(1000))
    wires = said(Reply(ReplyKind.STATE, ("名单：",), title="未报单位", table=Table(("单位", "状态", "联系人"), rows)))
    tables = [one for wire in wires for one in wire.content["body"]["elements"] if one["tag"] == "table"]
    assert 2 < len(wires) < 10
    assert all(fits(wire.content) for wire in wires)
    assert [title(wire.content) for wire in wires] == [
        f"未报单位（{n}/{len(wires)}）" for n in range(1, len(wires) + 1)
    ]
    assert {tuple(column["display_name"] for column in one["columns"]) for one in tables} == {
        ("单位", "状态", "联系人")
    }
    assert [tuple(row.values()) for one in tables for row in one["rows"]] == list(rows)


@pytest.mark.parametrize(
    "table",
    [
        Table(("一", "二"), (("甲",),)),
        Table(tuple("一二三四五六七八九十甲乙丙"), (tuple("一二三四五六七八九十甲乙丙"),)),
        Table(("一", "二"), (("甲" * 600, "乙"),)),
    ],
)
def test_what_is_no_table_is_printed_as_lines(table):
    shown = card(Reply(ReplyKind.STATE, ("名单：",), table=table))
    assert "table" not in tags(shown)
    assert all(cell in words(shown) for row in (table.head, *table.rows) for cell in row)


def test_a_table_whose_rows_the_lines_say_is_shown_instead_of_them():
    table = Table(("单位", "缺项"), (("甲学会", "总结"), ("乙学会", "照片"), ("丙学会", "照片")), said_by=3)
    reply = Reply(
        ReplyKind.STATE,
        ("有缺项的3家：", "1. 甲学会（缺总结）", "2. 乙学会（缺照片）", "其余1家请导出台账。"),
        table=table,
    )
    shown = card(reply)
    assert words(shown) == "有缺项的3家："
    assert [one["c0"] for one in shown["body"]["elements"][1]["rows"]] == ["甲学会", "乙学会", "丙学会"]
    assert said(reply, TEXT)[0].content == {"text": reply.text}
    assert reply.text.split("\n") == list(reply.lines)
    assert reply_from_json(json.loads(json.dumps(reply_to_json(reply)))) == reply
    wide = replace(reply, table=replace(table, rows=(("甲学会", "总" * 900),)))
    assert words(card(wide)) == "  \n".join(line.replace(".", "．") for line in reply.lines)


# codes and files


def test_an_address_is_a_link_with_its_code_on_the_card_once_that_is_uploaded():
    reply = answer(f"您的单位页面：{PAGE}/u/abc", qr=f"{PAGE}/u/abc")
    (wire,) = said(reply, links=(PAGE,))
    assert title(wire.content) == "单位页面"
    assert f"[{PAGE}/u/abc]({PAGE}/u/abc)" in words(wire.content)
    assert wire.image is not None
    assert wire.image.startswith(b"\x89PNG")
    sent = wire.uploaded("img_1")
    assert [one["img_key"] for one in sent.content["body"]["elements"] if one["tag"] == "img"] == ["img_1"]
    assert sent.image is None
    assert wire.content["body"]["elements"][1]["img_key"] == ""
    assert tags(said(reply)[0].content) == ["markdown"]


def test_where_there_are_no_cards_the_code_is_a_picture_and_sentences_are_printed():
    reply = answer(f"您的单位页面：{PAGE}/u/abc", qr=f"{PAGE}/u/abc")
    text, picture = said(reply, TEXT, links=(PAGE,))
    assert text.content == {"text": f"您的单位页面：{PAGE}/u/abc"}
    assert picture.uploaded("img_1") == Wire("image", {"image_key": "img_1"})
    assert said(QUESTION, TEXT)[0].content == {"text": "确认发布？\n可回复：“确认”　“取消”"}
    assert "可＠我回复：" in said(QUESTION, TEXT, room=Room.COORDINATORS)[0].content["text"]


def test_files_follow_what_is_said():
    reply = answer("台账如下。", files=(FileRef("ab" * 32, "台账.xlsx"),))
    text, file = said(reply)
    assert text.msg_type == "text"
    assert file.file == reply.files[0]
    assert file.uploaded("file_1") == Wire("file", {"file_key": "file_1"})
    assert "台账.xlsx" in too_large(going_out(reply), reply.files[0], 30).content["text"]
    assert TAKES_FILES["feishu"] == MOST_FILE_BYTES


def test_a_digest_shows_its_chart_above_its_words_and_says_it_to_those_who_do_not_see_it():
    figures = Figures("应报7家", (("已齐", 1), ("未报", 6)), (0, 7), "10月17日", (("活动总结", 1, 7),))
    reply = Reply(ReplyKind.STATE, ("一、总体　应报7家",), title="【学会部 · 报送日报】10月18日", figures=figures)
    digest = {"kind": DeliveryKind.DIGEST, "room": Room.COORDINATORS}
    (wire,) = said(reply, **digest)
    assert wire.image == png(figures, reply.title)
    assert tags(wire.content) == ["img", "markdown"]
    sent = wire.uploaded("img_1")
    judge(sent)
    picture = sent.content["body"]["elements"][0]
    assert picture["img_key"] == "img_1"
    assert picture["alt"]["content"] == in_words(figures)
    assert [one.msg_type for one in fallback(going_out(reply, **digest))] == ["text", "image"]
    text, drawn = said(reply, TEXT, **digest)
    assert (text.msg_type, drawn.image) == ("text", wire.image)
    assert reply_from_json(json.loads(json.dumps(reply_to_json(reply)))) == reply


# where a card was refused


def test_a_card_that_was_refused_is_said_as_text_with_every_word_of_it():
    rows = tuple((f"第{n}学会", "未报") for n in range(300))
    reply = Reply(
        ReplyKind.CONFIRM,
        (f"见{PAGE}/u/abc", "报送时间：6月9日前"),
        title="名单",
        table=Table(("单位", "状态"), rows),
        quote="“6月9日前”",
        buttons=QUESTION.buttons,
        mentions=("ou_a1",),
    )
    about = {"links": (PAGE,), "room": Room.UNIT_GROUP}
    wires = said(reply, **about)
    whole = ""
    for number in range(len(wires)):
        (wire,) = fallback(going_out(reply, part=number, **about))
        assert wire.msg_type == "text"
        whole += wire.content["text"]
    assert f"见{PAGE}/u/abc\n报送时间：6月9日前\n\n依据：“6月9日前”\n" in whole
    assert "单位　状态\n第0学会　未报\n" in whole
    assert whole.count("学会　未报") == 300
    assert whole.endswith("可＠我回复：“确认”　“取消”")
    assert not re.search(r"<at|\*\*|\[", whole)


def test_a_code_stays_with_the_text_of_a_refused_card():
    reply = answer(f"您的单位页面：{PAGE}/u/abc", qr=f"{PAGE}/u/abc")
    text, picture = fallback(going_out(reply, links=(PAGE,)))
    assert text.msg_type == "text"
    assert picture.image is not None


def test_what_was_no_card_has_no_fallback():
    assert fallback(going_out(answer("甲"))) == []
    assert fallback(going_out(RECEIPT, part=1)) == []


# what becomes of a card


def test_a_question_back_replaces_the_buttons_of_the_pressed_card():
    shown = answered(going_out(RECEIPT), Reply(QUESTION.kind, ("将撤回。",), buttons=QUESTION.buttons), "周舟", NOON)
    assert shown is not None
    assert fits(shown)
    assert title(shown) == "报送回执"
    assert "回执号0606-037" in words(shown)
    assert "将撤回。" in words(shown)
    assert words(shown).endswith("周舟　6月5日12:30")
    assert buttons(shown) == {"确认": {"says": "确认"}, "取消": {"says": "取消"}}


def test_what_is_done_leaves_no_button_and_says_who_did_it_and_when():
    shown = answered(going_out(QUESTION), Reply(ReplyKind.CONFIRM, ("已发布。",)), "顾<清>和", NOON)
    assert shown is not None
    assert buttons(shown) == {}
    assert shown["header"]["template"] == "grey"
    assert shown["header"]["text_tag_list"][0]["text"]["content"] == "已处理"
    assert "确认发布？" in words(shown)
    assert words(shown).endswith("顾＜清＞和　6月5日12:30")


@pytest.mark.parametrize(
    ("shown", "room", "result"),
    [
        (RECEIPT, Room.UNIT_GROUP, Reply(ReplyKind.DECLINE, ("只有本单位能撤回。",))),
        (RECEIPT, Room.PRIVATE, answer("报送时间为6月9日前。")),
        (RECEIPT, Room.SHARED_GROUP, QUESTION),
        (QUESTION, Room.PRIVATE, Reply(ReplyKind.CONFIRM, ("名单：",), table=Table(("一",), (("二",),)))),
        (QUESTION, Room.PRIVATE, Reply(ReplyKind.CONFIRM, ("甲" * 12000,))),
    ],
)
def test_a_card_that_others_may_press_still_or_that_cannot_hold_the_result_stays_as_it_is(shown, room, result):
    assert answered(going_out(shown, room=room), result, "周舟", NOON) is None


def test_a_long_preview_is_folded_once_it_was_published():
    preview = Reply(ReplyKind.CONFIRM, tuple(f"第{n}行" for n in range(40)), title="通知预览", buttons=QUESTION.buttons)
    shown = answered(going_out(preview), Reply(ReplyKind.CONFIRM, ("已发布。",)), "甲", NOON)
    assert shown is not None
    judge(Wire("interactive", shown))
    assert tags(shown) == ["markdown", "collapsible_panel", "hr", "markdown", "markdown"]


def test_a_card_stays_where_a_button_that_only_spares_typing_was_pressed():
    more = replace(RECEIPT, buttons=(*RECEIPT.buttons, Button("补充", "开始报送", is_extra=True)))
    result = Reply(ReplyKind.CONFIRM, ("请发送材料。",))
    assert answered(going_out(more), result, "周舟", NOON, "开始报送") is None
    assert answered(going_out(more), result, "周舟", NOON, "撤回 0606-037") is None
    assert answered(going_out(more), QUESTION, "周舟", NOON, "撤回 0606-037") is not None
    assert answered(going_out(more), result, "周舟", NOON, "确认") is not None


def test_a_question_to_one_person_is_done_with_where_many_read_along():
    shown = answered(going_out(QUESTION, room=Room.SHARED_GROUP), Reply(ReplyKind.CONFIRM, ("已发布。",)), "甲", NOON)
    assert shown is not None
    assert "已发布。" in words(shown)


def test_whoever_pressed_sees_the_first_line_of_the_result_for_a_moment():
    assert toast(Reply(ReplyKind.CONFIRM, ("已撤回。", "尚缺：总结。"))) == {"type": "success", "content": "已撤回。"}
    assert toast(QUESTION) == {"type": "info", "content": "确认发布？"}
    assert toast(Reply(ReplyKind.DECLINE, ("不能撤回。",)))["type"] == "warning"
    assert len(toast(answer("甲" * 500))["content"]) == 60
    assert toast(answer(""))["content"]


def test_the_same_delivery_is_the_same_on_every_attempt():
    reply = Reply(ReplyKind.STATE, ("甲",) * 40, title="乙", table=Table(("一",), (("二",),) * 400))
    first, second = said(reply), said(reply)
    assert json.dumps([one.content for one in first]) == json.dumps([one.content for one in second])
    assert all(len(json.dumps(one.content, ensure_ascii=False).encode()) <= MOST_BYTES for one in first)


# forms

FORM = Form(
    "材料：{kind}；说明：{words}",
    (
        FormField("kind", "材料", FieldKind.CHOICE, ("总结", "照片"), "请选择", required=True),
        FormField("words", "说明", placeholder="可不填"),
    ),
    label="登记",
    example="材料：总结；说明：定稿",
)


def test_a_form_stands_at_the_root_of_a_card_and_says_a_sentence_when_it_is_sent_off():
    shown = card(Reply(ReplyKind.CLARIFY, ("这是什么材料？",), form=FORM))
    judge(Wire("interactive", shown))
    form = shown["body"]["elements"][1]
    label, kind, typed, button = form["elements"]
    assert label["text"]["content"] == "材料"
    assert [one["value"] for one in kind["options"]] == ["总结", "照片"]
    assert (kind["name"], kind["required"], typed["name"], typed["required"]) == ("kind", True, "words", False)
    assert button["text"]["content"] == "登记"
    assert (button["name"], button["form_action_type"]) == ("submit", "submit")
    action = {"tag": "button", "value": button["behaviors"][0]["value"], "form_value": {"kind": "照片", "words": " "}}
    assert pressed(action) == "材料：照片"
    assert pressed({**action, "form_value": {"kind": "照片", "words": "现场\n合影"}}) == "材料：照片；说明：现场 合影"
    assert pressed({**action, "form_value": {"words": "现场"}}) is None


@pytest.mark.parametrize(
    "value",
    [
        None,
        "撤回",
        [],
        {},
        {"says": ""},
        {"says": 1},
        {"says": {"a": 1}},
        {"a": "b"},
        {"says": "{a}", "fields": {"a": True}},
    ],
)
def test_a_click_that_says_nothing_is_nothing(value):
    assert pressed({"tag": "button", "value": value}) is None
    assert pressed({}) is None


def test_a_click_says_its_sentence():
    shown = card(RECEIPT)
    assert pressed({"value": buttons(shown)["撤回"]}) == "撤回 0606-037"


@pytest.mark.parametrize(
    "form",
    [
        Form("{a}", (FormField("a", "甲", FieldKind.CHOICE, tuple(str(n) for n in range(61))),), example="说 一"),
        Form("{a}", (FormField("a", "甲"), FormField("a", "乙")), example="说 一"),
        Form("{a}", (FormField("a", " "),), example="说 一"),
        Form("{a}", (FormField("form", "甲"),), example="说 一"),
        Form("{a}", (FormField("a", "甲", FieldKind.CHOICE, ("一", "一")),), example="说 一"),
        Form("{a}" * 3000, (FormField("a", "甲"),), example="说 一"),
    ],
)
def test_a_form_that_is_too_much_for_a_card_is_said_in_words(form):
    shown = card(Reply(ReplyKind.CLARIFY, ("哪一项？",), form=form))
    assert tags(shown) == ["markdown"]
    assert words(shown).endswith("可回复：“说 一”")


def test_a_button_that_the_form_says_in_full_is_left_to_the_form():
    form = Form("退回 0606-037 {why}", (FormField("why", "退回原因", required=True),), label="退回")
    pressed_by = (Button("接收", "认可 0606-037"), Button("退回", "退回 0606-037"))
    shown = card(Reply(ReplyKind.STATE, ("甲学会已报送1次：",), form=form, buttons=pressed_by))
    assert tags(shown) == ["markdown", "column_set", "form"]
    assert list(buttons(shown)) == ["接收"]


def test_where_there_are_no_forms_a_line_says_how_to_say_it():
    reply = Reply(ReplyKind.CLARIFY, ("这是什么材料？",), form=FORM)
    said_so = "这是什么材料？\n可回复：“材料：总结；说明：定稿”"
    assert said(reply, TEXT)[0].content == {"text": said_so}
    assert fallback(going_out(reply))[0].content == {"text": f"请说明\n{said_so}"}


def test_what_shows_an_earlier_message_anew_is_a_card_as_that_was():
    assert said(Reply(ReplyKind.STATE, ("已撤回。",)), revises="om_1")[0].msg_type == "interactive"


# figures


def test_figures_are_drawn_above_the_lines_that_say_them():
    figures = Figures("应报7家", (("已齐", 1), ("部分", 0), ("未报", 5), ("待核对", 1)))
    shown = card(Reply(ReplyKind.STATE, ("一、总体　应报7家",), title="日报", figures=figures))
    assert tags(shown) == ["chart", "markdown"]
    spec = shown["body"]["elements"][0]["chart_spec"]
    assert [(one["state"], one["count"]) for one in spec["data"]["values"]] == [
        ("已齐 1", 1),
        ("未报 5", 5),
        ("待核对 1", 1),
    ]
    assert spec["color"] == ["#34C724", "#F54A45", "#3370FF"]
    assert shown["config"]["width_mode"] == "fill"
    reply = Reply(ReplyKind.STATE, ("甲",), title="日报", figures=figures)
    assert reply_from_json(json.loads(json.dumps(reply_to_json(reply)))) == reply
    assert said(Reply(ReplyKind.STATE, ("甲",), title="日报", figures=figures), TEXT)[0].content == {"text": "日报\n甲"}


@pytest.mark.parametrize("shares", [(("未报", 3),), (("已齐", 0), ("未报", 3)), ()])
def test_one_share_alone_is_not_drawn(shares):
    assert tags(card(Reply(ReplyKind.STATE, ("甲",), title="日报", figures=Figures("应报", shares)))) == ["markdown"]


# what asks first, and what is not printed


def test_an_act_that_cannot_be_undone_asks_first():
    shown = card(
        Reply(ReplyKind.CONFIRM, ("核对无误？",), buttons=(Button("确认发布", "确认发布", warning="将通知各单位。"),))
    )
    button = shown["body"]["elements"][-1]["columns"][0]["elements"][0]
    assert button["confirm"]["title"]["content"] == "确认发布"
    assert button["confirm"]["text"]["content"] == "将通知各单位。"


def test_what_only_spares_typing_is_a_button_but_is_never_printed():
    extra = (Button("电话名单", "电话名单", is_extra=True),)
    reply = Reply(ReplyKind.STATE, ("已收3家。",), buttons=(*extra, Button("撤回", "撤回 1")))
    assert list(buttons(card(reply))) == ["电话名单", "撤回"]
    assert said(reply, TEXT)[0].content == {"text": "已收3家。\n可回复：“撤回 1”"}
    assert fallback(going_out(reply))[0].content == {"text": "报送情况\n已收3家。\n可回复：“撤回 1”"}
    many = Reply(ReplyKind.STATE, ("已收3家。",), buttons=(*extra * 12, Button("撤回", "撤回 1")))
    assert list(buttons(card(many))) == ["撤回"]
