"""One connection to WeCom from its subscribing to its end: pings, answers to requests, frames handed on as they come.

Wire: developer.work.weixin.qq.com, document 101463. The reading only routes: nothing that a frame causes is waited
for there, or an answer that it waits for would never be read.
"""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.running import first
from bot.untrusted import parsed
from bot.websocket import Link
from bot.wecom.errors import Code, check_answer
from bot.wecom.messages import event_of
from scheduler.clock import Clock
from storage.errors import PlatformError, Remedy

PING_SECONDS = 25.0
DOUBT_SECONDS = 6.0
"""How long after a ping nothing may come before nothing is sent any more: what is sent to a frozen peer may or may
not arrive."""

DEAD_SECONDS = 75.0
"""After so long without a frame of any kind the connection is dead: three pings without an answer."""

ACK_SECONDS = 15.0
CALLBACKS = frozenset({"aibot_msg_callback", "aibot_event_callback"})


class Kicked(ConnectionError):
    """Somebody else has subscribed with the same robot; whoever comes back at once will be kicked for ever."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A message or an event as it came; replies bear its `req_id`."""

    req_id: str
    body: Mapping[str, Any] = field(repr=False)


@dataclass(slots=True)
class _Turn:
    """The requests that bear one req_id: one is under way, the others wait behind it."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    users: int = 0
    answer: asyncio.Future[dict[str, Any]] | None = None


class Session:
    """A connection and the robot's subscription on it. `hear` gets each message and event, and waits for nothing."""

    def __init__(self, link: Link, clock: Clock, hear: Callable[[Frame], None]) -> None:
        self.subscribed = asyncio.Event()
        self.is_doubtful = False
        self._link = link
        self._clock = clock
        self._hear = hear
        self._turns: dict[str, _Turn] = {}
        self._unsubscribed = asyncio.Event()
        self._subscribed_at: datetime | None = None
        self._heard = 0

    async def serve(self, subscription: Mapping[str, str]) -> None:
        """Subscribe and carry frames until the connection ends.

        Raises Kicked, another OSError where it broke or fell silent, WeComError where the subscription is refused.
        """
        try:
            await first(self._read(), self._stay_subscribed(subscription))
        finally:
            self.subscribed.clear()
            self.is_doubtful = True
            for turn in self._turns.values():
                if turn.answer and not turn.answer.done():
                    turn.answer.set_exception(_unknown("the connection ended before the answer"))

    def subscribed_for(self) -> timedelta:
        """Return how long ago the robot was first subscribed here; nothing where it never was."""
        return self._clock.now() - self._subscribed_at if self._subscribed_at else timedelta()

    async def request(self, command: str, body: Mapping[str, Any], req_id: str = "") -> dict[str, Any]:
        """Send a command and return what answers it; where the subscription was lost, once more after it is renewed.

        Raises PlatformError; unknown where no answer came.
        """
        answer = await self._ask(command, body, req_id)
        if answer.get("errcode") == Code.NOT_SUBSCRIBED:
            await self._renewed()
            answer = await self._ask(command, body, req_id)
        return check_answer(command, answer)

    async def _ask(self, command: str, body: Mapping[str, Any], req_id: str = "") -> dict[str, Any]:
        """Send one frame and return its answer, whatever it says; those of one req_id go one after the other."""
        req_id = req_id or f"{command}_{secrets.token_hex(8)}"
        turn = self._turns.setdefault(req_id, _Turn())
        turn.users += 1
        try:
            async with turn.lock:
                turn.answer = asyncio.get_running_loop().create_future()
                try:
                    async with self._clock.timeout(ACK_SECONDS):
                        await self._link.send(_frame(command, req_id, body))
                        return await turn.answer
                finally:
                    turn.answer = None
        except (TimeoutError, ConnectionError) as error:
            raise _unknown(f"{command}: {type(error).__name__}") from None
        finally:
            turn.users -= 1
            if not turn.users:
                del self._turns[req_id]

    async def _renewed(self) -> None:
        """Wait until the subscription has been renewed. Raises PlatformError."""
        try:
            async with self._clock.timeout(ACK_SECONDS):
                await self.subscribed.wait()
        except TimeoutError:
            raise PlatformError("not subscribed", Remedy.WAIT, wait_seconds=5) from None

    async def _read(self) -> None:
        """Take frames as they come."""
        while True:
            async with self._clock.timeout(DEAD_SECONDS):
                text = await self._link.receive()
            self._heard += 1
            self.is_doubtful = False
            self._route(parsed(text))

    def _route(self, frame: Mapping[str, Any]) -> None:
        """Hand one frame to whom it concerns. Raises Kicked."""
        headers, body = frame.get("headers"), frame.get("body")
        req_id = headers.get("req_id") if isinstance(headers, dict) else None
        if not isinstance(req_id, str):
            req_id = ""
        command = frame.get("cmd")
        if not command:
            self._answered(req_id, dict(frame))
        elif command in CALLBACKS and isinstance(body, dict):
            if event_of(body) == "disconnected_event":
                raise Kicked("another connection has taken the robot over")
            self._hear(Frame(req_id, body))

    def _answered(self, req_id: str, answer: dict[str, Any]) -> None:
        """Give an answer to the request that waits for it; most that nobody waits for are pongs."""
        if answer.get("errcode") == Code.NOT_SUBSCRIBED:
            self.subscribed.clear()
            self._unsubscribed.set()
        turn = self._turns.get(req_id)
        if turn and turn.answer and not turn.answer.done():
            turn.answer.set_result(answer)

    async def _stay_subscribed(self, subscription: Mapping[str, str]) -> None:
        """Subscribe, and again whenever WeCom has lost it; ping meanwhile."""
        while True:
            try:
                check_answer("aibot_subscribe", await self._ask("aibot_subscribe", subscription))
            except PlatformError as error:
                if error.unknown:
                    raise ConnectionError("no answer to the subscription") from None
                raise
            self._unsubscribed.clear()
            self._subscribed_at = self._subscribed_at or self._clock.now()
            self.subscribed.set()
            while not self._unsubscribed.is_set():
                await self._ping()

    async def _ping(self) -> None:
        """Ask for a sign of life, and see whether one came soon."""
        heard = self._heard
        await self._link.send(_frame("ping", f"ping_{secrets.token_hex(8)}"))
        await self._pass(DOUBT_SECONDS)
        self.is_doubtful = self._heard == heard
        await self._pass(PING_SECONDS - DOUBT_SECONDS)

    async def _pass(self, seconds: float) -> None:
        """Let time pass, not longer than the subscription stands."""
        try:
            async with self._clock.timeout(seconds):
                await self._unsubscribed.wait()
        except TimeoutError:
            return


def _frame(command: str, req_id: str, body: Mapping[str, Any] | None = None) -> str:
    """Write a frame; Chinese stands in it as it is, some of WeCom's interfaces refuse it escaped."""
    frame: dict[str, Any] = {"cmd": command, "headers": {"req_id": req_id}}
    if body is not None:
        frame["body"] = body
    return json.dumps(frame, ensure_ascii=False, separators=(",", ":"))


def _unknown(text: str) -> PlatformError:
    return PlatformError(text, Remedy.RETRY, unknown=True)
