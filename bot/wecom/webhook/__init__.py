"""WeCom's calls over HTTP: an address for each account that is called back; nothing is believed, and little is said.

Whatever is not sealed as it must be is answered by its status and nothing else, and leaves no trace.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from aiohttp import web

from bot.callbacks import Rejected
from bot.web.guard import read_body, signed
from bot.wecom.crypto import MOST_BYTES, Stamp

PATH = "/wecom/"
"""Under it WeCom calls."""


class CalledBack(Protocol):
    """An account that WeCom calls."""

    def echo(self, query: Mapping[str, str]) -> bytes:
        """Return what the console's test of the address must be answered with. Raises Rejected."""
        ...

    def answering(self, body: bytes, query: Mapping[str, str]) -> AbstractAsyncContextManager[str]:
        """Take a call and give what is to be answered: written, where the block ends in peace. Raises Rejected."""
        ...


class Webhook:
    """Serves the addresses of accounts, each under its name."""

    def __init__(self, accounts: Mapping[str, CalledBack]) -> None:
        self._accounts = accounts

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of all accounts."""
        path = PATH + "{account}"
        return [web.get(path, self._verify, allow_head=False), web.post(path, self._call)]

    async def _verify(self, request: web.Request) -> web.Response:
        """Answer the console's test of the address with what it has sealed, to the byte."""
        try:
            opened = self._account(request).echo(request.query)
        except Rejected as error:
            return web.Response(status=error.status)
        return web.Response(body=opened, content_type="text/plain")

    @signed
    async def _call(self, request: web.Request) -> web.StreamResponse:
        """Take a callback; its answer counts as given once it is written."""
        account = self._account(request)
        try:
            Stamp.of(request.query)  # before a body is waited for
            body = await read_body(request, MOST_BYTES)
            async with account.answering(body, request.query) as answer:
                response = web.Response(text=answer)
                await response.prepare(request)
                await response.write_eof()
        except Rejected as error:
            return web.Response(status=error.status)
        except ConnectionError:  # it has hung up, and will call again
            return web.Response(status=503)
        return response

    def _account(self, request: web.Request) -> CalledBack:
        account = self._accounts.get(request.match_info["account"])
        if account is None:
            raise web.HTTPNotFound
        return account
