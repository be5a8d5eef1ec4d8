"""Addresses at which platforms call: what comes there bears a signature of its own, and is believed only after that."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import web
from yarl import URL

from bot.callbacks import Rejected
from bot.web import guard


@dataclass(frozen=True, slots=True)
class Call:
    """One call as it came, its body at most as large as its address takes."""

    url: URL
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """What a call is answered."""

    body: bytes = b""
    status: int = 200
    content_type: str = "text/plain"


Write = Callable[[Answer], Awaitable[None]]
"""Writes an answer. Raises ConnectionError where whoever called has hung up."""


@dataclass(frozen=True)
class SignedAddress:
    """One address that is called with POST.

    `answering` opens a call, and what it returns keeps what was told and writes the answer: that counts as given where
    writing raises nothing. Hundreds may wait for one commit, so it holds nothing of a call but what that told. `most`
    are the bytes that a body may have, and `look` is asked before one is waited for. All raise Rejected.
    """

    path: str
    answering: Callable[[Call, Write], Awaitable[None]]
    most: int
    look: Callable[[URL], object] = lambda _url: None

    def route(self) -> web.RouteDef:
        """Return the route by which aiohttp finds it."""
        return web.post(self.path, self.view)

    async def take(self, call: Call, write: Write) -> None:
        """Take a call and write its answer. Raises NotStored, and what `write` raises."""
        try:
            answer = self.answering(call, write)
            del call  # it is opened, and nobody needs it any more while the answer waits
            await answer
        except Rejected as error:
            await write(Answer(status=error.status))

    @guard.signed
    async def view(self, request: web.Request) -> web.StreamResponse:
        """Take a call that aiohttp brings, and return its answer, which is written already."""
        response = web.StreamResponse(status=503)

        async def write(answer: Answer) -> None:
            nonlocal response
            response = _response(answer)
            await response.prepare(request)
            await response.write_eof()

        try:
            self.look(request.rel_url)
            body = await guard.read_body(request, self.most)
            await self.take(Call(request.rel_url, request.headers, body), write)
        except Rejected as error:
            return _response(Answer(status=error.status))
        except ConnectionError:  # it has hung up, and will call again
            return response
        return response


def signed_addresses(served: web.Application) -> dict[str, SignedAddress]:
    """Return the signed addresses that an application serves, by their paths."""
    views: Iterable[Any] = (getattr(route.handler, "__self__", None) for route in served.router.routes())
    return {view.path: view for view in views if isinstance(view, SignedAddress)}


def _response(answer: Answer) -> web.Response:
    return web.Response(body=answer.body, status=answer.status, content_type=answer.content_type, charset="utf-8")
