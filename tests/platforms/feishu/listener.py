"""The simplest possible bot at a callback address: it opens and verifies as the documents say, and answers as it is told to."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

from tests.platforms.feishu.sealing import open_sealed, sign
from tests.platforms.feishu.vectors import B


class Bot:
    """`told` are the envelopes that came, `answers` what they are answered: a status or an object, the last for ever."""

    def __init__(self) -> None:
        self.url = ""
        self.encrypt_key = B.key
        self.told: list[dict[str, Any]] = []
        self.answers: list[Any] = [{}]
        self.hold: asyncio.Event | None = None

    async def take(self, request: web.Request) -> web.StreamResponse:
        raw = await request.read()
        told = json.loads(raw)
        if "encrypt" in told:
            told = json.loads(open_sealed(self.encrypt_key, told["encrypt"]))
            given = [request.headers.get(f"x-lark-{name}", "") for name in ("request-timestamp", "request-nonce")]
            if told.get("type") != "url_verification":
                assert request.headers["x-lark-signature"] == sign(self.encrypt_key, *given, raw)
        self.told.append(told)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if self.hold:
            await self.hold.wait()
        if isinstance(answer, int):
            return web.Response(status=answer)
        if told.get("type") == "url_verification":
            return web.json_response({"challenge": told["challenge"], **answer})
        return web.Response(text=answer) if isinstance(answer, str) else web.json_response(answer)


@asynccontextmanager
async def listening() -> AsyncIterator[Bot]:
    """A bot with its `url`."""
    bot, served = Bot(), web.Application()
    served.router.add_post("/feishu", bot.take)
    async with TestServer(served, host="127.0.0.1") as server:
        bot.url = str(server.make_url("/feishu"))
        yield bot
