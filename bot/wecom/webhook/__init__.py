"""WeCom's calls over HTTP: an address for each account that is called back; nothing is believed, and little is said.

Whatever is not sealed as it must be is answered by its status and nothing else, and leaves no trace.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping
from typing import Protocol

from aiohttp import web

from bot.callbacks import Rejected
from bot.web.signed import Answer, Call, SignedAddress, Write
from bot.wecom.crypto import MOST_BYTES, Stamp

PATH = "/wecom/"
"""Under it WeCom calls."""


WriteAnswer = Callable[[str], Awaitable[None]]


class CalledBack(Protocol):
    """An account that WeCom calls."""

    def echo(self, query: Mapping[str, str]) -> bytes:
        """Return what the console's test of the address must be answered with. Raises Rejected."""
        ...

    def answer(self, body: bytes, query: Mapping[str, str], write: WriteAnswer) -> Awaitable[None]:
        """Open a call, and return what writes its answer: given, where that raises nothing. Raises Rejected."""
        ...


class Webhook:
    """Serves the addresses of accounts, each under its name."""

    def __init__(self, accounts: Mapping[str, CalledBack]) -> None:
        self._accounts = accounts

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of all accounts."""
        return [route for name, account in self._accounts.items() for route in _routes(PATH + name, account)]


def _routes(path: str, account: CalledBack) -> Iterator[web.RouteDef]:
    """The routes of one account."""

    async def verify(request: web.Request) -> web.Response:
        """Answer the console's test of the address with what it has sealed, to the byte."""
        try:
            opened = account.echo(request.query)
        except Rejected as error:
            return web.Response(status=error.status)
        return web.Response(body=opened, content_type="text/plain")

    def answering(call: Call, write: Write) -> Awaitable[None]:
        return account.answer(call.body, call.url.query, lambda answer: write(Answer(answer.encode())))

    yield web.get(path, verify, allow_head=False)
    yield SignedAddress(path, answering, MOST_BYTES, lambda url: Stamp.of(url.query)).route()
