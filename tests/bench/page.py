"""Somebody at the unit page: asks over HTTP, and sees the answer as the page sees it."""

from __future__ import annotations

import asyncio
import json
import secrets
import time
from dataclasses import dataclass, field
from typing import Any

import aiohttp

OURS = {"X-Baosong": "1"}
PATIENCE = 30.0


@dataclass
class Visitor:
    """One open page. `waiting` are the questions in the order asked, each with the moment it was asked."""

    session: aiohttp.ClientSession
    base: str
    waiting: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    answered: asyncio.Event = field(default_factory=asyncio.Event)

    async def ask(self, text: str) -> None:
        """Send one question."""
        self.answered.clear()
        self.waiting.append(time.perf_counter())
        body = {"id": secrets.token_hex(8), "text": text}
        async with self.session.post(f"{self.base}/messages", json=body, headers=OURS) as response:
            response.raise_for_status()

    async def watch(self, opened: asyncio.Event) -> None:
        """Follow the page's stream, noting how long each answer took, until cancelled."""
        async with self.session.get(f"{self.base}/events", timeout=aiohttp.ClientTimeout(total=None)) as response:
            response.raise_for_status()
            async for line in response.content:
                opened.set()
                if line.startswith(b"data: "):
                    self._note(json.loads(line[6:]))

    def _note(self, news: dict[str, Any]) -> None:
        """Take the answers off what waits."""
        now = time.perf_counter()
        for entry in news.get("entries", ()):
            if not entry["client"] and self.waiting:
                self.seconds.append(now - self.waiting.pop(0))
        if not self.waiting:
            self.answered.set()


async def first_answer(url: str, token: str) -> float:
    """Ask as soon as the server listens; return when the answer was there (`time.perf_counter`)."""
    async with aiohttp.ClientSession() as session:
        visitor = Visitor(session, f"{url}/u/{token}")
        await _until_taken(visitor)
        while True:
            async with session.get(f"{visitor.base}/news") as response:
                news = await response.json()
            if any(not entry["client"] for entry in news["entries"]):
                return time.perf_counter()
            await asyncio.sleep(0.005)


async def _until_taken(visitor: Visitor) -> None:
    """Try until somebody listens."""
    async with asyncio.timeout(PATIENCE):
        while True:
            try:
                await visitor.ask("什么时候交，交到哪里")
            except aiohttp.ClientConnectionError:
                await asyncio.sleep(0.005)
            else:
                return


async def first_response(url: str) -> float:
    """Ask the baseline for anything as soon as it listens; return when it answered."""
    async with aiohttp.ClientSession() as session, asyncio.timeout(PATIENCE):
        while True:
            try:
                async with session.get(f"{url}/u/x/news") as response:
                    response.raise_for_status()
                    return time.perf_counter()
            except aiohttp.ClientConnectionError:
                await asyncio.sleep(0.005)
