"""The tables of WeCom's limits (D:101032, 101031, 101138, 101463, 90236, 99110) as shapes."""

from __future__ import annotations

from typing import Any

from tests.platforms import shapes
from tests.platforms.double import Refusal
from tests.platforms.shapes import MB, Between, Many, Misshapen, One, Part, Text

FLAG = One((True, False))
ANY, MUST = Text(), Text(must=True)
KEY = Text(octets=1024, must=True)
OPENS = {"type": One((0, 1, 2)), "url": ANY, "appid": ANY, "pagepath": ANY}
OPENS_NEEDS: dict[int, tuple[str, ...]] = {1: ("url",), 2: ("appid",)}
FEEDBACK = Part({"id": Text(octets=256, must=True)})
OPTION = Part({"id": Text(octets=128, must=True), "text": Text(chars=10, must=True)})
SELECTION = {
    "question_key": KEY,
    "title": Text(chars=13),
    "disable": FLAG,
    "selected_id": ANY,
    "option_list": Many(OPTION, 10, unique="id", must=True),
}
CHECKED = Part({"id": Text(octets=128, must=True), "text": Text(chars=11, must=True), "is_checked": FLAG})

CARD_FIELDS: dict[str, Any] = {
    "card_type": MUST,
    "task_id": Text(octets=128, form=r"[0-9A-Za-z_\-@]+"),
    "source": Part({"icon_url": ANY, "desc": Text(chars=13), "desc_color": One((0, 1, 2, 3))}),
    "action_menu": Part(
        {
            "desc": MUST,
            "action_list": Many(Part({"text": MUST, "key": KEY}), 3, unique="key", must=True),
        }
    ),
    "main_title": Part({"title": Text(chars=26), "desc": Text(chars=30)}),
    "emphasis_content": Part({"title": Text(chars=10), "desc": Text(chars=15)}),
    "quote_area": Part({**OPENS, "title": ANY, "quote_text": ANY}, OPENS_NEEDS),
    "sub_title_text": Text(chars=112),
    "horizontal_content_list": Many(
        Part(
            {
                "type": One((0, 1, 3)),
                "keyname": Text(chars=5, must=True),
                "value": Text(chars=26),
                "url": ANY,
                "userid": ANY,
            },
            {1: ("url",), 3: ("userid",)},
        ),
        6,
        least=0,
    ),
    "jump_list": Many(
        Part(
            {
                "type": One((0, 1, 2, 3)),
                "title": Text(chars=13, must=True),
                "url": ANY,
                "appid": ANY,
                "pagepath": ANY,
                "question": Text(octets=200),
            },
            {**OPENS_NEEDS, 3: ("question",)},
        ),
        3,
        least=0,
    ),
    "card_action": Part(OPENS, OPENS_NEEDS),
    "card_image": Part({"url": MUST, "aspect_ratio": Between(1.3, 2.25)}),
    "image_text_area": Part({**OPENS, "title": ANY, "desc": ANY, "image_url": MUST}, OPENS_NEEDS),
    "vertical_content_list": Many(Part({"title": Text(chars=26, must=True), "desc": Text(chars=112)}), 4, least=0),
    "button_selection": Part(SELECTION),
    "button_list": Many(
        Part({"text": Text(chars=10, must=True), "style": One((1, 2, 3, 4)), "key": KEY}), 6, unique="key"
    ),
    "checkbox": Part(
        {
            "question_key": KEY,
            "disable": FLAG,
            "mode": One((0, 1)),
            "option_list": Many(CHECKED, 20, unique="id", must=True),
        }
    ),
    "select_list": Many(Part(SELECTION), 3, unique="question_key"),
    "submit_button": Part({"text": Text(chars=10, must=True), "key": KEY}),
    "feedback": FEEDBACK,
}
EVERY_CARD = "card_type task_id source main_title card_action feedback"
CARDS: dict[str, tuple[str, str]] = {
    "text_notice": (
        "action_menu emphasis_content quote_area sub_title_text horizontal_content_list jump_list",
        "card_action",
    ),
    "news_notice": (
        "action_menu quote_area horizontal_content_list jump_list card_image image_text_area vertical_content_list",
        "card_action",
    ),
    "button_interaction": (
        "action_menu quote_area sub_title_text horizontal_content_list button_selection button_list",
        "task_id button_list main_title",
    ),
    "vote_interaction": ("checkbox submit_button", "task_id checkbox submit_button main_title"),
    "multiple_interaction": ("select_list submit_button", "task_id select_list submit_button main_title"),
}
"""For each type of card the fields it may have beside those of every card, and those it must have."""
DISPLAY_CARDS = frozenset({"text_notice", "news_notice"})
WITH_ATTACHMENT = frozenset({"webhook/send", "message/send"})

MEDIA = Part({"media_id": MUST}, must=True)
PICTURE = Part({"base64": MUST, "md5": MUST}, must=True)
ARTICLE = Part({"title": Text(octets=128, must=True), "description": Text(octets=512), "url": MUST, "picurl": ANY})
CLIP = {"media_id": MUST, "title": Text(octets=128), "description": Text(octets=512)}
MARKDOWN = Part({"content": Text(octets=20480, must=True), "feedback": FEEDBACK}, must=True)
STREAM = Part({"id": MUST, "finish": FLAG, "content": Text(octets=20480), "feedback": FEEDBACK}, must=True)
ITEM = Part({"msgtype": One(("image",), must=True), "image": PICTURE})
STREAM_WITH_PICTURES = Part({**STREAM.fields, "msg_item": Many(ITEM, 10, least=0)}, must=True)
BY_ID = {"file": MEDIA, "image": MEDIA, "voice": MEDIA, "video": Part(CLIP, must=True)}
CARD = Part(CARD_FIELDS, must=True)
GREETING = {"text": Part({"content": MUST}, must=True), "template_card": CARD}
NAMES = Many(MUST, 1000, least=0)

BODIES: dict[str, dict[str, Any]] = {
    "aibot_respond_msg": {"stream": STREAM, "template_card": CARD, "markdown": MARKDOWN, **BY_ID},
    "aibot_send_msg": {"template_card": CARD, "markdown": MARKDOWN, **BY_ID},
    "aibot_respond_welcome_msg": GREETING,
    "answer to a message": {
        "stream": STREAM_WITH_PICTURES,
        "template_card": CARD,
        "stream_with_template_card": STREAM_WITH_PICTURES,
    },
    "answer to a refresh": {"stream": STREAM_WITH_PICTURES, "stream_with_template_card": STREAM_WITH_PICTURES},
    "answer to enter_chat": GREETING,
    "aibot/response": {"markdown": MARKDOWN, "template_card": CARD},
    "message/send": {
        "text": Part({"content": MUST}, must=True),
        "markdown": Part({"content": Text(octets=2048, must=True)}, must=True),
        "textcard": Part(
            {
                "title": Text(octets=128, must=True),
                "description": Text(octets=512, must=True),
                "url": MUST,
                "btntxt": Text(chars=4),
            },
            must=True,
        ),
        "news": Part({"articles": Many(ARTICLE, 8, must=True)}, must=True),
        "template_card": CARD,
        **BY_ID,
    },
    "webhook/send": {
        "text": Part(
            {"content": Text(octets=2048, must=True), "mentioned_list": NAMES, "mentioned_mobile_list": NAMES},
            must=True,
        ),
        "markdown": Part({"content": Text(octets=4096, must=True)}, must=True),
        "markdown_v2": Part({"content": Text(octets=4096, must=True)}, must=True),
        "image": PICTURE,
        "news": Part({"articles": Many(ARTICLE, 8, must=True)}, must=True),
        "file": MEDIA,
        "voice": MEDIA,
        "template_card": CARD,
    },
}
"""For each way of sending the types it takes and their shapes."""

SIZES = {"image": (5, 10 * MB), "voice": (5, 2 * MB), "video": (5, 10 * MB), "file": (5, 20 * MB)}
SIZE_CODES = {"image": 40009, "voice": 40010, "video": 40011, "file": 40006}
PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")


def hold(value: Any, rule: Any, where: str) -> None:
    """Hold a value to its rule. Raises Refusal 40058, or 44004 for an empty content."""
    try:
        shapes.hold(value, rule, where)
    except Misshapen as wrong:
        raise Refusal(44004 if wrong.is_empty and wrong.where.endswith("content") else 40058, str(wrong)) from None
