"""What Feishu's side is tested against: a strict Feishu in the time of a virtual clock."""

from __future__ import annotations

from datetime import datetime

import pytest

from scheduler.clock import BEIJING, VirtualClock
from tests.platforms.feishu.accounts import add_app
from tests.platforms.feishu.caller import Caller
from tests.platforms.feishu.server import Feishu


@pytest.fixture
def clock():
    return VirtualClock(datetime(2024, 9, 4, 9, tzinfo=BEIJING))


@pytest.fixture
async def feishu(clock):
    async with Feishu.on(clock) as server:
        yield server


@pytest.fixture
def app(feishu):
    return add_app(feishu)


@pytest.fixture
def group(feishu, app):
    return feishu.group(app, people=("wang", "li"))


@pytest.fixture
def call(feishu, app):
    """The simplest possible client of the REST APIs."""
    return Caller(feishu, app)
