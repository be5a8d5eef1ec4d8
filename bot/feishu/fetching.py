"""The bytes of what came with a message: by its key, out of the message that was replied to, or of a conversation.

Source: open.feishu.cn, im.message_resource.get. A conversation that was forwarded comes as its words; files in it are
kept from us.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Literal

from bot.feishu import wording
from bot.feishu.client import Client
from bot.feishu.content import Locator
from bot.feishu.errors import Code, FeishuError
from bot.feishu.lookups import content_of_item
from bot.feishu.messages import seconds
from bot.platform import Heading
from bot.untrusted import Fields, text_in
from scheduler.clock import BEIJING
from storage.chat import Attachment
from storage.errors import PlatformError, Refused, Remedy

_REASONS: dict[int, str] = {
    Code.DELETED: "recalled",
    234009: "external",
    234037: "too_large",
    234038: "restricted",  # nothing may be downloaded in this chat
    234040: "restricted",  # sent before the bot came, where newcomers do not see what was said
    234043: "forward",
}
"""What people are told where Feishu keeps a file from us."""

_PASSING = (Remedy.RETRY, Remedy.WAIT, Remedy.REFRESH)


async def fetch(client: Client, attachment: Attachment, own_id: str) -> AsyncIterator[Heading | bytes]:
    """Give a file's heading and bytes. Raises PlatformError, and Refused where the sender can do something about it."""
    locator = Locator.unpack(attachment.locator)
    if locator.parent:
        locator, name = await _in_parent(client, locator.parent, own_id)
        yield Heading(name)
    if locator.forward:
        words = _words(await client.message(locator.forward), own_id).encode()
        yield Heading(wording.CONVERSATION, len(words))
        yield words
        return
    if not locator.key:
        raise Refused("folder")
    async with _refusing():
        kind: Literal["image", "file"] = "image" if locator.kind == "image" else "file"
        async for piece in client.resource(locator.message, locator.key, kind):
            yield piece


@asynccontextmanager
async def _refusing() -> AsyncIterator[None]:
    """Let people be told what they can do about it."""
    try:
        yield
    except FeishuError as error:
        if error.code not in _REASONS:
            raise
        raise Refused(_REASONS[error.code]) from None


async def _in_parent(client: Client, message_id: str, own_id: str) -> tuple[Locator, str]:
    """Where the file of a message lies that was replied to, and its name. Raises PlatformError, Refused."""
    try:
        items = await client.message(message_id)
    except PlatformError as error:
        if error.remedy in _PASSING:
            raise
        raise Refused("quoted_unseen") from None
    found = next((one for item in items[:1] for one in content_of_item(item, own_id).files), None)
    if found is None:
        raise Refused("quoted_unseen")
    return Locator.unpack(found.locator), found.name


def _words(items: Sequence[Fields], own_id: str) -> str:
    """A conversation as it reads. Raises Refused where there is more in it than words."""
    lines = []
    for item in items[1:]:
        content = content_of_item(item, own_id)
        if any(not Locator.unpack(one.locator).forward for one in content.files):
            raise Refused("forward")
        said_at = datetime.fromtimestamp(seconds(text_in(item, "create_time")), BEIJING)
        if content.text:
            lines.append(f"{said_at:%Y-%m-%d %H:%M}\n{content.text}")
    if not lines:
        raise Refused("forward")
    return "\n\n".join(lines) + "\n"
