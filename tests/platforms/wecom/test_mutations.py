"""Whatever is sent to a callback address: only what is whole is taken, and nothing else leaves a trace."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import parse_qs, urlencode

import pytest

from scheduler.clock import BEIJING
from tests.platforms.hammering import MOST_GROWN, Request, hammer
from tests.platforms.wecom.accounts import add_app, add_callback_robot
from tests.platforms.wecom.hammering import run
from tests.platforms.wecom.mutations import USERS, Account, Mutations

START = datetime(2024, 9, 4, 9, 0, tzinfo=BEIJING)
MUTATED = 3000
"""`python -m tests.platforms.wecom.hammering` sends 20,000."""


@pytest.fixture
def accounts(house):
    made = [
        Account(f"/wecom/{name}", name == "robot", lambda: house.clock.now().timestamp()) for name in ("robot", "app")
    ]
    for number in range(USERS):
        house.wecom.person(f"user{number}")
    about = [{"token": one.token, "aes_key": one.aes_key} for one in made]
    house.robot = add_callback_robot(house.wecom, house.url("robot"), **about[0])
    house.app = add_app(house.wecom, house.url("app"), **about[1])
    return made


async def test_what_is_bent_is_refused_and_leaves_no_trace(tmp_path, caplog):
    result = await run(tmp_path, MUTATED)
    outcome = result.outcome
    assert outcome.wrong == []
    assert {kind for kind, _ in outcome.counted} >= {"query", "envelope", "ciphertext", "json", "xml", "stamp", "whole"}
    assert outcome.counted["whole", 200] == MUTATED // 100
    assert result.too_many == 0
    assert result.grown < MOST_GROWN
    assert [record for record in caplog.records if record.levelname in ("ERROR", "CRITICAL")] == []


async def test_what_was_recorded_and_is_sent_again_has_no_effect(house, accounts):
    async with house.open(house.robot, house.app) as bot:
        mutations = Mutations(accounts, seed=1)
        recorded = [mutations.whole(account) for account in accounts * 20]
        assert (await hammer(house.port, recorded)).wrong == []
        await bot.settle()
        before = (await bot.rows(), len(await bot.deliveries()), len(house.wecom.everything()))
        again = await hammer(house.port, recorded)
        swapped = [swap(one, other) for one, other in zip(recorded, recorded[2:], strict=False)]
        assert (await hammer(house.port, swapped)).wrong == []
        await bot.settle()
        assert again.wrong == []
        assert (await bot.rows(), len(await bot.deliveries()), len(house.wecom.everything())) == before


def swap(request: Request, other: Request) -> Request:
    """The same callback with another's timestamp and nonce."""
    own, others = ({name: values[0] for name, values in parse_qs(one.query).items()} for one in (request, other))
    query = urlencode({**others, "msg_signature": own["msg_signature"]})
    return Request(request.method, request.path, query, request.body, kind="swapped")


@pytest.mark.parametrize("address", ["/wecom/", "/wecom/other", "/wecom/robot/more"])
async def test_no_other_address_is_there(house, accounts, address):
    async with house.open(house.robot) as bot:
        call = accounts[0].call(accounts[0].told(1))
        elsewhere = Request("POST", address, call.query, call.body, kind="elsewhere")
        ((_, status),) = (await hammer(house.port, [elsewhere])).counted
        assert status in (403, 404)
        assert await bot.rows() == []
