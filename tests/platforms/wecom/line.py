"""The simplest possible client of the long connection, and bodies for it: it does as it is told, right or wrong."""

from __future__ import annotations

import asyncio
import itertools
import json
from datetime import timedelta
from typing import Any

import aiohttp


class Line:
    """One socket: `ask` sends a command and gives its errcode; callbacks wait in `came`."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self.came: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.acks: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._numbers = itertools.count(1)
        self._reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        async for message in self.socket:
            frame = json.loads(message.data)
            await (self.came if "cmd" in frame else self.acks).put(frame)
        await self.came.put({"cmd": "closed"})

    async def call(self, command: str, body: Any = None, req_id: str = "") -> dict[str, Any]:
        """Send a command, give its whole answer."""
        await self.socket.send_json(
            {"cmd": command, "headers": {"req_id": req_id or f"q{next(self._numbers)}"}, "body": body}
        )
        return await asyncio.wait_for(self.acks.get(), 5)

    async def ask(self, command: str, body: Any = None, req_id: str = "") -> int:
        """Send a command, give its errcode."""
        return (await self.call(command, body, req_id))["errcode"]

    async def next(self) -> dict[str, Any]:
        """The next callback, or `{"cmd": "closed"}`."""
        return await asyncio.wait_for(self.came.get(), 5)

    async def close(self) -> None:
        """Hang up."""
        await self.socket.close()
        await self._reading


def turn(clock: Any, **time: float) -> None:
    """Let some virtual time pass."""
    clock.advance_to(clock.now() + timedelta(**time))


def stream(content: str, name: str = "s1", *, finish: bool = False, **more: Any) -> dict[str, Any]:
    """The body of one frame of a stream."""
    return {"msgtype": "stream", "stream": {"id": name, "finish": finish, "content": content, **more}}


def markdown(text: str) -> dict[str, Any]:
    """The body of a reply in markdown."""
    return {"msgtype": "markdown", "markdown": {"content": text}}


def push(chat: str, text: str = "提醒", kind: int = 2) -> dict[str, Any]:
    """The body of a push."""
    return {"chatid": chat, "chat_type": kind, **markdown(text)}


def button_card(title: str = "撤回？", task: str = "t1") -> dict[str, Any]:
    """The smallest card with two buttons."""
    return {
        "card_type": "button_interaction",
        "task_id": task,
        "main_title": {"title": title},
        "button_list": [{"text": "确认", "style": 1, "key": "yes"}, {"text": "不了", "style": 2, "key": "no"}],
    }
