"""What was said to a bot and never came: the sign of another client on the same app, which gets its share by chance.

How many clients are connected nobody can ask. But what was said lately can be read, and what came is in the inbox: what
is missing between messages that did come went elsewhere. Sources: open.feishu.cn, 使用长连接接收事件 (one client gets
each event), im.message.list.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.feishu.client import Client
from bot.feishu.messages import PLATFORM, seconds
from bot.untrusted import Fields, object_in, objects_in, text_in
from storage.database import Database
from storage.errors import PlatformError
from storage.unit_of_work import Work

LOOKED_BACK = timedelta(hours=24)
SETTLED_AFTER = timedelta(minutes=15)
"""What is younger may still be on its way: Feishu tries again after 15 seconds and 5 minutes."""

MOST_CHATS = 20
_KINDS = frozenset({"text", "post", "image", "file", "audio", "media"})


@dataclass(frozen=True, slots=True)
class Gaps:
    """How much was said to the bot, as far as it can be read, how much never came, and when something last did."""

    said: int = 0
    missing: int = 0
    last_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Came:
    """What the inbox has of one account: ids, chats, and between which instants it must be whole."""

    ids: frozenset[str]
    chats: Mapping[str, bool]
    since: datetime
    until: datetime
    last_at: datetime


async def gaps(client: Client, database: Database, open_id: str, now: datetime) -> Gaps:
    """Compare what was said with what came; chats that may not be read are left out."""
    came = await database.read(lambda work: _came(work, client.account, now))
    if came is None:
        return Gaps()
    said: set[str] = set()
    for chat, is_group in list(came.chats.items())[:MOST_CHATS]:
        try:
            items = await client.history(chat, came.since, came.until)
        except PlatformError:
            continue
        meant = [item for item in items if _is_meant(item, open_id if is_group else "")]
        said |= {text_in(item, "message_id") for item in meant if _is_within(item, came)}
    return Gaps(len(said), len(said - came.ids), came.last_at)


def _came(work: Work, account: str, now: datetime) -> _Came | None:
    """What the inbox has; None where it has nothing of this account."""
    c = work.inbox.c
    mine = (c.platform == PLATFORM, c.account == account)
    last = work.inbox.first(*mine, order=c.id.desc())
    if last is None:
        return None
    rows = work.inbox.find(*mine, c.admitted_at > now - LOOKED_BACK)
    until = min(last.admitted_at, now - SETTLED_AFTER)
    since = rows[0].admitted_at if rows else until
    private = {chat.external for chat in work.chats.having(platform=PLATFORM, account=account, room="private")}
    chats = {row.external_chat: row.external_chat not in private for row in reversed(rows)}
    ids = frozenset(row.message_id.partition(":")[0] for row in rows)
    return _Came(ids, chats, since, until, last.admitted_at)


def _is_meant(item: Fields, open_id: str) -> bool:
    """Whether somebody said this to the bot: anything in private, in a group (`open_id` the bot's) what calls it."""
    if text_in(item, "msg_type") not in _KINDS or item.get("deleted") is True:
        return False
    if text_in(object_in(item, "sender"), "sender_type") != "user":
        return False
    return not open_id or any(text_in(one, "id") == open_id for one in objects_in(item, "mentions"))


def _is_within(item: Fields, came: _Came) -> bool:
    """Whether it was written in the time in which nothing may be missing."""
    return came.since.timestamp() <= seconds(text_in(item, "create_time")) < came.until.timestamp()
