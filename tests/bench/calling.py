"""Servers in processes of their own, called as fast as they answer, and what that takes of the processor."""

from __future__ import annotations

import asyncio
import socket
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, fields
from pathlib import Path

from tests.bench.installation import free_port

AT_ONCE = 256
TURNS = 5
CALLS, WARMING = 40_000, 2_000
"""Calls of one round, which lasts about three seconds, and those beforehand."""

WAIT = 30.0


@dataclass(frozen=True, slots=True)
class Server:
    """How a server is run, given a port and a folder; `share` is the part of the calls that it gets, if it is slow."""

    command: Callable[[int, str], Sequence[str]]
    share: int = 1


@dataclass(frozen=True, slots=True)
class Round:
    """What a server did: calls a second, µs of its processor's time for each.

    `caller` is the share of one processor that calling it took: where that nears 1, it is the caller that is measured.
    """

    rate: float
    cpu: float
    caller: float


def median(rounds: Sequence[Round]) -> Round:
    """What is in the middle of some rounds."""
    return Round(*(statistics.median(getattr(one, name.name) for one in rounds) for name in fields(Round)))


def times(faster: Sequence[Round], slower: Sequence[Round]) -> float:
    """How many times as fast one server was as another: turn by turn, as a machine is not the same all the time."""
    return statistics.median(one.rate / other.rate for one, other in zip(faster, slower, strict=True))


def in_turns(servers: Sequence[Server], called: Callable[[int], bytes]) -> list[list[Round]]:
    """Call servers in turns, all with the same calls, and return the rounds of each.

    `called` makes the call of a number. All run from the first to the last turn; every other turn has them the other
    way round, so that none comes before another always.
    """
    rounds: list[list[Round]] = [[] for _ in servers]
    with ExitStack() as stack:
        places = [stack.enter_context(placed(server)) for server in servers]
        for turn in range(TURNS + 1):
            count = CALLS if turn else WARMING
            calls = [called(turn * CALLS + number) for number in range(count)]
            order = list(zip(servers, places, rounds, strict=True))
            for server, (pid, port), done in order if turn % 2 else reversed(order):
                one = measured(pid, port, calls[: count // server.share])
                if turn:
                    done.append(one)
    return rounds


@contextmanager
def placed(server: Server) -> Iterator[tuple[int, int]]:
    """Run a server in a folder of its own, until the block is left: process and port."""
    port = free_port()
    with (
        tempfile.TemporaryDirectory(prefix="baosong-bench-") as folder,
        running(server.command(port, folder), port) as process,
    ):
        yield process.pid, port


@contextmanager
def running(command: Sequence[str], port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A server in a process of its own, from when it listens until the block is left."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        until = time.monotonic() + WAIT
        while not _listens(port):
            assert process.poll() is None, "it has ended"
            assert time.monotonic() < until, "it did not begin to listen"
            time.sleep(0.05)
        yield process
    finally:
        process.terminate()
        process.wait(timeout=WAIT)


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def measured(pid: int, port: int, calls: Sequence[bytes]) -> Round:
    """Send calls, 256 at once over connections that are open already, and see how long they take."""
    return asyncio.run(_send(pid, port, calls))


async def _send(pid: int, port: int, calls: Sequence[bytes]) -> Round:
    waiting = iter(calls)
    lines = [await asyncio.open_connection("127.0.0.1", port) for _ in range(AT_ONCE)]
    used, own, began = cpu(pid), time.process_time(), time.perf_counter()
    await asyncio.gather(*(_call(reader, writer, waiting) for reader, writer in lines))
    seconds, own, used = time.perf_counter() - began, time.process_time() - own, cpu(pid) - used
    for _, writer in lines:
        writer.close()
    return Round(len(calls) / seconds, used / len(calls) * 1e6, own / seconds)


async def _call(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, waiting: Iterator[bytes]) -> None:
    """Send what waits, one call after the other's answer is read; each must be taken."""
    for call in waiting:
        writer.write(call)
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        assert head.startswith("http/1.1 200"), head
        size = int(head.partition("content-length: ")[2].partition("\r\n")[0])
        assert size <= 2, "an event is answered by next to nothing"
        await reader.readexactly(size)


def cpu(pid: int) -> float:
    """Seconds of the processor that a process has used: its threads' own count, finer than that of the process."""
    threads = Path(f"/proc/{pid}/task").iterdir()
    return sum(int((thread / "schedstat").read_text().split()[0]) for thread in threads) / 1e9
