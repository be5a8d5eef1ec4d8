"""Bends callbacks and frames of Feishu to a bot of its own: `python -m tests.platforms.feishu.hammering [N [M]]`.

Without N and M it is 20,000 callbacks and 5,000 frames.
"""

from __future__ import annotations

import asyncio
import itertools
import sys
import tempfile
from pathlib import Path

from bot.feishu.webhook import PATH
from tests.bench.installation import free_port
from tests.platforms.city import City
from tests.platforms.feishu.city import open_city
from tests.platforms.feishu.mutations import USERS, BentFrames, Mutations
from tests.platforms.hammering import Outcome, Request, Result, hammer, resident

AT_ONCE = 500
"""How many are sent before some seconds are let pass, in which the bot may answer the whole ones."""


async def rows(city: City) -> int:
    return len(await city.look(lambda work: work.inbox.in_order()))


async def bend_callbacks(folder: Path, count: int) -> Result:
    """Send so many callbacks, most of them broken."""
    async with open_city("called", folder, free_port()) as city:
        mutations = Mutations(city.hearing, f"{PATH}app", seed=1)
        outcome = await _hammered(city, mutations, AT_ONCE)
        kept, told, before = await rows(city), mutations.told.count, resident()
        outcome = await _hammered(city, mutations, count)
        outcome = await hammer(city.port, [mutations.challenge(), mutations.challenge(token="x")], outcome)
        too_many = await rows(city) - kept - (mutations.told.count - told)
        return Result(outcome, too_many, (resident() - before) / 1e6)


async def _hammered(city: City, mutations: Mutations, count: int) -> Outcome:
    outcome, requests = Outcome(), mutations.take(count)
    while some := list(itertools.islice(requests, AT_ONCE)):
        await hammer(city.port, some, outcome)
        await city.wait(seconds=5)
    return outcome


async def bend_frames(folder: Path, count: int) -> Result:
    """Send so many broken frames over the long connection, and a whole one after each hundred."""
    async with open_city("long", folder, free_port()) as city:
        frames = BentFrames(city.hearing, seed=2)
        await _sent(city, frames, AT_ONCE)
        kept, before = await rows(city), resident()
        outcome = await _sent(city, frames, count)
        too_many = await rows(city) - kept - outcome.counted["frame", 200]
        return Result(outcome, too_many, (resident() - before) / 1e6)


async def _sent(city: City, frames: BentFrames, count: int) -> Outcome:
    """Only the whole ones are counted: each has to be acknowledged."""
    outcome, feishu = Outcome(), city.double
    for number, frame in enumerate(frames.take(count), 1):
        (connection,) = city.hearing.held
        await connection.socket.send_bytes(frame)
        if number % 100 == 0:
            said = await feishu.say(f"user{number // 100 % USERS}", "几号交", to=city.hearing)
            outcome.count(Request("", "", "", is_valid=True, kind="frame"), said.pushes[0].attempts[0])
            await city.wait(seconds=5)
    return outcome


def main() -> int:
    """Print what came back; return the exit status."""
    given = [int(one) for one in sys.argv[1:]]
    callbacks, frames = (*given, *(20_000, 5_000)[len(given) :])
    with tempfile.TemporaryDirectory(prefix="baosong-mutations-") as name:
        called = asyncio.run(bend_callbacks(Path(name, "called"), callbacks)).tell()
        return asyncio.run(bend_frames(Path(name, "long"), frames)).tell() or called


if __name__ == "__main__":
    sys.exit(main())
