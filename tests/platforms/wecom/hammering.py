"""Bends callbacks of WeCom to a bot of its own: `python -m tests.platforms.wecom.hammering [N]`, else 20,000."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from datetime import datetime
from pathlib import Path

from bot.wecom.webhook import PATH
from scheduler.clock import BEIJING, VirtualClock
from tests.bench.installation import free_port
from tests.platforms.hammering import Result, hammer, resident
from tests.platforms.wecom.accounts import add_app, add_callback_robot
from tests.platforms.wecom.called import House
from tests.platforms.wecom.mutations import USERS, Account, Mutations
from tests.platforms.wecom.server import WeCom


async def run(folder: Path, count: int) -> Result:
    """Bend so many callbacks to a bot of its own."""
    clock = VirtualClock(datetime(2024, 9, 4, 9, 0, tzinfo=BEIJING))
    accounts = [Account(f"{PATH}{name}", name == "robot", lambda: clock.now().timestamp()) for name in ("robot", "app")]
    about = [{"token": one.token, "aes_key": one.aes_key} for one in accounts]
    async with WeCom.on(clock) as wecom:
        house = House(folder, free_port(), clock, wecom)
        robot = add_callback_robot(wecom, house.url("robot"), **about[0])
        app = add_app(wecom, house.url("app"), **about[1])
        for number in range(USERS):
            wecom.person(f"user{number}")
        async with house.open(robot, app) as bot:
            mutations = Mutations(accounts, seed=1)
            await hammer(house.port, mutations.take(500))
            await bot.settle()
            told, before = mutations.told - len(await bot.rows()), resident()
            outcome = await hammer(house.port, mutations.take(count))
            await bot.settle()
            too_many = len(await bot.rows()) + told - mutations.told
            return Result(outcome, too_many, (resident() - before) / 1e6)


def main() -> int:
    """Print what came back; return the exit status."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with tempfile.TemporaryDirectory(prefix="baosong-mutations-") as name:
        return asyncio.run(run(Path(name), count)).tell()


if __name__ == "__main__":
    sys.exit(main())
