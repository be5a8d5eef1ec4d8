"""Access tokens: fetched by one for all who wait, kept until near their end, never asked for in a storm."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import logging
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol, TypeVar

from scheduler.clock import Clock
from storage.database import Database
from storage.errors import NotStored, PlatformError, Remedy
from storage.repositories import Limit
from storage.unit_of_work import Work

MOST_FETCHES = 2
WITHIN = timedelta(minutes=5)
FIRST_BACK_OFF = timedelta(minutes=5)
LONGEST_BACK_OFF = timedelta(hours=1)
"""A wrong secret does not become right by asking, and platforms ban who goes on."""

FETCHED_WITHIN = 40.0
"""Seconds after which a replica that fetches is taken to have died."""

ASKED_AGAIN_SECONDS = 1.0
"""After so many seconds it is looked again whether another replica has fetched one."""

_log = logging.getLogger(__name__)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Token:
    """A token as it was fetched; `number` tells fetches apart, for a platform may give the same one again."""

    value: str = field(repr=False)
    number: int
    renew_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a platform gave: a token, for how many seconds, and how many before its end a new one is to be had."""

    value: str = field(repr=False)
    seconds: float
    early_seconds: float


Fetch = Callable[[], Awaitable[Fetched]]
"""Asks for a token. Raises PlatformError: CONFIGURATION where asking again does not help."""


class Shelf(Protocol):
    """Where a token lies, and how often one was fetched lately."""

    async def look(self) -> Token | None:
        """Return what lies there."""
        ...

    async def begin(self, now: datetime) -> float:
        """Count a fetch and return 0, or count nothing and return the seconds to wait."""
        ...

    async def end(self, began_at: datetime, token: Token | None, *, is_counted: bool) -> None:
        """Keep what was fetched, if anything was; a fetch that never left this machine is not counted."""
        ...


class OwnShelf:
    """A shelf of this process alone."""

    def __init__(self) -> None:
        self._token: Token | None = None
        self._fetched: deque[datetime] = deque(maxlen=MOST_FETCHES)
        self._before = self._fetched.copy()

    async def look(self) -> Token | None:
        """Return what lies there."""
        return self._token

    async def begin(self, now: datetime) -> float:
        """Count a fetch, at most two within five minutes."""
        if len(self._fetched) == MOST_FETCHES and now < self._fetched[0] + WITHIN:
            return (self._fetched[0] + WITHIN - now).total_seconds()
        self._before = self._fetched.copy()
        self._fetched.append(now)
        return 0.0

    async def end(self, began_at: datetime, token: Token | None, *, is_counted: bool) -> None:  # noqa: ARG002 - it lies in `_before`
        """Keep what was fetched."""
        self._token = token or self._token
        if not is_counted:
            self._fetched = self._before


class SharedShelf:
    """A shelf that all replicas share: a row, in which the token lies sealed under a secret that is in no row."""

    def __init__(self, database: Database, name: str, secret: str) -> None:
        from cryptography.fernet import Fernet

        self._database = database
        self._name = name
        self._fernet = Fernet(base64.urlsafe_b64encode(hashlib.sha256(secret.encode()).digest()))
        self._limit = Limit(f"{name}/token", MOST_FETCHES, int(WITHIN.total_seconds()))
        self._seen = 0

    async def look(self) -> Token | None:
        """Return what lies there; what was sealed under another secret is none."""
        from cryptography.fernet import InvalidToken

        row = await self._database.read(lambda work: work.tokens.first_having(name=self._name))
        self._seen = row.number if row else 0
        if row is None or row.renew_at is None or row.ends_at is None:
            return None
        try:
            value = self._fernet.decrypt(row.sealed.encode()).decode()
        except InvalidToken:
            return None
        return Token(value, row.number, row.renew_at, row.ends_at)

    async def begin(self, now: datetime) -> float:
        """Count a fetch, one replica at a time and none since it was looked, at most two within five minutes."""
        until = now + timedelta(seconds=FETCHED_WITHIN)

        def begin(work: Work) -> float:
            row = work.tokens.first_having(name=self._name)
            is_fetching = row and row.fetching_until and row.fetching_until > work.now
            if is_fetching or (row and row.number != self._seen):
                return ASKED_AGAIN_SECONDS
            if wait := work.spendings.spend([self._limit], work.now):
                return wait
            if row:
                work.tokens.set(row.key, fetching_until=until)
            else:
                work.tokens.add(name=self._name, fetching_until=until)
            return 0.0

        return await self._database.write(begin)

    async def end(self, began_at: datetime, token: Token | None, *, is_counted: bool) -> None:
        """Keep what was fetched, and let others fetch; a row that cannot be written harms nobody here."""
        kept: dict[str, Any] = {"fetching_until": None}
        if token:
            sealed = self._fernet.encrypt(token.value.encode()).decode()
            kept |= {"sealed": sealed, "number": token.number, "renew_at": token.renew_at, "ends_at": token.ends_at}

        def keep(work: Work) -> None:
            work.tokens.change(work.tokens.c.name == self._name, **kept)
            if not is_counted:
                work.spendings.take_back(self._limit.bucket, began_at)

        try:
            await self._database.write(keep)
        except NotStored:
            _log.warning("a token is not kept for other replicas")


class AccessToken:
    """What an account's calls are allowed by. At most two fetches leave within five minutes, whatever is called."""

    def __init__(self, fetch: Fetch, clock: Clock, shelf: Shelf, is_refused: Callable[[PlatformError], bool]) -> None:
        self._fetch = fetch
        self._clock = clock
        self._shelf = shelf
        self._is_refused = is_refused
        self._lock = asyncio.Lock()
        self._token: Token | None = None
        self._last = self._refused = 0
        self._refusal: tuple[PlatformError, datetime] | None = None
        self._back_off = FIRST_BACK_OFF

    async def use(self, call: Callable[[str], Awaitable[T]]) -> T:
        """Make a call with the token; where that is refused, once more with a new one, and no further.

        Raises PlatformError.
        """
        token = await self.get()
        try:
            return await call(token.value)
        except PlatformError as error:
            if not self._is_refused(error):
                raise
        token = await self.get(refused=token)
        try:
            return await call(token.value)
        except PlatformError as error:
            if self._is_refused(error):
                self._refused = max(self._refused, token.number)
                error.remedy, error.wait_seconds = Remedy.WAIT, WITHIN.total_seconds()
            raise

    @asynccontextmanager
    async def opened(self, ask: Callable[[str], AbstractAsyncContextManager[T]]) -> AsyncIterator[T]:
        """Give what a call with the token opens, as `use` does, and close it afterwards. Raises PlatformError."""
        async with AsyncExitStack() as stack:
            yield await self.use(lambda token: stack.enter_async_context(ask(token)))

    async def get(self, refused: Token | None = None) -> Token:
        """Return a token that should be valid and was not `refused`. Raises PlatformError."""
        async with self._lock:
            now = self._clock.now()
            self._refused = max(self._refused, refused.number if refused else 0)
            token = self._unless_refused(self._token)
            if token and now < token.renew_at:
                return token
            try:
                self._token = self._unless_refused(await self._shelf.look()) or token
                if self._token is None or now >= self._token.renew_at:
                    self._token = await self._renewed(now)
            except (PlatformError, NotStored) as error:
                if token and now < token.ends_at:
                    return token
                if isinstance(error, NotStored):
                    raise PlatformError("token: the database takes nothing", Remedy.RETRY) from None
                raise
            self._last = max(self._last, self._token.number)
            return self._token

    async def _renewed(self, now: datetime) -> Token:
        """Fetch a token, unless it is known already that this does not help, or it was done too often."""
        if self._refusal and now < self._refusal[1]:
            raise self._refusal[0].with_traceback(None) from None
        if wait := await self._shelf.begin(now):
            raise PlatformError("token: asked for already", Remedy.WAIT, wait_seconds=wait)
        token, is_counted = None, True
        try:
            token = await self._fetched(now)
        except PlatformError as error:
            is_answered = type(error) is not PlatformError
            is_counted = error.unknown or is_answered
            self._remember(error, now)
            if is_answered:
                raise
            raise PlatformError(str(error), error.remedy) from None  # nothing was sent by it to anybody
        finally:
            await self._shelf.end(now, token, is_counted=is_counted)
        self._refusal, self._back_off = None, FIRST_BACK_OFF
        return token

    async def _fetched(self, now: datetime) -> Token:
        """Ask for a token, and number it behind all that is known here."""
        fetched = await self._fetch()
        known = await self._shelf.look()
        number = max(self._last, known.number if known else 0) + 1
        seconds = fetched.seconds
        renew_at = now + timedelta(seconds=max(seconds - fetched.early_seconds, seconds / 2))
        return Token(fetched.value, number, renew_at, now + timedelta(seconds=seconds))

    def _unless_refused(self, token: Token | None) -> Token | None:
        """A token, unless it is one that was refused, or came before one."""
        return token if token and token.number > self._refused else None

    def _remember(self, error: PlatformError, now: datetime) -> None:
        """What is a matter of configuration is asked for again ever later."""
        if error.remedy is Remedy.CONFIGURATION:
            self._refusal = (error, now + self._back_off)
            self._back_off = min(self._back_off * 2, LONGEST_BACK_OFF)
