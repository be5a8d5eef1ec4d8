"""The strict server's long connection: its address, its signs of life, pushes to any one receiver, and every mishap."""

from __future__ import annotations

import asyncio
from collections import Counter
from contextlib import AsyncExitStack

import aiohttp
import pytest

from tests.platforms.feishu.caller import button, card, turn
from tests.platforms.feishu.frames import Frame, encode
from tests.platforms.feishu.line import ask_endpoint, connected
from tests.platforms.feishu.longlink import CONFIG, SERVICE


@pytest.fixture
async def line(app):
    async with connected(app) as line:
        yield line


async def test_an_address_is_given_to_whom_knows_the_secret_and_good_for_one_connect(feishu, app):
    given = await ask_endpoint(app)
    assert (given["code"], given["data"]["ClientConfig"]) == (0, CONFIG)
    assert f"service_id={SERVICE}" in given["data"]["URL"]
    socket = await feishu.client.ws_connect(given["data"]["URL"])
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        await feishu.client.ws_connect(given["data"]["URL"])
    assert refused.value.headers["handshake-status"] == "514"
    await socket.close()
    assert (await ask_endpoint(app, AppSecret="x"))["code"] == 514
    assert (await ask_endpoint(app, AppSecret=""))["code"] == 1000040344
    app.is_installed = False
    assert (await ask_endpoint(app))["code"] == 403
    for code in (1, 403, 1000040343):
        feishu.fail("endpoint", code)
        assert (await ask_endpoint(app))["code"] == code
    feishu.fail("connect", 514, auth=1000040350)
    app.is_installed = True
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        await feishu.client.ws_connect((await ask_endpoint(app))["data"]["URL"])
    assert refused.value.headers["handshake-autherrcode"] == "1000040350"


async def test_the_fifty_first_connection_is_refused(feishu, app):
    async with AsyncExitStack() as stack:
        for _ in range(50):
            await stack.enter_async_context(connected(app))
        await feishu.until(lambda: len(app.held) == 50)
        assert (await ask_endpoint(app))["code"] == 1000040350


async def test_each_push_goes_to_one_receiver_by_chance(feishu, app, group):
    async with AsyncExitStack() as stack:
        lines = [await stack.enter_async_context(connected(app)) for _ in range(3)]
        await feishu.until(lambda: len(app.held) == 3)
        for number in range(60):
            assert (await feishu.say("wang", f"第{number}条", chat=group)).is_delivered
        counted = Counter(place for place, line in enumerate(lines) for _ in line.told)
        assert sum(counted.values()) == 60
        assert min(counted.values()) > 8
        assert not feishu.faults


async def test_a_ping_is_answered_by_a_pong_that_may_bring_the_config(feishu, app, line):
    assert not (await line.ping()).payload
    app.tells_config, app.config = True, {"PingInterval": 90}
    assert b'"PingInterval": 90' in (await line.ping()).payload
    assert app.connections[0].pings == 2
    assert not feishu.faults
    await line.socket.send_bytes(encode(Frame(0, 0, 1, 0, [("type", "ping")])))
    await line.socket.send_bytes(encode(Frame(1, 0, SERVICE, 0, [("type", "ping")])))
    await line.socket.send_bytes(b"\x08")
    await line.socket.send_str("ping")
    await feishu.until(lambda: len(feishu.faults) == 4)


async def test_a_push_comes_whole_or_in_fragments_in_any_order(feishu, clock, app, group, line):
    app.fragments, app.shuffles = 4, True
    orders = set()
    for number in range(12):
        said = await feishu.say("wang", f"几号交 {number}", chat=group)
        orders.add(tuple(frame.header("seq") for frame in line.frames[-4:]))
        assert (said.is_delivered, line.told[-1]["event"]["message"]["message_id"]) == (True, said.id)
    assert {len(set(order)) for order in orders} == {4}
    assert len(orders) > 4
    feishu.fail("push", lost="part")
    saying = asyncio.create_task(feishu.say("wang", "缺一段", chat=group))
    await feishu.until(lambda: feishu.calls and app.connections[0].awaited)
    await asyncio.sleep(0.05)
    turn(clock, seconds=3)
    assert not (await saying).is_delivered
    assert not feishu.faults


async def test_what_is_not_acknowledged_in_three_seconds_comes_again_at_the_known_times(feishu, clock, group, line):
    line.answers = [None]
    began = feishu.now()
    saying = asyncio.create_task(feishu.say("wang", "你好", chat=group))
    await feishu.until(lambda: line.told)
    turn(clock, seconds=3)
    said = await saying
    for number, wait in enumerate((15, 300, 3600, 21600), 2):
        await asyncio.sleep(0.01)
        turn(clock, seconds=wait)
        await feishu.until(lambda number=number: len(line.told) == number)
        turn(clock, seconds=3)
        await feishu.until(lambda number=number: len(said.pushes[0].attempts) == number)
    assert said.pushes[0].attempts == [-1] * 5
    assert feishu.now() - began == 15 + 300 + 3600 + 21600 + 5 * 3
    assert len({str(told) for told in line.told}) == 1
    assert [fault.way for fault in feishu.faults] == ["push"]
    turn(clock, days=1)
    await asyncio.sleep(0.02)
    assert len(line.told) == 5


async def test_what_was_refused_or_said_while_nobody_was_there_comes_later(feishu, clock, app, group):
    missed = await feishu.say("wang", "有人吗", chat=group)
    assert missed.pushes[0].attempts == [0]
    async with connected(app) as line:
        line.answers = [500, 200]
        turn(clock, seconds=15)
        await feishu.until(lambda: line.told)
        await asyncio.sleep(0.02)
        turn(clock, seconds=300)
        await feishu.until(lambda: missed.is_delivered)
        assert missed.pushes[0].attempts == [0, 500, 200]
        assert await feishu.again(missed.pushes[0])
        assert len(line.told) == 3
    assert not feishu.faults


async def test_ordered_events_wait_for_those_before_them(feishu, clock, app, group, line):
    app.is_ordered = True
    line.answers = [500, 200]
    first = await feishu.say("wang", "一", chat=group)
    second = await feishu.say("wang", "二", chat=group)
    other = await feishu.say("li", "旁的")
    assert (first.is_delivered, second.is_delivered, other.is_delivered) == (False, False, True)
    turn(clock, seconds=15)
    await feishu.until(lambda: second.is_delivered)
    assert [told["event"]["message"]["message_id"] for told in line.told] == [first.id, other.id, first.id, second.id]


@pytest.mark.parametrize(
    "change",
    [
        lambda ack: Frame(ack.seq_id + 1, ack.log_id, ack.service, ack.method, ack.headers, payload=ack.payload),
        lambda ack: Frame(ack.seq_id, ack.log_id, ack.service, ack.method, ack.headers[1:], payload=ack.payload),
        lambda ack: Frame(ack.seq_id, ack.log_id, ack.service, ack.method, ack.headers[:-1], payload=ack.payload),
        lambda ack: Frame(ack.seq_id, ack.log_id, 1, ack.method, ack.headers, payload=ack.payload),
        lambda ack: Frame(ack.seq_id, ack.log_id, ack.service, ack.method, ack.headers, payload=b"ok"),
        lambda ack: Frame(ack.seq_id, ack.log_id, ack.service, ack.method, ack.headers),
        lambda ack: Frame(ack.seq_id, ack.log_id, ack.service, 0, ack.headers, payload=ack.payload),
    ],
)
async def test_an_acknowledgement_echoes_what_it_answers(feishu, clock, group, line, change):
    line.change = change
    saying = asyncio.create_task(feishu.say("wang", "你好", chat=group))
    await feishu.until(lambda: feishu.faults)
    turn(clock, seconds=3)
    await saying


async def test_a_click_is_answered_in_its_acknowledgement(feishu, app, group, line, call):
    await feishu.say("wang", "你好", chat=group)
    await call.send(group, "interactive", card(button("撤回")))
    (heard,) = feishu.cards(group)
    line.answers = [
        {"toast": {"type": "info", "content": "已撤回"}, "card": {"type": "raw", "data": card(title="已撤回")}}
    ]
    for kind in ("event", "card"):
        app.click_frames = kind
        click = (
            await feishu.click(heard, "撤回")
            if kind == "event"
            else await feishu.act(heard, "li", "撤回", {"tag": "button"})
        )
        assert (click.toast, click.code, line.frames[-1].header("type")) == ("已撤回", 0, kind)
    assert (heard.text, heard.grew) == ("已撤回\n**已收到**", 2)
    line.answers = [200]
    assert (await feishu.act(heard, "li", "撤回", {"tag": "button"})).code == 108002
    line.answers = [500]
    assert (await feishu.act(heard, "li", "撤回", {"tag": "button"})).code == 200671
    told = line.told[0 + 1]["event"]
    assert told["action"]["value"] == {"says": "撤回"}
    assert told["operator"]["open_id"] == app.open_id_of("wang")
    assert told["context"] == {"open_message_id": heard.id, "open_chat_id": group}


async def test_lines_are_closed_reset_and_frozen_and_every_thirty_seconds(feishu, clock, app, group):
    async with connected(app) as line:
        await app.close_all()
        await feishu.until(lambda: line.socket.closed)
    async with connected(app) as line:
        app.reset_all()
        await feishu.until(lambda: line.socket.closed)
    await feishu.until(lambda: not app.held)
    app.closes_every = 30.0
    async with connected(app) as line:
        await asyncio.sleep(0.02)
        turn(clock, seconds=30)
        await feishu.until(lambda: line.socket.closed)
    app.closes_every = 0.0
    async with connected(app) as line:
        app.freeze_all()
        saying = asyncio.create_task(feishu.say("wang", "你好", chat=group))
        await feishu.until(lambda: app.connections[0].awaited)
        turn(clock, seconds=3)
        assert not (await saying).is_delivered
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05):
                await line.ping()
        assert len(app.held) == 1
        app.reset_all()
    feishu.is_black_hole = True
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05):
            await ask_endpoint(app)
