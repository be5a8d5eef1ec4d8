"""The process: how long from its start to the first answer, and how much memory it holds after ten."""

from __future__ import annotations

import asyncio
import statistics
from collections.abc import Iterator

import aiohttp

from tests.bench import installation, page
from tests.bench.figures import Figure

STARTS = 5
QUESTIONS = (
    "几号交",
    "交到哪里",
    "电话多少",
    "要交什么",
    "邮箱",
    "主题是什么",
    "有模板吗",
    "还有几天",
    "怎么交",
    "几号交",
)


def figures() -> Iterator[Figure]:
    """Median of five starts, each of a process of its own; memory after ten answers in the last."""
    empty_starts, starts = [], []
    memory = empty_memory = 0.0
    for _ in range(STARTS):
        with installation.empty() as served:
            empty_starts.append(asyncio.run(page.first_response(served.url)) - served.started)
            empty_memory = served.megabytes()
        with installation.bot(links=1) as (served, (token,)):
            starts.append(asyncio.run(page.first_answer(served.url, token)) - served.started)
            asyncio.run(_ask_all(served.url, token))
            memory = served.megabytes()
    yield Figure("启动到第一个答复", statistics.median(starts), "s", 1.5, statistics.median(empty_starts))
    yield Figure("十个答复之后的内存", memory, "MB", 120, empty_memory)


async def _ask_all(url: str, token: str) -> None:
    """Ask ten questions and wait for their answers."""
    async with aiohttp.ClientSession() as session:
        visitor, opened = page.Visitor(session, f"{url}/u/{token}"), asyncio.Event()
        watching = asyncio.create_task(visitor.watch(opened))
        await opened.wait()
        visitor.seconds.clear()
        for question in QUESTIONS:
            await visitor.ask(question)
            async with asyncio.timeout(page.PATIENCE):
                await visitor.answered.wait()
        watching.cancel()
