"""The door: a message is checked, made durable once, and only then acknowledged and handed on.

What is neither addressed to the bot nor part of an open hand-in is not stored at all; what bears a mark
of secrecy leaves the time and the kind of mark, nothing else.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from storage.chat import Message, Room
from storage.chat_json import message_to_json
from storage.database import Database
from storage.secrets import mark_of
from storage.unit_of_work import Work

MOST_CHARACTERS = 20_000
"""A longer text is not kept; the person is asked for a file."""

MOST_PARTS = 200
"""Attachments that are looked at at all; those beyond what one message may bring are each refused."""

TOO_LONG = "too_long"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_SAFE_ALREADY = "blob:"


@dataclass(frozen=True, slots=True)
class Admitted:
    """A message that was made durable just now: its row, and the chat in whose order it is handled."""

    inbox_id: int
    chat: tuple[str, str, str]
    has_files: bool


class Inbox:
    """Admits messages. `on_admitted` hears of each new one after its commit; `names` are what the bot is called by.

    An @ with one of these names is an address and no part of what is said.
    """

    def __init__(
        self,
        database: Database,
        files_per_message: int,
        on_admitted: Callable[[Admitted], None],
        names: Sequence[str] = (),
    ) -> None:
        self._database = database
        self._most_files = files_per_message
        called = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
        self._called = re.compile(rf"[@＠](?:{called})(?![\w])[\s\u2005]*" if called else r"(?!)")
        self._on_admitted = on_admitted

    async def admit(self, message: Message, also: Callable[[Work], None] | None = None) -> bool:
        """Make a message durable; return whether it is kept (a redelivery is, and has no further effect).

        `also` is done in the same transaction. Raises NotStored: then it must not be acknowledged.
        """
        cleaned, mark = checked(replace(message, text=self._called.sub("", message.text)))

        def keep(work: Work) -> int | None:
            if also:
                also(work)
            return self._admit(work, cleaned, mark)

        def hand_on(admission: asyncio.Future[int | None]) -> None:
            if not admission.cancelled() and not admission.exception() and (number := admission.result()):
                at = cleaned.address
                chat = (at.platform, at.account, at.chat)
                self._on_admitted(Admitted(number, chat, has_files=bool(cleaned.attachments)))

        # Whoever brought it may give up waiting; what is committed is handed on all the same.
        admission = self._database.begin(keep)
        admission.add_done_callback(hand_on)
        return await asyncio.shield(admission) is not None

    def _admit(self, work: Work, message: Message, mark: str) -> int | None:
        """Insert a message and its files; None: not meant for the bot, 0: here already, else the row's number."""
        if not message.addressed and message.room is not Room.PRIVATE and not _joins_hand_in(work, message):
            return None
        at = message.address
        number = work.inbox.add_once(
            platform=at.platform,
            account=at.account,
            message_id=message.message_id,
            external_chat=at.chat,
            payload=message_to_json(message),
            admitted_at=work.now,
            mark=mark,
        )
        if number is None:
            return 0
        for position, part in enumerate(message.attachments):
            work.files.add(
                inbox_id=number,
                position=position,
                name=part.name,
                kind=part.kind.value,
                locator=part.locator,
                sha256=part.locator.removeprefix(_SAFE_ALREADY) if part.locator.startswith(_SAFE_ALREADY) else None,
                state="waiting" if position < self._most_files else "refused",
                why="" if position < self._most_files else "too_many",
            )
        return number


def checked(message: Message) -> tuple[Message, str]:
    """Bound and clean a message; give back what may be kept of it, and the mark for what may not."""
    text = _CONTROL.sub("", message.text)
    parts = tuple(replace(part, name=kept_name(part.name)) for part in message.attachments[:MOST_PARTS])
    cleaned = replace(message, text=text, attachments=parts, sender_name=_CONTROL.sub("", message.sender_name)[:60])
    mark = mark_of(text) or next((found for part in parts if (found := mark_of(part.name))), None)
    if mark:
        return replace(cleaned, text="", attachments=()), mark
    if len(text) > MOST_CHARACTERS:
        return replace(cleaned, text=""), TOO_LONG
    return cleaned, ""


def kept_name(name: str) -> str:
    """Clean and bound a file's name: its end says what it is."""
    return _CONTROL.sub("", name)[-200:]


def _joins_hand_in(work: Work, message: Message) -> bool:
    """Whether the sender is in the middle of handing in, in this chat."""
    at = message.address
    chat = work.chats.known(at.platform, at.account, at.chat)
    member = work.members.known(at.platform, at.account, message.sender)
    if chat is None or member is None:
        return False
    burst = work.submissions.joinable(chat.key, member.key, work.now)
    return burst is not None and burst.state == "collecting"
