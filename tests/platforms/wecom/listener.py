"""The simplest possible bot at a callback address: its crypto is wechatpy's, and it answers what it is told to."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web
from aiohttp.test_utils import TestServer
from wechatpy.enterprise.crypto import WeChatCrypto

from tests.platforms.wecom.sealing import from_xml


class Bot:
    """A bot that answers what it is told to: `answers` one after the other, the last of them for ever."""

    def __init__(self) -> None:
        self.crypto: WeChatCrypto | None = None
        self.is_xml = False
        self.told: list = []
        self.answers: list = [""]
        self.change = lambda envelope: envelope
        self.hold: asyncio.Event | None = None

    async def verify(self, request):
        query = request.query
        given = (query["msg_signature"], query["timestamp"], query["nonce"], query["echostr"])
        return web.Response(text=self.crypto.check_signature(*given))

    async def take(self, request):
        query, text = request.query, await request.text()
        encrypted = text if self.is_xml else {"Encrypt": json.loads(text)["encrypt"]}
        plain = self.crypto.decrypt_message(encrypted, query["msg_signature"], query["timestamp"], query["nonce"])
        self.told.append(plain if self.is_xml else json.loads(plain))
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if self.hold:
            await self.hold.wait()
        if isinstance(answer, int):
            return web.Response(status=answer)
        return web.Response(text=answer and self.closed(answer, query["nonce"]))

    def closed(self, answer, nonce):
        text = answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False)
        envelope = self.crypto.encrypt_message(text, nonce, "1788745000")
        if self.is_xml:
            return self.change(envelope)
        read = from_xml(envelope)
        made = {
            "encrypt": read["Encrypt"],
            "msgsignature": read["MsgSignature"],
            "timestamp": 1788745000,
            "nonce": nonce,
        }
        return json.dumps(self.change(made))


@asynccontextmanager
async def listening() -> AsyncIterator[Bot]:
    """A bot with its `url`."""
    bot, served = Bot(), web.Application()
    served.router.add_get("/wecom", bot.verify)
    served.router.add_post("/wecom", bot.take)
    async with TestServer(served, host="127.0.0.1") as server:
        bot.url = str(server.make_url("/wecom"))
        yield bot
