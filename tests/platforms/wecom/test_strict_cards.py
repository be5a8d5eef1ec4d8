"""The strict server's judgement of bodies: every limit of a card met on purpose, mentions and links found."""

from __future__ import annotations

import base64
import copy
import hashlib

import pytest

from tests.platforms.double import Refusal
from tests.platforms.wecom.judging import judge, judge_card
from tests.platforms.wecom.limits import CARDS
from tests.platforms.wecom.record import links, mentions

PNG = b"\x89PNG\r\n\x1a\n picture"
OPEN = {"type": 1, "url": "https://a.example/"}
OPTIONS = [{"id": "a", "text": "甲"}, {"id": "b", "text": "乙"}]
TITLE = {"main_title": {"title": "题"}}
SMALLEST = {
    "text_notice": {**TITLE, "card_action": OPEN},
    "news_notice": {**TITLE, "card_action": OPEN, "card_image": {"url": "https://a.example/i.png"}},
    "button_interaction": {**TITLE, "task_id": "t", "button_list": [{"text": "好", "style": 1, "key": "k"}]},
    "vote_interaction": {
        **TITLE,
        "task_id": "t",
        "checkbox": {"question_key": "q", "mode": 1, "option_list": OPTIONS},
        "submit_button": {"text": "交", "key": "k"},
    },
    "multiple_interaction": {
        **TITLE,
        "task_id": "t",
        "select_list": [{"question_key": "q", "option_list": OPTIONS}],
        "submit_button": {"text": "交", "key": "k"},
    },
}


def buttons(count):
    return [{"text": "好", "key": f"k{n}"} for n in range(count)]


def options(count):
    return [{"id": f"{n}", "text": "甲"} for n in range(count)]


def selection(**more):
    return {"question_key": "q", "title": "选", "option_list": OPTIONS, **more}


LINE = {"keyname": "截止", "value": "10月25日"}
JUMP = {"type": 3, "title": "问", "question": "几号交"}
MENU = {"desc": "更多", "action_list": [{"text": "撤回", "key": "k"}]}
GOOD = [
    ("text_notice", {"emphasis_content": {"title": "字" * 10, "desc": "字" * 15}}),
    ("text_notice", {"quote_area": {"type": 1, "url": "https://a.example/", "title": "题", "quote_text": "文"}}),
    (
        "text_notice",
        {"horizontal_content_list": [LINE, {**LINE, "type": 3, "userid": "u"}] * 3, "jump_list": [JUMP] * 3},
    ),
    ("text_notice", {"main_title": {}, "sub_title_text": "字" * 112}),
    ("text_notice", {"source": {"desc": "字" * 13, "desc_color": 3}, "task_id": "a-_@9", "action_menu": MENU}),
    ("news_notice", {"card_image": {"url": "u", "aspect_ratio": 2.25}, "vertical_content_list": [{"title": "题"}] * 4}),
    ("news_notice", {"card_image": None, "image_text_area": {"image_url": "u", "title": "题"}}),
    ("button_interaction", {"button_list": buttons(6), "button_selection": selection(), "card_action": {"type": 0}}),
    ("button_interaction", {"main_title": {"title": "字" * 26, "desc": "字" * 30}, "feedback": {"id": "f" * 256}}),
    ("vote_interaction", {"checkbox": {"question_key": "q", "option_list": options(20)}}),
    ("multiple_interaction", {"select_list": [selection(question_key=key) for key in "abc"]}),
]
BAD = [
    ("text_notice", {"main_title": {"title": "字" * 27}}),
    ("text_notice", {"main_title": {"title": "题", "desc": "字" * 31}}),
    ("text_notice", {"main_title": {}}),
    ("text_notice", {"sub_title_text": "字" * 113}),
    ("text_notice", {"emphasis_content": {"title": "字" * 11}}),
    ("text_notice", {"emphasis_content": {"desc": "字" * 16}}),
    ("text_notice", {"source": {"desc": "字" * 14}}),
    ("text_notice", {"source": {"desc_color": 4}}),
    ("text_notice", {"card_action": None}),
    ("text_notice", {"card_action": {"type": 0}}),
    ("text_notice", {"card_action": {"type": 1}}),
    ("text_notice", {"card_action": {"type": 2, "pagepath": "p"}}),
    ("text_notice", {"action_menu": MENU}),
    ("text_notice", {"task_id": "t", "action_menu": {"desc": "更多", "action_list": []}}),
    ("text_notice", {"task_id": "t", "action_menu": {"desc": "更多", "action_list": buttons(4)}}),
    ("text_notice", {"horizontal_content_list": [LINE] * 7}),
    ("text_notice", {"horizontal_content_list": [{**LINE, "keyname": "字" * 6}]}),
    ("text_notice", {"horizontal_content_list": [{**LINE, "value": "字" * 27}]}),
    ("text_notice", {"horizontal_content_list": [{**LINE, "type": 1}]}),
    ("text_notice", {"horizontal_content_list": [{**LINE, "type": 2}]}),
    ("text_notice", {"horizontal_content_list": [{**LINE, "type": 3}]}),
    ("text_notice", {"jump_list": [JUMP] * 4}),
    ("text_notice", {"jump_list": [{**JUMP, "title": "字" * 14}]}),
    ("text_notice", {"jump_list": [{**JUMP, "question": "字" * 67}]}),
    ("text_notice", {"jump_list": [{"type": 3, "title": "问"}]}),
    ("text_notice", {"quote_area": {"type": 1}}),
    ("text_notice", {"button_list": buttons(1)}),
    ("text_notice", {"colour": "red"}),
    ("news_notice", {"card_image": None}),
    ("news_notice", {"card_image": {"url": "u", "aspect_ratio": 2.3}}),
    ("news_notice", {"card_image": {"url": "u", "aspect_ratio": 1.2}}),
    ("news_notice", {"vertical_content_list": [{"title": "题"}] * 5}),
    ("news_notice", {"vertical_content_list": [{"title": "题", "desc": "字" * 113}]}),
    ("news_notice", {"sub_title_text": "文"}),
    ("button_interaction", {"task_id": None}),
    ("button_interaction", {"task_id": "有汉字"}),
    ("button_interaction", {"task_id": "t" * 129}),
    ("button_interaction", {"main_title": {"title": " "}}),
    ("button_interaction", {"button_list": []}),
    ("button_interaction", {"button_list": buttons(7)}),
    ("button_interaction", {"button_list": buttons(1) * 2}),
    ("button_interaction", {"button_list": [{"text": "字" * 11, "key": "k"}]}),
    ("button_interaction", {"button_list": [{"text": "好", "key": "k" * 1025}]}),
    ("button_interaction", {"button_list": [{"text": "好", "key": "k", "style": 5}]}),
    ("button_interaction", {"button_list": [{"text": "好", "key": "k", "style": True}]}),
    ("button_interaction", {"button_selection": selection(option_list=options(11))}),
    ("button_interaction", {"button_selection": selection(title="字" * 14)}),
    ("button_interaction", {"feedback": {"id": "f" * 257}}),
    ("vote_interaction", {"checkbox": {"question_key": "q", "option_list": options(21)}}),
    ("vote_interaction", {"checkbox": {"question_key": "q", "mode": 2, "option_list": OPTIONS}}),
    ("vote_interaction", {"checkbox": {"question_key": "q", "option_list": [{"id": "i" * 129, "text": "甲"}]}}),
    ("vote_interaction", {"checkbox": {"question_key": "q", "option_list": [{"id": "i", "text": "字" * 12}]}}),
    ("vote_interaction", {"submit_button": {"text": "字" * 11, "key": "k"}}),
    ("vote_interaction", {"submit_button": None}),
    ("multiple_interaction", {"select_list": [selection(question_key=key) for key in "abcd"]}),
    ("multiple_interaction", {"select_list": [selection(option_list=OPTIONS[:1] * 2)]}),
]


def card(kind, changes):
    whole = {"card_type": kind, **copy.deepcopy(SMALLEST[kind]), **changes}
    return {name: part for name, part in whole.items() if part is not None}


@pytest.mark.parametrize("kind", CARDS)
def test_the_smallest_card_of_each_type_is_taken(kind):
    judge_card(card(kind, {}), "aibot_respond_msg")
    for name in SMALLEST[kind]:
        with pytest.raises(Refusal, match="40058"):
            judge_card(card(kind, {name: None}), "aibot_respond_msg")


@pytest.mark.parametrize(("kind", "changes"), GOOD)
def test_a_card_at_its_limits_is_taken(kind, changes):
    judge_card(card(kind, changes), "aibot_respond_msg")


@pytest.mark.parametrize(("kind", "changes"), BAD)
def test_a_card_past_a_limit_is_refused(kind, changes):
    with pytest.raises(Refusal, match="40058"):
        judge_card(card(kind, changes), "aibot_respond_msg")


def test_attachments_stand_only_where_files_can_be_had_and_feedback_only_in_replies():
    attached = card("text_notice", {"horizontal_content_list": [{**LINE, "type": 2, "media_id": "m"}]})
    judge_card(attached, "webhook/send")
    with pytest.raises(Refusal):
        judge_card(attached, "aibot_send_msg")
    with pytest.raises(Refusal):
        judge_card(card("text_notice", {"feedback": {"id": "f"}}), "webhook/send")


@pytest.mark.parametrize(
    ("text", "called", "led"),
    [
        ("请 <@wang> 与 <@all> 看", 2, 0),
        ("mail wang@example.invalid, 5 < 6 @ 7", 0, 0),
        ("[点此](https://a.example/)", 0, 1),
        ("![图](a.png) 与 [x][1]\n[1]: a.example", 0, 2),
        ('<a href="https://a.example/">看</a>', 0, 1),
        ("看 https://a.example/b?c 或 WWW.a.example 或 mailto:a@b.example", 0, 3),
        ("重大项目（3）[附件] (一)：见 http 说明", 0, 0),
        ("10:30—11:00，共 3/4；《办法》[2026] 5 号", 0, 0),
    ],
)
def test_mentions_and_links_are_found_wherever_they_are_shown(text, called, led):
    for body in (
        {"msgtype": "markdown", "markdown": {"content": text}},
        {
            "msgtype": "template_card",
            "template_card": {"horizontal_content_list": [{"value": text, "url": "https://a.example/"}]},
        },
    ):
        assert (len(mentions(body)), len(links(body))) == (called, led)
    assert mentions({"msgtype": "text", "text": {"content": "", "mentioned_list": ["wang"]}}) == ["wang"]
    assert not links({"msgtype": "template_card", "template_card": {"button_list": [{"text": "好", "key": text}]}})


def picture(data=PNG, **more):
    encoded = base64.b64encode(data).decode()
    return {"base64": encoded, "md5": hashlib.md5(data, usedforsecurity=False).hexdigest(), **more}


def ending(*pictures, finish=True):
    items = [{"msgtype": "image", "image": one} for one in pictures]
    return {"msgtype": "stream", "stream": {"id": "s", "finish": finish, "content": "好", "msg_item": items}}


@pytest.mark.parametrize(
    ("way", "body", "code"),
    [
        ("aibot_send_msg", [], 40058),
        ("aibot_send_msg", {"msgtype": "markdown"}, 40058),
        ("aibot_send_msg", {"msgtype": "markdown", "markdown": "好"}, 40058),
        ("aibot_send_msg", {"msgtype": "markdown", "markdown": {"content": 1}}, 40058),
        ("aibot_send_msg", {"msgtype": "markdown", "markdown": {"content": "好"}, "text": {}}, 40058),
        ("aibot_send_msg", {"msgtype": "stream", "stream": {}}, 40008),
        ("aibot_send_msg", {"msgtype": "template_card", "template_card": {"card_type": "other"}}, 40058),
        ("aibot_send_msg", {"msgtype": "template_card", "template_card": []}, 40058),
        ("aibot_send_msg", {"msgtype": "video", "video": {"media_id": "m", "title": "字" * 43}}, 40058),
        ("aibot_send_msg", {"msgtype": "video", "video": {"media_id": "m", "description": "字" * 171}}, 40058),
        ("answer to a message", ending(picture(), finish=False), 40058),
        ("answer to a message", ending(picture(md5="0")), 40058),
        ("answer to a message", ending(picture(b"GIF89a")), 40005),
        ("answer to a message", ending({"base64": "!", "md5": "0"}), 40058),
        ("answer to a message", ending(*[picture()] * 11), 40058),
        ("webhook/send", {"msgtype": "image", "image": picture(PNG + bytes(2 * 2**20))}, 40009),
        (
            "message/send",
            {"msgtype": "textcard", "textcard": {"title": "字" * 43, "description": "好", "url": "u"}},
            40058,
        ),
        (
            "message/send",
            {"msgtype": "textcard", "textcard": {"title": "字", "description": "字" * 171, "url": "u"}},
            40058,
        ),
        ("message/send", {"msgtype": "news", "news": {"articles": []}}, 40058),
    ],
)
def test_a_body_that_its_way_does_not_take_is_refused(way, body, code):
    with pytest.raises(Refusal) as refused:
        judge(way, body)
    assert refused.value.code == code


def test_pictures_may_end_a_stream():
    assert judge("answer to a message", ending(*[picture()] * 10)) == "stream"
