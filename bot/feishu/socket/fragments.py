"""What comes in several frames, put together: bounded in number, size and time, in whatever order it comes."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.feishu.frames import Frame

KEPT_FOR = timedelta(seconds=10)
"""How long a part waits for the others; Feishu's SDK gives up after five seconds."""

MOST_PARTS = 64
MOST_BYTES = 4_000_000
"""Of all that waits together. A text has at most 150 KB."""


@dataclass(slots=True)
class _Begun:
    """The parts of one thing that have come."""

    count: int
    at: datetime
    parts: dict[int, bytes] = field(default_factory=dict)


class Fragments:
    """The parts that wait on one connection."""

    def __init__(self) -> None:
        self._begun: OrderedDict[str, _Begun] = OrderedDict()

    def joined(self, frame: Frame, now: datetime) -> bytes | None:
        """Return the whole that a frame completes; None where more is to come, or it can be no part of anything."""
        count, place = _number(frame.header("sum")), _number(frame.header("seq"))
        data = frame.payload or b""
        if count <= 1:
            return data
        if count > MOST_PARTS or place >= count:
            return None
        name = frame.header("message_id")
        begun = self._begun.setdefault(name, _Begun(count, now))
        if begun.count != count:
            begun = self._begun[name] = _Begun(count, now)
        begun.parts[place] = data
        if len(begun.parts) == count:
            del self._begun[name]
            return b"".join(begun.parts[number] for number in range(count))
        self._forget(now)
        return None

    def _forget(self, now: datetime) -> None:
        """Let go of what has waited too long, and of the oldest where too much waits."""
        while self._begun:
            oldest = next(iter(self._begun.values()))
            waits = sum(len(part) + 100 for begun in self._begun.values() for part in begun.parts.values())
            if now - oldest.at <= KEPT_FOR and waits <= MOST_BYTES:
                return
            self._begun.popitem(last=False)


def _number(value: str) -> int:
    """A count as headers write it; none is 0."""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else 0
