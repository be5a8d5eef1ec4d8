"""Takes phones and mailboxes out of what is said, where a tenant's policy refuses them in plain text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.feishu.client import wording
from storage.notice.text.ways import without

_NOT_SHOWN = frozenset(
    {"value", "href", "url", "default_url", "user_id", "image_key", "img_key", "file_key", "name", "tag", "element_id"}
)
"""What nobody reads: addresses, keys, and what a button sends."""


def masked(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return a message's content without phones and mailboxes in what people read."""
    return {name: part if name in _NOT_SHOWN else _masked(part) for name, part in content.items()}


def _masked(part: Any) -> Any:
    if isinstance(part, str):
        return without(part, wording.PHONE, wording.MAILBOX)
    if isinstance(part, Mapping):
        return masked(part)
    return [_masked(one) for one in part] if isinstance(part, list) else part
