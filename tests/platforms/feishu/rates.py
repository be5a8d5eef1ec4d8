"""So many in so long, counted apart for each key."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable


class Rate:
    """Sliding windows: what was refused does not count."""

    def __init__(self, now: Callable[[], float], *limits: tuple[int, float]) -> None:
        self._now = now
        self._limits = limits
        self._taken: dict[str, deque[float]] = {}

    def take(self, key: str) -> float:
        """Count one more and return 0, or return the seconds after which it would fit."""
        now, longest = self._now(), max(seconds for _, seconds in self._limits)
        taken = self._taken.setdefault(key, deque())
        while taken and taken[0] <= now - longest:
            taken.popleft()
        waits = [0.0]
        for most, seconds in self._limits:
            recent = [at for at in taken if at > now - seconds]
            if len(recent) >= most:
                waits.append(recent[-most] + seconds - now)
        if max(waits) == 0:
            taken.append(now)
        return max(waits)
