"""What workers are given to do in tests: plain functions of a module, as they must be to travel there."""

from __future__ import annotations

import os
import time
from pathlib import Path


def add(one: int, other: int) -> int:
    return one + other


def refuse() -> None:
    raise LookupError("not here")


def hang(begun: Path) -> None:
    begun.write_text(str(os.getpid()), encoding="ascii")
    time.sleep(600)


def grow() -> int:
    return len(bytearray(3_000_000_000))


def die(deaths: Path) -> None:
    with deaths.open("a", encoding="ascii") as file:
        file.write("x")
    os._exit(3)


def add_slowly(one: int, other: int, begun: Path) -> int:
    begun.touch()
    time.sleep(0.5)
    return one + other
