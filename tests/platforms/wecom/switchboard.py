"""WeCom's end of long connections in memory: one robot, any number of lines, every mishap on demand."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import Callable
from typing import Any

GONE = None
WATCHWORD = "secret"


class Line:
    """One connection: what the bot sends goes to the switchboard, what it is sent lies in a queue."""

    def __init__(self, switchboard: Switchboard) -> None:
        self.is_subscribed = self.is_closed = self.is_frozen = False
        self.sent: list[dict[str, Any]] = []
        self._switchboard = switchboard
        self._coming: asyncio.Queue[str | None] = asyncio.Queue()

    async def send(self, text: str) -> None:
        if self.is_closed:
            raise ConnectionError("closed")
        if not self.is_frozen:
            frame = json.loads(text)
            self.sent.append(frame)
            self._switchboard.take(self, frame)

    async def receive(self) -> str:
        text = await self._coming.get()
        if text is GONE:
            raise ConnectionError("reset")
        return text

    async def close(self) -> None:
        self.is_closed = True

    def bring(self, frame: dict[str, Any] | str) -> None:
        """Send something to the bot."""
        if not self.is_frozen:
            self._coming.put_nowait(frame if isinstance(frame, str) else json.dumps(frame))

    def cut(self) -> None:
        """Break the connection."""
        self._coming.put_nowait(GONE)

    @property
    def is_held(self) -> bool:
        """The bot has it open and is subscribed on it."""
        return self.is_subscribed and not self.is_closed


class Switchboard:
    """Knows one robot's secret. `pong_after` says after how many seconds a ping is answered, None for never."""

    def __init__(self, secret: str = WATCHWORD) -> None:
        self.secret = secret
        self.lines: list[Line] = []
        self.most_held = 0
        self.refusals: list[int] = []
        self.answers: dict[str, list[int]] = {}
        self.pong_after: Callable[[], float | None] = lambda: 0.2
        self.is_unreachable = False
        self._numbers = itertools.count()

    async def connect(self) -> Line:
        await asyncio.sleep(0.1)
        if self.is_unreachable:
            raise ConnectionError("unreachable")
        self.lines.append(Line(self))
        return self.lines[-1]

    @property
    def held(self) -> list[Line]:
        return [line for line in self.lines if line.is_held]

    def take(self, line: Line, frame: dict[str, Any]) -> None:
        """Answer a frame."""
        command, req_id = frame["cmd"], frame["headers"]["req_id"]
        if command == "ping":
            after = self.pong_after()
            if after is not None:
                asyncio.get_running_loop().call_later(after, self._answer, line, req_id, 0)
            return
        code = 0
        if command == "aibot_subscribe":
            code = self._subscribe(line, frame["body"])
        elif codes := self.answers.get(command):
            code = codes.pop(0)
        asyncio.get_running_loop().call_later(0.25, self._answer, line, req_id, code)

    def _subscribe(self, line: Line, body: dict[str, str]) -> int:
        if self.refusals:
            return self.refusals.pop(0)
        if body != {"bot_id": "B", "secret": self.secret}:
            return 853000
        for other in self.held:
            if other is not line:
                self.kick(other, 2.2)
        line.is_subscribed = True
        self.most_held = max(self.most_held, len(self.held))
        return 0

    def _answer(self, line: Line, req_id: str, code: int) -> None:
        if not line.is_closed:
            line.bring({"headers": {"req_id": req_id}, "errcode": code, "errmsg": "ok" if code == 0 else "no"})

    def kick(self, line: Line, seconds: float) -> None:
        """Tell a connection that another has taken its place, and close it some time later."""
        event = {"msgtype": "event", "event": {"eventtype": "disconnected_event"}}
        line.bring({"cmd": "aibot_event_callback", "headers": {"req_id": "k"}, "body": event})
        asyncio.get_running_loop().call_later(seconds, line.cut)

    def say(self, text: str) -> None:
        """Bring a message to whoever is subscribed."""
        number = next(self._numbers)
        body = {"msgid": f"m{number}", "from": {"userid": "u"}, "msgtype": "text", "text": {"content": text}}
        for line in self.held:
            line.bring({"cmd": "aibot_msg_callback", "headers": {"req_id": f"r{number}"}, "body": body})
