"""The one door out: takes what is due, marks it as being sent, sends it, settles it. In order within a chat."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import partial
from itertools import groupby
from typing import Any

from bot.platform import Outgoing, Platform
from scheduler.clock import Clock
from storage.chat import ChatAddress, Room
from storage.chat_json import reply_from_json
from storage.database import Database
from storage.errors import PlatformError, Remedy
from storage.tables import Chat, Delivery
from storage.unit_of_work import Work

AT_ONCE = 200
MOST_TRIES = 8
NET_SECONDS = 5.0
"""How often the messenger looks by itself; commits wake it, this is only the net below."""

_log = logging.getLogger(__name__)


class Messenger:
    """Sends deliveries over the platforms that are here."""

    def __init__(self, database: Database, clock: Clock, platforms: Mapping[str, Platform]) -> None:
        self._database = database
        self._clock = clock
        self._platforms = platforms
        self._wake = asyncio.Event()
        self._sending = asyncio.Lock()
        self._loop = asyncio.get_running_loop()
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Settle what the last stop left between request and answer, then begin to send."""
        keyed = [name for name, platform in self._platforms.items() if platform.is_keyed]
        await self._database.write(lambda work: work.deliveries.recover(keyed))
        self._task = asyncio.create_task(self._serve())

    async def close(self) -> None:
        """Finish what is on its way; the rest waits in its rows."""
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def wake(self) -> None:
        """Say that something may be due now; may be called from any thread."""
        self._loop.call_soon_threadsafe(self._wake.set)

    async def _serve(self) -> None:
        """Send whatever is due whenever woken."""
        while True:
            self._wake.clear()  # before looking, so that what comes while it looks is not forgotten
            try:
                while await self.send_due():
                    pass
            except Exception:  # noqa: BLE001 - what failed stays in its rows and is tried again
                _log.exception("sending failed")
            try:
                async with asyncio.timeout(NET_SECONDS):
                    await self._wake.wait()
            except TimeoutError:
                continue

    async def send_due(self) -> int:
        """Send what is due now, after what is on its way; return how many deliveries that were."""
        async with self._sending:
            claimed = await self._database.write(self._claim)
            if not claimed:
                return 0
            chats = [list(rows) for _, rows in groupby(sorted(claimed, key=_by_chat), key=lambda pair: pair[1].key)]
            await asyncio.shield(asyncio.gather(*(self._send_in_order(rows) for rows in chats)))
            return len(claimed)

    def _claim(self, work: Work) -> list[tuple[Delivery, Chat]]:
        """Mark what is due as being sent; that is committed before any request leaves."""
        rows = work.deliveries.due(self._platforms, work.now)
        if rows:
            work.deliveries.change(work.deliveries.c.id.in_([row.key for row in rows]), state="sending")
        chats: dict[int, Chat] = {}
        for row in rows:
            if row.chat_id and row.chat_id not in chats:
                chats[row.chat_id] = work.chats.get(row.chat_id)
        return [(row, chats[row.chat_id]) for row in rows if row.chat_id]

    async def _send_in_order(self, rows: Sequence[tuple[Delivery, Chat]]) -> None:
        """Send one chat's deliveries one after the other; behind one that must wait the others wait too."""
        for index, (row, chat) in enumerate(rows):
            outcome = await self._send(row, chat)
            behind = [later.key for later, _ in rows[index + 1 :]] if outcome["state"] == "pending" else []
            await self._database.write(partial(_settle, row=row, outcome=outcome, behind=behind))
            if behind or outcome["state"] == "pending":
                return

    async def _send(self, row: Delivery, chat: Chat) -> dict[str, Any]:
        """Send one delivery and return what becomes of its row."""
        address = ChatAddress(chat.platform, chat.account, chat.external)
        outgoing = Outgoing(row.unique_key, address, Room(chat.room), reply_from_json(row.reply))
        try:
            platform_id = await self._platforms[chat.platform].send(outgoing)
        except PlatformError as error:
            return self._after(row, chat, error)
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
        return {"state": "pending", "due_at": self._clock.now() + timedelta(seconds=wait), **failure}


def _by_chat(pair: tuple[Delivery, Chat]) -> tuple[int, int]:
    return pair[1].key, pair[0].key


def _settle(work: Work, row: Delivery, outcome: dict[str, Any], behind: Sequence[int]) -> None:
    """Write what became of a delivery; where it must wait, those behind it wait as long."""
    is_over = outcome["state"] != "pending"
    work.deliveries.set(row.key, **outcome, settled_at=work.now if is_over else None)
    if behind:
        work.deliveries.put_back(behind)
