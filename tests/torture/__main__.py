"""As long as one likes: kills at random moments, then judgement. Prints figures; status 1 where a promise was broken."""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import tempfile
import time
from pathlib import Path

from tests.torture.torment import torment


async def run(folder: Path, seed: int, kills: int) -> list[str]:
    """Kill so often, and judge."""
    began = time.perf_counter()
    async with torment(folder, seed) as begun:
        for _ in range(kills):
            await begun.kill_at_random()
        await begun.rest()
        faults = begun.faults()
    account = begun.exchange.account
    in_hand = sum(kill.in_hand > 0 for kill in begun.kills)
    print(f"seed {seed}: {kills} kills in {time.perf_counter() - began:.1f} s, {in_hand} of them with work in hand")
    print(f"{len(account.said)} messages, {account.said_again} said again, {sum(account.requests.values())} sent")
    return faults


def main() -> int:
    """Read the options, run, say what was broken."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seed", type=int, default=random.randrange(1_000_000))
    options.add_argument("--kills", type=int, default=400)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        faults = asyncio.run(run(Path(folder), given.seed, given.kills))
    print("\n".join(faults) or "every promise kept")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
