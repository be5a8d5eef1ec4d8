"""The hands of the playground's clock: turned by people, and by themselves where a conversation pauses."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.app import App
from bot.running import Running
from storage.chat import Message

QUIET_SECONDS = 2.5
"""Real seconds without a message after which the virtual time goes on by itself."""

MOMENT = timedelta(minutes=1)
"""How far it then goes: the receipt of what was handed in is said within it."""

_BETWEEN = timedelta(seconds=1)


class Turning:
    """One turn after the other; `turned` hears of each."""

    def __init__(self, app: App, turned: Callable[[], None]) -> None:
        self._app = app
        self._turned = turned
        self._lock = asyncio.Lock()
        self._running = Running()
        self._pause: asyncio.TimerHandle | None = None

    @property
    def now(self) -> datetime:
        """Where the clock stands."""
        return self._app.clock.now()

    async def admit(self, message: Message) -> bool:
        """Take a message in a second after the one before, so that all keep the order in which they were said."""
        async with self._lock:
            await self._app.turn_to(self.now + _BETWEEN)
            taken = await self._app.inbox.admit(message)
        self._await_pause()
        return taken

    async def to(self, instant: datetime) -> None:
        """Turn to an instant; everything that falls due on the way is said."""
        async with self._lock:
            await self._app.turn_to(instant)
        self._turned()

    async def on(self, step: timedelta) -> None:
        """Turn on by a step."""
        async with self._lock:
            await self._app.turn_to(self.now + step)
        self._turned()

    async def to_next(self) -> datetime | None:
        """Turn to the next instant at which something is said; None where nothing will be."""
        async with self._lock:
            due = await self._app.turn_to_next()
        self._turned()
        return due

    async def close(self) -> None:
        """Turn no more."""
        if self._pause:
            self._pause.cancel()
        await self._running.cancel()

    def _await_pause(self) -> None:
        """When the talk pauses, let the few seconds go by after which a receipt is said."""
        if self._pause:
            self._pause.cancel()
        loop = asyncio.get_running_loop()
        self._pause = loop.call_later(QUIET_SECONDS, lambda: self._running.start(self.on(MOMENT), "a pause"))
