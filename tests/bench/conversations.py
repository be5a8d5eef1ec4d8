"""Conversations: what one costs, and how long its answer takes while fifty a second come in."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import aiohttp

from bot.app import App
from bot.config import Settings
from bot.platform import Outgoing
from scheduler.clock import SystemClock
from tests.bench import installation, page
from tests.bench.figures import Figure, percentile
from tests.platforms.memory import MemoryPlatform

QUESTIONS = (
    "几号交",
    "材料交到哪里",
    "联系电话多少",
    "要交哪些材料",
    "邮箱是多少",
    "活动主题是什么",
    "照片要几张",
    "还有几天",
)
COUNTED, WARMED = 400, 50
PEOPLE, A_SECOND, SECONDS = 50, 50, 20


def cpu() -> Iterator[Figure]:
    """CPU of a conversation from admission to settled answer, durable, one after the other."""
    with tempfile.TemporaryDirectory(prefix="baosong-bench-") as name:
        installation.prepare(Path(name), links=1)
        seconds, rounds = asyncio.run(_converse(Path(name) / "data"))
    yield Figure("一次对话的处理器时间", seconds * 1000, "ms", 3.0)
    yield Figure("一次对话的全程（落盘两次）", rounds * 1000, "ms")


async def _converse(folder: Path) -> tuple[float, float]:
    """Converse some hundred times; return seconds of CPU and of time for one."""
    platform = MemoryPlatform()
    async with App(Settings(), SystemClock(), [platform], folder=folder) as app:
        for number in range(WARMED):
            await _once(app, platform, number)
        used, began = time.process_time(), time.perf_counter()
        for number in range(COUNTED):
            await _once(app, platform, number)
        return (time.process_time() - used) / COUNTED, (time.perf_counter() - began) / COUNTED


async def _once(app: App, platform: MemoryPlatform, number: int) -> None:
    """One question to its settled answer."""
    text = QUESTIONS[number % len(QUESTIONS)]
    await platform.say(f"p{number % PEOPLE}", text, sender=f"u{number % PEOPLE}", at=datetime.now(UTC))
    await app.settle()


async def latency() -> list[Figure]:
    """Times from message to answer at fifty a second: over HTTP to an open unit page, and at the bot's own edge."""
    with installation.empty() as served:
        await page.first_response(served.url)
        baseline = await _knock(served.url)
    with installation.bot(links=PEOPLE) as (served, tokens):
        await page.first_answer(served.url, tokens[0])
        over_http, lost = await _talk(served.url, tokens)
    at_edge = await _edge()
    return [
        Figure("50条/秒时答复时延 p99", percentile(at_edge, 0.99) * 1000, "ms", 50),
        Figure("  其中位数", percentile(at_edge, 0.5) * 1000, "ms"),
        Figure(
            "同上，从网页发出到网页看见 p99",
            percentile(over_http, 0.99) * 1000,
            "ms",
            50,
            percentile(baseline, 0.99) * 1000,
        ),
        Figure("  其中位数", percentile(over_http, 0.5) * 1000, "ms", None, percentile(baseline, 0.5) * 1000),
        Figure("没有等到的答复", lost, "条", 0),
    ]


async def _knock(url: str) -> list[float]:
    """The same rate of requests at the baseline; how long each took."""
    seconds: list[float] = []

    async def knock(session: aiohttp.ClientSession) -> None:
        began = time.perf_counter()
        async with session.post(f"{url}/u/x/messages", json={"id": "0" * 16, "text": QUESTIONS[0]}) as response:
            await response.read()
        seconds.append(time.perf_counter() - began)

    async with aiohttp.ClientSession() as session:
        await _at_rate([knock(session) for _ in range(A_SECOND * SECONDS)])
    return seconds


async def _talk(url: str, tokens: Sequence[str]) -> tuple[list[float], int]:
    """Fifty open pages ask in turn, fifty questions a second; how long each answer took, and how many never came."""
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=connector) as session:
        visitors = [page.Visitor(session, f"{url}/u/{token}") for token in tokens]
        opened = [asyncio.Event() for _ in visitors]
        watching = [asyncio.create_task(one.watch(event)) for one, event in zip(visitors, opened, strict=True)]
        await asyncio.gather(*(event.wait() for event in opened))
        asked = range(A_SECOND * SECONDS)
        await _at_rate([visitors[at % PEOPLE].ask(QUESTIONS[at // PEOPLE % len(QUESTIONS)]) for at in asked])
        await asyncio.sleep(2)
        for task in watching:
            task.cancel()
        await asyncio.gather(*watching, return_exceptions=True)
    return [s for one in visitors for s in one.seconds], sum(len(one.waiting) for one in visitors)


async def _edge() -> list[float]:
    """The same questions at the edge, where a chat platform would bring and take them."""
    asked: dict[str, float] = {}
    seconds: list[float] = []

    class Timed(MemoryPlatform):
        async def send(self, outgoing: Outgoing) -> str:
            seconds.append(time.perf_counter() - asked.pop(outgoing.address.chat))
            return outgoing.key

    platform = Timed()

    async def ask(at: int) -> None:
        chat = f"p{at}"
        asked[chat] = time.perf_counter()
        text = QUESTIONS[at % len(QUESTIONS)]
        await platform.say(chat, text, sender=f"u{at % PEOPLE}", at=datetime.now(UTC))

    with tempfile.TemporaryDirectory(prefix="baosong-bench-") as name:
        installation.prepare(Path(name), links=1)
        async with App(Settings(), SystemClock(), [platform], folder=Path(name) / "data") as app:
            await _at_rate([ask(at) for at in range(A_SECOND * SECONDS)])
            await app.settle()
    return seconds


async def _at_rate(jobs: Sequence[object]) -> None:
    """Start one job after the other at the rate, whether those before are done or not."""
    began = time.perf_counter()
    running = []
    for number, job in enumerate(jobs):
        await asyncio.sleep(max(0.0, began + number / A_SECOND - time.perf_counter()))
        running.append(asyncio.ensure_future(job))  # type: ignore[arg-type]
    await asyncio.gather(*running)
