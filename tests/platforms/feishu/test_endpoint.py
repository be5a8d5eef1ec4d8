"""The way into the long connection over a real wire: what is asked, what is let in, what needs a person."""

from __future__ import annotations

import json

import aiohttp
import pytest
from aiohttp import web

from bot.feishu.frames import Frame, ping
from bot.feishu.socket.endpoint import PATH, ClientConfig, Code, Door, NotLetIn
from bot.websocket import HandshakeRefused

WATCHWORD = "s3cret"
TICKET = "t1cket"


class Gate:
    """Feishu's two addresses: the one that gives addresses, and the one it gives."""

    def __init__(self, port):
        self.url = f"http://127.0.0.1:{port}"
        self.asked = []
        self.status, self.answer = 200, None
        self.refusal = None
        self.visits = []
        self.config = {"ReconnectCount": -1, "ReconnectInterval": 90, "ReconnectNonce": 20, "PingInterval": 60}

    def address(self, query="device_id=d&service_id=33554678"):
        return f"ws{self.url[4:]}/ws?{query}&ticket={TICKET}"

    async def endpoint(self, request):
        self.asked.append((dict(request.headers), await request.json()))
        answer = self.answer
        if answer is None:
            answer = {"code": 0, "msg": "", "data": {"URL": self.address(), "ClientConfig": self.config}}
        return web.Response(status=self.status, text=answer if isinstance(answer, str) else json.dumps(answer))

    async def socket(self, request):
        self.visits.append(dict(request.query))
        if self.refusal:
            return web.Response(status=400, headers=self.refusal)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        async for message in socket:
            await socket.send_bytes(message.data)
        return socket


@pytest.fixture
async def gate(unused_tcp_port):
    gate = Gate(unused_tcp_port)
    app = web.Application()
    app.add_routes([web.post(PATH, gate.endpoint), web.get("/ws", gate.socket)])
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", unused_tcp_port).start()
    yield gate
    await runner.cleanup()


@pytest.fixture
async def door(gate):
    async with aiohttp.ClientSession() as session:
        yield Door(session, gate.url, "cli_a", WATCHWORD)


async def test_it_asks_with_its_secret_and_connects_to_the_address_that_it_is_given(door, gate):
    link, endpoint = await door.open()
    ((headers, body),) = gate.asked
    assert body == {"AppID": "cli_a", "AppSecret": WATCHWORD}
    assert headers["locale"] == "zh"
    assert headers["Content-Type"].startswith("application/json")
    assert gate.visits == [{"device_id": "d", "service_id": "33554678", "ticket": TICKET}]
    assert (endpoint.service, endpoint.config) == (33554678, ClientConfig(60, 20, 90))
    await link.send(ping(endpoint.service).encode())
    assert Frame.decode(await link.receive()) == ping(33554678)
    await link.close()


async def test_every_connection_has_an_address_of_its_own(door, gate):
    for _ in range(3):
        link, _ = await door.open()
        await link.close()
    assert len(gate.asked) == len(gate.visits) == 3


@pytest.mark.parametrize("code", [403, 1000040344, 1000040350])
async def test_what_needs_a_person_is_told_from_what_passes(door, gate, code):
    gate.status, gate.answer = 400, {"code": code, "msg": "no"}
    with pytest.raises(NotLetIn) as refused:
        await door.open()
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        (200, {"code": 1, "msg": "system busy"}),
        (200, {"code": 514, "msg": "auth failed"}),
        (500, {"code": 1000040343, "msg": "internal error"}),
        (502, "<html>bad gateway</html>"),
        (200, ""),
        (200, "[]"),
        (200, "[" * 90_000),
        (200, "x" * 200_000),
        (302, {"code": 0}),
        (200, {"code": 0}),
        (200, {"code": 0, "data": []}),
        (200, {"code": 0, "data": {"URL": 7}}),
        (200, {"code": 0, "data": {"URL": "ws://x/?service_id=many"}}),
        (200, {"code": 0, "data": {"URL": "ws://x/"}}),
        (200, {"code": 0, "data": {"URL": "file:///etc?service_id=1"}}),
        (200, {"code": 0, "data": {"URL": "http://[::1?service_id=1"}}),
        (200, {"code": 0, "data": {"URL": "ws://127.0.0.1:1/?service_id=99999999999999999999"}}),
        (200, {"code": "403"}),
        (200, {"code": [403]}),
    ],
)
async def test_whatever_else_is_answered_passes(door, gate, status, answer):
    gate.status, gate.answer = status, answer
    with pytest.raises(ConnectionError) as failed:
        await door.open()
    assert not isinstance(failed.value, NotLetIn)
    assert WATCHWORD not in str(failed.value)


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({"handshake-status": "403", "handshake-msg": "no"}, Code.FORBIDDEN),
        ({"handshake-status": "514", "handshake-autherrcode": "1000040350"}, Code.TOO_MANY_CONNECTIONS),
        ({"handshake-status": "514", "handshake-autherrcode": "1000040343"}, None),
        ({"handshake-status": "514"}, None),
        ({"x": "y"}, None),
    ],
)
async def test_a_refused_handshake_says_by_its_headers_whether_it_passes(door, gate, headers, code):
    gate.refusal = headers
    with pytest.raises(ConnectionError) as failed:
        await door.open()
    if code:
        assert isinstance(failed.value, NotLetIn)
        assert failed.value.code == code
    else:
        assert isinstance(failed.value, HandshakeRefused)
    assert TICKET not in str(failed.value)


async def test_nobody_there_is_no_more_than_a_connection_error(unused_tcp_port):
    async with aiohttp.ClientSession() as session:
        with pytest.raises(ConnectionError) as failed:
            await Door(session, f"http://127.0.0.1:{unused_tcp_port}", "cli_a", WATCHWORD).open()
    assert not isinstance(failed.value, NotLetIn)


def test_a_configuration_takes_what_it_understands_and_keeps_the_rest():
    config = ClientConfig().changed({"PingInterval": 15, "ReconnectNonce": "3", "ReconnectInterval": -1})
    assert config == ClientConfig(ping=15)
