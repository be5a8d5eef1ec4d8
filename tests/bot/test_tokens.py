"""Access tokens: one fetch for all who wait, in all replicas, and what lies in the row opens for nobody else."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from bot.tokens import ASKED_AGAIN_SECONDS, AccessToken, Fetched, SharedShelf
from scheduler.clock import BEIJING, VirtualClock
from storage.database import Database
from storage.errors import NotStored, PlatformError, Remedy
from storage.schema import create_all

MORNING = datetime(2024, 9, 4, 9, tzinfo=BEIJING)


class Refused(PlatformError):
    """What the platform of these tests says to an old token."""

    def __init__(self) -> None:
        super().__init__("refused", Remedy.REFRESH)


@dataclass
class Office:
    """Gives tokens that last two hours, and the same one again for the first 90 minutes of it; counts who asks."""

    clock: VirtualClock
    asked: int = 0
    failures: list[PlatformError] = field(default_factory=list)
    value: str = ""
    revoked: set[str] = field(default_factory=set)

    async def fetch(self) -> Fetched:
        self.asked += 1
        await asyncio.sleep(0)
        if self.failures:
            raise self.failures.pop(0)
        self.value = f"plain-{self.asked}"
        return Fetched(self.value, 7200, 1200)

    async def call(self, token: str) -> str:
        if token in self.revoked:
            raise Refused
        return token


@pytest.fixture
def clock():
    return VirtualClock(MORNING)


@pytest.fixture
def office(clock):
    return Office(clock)


@pytest.fixture
def database(tmp_path, clock):
    database = Database(tmp_path / "tokens.db", clock.now, durable=False)
    create_all(database.engine)
    yield database
    database.close()


@pytest.fixture
def replica(database, office, clock):
    def made(key: str = "of-the-app") -> AccessToken:
        shelf = SharedShelf(database, "feishu/a", key)
        return AccessToken(office.fetch, clock, shelf, lambda error: isinstance(error, Refused))

    return made


async def test_all_who_wait_in_all_replicas_share_one_fetch(replica, office, clock):
    one, other = replica(), replica()
    first = await asyncio.gather(*(one.use(office.call) for _ in range(20)))
    assert await asyncio.gather(*(other.use(office.call) for _ in range(20))) == first
    assert (set(first), office.asked) == ({"plain-1"}, 1)


async def test_while_one_replica_fetches_another_waits_instead_of_asking_too(replica, office):
    results = await asyncio.gather(replica().get(), replica().get(), return_exceptions=True)
    (refused,) = [one for one in results if isinstance(one, PlatformError)]
    assert (refused.remedy, refused.wait_seconds, office.asked) == (Remedy.WAIT, 1.0, 1)


async def test_who_looked_before_another_had_fetched_looks_again_instead_of_asking_too(replica, database, clock):
    shelf = SharedShelf(database, "feishu/a", "of-the-app")
    assert await shelf.look() is None
    await replica().get()
    assert await shelf.begin(clock.now()) == ASKED_AGAIN_SECONDS
    assert (await shelf.look()).value == "plain-1"
    assert await shelf.begin(clock.now()) == 0.0


async def test_a_restart_asks_for_nothing(replica, office):
    assert await replica().use(office.call) == "plain-1"
    assert await replica().use(office.call) == "plain-1"
    assert office.asked == 1


async def test_a_token_is_renewed_once_near_its_end_and_all_take_the_new_one(replica, office, clock):
    one, other = replica(), replica()
    await one.get()
    clock.advance_to(MORNING + timedelta(seconds=5999))
    assert await other.use(office.call) == "plain-1"
    clock.advance_to(MORNING + timedelta(seconds=6001))
    assert await other.use(office.call) == await one.use(office.call) == "plain-2"
    assert office.asked == 2


async def test_a_refused_token_is_renewed_once_for_all(replica, office):
    one, other = replica(), replica()
    await one.get()
    await other.get()
    office.revoked.add("plain-1")
    used = await asyncio.gather(*(replica.use(office.call) for replica in (one, one, one)))
    assert await other.use(office.call) == "plain-2"
    assert (set(used), office.asked) == ({"plain-2"}, 2)


async def test_where_every_token_is_refused_there_are_two_fetches_in_five_minutes(replica, office, clock):
    office.revoked = {f"plain-{number}" for number in range(1, 10)}
    replicas = [replica(), replica(), replica()]
    for _ in range(5):
        for one in replicas:
            with pytest.raises(PlatformError) as caught:
                await one.use(office.call)
            assert caught.value.remedy is Remedy.WAIT
            assert caught.value.wait_seconds > 0
    assert office.asked == 2
    clock.advance_to(MORNING + timedelta(seconds=301))
    office.revoked = {"plain-1", "plain-2"}
    assert await replicas[0].use(office.call) == await replicas[1].use(office.call) == "plain-3"


async def test_the_row_holds_no_token_that_anybody_could_use(replica, office, database):
    await replica().get()
    (row,) = await database.read(lambda work: work.tokens.find())
    assert "plain" not in repr(row)
    assert "plain" not in repr(await replica().get())
    assert await replica("another secret").use(office.call) == "plain-2"


async def test_a_wrong_secret_is_asked_about_ever_more_rarely(replica, office, clock):
    office.failures = [PlatformError("wrong", Remedy.CONFIGURATION) for _ in range(50)]
    one = replica()
    for minute in range(120):
        clock.advance_to(MORNING + timedelta(minutes=minute))
        with pytest.raises(PlatformError):
            await one.use(office.call)
    assert office.asked == 5


async def test_an_attempt_that_never_left_counts_for_nothing_and_one_without_an_answer_does(replica, office):
    office.failures = [PlatformError("no way out", Remedy.RETRY) for _ in range(5)]
    one = replica()
    for _ in range(5):
        with pytest.raises(PlatformError):
            await one.use(office.call)
    assert await one.use(office.call) == "plain-6"
    office.revoked.add("plain-6")
    office.failures = [PlatformError("lost", Remedy.RETRY, unknown=True)]
    with pytest.raises(PlatformError) as caught:
        await one.use(office.call)
    assert not caught.value.unknown, "nothing was sent to anybody by it"
    with pytest.raises(PlatformError) as caught:
        await one.use(office.call)
    assert (caught.value.remedy, office.asked) == (Remedy.WAIT, 7)


async def test_while_the_database_takes_nothing_a_valid_token_is_used_and_no_other_asked_for(
    replica, office, database, clock, monkeypatch
):
    one = replica()
    await one.get()

    async def refuse(_):
        raise NotStored("full")

    monkeypatch.setattr(database, "write", refuse)
    clock.advance_to(MORNING + timedelta(seconds=6500))
    assert await one.use(office.call) == "plain-1"
    clock.advance_to(MORNING + timedelta(seconds=7201))
    with pytest.raises(PlatformError) as caught:
        await one.use(office.call)
    assert (caught.value.remedy, office.asked) == (Remedy.RETRY, 1)
