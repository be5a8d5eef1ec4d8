"""One campaign over both ways into Feishu: private, in a unit's group, in one of many units, at a desk."""

from __future__ import annotations

import pytest

from tests.platforms.campaign import AtTheDesk, InGroups, InPrivate, SpeakingInGroups
from tests.platforms.city import SHARED, UNIT
from tests.platforms.feishu.city import open_city


@pytest.fixture
async def city(request, tmp_path, unused_tcp_port):
    async with open_city(request.param, tmp_path, unused_tcp_port) as city:
        yield city
        assert city.double.faults == [], "Feishu refused, cut or dropped something"
        assert [heard.links for heard in city.double.everything() if heard.links] == []


both_ways = pytest.mark.parametrize("city", ["long", "called"], indirect=True)


@both_ways
class TestInPrivate(InPrivate):
    """Alone with the bot."""


@pytest.mark.parametrize("chat", [SHARED, UNIT])
@both_ways
class TestInGroups(InGroups):
    """With `im:message.group_msg`."""


@both_ways
class TestAtTheDesk(AtTheDesk):
    """Unasked."""


@both_ways
class TestSpeakingInGroups(SpeakingInGroups):
    """In every group."""
