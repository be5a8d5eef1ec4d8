"""One app's calls: with its token, within its pauses, without what policy refuses; people hear where they must act."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from typing import Any

import aiohttp

from bot.calls import Call
from bot.config.feishu import AppSettings
from bot.feishu.client import wording
from bot.feishu.client.calls import Calls
from bot.feishu.client.masking import masked
from bot.feishu.client.tokens import access_token
from bot.feishu.errors import Code, ContentRefused, FeishuError
from bot.pauses import Pauses
from scheduler.clock import Clock
from storage.database import Database
from storage.errors import PlatformError

LONGEST_PAUSE = 300.0
"""Where waiting as long as Feishu says does not help, it is asked ever more rarely, up to so many seconds apart."""

Tell = Callable[[str], Awaitable[None]]
"""Tells those who run the bot a line."""

_TOO_OFTEN = frozenset({Code.TOO_OFTEN, Code.SYSTEM_TOO_OFTEN})
_CROWDED = frozenset({Code.CHAT_TOO_OFTEN, Code.GROUP_TOO_OFTEN, Code.BEING_SENT})
_USED_UP = frozenset({Code.QUOTA_USED_UP})

_NOT_PERMITTED = frozenset({Code.SCOPE_MISSING, Code.NOT_PERMITTED})


class Asker:
    """Asks for one app. Every method raises PlatformError. `tell` is told of what needs a person."""

    def __init__(
        self, calls: Calls, settings: AppSettings, database: Database, clock: Clock, tell: Tell | None = None
    ) -> None:
        self.account = settings.name
        self._calls = calls
        self._database = database
        self._clock = clock
        self._token = access_token(calls, settings, database, clock)
        self._quota = Pauses(clock, lambda error, met, _: _seconds(error, _USED_UP, met))
        self._busy = Pauses(clock, lambda error, met, _: _seconds(error, _TOO_OFTEN, met))
        self._crowded = Pauses(clock, lambda error, met, _: _seconds(error, _CROWDED, met))
        self._told_to = tell

    async def ask(self, call: Call, *, is_expected: bool = False) -> Mapping[str, Any]:
        """Make a call and return its answer; `is_expected`: that it is not permitted is nothing people are told of."""
        async with self._telling(is_expected=is_expected):
            return await self._ask(call)

    @asynccontextmanager
    async def file(self, call: Call) -> AsyncIterator[aiohttp.ClientResponse]:
        """Make a call and give the file that it opens."""
        async with self._telling():
            with self._open(call):
                async with self._token.opened(lambda token: self._calls.file(replace(call, bearer=token))) as response:
                    yield response

    async def say(
        self, content: Mapping[str, Any], made: Callable[[Mapping[str, Any], bool], Call]
    ) -> Mapping[str, Any]:
        """Make the call that says a content; where policy refuses it, once more without phones and mailboxes.

        `made` is told whether it is this second one, which is another message for Feishu.
        """
        async with self._telling():
            try:
                return await self._ask(made(content, False))
            except ContentRefused:
                without = masked(content)
                if without == content:
                    raise
            answer = await self._ask(made(without, True))
        await self._tell(wording.content_masked(self.account))
        return answer

    async def _ask(self, call: Call) -> Mapping[str, Any]:
        with self._open(call):
            return await self._token.use(lambda token: self._calls.ask(replace(call, bearer=token)))

    @asynccontextmanager
    async def _telling(self, *, is_expected: bool = False) -> AsyncIterator[None]:
        """Do what is inside, and tell people of an error that needs them."""
        try:
            yield
        except FeishuError as error:
            if not (is_expected and error.code in _NOT_PERMITTED):
                await self._tell(wording.trouble(self.account, error))
            raise

    @contextmanager
    def _open(self, call: Call) -> Iterator[None]:
        """Do what is inside unless the quota, or the limit of this call or of its chat, is known to be used up."""
        where = f"{call.operation} {call.path} {(call.body or {}).get('receive_id', '')}"
        with self._quota.of(self.account), self._busy.of(call.operation), self._crowded.of(where):
            yield

    async def _tell(self, line: str) -> None:
        if line and self._told_to:
            await self._told_to(line)


def _seconds(error: PlatformError, codes: frozenset[Code], met: int) -> float:
    """For how long an error of one of these codes closes a bucket: as long as it says, and longer each time."""
    if not isinstance(error, FeishuError) or error.code not in codes:
        return 0.0
    return max(error.wait_seconds, min(error.wait_seconds * 2.0 ** min(met - 1, 20), LONGEST_PAUSE))
