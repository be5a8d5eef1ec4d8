"""Sends requests byte by byte and counts what comes back: only what is whole may be answered by 200, the rest is a 4xx."""

from __future__ import annotations

import asyncio
import gc
import json
import random
import resource
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

AT_ONCE = 8
PATIENCE = 30.0
MOST_GROWN = 20.0
"""MB by which the process may grow."""


@dataclass(frozen=True, slots=True)
class Request:
    """One request to an address, and whether it is as the platform would have sent it."""

    method: str
    path: str
    query: str
    body: bytes = b""
    is_valid: bool = False
    kind: str = ""
    headers: tuple[tuple[str, str], ...] = ()

    def wire(self) -> bytes:
        """The whole as it goes over the socket."""
        address = f"{self.path}?{self.query}" if self.query else self.path
        more = "".join(f"{name}: {value}\r\n" for name, value in self.headers)
        head = f"{self.method} {address} HTTP/1.1\r\nHost: bot\r\nContent-Length: {len(self.body)}\r\n{more}\r\n"
        return head.encode("utf-8", "surrogateescape") + self.body


@dataclass
class Outcome:
    """Answers by kind of request and status; `wrong` are the requests that were answered as they must not be."""

    counted: Counter[tuple[str, int]] = field(default_factory=Counter)
    wrong: list[tuple[Request, int]] = field(default_factory=list)

    def count(self, request: Request, status: int) -> None:
        self.counted[request.kind, status] += 1
        if (status == 200) != request.is_valid or not (status == 200 or 400 <= status < 500):
            self.wrong.append((request, status))


@dataclass
class Result:
    """What a bot was left with: how it answered, how many rows too many or too few it has, MB by which it grew."""

    outcome: Outcome
    too_many: int
    grown: float

    def tell(self) -> int:
        """Print it; return the exit status."""
        for (kind, status), times in sorted(self.outcome.counted.items()):
            print(f"{kind:12} {status} {times:6}")
        print(f"答错 {len(self.outcome.wrong)}，多出的行 {self.too_many}，内存增长 {self.grown:.1f} MB")
        for request, status in self.outcome.wrong[:5]:
            print(status, request)
        return int(bool(self.outcome.wrong or self.too_many or self.grown >= MOST_GROWN))


async def hammer(port: int, requests: Iterable[Request], outcome: Outcome | None = None) -> Outcome:
    """Send everything, a few at once."""
    outcome, waiting = outcome or Outcome(), iter(requests)
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


def bent_bodies(body: bytes, chance: random.Random) -> list[bytes]:
    """What is no envelope, whatever it looks like, made of one that is."""
    return [
        b"",
        b"[]",
        b"{}",
        b"null",
        b"\xff\xfe" + body,
        body[: chance.randrange(len(body))],
        body[chance.randrange(1, len(body)) :],
        b"[" * chance.randrange(2, 5000),
        b"[" + body + b"]",
        json.dumps({"encrypt": chance.choice([1, None, [], {}, True, ["a"]])}).encode(),
        b'{"encrypt": "' + b"A" * chance.choice([1, 17, 4000]) + b'"}',
        bytes(chance.randrange(256) for _ in range(chance.randrange(1, 200))),
    ]


def flipped(text: str, chance: random.Random) -> str:
    """The same with one other sign."""
    at = chance.randrange(len(text))
    other = chance.choice([sign for sign in "0aZ-" if sign != text[at]])
    return text[:at] + other + text[at + 1 :]


def resident() -> int:
    """Resident bytes of this process."""
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()
