"""Killed without warning, again and again: what was acknowledged is handled, once; what was said is said once."""

from __future__ import annotations

import asyncio
import random
import shutil
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest

from tests.torture.defects import Defect
from tests.torture.torment import Torment, torment

KILLS = 40
MOST_TORMENTS = 3
"""A defect shows only where a kill meets it: on some days none of a few does."""

LONGEST_SECONDS = 300.0
"""A life that neither dies nor comes to rest must not hang the tests."""


@pytest.fixture
def tormented(tmp_path: Path) -> Callable[..., object]:
    """Begins a torment whose seed is said when anything in it fails."""

    @asynccontextmanager
    async def begin(defect: Defect = Defect.NONE) -> AsyncIterator[Torment]:
        seed = random.randrange(1_000_000)  # another one in each run, by the seed of the run
        folder = tmp_path / str(seed)
        folder.mkdir()
        try:
            async with asyncio.timeout(LONGEST_SECONDS), torment(folder, seed, defect) as begun:
                yield begun
        except BaseException as error:
            error.add_note(f"to see it again: python -m tests.torture --seed {seed}")
            raise

    return begin


async def test_forty_kills_at_random_moments_lose_nothing_and_double_nothing(tormented):
    async with tormented() as torment:
        for _ in range(KILLS):
            await torment.kill_at_random()
            assert torment.lost() == set()
        await torment.rest()
        assert torment.faults() == []
    assert 3 * sum(kill.in_hand > 0 for kill in torment.kills) >= KILLS
    assert torment.exchange.account.said_again >= 0.03 * len(torment.exchange.account.said)


POINTS = {
    "admitted": lambda kill, account: kill.admitted - account.acknowledged,
    "sending": lambda kill, _: kill.sending,
    "sent": lambda kill, account: kill.sending & account.requests.keys(),
    "fetched": lambda kill, _: kill.files,
    "kept": lambda kill, _: kill.files,
    "committing": lambda kill, _: kill.in_hand,
}
"""Where a life kills itself, and what shows afterwards that it died just there."""


async def test_a_kill_in_each_narrow_window_loses_nothing_and_doubles_nothing(tormented):
    async with tormented() as torment:
        for at in (3, 11):
            for point, shows in POINTS.items():
                kill = await torment.kill_at(point, at)
                assert shows(kill, torment.exchange.account), point
                assert torment.lost() == set()
        await torment.rest()
        assert torment.faults() == []


async def test_an_orderly_end_in_the_middle_of_everything_leaves_nothing_on_its_way(tormented):
    async with tormented() as torment:
        for _ in range(10):
            left = await torment.end_at_random()
            assert not left.sending
            assert torment.lost() == set()
        await torment.rest()
        assert torment.faults() == []


async def test_papers_and_jobs_that_were_in_hand_are_finished_by_a_later_life(tormented):
    async with tormented() as torment:
        paper, export = torment.exchange.stream.paper(), torment.exchange.stream.export()
        for _ in range(2):
            left = await torment.kill_at_work(export, paper)
            assert (left.jobs, left.files) == (1, 1)
        await torment.rest()
        assert torment.faults() == []
        assert sum(files for _, files in torment.exchange.account.shown.values()) == 1


@pytest.mark.parametrize(
    ("defect", "found"),
    [
        (Defect.ACKNOWLEDGES_FIRST, "was acknowledged and is lost"),
        (Defect.TWO_COMMITS, "handed in"),
        (Defect.REPEATS_BLINDLY, "came over the wire 2 times"),
    ],
)
async def test_a_defect_put_in_on_purpose_is_found(tormented, defect, found):
    for _ in range(MOST_TORMENTS):
        async with tormented(defect=defect) as torment:
            for _ in range(8):
                await torment.kill_at_random()
            if defect is Defect.ACKNOWLEDGES_FIRST:
                assert torment.lost() != set()
            await torment.rest()
            if any(found in fault for fault in torment.faults()):
                return
    raise AssertionError(f"{MOST_TORMENTS} torments have not found it")


TAMPERINGS = {
    "a message is gone": ("DELETE FROM inbox WHERE id = 1", "was acknowledged and is lost"),
    "a message waits": ("UPDATE inbox SET state = 'waiting' WHERE id = 1", "1 rows are still in hand"),
    "a reply is missing": ("DELETE FROM delivery WHERE kind = 'reply'", "has 0 replies"),
    "a piece is there twice": (
        "CREATE TEMP TABLE one AS SELECT * FROM piece LIMIT 1; UPDATE one SET id = 999999; INSERT INTO piece SELECT * FROM one",
        "there are",
    ),
    "a file was refused": ("UPDATE inboxfile SET state = 'refused'", "is refused"),
    "a delivery is forgotten": ("DELETE FROM delivery WHERE kind = 'receipt'", "was sent and nobody knows of it"),
    "a receipt is missing": ("DELETE FROM delivery WHERE kind = 'receipt'", "has 0 receipts"),
    "a delivery failed": ("UPDATE delivery SET state = 'failed'", "is failed"),
    "bytes are gone": ("", "has a row and no bytes"),
    "bytes are others": ("", "is not what its name says"),
}
"""What somebody could do to an honest record, and what the judge must say of it."""


async def test_the_judge_finds_whatever_an_honest_record_is_changed_into(tormented):
    async with tormented() as torment:
        for _ in range(3):
            await torment.kill_at_random()
        await torment.rest()
        assert torment.faults() == []
    honest = torment.folder
    for name, (statement, found) in TAMPERINGS.items():
        torment.folder = honest.with_name(f"{honest.name} {name}")
        shutil.copytree(honest, torment.folder)
        with closing(sqlite3.connect(torment.folder / "baosong.db")) as database, database:
            database.executescript(statement)
        first = next((torment.folder / "blobs" / "sha256").glob("??/*"))
        if name == "bytes are gone":
            first.unlink()
        elif name == "bytes are others":
            first.write_bytes(b"others")
        assert any(found in fault for fault in torment.faults()), name
