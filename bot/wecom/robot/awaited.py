"""Clicks and entries: what is said to them is wanted at once, or WeCom forgets that it asked."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from scheduler.clock import Clock

AWAITED_SECONDS = 4.0
"""How long WeCom's question waits for what the conversation says: it is forgotten after five seconds."""


class Awaited:
    """What WeCom asked on the long connection and waits for, by req_id; of a click the sentence of its button."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._open: dict[str, tuple[str, asyncio.Event]] = {}

    def __contains__(self, req_id: str) -> bool:
        return req_id in self._open

    def take(self, req_id: str) -> str:
        """Answer it from now on, nobody else does; return the sentence."""
        sentence, taken = self._open.pop(req_id)
        taken.set()
        return sentence

    @contextmanager
    def at(self, req_id: str, sentence: str) -> Iterator[asyncio.Event]:
        """Let somebody answer it as long as the block lasts; the event says that somebody does."""
        taken = asyncio.Event()
        self._open[req_id] = (sentence, taken)
        try:
            yield taken
        finally:
            self._open.pop(req_id, None)

    async def is_taken(self, taken: asyncio.Event) -> bool:
        """Wait for as long as WeCom does, and return whether somebody answers."""
        try:
            async with self._clock.timeout(AWAITED_SECONDS):
                await taken.wait()
        except TimeoutError:
            return False
        return True
