"""What WeCom's wire is tested against: a desk on loopback, and clients that know its address."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.config.tables import NetworkSettings
from bot.network import Network
from bot.wecom.calls import Calls
from bot.wecom.client import AppClient, AppIdentity, WebhookClient
from scheduler.clock import BEIJING, VirtualClock
from tests.platforms.wecom.desk import open_desk


@pytest.fixture
async def desk(unused_tcp_port):
    async with open_desk(unused_tcp_port) as desk:
        yield desk


@pytest.fixture
def clock():
    return VirtualClock(datetime(2024, 9, 4, 9, tzinfo=BEIJING))


@pytest.fixture
async def calls(desk):
    async with Network(NetworkSettings()).session() as session:
        yield Calls(session, desk.address)


@pytest.fixture
def app(calls, clock):
    return AppClient(calls, AppIdentity("wwcorp", 1000002, "secret-of-the-app"), clock)


@pytest.fixture
def webhook(calls, clock):
    return WebhookClient(calls, "key-of-the-webhook", clock)
