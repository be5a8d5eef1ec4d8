"""The strict server's cards: what JSON 2.0 takes and what it does not, and what people see of one."""

from __future__ import annotations

import copy

import pytest

from tests.platforms.feishu.caller import button, card, form, words
from tests.platforms.feishu.cards import judge_card
from tests.platforms.feishu.cardshapes import COMPONENTS
from tests.platforms.feishu.limits import Refusal
from tests.platforms.feishu.record import elements

FIELD = {"tag": "input", "name": "why", "label": words("原因"), "required": True, "max_length": 200}
PICK = {"tag": "select_static", "name": "kind", "options": [{"text": words("照片"), "value": "photo"}]}
TABLE = {
    "tag": "table",
    "columns": [{"name": "unit", "data_type": "text"}, {"name": "left", "data_type": "number"}],
    "rows": [{"unit": "气象学会", "left": 2}],
}
CHART = {"tag": "chart", "chart_spec": {"type": "pie", "data": {"values": [{"k": "已交", "v": 3}]}}}
LINES = {"tag": "markdown", "content": "| 单位 | 欠 |\n|---|---|\n| 甲 | 1 |"}
BACK = button("按")["behaviors"]
PANEL = {"tag": "collapsible_panel", "header": {"title": words("更多")}, "elements": [{"tag": "hr"}]}


def columns(*inside):
    return {
        "tag": "column_set",
        "columns": [{"tag": "column", "width": "weighted", "weight": 1, "elements": list(inside)}],
    }


def nested(depth):
    inside = button("按")
    for _ in range(depth):
        inside = columns(inside)
    return inside


WHOLE = card(
    {"tag": "markdown", "content": "**已收到** <font color='red'>3</font> 件", "element_id": "md_1"},
    {
        "tag": "div",
        "text": {"tag": "lark_md", "content": "说明"},
        "fields": [{"is_short": True, "text": words("欠 1")}],
    },
    columns(
        button("确认", type="primary"), button("撤回", confirm={"title": words("撤回？"), "text": words("不可恢复")})
    ),
    TABLE,
    CHART,
    PANEL,
    form(FIELD, PICK),
    {"tag": "hr"},
)


@pytest.fixture
def judge(app):
    def judge(shown):
        """The ErrCode that a card is refused with, 0 for none."""
        try:
            judge_card(app, shown)
        except Refusal as refusal:
            return (refusal.code == 230099) * int(refusal.why.split("ErrCode: ")[1].split(";")[0])
        return 0

    return judge


def test_a_whole_card_is_taken(judge):
    assert judge(WHOLE) == 0


async def test_people_see_its_words_and_can_press_and_fill_in(feishu, group, call):
    assert (await call.send(group, "interactive", WHOLE))["code"] == 0
    (heard,) = feishu.cards(group)
    assert heard.text.split("\n")[:2] == ["台账", "**已收到** <font color='red'>3</font> 件"]
    assert {"欠 1", "气象学会", "2", "已交", "更多", "原因"} <= set(heard.text.split("\n"))
    assert list(heard.buttons()) == ["确认", "撤回", "提交"]
    assert list(heard.fields()) == ["why", "kind"]
    assert (heard.mentions, heard.links) == ([], [])


@pytest.mark.parametrize(
    ("element", "code"),
    [
        ({"tag": "action", "actions": []}, 200861),
        ({"tag": "note", "elements": []}, 200861),
        ({"tag": "column", "elements": [{"tag": "hr"}]}, 200861),
        ("hr", 200861),
        ({"tag": "hr", "colour": "red"}, 200621),
        ({"tag": "markdown", "content": ""}, 200621),
        ({"tag": "markdown", "content": "x", "text_size": "huge"}, 200621),
        ({"tag": "div"}, 200621),
        ({"tag": "markdown", "content": "x", "element_id": "1st"}, 300301),
        ({"tag": "markdown", "content": "x", "element_id": "a" * 21}, 300301),
        ({"tag": "button", "text": words("按")}, 200621),
        (button(" "), 200621),
        (button("按", value={"says": "按"}), 200621),
        (button("按", behaviors=[{"type": "callback", "value": "按"}]), 200621),
        (button("按", behaviors=[{"type": "open_url", "default_url": "javascript:1"}]), 200621),
        (button("按", type="blue"), 200621),
        (button("按", form_action_type="submit"), 200621),
        (columns(form(FIELD)), 200621),
        (columns(TABLE), 200621),
        ({**PANEL, "elements": [TABLE]}, 200621),
        ({**PANEL, "header": {"title": words("x"), "padding": "4px 8px"}}, 200621),
        (form(TABLE), 200621),
        (form(FIELD, CHART), 0),
        (FIELD, 200621),
        ({"tag": "interactive_container", "behaviors": BACK, "elements": [TABLE]}, 200621),
        (form(form(FIELD, name="f2")), 200621),
        (form({**FIELD, "name": ""}), 200530),
        (form(FIELD, FIELD), 200530),
        (form(button("按")), 200530),
        ({"tag": "form", "name": "f1", "elements": [FIELD]}, 200621),
        ({**form(FIELD), "name": ""}, 200621),
        (form({**FIELD, "max_length": 1001}), 200621),
        (form({**PICK, "options": []}), 200621),
        (form({**PICK, "initial_option": "video"}), 200621),
        (form({**PICK, "options": PICK["options"] * 2}), 200621),
        (nested(6), 200621),
        (nested(5), 0),
        ({**TABLE, "rows": [{"nobody": "x"}]}, 200914),
        ({**TABLE, "rows": [{"left": "2"}]}, 200915),
        ({**CHART, "chart_spec": {"type": "cake"}}, 200550),
        ({**CHART, "chart_spec": {"type": "pie", "data": []}}, 0),
        ({"tag": "img", "img_key": "img_none", "alt": words("x")}, 200570),
        ({"tag": "markdown", "content": "<at id=ou_nobody></at>"}, 100290),
        ({"tag": "markdown", "content": "<at id='all'></at>"}, 0),
        ({"tag": "person", "user_id": "ou_nobody"}, 100290),
    ],
)
def test_an_element_is_as_its_component_wants_it(judge, element, code):
    assert judge(card(element)) == code


@pytest.mark.parametrize(
    ("shown", "code"),
    [
        ([], 200621),
        ({**WHOLE, "schema": "1.0"}, 200621),
        ({"config": {}, "elements": []}, 200830),
        ({"type": "template", "data": {}}, 200380),
        ({**WHOLE, "i18n_elements": {}}, 200621),
        ({**WHOLE, "config": {"wide_screen_mode": True}}, 200621),
        ({**WHOLE, "config": {"update_multi": False}}, 200621),
        ({**WHOLE, "header": {"template": "blue"}}, 200621),
        ({**WHOLE, "header": {"title": words("x"), "template": "#ff0000"}}, 200621),
        ({**WHOLE, "body": {"elements": []}}, 200621),
        (card(*[TABLE] * 5), 0),
        (card(*[TABLE] * 3, *[LINES] * 3), 11310),
        (card(*[button(str(n)) for n in range(99)]), 0),
        (card(*[button(str(n)) for n in range(100)]), 300305),
        (card(form(FIELD), form({**FIELD, "name": "b"})), 200530),
        (card({"tag": "hr", "element_id": "a"}, {"tag": "hr", "element_id": "a"}), 300301),
    ],
)
def test_a_card_is_as_its_format_wants_it(judge, shown, code):
    assert judge(shown) == code


def test_no_property_is_taken_that_is_not_known_anywhere_in_a_card(judge):
    places = [one for one in elements(WHOLE) if one["tag"] in COMPONENTS or one["tag"] == "plain_text"]
    assert len(places) > 20
    for place in range(len(places)):
        bent = copy.deepcopy(WHOLE)
        found = [one for one in elements(bent) if one["tag"] in COMPONENTS or one["tag"] == "plain_text"]
        found[place]["unknown_property"] = 1
        assert judge(bent) in (200621, 300301), found[place]


async def test_a_card_of_more_than_thirty_kilobytes_is_too_long(feishu, group, call):
    assert (await call.send(group, "interactive", card({"tag": "markdown", "content": "字" * 10_300})))[
        "code"
    ] == 230025
