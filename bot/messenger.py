"""The one door out: takes what is due, marks it as being sent, sends it, settles it. In order within a chat."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from typing import Any

from bot import alerts
from bot.persisting import persist
from bot.platform import Outgoing, Platform
from bot.running import Running
from scheduler.clock import Clock
from storage.chat import ChatAddress, Room
from storage.chat_json import reply_from_json
from storage.database import Database
from storage.errors import NotStored, PlatformError, Remedy
from storage.repositories import MOST_AT_ONCE
from storage.tables import Chat, Delivery
from storage.unit_of_work import Work

MOST_TRIES = 8
NET_SECONDS = 5.0
"""How often the messenger looks by itself; commits wake it, this is only the net below."""

SLOWEST_SECONDS = 60.0
"""How long one request may take; what became of it is then unknown."""

CLOSING_SECONDS = 10.0
_log = logging.getLogger(__name__)
_Taken = tuple[Delivery, Chat]


class Messenger:
    """Sends deliveries over the platforms that are here: chats side by side, one chat's in their order."""

    def __init__(self, database: Database, clock: Clock, platforms: Mapping[str, Platform]) -> None:
        self._database = database
        self._clock = clock
        self._platforms = platforms
        self._woken = asyncio.Event()
        self._rested = asyncio.Event()
        self._serving = Running()
        self._chats = Running()
        self._retry_in = NET_SECONDS
        self._is_looking = False
        self._closing = False

    async def start(self) -> None:
        """Settle what the last stop left between request and answer, then begin to send."""
        await self._database.write(self._recover)
        self.wake()
        self._serving.start(self._serve(), "messenger")

    def _recover(self, work: Work) -> None:
        keyed = [name for name, platform in self._platforms.items() if platform.is_keyed]
        for row in work.deliveries.recover(keyed, work.now):
            alerts.unsure(work, row)

    async def close(self) -> None:
        """Take nothing more, and give what is on its way a little time; the rest waits in its rows."""
        self._closing = True
        self.wake()
        try:
            async with self._clock.timeout(CLOSING_SECONDS):
                await self._serving.finish()
                await self._chats.finish()
        except TimeoutError:
            await self._serving.cancel()
            await self._chats.cancel()

    def wake(self) -> None:
        """Say that something may be due now."""
        self._rested.clear()
        self._woken.set()

    async def rested(self) -> None:
        """Wait until nothing is due and nothing is on its way."""
        await self._rested.wait()

    @property
    def is_at_rest(self) -> bool:
        """Nothing is due and nothing on its way."""
        return self._rested.is_set()

    async def _serve(self) -> None:
        """Send whatever is due whenever woken."""
        while not self._closing:
            self._woken.clear()  # before looking, so that what comes while it looks is not forgotten
            self._is_looking = True
            taken = await self._look()
            for row, chat in taken:
                sending = self._chats.start(self._send_in_order(row, chat), f"chat {chat.key}")
                sending.add_done_callback(lambda _: self._rest())
            self._is_looking = False
            if len(taken) < MOST_AT_ONCE:
                self._rest()
                await self._pause()

    async def _look(self) -> list[_Taken]:
        """Take what is due; where that fails it waits for the next look."""
        try:
            return await self._database.write(self._take)
        except NotStored:
            _log.warning("nothing can be taken from the database now")
        except Exception:  # noqa: BLE001 - the one door out must not close because of one row
            _log.exception("taking what is due failed")
        return []

    def _rest(self) -> None:
        if not (self._chats or self._is_looking or self._woken.is_set()):
            self._rested.set()

    async def _pause(self) -> None:
        """Wait to be woken, not longer than until the next delivery is to be tried again."""
        seconds, self._retry_in = self._retry_in, NET_SECONDS
        try:
            async with self._clock.timeout(seconds):
                await self._woken.wait()
        except TimeoutError:
            return

    def _take(self, work: Work, chat_id: int | None = None) -> list[_Taken]:
        """Mark what is due (in one chat) as being sent, one of each chat: committed before its request leaves."""
        if self._closing:
            return []
        rows = work.deliveries.due(self._platforms, work.now, chat_id)
        for row in rows:
            work.deliveries.set(row.key, state="sending")
        return [(row, work.chats.get(row.chat_id)) for row in rows]

    async def _send_in_order(self, row: Delivery, chat: Chat) -> None:
        """Send what is due in one chat, one after the other, and what falls due there meanwhile."""
        taken: list[_Taken] = [(row, chat)]
        while taken:
            ((row, chat),) = taken
            outcome = await self._send(row, chat)
            settle = partial(self._settle, row=row, outcome=outcome)
            taken = await persist(self._clock, partial(self._database.write, settle))
            if outcome["state"] in ("failed", "unknown"):
                self.wake()  # for those who are told of it, in other chats

    async def _send(self, row: Delivery, chat: Chat) -> dict[str, Any]:
        """Send one delivery and return what becomes of its row."""
        address = ChatAddress(chat.platform, chat.account, chat.external)
        try:
            outgoing = Outgoing(row.unique_key, address, Room(chat.room), reply_from_json(row.reply))
            async with self._clock.timeout(SLOWEST_SECONDS):
                platform_id = await self._platforms[chat.platform].send(outgoing)
        except PlatformError as error:
            return self._after(row, chat, error)
        except Exception as error:  # noqa: BLE001 - a bug in one platform: the message may have left all the same
            if not isinstance(error, TimeoutError):
                _log.exception("sending failed", extra={"delivery_id": row.key})
            return self._after(row, chat, PlatformError(type(error).__name__, Remedy.RETRY, unknown=True))
        return {"state": "sent", "platform_id": platform_id, "failure": ""}

    def _after(self, row: Delivery, chat: Chat, error: PlatformError) -> dict[str, Any]:
        """What becomes of a delivery that a platform did not take."""
        _log.warning("delivery not sent", extra={"delivery_id": row.key, "remedy": error.remedy.value})
        failure = {"failure": error.remedy.value, "tries": row.tries + 1}
        if error.unknown and not self._platforms[chat.platform].is_keyed:
            return {"state": "unknown", **failure}
        hopeless = error.remedy in (Remedy.GIVE_UP, Remedy.CONFIGURATION)
        if hopeless or row.tries + 1 >= MOST_TRIES:
            return {"state": "failed", **failure}
        wait = max(error.wait_seconds, float(2 ** min(row.tries, 8)))
        self._retry_in = min(self._retry_in, wait)
        return {"state": "pending", "due_at": self._clock.now() + timedelta(seconds=wait), **failure}

    def _settle(self, work: Work, row: Delivery, outcome: dict[str, Any]) -> list[_Taken]:
        """Write what became of a delivery, and take what is due behind it: nothing where it is to be sent again."""
        work.deliveries.set(row.key, **outcome, settled_at=None if outcome["state"] == "pending" else work.now)
        if outcome["state"] == "failed":
            alerts.not_sent(work, row)
        elif outcome["state"] == "unknown":
            alerts.unsure(work, row)
        return self._take(work, row.chat_id)
