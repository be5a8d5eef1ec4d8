"""A platform in memory: brings what a test says, keeps what the bot sends, fails when told to."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from datetime import datetime

from bot.platform import Host, Outgoing, Platform, Receive
from storage.chat import Attachment, ChatAddress, DeliveryKind, Message, Room
from storage.errors import PlatformError, Remedy


class MemoryPlatform(Platform):
    """Strict about order and keys; `failures` are raised by the next sends, one each."""

    def __init__(self, name: str = "memory", *, account: str = "", is_keyed: bool = True) -> None:
        self.name = name
        self.account = account
        self.keyed = is_keyed
        self.sent: list[Outgoing] = []
        self.files: dict[str, bytes] = {}
        self.failures: deque[PlatformError] = deque()
        self.broken_signs = False
        self.receive: Receive | None = None
        self._said = 0
        self._held: dict[str, asyncio.Event] = {}

    def is_keyed(self, outgoing: Outgoing) -> bool:
        return self.keyed

    async def start(self, host: Host) -> None:
        self.receive = host.receive

    async def stop(self) -> None:
        self.receive = None

    async def fetch(self, attachment: Attachment, address: ChatAddress) -> AsyncIterator[bytes]:
        if attachment.locator not in self.files:
            raise PlatformError("no such file", Remedy.GIVE_UP)
        if hanging := self._held.get(attachment.locator):
            await hanging.wait()
        data = self.files[attachment.locator]
        for start in range(0, len(data), 4096):
            yield data[start : start + 4096]

    async def send(self, outgoing: Outgoing) -> str:
        if self.failures:
            raise self.failures.popleft()
        if self.broken_signs and outgoing.kind is DeliveryKind.MARK:
            raise PlatformError("no such message", Remedy.GIVE_UP)
        if self.keyed and any(sent.key == outgoing.key for sent in self.sent):
            return outgoing.key
        self.sent.append(outgoing)
        return outgoing.key

    def hold(self, locator: str) -> asyncio.Event:
        """Let nothing of a file come until the event is set."""
        return self._held.setdefault(locator, asyncio.Event())

    def release(self, locator: str) -> None:
        """Let a file come from the next time on."""
        del self._held[locator]

    async def say(self, chat: str, text: str, *attachments: Attachment, at: datetime, **about: object) -> bool:
        """Bring one message; `about` may hold whatever else a Message has."""
        assert self.receive is not None, "the platform has not been started"
        self._said += 1
        values = {"sender": "u", "room": Room.PRIVATE, "message_id": f"m{self._said}", **about}
        return await self.receive(
            Message(
                address=ChatAddress(self.name, self.account, chat),
                sender_name=str(values["sender"]),
                text=text,
                sent_at=at,
                attachments=attachments,
                **values,  # type: ignore[arg-type]
            )
        )

    def texts(self, chat: str) -> list[str]:
        """What was said in a chat, in order."""
        said = (sent for sent in self.sent if sent.address.chat == chat)
        return [sent.reply.text for sent in said if not sent.revises and sent.kind is not DeliveryKind.MARK]

    def shown(self, chat: str) -> list[str]:
        """What stands in a chat, each message as it was shown last."""
        stands: dict[str, str] = {}
        for sent in self.sent:
            if sent.address.chat == chat and sent.kind is not DeliveryKind.MARK:
                assert not sent.revises or sent.revises in stands, f"there is no {sent.revises}"
                stands[sent.revises or sent.key] = sent.reply.text
        return list(stands.values())

    def signs(self, chat: str) -> list[str]:
        """The messages beside which a sign was put in a chat, in order."""
        marks = (sent for sent in self.sent if sent.address.chat == chat and sent.kind is DeliveryKind.MARK)
        return [sent.answers.message_id for sent in marks if sent.answers]
