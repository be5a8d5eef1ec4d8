"""Feishu's calls over HTTP: an address for each app that is called back; nothing is believed, and little is said.

Source: open.feishu.cn, 将事件发送至开发者服务器, 将回调发送至开发者服务器: 200 within three seconds, the console's test
within one; a click is answered in the response. What is not sealed as it must be is answered by a status alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol

from aiohttp import web

from bot.callbacks import Rejected
from bot.feishu.crypto import MOST_BYTES
from bot.web.guard import read_body, signed

PATH = "/feishu/"
"""Under it Feishu calls."""


class CalledBack(Protocol):
    """An account that Feishu calls."""

    def answering(self, body: bytes, headers: Mapping[str, str]) -> AbstractAsyncContextManager[Mapping[str, Any]]:
        """Take a call and give what is to be answered: written, where the block ends in peace. Raises Rejected."""
        ...


class Webhook:
    """Serves the addresses of accounts, each under its name."""

    def __init__(self, accounts: Mapping[str, CalledBack]) -> None:
        self._accounts = accounts

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of all accounts."""
        return [web.post(PATH + "{account}", self._call)]

    @signed
    async def _call(self, request: web.Request) -> web.StreamResponse:
        """Take a callback; its answer counts as given once it is written."""
        account = self._accounts.get(request.match_info["account"])
        if account is None:
            raise web.HTTPNotFound
        try:
            body = await read_body(request, MOST_BYTES)
            async with account.answering(body, request.headers) as answer:
                response = web.Response(text=json.dumps(answer), content_type="application/json")
                await response.prepare(request)
                await response.write_eof()
        except Rejected as error:
            return web.Response(status=error.status)
        except ConnectionError:  # it has hung up; an event it tells again
            return web.Response(status=503)
        return response
