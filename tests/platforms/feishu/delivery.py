"""What is told to apps, on its way: once for a click, again at 15 s, 5 min, 1 h and 6 h for an event that nobody took."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.platforms.feishu.events import CLICKED, envelope, old_envelope
from tests.platforms.feishu.limits import REPUSHES

if TYPE_CHECKING:
    from tests.platforms.double import Failure
    from tests.platforms.feishu.application import App
    from tests.platforms.feishu.server import Feishu

OK = 200


@dataclass(eq=False, slots=True)
class Push:
    """One event or click for one app: the same body at every attempt."""

    app: App
    kind: str
    id: str
    body: str
    at: float
    attempts: list[int] = field(default_factory=list)
    """What each was answered: a status or code, 0 for none in time."""
    answer: dict[str, Any] | None = None
    """What came back with a 200; nothing but an empty object belongs there unless it is a click."""
    is_delivered: bool = False
    settled: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def is_click(self) -> bool:
        return self.kind == CLICKED


class Deliveries:
    """The part of the server that pushes."""

    def __init__(self) -> None:
        self.pushes: list[Push] = []
        """Everything that was ever pushed, in order."""

    async def push(
        self: Feishu, app: App, kind: str, event: dict[str, Any], *, stream: str = "", is_old: bool = False
    ) -> Push | None:
        """Tell an app something. Returns after the first attempt; further ones follow in the server's time.

        Where the app's events are ordered, one waits for the earlier ones of its stream.
        """
        if app.events is not None and kind not in app.events:
            return None
        event_id = self.number("ev-")
        told = old_envelope(app, kind, event, event_id) if is_old else envelope(app, kind, event, event_id)
        push = Push(app, kind, event_id, json.dumps(told, ensure_ascii=False), self.now())
        self.pushes.append(push)
        before = app.streams.get(stream)
        if app.is_ordered and stream:
            app.streams[stream] = push
        if app.is_ordered and before and not before.settled.is_set():
            self.begin(self._push_after(before, push))
        elif not await self.attempt(push) and not push.is_click:
            self.begin(self._push_again(push))
        else:
            push.settled.set()
        return push

    async def again(self: Feishu, push: Push) -> bool:
        """Bring once more what was brought before: what comes at least once may come twice."""
        return await self.attempt(push)

    async def attempt(self: Feishu, push: Push) -> bool:
        """One attempt; whether it was taken. `fail("push", lost=…)` loses it, or its answer."""
        from tests.platforms.feishu import callbacks, pushing

        failure: Failure = self.planned("push")
        status, answer = 0, None
        if failure.lost != "request":
            bring = callbacks.post if push.app.url else pushing.bring
            status, answer = await bring(push, failure)
        status = 0 if failure.lost == "answer" else status
        push.attempts.append(status)
        if status == OK:
            push.is_delivered, push.answer = True, answer
        return status == OK

    async def _push_after(self: Feishu, before: Push, push: Push) -> None:
        await before.settled.wait()
        if await self.attempt(push):
            push.settled.set()
        else:
            await self._push_again(push)

    async def _push_again(self: Feishu, push: Push) -> None:
        for wait in REPUSHES:
            await self.sleep(wait)
            if await self.attempt(push):
                break
        if not push.is_delivered:
            self.fault("push", 0, f"{push.kind} {push.id} was answered {push.attempts}")
        push.settled.set()
