"""What the strict doubles of platforms share: a server on loopback in real or virtual time, planned failures, breaches."""

from __future__ import annotations

import asyncio
import itertools
import ssl
import time
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Self

import aiohttp
from aiohttp import web


class Refusal(Exception):
    """An answer with an error code."""

    def __init__(self, code: int, why: str) -> None:
        super().__init__(f"{code} {why}")
        self.code = code
        self.why = why


@dataclass(frozen=True, slots=True)
class Fault:
    """A breach by what is tested: what it was answered, on which way, why."""

    at: float
    way: str
    code: int
    why: str


@dataclass(frozen=True, slots=True)
class File:
    name: str
    data: bytes


@dataclass(slots=True)
class Failure:
    """What shall happen to one call: an error code, an HTTP status, or the loss of the request or of its answer."""

    code: int = 0
    status: int = 0
    lost: str = ""
    more: dict[str, Any] = field(default_factory=dict)
    """What one platform only knows of."""


class Double:
    """A platform for one test. `now` gives seconds since 1970, `sleep` waits for seconds of that same time."""

    maximum_body = 64 * 1024 * 1024

    def __init__(
        self,
        *,
        now: Callable[[], float] = time.time,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.now = now
        self.sleep = sleep
        self.tls = tls
        self.faults: list[Fault] = []
        self.calls: list[tuple[str, str]] = []
        """Every call that came, as its name and what it was about."""
        self.shown_as = ""
        """What stands for this server's own address in the addresses it gives away."""
        self._planned: dict[str, deque[Failure]] = {}
        self._numbers = itertools.count(1)
        self._tasks: set[asyncio.Task[None]] = set()
        self._runner: web.AppRunner | None = None
        self._port = 0

    @classmethod
    def on(cls, clock: Any, **more: Any) -> Self:
        """A platform whose time is that of a virtual clock: `now()` an aware instant, `sleep_until(instant)`."""

        async def sleep(seconds: float) -> None:
            await clock.sleep_until(clock.now() + timedelta(seconds=seconds))

        return cls(now=lambda: clock.now().timestamp(), sleep=sleep, **more)

    def add_to(self, served: web.Application) -> None:
        """Add every address of the platform."""
        raise AssertionError("each platform has its own addresses")

    async def __aenter__(self) -> Self:
        served = web.Application(client_max_size=self.maximum_body)
        self.add_to(served)
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
        """The base of every API."""
        return f"{'https' if self.tls else 'http'}://127.0.0.1:{self._port}"

    @property
    def socket_url(self) -> str:
        """The base of long connections."""
        return f"{'wss' if self.tls else 'ws'}://127.0.0.1:{self._port}"

    def link(self, path: str) -> str:
        """An address that is given away."""
        return (self.shown_as or self.url) + path

    # What tests settle and read.

    def fail(self, way: str, code: int = 0, *, times: int = 1, status: int = 0, lost: str = "", **more: Any) -> None:
        """Let the next calls of an API or command fail: by an error code, by HTTP status, or by a loss.

        `lost="request"`: it never came; `lost="answer"`: it was done, and nobody is told.
        """
        self._planned.setdefault(way, deque()).extend(Failure(code, status, lost, more) for _ in range(times))

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

    def number(self, before: str) -> str:
        """A new id."""
        return f"{before}{next(self._numbers):06d}"

    def begin(self, work: Any) -> None:
        """Let something happen beside: a refresh, a delayed close."""
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def within(self, work: Awaitable[Any], seconds: float) -> Any:
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


def hung_up(request: web.Request) -> web.Response:
    """Break the line; what is returned reaches nobody."""
    if request.transport:
        request.transport.abort()
    return web.Response()
