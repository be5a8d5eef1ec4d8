"""How one app says something: as a reply, in a topic, to the chat; as a sign, or by showing an earlier card anew.

What is sent bears a `uuid` made of the delivery, which Feishu shows once within an hour. Wire: open.feishu.cn, im-v1.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from bot.feishu import rates
from bot.feishu.chats import Chats
from bot.feishu.clicks import Clicks, pressed_card
from bot.feishu.client import Client
from bot.feishu.client.uploading import MOST_FILE_BYTES
from bot.feishu.errors import CardRefused, Code, FeishuError, NoReply
from bot.feishu.messages import Handle
from bot.feishu.render import CARDS, TEXT, Wire, fallback, parts, too_large, without_upload
from bot.newest import Newest
from bot.platform import Host, Outgoing
from storage.chat import DeliveryKind
from storage.errors import PlatformError, Remedy

KEYED_FOR = timedelta(minutes=45)
"""How long a `uuid` is trusted since its message may be there: an hour, less what lies between two attempts."""

KEPT_SIGN = "DONE"
"""The reaction that says that a message became part of a hand-in."""

_MOST_KEYS = 500


@dataclass(frozen=True, slots=True)
class Means:
    """What an app speaks with; `blob` gives where a file's bytes lie."""

    client: Client
    clicks: Clicks
    chats: Chats
    blob: Callable[[str], Path]


class Speaker:
    """Says one app's deliveries."""

    def __init__(self, host: Host, account: str, means: Means) -> None:
        self._host = host
        self._account = account
        self._means = means
        self._client = means.client
        self._keys: Newest[str, str] = Newest(_MOST_KEYS)
        self._unsure: Newest[tuple[str, int], datetime] = Newest(_MOST_KEYS)

    def parts(self, outgoing: Outgoing) -> int:
        """Of how many messages a delivery consists."""
        return 1 if _is_wordless(outgoing) else len(self._wires(outgoing))

    def is_keyed(self, outgoing: Outgoing) -> bool:
        """Whether the same, sent again now, is shown once."""
        if _is_wordless(outgoing) or outgoing.due_at is None:
            return True
        since = self._unsure.get((outgoing.key, outgoing.part), outgoing.due_at)
        return self._host.clock.now() - min(since, outgoing.due_at) < KEYED_FOR

    async def send(self, outgoing: Outgoing) -> str:
        """Say one part and return its message_id. Raises PlatformError."""
        if outgoing.kind is DeliveryKind.MARK:
            return await self._sign(outgoing)
        if outgoing.revises:
            return await self._revise(outgoing)
        if pressed_card(outgoing) and (shown := await self._means.clicks.answer(outgoing)):
            return shown
        if outgoing.may_be_there and not self.is_keyed(outgoing):
            raise PlatformError("it may be there already", Remedy.RETRY, unknown=True)
        if outgoing.room.is_group and await self._means.chats.learn(outgoing.address.chat) and not outgoing.part:
            raise PlatformError("the chat takes text only", Remedy.WAIT)  # in as many parts as that makes
        wire = self._wires(outgoing)[outgoing.part]
        with self._noting(outgoing):
            try:
                return await self._say(outgoing, await self._uploaded(outgoing, wire))
            except CardRefused:
                return await self._say_plainly(outgoing, wire)

    @contextmanager
    def _noting(self, outgoing: Outgoing) -> Iterator[None]:
        """Note since when a part may be there: limits may put the next attempt off for longer than its uuid counts."""
        part = (outgoing.key, outgoing.part)
        try:
            yield
        except PlatformError as error:
            if error.unknown and part not in self._unsure:
                self._unsure[part] = self._host.clock.now()
            raise
        self._unsure.pop(part, None)

    def _wires(self, outgoing: Outgoing) -> list[Wire]:
        is_external = outgoing.room.is_group and self._means.chats.is_external(outgoing.address.chat)
        return parts(replace(outgoing, part=0), TEXT if is_external else CARDS)

    async def _say_plainly(self, outgoing: Outgoing, wire: Wire) -> str:
        """Say by text what Feishu does not take as a card, or as a file. Raises PlatformError."""
        first = ""
        plain = [without_upload(outgoing, wire)] if wire.is_upload else fallback(outgoing)
        for number, instead in enumerate(plain):
            sent = await self._say(outgoing, await self._uploaded(outgoing, instead), f"plain {number}")
            first = first or sent
        if not first:
            raise PlatformError("it is refused, and there is nothing else to say", Remedy.GIVE_UP)
        return first

    async def _say(self, outgoing: Outgoing, wire: Wire, also: str = "") -> str:
        """Send one message where it belongs: beside what it answers, if that takes a reply. Raises PlatformError."""
        await self._host.pace(rates.of_chat(self._account, outgoing.address.chat))
        uuid = _uuid(outgoing, wire, also)
        said = Handle.unpack(outgoing.answers.handle) if outgoing.answers else Handle()
        is_beside = bool(said.message_id) and (not outgoing.part or bool(said.thread_id))
        if not is_beside:
            return await self._push(outgoing, wire, uuid)
        try:
            is_aside = outgoing.is_problem and outgoing.room.is_group  # in private nobody else is to be spared it
            return await self._reply(said.message_id, wire, uuid, in_thread=is_aside)
        except NoReply:
            return await self._push(outgoing, wire, uuid)

    async def _push(self, outgoing: Outgoing, wire: Wire, uuid: str) -> str:
        """Send to the chat; where Feishu lets nothing but replies pass, to the newest message. Raises PlatformError."""
        try:
            return await self._client.send(outgoing.address.chat, wire, uuid)
        except FeishuError as error:
            newest = Handle.unpack(outgoing.latest.handle).message_id if outgoing.latest else ""
            if error.code != Code.REPLY_ONLY or not newest:
                raise
        return await self._client.reply(newest, wire, uuid)

    async def _reply(self, message_id: str, wire: Wire, uuid: str, *, in_thread: bool) -> str:
        """Reply to a message; where the chat has no topics, below it. Raises PlatformError: NoReply."""
        if in_thread:
            try:
                return await self._client.reply(message_id, wire, uuid, in_thread=True)
            except NoReply:
                in_thread = False
        return await self._client.reply(message_id, wire, uuid, in_thread=in_thread)

    async def _sign(self, outgoing: Outgoing) -> str:
        """Put a sign at the message that was kept. Raises PlatformError."""
        message_id = Handle.unpack(outgoing.answers.handle).message_id if outgoing.answers else ""
        if not message_id:
            raise PlatformError("a sign without its message", Remedy.GIVE_UP)
        await self._host.pace(rates.of_app(self._account))
        await self._client.react(message_id, KEPT_SIGN)
        return ""

    async def _revise(self, outgoing: Outgoing) -> str:
        """Show an earlier card anew. Raises PlatformError where it was none, or can be changed no more."""
        wire = self._wires(outgoing)[0]
        if wire.msg_type != "interactive":
            raise PlatformError("no card to be shown anew", Remedy.GIVE_UP)
        wire = await self._uploaded(outgoing, wire)
        await self._host.pace(rates.of_message(self._account, outgoing.revises))
        await self._client.patch(outgoing.revises, wire.content)
        return ""

    async def _uploaded(self, outgoing: Outgoing, wire: Wire) -> Wire:
        """Put the key of its file or picture into a message; what Feishu does not take is said instead."""
        try:
            return await self._keyed(outgoing, wire)
        except FeishuError as error:
            if error.remedy not in (Remedy.GIVE_UP, Remedy.CONFIGURATION):
                raise
            return without_upload(outgoing, wire)

    async def _keyed(self, outgoing: Outgoing, wire: Wire) -> Wire:
        """Put the key of its file or picture into a message; what is too large is said instead."""
        if wire.image:
            name = hashlib.sha256(wire.image).hexdigest()
            return wire.uploaded(self._keys.get(name) or self._keep(name, await self._client.upload_image(wire.image)))
        if wire.file is None:
            return wire
        path = self._means.blob(wire.file.sha256)
        if not path.is_file():
            raise PlatformError("the bytes of a file are not here", Remedy.GIVE_UP)
        if path.stat().st_size > MOST_FILE_BYTES:
            return too_large(outgoing, wire.file, MOST_FILE_BYTES >> 20)
        name = f"{wire.file.sha256} {wire.file.name}"
        if name in self._keys:
            return wire.uploaded(self._keys[name])
        data = await asyncio.to_thread(path.read_bytes)
        return wire.uploaded(self._keep(name, await self._client.upload_file(wire.file.name, data)))

    def _keep(self, name: str, key: str) -> str:
        """Remember what an upload is called, so that an attempt that is repeated says the same."""
        self._keys[name] = key
        return key


def _is_wordless(outgoing: Outgoing) -> bool:
    """Whether nothing new is said: twice the same is once."""
    return outgoing.kind is DeliveryKind.MARK or bool(outgoing.revises)


def _uuid(outgoing: Outgoing, wire: Wire, also: str) -> str:
    """What tells one message of a delivery from all others: the same on every attempt."""
    told = "\n".join((outgoing.key, str(outgoing.part), wire.msg_type, also))
    return hashlib.sha256(told.encode()).hexdigest()[:40]
