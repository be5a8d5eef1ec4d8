"""Torments the bot: lives that are killed one after the other, then rest, then judgement."""

from __future__ import annotations

import asyncio
import os
import pickle
import random
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from tests.scenarios.conftest import START
from tests.torture import census, verdict
from tests.torture.census import Census
from tests.torture.defects import Defect
from tests.torture.exchange import Exchange
from tests.torture.life import Plan
from tests.torture.stream import Said, prepare

ROOT = Path(__file__).parents[2]
BETWEEN_LIVES = timedelta(seconds=40)
"""By so much the bot's clock is later in each life: what the last one left open has fallen due by then."""
NEXT_MORNING = START + timedelta(days=1)

MOST_LINES = 90
LONGEST_PAUSE = 0.02
LULLS, LONGEST_LULL = 0.25, 0.3
"""How often nobody says anything new any more, and how long at most: the bot may have come to rest by then."""


class Nursery:
    """The process from which lives are forked, one after the other."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._asks, self._hears = process.stdin, process.stdout
        self._alive: int | None = None

    async def bear(self, port: int, plan: Plan) -> int:
        """Begin a life; return its number as a process."""
        self._asks.write(pickle.dumps((port, plan)))
        await self._asks.drain()
        self._alive = int(await self._hears.readline())
        return self._alive

    async def ended(self) -> int:
        """Wait until the life has ended; return how: 0 told to stop, -9 killed."""
        status = int(await self._hears.readline())
        self._alive = None
        return status

    def close(self) -> None:
        """Bear no more; a life that a failed test has left goes too."""
        if self._alive is not None:
            os.kill(self._alive, signal.SIGKILL)
        self._asks.close()


@asynccontextmanager
async def nursery() -> AsyncIterator[Nursery]:
    """Start the process that bears lives, and end it."""
    command = (sys.executable, "-m", "tests.torture.nursery")
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdin=pipe, stdout=pipe)
    bearing = Nursery(process)
    try:
        yield bearing
    finally:
        bearing.close()
        await process.wait()


class Torment:
    """One installation and all that happens to it, until it is judged."""

    def __init__(self, folder: Path, seed: int, defect: Defect, exchange: Exchange, nursery: Nursery) -> None:
        self.folder = folder
        self.exchange = exchange
        self.kills: list[Census] = []
        self._defect = defect
        self._nursery = nursery
        self._chance = random.Random(seed)
        self._now = START

    async def kill_at_random(self) -> Census:
        """Let a life serve until so and so many lines have passed, and a moment longer; kill it then."""
        number = await self._live_a_while()
        os.kill(number, signal.SIGKILL)
        return await self._died()

    async def end_at_random(self) -> Census:
        """Let a life serve as long, but tell it to stop."""
        await self._live_a_while()
        await self.exchange.stop()
        await self._stopped()
        return self._counted()

    async def kill_at(self, point: str, at: int) -> Census:
        """Let a life kill itself where it comes to a point for the `at`-th time."""
        self.exchange.is_saying = True
        await self._bear(point=point, at=at)
        return await self._died()

    async def kill_at_work(self, order: Said, paper: Said) -> Census:
        """Have an order answered and a paper sent, nothing else; kill the life when its workers have just begun."""
        self.exchange.is_saying = False
        number = await self._bear()
        self.exchange.say(order)
        await self.exchange.acknowledged()
        await self.exchange.answered()
        self.exchange.say(paper)
        await self.exchange.acknowledged()
        await asyncio.sleep(self._chance.random() * 0.02)
        os.kill(number, signal.SIGKILL)
        return await self._died()

    async def rest(self) -> None:
        """Let one life hear what is not acknowledged yet, and one finish everything next morning; both end in order."""
        self.exchange.is_saying = False
        for begins_at in (self._now, NEXT_MORNING):
            self._now = begins_at
            await self._bear()
            await self.exchange.rest()
            await self.exchange.stop()
            await self._stopped()

    def faults(self) -> list[str]:
        """Everything that breaks a promise."""
        return verdict.faults(self.folder, self.exchange.account, self.kills, self._counted())

    def lost(self) -> set[str]:
        """What was acknowledged, was meant for the bot, and is not in the database."""
        account = self.exchange.account
        meant = {number for number in account.acknowledged if account.said[number].is_meant}
        return meant - self._counted().admitted

    async def _live_a_while(self) -> int:
        """Begin a life and let a random part of it pass; every fourth time nobody says anything at its end."""
        self.exchange.is_saying = True
        number = await self._bear()
        await self.exchange.until(self._chance.randrange(MOST_LINES))
        self.exchange.is_saying = self._chance.random() > LULLS
        await asyncio.sleep(self._chance.random() * (LONGEST_PAUSE if self.exchange.is_saying else LONGEST_LULL))
        return number

    async def _bear(self, point: str = "", at: int = 1) -> int:
        self._now += BETWEEN_LIVES
        plan = Plan(self.exchange.begin(), self.folder, self._now, self._defect, point, at)
        return await self._nursery.bear(self.exchange.port, plan)

    def _counted(self) -> Census:
        return census.take(self.folder, self._now + BETWEEN_LIVES)

    async def _stopped(self) -> None:
        status = await self._nursery.ended()
        assert status == 0, f"a life that was told to stop ended with {status}"

    async def _died(self) -> Census:
        status = await self._nursery.ended()
        assert status == -signal.SIGKILL, f"a life ended by itself with {status}"
        self.kills.append(self._counted())
        return self.kills[-1]


@asynccontextmanager
async def torment(folder: Path, seed: int, defect: Defect = Defect.NONE) -> AsyncIterator[Torment]:
    """Prepare an installation in a folder and everything that torments it."""
    prepare(folder)
    async with nursery() as born_from, Exchange(seed) as exchange:
        yield Torment(folder, seed, defect, exchange, born_from)
