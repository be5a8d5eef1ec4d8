"""One message: its files, who speaks, one conversation, one transaction; in order within a chat."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import TypeVar

from bot import alerts
from bot.inbox import Admitted
from bot.media import Media
from bot.persisting import persist
from bot.running import Running
from handlers import routes
from handlers.context import Context, Urls, load
from handlers.submissions.bursts import KEPT
from handlers.wording import runtime as wording
from scheduler.clock import Clock
from scheduler.settings import PushSettings
from storage.chat import INTERNAL, ChatAddress, DeliveryKind, Reply, ReplyKind
from storage.database import Database
from storage.earlier import answer_key
from storage.reach import REACTS
from storage.tables import Inbox
from storage.unit_of_work import Work

FILES_SECONDS = 60.0
"""How long a conversation waits for its files."""

CLOSING_SECONDS = 10.0
MOST_TRIES = 3
STALE_AFTER = timedelta(minutes=10)
"""A question or command found older than this after a restart is not answered blindly."""

_log = logging.getLogger(__name__)
_Chat = tuple[str, str, str]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Made:
    """How many deliveries and jobs a conversation has made: whom to wake after its commit."""

    deliveries: int
    jobs: int


class Dispatcher:
    """Hands admitted messages to their conversations: chats side by side, one chat's in their order."""

    def __init__(
        self, database: Database, media: Media, clock: Clock, converse: Conversing, on_made: Callable[[Made], None]
    ) -> None:
        self._database = database
        self._media = media
        self._clock = clock
        self._converse = converse
        self._on_made = on_made
        self._waiting: dict[_Chat, deque[int]] = {}
        self._serving: dict[_Chat, asyncio.Task[None]] = {}
        self._running = Running()
        self._idle = asyncio.Event()
        self._idle.set()
        self._closing = False

    async def resume(self) -> None:
        """Take up again what was admitted and not handled before the last stop."""
        for row in await self._database.read(lambda work: work.inbox.waiting()):
            chat = (row.platform, row.account, row.external_chat)
            self.hand_on(Admitted(row.key, chat, has_files=bool(row.payload["attachments"])))

    def hand_on(self, admitted: Admitted) -> None:
        """Queue a message behind what its chat still waits for; its files are fetched from now on."""
        if self._closing:
            return
        if admitted.has_files:
            self._media.begin(admitted.inbox_id, ChatAddress(*admitted.chat))
        self._idle.clear()
        waiting = self._waiting.get(admitted.chat)
        if waiting is None:
            waiting = self._waiting[admitted.chat] = deque()
            serving = self._serve(admitted.chat, waiting)
            self._serving[admitted.chat] = self._running.start(serving, "conversations of one chat")
        waiting.append(admitted.inbox_id)

    async def idle(self) -> None:
        """Wait until every admitted message is handled."""
        await self._idle.wait()

    async def quiet(self, chat: ChatAddress) -> None:
        """Wait until nothing said in a chat is left to be conversed."""
        serving = self._serving.get((chat.platform, chat.account, chat.chat))
        if serving:
            await asyncio.wait([serving])

    @property
    def is_idle(self) -> bool:
        """Nothing waits."""
        return self._idle.is_set()

    async def close(self) -> None:
        """Finish the conversations in hand; what waits stays in its rows for the next start."""
        self._closing = True
        for waiting in self._waiting.values():
            waiting.clear()
        try:
            async with self._clock.timeout(CLOSING_SECONDS):
                await self._running.finish()
        except TimeoutError:
            await self._running.cancel()

    async def _serve(self, chat: _Chat, waiting: deque[int]) -> None:
        """Handle one chat's messages in order until none waits."""
        try:
            while waiting:
                inbox_id = waiting.popleft()
                try:
                    await self._handle(inbox_id)
                except Exception:  # noqa: BLE001 - it waits for the next start; what comes after it does not
                    _log.exception("message not handled", extra={"inbox_id": inbox_id})
        finally:
            del self._waiting[chat], self._serving[chat]
            if not self._waiting:
                self._idle.set()

    async def _handle(self, inbox_id: int) -> None:
        """Wait for a message's files, then have it conversed; set aside what fails three times."""
        if not await self._media.settled(inbox_id, FILES_SECONDS):
            await self._persist(lambda work: work.files.refuse_waiting(inbox_id, "too_slow"))
        for attempt in range(1, MOST_TRIES + 1):
            try:
                made = await self._persist(lambda work: self._converse(work, inbox_id))
            except Exception:  # noqa: BLE001 - a bug in one conversation must not stop the chat
                _log.exception("conversation failed", extra={"inbox_id": inbox_id, "attempt": attempt})
            else:
                self._on_made(made)
                return
        await self._set_aside(inbox_id)

    async def _set_aside(self, inbox_id: int) -> None:
        """Give a message up; where not even the apology can be made, at least those who run the bot hear of it."""
        try:
            made = await self._persist(lambda work: self._converse.set_aside(work, inbox_id))
        except Exception:  # noqa: BLE001 - the same bug may strike again
            _log.exception("apology failed", extra={"inbox_id": inbox_id})
            made = await self._persist(lambda work: give_up(work, work.inbox.get(inbox_id)))
        self._on_made(made)

    async def _persist(self, function: Callable[[Work], T]) -> T:
        return await persist(self._clock, partial(self._database.write, function))


class Conversing:
    """The transaction of one conversation: loads who speaks, asks the route table, keeps what is said."""

    def __init__(self, settings: PushSettings, urls: Urls) -> None:
        self._about = settings, urls

    def __call__(self, work: Work, inbox_id: int) -> Made:
        """Handle one row, once: its effects, its reply and its being done are one commit."""
        row = work.inbox.get(inbox_id)
        if row.state != "waiting":
            return Made(0, 0)
        context = load(work, row, *self._about)
        is_stale = row.platform != INTERNAL and work.now - row.admitted_at > STALE_AFTER
        reply = routes.converse(context, work, is_stale=is_stale)
        if reply:
            _reply(work, context, reply)
        _settle(work, context, "done")
        return Made(work.deliveries.made, work.jobs.made)

    def set_aside(self, work: Work, inbox_id: int) -> Made:
        """Give a row up, and tell the person."""
        row = work.inbox.get(inbox_id)
        context = load(work, row, *self._about)
        _reply(work, context, Reply(ReplyKind.CLARIFY, (wording.FAILED,)))
        _settle(work, context, "done")
        return give_up(work, row)


def give_up(work: Work, row: Inbox) -> Made:
    """Mark a row as failed, and tell those who run the bot."""
    work.inbox.set(row.key, state="failed", tries=MOST_TRIES, settled_at=work.now)
    alerts.set_aside(work, row)
    return Made(work.deliveries.made, work.jobs.made)


def _reply(work: Work, context: Context, reply: Reply) -> None:
    """Put the reply into the conversation's transaction; where it goes is copied from the message."""
    campaign = context.campaign
    work.say(
        context.chat.key,
        answer_key(context.inbox.key),
        reply,
        DeliveryKind.REPLY,
        in_reply_to=context.inbox.key,
        campaign_id=campaign.key if campaign else None,
        edition_id=campaign.edition_id if campaign else None,
        unit_id=context.unit.key if context.unit else None,
    )


def _settle(work: Work, context: Context, state: str) -> None:
    """Mark the message's row; a conversation may have given it a unit already."""
    row = work.inbox.get(context.inbox.key)
    settled = {"state": state, "settled_at": work.now, "chat_id": context.chat.key, "member_id": context.member.key}
    if row.unit_id is None:
        settled["unit_id"] = context.unit.key if context.unit else None
    work.inbox.set(row.key, **settled)
    if row.mark == KEPT and context.chat.platform in REACTS and not context.message.takes_back:
        _put_sign(work, context)


def _put_sign(work: Work, context: Context) -> None:
    """Put a sign beside a message that is now part of a hand-in: the quiet acknowledgement."""
    sign = Reply(ReplyKind.SILENT, ())
    key = f"mark/{context.inbox.key}"
    work.say(context.chat.key, key, sign, DeliveryKind.MARK, in_reply_to=context.inbox.key)
