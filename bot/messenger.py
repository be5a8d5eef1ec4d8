"""The one door out: takes what is due, marks it as being sent, sends it, settles it. In order within a chat."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import Any, TypeVar

from bot import alerts
from bot.outgoing import UNKNOWN, outgoing
from bot.persisting import persist
from bot.platform import Outgoing, Platform
from bot.running import Running
from scheduler.clock import Clock
from storage.chat import DeliveryKind
from storage.database import Database
from storage.errors import NotStored, PlatformError, Remedy
from storage.repositories import MOST_AT_ONCE
from storage.tables import Delivery
from storage.unit_of_work import Work

MOST_TRIES = 8
MOST_TRIES_WITHOUT_WORDS = 2
"""How often a sign, or an earlier message shown anew, is tried: nothing new is said by it."""

NET_SECONDS = 5.0
"""How often the messenger looks by itself; commits wake it, this is only the net below."""

SLOWEST_SECONDS = 60.0
"""How long one request may take; what became of it is then unknown."""

CLOSING_SECONDS = 10.0
LONGEST_WAIT = timedelta(days=1)
"""How long a delivery may be put off by limits before it is given up: it would no longer be true."""

ANSWERS = frozenset({DeliveryKind.REPLY.value, DeliveryKind.RECEIPT.value, DeliveryKind.MARK.value})
"""What somebody waits for; the rest is said unasked and may be spread."""

T = TypeVar("T")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Taken:
    """A delivery that is marked as being sent, and what its platform gets of it."""

    row: Delivery
    outgoing: Outgoing


class Messenger:
    """Sends deliveries over the platforms that are here: chats side by side, one chat's in their order."""

    def __init__(
        self, database: Database, clock: Clock, platforms: Mapping[str, Platform], links: tuple[str, ...] = ()
    ) -> None:
        self._database = database
        self._clock = clock
        self._platforms = platforms
        self._links = links
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
        for row in work.deliveries.having(state="sending"):
            sent = outgoing(work, row, self._links)
            platform = self._platforms.get(sent.address.platform) if sent else None
            if sent and platform and platform.is_keyed(sent):
                work.deliveries.set(row.key, state="pending", failure=UNKNOWN)
            else:
                work.deliveries.set(row.key, state="unknown", settled_at=work.now)
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
            for one in taken:
                sending = self._chats.start(self._send_in_order(one), f"chat {one.row.chat_id}")
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
        taken = []
        for row in work.deliveries.due(self._platforms, work.now, chat_id):
            one = outgoing(work, row, self._links)
            if one is None:
                work.deliveries.set(row.key, state="failed", settled_at=work.now)
                alerts.not_sent(work, row)
            elif later := _spread(row, self._platforms[one.address.platform].spread_seconds):
                work.deliveries.set(row.key, due_at=row.due_at + later)
            else:
                work.deliveries.set(row.key, state="sending")
                taken.append(_Taken(row, one))
        return taken

    async def _send_in_order(self, one: _Taken) -> None:
        """Send what is due in one chat, one after the other, and what falls due there meanwhile."""
        taken = [one]
        while taken:
            (one,) = taken
            outcome = await self._send(one)
            settle = partial(self._settle, row=one.row, outcome=outcome)
            taken = await self._persist(settle)
            if outcome["state"] in ("failed", "unknown"):
                self.wake()  # for those who are told of it, in other chats

    async def _send(self, one: _Taken) -> dict[str, Any]:
        """Send one delivery, what is left of it, and return what becomes of its row."""
        row, part = one.row, one.outgoing
        platform = self._platforms[part.address.platform]
        first_id = row.platform_id
        try:
            whole = platform.parts(part)
            while True:
                async with self._clock.timeout(SLOWEST_SECONDS):
                    platform_id = await platform.send(part)
                first_id = first_id or platform_id
                if part.part + 1 >= whole:
                    break
                part = replace(part, part=part.part + 1, may_be_there=False)
                await self._persist(partial(_count_part, row=row, parts=part.part, platform_id=first_id))
        except PlatformError as error:
            return self._after(row, part, error)
        except Exception as error:  # noqa: BLE001 - a bug in one platform: the message may have left all the same
            if not isinstance(error, TimeoutError):
                _log.exception("sending failed", extra={"delivery_id": row.key})
            return self._after(row, part, PlatformError(type(error).__name__, Remedy.RETRY, unknown=True))
        return {"state": "sent", "platform_id": first_id, "failure": ""}

    async def _persist(self, function: Callable[[Work], T]) -> T:
        return await persist(self._clock, partial(self._database.write, function))

    def _after(self, row: Delivery, sent: Outgoing, error: PlatformError) -> dict[str, Any]:
        """What becomes of a delivery that a platform did not take. To have to wait for a limit is no failed try."""
        about = {"delivery_id": row.key, "remedy": error.remedy.value, "reason": str(error)}
        _log.warning("delivery not sent", extra=about)
        is_put_off = error.remedy is Remedy.WAIT
        tries = max(row.tries, 1) if is_put_off else row.tries + 1
        may_be_there = error.unknown or sent.may_be_there
        failure: dict[str, Any] = {"failure": UNKNOWN if may_be_there else error.remedy.value, "tries": tries}
        if error.gone:
            failure["lost"] = True
        if error.unknown and not self._platforms[sent.address.platform].is_keyed(sent):
            return {"state": "unknown", **failure}
        is_too_late = is_put_off and self._clock.now() - row.created_at > LONGEST_WAIT
        hopeless = error.remedy in (Remedy.GIVE_UP, Remedy.CONFIGURATION)
        has_words = row.kind != DeliveryKind.MARK and row.revises is None
        if hopeless or is_too_late or tries >= (MOST_TRIES if has_words else MOST_TRIES_WITHOUT_WORDS):
            return {"state": "failed", **failure}
        wait = max(error.wait_seconds, 1.0 if is_put_off else float(2 ** min(row.tries, 8)))
        self._retry_in = min(self._retry_in, wait)
        return {"state": "pending", "due_at": self._clock.now() + timedelta(seconds=wait), **failure}

    def _settle(self, work: Work, row: Delivery, outcome: dict[str, Any]) -> list[_Taken]:
        """Write what became of a delivery, and take what is due behind it: nothing where it is to be sent again."""
        if outcome.pop("lost", False):
            work.chats.set(row.chat_id, lost_at=work.now)
        work.deliveries.set(row.key, **outcome, settled_at=None if outcome["state"] == "pending" else work.now)
        if outcome["state"] == "failed":
            alerts.not_sent(work, row)
        elif outcome["state"] == "unknown":
            alerts.unsure(work, row)
        return self._take(work, row.chat_id)


def _spread(row: Delivery, seconds: int) -> timedelta:
    """How much later than made something unasked is said: a share of so many seconds, the same every time."""
    is_new = row.due_at == row.created_at and not row.tries
    if not seconds or not is_new or row.kind in ANSWERS:
        return timedelta()
    share = int.from_bytes(hashlib.sha256(row.unique_key.encode()).digest()[:4], "big")
    return timedelta(seconds=share % seconds)


def _count_part(work: Work, row: Delivery, parts: int, platform_id: str) -> None:
    """Keep how much of a delivery has been sent, and the id of its first part, before its next part leaves."""
    work.deliveries.set(row.key, parts=parts, platform_id=platform_id, failure="")
