"""The long connection: the address that is good for one connect, pings, pushes to any one receiver, acknowledgements."""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from aiohttp import WSMsgType, web

from tests.platforms.double import hung_up
from tests.platforms.feishu.frames import CONTROL, DATA, Frame, Unframed, decode, encode
from tests.platforms.feishu.limits import CONNECTIONS
from tests.platforms.feishu.rest import HTML

if TYPE_CHECKING:
    from tests.platforms.double import Failure
    from tests.platforms.feishu.application import App
    from tests.platforms.feishu.server import Feishu

ENDPOINT, SOCKET = "/callback/ws/endpoint", "/ws/v2"
SERVICE = 33554678
CONFIG = {"ReconnectCount": -1, "ReconnectInterval": 120, "ReconnectNonce": 30, "PingInterval": 120}
BUSY, FORBIDDEN, AUTH_FAILED, NO_CREDENTIAL, TOO_MANY = 1, 403, 514, 1000040344, 1000040350
NOT_ONLINE = 0


@dataclass(eq=False, slots=True)
class Connection:
    """One socket of an app."""

    app: App
    device: str
    socket: web.WebSocketResponse
    is_frozen: bool = False
    """Half-open: nothing is read or answered any more, and nothing closed."""
    thawed: asyncio.Event = field(default_factory=asyncio.Event)
    pings: int = 0
    heard_at: float = 0.0
    awaited: dict[str, tuple[list[Frame], asyncio.Future[dict[str, Any]]]] = field(default_factory=dict)
    """What was pushed and not yet acknowledged, by its message_id: its frames, and where the answer goes."""

    @property
    def is_gone(self) -> bool:
        """Whether the other side has hung up."""
        transport = self.socket._req.transport if self.socket._req else None
        return transport is None or transport.is_closing()

    async def tell(self, frame: Frame) -> None:
        """Send a frame; a line that is gone takes it with it."""
        with contextlib.suppress(ConnectionError):
            if not self.is_frozen and not self.socket.closed:
                await self.socket.send_bytes(encode(frame))

    async def close(self, code: int = 1000) -> None:
        """Close it from this side."""
        self.thawed.set()
        await self.socket.close(code=code)

    def reset(self) -> None:
        """Break the line as a network does."""
        self.thawed.set()
        transport = self.socket._req.transport if self.socket._req else None
        if transport:
            transport.abort()


# The address.


def serve_endpoint(feishu: Feishu) -> Callable[[web.Request], Awaitable[web.Response]]:
    """POST /callback/ws/endpoint."""

    async def answer(request: web.Request) -> web.Response:
        feishu.calls.append(("endpoint", ""))
        failure = feishu.planned("endpoint")
        if failure.lost == "request":
            return hung_up(request)
        if failure.status:
            return web.Response(status=failure.status, text=HTML, content_type="text/html")
        if feishu.is_black_hole:
            await feishu.sleep(1e9)
        code, told = (failure.code, {}) if failure.code else _endpoint(feishu, await _json(request))
        if code and not failure.code:
            feishu.fault("endpoint", code, "no address is given")
        if failure.lost:
            return hung_up(request)
        return web.json_response({"code": code, "msg": "" if code == 0 else f"refused: {code}", "data": told or None})

    return answer


async def _json(request: web.Request) -> Any:
    try:
        return await request.json()
    except ValueError:
        return None


def _endpoint(feishu: Feishu, body: Any) -> tuple[int, dict[str, Any]]:
    if not isinstance(body, dict) or not body.get("AppID") or not body.get("AppSecret"):
        return NO_CREDENTIAL, {}
    app = feishu.apps.get(body["AppID"])
    if app is None or body["AppSecret"] != app.secret:
        return AUTH_FAILED, {}
    if not app.is_installed or app.url:
        return FORBIDDEN, {}
    if len(app.held) >= CONNECTIONS:
        return TOO_MANY, {}
    ticket, device = secrets.token_urlsafe(16), str(secrets.randbelow(10**19))
    feishu.tickets[ticket] = app
    about = {"device_id": device, "access_key": secrets.token_hex(16), "service_id": SERVICE, "ticket": ticket}
    return 0, {"URL": f"{feishu.socket_url}{SOCKET}?{urlencode(about)}", "ClientConfig": {**CONFIG, **app.config}}


# The connection.


def serve(feishu: Feishu) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """What answers at the address."""

    async def talk(request: web.Request) -> web.StreamResponse:
        feishu.calls.append(("connect", ""))
        failure = feishu.planned("connect")
        if failure.lost:
            return hung_up(request)
        if failure.status:
            return web.Response(status=failure.status)
        if feishu.is_black_hole:
            await feishu.sleep(1e9)
        app = feishu.tickets.pop(request.query.get("ticket", ""), None)
        if failure.code or app is None:
            return _refused(feishu, failure)
        if len(app.held) >= CONNECTIONS:
            feishu.fault("connect", TOO_MANY, "too many connections")
            return _handshake(AUTH_FAILED, TOO_MANY)
        socket = web.WebSocketResponse(autoping=False, max_msg_size=4 * 1024 * 1024)
        connection = Connection(app, request.query["device_id"], socket, heard_at=feishu.now())
        await socket.prepare(request)
        app.connections.append(connection)
        try:
            await _hold(feishu, connection)
        finally:
            app.connections.remove(connection)
            for _, waiting in connection.awaited.values():
                waiting.cancel()
        return socket

    return talk


def _refused(feishu: Feishu, failure: Failure) -> web.Response:
    if failure.code:
        return _handshake(failure.code, failure.more.get("auth", 0))
    feishu.fault("connect", AUTH_FAILED, "the ticket is unknown, or was used before")
    return _handshake(AUTH_FAILED, 0)


def _handshake(code: int, auth: int) -> web.Response:
    told = {"handshake-status": str(code), "handshake-msg": "refused", "handshake-autherrcode": str(auth)}
    return web.Response(status=403, headers=told)


async def _hold(feishu: Feishu, connection: Connection) -> None:
    app = connection.app
    if app.closes_every:
        feishu.begin(_close_later(feishu, connection, app.closes_every))
    if feishu.silence_ends:
        feishu.begin(_end_when_silent(feishu, connection))
    async for message in connection.socket:
        if connection.is_frozen:
            await connection.thawed.wait()
            return
        connection.heard_at = feishu.now()
        if message.type == WSMsgType.PING:
            await connection.socket.pong(message.data)
        elif message.type == WSMsgType.BINARY:
            await _take(feishu, connection, message.data)
        elif message.type == WSMsgType.TEXT:
            feishu.fault("socket", 0, "a frame that is no bytes")


async def _close_later(feishu: Feishu, connection: Connection, seconds: float) -> None:
    await feishu.sleep(seconds)
    if not connection.is_frozen:
        await connection.close()


async def _end_when_silent(feishu: Feishu, connection: Connection) -> None:
    while not connection.socket.closed:
        await feishu.sleep(max(0.1, connection.heard_at + feishu.silence_ends - feishu.now()))
        if feishu.now() >= connection.heard_at + feishu.silence_ends and not connection.is_frozen:
            await connection.close()


async def _take(feishu: Feishu, connection: Connection, raw: bytes) -> None:
    try:
        frame = decode(raw)
    except Unframed as wrong:
        feishu.fault("socket", 0, f"no frame: {wrong}")
        return
    if frame.service != SERVICE:
        feishu.fault("socket", 0, f"a frame for service {frame.service}")
    elif frame.method == CONTROL and frame.header("type") == "ping":
        feishu.begin(_pong(feishu, connection, frame))
    elif frame.method == DATA and frame.header("message_id") in connection.awaited:
        _acknowledge(feishu, connection, frame)
    else:
        feishu.fault("socket", 0, f"a frame that answers nothing: {frame}")


async def _pong(feishu: Feishu, connection: Connection, frame: Frame) -> None:
    if frame.seq_id or frame.log_id or frame.payload or frame.headers != [("type", "ping")]:
        feishu.fault("socket", 0, f"a ping is not like this: {frame}")
    connection.pings += 1
    app = connection.app
    delay = app.pong(connection.pings) if app.pong else 0.0
    if delay is not None:
        if delay:
            await feishu.sleep(delay)
        config = json.dumps({**CONFIG, **app.config}).encode() if app.tells_config else None
        await connection.tell(Frame(0, 0, SERVICE, CONTROL, [("type", "pong")], payload=config))


def _acknowledge(feishu: Feishu, connection: Connection, frame: Frame) -> None:
    """An acknowledgement echoes the frame it answers, with `biz_rt` where all went well."""
    frames, waiting = connection.awaited[frame.header("message_id")]
    bare = [header for header in frame.headers if header[0] != "biz_rt"]
    if not any((frame.seq_id, frame.log_id, bare) == (sent.seq_id, sent.log_id, sent.headers) for sent in frames):
        feishu.fault("socket", 0, f"an acknowledgement that echoes nothing that was sent: {frame}")
    try:
        told = json.loads(frame.payload or b"")
        assert isinstance(told["code"], int)
        assert told["code"] != 200 or frame.header("biz_rt").isdigit()
    except (ValueError, KeyError, TypeError, AssertionError):
        feishu.fault("socket", 0, f"an acknowledgement is not like this: {frame}")
        told = {"code": 0}
    if not waiting.done():
        waiting.set_result(told)


def add_to(served: web.Application, feishu: Feishu) -> None:
    """Serve the address and the connections."""
    served.router.add_post(ENDPOINT, serve_endpoint(feishu))
    served.router.add_get(SOCKET, serve(feishu))
