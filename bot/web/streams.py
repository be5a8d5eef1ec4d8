"""Who is looking at which chat, and the nudge they get when something new is to be seen there."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

from storage.chat import ChatAddress


class Watch:
    """One open page: `wait` returns when something may have changed, or after the given seconds."""

    def __init__(self) -> None:
        self._nudged = asyncio.Event()
        self.is_dismissed = False
        self.is_crowded_out = False

    def nudge(self) -> None:
        """Let the one who waits look again."""
        self._nudged.set()

    def dismiss(self) -> None:
        """Let the one who waits go: the server stops."""
        self.is_dismissed = True
        self._nudged.set()

    def crowd_out(self) -> None:
        """Let the one who waits go: there are too many pages of one chat, and this is the oldest."""
        self.is_crowded_out = True
        self.dismiss()

    async def wait(self, seconds: float) -> bool:
        """Wait for a nudge; return False where only the time is over (for a sign of life on the wire)."""
        timer = asyncio.get_running_loop().call_later(seconds, self._nudged.set)
        before = timer.when()
        await self._nudged.wait()
        timer.cancel()
        self._nudged.clear()
        return asyncio.get_running_loop().time() < before


class Streams:
    """All open pages by the chat they look at. A nudge carries nothing: what is new is read from the tables."""

    def __init__(self, most_per_chat: int = 8) -> None:
        self._most = most_per_chat
        self._watches: dict[ChatAddress, list[Watch]] = defaultdict(list)

    def nudge(self, address: ChatAddress) -> None:
        """Let everybody who looks at a chat look again."""
        for watch in self._watches.get(address, ()):
            watch.nudge()

    def nudge_platform(self, name: str) -> None:
        """Let everybody look again who looks at a chat of a platform."""
        for address, watches in self._watches.items():
            if address.platform == name:
                for watch in watches:
                    watch.nudge()

    def nudge_all(self) -> None:
        """Let everybody look again."""
        for watches in self._watches.values():
            for watch in watches:
                watch.nudge()

    @contextmanager
    def watch(self, address: ChatAddress) -> Iterator[Watch]:
        """Look at a chat; the oldest page of too many is let go."""
        watch = Watch()
        watches = self._watches[address]
        watches.append(watch)
        if len(watches) > self._most:
            watches[0].crowd_out()
        try:
            yield watch
        finally:
            watches.remove(watch)
            if not watches:
                self._watches.pop(address, None)

    def dismiss_all(self) -> None:
        """Let every open page go, so that the server can stop."""
        for watches in self._watches.values():
            for watch in watches:
                watch.dismiss()
