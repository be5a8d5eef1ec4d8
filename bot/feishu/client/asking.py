"""One app's calls: with its token, within its pauses, without what policy refuses; people hear where they must act."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import aiohttp

from bot import alerts
from bot.calls import Call
from bot.config.feishu import AppSettings
from bot.feishu.client import wording
from bot.feishu.client.calls import Calls
from bot.feishu.client.masking import masked
from bot.feishu.client.tokens import access_token
from bot.feishu.errors import Code, ContentRefused, FeishuError
from bot.feishu.messages import PLATFORM
from bot.pauses import Pauses
from scheduler.clock import Clock
from storage.database import Database
from storage.errors import NotStored, PlatformError
from storage.unit_of_work import Work

TOLD_AGAIN_AFTER = timedelta(hours=1)
_TOO_OFTEN = frozenset({Code.TOO_OFTEN, Code.SYSTEM_TOO_OFTEN})
_USED_UP = frozenset({Code.QUOTA_USED_UP})
_log = logging.getLogger(__name__)


class Asker:
    """Asks for one app. Every method raises PlatformError. `is_silent`: no one is told of trouble but who asks."""

    def __init__(
        self, calls: Calls, settings: AppSettings, database: Database, clock: Clock, *, is_silent: bool = False
    ) -> None:
        self.account = settings.name
        self._calls = calls
        self._database = database
        self._clock = clock
        self._token = access_token(calls, settings, database, clock)
        self._quota = Pauses(clock, lambda error, _, __: _seconds(error, _USED_UP))
        self._busy = Pauses(clock, lambda error, _, __: _seconds(error, _TOO_OFTEN))
        self._told: dict[str, datetime] = {}
        self._is_silent = is_silent

    async def ask(self, call: Call) -> Mapping[str, Any]:
        """Make a call and return its answer."""
        async with self._telling():
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
    async def _telling(self) -> AsyncIterator[None]:
        """Do what is inside, and tell people of an error that needs them."""
        try:
            yield
        except FeishuError as error:
            await self._tell(wording.trouble(self.account, error))
            raise

    @contextmanager
    def _open(self, call: Call) -> Iterator[None]:
        """Do what is inside unless the month's quota or the limit of this call is known to be used up."""
        with self._quota.of(self.account), self._busy.of(call.operation):
            yield

    async def _tell(self, line: str) -> None:
        """Tell those who run the bot, each thing once an hour; that they cannot be told is no reason to fail."""
        now = self._clock.now()
        if self._is_silent or not line or (line in self._told and now - self._told[line] < TOLD_AGAIN_AFTER):
            return
        self._told[line] = now

        def tell(work: Work) -> None:
            alerts.account_in_trouble(work, PLATFORM, self.account, line)

        try:
            await self._database.write(tell)
        except NotStored:
            self._told.pop(line, None)
            _log.warning("trouble of an account could not be told", extra={"account": self.account})


def _seconds(error: PlatformError, codes: frozenset[Code]) -> float:
    """For how long an error of one of these codes closes a bucket."""
    return error.wait_seconds if isinstance(error, FeishuError) and error.code in codes else 0.0
