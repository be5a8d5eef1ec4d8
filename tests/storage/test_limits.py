"""Limits among all processes: what fits is counted, what does not waits; a lease has one holder at any moment."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from storage.database import Database
from storage.repositories import Limit
from storage.schema import create_all

NOON = datetime(2024, 9, 4, 12, 0, tzinfo=UTC)


@pytest.fixture
def database(tmp_path):
    now = [NOON]
    database = Database(tmp_path / "limits.db", lambda: now[0], durable=False)
    create_all(database.engine)
    database.turn = lambda seconds: now.__setitem__(0, NOON + timedelta(seconds=seconds))
    yield database
    database.close()


async def test_what_does_not_fit_waits_until_the_oldest_no_longer_counts(database):
    limits = [Limit("chat/1", 2, 60), Limit("chat/1", 3, 3600)]

    async def spend() -> float:
        return await database.write(lambda work: work.spendings.spend(limits, work.now))

    assert [await spend(), await spend()] == [0, 0]
    database.turn(20)
    assert await spend() == 40
    database.turn(61)
    assert await spend() == 0
    assert await spend() == 3600 - 61, "the hour is full, though the minute is not"
    database.turn(3601)
    assert await spend() == 0


async def test_a_request_that_one_limit_refuses_counts_towards_none(database):
    full, free = Limit("hook", 1, 60), Limit("chat", 9, 60)
    await database.write(lambda work: work.spendings.spend([full], work.now))
    assert await database.write(lambda work: work.spendings.spend([free, full], work.now)) == 60
    assert await database.read(lambda work: work.spendings.count(work.spendings.c.bucket == "chat")) == 0


async def test_what_no_longer_counts_is_not_kept(database):
    for hour in range(5):
        database.turn(hour * 3601)
        bucket = Limit(f"link/{hour}", 1, 3600)
        await database.write(lambda work, bucket=bucket: work.spendings.spend([bucket], work.now))
    assert await database.read(lambda work: work.spendings.count()) == 1
    with pytest.raises(ValueError, match="so long"):
        Limit("chat", 1, 3601)


async def test_a_lease_has_one_holder_and_changes_hands_when_it_runs_out(database):
    async def take(owner: str) -> int | None:
        return await database.write(lambda work: work.leases.take("socket", owner, work.now, 30))

    assert (await take("a"), await take("b"), await take("a")) == (1, None, 1)
    database.turn(29)
    assert await take("b") is None
    database.turn(31)
    assert (await take("b"), await take("a")) == (2, None)
    assert await database.read(lambda work: work.leases.holder("socket", work.now)) == "b"


async def test_a_lease_given_back_is_free_at_once(database):
    await database.write(lambda work: work.leases.take("socket", "a", work.now, 30))
    await database.write(lambda work: work.leases.give_back("socket", "b", work.now))
    assert await database.read(lambda work: work.leases.holder("socket", work.now)) == "a", "not theirs to give"
    await database.write(lambda work: work.leases.give_back("socket", "a", work.now))
    assert await database.read(lambda work: work.leases.holder("socket", work.now)) is None
    assert await database.write(lambda work: work.leases.take("socket", "b", work.now, 30)) == 2
