"""The access token of one app: fetched by one for all who wait, kept until near its end, never asked for in a storm."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.wecom.client.calls import Call, Calls
from bot.wecom.errors import TOKEN_REFUSED, WeComError
from scheduler.clock import Clock
from storage.errors import PlatformError, Remedy

EARLY_SECONDS = 300.0
MOST_FETCHES = 2
WITHIN = timedelta(minutes=5)
FIRST_BACK_OFF = timedelta(minutes=5)
LONGEST_BACK_OFF = timedelta(hours=1)
"""A wrong secret does not become right by asking: WeCom is said to ban for an hour after some thousand failures."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token as it was fetched; `number` tells fetches apart, for WeCom may give the same one again."""

    value: str = field(repr=False)
    number: int
    renew_at: datetime
    ends_at: datetime


class AccessToken:
    """What an app's calls are allowed by. At most two fetches reach WeCom within five minutes, whatever is called."""

    def __init__(self, calls: Calls, corp_id: str, secret: str, clock: Clock) -> None:
        self._calls = calls
        self._corp_id = corp_id
        self._secret = secret
        self._clock = clock
        self._lock = asyncio.Lock()
        self._token: Token | None = None
        self._count = 0
        self._fetched: deque[datetime] = deque(maxlen=MOST_FETCHES)
        self._refusal: tuple[WeComError, datetime] | None = None
        self._back_off = FIRST_BACK_OFF

    async def get(self, refused: Token | None = None) -> Token:
        """Return a token that should be valid and was not `refused`. Raises PlatformError."""
        async with self._lock:
            now = self._clock.now()
            if refused and self._token and self._token.number == refused.number:
                self._token = None
            token = self._token
            if token and now < token.renew_at:
                return token
            try:
                self._check_patience(now)
                self._token = await self._fetch(now)
            except PlatformError:
                if token is None or now >= token.ends_at:
                    raise
                return token
            return self._token

    def _check_patience(self, now: datetime) -> None:
        """Raise what is known already instead of asking again so soon."""
        if self._refusal and now < self._refusal[1]:
            known = self._refusal[0]  # said anew: an error that is raised again and again keeps every trace
            raise WeComError(known.code, str(known), known.remedy, 0.0, known.caller)
        if len(self._fetched) == MOST_FETCHES and now < self._fetched[0] + WITHIN:
            wait = (self._fetched[0] + WITHIN - now).total_seconds()
            raise PlatformError("gettoken: asked for twice already", Remedy.WAIT, wait_seconds=wait)

    async def _fetch(self, now: datetime) -> Token:
        """Ask for a token; an attempt that never left this machine counts for nothing."""
        query = {"corpid": self._corp_id, "corpsecret": self._secret}
        before = self._fetched.copy()
        self._fetched.append(now)
        try:
            answer = await self._calls.ask(Call("gettoken", "/cgi-bin/gettoken", query, may_act=True))
        except WeComError as error:
            raise self._remembered(error, now) from None
        except PlatformError as error:
            if not error.unknown:
                self._fetched = before
            raise PlatformError(str(error), Remedy.RETRY) from None  # and nothing was sent by it to anybody
        value, seconds = answer.get("access_token"), answer.get("expires_in")
        if not isinstance(value, str) or not value or not isinstance(seconds, int):
            raise PlatformError("gettoken: an answer without a token", Remedy.RETRY)
        self._count += 1
        self._refusal, self._back_off = None, FIRST_BACK_OFF
        renew_at = now + timedelta(seconds=max(seconds - EARLY_SECONDS, seconds / 2))
        return Token(value, self._count, renew_at, now + timedelta(seconds=seconds))

    def _remembered(self, error: WeComError, now: datetime) -> WeComError:
        """A wrong secret or corp id is a matter of configuration: remembered, and asked for again ever later."""
        if error.code in TOKEN_REFUSED:
            error = WeComError(error.code, str(error), Remedy.CONFIGURATION, 0.0, error.caller)
        if error.remedy is Remedy.CONFIGURATION:
            self._refusal = (error, now + self._back_off)
            self._back_off = min(self._back_off * 2, LONGEST_BACK_OFF)
        return error
