"""A WebSocket as far as the long connection needs one: text frames, bounded, with one class of error."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Protocol

import aiohttp

MOST_FRAME_BYTES = 1_000_000
"""The largest frame taken: a text has at most some thousand characters, files come as links."""

CLOSING_SECONDS = 1.0
"""How long a peer may take to say goodbye: one that is frozen never will."""


class Link(Protocol):
    """One open connection."""

    async def send(self, text: str) -> None:
        """Send a text frame. Raises ConnectionError."""
        ...

    async def receive(self) -> str:
        """Return the next frame, empty for one that only shows that the peer lives. Raises ConnectionError."""
        ...

    async def close(self) -> None:
        """Close it, whatever the peer says."""
        ...


Connect = Callable[[], Awaitable[Link]]
"""Opens a connection. Raises ConnectionError."""


class WebSocket:
    """A Link over aiohttp's WebSocket."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket

    async def send(self, text: str) -> None:
        """Send a text frame. Raises ConnectionError."""
        try:
            await self._socket.send_str(text)
        except (aiohttp.ClientError, OSError, RuntimeError) as error:
            raise ConnectionError(type(error).__name__) from None

    async def receive(self) -> str:
        """Return the next frame, empty for one that only shows that the peer lives. Raises ConnectionError."""
        try:
            message = await self._socket.receive()
            if message.type is aiohttp.WSMsgType.PING:
                await self._socket.pong(message.data)
        except (aiohttp.ClientError, OSError, RuntimeError) as error:
            raise ConnectionError(type(error).__name__) from None
        if message.type is aiohttp.WSMsgType.TEXT:
            return str(message.data)
        if message.type in (aiohttp.WSMsgType.PING, aiohttp.WSMsgType.PONG, aiohttp.WSMsgType.BINARY):
            return ""
        raise ConnectionError(f"closed by the peer: {self._socket.close_code}")

    async def close(self) -> None:
        """Close it, whatever the peer says."""
        try:
            await self._socket.close()
        except (aiohttp.ClientError, OSError):
            return


async def open_socket(session: aiohttp.ClientSession, address: str) -> Link:
    """Open a WebSocket. Raises ConnectionError."""
    try:
        socket = await session.ws_connect(
            address,
            autoping=False,
            max_msg_size=MOST_FRAME_BYTES,
            timeout=aiohttp.ClientWSTimeout(ws_close=CLOSING_SECONDS),
        )
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise ConnectionError(type(error).__name__) from None
    return WebSocket(socket)
