"""A robot's long connection: one owner at a time, made anew as often as it ends. It knows frames and no messages."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from enum import StrEnum
from typing import Any

from bot.config.wecom import RobotSettings
from bot.ownership import Ownership
from bot.persisting import pause
from bot.platform import Host
from bot.running import Running, first
from bot.websocket import Connect
from bot.wecom.socket.session import Frame, Kicked, Session
from scheduler.clock import Clock
from storage.errors import PlatformError, Remedy

CONNECT_SECONDS = 10.0
LONGEST_BACKOFF = 60.0
SETTLED_AFTER = timedelta(seconds=10)
"""A connection that was subscribed for so long was a good one: after it the pauses begin anew."""

KICKED_SECONDS = 300.0
"""How long after being kicked we try once more: two that come back at once kick each other for ever."""

MOST_JITTER = 1.2
LONGEST_KICKED = 3600.0 / MOST_JITTER
PEACE_AFTER = timedelta(hours=1)
"""A connection that was left alone for so long ends a series of kicks."""

_log = logging.getLogger(__name__)


class Trouble(StrEnum):
    """What needs a person."""

    KICKED = "kicked"
    REFUSED = "refused"


class NotConnected(PlatformError):
    """Nothing can be sent now, nothing has been; `is_lasting` where that will be so for some minutes or for good."""

    def __init__(self, *, is_lasting: bool) -> None:
        super().__init__("no connection", Remedy.WAIT, wait_seconds=60 if is_lasting else 3)
        self.is_lasting = is_lasting


class LongConnection:
    """Keeps one robot connected. `hear` gets each frame and waits for nothing; `alarm` tells people of trouble."""

    def __init__(
        self,
        settings: RobotSettings,
        connect: Connect,
        hear: Callable[[Frame], None],
        alarm: Callable[[Trouble], Awaitable[None]],
    ) -> None:
        self._settings = settings
        self._connect = connect
        self._hear = hear
        self._alarm = alarm
        self._chance = secrets.SystemRandom()
        self._running = Running()
        self._session: Session | None = None
        self._is_held_off = False
        self._is_refused = False
        self._clock: Clock

    async def start(self, host: Host) -> None:
        """Begin to connect, as soon as no other process is connected."""
        self._clock = host.clock
        ownership = Ownership(host.database, host.clock, f"wecom/{self._settings.name}")
        self._running.start(self._live(ownership), f"wecom {self._settings.name}")

    async def stop(self) -> None:
        """Close the connection and let another process have the robot."""
        await self._running.cancel()

    async def request(self, command: str, body: Mapping[str, Any], req_id: str = "") -> dict[str, Any]:
        """Send a command and return its acknowledgement.

        Raises PlatformError: NotConnected where nothing was sent, unknown where no answer came, else what WeCom said.
        """
        session = self._session
        if session is None or session.is_doubtful or not session.subscribed.is_set():
            raise NotConnected(is_lasting=self._is_held_off)
        return await session.request(command, body, req_id)

    async def _live(self, ownership: Ownership) -> None:
        """Be connected whenever the robot is ours; where it is no longer, close at once."""
        while not self._is_refused:
            await ownership.take()
            _log.info("connecting", extra={"account": self._settings.name, "epoch": ownership.epoch})
            try:
                await first(self._stay_connected(), ownership.keep())
            finally:
                await ownership.give_back()

    async def _stay_connected(self) -> None:
        """Connect again and again, after ever longer pauses; returns only where WeCom refuses the robot."""
        tries = kicks = 0
        while True:
            ended, lasted = await self._connection()
            if ended is Trouble.REFUSED:
                self._is_refused = self._is_held_off = True
                await self._alarm(ended)
                return
            tries = 0 if lasted > SETTLED_AFTER else tries + 1
            kicks = 0 if lasted > PEACE_AFTER else kicks
            if ended is Trouble.KICKED:
                kicks += 1
                await self._hold_off(min(KICKED_SECONDS * 2 ** (kicks - 1), LONGEST_KICKED))
            else:
                longest = min(2.0 ** min(tries, 10), LONGEST_BACKOFF)
                await pause(self._clock, longest * self._chance.uniform(0.5, 1))

    async def _hold_off(self, seconds: float) -> None:
        """Leave the robot to whoever has taken it, tell people, and come back later."""
        self._is_held_off = True
        alarm = self._running.start(self._tell(Trouble.KICKED), f"alarm of {self._settings.name}")
        try:
            await pause(self._clock, seconds * self._chance.uniform(1, MOST_JITTER))
        finally:
            alarm.cancel()
            self._is_held_off = False

    async def _tell(self, trouble: Trouble) -> None:
        await self._alarm(trouble)

    async def _connection(self) -> tuple[Trouble | None, timedelta]:
        """Hold one connection from opening to end; say whether its end needs a person, and how long it was good."""
        try:
            async with self._clock.timeout(CONNECT_SECONDS):
                link = await self._connect()
        except Exception as error:  # noqa: BLE001 - whatever it was, it is tried again
            self._note("connecting failed", error)
            return None, timedelta()
        self._session = session = Session(link, self._clock, self._hear)
        try:
            ended = await self._end_of(session)
        finally:
            self._session = None
            await link.close()
        return ended, session.subscribed_for()

    async def _end_of(self, session: Session) -> Trouble | None:
        """Serve a connection until it ends, and say whether that needs a person."""
        secret = self._settings.secret.get_secret_value()
        try:
            await session.serve({"bot_id": self._settings.bot_id, "secret": secret})
        except Kicked:
            return Trouble.KICKED
        except PlatformError as error:
            self._note("not subscribed", error)
            return Trouble.REFUSED if error.remedy is Remedy.CONFIGURATION else None
        except Exception as error:  # noqa: BLE001 - whatever ends a connection, there is a next one
            self._note("connection ended", error)
        return None

    def _note(self, text: str, error: Exception) -> None:
        """Log what ended a connection: a bug with its trace, anything else by name; frames may hold secrets."""
        is_known = isinstance(error, OSError | PlatformError)
        reason = type(error).__name__ if isinstance(error, OSError) else str(error)
        about = {"account": self._settings.name, "reason": reason}
        _log.warning(text, exc_info=None if is_known else error, extra=about)
