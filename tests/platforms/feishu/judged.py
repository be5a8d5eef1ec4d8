"""What is rendered, before the strict judge of messages: in a tenant where nobody may be called."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

from bot.feishu.render import Wire
from tests.platforms.feishu.contents import judge_content
from tests.platforms.feishu.record import Chat, mentions, seen
from tests.platforms.shown import LINK

CODE = "img_1"


def tenant(*known: str) -> Any:
    """An app that knows these people alone, and one picture."""

    def find(key: str, *_kinds: str) -> Any:
        assert key == CODE
        return SimpleNamespace(file=None)

    return SimpleNamespace(
        feishu=SimpleNamespace(forbidden={}, chats={}), knows=lambda one: one in known, find=find, id="cli_1"
    )


def judge(wire: Wire, *known: str) -> None:
    """Hold one message to everything that Feishu holds it to. Raises Refusal."""
    content = wire.uploaded(CODE).content if wire.image else wire.content
    raw = json.dumps(content, ensure_ascii=False)
    body = {"receive_id": "oc_1", "msg_type": wire.msg_type, "content": raw, "uuid": "0" * 50}
    octets = len(json.dumps(body, ensure_ascii=False).encode())
    judge_content(tenant(*known), Chat("oc_1"), wire.msg_type, raw, octets)


def called(wire: Wire) -> list[str]:
    return mentions(wire.msg_type, wire.content)


def texts(wire: Wire) -> list[str]:
    """Every text of a message that people read."""
    return list(seen(wire.msg_type, wire.content))


def leads(wire: Wire) -> list[str]:
    return [found.group() for text in texts(wire) for found in LINK.finditer(text)]
