"""Whatever is sent to a callback address or over the long connection: only what is whole is taken, the rest leaves no trace."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest

from bot.feishu.webhook import PATH
from tests.platforms.feishu.city import open_city
from tests.platforms.feishu.hammering import bend_callbacks, bend_frames, rows
from tests.platforms.feishu.mutations import Mutations, swapped
from tests.platforms.hammering import MOST_GROWN, Request, hammer

CALLBACKS, FRAMES = 3000, 1000
"""`python -m tests.platforms.feishu.hammering` sends 20,000 and 5,000."""
KINDS = {"headers", "envelope", "ciphertext", "json", "strange", "stamp", "nothing", "whole", "challenge"}


@pytest.fixture
async def city(tmp_path, unused_tcp_port):
    async with open_city("called", tmp_path, unused_tcp_port) as city:
        yield city


@pytest.fixture
def mutations(city):
    return Mutations(city.hearing, f"{PATH}app", seed=1)


def is_quiet(caplog):
    return not [record for record in caplog.records if record.levelname in ("ERROR", "CRITICAL")]


async def test_callbacks_that_are_bent_are_refused_and_leave_no_trace(tmp_path, caplog):
    result = await bend_callbacks(tmp_path, CALLBACKS)
    assert result.outcome.wrong == []
    assert {kind for kind, _ in result.outcome.counted} == KINDS
    assert result.outcome.counted["whole", 200] == CALLBACKS // 100 + 1
    assert (result.too_many, is_quiet(caplog)) == (0, True)
    assert result.grown < MOST_GROWN


async def test_frames_that_are_bent_pass_by_and_the_connection_stays(tmp_path, caplog):
    result = await bend_frames(tmp_path, FRAMES)
    assert result.outcome.counted == Counter({("frame", 200): FRAMES // 100})
    assert (result.too_many, is_quiet(caplog)) == (0, True)
    assert result.grown < MOST_GROWN


async def test_what_was_recorded_and_is_sent_again_has_no_effect(city, mutations):
    recorded = [mutations.whole() for _ in range(40)]
    assert (await hammer(city.port, recorded)).wrong == []
    await city.wait(minutes=1)
    before = (await rows(city), len(city.double.everything()))
    again = await hammer(city.port, recorded)
    others = [swapped(one, other) for one, other in pairwise(recorded)]
    refused = await hammer(city.port, others)
    await city.wait(minutes=1)
    assert (again.wrong, refused.wrong) == ([], [])
    assert (await rows(city), len(city.double.everything())) == before
    assert {fault.code for fault in city.double.faults} == {231003}, "nobody wrote these, so no reply finds them"


@pytest.mark.parametrize("surface", ["long", "called"])
async def test_what_is_told_again_has_no_effect(tmp_path, unused_tcp_port, surface):
    async with open_city(surface, tmp_path, unused_tcp_port) as city:
        feishu = city.double
        for number in range(20):
            await city.say("zhou", f"几号交{number}")
        await city.post("zhou", "照片.jpg")
        await city.wait(minutes=1)
        await city.click(feishu.cards("zhou")[-1], next(iter(feishu.cards("zhou")[-1].buttons())))
        await city.wait(minutes=1)
        before = (await rows(city), [one.text for one in feishu.everything()])
        assert all([await feishu.again(push) for push in feishu.pushes])
        await city.wait(minutes=1)
        assert (await rows(city), [one.text for one in feishu.everything()]) == before
        assert feishu.faults == []


@pytest.mark.parametrize("address", ["/feishu/", "/feishu/other", "/feishu/app/more"])
async def test_no_other_address_is_there(city, mutations, address):
    before = await rows(city)
    call = mutations.whole()
    elsewhere = Request("POST", address, "", call.body, kind="elsewhere", headers=call.headers)
    ((_, status),) = (await hammer(city.port, [elsewhere])).counted
    assert status in (403, 404)
    assert await rows(city) == before
