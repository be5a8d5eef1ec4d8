"""What one app can do at Feishu's REST interface, each call one method. Every method raises PlatformError.

Wire: open.feishu.cn, im-v1, contact-v3, bot-v3, interactive-v1. Whoever calls paces what is said (`bot.feishu.rates`).
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal, Protocol

from bot.calls import Call
from bot.config.feishu import AppSettings
from bot.feishu.client import uploading
from bot.feishu.client.asking import Asker, Tell
from bot.feishu.client.calls import Calls
from bot.feishu.errors import Code, FeishuError
from bot.feishu.rates import of_names
from bot.platform import Heading
from bot.untrusted import Fields, object_in, objects_in, text_in
from scheduler.clock import Clock
from storage.database import Database
from storage.errors import PlatformError, Remedy

MOST_NAMES = 10
MOST_PAGES = 50
MOST_RESOURCE_BYTES = 100 << 20
PIECE_BYTES = 1 << 18

_ID = re.compile(r"[0-9A-Za-z_=-]{1,256}")


class Wire(Protocol):
    """A message without its address: what `bot.feishu.render` makes."""

    @property
    def msg_type(self) -> str:
        """Return Feishu's word for what it is."""
        ...

    @property
    def content(self) -> Mapping[str, Any]:
        """Return what it is made of; it travels as a string of JSON."""
        ...


@dataclass(frozen=True, slots=True)
class Bot:
    """An app's own bot: `is_active` where its ability is on and it is enabled in the tenant."""

    open_id: str
    name: str
    is_active: bool


class Client:
    """The calls of one app. Every method raises PlatformError. `tell` is told of what needs a person."""

    def __init__(
        self, calls: Calls, settings: AppSettings, database: Database, clock: Clock, tell: Tell | None = None
    ) -> None:
        self._asker = Asker(calls, settings, database, clock, tell)
        self.account = settings.name
        self._app_id = settings.app_id
        self._database = database

    async def send(self, chat_id: str, message: Wire, uuid: str) -> str:
        """Say something in a chat and return its message_id. The same `uuid` is shown once within an hour."""
        query, body = {"receive_id_type": "chat_id"}, {"receive_id": chat_id}
        call = Call("messages.create", "/open-apis/im/v1/messages", query, body, may_act=True)
        return await self._say(call, message, uuid)

    async def reply(self, message_id: str, message: Wire, uuid: str, *, in_thread: bool = False) -> str:
        """Say something in reply to a message and return its message_id. Raises NoReply where none is taken."""
        path = f"/open-apis/im/v1/messages/{_id(message_id)}/reply"
        call = Call("messages.reply", path, body={"reply_in_thread": in_thread}, may_act=True)
        return await self._say(call, message, uuid)

    async def patch(self, message_id: str, card: Mapping[str, Any]) -> None:
        """Show a card anew, within 14 days of its first showing; twice the same harms nobody."""
        path = f"/open-apis/im/v1/messages/{_id(message_id)}"
        call = Call("messages.patch", path, method="PATCH")
        await self._asker.say(card, lambda shown, _: replace(call, body={"content": _json(shown)}))

    async def react(self, message_id: str, emoji: str) -> None:
        """Put a sign at a message; twice the same is one."""
        path = f"/open-apis/im/v1/messages/{_id(message_id)}/reactions"
        await self._asker.ask(Call("reactions.create", path, body={"reaction_type": {"emoji_type": emoji}}))

    async def upload_image(self, data: bytes) -> str:
        """Upload a picture of at most 10 MB and return its image_key, for this app alone."""
        return _key(await self._asker.ask(uploading.image(data)), "image_key")

    async def upload_file(self, name: str, data: bytes) -> str:
        """Upload a file of at most 30 MB and return its file_key, for this app alone."""
        return _key(await self._asker.ask(uploading.file(name, data)), "file_key")

    async def resource(
        self, message_id: str, key: str, kind: Literal["image", "file"]
    ) -> AsyncIterator[Heading | bytes]:
        """Give the size and the bytes of what came with a message, as they come; its name stands in the message."""
        path = f"/open-apis/im/v1/messages/{_id(message_id)}/resources/{_id(key)}"
        call = Call("resources.get", path, {"type": kind})
        async with self._asker.file(call) as response:
            size = response.content_length or 0
            yield Heading(size=size)
            came = 0
            async for piece in response.content.iter_chunked(PIECE_BYTES):
                came += len(piece)
                if max(came, size) > MOST_RESOURCE_BYTES:
                    raise PlatformError("resources.get: larger than a resource may be", Remedy.GIVE_UP)
                yield piece

    async def message(self, message_id: str) -> list[Fields]:
        """Return a message and, behind it, those that were merged and forwarded in it.

        That it may not be seen in a group is the lot of every app without `im:message.group_msg`.
        """
        call = Call("messages.get", f"/open-apis/im/v1/messages/{_id(message_id)}")
        answer = await self._asker.ask(call, is_expected=True)
        return objects_in(object_in(answer, "data"), "items")

    async def names(self, open_ids: Sequence[str]) -> dict[str, str]:
        """Return what people are called, by their open_ids; who is unknown here has no name."""
        found: dict[str, str] = {}
        for start in range(0, len(open_ids), MOST_NAMES):
            found |= await self._names(open_ids[start : start + MOST_NAMES])
        return found

    async def bot(self) -> Bot:
        """Return the app's own bot: fails where the credentials or the calling address are not right."""
        told = object_in(await self._asker.ask(Call("bot.info", "/open-apis/bot/v3/info")), "bot")
        return Bot(text_in(told, "open_id"), text_in(told, "app_name"), told.get("activate_status") == 2)

    async def chat(self, chat_id: str) -> Fields:
        """Return what Feishu tells of a chat: name, chat_mode, group_message_type, external."""
        return object_in(await self._asker.ask(Call("chats.get", f"/open-apis/im/v1/chats/{_id(chat_id)}")), "data")

    async def chats(self) -> list[Fields]:
        """Return the groups that the bot sits in."""
        return await self._pages(Call("chats.list", "/open-apis/im/v1/chats", {"page_size": "100"}))

    async def scopes(self) -> set[str]:
        """Return the scopes that the tenant has granted to the app itself."""
        answer = await self._asker.ask(Call("scopes.list", "/open-apis/application/v6/scopes"))
        listed = objects_in(object_in(answer, "data"), "scopes")
        granted = [one for one in listed if one.get("grant_status") == 1 and one.get("scope_type") != "user"]
        return {text_in(one, "scope_name") for one in granted} - {""}

    async def is_for_all(self) -> bool:
        """Whether everybody of the tenant may use the app; asks for `admin:app.info:readonly`."""
        call = Call("app.visibility", "/open-apis/application/v2/app/visibility", {"app_id": self._app_id})
        return object_in(await self._asker.ask(call), "data").get("is_visible_to_all") == 1

    async def has_waiting_version(self) -> bool:
        """Whether a version of the app waits to be approved; asks for `admin:app.info:readonly`."""
        call = Call("app.get", "/open-apis/application/v6/applications/me", {"lang": "zh_cn"})
        return bool(text_in(object_in(object_in(await self._asker.ask(call), "data"), "app"), "unaudit_version_id"))

    async def history(self, chat_id: str, since: datetime, until: datetime) -> list[Fields]:
        """Return what was said in a chat in a time; in groups this asks for `im:message.group_msg`."""
        query = {
            "container_id_type": "chat",
            "container_id": _id(chat_id),
            "start_time": str(int(since.timestamp())),
            "end_time": str(math.ceil(until.timestamp())),
            "page_size": "50",
        }
        return await self._pages(Call("messages.list", "/open-apis/im/v1/messages", query))

    async def _pages(self, call: Call) -> list[Fields]:
        """Return the items of all pages."""
        found: list[Fields] = []
        page = ""
        for _ in range(MOST_PAGES):
            query = {**call.query, **({"page_token": page} if page else {})}
            data = object_in(await self._asker.ask(replace(call, query=query)), "data")
            found += objects_in(data, "items")
            page = text_in(data, "page_token")
            if data.get("has_more") is not True or not page:
                break
        return found

    async def _names(self, open_ids: Sequence[str]) -> dict[str, str]:
        """Ask for at most ten names. One id that Feishu does not know spoils the call: they are asked for in halves."""
        if wait := await self._database.write(lambda work: work.spendings.spend(of_names(self.account), work.now)):
            raise PlatformError("paced", Remedy.WAIT, wait_seconds=wait)
        query, body = {"user_id_type": "open_id"}, {"user_ids": list(open_ids)}
        call = Call("users.basic_batch", "/open-apis/contact/v3/users/basic_batch", query, body)
        try:
            users = objects_in(object_in(await self._asker.ask(call), "data"), "users")
        except FeishuError as error:
            if error.code not in (Code.USER_UNKNOWN, Code.USER_OF_OTHER_APP):
                raise
            if len(open_ids) == 1:
                return {}
            middle = len(open_ids) // 2
            return {**await self._names(open_ids[:middle]), **await self._names(open_ids[middle:])}
        return {text_in(one, "user_id"): name for one in users if (name := text_in(one, "name"))}

    async def _say(self, call: Call, message: Wire, uuid: str) -> str:
        """Say a message and return its message_id. Without its phones it is another one: so is its uuid."""

        def made(content: Mapping[str, Any], is_other: bool) -> Call:  # noqa: FBT001 - as `say` asks it
            about = {"msg_type": message.msg_type, "content": _json(content)}
            return replace(call, body={**(call.body or {}), **about, "uuid": _other(uuid) if is_other else uuid})

        answer = await self._asker.say(message.content, made)
        message_id = text_in(object_in(answer, "data"), "message_id")
        if not message_id:
            raise call.failed("an answer without a message_id", unknown=True)
        return message_id


def _json(content: Mapping[str, Any]) -> str:
    """A content as it travels: as short as may be, for its bytes are counted."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _other(uuid: str) -> str:
    """Another uuid, the same on every attempt."""
    return hashlib.sha256(f"{uuid}/masked".encode()).hexdigest()[:32]


def _id(value: str) -> str:
    """An id as it may stand in an address: what a message told is not trusted."""
    if not _ID.fullmatch(value):
        raise PlatformError("an id that is none", Remedy.GIVE_UP)
    return value


def _key(answer: Mapping[str, Any], name: str) -> str:
    """The key that an upload was given."""
    key = text_in(object_in(answer, "data"), name)
    if not key:
        raise PlatformError(f"an upload without its {name}", Remedy.RETRY)
    return key
