"""One message: its files, who speaks, one conversation, one transaction; in order within a chat."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from bot.inbox import Admitted
from bot.media import Media
from handlers import routes
from handlers.context import load
from handlers.wording import runtime as wording
from scheduler.clock import Clock
from scheduler.workdays import WorkCalendar
from storage.chat import ChatAddress, DeliveryKind, Reply, ReplyKind
from storage.database import Database
from storage.tables import Inbox
from storage.unit_of_work import Work

FILES_SECONDS = 60
"""How long a conversation waits for its files."""

MOST_TRIES = 3
STALE_AFTER = timedelta(minutes=10)
"""A question or command found older than this after a restart is not answered blindly."""

_log = logging.getLogger(__name__)
_Chat = tuple[str, str, str]


@dataclass(slots=True)
class _Queue:
    """The messages of one chat that wait, and the task that handles them."""

    waiting: deque[int] = field(default_factory=deque)
    task: asyncio.Task[None] | None = None


class Dispatcher:
    """Hands admitted messages to their conversations. `on_said` is called after each commit that may say something."""

    def __init__(self, database: Database, media: Media, clock: Clock, converse: Conversing) -> None:
        self._database = database
        self._media = media
        self._clock = clock
        self._converse = converse
        self._queues: dict[_Chat, _Queue] = {}
        self._idle = asyncio.Event()
        self._idle.set()
        self._closing = False

    async def resume(self) -> None:
        """Take up again what was admitted and not handled before the last stop."""
        for row in await self._database.read(lambda work: work.inbox.waiting()):
            self.hand_on(
                Admitted(row.key, (row.platform, row.account, row.external_chat), bool(row.payload["attachments"]))
            )

    def hand_on(self, admitted: Admitted) -> None:
        """Queue a message behind what its chat still waits for."""
        if self._closing:
            return
        queue = self._queues.setdefault(admitted.chat, _Queue())
        queue.waiting.append(admitted.inbox_id)
        if admitted.has_files:
            self._media.begin(admitted.inbox_id, ChatAddress(*admitted.chat))
        self._idle.clear()
        if queue.task is None:
            queue.task = asyncio.create_task(self._serve(admitted.chat, queue))

    async def idle(self) -> None:
        """Wait until every admitted message is handled."""
        await self._idle.wait()

    @property
    def is_idle(self) -> bool:
        """Nothing waits."""
        return self._idle.is_set()

    async def close(self) -> None:
        """Finish the conversations in hand; what waits stays in its rows for the next start."""
        self._closing = True
        tasks = [queue.task for queue in self._queues.values() if queue.task]
        for queue in self._queues.values():
            queue.waiting.clear()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _serve(self, chat: _Chat, queue: _Queue) -> None:
        """Handle one chat's messages in order until none waits."""
        try:
            while queue.waiting:
                await self._handle(queue.waiting.popleft())
        finally:
            del self._queues[chat]
            if not self._queues:
                self._idle.set()

    async def _handle(self, inbox_id: int) -> None:
        """Wait for a message's files, then have it conversed; set aside what fails three times."""
        try:
            async with self._clock.timeout(FILES_SECONDS):
                await self._media.settled(inbox_id)
        except TimeoutError:
            await self._media.give_up(inbox_id)
        for attempt in range(1, MOST_TRIES + 1):
            try:
                await self._database.write(lambda work: self._converse(work, inbox_id))
            except Exception:  # noqa: BLE001 - a bug in one conversation must not stop the chat
                _log.exception("conversation failed", extra={"inbox_id": inbox_id, "attempt": attempt})
            else:
                return
        await self._database.write(lambda work: self._converse.set_aside(work, inbox_id))


class Conversing:
    """The transaction of one conversation: loads who speaks, asks the route table, keeps what is said."""

    def __init__(
        self,
        calendar: WorkCalendar,
        page_url: Callable[[str], str] | None,
        on_said: Callable[[], None],
        on_failed: Callable[[Work, Inbox], None],
    ) -> None:
        self._calendar = calendar
        self._page_url = page_url
        self._on_said = on_said
        self._on_failed = on_failed

    def __call__(self, work: Work, inbox_id: int) -> None:
        """Handle one row, once: its effects, its reply and its being done are one commit."""
        row = work.inbox.get(inbox_id)
        if row.state != "waiting":
            return
        context = load(work, row, self._calendar, self._page_url)
        is_stale = work.now - row.admitted_at > STALE_AFTER
        reply = routes.converse(context, work, is_stale=is_stale)
        unit_id = context.unit.key if context.unit else None
        if reply:
            work.say(
                context.chat.key,
                f"reply/{row.key}/0",
                reply,
                DeliveryKind.REPLY,
                in_reply_to=row.key,
                campaign_id=context.campaign.key if context.campaign else None,
                edition_id=context.campaign.edition_id if context.campaign else None,
                unit_id=unit_id,
            )
        done = {"state": "done", "settled_at": work.now, "chat_id": context.chat.key, "member_id": context.member.key}
        if work.inbox.get(inbox_id).unit_id is None:
            done["unit_id"] = unit_id
        work.inbox.set(row.key, **done)
        self._on_said()

    def set_aside(self, work: Work, inbox_id: int) -> None:
        """Give a row up: the person hears of it, and so do those who run the bot."""
        row = work.inbox.get(inbox_id)
        context = load(work, row, self._calendar, self._page_url)
        apology = Reply(ReplyKind.CLARIFY, (wording.FAILED,))
        work.say(context.chat.key, f"reply/{row.key}/0", apology, DeliveryKind.REPLY, in_reply_to=row.key)
        work.inbox.set(
            row.key,
            state="failed",
            tries=MOST_TRIES,
            settled_at=work.now,
            chat_id=context.chat.key,
            member_id=context.member.key,
        )
        self._on_failed(work, row)
        self._on_said()
