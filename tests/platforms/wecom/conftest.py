"""What WeCom's wire is tested against: a desk on loopback and clients that know its address; a strict WeCom."""

from __future__ import annotations

from datetime import datetime

import aiohttp
import pytest

from bot.config.tables import NetworkSettings
from bot.network import Network
from bot.wecom.client import AppClient, AppIdentity, WebhookClient
from bot.wecom.client.calls import Calls
from scheduler.clock import BEIJING, VirtualClock
from tests.platforms.wecom.accounts import add_robot
from tests.platforms.wecom.called import House
from tests.platforms.wecom.desk import open_desk
from tests.platforms.wecom.line import Line
from tests.platforms.wecom.server import WeCom


@pytest.fixture
async def desk(unused_tcp_port):
    async with open_desk(unused_tcp_port) as desk:
        yield desk


@pytest.fixture
def clock():
    return VirtualClock(datetime(2024, 9, 4, 9, tzinfo=BEIJING))


@pytest.fixture(scope="session")
def network():
    """The machine's authorities are read once."""
    return Network(NetworkSettings())


@pytest.fixture
async def calls(desk, network):
    async with network.session() as session:
        yield Calls(session, desk.address)


@pytest.fixture
def app(calls, clock):
    return AppClient(calls, AppIdentity("wwcorp", 1000002, "secret-of-the-app"), clock)


@pytest.fixture
def webhook(calls, clock):
    return WebhookClient(calls, "key-of-the-webhook", clock)


@pytest.fixture
async def wecom(clock):
    async with WeCom.on(clock) as server:
        yield server


@pytest.fixture
def robot(wecom):
    wecom.silence_ends = 1e6
    return add_robot(wecom)


@pytest.fixture
async def connect(wecom, robot):
    lines = []
    async with aiohttp.ClientSession() as session:

        async def opened(*, subscribed=True):
            lines.append(Line(await session.ws_connect(wecom.socket_url)))
            if subscribed:
                assert await lines[-1].ask("aibot_subscribe", {"bot_id": robot.id, "secret": robot.secret}) == 0
            return lines[-1]

        yield opened
        for line in lines:
            await line.close()


@pytest.fixture
def group(wecom, robot):
    return wecom.group(robot)


@pytest.fixture
async def house(tmp_path, unused_tcp_port, clock, wecom):
    """A bot that WeCom calls, to be opened and opened again."""
    return House(tmp_path, unused_tcp_port, clock, wecom)
