"""A form says a sentence, as a button does; what comes from outside fills it in or is refused."""

from __future__ import annotations

import pytest

from storage.chat import Button, FieldKind, Form, FormField, Reply, ReplyKind
from storage.chat_json import reply_from_json, reply_to_json

KINDS = ("工作总结", "影像资料")
FORM = Form(
    says="回执号0606-037；材料：{material}；说明：{caption}",
    fields=(
        FormField("material", "材料", FieldKind.CHOICE, KINDS, required=True),
        FormField("caption", "说明", placeholder="一句话"),
    ),
    example="材料：影像资料；说明：…",
)


def test_what_was_filled_in_is_said_as_a_sentence():
    assert (
        FORM.sentence({"material": "影像资料", "caption": "宣讲现场"})
        == "回执号0606-037；材料：影像资料；说明：宣讲现场"
    )


def test_a_field_left_empty_says_nothing():
    assert FORM.sentence({"material": "影像资料", "caption": " \n"}) == "回执号0606-037；材料：影像资料"


def test_what_no_field_asks_for_is_not_said():
    assert FORM.sentence({"material": "影像资料", "says": "撤回", "caption": ""}) == "回执号0606-037；材料：影像资料"


@pytest.mark.parametrize("values", [{}, {"material": ""}, {"material": "发票"}, {"caption": "宣讲现场"}])
def test_a_form_without_what_it_requires_or_with_a_choice_it_does_not_offer_says_nothing(values):
    assert FORM.sentence(values) is None


def test_what_is_typed_into_a_field_is_one_line_and_fills_in_nothing_else():
    said = FORM.sentence({"material": "影像资料", "caption": "一\n二{material}；材料：工作总结"})
    assert said == "回执号0606-037；材料：影像资料；说明：一 二{material}；材料：工作总结"


def test_a_form_is_kept_in_a_row_as_it_is():
    reply = Reply(ReplyKind.RECEIPT, ("已收到。",), form=FORM)
    assert reply_from_json(reply_to_json(reply)) == reply


def test_where_no_forms_are_shown_a_line_says_it_in_words():
    reply = Reply(ReplyKind.RECEIPT, ("已收到。",), buttons=(Button("撤回", "撤回 0606-037"),), form=FORM)
    assert reply.without_form().lines == ("已收到。", "可回复：“材料：影像资料；说明：…”")
    assert reply.text == "已收到。\n可回复：“材料：影像资料；说明：…”　“撤回 0606-037”"


def test_what_a_line_says_already_is_not_said_again():
    reply = Reply(ReplyKind.RECEIPT, ("请回复说明，如“材料：影像资料；说明：…”。",), form=FORM)
    assert reply.text == reply.lines[0]
