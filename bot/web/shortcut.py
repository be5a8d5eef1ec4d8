"""The short way of a platform's calls: one that came whole to a signed address is answered by the connection itself.

aiohttp makes of every request an object, a task and a response, and sends it through all that pages need: that is the
larger half of what a call costs. Its parser judges what came here as well. Whatever is not such a call is given to
aiohttp with the connection, byte for byte as it came.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from functools import lru_cache
from http import HTTPStatus

from aiohttp import hdrs, web
from aiohttp.base_protocol import BaseProtocol
from aiohttp.helpers import rfc822_formatted_time
from aiohttp.http import HttpProcessingError, HttpRequestParser

from bot.web import guard
from bot.web.signed import Answer, Call, SignedAddress

HEADER_SECONDS = 10.0
"""How long a new connection may take to send the head of its first request."""

IDLE_SECONDS = 75.0
"""How long a connection may stay open between two requests."""

CLOSING_SECONDS = 5.0
MOST_BYTES = 1 << 16
"""A call with more than that is waited for by aiohttp."""

_POST, _HEAD_ENDS = b"POST ", b"\r\n\r\n"
_UNUSUAL = (hdrs.CONTENT_ENCODING, hdrs.EXPECT, hdrs.UPGRADE)

Addresses = Mapping[str, SignedAddress]
_log = logging.getLogger(__name__)


class Shortcut:
    """The connections on which nothing came yet but calls to signed addresses. `other` makes aiohttp's protocol."""

    def __init__(self, addresses: Addresses, other: Callable[[], asyncio.Protocol]) -> None:
        self.addresses = addresses
        self.other = other
        self.connections: set[Connection] = set()

    def connection(self) -> asyncio.Protocol:
        """Begin a connection; without any address it is aiohttp's from the first."""
        return Connection(self) if self.addresses else self.other()

    async def close(self) -> None:
        """Finish what is being answered, close."""
        answering = [task for one in list(self.connections) if (task := one.finish())]
        if answering:
            await asyncio.wait(answering, timeout=CLOSING_SECONDS)
        for task in answering:
            task.cancel()
        await asyncio.gather(*answering, return_exceptions=True)


class Connection(BaseProtocol):
    """One connection: its calls are answered one after the other."""

    def __init__(self, shortcut: Shortcut) -> None:
        self._now = asyncio.get_running_loop().time
        super().__init__(asyncio.get_running_loop())
        self._shortcut = shortcut
        self._answering: asyncio.Task[None] | None = None
        self._is_answered = False
        self._held = b""
        self._is_ending = False
        self._patience_ends = self._now() + HEADER_SECONDS
        self._timer = self._loop.call_at(self._patience_ends, self._look_at_time)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Count it among those that are open."""
        super().connection_made(transport)
        self._shortcut.connections.add(self)

    def connection_lost(self, exc: BaseException | None) -> None:
        """Count it no more; what is being kept goes on being kept."""
        self._let_go()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Answer a call that is whole; let aiohttp have anything else."""
        if self._answering:
            self._held += data
            self._pause_transport_reading()
        elif data:
            self._take(data)

    def finish(self) -> asyncio.Task[None] | None:
        """Take nothing more: close once what is being answered is answered, and return the task that does so."""
        self._is_ending = True
        if self._answering is None:
            self._close()
        return self._answering

    def _take(self, data: bytes) -> None:
        call = self._whole_call(data)
        address = self._shortcut.addresses.get(call.url.raw_path) if call else None
        if call and address:
            self._answering = self._loop.create_task(self._answer(address, call))
        else:
            self._step_aside(data)

    def _whole_call(self, data: bytes) -> Call | None:
        """Return the one request that these bytes are, head and body; None where they are anything else."""
        if not data.startswith(_POST) or len(data) > MOST_BYTES:
            return None
        if self._parser is None:
            self._parser = HttpRequestParser(self, self._loop, MOST_BYTES, auto_decompress=False)
        try:
            messages, is_upgraded, tail = self._parser.feed_data(data)
        except HttpProcessingError:
            return None
        if len(messages) != 1 or is_upgraded or tail:
            return None
        head, body = messages[0]
        size = len(data) - data.find(_HEAD_ENDS) - len(_HEAD_ENDS)
        if head.headers.get(hdrs.CONTENT_LENGTH) != str(size):
            return None  # the parser keeps to itself what it has of a next one
        if not body.is_eof() or any(name in head.headers for name in _UNUSUAL):
            return None
        self._is_ending = self._is_ending or head.should_close
        return Call(head.url, head.headers, body.read_nowait())

    def _step_aside(self, data: bytes) -> None:
        """Give the connection to aiohttp, with what has come and was not answered."""
        transport, other = self.transport, self._shortcut.other()
        self._let_go()
        if transport is None:
            return
        transport.set_protocol(other)
        other.connection_made(transport)
        other.data_received(data)

    async def _answer(self, address: SignedAddress, call: Call) -> None:
        """Answer a call, then go on with what came meanwhile."""
        self._is_answered = False
        try:
            answer = address.take(call, self._write)
            del call  # as soon as it is opened
            await answer
        except ConnectionError:  # it has hung up, and will call again
            self._close()
        except asyncio.CancelledError:
            self._close()
            raise
        except Exception as error:  # noqa: BLE001 - whatever it was, it is logged, and the platform calls again
            self._fail(guard.failure(error))
        self._answering = None
        self._patience_ends = self._now() + IDLE_SECONDS
        if self._is_ending:
            self._close()
        elif self._held:
            held, self._held = self._held, b""
            self._resume_transport_reading()
            self.data_received(held)

    async def _write(self, answer: Answer) -> None:
        """Write an answer, and wait where they are not read as fast as they are written. Raises ConnectionError."""
        if self.transport is None or self.transport.is_closing():
            raise ConnectionResetError
        self._is_answered = True
        self.transport.write(self._wire(answer))
        await self._drain_helper()

    def _fail(self, failed: web.HTTPException) -> None:
        """Say that it failed, where nothing was said yet."""
        if self.transport and not self._is_answered:
            self.transport.write(self._wire(Answer((failed.text or "").encode(), failed.status)))
        else:
            self._close()

    def _wire(self, answer: Answer) -> bytes:
        """An answer as it goes over the connection."""
        last = f"{len(answer.body)}\r\nDate: {rfc822_formatted_time()}\r\n\r\n"
        return _head(answer.status, answer.content_type, self._is_ending) + last.encode("ascii") + answer.body

    def _look_at_time(self) -> None:
        """Close a connection on which nothing comes."""
        now = self._now()
        if self._answering:
            self._patience_ends = now + IDLE_SECONDS
        if now < self._patience_ends:
            self._timer = self._loop.call_at(self._patience_ends, self._look_at_time)
        else:
            self._close()

    def _let_go(self) -> None:
        self._timer.cancel()
        self._shortcut.connections.discard(self)
        self._parser = None

    def _close(self) -> None:
        if self.transport is not None:
            self.transport.close()


@lru_cache(maxsize=64)
def _head(status: int, content_type: str, is_last: bool) -> bytes:  # noqa: FBT001 - a key of the cache
    """The head of an answer as far as it is always the same: up to the length of its body."""
    headers = {**guard.HEADERS, hdrs.SERVER: "baosong", hdrs.CONTENT_TYPE: f"{content_type}; charset=utf-8"}
    headers |= {hdrs.CONNECTION: "close"} if is_last else {}
    lines = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}", *(f"{name}: {one}" for name, one in headers.items())]
    return "\r\n".join([*lines, "Content-Length: "]).encode("ascii")
