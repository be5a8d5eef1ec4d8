"""The simplest possible client of the long connection: it acknowledges as it is told to, right or wrong."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

from tests.platforms.feishu.application import App
from tests.platforms.feishu.frames import CONTROL, Frame, decode, encode
from tests.platforms.feishu.longlink import ENDPOINT, SERVICE


class Line:
    """One socket. `told` are the bodies that came, `answers` what they are answered: a code, or an object of a click."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self.told: list[dict[str, Any]] = []
        self.frames: list[Frame] = []
        self.pongs: asyncio.Queue[Frame] = asyncio.Queue()
        self.answers: list[Any] = [200]
        self.change = lambda frame: frame
        self._parts: dict[str, dict[int, bytes]] = {}
        self._reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        async for message in self.socket:
            frame = decode(message.data)
            if frame.method == CONTROL:
                await self.pongs.put(frame)
            else:
                self.frames.append(frame)
                await self._take(frame)

    async def _take(self, frame: Frame) -> None:
        parts = self._parts.setdefault(frame.header("message_id"), {})
        parts[int(frame.header("seq"))] = frame.payload or b""
        if len(parts) < int(frame.header("sum")):
            return
        self.told.append(json.loads(b"".join(parts[seq] for seq in sorted(parts))))
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if answer is not None:
            await self.socket.send_bytes(encode(self.change(acknowledged(frame, answer))))

    async def ping(self) -> Frame:
        """Ask for a sign of life, and give it."""
        await self.socket.send_bytes(encode(Frame(0, 0, SERVICE, CONTROL, [("type", "ping")])))
        return await asyncio.wait_for(self.pongs.get(), 5)

    async def close(self) -> None:
        """Hang up."""
        self._reading.cancel()
        await self.socket.close()


def acknowledged(frame: Frame, answer: Any) -> Frame:
    """The acknowledgement of a frame: a code, or 200 with an object."""
    told: dict[str, Any] = {"code": answer if isinstance(answer, int) else 200}
    if isinstance(answer, dict):
        told["data"] = base64.b64encode(json.dumps(answer, ensure_ascii=False).encode()).decode()
    timed = [("biz_rt", "3")] if told["code"] == 200 else []
    about = (frame.seq_id, frame.log_id, frame.service, frame.method, [*frame.headers, *timed])
    return Frame(*about, payload=json.dumps(told).encode())


async def ask_endpoint(app: App, **other: Any) -> dict[str, Any]:
    """What the bootstrap answers."""
    body = {"AppID": app.id, "AppSecret": app.secret, **other}
    async with app.feishu.client.post(app.feishu.url + ENDPOINT, json=body, headers={"locale": "zh"}) as answer:
        return await answer.json(content_type=None)


@asynccontextmanager
async def connected(app: App) -> AsyncIterator[Line]:
    """A connection of an app."""
    address = (await ask_endpoint(app))["data"]["URL"]
    line = Line(await app.feishu.client.ws_connect(address))
    await app.feishu.until(lambda: app.held)
    try:
        yield line
    finally:
        await line.close()
