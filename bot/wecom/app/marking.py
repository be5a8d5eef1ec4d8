"""Makes the same words said twice two messages for WeCom, and the same delivery sent twice one.

An app's message is dropped where its like was given within some hours. That makes a repeated attempt harmless, and
would swallow the second of two like answers; so a text begins with signs that nobody sees, made of its delivery's key.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

_SIGNS = ("\u200b", "\u200c")
_BITS = 12
MARK_OCTETS = _BITS * 3
"""How many bytes the signs take."""


def marked(body: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """Return a message, if it is a text with the signs of its key; a card has an id of its own."""
    if body["msgtype"] != "text":
        return body
    bits = int.from_bytes(hashlib.sha256(key.encode()).digest()[:2], "big")
    mark = "".join(_SIGNS[bits >> at & 1] for at in range(_BITS))
    return {**body, "text": {**body["text"], "content": mark + body["text"]["content"]}}
