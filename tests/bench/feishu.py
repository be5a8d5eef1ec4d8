"""Feishu's callbacks: from the encrypted call to the committed row, beside the same server that keeps nothing.

Nobody converses behind it. Beside it stands nonebot2 with its Feishu adapter as they come, installed for this alone, with
one handler that does nothing: neither a signature is checked nor a row kept.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
import venv
from collections.abc import Iterator
from pathlib import Path

from tests.bench.calling import Server, in_turns, median, times
from tests.bench.feishu_server import APP, KEY, TOKEN
from tests.bench.figures import Figure
from tests.platforms.feishu.sealing import close, sign

USERS = 7
SLOWER = 6
"""How many times as slow nonebot2 is about: it gets so much fewer calls, and its rounds last as long."""

BESIDE = ("nonebot2[fastapi,httpx]==2.5.0", "nonebot-adapter-feishu==2.7.2")
ENVIRONMENT = Path(sys.prefix) / "nonebot"


def figures() -> Iterator[Figure]:
    """Serve in turns without keeping, with it, and by nonebot2 where that can be installed."""
    python = _nonebot()
    beside = [Server(lambda port, _: _theirs(python, port), SLOWER)] if python else []
    dropped, kept, *others = in_turns([_ours("drop"), _ours("store"), *beside], _call)
    ours, bare = median(kept), median(dropped)
    yield Figure("飞书回调到落库，256路并发", ours.rate, "条/秒", None, bare.rate)
    yield Figure("  每条的处理器时间", ours.cpu, "µs", None, bare.cpu)
    yield Figure("  发出回调的一方占用的核", ours.caller, "个", None, bare.caller)
    yield Figure("  不落库与落库的速度之比", times(dropped, kept), "倍", 1 / 0.8)
    for other in others:
        yield Figure("  同样的回调，nonebot2什么也不做", median(other).rate, "条/秒")
        yield Figure("  nonebot2与本机落库的速度之比", times(other, kept), "倍", 1 / 6)


def _nonebot() -> str:
    """The interpreter of nonebot2's own environment, made where it is missing; empty where that cannot be done."""
    python = ENVIRONMENT / "bin" / "python"
    try:
        if not python.exists():
            venv.create(ENVIRONMENT, with_pip=True)
        install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *BESIDE]
        subprocess.run(install, check=True, stdout=subprocess.DEVNULL)
    except (OSError, subprocess.CalledProcessError):
        print("nonebot2 未能安装：飞书回调的对照略过", file=sys.stderr, flush=True)
        return ""
    return str(python)


def _ours(mode: str) -> Server:
    return Server(lambda port, folder: [sys.executable, "-m", "tests.bench.feishu_server", mode, str(port), folder])


def _theirs(python: str, port: int) -> list[str]:
    return [python, str(Path(__file__).with_name("nonebot_server.py")), str(port), APP, KEY, TOKEN]


def _call(number: int) -> bytes:
    """One message of a person in private, as it goes over the socket."""
    body = json.dumps({"encrypt": close(KEY, json.dumps(_told(number), ensure_ascii=False))}).encode()
    timestamp, nonce = str(int(time.time())), f"n{number}"
    head = [
        f"POST /feishu/{APP} HTTP/1.1",
        "Host: bot",
        "Content-Type: application/json; charset=utf-8",
        f"Content-Length: {len(body)}",
        f"X-Lark-Request-Timestamp: {timestamp}",
        f"X-Lark-Request-Nonce: {nonce}",
        f"X-Lark-Signature: {sign(KEY, timestamp, nonce, body)}",
    ]
    return "\r\n".join([*head, "", ""]).encode() + body


def _told(number: int) -> dict[str, object]:
    """im.message.receive_v1."""
    at, user = str(int(time.time() * 1000)), f"user{number % USERS}"
    header = {"event_id": f"ev-{number}", "event_type": "im.message.receive_v1", "create_time": at}
    sender_id = {"open_id": f"ou_{user}", "union_id": f"on_{user}", "user_id": user}
    message = {"message_id": f"om_{number}", "create_time": at, "update_time": at, "chat_id": f"oc_{user}"}
    message |= {"chat_type": "p2p", "message_type": "text", "content": json.dumps({"text": f"第{number}条：几号交"})}
    sender = {"sender_id": sender_id, "sender_type": "user", "tenant_key": "t"}
    header |= {"token": TOKEN, "app_id": APP, "tenant_key": "t"}
    return {"schema": "2.0", "header": header, "event": {"sender": sender, "message": message}}
