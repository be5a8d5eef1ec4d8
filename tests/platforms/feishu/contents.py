"""Judgement over what is sent: the JSON string in `content`, by type; sizes, keys of files, who is called, the tenant's policy."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from tests.platforms.double import File
from tests.platforms.feishu.cards import judge_card
from tests.platforms.feishu.limits import RICH_OCTETS, TEXT_OCTETS, Refusal
from tests.platforms.feishu.record import AT_IN_TEXT, Chat, mentions, seen
from tests.platforms.shapes import WHATEVER, Kept, Many, Misshapen, One, Part, Text, hold
from tests.platforms.shown import strings

if TYPE_CHECKING:
    from tests.platforms.feishu.application import App

ANY, MUST = Text(), Text(must=True)
LOCALES = ("zh_cn", "en_us", "ja_jp", "zh_hk", "zh_tw")
STYLES = Many(One(("bold", "italic", "underline", "lineThrough")), 4, least=0)
POST_TAGS = {
    "text": {"text": Text(must=True), "un_escape": One((True, False)), "style": STYLES},
    "a": {"text": MUST, "href": Text(must=True, form=r"(?:https?|mailto|lark)://?\S+|mailto:\S+"), "style": STYLES},
    "at": {"user_id": MUST, "user_name": ANY, "style": STYLES},
    "img": {"image_key": MUST, "width": WHATEVER, "height": WHATEVER},
    "media": {"file_key": MUST, "image_key": ANY},
    "emotion": {"emoji_type": MUST},
    "hr": {},
    "code_block": {"language": ANY, "text": MUST},
    "md": {"text": MUST},
}
ALONE = frozenset({"img", "media", "md", "hr", "code_block"})
SHAPES = {
    "text": Part({"text": MUST}),
    "image": Part({"image_key": MUST}),
    "file": Part({"file_key": MUST}),
    "audio": Part({"file_key": MUST}),
    "media": Part({"file_key": MUST, "image_key": ANY}),
    "share_chat": Part({"chat_id": MUST}),
    "share_user": Part({"user_id": MUST}),
}
FILE_TYPES = {"file": ("opus", "mp4", "pdf", "doc", "xls", "ppt", "stream"), "audio": ("opus",), "media": ("mp4",)}
LOOSE_AT = re.compile(r"<\s*/?\s*at\b", re.IGNORECASE)


def judge_content(app: App, chat: Chat, kind: Any, raw: Any, octets: int) -> tuple[dict[str, Any], dict[str, File]]:
    """Hold a message to its type; return what it is made of, and its files by their keys. Raises Refusal."""
    if kind not in (*SHAPES, "post", "interactive"):
        raise Refusal(230001, f"Your request contains an invalid request parameter: msg_type {kind!r}")
    if not isinstance(raw, str):
        raise Refusal(99992402, "field validation failed: content is no string")
    if octets > (TEXT_OCTETS if kind == "text" else RICH_OCTETS):
        raise Refusal(230025, f"The length of the message content reaches its limit: {octets} bytes")
    try:
        content = json.loads(raw)
    except ValueError:
        raise Refusal(230001, "Your request contains an invalid request parameter: content is no JSON") from None
    if not isinstance(content, dict):
        raise Refusal(230001, "Your request contains an invalid request parameter: content is no object")
    try:
        files = _judge(app, chat, kind, content)
    except Misshapen as wrong:
        raise Refusal(230001, f"Your request contains an invalid request parameter: {wrong}") from None
    judge_words(app, kind, content)
    return content, files


def judge_words(app: App, kind: str, content: Any) -> None:
    """Hold what is to be read to the tenant's policy. Raises Refusal 230022, 230028."""
    for code, pattern in app.feishu.forbidden.items():
        for text in seen(kind, content):
            if pattern.search(text):
                raise Refusal(code, "The message contains sensitive information and was not sent")


def _judge(app: App, chat: Chat, kind: str, content: dict[str, Any]) -> dict[str, File]:
    if kind == "interactive":
        judge_card(app, content)
        return {}
    if kind == "post":
        return _judge_post(app, content)
    hold(content, SHAPES[kind], "content")
    if kind == "text":
        _judge_text(app, content["text"])
    if kind == "image":
        return {content["image_key"]: app.find(content["image_key"], "image").file}
    if kind in FILE_TYPES:
        if content.get("image_key"):
            app.find(content["image_key"], "image")
        return {content["file_key"]: app.find(content["file_key"], *FILE_TYPES[kind]).file}
    if kind == "share_user":
        app.person(content["user_id"])
    if kind == "share_chat" and app not in app.feishu.chats.get(content["chat_id"], chat).apps:
        raise Refusal(230015, "P2P chat can NOT be shared, or the bot is not in it")
    return {}


def _judge_text(app: App, text: str) -> None:
    """Whoever is called is known, and nothing is left that only looks like a call."""
    _judge_called(app, [at for at, _ in AT_IN_TEXT.findall(text)])
    if LOOSE_AT.search(AT_IN_TEXT.sub("", text)):
        raise Refusal(230001, "Your request contains an invalid request parameter: an <at> that calls nobody")


def _judge_called(app: App, called: list[str]) -> None:
    for one in called:
        if one != "all" and not app.knows(one):
            raise Refusal(230001, f"Your request contains an invalid request parameter: nobody is {one!r}")


def _judge_post(app: App, content: dict[str, Any]) -> dict[str, File]:
    if not content or content.keys() - set(LOCALES):
        raise Misshapen("content", f"has other locales than {LOCALES}: {sorted(content)}")
    files: dict[str, File] = {}
    for locale, post in content.items():
        paragraphs = Many(Many(Kept(_judge_tag), 1000, least=0), 1000, must=True)
        hold(post, Part({"title": ANY, "content": paragraphs}), f"content.{locale}")
        for paragraph in post["content"]:
            if len(paragraph) > 1 and any(part["tag"] in ALONE for part in paragraph):
                raise Misshapen("content", "img, media, md, hr and code_block stand alone in their paragraph")
            for part in paragraph:
                files |= _files_of(app, part)
    _judge_called(app, mentions("post", content))
    if not any(text.strip() for name, text in strings(content) if name != "tag"):
        raise Misshapen("content", "is empty", is_empty=True)
    return files


def _judge_tag(part: Any, where: str) -> None:
    tag = part.get("tag") if isinstance(part, dict) else None
    if tag not in POST_TAGS:
        raise Misshapen(where, f"has no tag {tag!r}")
    hold(part, Part({"tag": ANY, **POST_TAGS[tag]}), where)


def _files_of(app: App, part: dict[str, Any]) -> dict[str, File]:
    if part["tag"] == "img":
        return {part["image_key"]: app.find(part["image_key"], "image").file}
    if part["tag"] == "media":
        return {part["file_key"]: app.find(part["file_key"], "mp4").file}
    return {}
