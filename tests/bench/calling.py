"""Servers in processes of their own, called as fast as they answer, and what that takes of the processor."""

from __future__ import annotations

import asyncio
import socket
import statistics
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

AT_ONCE = 256
ROUNDS = 3
WAIT = 30.0


@dataclass(frozen=True, slots=True)
class Round:
    """What a server did: calls a second, and µs of its processor's time for each."""

    rate: float
    cpu: float


def median(rounds: Sequence[Round]) -> Round:
    """What is in the middle of some rounds."""
    return Round(statistics.median(one.rate for one in rounds), statistics.median(one.cpu for one in rounds))


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
    used, began = cpu(pid), time.perf_counter()
    await asyncio.gather(*(_call(reader, writer, waiting) for reader, writer in lines))
    seconds, used = time.perf_counter() - began, cpu(pid) - used
    for _, writer in lines:
        writer.close()
    return Round(len(calls) / seconds, used / len(calls) * 1e6)


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
