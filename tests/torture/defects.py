"""Defects put in on purpose: a judge that has never found anybody guilty proves nothing."""

from __future__ import annotations

import asyncio
from enum import StrEnum

from bot import dispatcher
from bot.dispatcher import Dispatcher


class Defect(StrEnum):
    """What is done wrong in a life."""

    NONE = ""
    ACKNOWLEDGES_FIRST = "acknowledges first, then commits"
    TWO_COMMITS = "effects and being done are two commits"
    REPEATS_BLINDLY = "what may have been sent is sent again though the platform knows no keys"


def split_commits() -> None:
    """Let a conversation commit its effects, and only a little later that it is done."""
    handle = Dispatcher._handle

    async def handle_in_two(self: Dispatcher, inbox_id: int) -> None:
        await handle(self, inbox_id)
        await asyncio.sleep(0.08)
        await self._database.write(lambda work: work.inbox.set(inbox_id, state="done"))

    Dispatcher._handle = handle_in_two  # type: ignore[method-assign]
    dispatcher._settle = lambda *_: None
