"""The short way of signed calls: nobody who calls can tell it from aiohttp's, but by how soon it answers."""

from __future__ import annotations

import asyncio
import gc
import re

import pytest
import pytest_asyncio
from aiohttp import web

from bot.callbacks import Rejected
from bot.web import guard, serving, shortcut
from bot.web.serving import Server, application
from bot.web.signed import Answer, Call, SignedAddress
from bot.web.streams import Streams
from storage.errors import NotStored

MOST = 200_000
PATIENCE = 5.0


class Account:
    """Answers a call by its own body; `calls` are the bodies that came, `fails` what is raised, `hold` what is awaited."""

    def __init__(self):
        self.calls, self.written = [], []
        self.fails: Exception | None = None
        self.hold: asyncio.Event | None = None

    def answer(self, call, write):
        self.calls.append(call.body)
        return self.answered(call.body, write)

    async def answered(self, body, write):
        if self.hold:
            await self.hold.wait()
        if self.fails:
            raise self.fails
        await write(Answer(body))
        self.written.append(body)


class Line:
    """A connection to the server, on which bytes are written as they are given."""

    def __init__(self, reader, writer):
        self.reader, self.writer = reader, writer

    async def send(self, *pieces):
        for piece in pieces:
            self.writer.write(piece)
            await asyncio.sleep(0.01)

    async def answer(self):
        """The status, the head without its date, and the body."""
        async with asyncio.timeout(PATIENCE):
            head = re.sub("\r\nDate: [^\r]+", "", (await self.reader.readuntil(b"\r\n\r\n")).decode())
        size = int(re.search(r"content-length: (\d+)", head, re.IGNORECASE)[1])
        return int(head.split()[1]), sorted(head.splitlines()), await self.reader.readexactly(size)

    async def is_closed(self):
        async with asyncio.timeout(PATIENCE):
            return await self.reader.read() == b""


@pytest.fixture
def account():
    return Account()


@pytest.fixture
def parsed(monkeypatch):
    """The paths of the requests that aiohttp's own protocol was given."""
    paths, make = [], web.Application._make_request

    def made(self, message, *about, **more):
        paths.append(message.path)
        return make(self, message, *about, **more)

    monkeypatch.setattr(web.Application, "_make_request", made)
    return paths


@pytest_asyncio.fixture
async def server(account):
    address = SignedAddress("/called/one", account.answer, MOST)
    made = Server(application([address.route()], [guard.refuse_foreign()]), Streams())
    await made.start("127.0.0.1", 0)
    yield made
    await made.stop()


@pytest_asyncio.fixture
async def dial(server):
    lines = []

    async def dialled():
        lines.append(Line(*await asyncio.open_connection("127.0.0.1", server.port)))
        return lines[-1]

    yield dialled
    for line in lines:
        line.writer.close()


def call(body=b"one", path="/called/one", more=""):
    return f"POST {path} HTTP/1.1\r\nHost: bot\r\nContent-Length: {len(body)}\r\n{more}\r\n".encode() + body


PAGE = b"GET /nowhere HTTP/1.1\r\nHost: bot\r\n\r\n"


async def test_while_an_answer_waits_nothing_of_its_call_is_held_but_what_was_told(account, dial):
    account.hold = asyncio.Event()
    line = await dial()
    await line.send(call(b"one"))
    assert account.calls == [b"one"]
    assert not [one for one in gc.get_objects() if isinstance(one, Call)]
    account.hold.set()
    assert (await line.answer())[2] == b"one"


@pytest.mark.parametrize("fails", [None, Rejected(403), NotStored("full"), ValueError("a bug")])
async def test_the_short_way_answers_as_aiohttp_does(parsed, dial, account, fails, caplog):
    account.fails = fails
    line, wire = await dial(), call()
    await line.send(wire)
    short = await line.answer()
    assert parsed == []
    await line.send(wire[:20], wire[20:])
    long = await line.answer()
    assert parsed == ["/called/one"]
    assert (short[0], short[2]) == (long[0], long[2])
    assert [one for one in long[1] if not one.startswith("Content-")] == [
        one for one in short[1] if not one.startswith("Content-")
    ]
    assert account.calls == [b"one", b"one"]
    assert len(caplog.records) == 2 * isinstance(fails, ValueError)


@pytest.mark.parametrize(
    "wire",
    [
        call(path="/called/nobody"),
        call(path="/called/one/"),
        call(more="Expect: 100-continue\r\n"),
        call(more="Content-Encoding: gzip\r\n"),
        call(more="Upgrade: websocket\r\nConnection: upgrade\r\n"),
        call(b"x" * (shortcut.MOST_BYTES + 1)),
        call() + call(b"two"),
        PAGE,
        b"POST /called/one HTTP/1.1\r\nHost: bot\r\nContent-Length: -1\r\n\r\n",
        b"\x16\x03\x01\x02",
    ],
)
async def test_what_is_no_plain_call_that_came_whole_is_left_to_aiohttp(server, dial, wire):
    line = await dial()
    await line.send(call())
    assert (await line.answer())[0] == 200
    (before,) = server._shortcut.connections
    await line.send(wire)
    assert before not in server._shortcut.connections


@pytest.mark.parametrize("wire", [call(more="Connection: close\r\n"), call().replace(b"HTTP/1.1", b"HTTP/1.0")])
async def test_a_call_may_be_the_last_of_its_connection_as_proxies_make_it(parsed, dial, account, wire):
    line = await dial()
    await line.send(wire)
    status, head, body = await line.answer()
    assert (status, body, "Connection: close" in head) == (200, b"one", True)
    assert await line.is_closed()
    assert (account.calls, parsed) == ([b"one"], [])


async def test_a_connection_may_bring_calls_pages_and_calls_again(dial, account):
    line = await dial()
    for wire, status in ((call(), 200), (call(b""), 200), (PAGE, 404), (call(b"x" * MOST), 200), (call(), 200)):
        await line.send(wire)
        assert (await line.answer())[0] == status
    assert [len(body) for body in account.calls] == [3, 0, MOST, 3]


async def test_an_address_may_have_a_query(parsed, dial, account):
    line = await dial()
    await line.send(call(path="/called/one?a=b"))
    assert (await line.answer())[0] == 200
    assert (account.calls, parsed) == ([b"one"], [])


async def test_a_body_larger_than_its_address_takes_is_refused(dial, account):
    line = await dial()
    await line.send(call(b"x" * (MOST + 1)))
    assert (await line.answer())[0] == 413
    assert account.calls == []


async def test_calls_that_do_not_wait_for_their_answers_are_answered_in_order(dial, account):
    account.hold = asyncio.Event()
    line = await dial()
    await line.send(call(b"one"), call(b"two"), call(b"three"))
    assert account.calls == [b"one"]
    account.hold.set()
    assert [(await line.answer())[2] for _ in range(3)] == [b"one", b"two", b"three"]


async def test_a_call_may_come_with_the_beginning_of_the_next(dial, account):
    line = await dial()
    both = call(b"first") + call(b"second")
    for wire in (both[:-20], both[-20:]):
        await line.send(wire)
    assert [(await line.answer())[2] for _ in range(2)] == [b"first", b"second"]
    assert account.calls == [b"first", b"second"]


async def test_who_hung_up_is_answered_nothing_and_nothing_counts_as_written(dial, account, caplog):
    account.hold = asyncio.Event()
    line = await dial()
    await line.send(call())
    line.writer.close()
    await asyncio.sleep(0.01)
    account.hold.set()
    await asyncio.sleep(0.01)
    assert (account.calls, account.written, caplog.records) == ([b"one"], [], [])


async def test_what_fails_after_the_answer_closes_the_connection(dial, account, monkeypatch, caplog):
    line = await dial()
    monkeypatch.setattr(account, "written", None)
    await line.send(call())
    assert (await line.answer())[0] == 200
    assert await line.is_closed()
    assert len(caplog.records) == 1


async def test_stopping_lets_what_is_being_kept_be_answered(server, dial, account):
    account.hold = asyncio.Event()
    busy, idle = await dial(), await dial()
    await busy.send(call())
    stopping = asyncio.create_task(server.stop())
    assert await idle.is_closed()
    account.hold.set()
    assert (await busy.answer())[0] == 200
    assert await busy.is_closed()
    await stopping


async def test_stopping_waits_for_nobody_for_ever(server, dial, account, monkeypatch):
    monkeypatch.setattr(shortcut, "CLOSING_SECONDS", 0.01)
    account.hold = asyncio.Event()
    line = await dial()
    await line.send(call())
    await server.stop()
    assert await line.is_closed()
    assert account.written == []


@pytest.mark.parametrize("wires", [(), (call(),)])
async def test_a_connection_on_which_nothing_comes_is_closed(dial, monkeypatch, wires):
    monkeypatch.setattr(shortcut, "HEADER_SECONDS", 0.05)
    monkeypatch.setattr(shortcut, "IDLE_SECONDS", 0.05)
    line = await dial()
    await line.send(*wires)
    for _ in wires:
        assert (await line.answer())[0] == 200
    assert await line.is_closed()


async def test_a_connection_too_many_is_closed_at_once(dial, monkeypatch):
    monkeypatch.setattr(serving, "MOST_CONNECTIONS", 2)
    called, browsing = await dial(), await dial()
    await called.send(call())
    await browsing.send(PAGE)
    assert await (await dial()).is_closed()
    for line in (called, browsing):
        assert (await line.answer())[0] in (200, 404)
