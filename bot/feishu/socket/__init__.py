"""An app's long connection: made anew as often as it ends, without end. It knows frames and no messages.

Every process holds one of its own: Feishu takes up to fifty of an app and gives each push to one of them by chance, and
what is kept is kept once.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Awaitable, Callable
from datetime import timedelta
from enum import StrEnum

from bot.feishu.socket.endpoint import ClientConfig, Code, Endpoint, NotLetIn
from bot.feishu.socket.session import Push, Session
from bot.persisting import pause
from bot.platform import Host
from bot.running import Running
from bot.websocket import Link
from scheduler.clock import Clock

CONNECT_SECONDS = 20.0
LONGEST_SPREAD = 10.0
"""Over how long the first new try is spread at most, whatever Feishu asks for: people wait."""

LONGEST_BACKOFF = 60.0
SETTLED_AFTER = timedelta(seconds=10)
"""A connection that stood for so long was a good one: after it the pauses begin anew."""

HELD_OFF_SECONDS = 300.0
"""How long after being refused for good we try once more."""

LONGEST_HELD_OFF = 3600.0
TRIES_BEFORE_ALARM = 10
"""After so many tries in a row that came to nothing, some five minutes, people are told."""

Connect = Callable[[], Awaitable[tuple[Link, Endpoint]]]
"""Opens a connection at a new address. Raises ConnectionError: NotLetIn where a person is needed."""

_log = logging.getLogger(__name__)


class Trouble(StrEnum):
    """What needs a person."""

    FORBIDDEN = "forbidden"
    TOO_MANY = "too_many"
    UNREACHABLE = "unreachable"


class LongConnection:
    """Keeps one app connected. `hear` gets each push and waits for nothing; `alarm` tells people of trouble."""

    def __init__(
        self,
        account: str,
        connect: Connect,
        hear: Callable[[Push], None],
        alarm: Callable[[Trouble], Awaitable[None]],
    ) -> None:
        self._account = account
        self._connect = connect
        self._hear = hear
        self._alarm = alarm
        self._chance = secrets.SystemRandom()
        self._running = Running()
        self._config = ClientConfig()
        self._clock: Clock

    async def start(self, host: Host) -> None:
        """Begin to connect."""
        self._clock = host.clock
        self._running.start(self._stay_connected(), f"feishu {self._account}")

    async def stop(self) -> None:
        """Close the connection."""
        await self._running.cancel()

    async def _stay_connected(self) -> None:
        """Connect again and again, after ever longer pauses; where we are not let in, after still longer ones."""
        tries = refusals = 0
        while True:
            began_at = self._clock.now()
            trouble = await self._connection()
            has_settled = self._clock.now() - began_at > SETTLED_AFTER and trouble is None
            tries = 0 if has_settled else tries + 1
            if trouble:
                refusals += 1
                await self._hold_off(trouble, min(HELD_OFF_SECONDS * 2 ** (refusals - 1), LONGEST_HELD_OFF))
                continue
            refusals = 0 if has_settled else refusals
            if tries and tries % TRIES_BEFORE_ALARM == 0:
                self._running.start(self._tell(Trouble.UNREACHABLE), f"alarm of {self._account}")
            await pause(self._clock, self._pause_after(tries))

    def _pause_after(self, tries: int) -> float:
        """How long to wait before the next try, by chance, so that many bots do not come at once."""
        if not tries:
            return self._chance.uniform(0, min(self._config.spread, LONGEST_SPREAD))
        longest = min(2.0 ** min(tries, 10), LONGEST_BACKOFF, self._config.interval)
        return longest * self._chance.uniform(0.5, 1)

    async def _hold_off(self, trouble: Trouble, seconds: float) -> None:
        """Tell people, and come back later."""
        alarm = self._running.start(self._tell(trouble), f"alarm of {self._account}")
        try:
            await pause(self._clock, seconds * self._chance.uniform(1, 1.2))
        finally:
            alarm.cancel()

    async def _tell(self, trouble: Trouble) -> None:
        await self._alarm(trouble)

    async def _connection(self) -> Trouble | None:
        """Hold one connection from opening to end, and say whether its end needs a person."""
        try:
            async with self._clock.timeout(CONNECT_SECONDS):
                link, endpoint = await self._connect()
        except NotLetIn as error:
            self._note("not let in", error)
            return Trouble.TOO_MANY if error.code == Code.TOO_MANY_CONNECTIONS else Trouble.FORBIDDEN
        except Exception as error:  # noqa: BLE001 - whatever it was, it is tried again
            self._note("connecting failed", error)
            return None
        session = Session((link, endpoint), self._clock, self._hear)
        _log.info("connected", extra={"account": self._account})
        try:
            await session.serve()
        except Exception as error:  # noqa: BLE001 - whatever ends a connection, there is a next one
            self._note("connection ended", error)
        finally:
            self._config = session.config
            await link.close()
        return None

    def _note(self, text: str, error: Exception) -> None:
        """Log what ended a connection: a bug with its trace, anything else by name."""
        is_known = isinstance(error, OSError)  # TimeoutError and ConnectionError are
        about = {"account": self._account, "reason": str(error) or type(error).__name__}
        _log.warning(text, exc_info=None if is_known else error, extra=about)
