"""What was recalled lately: a message may come behind the word that takes it back, for either is told again if need be.

The message is voided then as if it had never been written. Each process knows what it was told itself.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.newest import Newest
from scheduler.clock import Clock

KEPT_FOR = timedelta(hours=8)
"""The last time that something is told again is 7 h 05 min after the first."""

MOST_KNOWN = 10_000


class Recalls:
    """The ids of recalled messages, the newest last."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._known: Newest[str, datetime] = Newest(MOST_KNOWN)

    def note(self, message_id: str) -> None:
        """Remember that a message was recalled, and forget the oldest."""
        now = self._clock.now()
        self._known[message_id] = now
        while now - next(iter(self._known.values())) > KEPT_FOR:
            self._known.popitem(last=False)

    def __contains__(self, message_id: str) -> bool:
        return message_id in self._known
