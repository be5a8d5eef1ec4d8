"""A WebSocket as far as a platform's long connection needs one: frames, bounded, with one class of error."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Protocol

import aiohttp

MOST_FRAME_BYTES = 1_000_000
"""The largest frame taken: a text has at most some thousand characters, files come by other ways."""

CLOSING_SECONDS = 1.0
"""How long a peer may take to say goodbye: one that is frozen never will."""


class Link(Protocol):
    """One open connection."""

    async def send(self, data: str | bytes) -> None:
        """Send a frame of text or of bytes. Raises ConnectionError."""
        ...

    async def receive(self) -> str | bytes:
        """Return the next frame, empty for one that only shows that the peer lives. Raises ConnectionError."""
        ...

    async def close(self) -> None:
        """Close it, whatever the peer says."""
        ...


Connect = Callable[[], Awaitable[Link]]
"""Opens a connection. Raises ConnectionError."""


class HandshakeRefused(ConnectionError):
    """There is no WebSocket at this address for us; the `headers` of the answer may say why."""

    def __init__(self, status: int, headers: Mapping[str, str]) -> None:
        super().__init__(f"the handshake is refused: HTTP {status}")
        self.headers = headers


class WebSocket:
    """A Link over aiohttp's WebSocket."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket

    async def send(self, data: str | bytes) -> None:
        """Send a frame of text or of bytes. Raises ConnectionError."""
        try:
            if isinstance(data, str):
                await self._socket.send_str(data)
            else:
                await self._socket.send_bytes(data)
        except (aiohttp.ClientError, OSError, RuntimeError) as error:
            raise ConnectionError(type(error).__name__) from None

    async def receive(self) -> str | bytes:
        """Return the next frame, empty for one that only shows that the peer lives. Raises ConnectionError."""
        try:
            message = await self._socket.receive()
            if message.type is aiohttp.WSMsgType.PING:
                await self._socket.pong(message.data)
        except (aiohttp.ClientError, OSError, RuntimeError) as error:
            raise ConnectionError(type(error).__name__) from None
        if message.type is aiohttp.WSMsgType.TEXT:
            return str(message.data)
        if message.type is aiohttp.WSMsgType.BINARY:
            return bytes(message.data)
        if message.type in (aiohttp.WSMsgType.PING, aiohttp.WSMsgType.PONG):
            return ""
        raise ConnectionError(f"closed by the peer: {self._socket.close_code}")

    async def close(self) -> None:
        """Close it, whatever the peer says."""
        try:
            await self._socket.close()
        except (aiohttp.ClientError, OSError):
            return


async def open_socket(session: aiohttp.ClientSession, address: str, *, heartbeat: float | None = None) -> Link:
    """Open a WebSocket; with `heartbeat` it is broken where a ping, sent every so many seconds, has no answer.

    Raises ConnectionError: HandshakeRefused where something else than a WebSocket answered.
    """
    try:
        socket = await session.ws_connect(
            address,
            autoping=False,
            heartbeat=heartbeat,
            max_msg_size=MOST_FRAME_BYTES,
            timeout=aiohttp.ClientWSTimeout(ws_close=CLOSING_SECONDS),
        )
    except aiohttp.WSServerHandshakeError as error:
        raise HandshakeRefused(error.status, error.headers or {}) from None
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
        raise ConnectionError(type(error).__name__) from None
    return WebSocket(socket)
