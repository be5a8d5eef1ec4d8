"""Worker processes that tests hand on to one another: each App would start its own otherwise, a second's work."""

from __future__ import annotations

from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from typing import ClassVar

from bot import workers

OwnPool = workers._Pool


class HandedOn(OwnPool):
    """A pool that whoever ends it in peace leaves to the next one; one with a call in it, or broken, ends in truth."""

    _idle: ClassVar[dict[tuple[int, int], list[ProcessPoolExecutor]]] = defaultdict(list)

    def __init__(self, at_once: int, memory: int) -> None:
        self._left = self._idle[at_once, memory]
        self._is_over = False
        if not self._left:
            super().__init__(at_once, memory)
            return
        self._executor = self._left.pop()
        self.begun = self.running = 0

    def end(self) -> None:
        if self._is_over:
            return
        self._is_over = True
        if self.running or self._executor._broken:
            super().end()
        else:
            self._left.append(self._executor)

    @classmethod
    def end_all(cls) -> None:
        """End what nobody needs any more."""
        for (at_once, memory), left in cls._idle.items():
            while left:
                OwnPool.end(cls(at_once, memory))
