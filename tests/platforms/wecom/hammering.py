"""Sends requests byte by byte and counts what comes back: `python -m tests.platforms.wecom.hammering [N]`, else 20,000."""

from __future__ import annotations

import asyncio
import gc
import resource
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from bot.wecom.webhook import PATH
from scheduler.clock import BEIJING, VirtualClock
from tests.bench.installation import free_port
from tests.platforms.wecom.accounts import add_app, add_callback_robot
from tests.platforms.wecom.called import House
from tests.platforms.wecom.mutations import USERS, Account, Mutations, Request
from tests.platforms.wecom.server import WeCom

AT_ONCE = 8
PATIENCE = 30.0
MOST_GROWN = 20.0
"""MB by which the process may grow."""


@dataclass
class Outcome:
    """Answers by kind of request and status; `wrong` are the requests that were answered as they must not be."""

    counted: Counter[tuple[str, int]] = field(default_factory=Counter)
    wrong: list[tuple[Request, int]] = field(default_factory=list)

    def count(self, request: Request, status: int) -> None:
        self.counted[request.kind, status] += 1
        if (status == 200) != request.is_valid or not (status == 200 or 400 <= status < 500):
            self.wrong.append((request, status))


async def hammer(port: int, requests: Iterable[Request]) -> Outcome:
    """Send everything, a few at once."""
    outcome, waiting = Outcome(), iter(requests)
    await asyncio.gather(*(_one_line(port, waiting, outcome) for _ in range(AT_ONCE)))
    return outcome


async def _one_line(port: int, requests: Iterator[Request], outcome: Outcome) -> None:
    """One connection, opened again where it was closed."""
    line: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
    for request in requests:
        line = line or await asyncio.open_connection("127.0.0.1", port)
        status, stays = await exchange(*line, request)
        outcome.count(request, status)
        if not stays:
            line[1].close()
            line = None
    if line:
        line[1].close()


async def exchange(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: Request) -> tuple[int, bool]:
    """Send one request; return the status and whether the connection stays open."""
    try:
        async with asyncio.timeout(PATIENCE):
            writer.write(request.wire())
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
            lines = dict(line.split(": ", 1) for line in head.split("\r\n")[1:] if ": " in line)
            await reader.readexactly(int(lines.get("content-length", 0)))
    except (ConnectionError, asyncio.IncompleteReadError):
        return 0, False
    return int(head.split(" ", 2)[1]), lines.get("connection") != "close"


async def run(folder: Path, count: int) -> tuple[Outcome, int, float]:
    """Bend so many callbacks to a bot of its own; return what came back, rows too many, MB of growth."""
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
            return outcome, too_many, (resident() - before) / 1e6


def main() -> int:
    """Print what came back; return the exit status."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with tempfile.TemporaryDirectory(prefix="baosong-mutations-") as name:
        outcome, too_many, grown = asyncio.run(run(Path(name), count))
    for (kind, status), times in sorted(outcome.counted.items()):
        print(f"{kind:12} {status} {times:6}")
    print(f"答错 {len(outcome.wrong)}，多出的行 {too_many}，内存增长 {grown:.1f} MB")
    for request, status in outcome.wrong[:5]:
        print(status, request)
    return int(bool(outcome.wrong or too_many or grown >= MOST_GROWN))


def resident() -> int:
    """Resident bytes of this process."""
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


if __name__ == "__main__":
    sys.exit(main())
