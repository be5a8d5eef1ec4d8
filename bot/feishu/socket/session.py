"""One connection to Feishu from its opening to its end: pings, pushes handed on as they come, their acknowledgements.

The reading only routes: nothing that a push causes is waited for there.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from bot.feishu.frames import CONTROL, DATA, BadFrame, Frame, ping
from bot.feishu.socket.endpoint import Endpoint
from bot.feishu.socket.fragments import Fragments
from bot.persisting import pause
from bot.running import first
from bot.untrusted import Fields, parsed
from bot.websocket import Link
from scheduler.clock import Clock

LONGEST_PING = 30.0
"""How often we ping at least, however seldom Feishu wants it: a dead connection is to be noticed within a minute."""

SHORTEST_PING = 5.0
PONG_SECONDS = 25.0
"""How long a ping may go without any frame of Feishu's: the connection is dead then. A WebSocket's own pong, which any
gateway on the way gives, is none."""

SILENT_SECONDS = LONGEST_PING + PONG_SECONDS

_TOLD = frozenset({"event", "card"})
"""What a frame of data may be; clicks come as either, and both are answered alike."""


@dataclass(frozen=True, slots=True)
class Push:
    """Something that Feishu tells and wants acknowledged within three seconds, or it tells it again."""

    payload: bytes = field(repr=False)
    came_at: datetime
    _frame: Frame = field(repr=False)
    _session: Session = field(repr=False)

    async def acknowledge(self, answer: Mapping[str, Any] | None = None) -> None:
        """Say that it is kept; `answer` is what a click is answered by. Raises ConnectionError."""
        told: dict[str, Any] = {"code": 200}
        if answer is not None:
            told["data"] = base64.b64encode(_json(answer)).decode()
        milliseconds = int((self._session.now() - self.came_at).total_seconds() * 1000)
        headers = (*self._frame.headers, ("biz_rt", str(milliseconds)))
        await self._session.send(replace(self._frame, headers=headers, payload=_json(told)))

    async def refuse(self) -> None:
        """Say that it could not be kept: it is told again later. Raises ConnectionError."""
        await self._session.send(replace(self._frame, payload=_json({"code": 500})))


class Session:
    """A connection that stands. `hear` gets each push, and waits for nothing."""

    def __init__(self, opened: tuple[Link, Endpoint], clock: Clock, hear: Callable[[Push], None]) -> None:
        self._link, endpoint = opened
        self._service = endpoint.service
        self.config = endpoint.config
        self._clock = clock
        self._hear = hear
        self._fragments = Fragments()

    def now(self) -> datetime:
        """Return the present instant."""
        return self._clock.now()

    async def serve(self) -> None:
        """Carry frames until the connection ends. Raises OSError: it broke, or fell silent."""
        await first(self._read(), self._stay_alive())

    async def send(self, frame: Frame) -> None:
        """Send a frame. Raises ConnectionError."""
        await self._link.send(frame.encode())

    @property
    def _ping_seconds(self) -> float:
        return min(max(float(self.config.ping), SHORTEST_PING), LONGEST_PING)

    async def _stay_alive(self) -> None:
        """Ask for a sign of life, from the beginning on."""
        while True:
            await self.send(ping(self._service))
            await pause(self._clock, self._ping_seconds)

    async def _read(self) -> None:
        """Take frames as they come."""
        while True:
            async with self._clock.timeout(SILENT_SECONDS):
                frame = await self._frame()
            if frame.method == CONTROL:
                self._control(frame)
            elif frame.method == DATA and frame.header("type") in _TOLD:
                now = self.now()
                payload = self._fragments.joined(frame, now)
                if payload is not None:
                    self._hear(Push(payload, now, frame, self))

    async def _frame(self) -> Frame:
        """Return the next frame; what is none passes by."""
        while True:
            data = await self._link.receive()
            if isinstance(data, bytes):
                try:
                    return Frame.decode(data)
                except BadFrame:
                    continue

    def _control(self, frame: Frame) -> None:
        """Heed how Feishu wants to be treated from now on."""
        if frame.header("type") == "pong" and frame.payload:
            self.config = self.config.changed(parsed(frame.payload))


def told_in(push: Push) -> Fields:
    """Return the envelope that a push brings; empty where it is none."""
    return parsed(push.payload)


def _json(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
