"""An in-process WeCom on loopback. It keeps every rule of the documents, forgives nothing and remembers everything.

    async with WeCom() as wecom:                       # or WeCom.on(clock), in the time of a virtual clock
        robot = add_robot(wecom)                       # accounts.py: also callback robots, apps, webhooks
        group = wecom.group(robot)                     # the bot is connected to `socket_url`, `url`
        photo = await wecom.photo("wang", data, chat=group)
        await wecom.say("wang", "交这张", chat=group, quoting=photo)
        await wecom.click(wecom.cards(group)[-1], "确认", by="li")
        assert wecom.heard(group)[-1].text == "已撤回"  # also .mentions, .links, .file, .card; transcript(group)
        assert not wecom.faults                        # what WeCom refused, cut or dropped

`fail("aibot_send_msg", 846609)` plans an error, `lost="answer"` a loss; the names of ways are the commands' and the APIs'
(`message/send`), `media` for links and `callback` for deliveries.
"""

from __future__ import annotations

import asyncio
import itertools
import ssl
import time
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Self

import aiohttp
from aiohttp import web

from tests.platforms.wecom.limits import Refusal
from tests.platforms.wecom.mediahost import MediaHost
from tests.platforms.wecom.people import People
from tests.platforms.wecom.record import Fault

ANSWER_WITHIN = 5.0
MAXIMUM_BODY = 64 * 1024 * 1024


@dataclass(slots=True)
class Failure:
    """What shall happen to one call: an errcode, an HTTP status, or the loss of the request or of its answer."""

    code: int = 0
    status: int = 0
    lost: str = ""


class WeCom(People):
    """The whole of WeCom for one test. `now` gives seconds since 1970, `sleep` waits for seconds of that same time."""

    def __init__(
        self,
        *,
        now: Callable[[], float] = time.time,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        super().__init__()
        self.now = now
        self.sleep = sleep
        self.tls = tls
        self.faults: list[Fault] = []
        self.calls: list[tuple[str, str]] = []
        """Every call that came, as its name and what it was about."""
        self.media = MediaHost(self)
        self.address_of_caller = "203.0.113.9"
        self.shown_as = ""
        """What stands for this server's own address in the addresses it gives away."""
        self.counts_every_frame = True
        """Whether each frame of a stream counts in the rate (the documents do not say)."""
        self.silence_ends = 100.0
        """A connection on which nothing came for so many seconds (three heartbeats, and some) is closed."""
        self._planned: dict[str, deque[Failure]] = {}
        self._numbers = itertools.count(1)
        self._tasks: set[asyncio.Task[None]] = set()
        self._runner: web.AppRunner | None = None
        self._port = 0

    @classmethod
    def on(cls, clock: Any, **more: Any) -> WeCom:
        """A WeCom whose time is that of a virtual clock: `now()` an aware instant, `sleep_until(instant)`."""

        async def sleep(seconds: float) -> None:
            await clock.sleep_until(clock.now() + timedelta(seconds=seconds))

        return cls(now=lambda: clock.now().timestamp(), sleep=sleep, **more)

    async def __aenter__(self) -> Self:
        from tests.platforms.wecom import appcalls, longlink, response, webhooks

        served = web.Application(client_max_size=MAXIMUM_BODY)
        served.router.add_get("/", longlink.serve(self))
        self.media.add_to(served)
        for part in (appcalls, response, webhooks):
            part.add_to(served, self)
        self.client = aiohttp.ClientSession()
        self._runner = web.AppRunner(served, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0, ssl_context=self.tls)
        await site.start()
        self._port = self._runner.addresses[0][1]
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.client.close()
        if self._runner:
            await self._runner.cleanup()

    # Where it is.

    @property
    def url(self) -> str:
        """The base of every API, as https://qyapi.weixin.qq.com is."""
        return f"{'https' if self.tls else 'http'}://127.0.0.1:{self._port}"

    @property
    def socket_url(self) -> str:
        """The address of the long connection, as wss://openws.work.weixin.qq.com is."""
        return f"{'wss' if self.tls else 'ws'}://127.0.0.1:{self._port}"

    def link(self, path: str) -> str:
        """An address that is given away."""
        return (self.shown_as or self.url) + path

    # What tests settle and read.

    def fail(self, way: str, code: int = 0, *, times: int = 1, status: int = 0, lost: str = "") -> None:
        """Let the next calls of an API or command fail: by errcode, by HTTP status, or by a loss.

        `lost="request"`: it never came; `lost="answer"`: it was done, and nobody is told.
        """
        self._planned.setdefault(way, deque()).extend(Failure(code, status, lost) for _ in range(times))

    def heal(self, way: str) -> None:
        """Let no further call of an API or command fail."""
        self._planned.pop(way, None)

    def planned(self, way: str) -> Failure:
        """What shall happen to this call."""
        waiting = self._planned.get(way)
        return waiting.popleft() if waiting else Failure()

    def fault(self, way: str, code: int, why: str) -> None:
        """Keep a breach."""
        self.faults.append(Fault(self.now(), way, code, why))

    def refused(self, way: str, refusal: Refusal) -> dict[str, Any]:
        """Keep a refusal and word it as an answer."""
        self.fault(way, refusal.code, refusal.why)
        return {"errcode": refusal.code, "errmsg": f"{refusal.why}, hint: [{next(self._numbers)}]"}

    def number(self, before: str) -> str:
        """A new id."""
        return f"{before}{next(self._numbers):06d}"

    def begin(self, work: Any) -> None:
        """Let something happen beside: a refresh, a delayed close."""
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def within(self, work: Awaitable[Any], seconds: float = ANSWER_WITHIN) -> Any:
        """The outcome of some work, or None where it takes longer than so many seconds of this server's time."""
        working, limit = asyncio.ensure_future(work), asyncio.ensure_future(self.sleep(seconds))
        try:
            await asyncio.wait({working, limit}, return_when=asyncio.FIRST_COMPLETED)
            return working.result() if working.done() else None
        finally:
            for one in (working, limit):
                one.cancel()
            await asyncio.gather(working, limit, return_exceptions=True)

    async def until(self, is_so: Callable[[], object], seconds: float = 5.0) -> None:
        """Wait (in real time) until something holds."""
        async with asyncio.timeout(seconds):
            while not is_so():  # noqa: ASYNC110 - what is waited for has no event
                await asyncio.sleep(0.002)
