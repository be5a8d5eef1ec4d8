"""What one app is told, by whichever way: kept, and only then answered; of a click, by what becomes of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from bot.entering import first_entry
from bot.feishu.chats import Chats
from bot.feishu.clicks import WORKING
from bot.feishu.events import NOTHING, Envelope, Happened, happened
from bot.feishu.lookups import Lookups
from bot.feishu.messages import PLATFORM, Ear
from bot.feishu.recalls import Recalls
from bot.handover import Handover, watch
from bot.names import Names
from bot.platform import Host
from bot.running import Running
from bot.untrusted import Fields
from storage.chat import ChatAddress, Message
from storage.unit_of_work import Work

CLICK_SECONDS = 2.3
"""How long a click waits for what becomes of it: Feishu shows an error after three seconds."""

Answer = Mapping[str, Any]
WriteAnswer = Callable[[Answer | None], Awaitable[None]]
"""Writes what is answered: None to all but clicks. Raises ConnectionError where nobody hears it any more."""


class Hearing:
    """Hears what Feishu tells one account; `handover` is where clicks and their answers meet."""

    def __init__(self, host: Host, account: str, names: Names, lookups: Lookups, chats: Chats) -> None:
        self.ear = Ear(account, called=names.of)
        self.handover: Handover[Answer] = Handover(host.clock)
        self._host = host
        self._names = names
        self._lookups = lookups
        self._chats = chats
        self._recalls = Recalls(host.clock)
        self._running = Running()

    async def close(self) -> None:
        """Watch over no click any more."""
        await self._running.cancel()

    def take(self, body: Fields, write: WriteAnswer) -> Awaitable[None]:
        """Read what is told, and return what keeps it, then writes the answer.

        Awaited, that raises NotStored: it is not kept, and has to be told again.
        """
        envelope = Envelope.of(body)
        found = happened(envelope, self.ear, self._host.clock.now()) if envelope else NOTHING
        return self._answer_click(found, write) if found.is_click else self._keep(found, write)

    async def _keep(self, found: Happened, write: WriteAnswer) -> None:
        for user, name in found.names.items():
            self._names.know(user, name)
        if found.is_external is not None:
            self._chats.know(found.chat, is_external=found.is_external)
        message = found.message
        if found.is_lost:
            await self._host.database.write(partial(_lose, at=self._chat(found)))
        if found.entered:
            message = await first_entry(self._host, self._chat(found), found.entered)
        if found.recalled:
            self._recalls.note(found.recalled)
        if message:
            told = message.takes_back or message.message_id
            message = await self._lookups.completed(message, self.ear.open_id)
            if found.recalled or told not in self._recalls:
                await self._receive(message, found)
        await write(None)

    def _chat(self, found: Happened) -> ChatAddress:
        return ChatAddress(PLATFORM, self.ear.account, found.chat)

    def _receive(self, message: Message, found: Happened) -> Awaitable[bool]:
        """Have a message kept, under its sender's name where that is known."""
        if not message.sender:
            return self._host.receive(message)
        return self._names.receive(message, found.union_id)

    async def _answer_click(self, found: Happened, write: WriteAnswer) -> None:
        """Keep a click, then wait a while for its answer."""
        message, began_at = found.message, self._host.clock.now()
        if message is None:
            await write({})
            return
        if found.repeats and await self._lookups.is_known(message, found.repeats):
            message = replace(message, message_id=found.repeats)
        with self.handover.at(message.message_id) as meeting:
            if not await self._receive(message, found):
                await write({})
                return
            coming = partial(self._is_coming, message)
            self._running.start(watch(self._host, message.address, meeting, coming), "a click that waits")
            spent = (self._host.clock.now() - began_at).total_seconds()
            answer = await meeting.wanted(max(CLICK_SECONDS - spent, 0.0))
            if answer is None:
                await write(WORKING if await coming() else {})
                return
            async with meeting.writing():
                await write(answer)

    async def _is_coming(self, message: Message) -> bool:
        """Whether a click is yet to be conversed, or its answer to be sent."""
        return await self._host.database.read(partial(_is_coming, message=message))


def _is_coming(work: Work, message: Message) -> bool:
    at = message.address
    row = work.inbox.said_as(at.platform, at.account, message.message_id)
    if row is None or row.state == "waiting":
        return row is not None
    answers = work.deliveries.having(in_reply_to=row.key)
    return any(one.state in ("pending", "sending") for one in answers)


def _lose(work: Work, at: ChatAddress) -> None:
    """Nothing is sent to a chat any more, until something is said there."""
    chat = work.chats.known(at.platform, at.account, at.chat)
    if chat and chat.lost_at is None:
        work.chats.set(chat.key, lost_at=work.now)
