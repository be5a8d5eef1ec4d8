"""One life of the bot in a process of its own: the real App over a real database, its platforms over one loopback wire."""

from __future__ import annotations

import asyncio
import base64
import itertools
import json
import os
import signal
from collections import Counter
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import event

from bot import dispatcher, messenger, workers
from bot.app import App
from bot.config import Settings
from bot.config.tables import LimitSettings
from bot.platform import Host, Outgoing, Platform, Receive
from scheduler.clock import SystemClock
from storage import blobs
from storage.chat import Attachment, ChatAddress, Message
from storage.chat_json import message_from_json
from storage.errors import PlatformError, Remedy
from tests.torture import defects
from tests.torture.defects import Defect
from tests.torture.stream import KEYED, KEYLESS

_MUCH = LimitSettings(
    member_files_per_day=100_000,
    member_megabytes_per_day=1_000_000,
    member_messages_per_day=1_000_000,
    unit_files_per_day=1_000_000,
    unit_megabytes_per_day=1_000_000,
)
"""A few people say and send here in an hour what nobody would in a month."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How one life goes: when it begins, what is wrong with it, where it kills itself (the `at`-th time it comes there).

    Points: admitted (committed, not acknowledged) · sending (marked, nothing on the wire) · sent (on the wire, not
    settled) · fetched (bytes here, not kept) · kept (file in its place, no row) · committing (written, not committed).
    """

    life: int
    folder: Path
    begins_at: datetime
    defect: Defect = Defect.NONE
    point: str = ""
    at: int = 1


class LaterClock(SystemClock):
    """The machine's clock, set to another time: each life begins a little after the last one ended."""

    def __init__(self, begins_at: datetime) -> None:
        self._ahead = begins_at - super().now()

    def now(self) -> datetime:
        return super().now() + self._ahead


class Death:
    """Kills this very process when it has come to a point for the n-th time."""

    def __init__(self, point: str, at: int) -> None:
        self._point = point
        self._at = at
        self._passed: Counter[str] = Counter()

    def may_come(self, point: str) -> None:
        self._passed[point] += 1
        if point == self._point and self._passed[point] == self._at:
            os.kill(os.getpid(), signal.SIGKILL)


class Wire:
    """The line to the exchange: what is said comes in by it; acknowledgements, fetches and sends go out."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._numbers = itertools.count()
        self._asked: dict[int, asyncio.Future[dict[str, Any]]] = {}

    def tell(self, **what: Any) -> None:
        self._writer.write(json.dumps(what).encode() + b"\n")

    async def ask(self, **what: Any) -> dict[str, Any]:
        number = next(self._numbers)
        answered = self._asked[number] = asyncio.get_running_loop().create_future()
        self.tell(number=number, **what)
        return await answered

    async def hear(self, heard: Callable[[dict[str, Any]], None]) -> None:
        """Tell what comes in beside answers; where the exchange is gone, this life has no purpose."""
        while line := await self._reader.readline():
            what = json.loads(line)
            if "answers" in what:
                answered = self._asked.pop(what["answers"])
                if not answered.done():  # whoever asked may have been told to stop meanwhile
                    answered.set_result(what)
            else:
                heard(what)
        os._exit(1)


class Line(Platform):
    """One platform over the wire: acknowledges what the bot has taken; `send` returns when it was taken out there."""

    def __init__(self, name: str, wire: Wire, plan: Plan, death: Death) -> None:
        self.name = name
        self._is_keyed = name == KEYED or plan.defect == Defect.REPEATS_BLINDLY
        self._wire = wire
        self._death = death
        self._is_hasty = plan.defect == Defect.ACKNOWLEDGES_FIRST
        self._receive: Receive | None = None
        self._bringing: set[asyncio.Task[None]] = set()

    def is_keyed(self, outgoing: Outgoing) -> bool:
        return self._is_keyed

    async def start(self, host: Host) -> None:
        self._receive = host.receive
        self._wire.tell(started=self.name)

    async def stop(self) -> None:
        """Bring nothing more; what is being brought is brought."""
        self._receive = None
        await asyncio.gather(*self._bringing)

    def bring(self, message: Message, *, is_new: bool) -> None:
        """Bring a message beside those that are being brought, as a server would."""
        if self._receive is not None:
            task = asyncio.create_task(self._bring(message, self._receive, is_new=is_new))
            self._bringing.add(task)
            task.add_done_callback(self._bringing.discard)

    async def _bring(self, message: Message, receive: Receive, *, is_new: bool) -> None:
        if self._is_hasty:
            self._wire.tell(acknowledged=message.message_id)
        is_kept = await receive(message)
        if is_kept and is_new:
            self._death.may_come("admitted")
        if not self._is_hasty:
            self._wire.tell(acknowledged=message.message_id)

    async def fetch(self, attachment: Attachment, address: ChatAddress) -> AsyncIterator[bytes]:
        answer = await self._wire.ask(fetch=attachment.locator)
        if answer["data"] is None:
            raise PlatformError("the link is dead", Remedy.GIVE_UP)
        yield base64.b64decode(answer["data"])
        self._death.may_come("fetched")

    async def send(self, outgoing: Outgoing) -> str:
        self._death.may_come("sending")
        reply = outgoing.reply
        await self._wire.ask(send=outgoing.key, text=reply.text, files=len(reply.files))
        self._death.may_come("sent")
        return outgoing.key


class Life:
    """The App with its platforms on one wire, until it is told to stop, or killed."""

    def __init__(self, wire: Wire, plan: Plan) -> None:
        self._wire = wire
        self._plan = plan
        self._death = Death(plan.point, plan.at)
        self._lines = {name: Line(name, wire, plan, self._death) for name in (KEYED, KEYLESS)}
        self._told: asyncio.Queue[str] = asyncio.Queue()

    async def run(self) -> None:
        """Live; told to stop, take as long as a busy machine needs: how long is not what is judged here."""
        dispatcher.CLOSING_SECONDS = messenger.CLOSING_SECONDS = 60.0
        workers.AT_ONCE = 1  # a life is over soon: to start another worker is most of what it costs
        if self._plan.defect == Defect.TWO_COMMITS:
            defects.split_commits()
        hearing = asyncio.create_task(self._wire.hear(self._heard))
        clock = LaterClock(self._plan.begins_at)
        async with App(Settings(limits=_MUCH), clock, list(self._lines.values()), folder=self._plan.folder) as app:
            _mark_depths(app, self._death)
            await app.tick()
            while (told := await self._told.get()) != "stop":
                await app.tick()
                if told == "rest":
                    await app.settle()
                    self._wire.tell(rested=True)
        hearing.cancel()

    def _heard(self, what: dict[str, Any]) -> None:
        """Do what comes in."""
        if "say" in what:
            message = message_from_json(what["say"])
            self._lines[message.address.platform].bring(message, is_new="again" not in what)
        else:
            self._told.put_nowait(what["told"])


def _mark_depths(app: App, death: Death) -> None:
    """Let death come also where no wire is: before a commit, and between a file's name and its row."""

    @event.listens_for(app.database.engine, "commit")
    def committing(_connection: object) -> None:
        death.may_come("committing")

    keep = blobs._Incoming.keep

    def kept(incoming: blobs._Incoming) -> blobs.Blob:
        blob = keep(incoming)
        death.may_come("kept")
        return blob

    blobs._Incoming.keep = kept  # type: ignore[method-assign]


async def live(port: int, plan: Plan) -> None:
    """Live as planned, on the wire to the exchange at this port."""
    streams = await asyncio.open_connection("127.0.0.1", port, limit=1 << 22)
    wire = Wire(*streams)
    wire.tell(life=plan.life)
    await Life(wire, plan).run()
