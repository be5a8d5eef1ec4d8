"""The HTTP server of all pages: its application, and how long it waits for those who send nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any

from aiohttp import web

from bot.web import guard, render
from bot.web.shortcut import HEADER_SECONDS, IDLE_SECONDS, Shortcut
from bot.web.signed import signed_addresses
from bot.web.streams import Streams
from storage.errors import Misconfigured

MOST_CONNECTIONS = 2_000


def application(routes: Iterable[web.AbstractRouteDef], middlewares: Iterable[Any]) -> web.Application:
    """Return the application of these routes; every response bears the guard's headers.

    Bodies are read by the views piece by piece, each with a limit of its own; aiohttp's is a last wall.
    """
    made = web.Application(client_max_size=1_000_000, middlewares=[guard.say_what_failed, *middlewares])
    made.on_response_prepare.append(guard.add_headers)
    made.add_routes([*routes, web.static("/static/web", render.STATIC)])
    return made


class _Full(asyncio.Protocol):
    """A connection too many: closed at once, so that those who are here go on being served."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Close it."""
        transport.close()


class Server:
    """A server on one address. The links of its pages are secrets: no request is ever logged."""

    def __init__(self, served: web.Application, streams: Streams) -> None:
        self._runner = web.AppRunner(
            served, access_log=None, keepalive_timeout=IDLE_SECONDS, shutdown_timeout=5.0, auto_decompress=False
        )
        served.middlewares.insert(0, self._notice)
        self._streams = streams
        self._shortcut = Shortcut(signed_addresses(served), self._by_aiohttp)
        self._silent: dict[int, asyncio.TimerHandle] = {}
        self._listening: asyncio.Server | None = None
        self.port = 0

    async def start(self, host: str, port: int) -> None:
        """Listen. Raises Misconfigured where the port cannot be had."""
        await self._runner.setup()
        loop = asyncio.get_running_loop()
        try:
            self._listening = await loop.create_server(self._connected, host, port, backlog=256)
        except OSError as error:
            await self._runner.cleanup()
            raise Misconfigured(
                f"端口 {port} 打不开：{error.strerror}。请换一个端口，或先停止占用它的程序。"
            ) from error
        self.port = self._listening.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Let open pages go, finish what is being answered, close."""
        if self._listening is not None:
            self._listening.close()
        self._streams.dismiss_all()
        for timer in self._silent.values():
            timer.cancel()
        self._silent.clear()
        await self._shortcut.close()
        await self._runner.cleanup()

    def _connected(self) -> asyncio.Protocol:
        """Begin a connection, where there are not too many."""
        many = len(self._aiohttp.connections) + len(self._shortcut.connections)
        return _Full() if many >= MOST_CONNECTIONS else self._shortcut.connection()

    @property
    def _aiohttp(self) -> web.Server:
        made = self._runner.server
        assert made is not None  # noqa: S101 - set up before anybody can connect
        return made

    def _by_aiohttp(self) -> asyncio.Protocol:
        """Begin a connection of aiohttp's; one that asks for nothing is closed after a while."""
        protocol = self._aiohttp()
        loop = asyncio.get_running_loop()
        self._silent[id(protocol)] = loop.call_later(HEADER_SECONDS, self._give_up, protocol)
        return protocol

    def _give_up(self, protocol: Any) -> None:
        """Close a connection on which no request has come whole."""
        self._silent.pop(id(protocol), None)
        protocol.force_close()

    @web.middleware
    async def _notice(self, request: web.Request, handler: guard.Handler) -> web.StreamResponse:
        """A request has come whole: its connection is no longer waited for."""
        timer = self._silent.pop(id(request.protocol), None)
        if timer:
            timer.cancel()
        return await handler(request)
