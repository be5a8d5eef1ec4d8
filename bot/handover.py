"""Where a delivery and the call that waits for it meet: a platform calls, and the response to its call is the send."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Generic, TypeVar

from bot.persisting import pause
from bot.platform import Host
from scheduler.clock import Clock
from storage.chat import ChatAddress

T = TypeVar("T")
SOON_SECONDS = 0.1
"""How soon after a conversation its answer begins to be sent."""


class Meeting(Generic[T]):
    """One message that is answered: the platform's calls wait here for its answer, a delivery waits for a call."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._changed = asyncio.Condition()
        self._offered: T | None = None
        self._is_over = False
        self._writing = 0
        self._is_written = False
        self.guests = 0

    async def offer(self, answer: T, seconds: float) -> bool:
        """Offer an answer for so long; return whether a call has carried it away. Waits for one that carries it."""
        async with self._changed:
            self._offered = answer
            self._changed.notify_all()
            try:
                async with self._clock.timeout(seconds):
                    await self._changed.wait_for(lambda: self._is_written)
            except TimeoutError:
                self._offered = None
                await self._changed.wait_for(lambda: not self._writing)
            finally:
                self._offered = None
            return self._is_written

    async def wanted(self, seconds: float) -> T | None:
        """Wait for an answer for so long, not longer than until it is known that none comes."""
        async with self._changed:
            try:
                async with self._clock.timeout(seconds):
                    await self._changed.wait_for(lambda: self._offered is not None or self._is_over)
            except TimeoutError:
                return None
            return self._offered

    async def end(self) -> None:
        """Say that no answer will come."""
        async with self._changed:
            self._is_over = True
            self._changed.notify_all()

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[None]:
        """Carry the answer away: it counts as sent where nothing is raised inside."""
        self._writing += 1
        try:
            yield
            self._is_written = True
        finally:
            self._writing -= 1
            async with self._changed:
                self._changed.notify_all()


class Handover(Generic[T]):
    """The meetings of one account, each there as long as somebody is at it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._meetings: dict[str, Meeting[T]] = {}

    def __contains__(self, message_id: str) -> bool:
        return message_id in self._meetings

    @contextmanager
    def at(self, message_id: str) -> Iterator[Meeting[T]]:
        """Be at the meeting of a message."""
        meeting = self._meetings.setdefault(message_id, Meeting(self._clock))
        meeting.guests += 1
        try:
            yield meeting
        finally:
            meeting.guests -= 1
            if not meeting.guests:
                del self._meetings[message_id]


async def watch(host: Host, at: ChatAddress, meeting: Meeting[T], is_coming: Callable[[], Awaitable[bool]]) -> None:
    """Let a call wait no longer once its chat is quiet and no answer is on its way to it."""
    await host.quiet(at)
    await pause(host.clock, SOON_SECONDS)
    if meeting.guests and not await is_coming():
        await meeting.end()
