"""What the rest of the house may ask of a platform: bring messages, fetch files, send what is said."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from scheduler.clock import Clock
from storage.chat import Attachment, ChatAddress, DeliveryKind, Message, Reply, Room
from storage.database import Database
from storage.errors import PlatformError, Remedy
from storage.repositories import Limit

Receive = Callable[[Message], Awaitable[bool]]
"""What a platform calls with each message: returns once it is durable; False where it was not meant for the bot."""


@dataclass(frozen=True, slots=True)
class Host:
    """What a platform is given when it starts. `quiet` waits until nothing said in a chat is left to be conversed.

    `links` are the addresses that may be shown as links in everything that is said.
    """

    receive: Receive
    quiet: Callable[[ChatAddress], Awaitable[None]]
    database: Database
    clock: Clock
    links: tuple[str, ...] = ()

    async def pace(self, limits: Sequence[Limit]) -> None:
        """Count one request towards limits; raises PlatformError (wait) where it does not fit into one now."""
        wait = await self.database.write(lambda work: work.spendings.spend(limits, work.now))
        if wait:
            raise PlatformError("paced", Remedy.WAIT, wait_seconds=wait)


@dataclass(frozen=True, slots=True)
class Said:
    """A message of the inbox, as far as it matters for answering it. `handle` is the platform's own (see Message)."""

    message_id: str
    sender: str
    at: datetime
    handle: str


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One delivery on its way. `key` is the same on every attempt: the platform's idempotency key is made of it.

    `part` is which of its wire messages is to be sent, from 0; `answers` the message it replies to; `latest` the
    newest message of its chat; `links` the addresses, or beginnings of addresses, that may be shown as links.
    `may_be_there`: an earlier attempt at this part had an unknown outcome.
    `due_at` is when this attempt fell due; one before it was at most a quarter of an hour earlier.
    `revises` is the platform's id of an earlier message that shows this from now on, in one part; `is_problem`: it
    answers something handed in and says what is wrong with it, beside that message where there are threads. Of kind
    MARK it has no words: a sign at the message in `answers`, which says that it was kept.
    """

    key: str
    address: ChatAddress
    room: Room
    reply: Reply
    kind: DeliveryKind = DeliveryKind.REPLY
    part: int = 0
    answers: Said | None = None
    latest: Said | None = None
    links: tuple[str, ...] = ()
    may_be_there: bool = False
    due_at: datetime | None = None
    revises: str = ""
    is_problem: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """What a platform knows of a file once it begins to come: its name, and at least how many bytes it has."""

    name: str = ""
    size: int = 0


class Platform(Protocol):
    """One kind of chat with all its accounts."""

    name: str

    spread_seconds: int = 0
    """Over how long what is said unasked at the same moment is spread, so that no limit is met at the full hour."""

    @abstractmethod
    def is_keyed(self, outgoing: Outgoing) -> bool:
        """Whether this, sent twice, is shown once; if not, an unknown outcome is never blindly repeated."""
        ...

    @abstractmethod
    async def start(self, host: Host) -> None:
        """Begin to bring messages."""
        ...

    @abstractmethod
    async def stop(self) -> None:
        """Bring no more messages; let go of every connection."""
        ...

    @abstractmethod
    def fetch(self, attachment: Attachment, address: ChatAddress) -> AsyncIterator[Heading | bytes]:
        """Give an attachment's bytes; before them a Heading, where one is known. Raises PlatformError."""
        ...

    def parts(self, outgoing: Outgoing) -> int:  # noqa: ARG002 - most platforms send one message a delivery
        """Of how many wire messages a delivery consists; each is sent, settled and repeated by itself."""
        return 1

    @abstractmethod
    async def send(self, outgoing: Outgoing) -> str:
        """Send one part of a delivery and return the platform's id for it. Raises PlatformError."""
        ...
