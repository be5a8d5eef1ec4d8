"""The platforms' side of the wire: says things, says again what was not acknowledged, takes what is sent, keeps account."""

from __future__ import annotations

import asyncio
import base64
import itertools
import json
import random
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Self

from storage.chat_json import message_written
from tests.torture.stream import KEYED, KEYLESS, Said, Stream

MOST_IN_FLIGHT = 8
SAID_AGAIN = 0.05
"""How often something is said a second time though it was acknowledged: platforms do."""

TICK_EVERY = 6


@dataclass(slots=True)
class Account:
    """What the world outside knows, independent of the bot's own database."""

    said: dict[str, Said] = field(default_factory=dict)
    acknowledged: set[str] = field(default_factory=set)
    requests: Counter[str] = field(default_factory=Counter)
    """How often each key has come in."""
    shown: dict[str, tuple[str, int]] = field(default_factory=dict)
    """What people saw by its key: the text, and how many files."""
    said_again: int = 0


class Exchange:
    """Serves one life after the other. `is_saying` off, only what is not acknowledged yet is said."""

    def __init__(self, seed: int) -> None:
        self.account = Account()
        self.stream = Stream(seed)
        self.is_saying = True
        self._chance = random.Random(seed)
        self._open: dict[str, Said] = {}
        self._in_flight: set[str] = set()
        self._writer: asyncio.StreamWriter | None = None
        self._started: set[str] = set()
        self._changed = asyncio.Condition()
        self._ticks = itertools.count(1)
        self.happened = 0
        """How many lines have come in since the present life began."""
        self._has_rested = False
        self._life = 0

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, limit=1 << 22)
        self.port: int = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        await self._server.wait_closed()

    def say(self, said: Said) -> None:
        """Have something said beside the stream."""
        self._open[said.message.message_id] = said
        self._pump()

    async def stop(self) -> None:
        """Tell the present life to stop, as soon as it hears."""
        async with self._changed:
            await self._changed.wait_for(lambda: self._writer is not None)
        self._tell(told="stop")

    def begin(self) -> int:
        """Be ready for a new life; return its number."""
        self._life += 1
        self._writer = None
        self.happened, self._has_rested = 0, False
        self._started.clear()
        self._in_flight.clear()
        return self._life

    async def until(self, lines: int) -> None:
        """Wait until so many lines have come in from the present life."""
        async with self._changed:
            await self._changed.wait_for(lambda: self.happened >= lines)

    async def answered(self) -> None:
        """Wait until something has been answered, in this life or an earlier one."""
        async with self._changed:
            await self._changed.wait_for(lambda: any(key.startswith("reply/") for key in self.account.shown))

    async def acknowledged(self) -> None:
        """Wait until the life serves and everything said is acknowledged."""
        async with self._changed:
            await self._changed.wait_for(lambda: self._is_served and not self._open)

    async def rest(self) -> None:
        """Wait until everything said is acknowledged and the life has come to rest."""
        await self.acknowledged()
        self._tell(told="rest")
        async with self._changed:
            await self._changed.wait_for(lambda: self._has_rested)

    @property
    def _is_served(self) -> bool:
        """Both platforms of the present life take what is said."""
        return self._started == {KEYED, KEYLESS}

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Hear one life to its end; its last lines may come in when the next one has begun."""
        try:
            life = json.loads(await reader.readline() or "{}").get("life")
            async with self._changed:
                if life == self._life:
                    self._writer = writer
                self._changed.notify_all()
            while (line := await reader.readline()).endswith(b"\n"):
                self._heard(json.loads(line), is_present=life == self._life, writer=writer)
                async with self._changed:
                    self._changed.notify_all()
        except ConnectionError:
            pass  # as the dead hang up
        finally:
            if self._writer is writer:
                self._writer = None
            writer.close()

    def _tell(self, **what: object) -> None:
        """Tell the present life, unless it has died meanwhile."""
        if self._writer is not None:
            _write(self._writer, **what)

    def _heard(self, what: dict[str, Any], writer: asyncio.StreamWriter, *, is_present: bool) -> None:
        if "acknowledged" in what:
            self.account.acknowledged.add(what["acknowledged"])
            self._open.pop(what["acknowledged"], None)
            self._in_flight.discard(what["acknowledged"])
        elif "fetch" in what:
            data = self.stream.files.get(what["fetch"])
            _write(writer, answers=what["number"], data=base64.b64encode(data).decode() if data else None)
        elif "send" in what:
            self.account.requests[what["send"]] += 1
            self.account.shown.setdefault(what["send"], (what["text"], what["files"]))
            _write(writer, answers=what["number"])
        elif is_present and "started" in what:
            self._started.add(what["started"])
        elif is_present and "rested" in what:
            self._has_rested = True
        if is_present:
            self.happened += 1
            self._pump()

    def _pump(self) -> None:
        """Say what is not acknowledged, in its order, then what is new, a few at a time."""
        if not self._is_served:
            return
        while self.is_saying and len(self._open) < MOST_IN_FLIGHT:
            said = next(self.stream)
            self._open[said.message.message_id] = said
        for number, said in self._open.items():
            if len(self._in_flight) >= MOST_IN_FLIGHT:
                break
            if number not in self._in_flight:
                self._in_flight.add(number)
                self._bring(said)

    def _bring(self, said: Said) -> None:
        """Bring one message, now and then an old one with it, now and then a tick."""
        self.account.said.setdefault(said.message.message_id, said)
        self._tell(say=_told(said))
        if self.account.acknowledged and self._chance.random() < SAID_AGAIN:
            again = self._chance.choice(sorted(self.account.acknowledged))
            self.account.said_again += 1
            self._tell(say=_told(self.account.said[again]), again=True)
        if next(self._ticks) % TICK_EVERY == 0:
            self._tell(told="tick")


def _told(said: Said) -> Any:
    """What is said as it goes over the line."""
    return json.loads(message_written(said.message).text)


def _write(writer: asyncio.StreamWriter, **what: object) -> None:
    writer.write(json.dumps(what, ensure_ascii=False).encode() + b"\n")
