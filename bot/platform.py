"""What the rest of the house may ask of a platform: bring messages, fetch files, send what is said."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from storage.chat import Attachment, ChatAddress, Message, Reply, Room

Receive = Callable[[Message], Awaitable[bool]]
"""What a platform calls with each message: returns once it is durable; False where it was not meant for the bot."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One delivery on its way. `key` is the same on every attempt: the platform's idempotency key is made of it."""

    key: str
    address: ChatAddress
    room: Room
    reply: Reply


@dataclass(frozen=True, slots=True)
class Heading:
    """What a platform knows of a file once it begins to come: its name, and at least how many bytes it has."""

    name: str = ""
    size: int = 0


class Platform(Protocol):
    """One kind of chat with all its accounts."""

    name: str
    is_keyed: bool
    """Whether the same key sent twice is shown once; if not, an unknown outcome is never blindly repeated."""

    async def start(self, receive: Receive) -> None:
        """Begin to bring messages."""
        ...

    async def stop(self) -> None:
        """Bring no more messages; let go of every connection."""
        ...

    def fetch(self, attachment: Attachment, address: ChatAddress) -> AsyncIterator[Heading | bytes]:
        """Give an attachment's bytes; before them a Heading, where one is known. Raises PlatformError."""
        ...

    async def send(self, outgoing: Outgoing) -> str:
        """Send one message and return the platform's id for it. Raises PlatformError."""
        ...
