"""Feishu's end of long connections in memory: one app, any number of lines, re-pushes, every mishap on demand."""

from __future__ import annotations

import asyncio
import base64
import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.feishu.frames import CONTROL, DATA, Frame
from bot.feishu.socket.endpoint import ClientConfig, Endpoint

GONE = None
SERVICE = 7
REPUSHED_AFTER = (15.0, 300.0, 3600.0, 21600.0)


@dataclass
class Pushed:
    """One thing that is told until it is acknowledged: when, to which lines, what it was answered."""

    name: str
    body: bytes
    kind: str = "event"
    told_at: list[float] = field(default_factory=list)
    acks: list[tuple[float, dict[str, Any]]] = field(default_factory=list)

    @property
    def is_acknowledged(self) -> bool:
        return any(answer.get("code") == 200 for _, answer in self.acks)

    @property
    def answer(self) -> dict[str, Any]:
        """What a click was answered by."""
        return json.loads(base64.b64decode(self.acks[-1][1]["data"]))


class Line:
    """One connection: what the bot sends goes to the switchboard, what it is sent lies in a queue."""

    def __init__(self, board: Switchboard) -> None:
        self.is_closed = self.is_frozen = False
        self.frames: list[Frame] = []
        self._board = board
        self._coming: asyncio.Queue[str | bytes | None] = asyncio.Queue()

    async def send(self, data: str | bytes) -> None:
        if self.is_closed:
            raise ConnectionError("closed")
        if not self.is_frozen:
            assert isinstance(data, bytes)
            self.frames.append(Frame.decode(data))
            self._board.take(self, self.frames[-1])

    async def receive(self) -> str | bytes:
        data = await self._coming.get()
        if data is GONE:
            raise ConnectionError("reset")
        return data

    async def close(self) -> None:
        self.is_closed = True

    def bring(self, frame: Frame | str | bytes) -> None:
        """Send something to the bot."""
        if not self.is_frozen:
            self._coming.put_nowait(frame.encode() if isinstance(frame, Frame) else frame)

    def cut(self) -> None:
        """Break the connection."""
        self._coming.put_nowait(GONE)


class Switchboard:
    """`pong_after` says after how many seconds a ping is answered, None for never; `refusals` are raised first."""

    def __init__(self, seed: int = 0) -> None:
        self.lines: list[Line] = []
        self.tries: list[float] = []
        self.refusals: list[Exception] = []
        self.config = ClientConfig()
        self.pong = b""
        self.pong_after: Callable[[], float | None] = lambda: 0.2
        self.pushed: dict[str, Pushed] = {}
        self.cut_into = 1
        self.closes_every: float | None = None
        self._chance = random.Random(seed)

    async def connect(self) -> tuple[Line, Endpoint]:
        await asyncio.sleep(0.1)
        self.tries.append(now())
        if self.refusals:
            raise self.refusals.pop(0)
        line = Line(self)
        self.lines.append(line)
        if self.closes_every:
            asyncio.get_running_loop().call_later(self.closes_every, line.cut)
        return line, Endpoint("wss://x/?service_id=7&ticket=t1cket", SERVICE, self.config)

    @property
    def held(self) -> list[Line]:
        return [line for line in self.lines if not line.is_closed]

    def take(self, line: Line, frame: Frame) -> None:
        """Answer a ping; note an acknowledgement."""
        if frame.method == CONTROL:
            assert frame.service == SERVICE
            after = self.pong_after()
            if after is not None:
                pong = Frame(service=SERVICE, headers=(("type", "pong"),), payload=self.pong)
                asyncio.get_running_loop().call_later(after, line.bring, pong)
            return
        answer = json.loads(frame.payload or b"")
        assert int(frame.header("biz_rt") or 0) >= 0
        self.pushed[frame.header("message_id")].acks.append((now(), answer))

    def push(self, name: str, body: Any, *, kind: str = "event") -> Pushed:
        """Tell the bot something, and again at Feishu's own times until it acknowledges it."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        pushed = self.pushed[name] = Pushed(name, data, kind)
        self._tell(pushed)
        return pushed

    def _tell(self, pushed: Pushed) -> None:
        pushed.told_at.append(now())
        if lines := self.held:
            line = self._chance.choice(lines)
            frames = self._frames(pushed)
            self._chance.shuffle(frames)
            for frame in frames:
                line.bring(frame)
        if len(pushed.told_at) <= len(REPUSHED_AFTER):
            loop = asyncio.get_running_loop()
            loop.call_later(REPUSHED_AFTER[len(pushed.told_at) - 1], self._tell_again, pushed)

    def _tell_again(self, pushed: Pushed) -> None:
        if not pushed.is_acknowledged:
            self._tell(pushed)

    def _frames(self, pushed: Pushed) -> list[Frame]:
        size = -(-len(pushed.body) // self.cut_into) or 1
        pieces = [pushed.body[at : at + size] for at in range(0, len(pushed.body), size)]
        return [
            Frame(1, 2, SERVICE, DATA, _headers(pushed, len(pieces), place), payload=piece)
            for place, piece in enumerate(pieces)
        ]


def _headers(pushed: Pushed, count: int, place: int) -> tuple[tuple[str, str], ...]:
    about = {"type": pushed.kind, "message_id": pushed.name, "sum": str(count), "seq": str(place), "trace_id": "t"}
    return tuple(about.items())


def now() -> float:
    return asyncio.get_running_loop().time()
