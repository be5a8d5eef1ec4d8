"""Judgement over what is sent: bodies by their way of sending, cards by their type, media, rates."""

from __future__ import annotations

import base64
import binascii
import dataclasses
import hashlib
from collections import deque
from collections.abc import Callable
from typing import Any

from tests.platforms.double import Refusal
from tests.platforms.shapes import MB, Many, One, Part, Text
from tests.platforms.wecom.limits import (
    BODIES,
    CARD_FIELDS,
    CARDS,
    DISPLAY_CARDS,
    EVERY_CARD,
    PICTURES,
    SIZE_CODES,
    SIZES,
    WITH_ATTACHMENT,
    hold,
)

INTERACTIVE = frozenset(CARDS) - DISPLAY_CARDS
ATTACHMENTS = Many(
    Part(
        {
            **CARD_FIELDS["horizontal_content_list"].of.fields,
            "type": One((0, 1, 2, 3)),
            "media_id": Text(),
        },
        {**CARD_FIELDS["horizontal_content_list"].of.needs, 2: ("media_id",)},
    ),
    6,
    least=0,
)


def judge(way: str, body: Any, *beside: str) -> str:
    """Hold a body to the table of its way of sending; `beside` are the keys it may carry besides. Return its type.

    Raises Refusal: 40008 for a type this way does not take, 40058 and 44004 for its shape.
    """
    if not isinstance(body, dict):
        raise Refusal(40058, "Warning: wrong json format: no object")
    kind = body.get("msgtype")
    if kind not in BODIES[way]:
        raise Refusal(40008, f"{way} takes no msgtype {kind!r}")
    parts = {kind} if kind != "stream_with_template_card" else {"stream", "template_card"}
    if unknown := body.keys() - parts - {"msgtype", *beside}:
        raise Refusal(40058, f"{way} has no field {sorted(unknown)}")
    name = "stream" if kind == "stream_with_template_card" else str(kind)
    if name not in body:
        raise Refusal(40058, f"{name} is missing")
    hold(body[name], BODIES[way][name], name)
    if "template_card" in body:
        judge_card(body["template_card"], way)
    if name == "stream":
        judge_stream(body["stream"])
    if name == "image" and "base64" in body["image"]:
        judge_picture(body["image"], 2 * MB)
    return str(kind)


def judge_stream(stream: dict[str, Any]) -> None:
    """Pictures come only with the end of a stream."""
    items = stream.get("msg_item") or []
    if items and not stream.get("finish"):
        raise Refusal(40058, "msg_item before finish")
    for item in items:
        judge_picture(item["image"], 10 * MB)


def judge_picture(image: dict[str, str], most: int) -> bytes:
    """A picture inside a body: base64, its md5, JPG or PNG, its size."""
    try:
        data = base64.b64decode(image["base64"], validate=True)
    except binascii.Error:
        raise Refusal(40058, "base64 is none") from None
    if hashlib.md5(data, usedforsecurity=False).hexdigest() != image["md5"]:
        raise Refusal(40058, "md5 of another picture")
    if not data.startswith(PICTURES):
        raise Refusal(40005, "neither JPG nor PNG")
    if len(data) > most:
        raise Refusal(40009, f"image of {len(data)} bytes")
    return data


def judge_card(card: Any, way: str) -> None:
    """Hold a card to its type's fields and to what belongs together (D:101032)."""
    kind = card.get("card_type") if isinstance(card, dict) else None
    if kind not in CARDS:
        raise Refusal(40058, f"no card_type {kind!r}")
    if way == "webhook/send" and kind not in DISPLAY_CARDS:
        raise Refusal(40058, "a webhook cannot be called back")
    may, must = CARDS[kind]
    allowed = set(EVERY_CARD.split()) | set(may.split())
    if way in WITH_ATTACHMENT:
        allowed.discard("feedback")
    fields = {name: rule for name, rule in CARD_FIELDS.items() if name in allowed}
    if way in WITH_ATTACHMENT and "horizontal_content_list" in fields:
        fields["horizontal_content_list"] = ATTACHMENTS
    for name in must.split():
        fields[name] = dataclasses.replace(fields[name], must=True)
    hold(card, Part(fields), "template_card")
    _judge_whole(card, kind)


def _judge_whole(card: dict[str, Any], kind: str) -> None:
    titled = (card.get("main_title") or {}).get("title", "").strip()
    if kind == "text_notice" and not titled and not card.get("sub_title_text", "").strip():
        raise Refusal(40058, "text_notice has neither main_title.title nor sub_title_text")
    if kind != "text_notice" and not titled:
        raise Refusal(40058, f"{kind} has no main_title.title")
    if kind == "news_notice" and "card_image" not in card and "image_text_area" not in card:
        raise Refusal(40058, "news_notice has neither card_image nor image_text_area")
    if kind in DISPLAY_CARDS and card["card_action"].get("type") not in (1, 2):
        raise Refusal(40058, f"{kind} needs a card_action that opens something")
    if "action_menu" in card and not card.get("task_id"):
        raise Refusal(40058, "action_menu without task_id")


def judge_media(kind: str, name: str, data: bytes) -> None:
    """What may be uploaded, by its kind (D:90253). Raises Refusal."""
    if kind not in SIZES:
        raise Refusal(40004, f"no type {kind!r}")
    least, most = SIZES[kind]
    if not least < len(data) <= most:
        raise Refusal(SIZE_CODES[kind], f"{kind} of {len(data)} bytes")
    if kind == "image" and not data.startswith(PICTURES):
        raise Refusal(40005, "neither JPG nor PNG")
    if kind == "voice" and not data.startswith(b"#!AMR"):
        raise Refusal(40005, "no AMR")
    if not name.strip():
        raise Refusal(40058, "no filename")


class Rate:
    """So many in so long, one count for each key. Too much is refused, and the key blocked for the length of the limit."""

    def __init__(self, now: Callable[[], float], *limits: tuple[int, float]) -> None:
        self._now = now
        self._limits = limits
        self._taken: dict[str, deque[float]] = {}
        self._blocked: dict[str, float] = {}

    def is_over(self, key: str) -> bool:
        """Count one more, or say that it is too much."""
        now, longest = self._now(), max(seconds for _, seconds in self._limits)
        taken = self._taken.setdefault(key, deque())
        while taken and taken[0] <= now - longest:
            taken.popleft()
        if now < self._blocked.get(key, 0):
            return True
        for most, seconds in self._limits:
            if sum(at > now - seconds for at in taken) >= most:
                self._blocked[key] = now + seconds
                return True
        taken.append(now)
        return False

    def take(self, key: str) -> None:
        """Count one more. Raises Refusal 45009."""
        if self.is_over(key):
            raise Refusal(45009, f"api freq out of limit: {key}")
