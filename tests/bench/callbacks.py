"""WeCom's callbacks: from the sealed call to the committed row, beside the same server that keeps nothing.

The server is that of `baosong run` with one self-built app; nobody converses behind it. Beside it stands what wechatpy
takes to decrypt and parse the same calls, and nothing else.
"""

from __future__ import annotations

import asyncio
import itertools
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs

from tests.bench import installation
from tests.bench.callback_server import AES_KEY, CORP, TOKEN
from tests.bench.figures import Figure
from tests.platforms.hammering import Request
from tests.platforms.wecom.mutations import Account, heaviest

AT_ONCE = 256
CALLS, ROUNDS = 4_000, 3
PARSED = 2_000
HEAVY = 20
WAIT = 30.0


@dataclass(frozen=True, slots=True)
class _Round:
    """What one server did: calls a second, and µs of its processor's time for each."""

    rate: float
    cpu: float


def figures() -> Iterator[Figure]:
    """Serve in turns with and without keeping; then wechatpy alone; then the heaviest that can be sent."""
    kept: list[_Round] = []
    dropped: list[_Round] = []
    for _ in range(ROUNDS):
        dropped.append(_served("drop"))
        kept.append(_served("store"))
    rate, bare = statistics.median(one.rate for one in kept), statistics.median(one.rate for one in dropped)
    cpu, bare_cpu = statistics.median(one.cpu for one in kept), statistics.median(one.cpu for one in dropped)
    yield Figure("企业微信回调到落库，256路并发", rate, "条/秒", None, bare)
    yield Figure("  每条的处理器时间", cpu, "µs", None, bare_cpu)
    yield Figure("  不落库与落库的速度之比", bare / rate, "倍", 1 / 0.8)
    yield Figure("  同样的回调，仅用wechatpy解密和解析", _parsed(), "µs")
    name, worst = _heaviest()
    yield Figure(f"最费时的坏回调（{name}）的处理器时间", worst, "ms", 20)


def account(*, is_robot: bool = False) -> Account:
    """The callback address of the server's app, or of its robot."""
    return Account(f"/wecom/{'robot' if is_robot else 'app'}", is_robot, time.time, TOKEN, AES_KEY)


@contextmanager
def _running(mode: str) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """A server in a process of its own, until the block is left."""
    port = installation.free_port()
    with tempfile.TemporaryDirectory(prefix="baosong-bench-") as folder:
        command = [sys.executable, "-m", "tests.bench.callback_server", mode, str(port), folder]
        process = subprocess.Popen(command, stdout=subprocess.PIPE)
        try:
            assert process.stdout is not None
            process.stdout.readline()  # it listens
            yield process, port
        finally:
            process.terminate()
            process.wait(timeout=WAIT)


def _served(mode: str) -> _Round:
    """Send calls, 256 at once, and see how long they take."""
    address, numbers = account(), itertools.count(1)
    with _running(mode) as (process, port):
        for count in (500, CALLS):
            calls = [address.call(address.told(next(numbers))).wire() for _ in range(count)]
            used, began = _cpu(process.pid), time.perf_counter()
            asyncio.run(_send(port, calls))
            seconds, used = time.perf_counter() - began, _cpu(process.pid) - used
    return _Round(CALLS / seconds, used / CALLS * 1e6)


async def _send(port: int, calls: Sequence[bytes]) -> None:
    """Send each call and read its answer, over as many connections as are at once; each must be taken."""
    waiting = iter(calls)

    async def one() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for call in waiting:
            writer.write(call)
            head = await reader.readuntil(b"\r\n\r\n")
            assert head.startswith(b"HTTP/1.1 200"), head
            assert b"Content-Length: 0" in head, head
        writer.close()

    await asyncio.gather(*(one() for _ in range(AT_ONCE)))


def _parsed() -> float:
    """µs for which wechatpy decrypts and parses one call."""
    from wechatpy.enterprise import parse_message
    from wechatpy.enterprise.crypto import WeChatCrypto

    crypto, address = WeChatCrypto(TOKEN, AES_KEY, CORP), account()
    calls = [address.call(address.told(number)) for number in range(PARSED)]
    stamps = [{name: values[0] for name, values in parse_qs(call.query).items()} for call in calls]
    used = time.process_time()
    for call, stamp in zip(calls, stamps, strict=True):
        parse_message(crypto.decrypt_message(call.body, stamp["msg_signature"], stamp["timestamp"], stamp["nonce"]))
    return (time.process_time() - used) / PARSED * 1e6


def _heaviest() -> tuple[str, float]:
    """The name of the call that takes the processor longest, and how many ms."""
    with _running("store") as (process, port):

        def cost(request: Request) -> float:
            before = _cpu(process.pid)
            asyncio.run(_refused(port, request))
            return (_cpu(process.pid) - before) / HEAVY * 1e3

        costs = {
            f"{'智能机器人' if is_robot else '自建应用'}，{name}": cost(request)
            for is_robot in (True, False)
            for name, request in heaviest(account(is_robot=is_robot)).items()
        }
    worst = max(costs, key=costs.__getitem__)
    return worst, costs[worst]


async def _refused(port: int, request: Request) -> None:
    """Send a call some times, each on a connection of its own."""
    for _ in range(HEAVY):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(request.wire())
        await reader.readuntil(b"\r\n\r\n")
        writer.close()


def _cpu(pid: int) -> float:
    """Seconds of the processor that a process has used: its threads' own count, finer than that of the process."""
    threads = Path(f"/proc/{pid}/task").iterdir()
    return sum(int((thread / "schedstat").read_text().split()[0]) for thread in threads) / 1e9
