"""WeCom's callbacks: from the sealed call to the committed row, beside the same server that keeps nothing.

The server is that of `baosong run` with one self-built app; nobody converses behind it. Beside it stands what wechatpy
takes to decrypt and parse the same calls, and nothing else.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Iterator
from urllib.parse import parse_qs

from tests.bench.callback_server import AES_KEY, CORP, TOKEN
from tests.bench.calling import Server, cpu, in_turns, median, placed, times
from tests.bench.figures import Figure
from tests.platforms.hammering import Request
from tests.platforms.wecom.mutations import Account, heaviest

PARSED = 2_000
HEAVY = 20


def figures() -> Iterator[Figure]:
    """Serve in turns without and with keeping; then wechatpy alone; then the heaviest that can be sent."""
    address = account()
    called = [_server("drop"), _server("store")]
    dropped, kept = in_turns(called, lambda number: address.call(address.told(number)).wire())
    ours, bare = median(kept), median(dropped)
    yield Figure("企业微信回调到落库，256路并发", ours.rate, "条/秒", None, bare.rate)
    yield Figure("  每条的处理器时间", ours.cpu, "µs", None, bare.cpu)
    yield Figure("  发出回调的一方占用的核", ours.caller, "个", None, bare.caller)
    yield Figure("  不落库与落库的速度之比", times(dropped, kept), "倍", 1 / 0.8)
    yield Figure("  同样的回调，仅用wechatpy解密和解析", _parsed(), "µs")
    name, worst = _heaviest()
    yield Figure(f"最费时的坏回调（{name}）的处理器时间", worst, "ms", 20)


def account(*, is_robot: bool = False) -> Account:
    """The callback address of the server's app, or of its robot."""
    return Account(f"/wecom/{'robot' if is_robot else 'app'}", is_robot, time.time, TOKEN, AES_KEY)


def _server(mode: str) -> Server:
    return Server(lambda port, folder: [sys.executable, "-m", "tests.bench.callback_server", mode, str(port), folder])


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
    with placed(_server("store")) as (pid, port):

        def cost(request: Request) -> float:
            before = cpu(pid)
            asyncio.run(_refused(port, request))
            return (cpu(pid) - before) / HEAVY * 1e3

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
