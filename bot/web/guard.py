"""What every page asks of a request before it is answered, and puts on every response before it leaves."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from typing import TypeVar
from urllib.parse import urlsplit

from aiohttp import hdrs, web

from bot.web import render, wording
from storage.errors import NotStored

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
V = TypeVar("V", bound=Callable[..., object])

_log = logging.getLogger(__name__)

PATIENCE = 20.0
"""Seconds without a byte after which a body is given up."""

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "X-Robots-Tag": "noindex, nofollow",
    "Cache-Control": "no-store",
}
"""On every response. A page of ours runs our own script and nothing else, and is never framed, sent on or kept."""

_SAFE = frozenset({hdrs.METH_GET, hdrs.METH_HEAD, hdrs.METH_OPTIONS})
_OWN_HEADER = "X-Baosong"
"""Sent by our script: a foreign page cannot add it without asking first, and is not answered."""


async def add_headers(_request: web.Request, response: web.StreamResponse) -> None:
    """Put the headers on a response; what a view said itself stays."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers[hdrs.SERVER] = "baosong"


@web.middleware
async def say_what_failed(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Say in words what could not be done, on a page where a page was asked for.

    A bug is logged without the address that was asked for: a page's link is a secret.
    """
    try:
        return await handler(request)
    except web.HTTPException as error:
        if error.status < 400:
            raise
        failed = error
    except ConnectionError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it was, the person is told, and it is logged
        failed = failure(error)
        if request.writer.output_size:
            raise ConnectionResetError from None
    if failed.text == f"{failed.status}: {failed.reason}":
        failed.text = wording.NOTHING_HERE
    wants_page = request.method == hdrs.METH_GET and "text/html" in request.headers.get(hdrs.ACCEPT, "")
    if wants_page and failed.content_type == "text/plain":
        failed.text = render.page(render.environment(), "fault.html", words=failed.text)
        failed.content_type = "text/html"
    raise failed


def failure(error: Exception) -> web.HTTPException:
    """Return what is answered where something went wrong that nobody caught: a disk that is full, or a bug, logged."""
    if isinstance(error, NotStored):
        return web.HTTPServiceUnavailable(text=wording.NOT_STORED)
    _log.error("a page failed", exc_info=error)
    return web.HTTPInternalServerError(text=wording.BROKEN)


def signed(view: V) -> V:
    """Mark a view that is no page's: its requests bear a signature of their own, and it looks at that first."""
    view.is_signed = True  # type: ignore[attr-defined]
    return view


def refuse_foreign(origins: Collection[str] = ()) -> Callable[[web.Request, Handler], Awaitable[web.StreamResponse]]:
    """Return a middleware that refuses what a page of another origin asks to be done.

    `origins` are those under which people reach this server through a proxy; its own `Host` always counts. What is
    `signed` may come from anywhere.
    """

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        may_be_foreign = request.method in _SAFE or getattr(request.match_info.handler, "is_signed", False)
        if not (may_be_foreign or _is_ours(request, origins)):
            raise web.HTTPForbidden(text=wording.FOREIGN)
        return await handler(request)

    return middleware


def refuse_other_hosts(hosts: Collection[str]) -> Callable[[web.Request, Handler], Awaitable[web.StreamResponse]]:
    """Return a middleware that answers under these names only: a name elsewhere cannot be pointed at this machine."""

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        if (urlsplit(f"//{request.host}").hostname or "") not in hosts:
            raise web.HTTPForbidden(text=wording.FOREIGN)
        return await handler(request)

    return middleware


def _is_ours(request: web.Request, origins: Collection[str]) -> bool:
    """A request that changes something comes from a page of this server."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get(hdrs.ORIGIN)
    if origin is None:
        return _OWN_HEADER in request.headers
    return origin in origins or urlsplit(origin).netloc == request.host


async def read_body(request: web.Request, most: int) -> bytes:
    """Read a small body; raise 413 where it is larger than `most` bytes, 408 where it does not come."""
    body = bytearray()
    async for piece in pieces_of(request):
        body += piece
        if len(body) > most:
            raise web.HTTPRequestEntityTooLarge(most, len(body), text=wording.TOO_LONG)
    return bytes(body)


async def pieces_of(request: web.Request) -> AsyncIterator[bytes]:
    """Give a body piece by piece; raise 408 where nothing comes for a while, 415 where it is packed."""
    if request.headers.get(hdrs.CONTENT_ENCODING, "identity") != "identity":
        raise web.HTTPUnsupportedMediaType(text=wording.UNREADABLE)
    while not request.content.at_eof():
        if request.content.is_eof():  # it has come whole: nothing is waited for
            piece = request.content.read_nowait()
        else:
            piece = await _next_piece(request)
        if piece:
            yield piece


async def _next_piece(request: web.Request) -> bytes:
    """Wait for what comes next of a body; raise 408 where nothing does."""
    try:
        async with asyncio.timeout(PATIENCE):
            return await request.content.readany()
    except TimeoutError:
        raise web.HTTPRequestTimeout(text=wording.TOO_SLOW) from None


class Rate:
    """So many at once and so many a second after that, for each key; the keys of long ago are forgotten."""

    def __init__(self, burst: int, per_second: float, most_keys: int = 10_000) -> None:
        self._interval = 1 / per_second
        self._ahead = burst * self._interval
        self._most = most_keys
        self._due: OrderedDict[str, float] = OrderedDict()

    def allows(self, key: str) -> bool:
        """Count one; return whether it is within the rate."""
        now = asyncio.get_running_loop().time()
        due = max(self._due.pop(key, now), now) + self._interval
        allowed = due - now <= self._ahead
        self._due[key] = due if allowed else due - self._interval
        if len(self._due) > self._most:
            self._due.popitem(last=False)
        return allowed
