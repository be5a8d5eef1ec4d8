"""Tells those who run the bot of an app's trouble: by an alert, and by a group's custom bot 自定义机器人 if one is set.

An alert goes where coordinators are, which may be the very app that is in trouble; a custom bot needs no app, no token
and no quota. Wire: open.feishu.cn, 自定义机器人使用指南: at most 100 a minute; the signature is an HMAC of nothing.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot import alerts
from bot.calls import Call
from bot.config.feishu import FeishuSettings
from bot.feishu.client.calls import Calls
from bot.feishu.messages import PLATFORM
from scheduler.clock import Clock
from storage.database import Database
from storage.errors import NotStored, PlatformError
from storage.unit_of_work import Work

TOLD_AGAIN_AFTER = timedelta(hours=1)
MOST_REMEMBERED = 100
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class CustomBot:
    """A group's custom bot, which can only speak. `path` is a secret: who has it can speak there."""

    calls: Calls
    path: str = field(repr=False)
    secret: str = field(default="", repr=False)

    @classmethod
    def of(cls, calls: Calls, settings: FeishuSettings) -> CustomBot | None:
        """Return the one that is set, if one is."""
        token = settings.alarm.get_secret_value()
        secret = settings.alarm_secret.get_secret_value()
        return cls(calls, f"/open-apis/bot/v2/hook/{token}", secret) if token else None

    async def say(self, line: str, now: datetime) -> None:
        """Say a line in its group. Raises PlatformError."""
        body = {"msg_type": "text", "content": {"text": line}}
        if self.secret:
            timestamp = str(int(now.timestamp()))
            body |= {"timestamp": timestamp, "sign": signature(timestamp, self.secret)}
        await self.calls.ask(Call("custom bot", self.path, body=body, may_act=True))


def signature(timestamp: str, secret: str) -> str:
    """Return what a custom bot's message is signed with."""
    key = f"{timestamp}\n{secret}".encode()
    return base64.b64encode(hmac.new(key, b"", hashlib.sha256).digest()).decode("ascii")


class Troubles:
    """The troubles of one app; each is told once an hour."""

    def __init__(self, database: Database, clock: Clock, account: str, custom_bot: CustomBot | None = None) -> None:
        self._database = database
        self._clock = clock
        self._account = account
        self._custom_bot = custom_bot
        self._told: dict[str, datetime] = {}

    async def tell(self, line: str) -> None:
        """Tell of a trouble; that it cannot be told is no reason to fail."""
        now = self._clock.now()
        if line in self._told and now - self._told[line] < TOLD_AGAIN_AFTER:
            return
        if len(self._told) >= MOST_REMEMBERED:
            self._told.clear()
        self._told[line] = now
        try:
            await self._database.write(self._alert(line))
        except NotStored:
            del self._told[line]
            _log.warning("trouble of an account could not be written down", extra={"account": self._account})
        if self._custom_bot is None:
            return
        try:
            await self._custom_bot.say(line, now)
        except PlatformError as error:
            _log.warning("the custom bot says nothing", extra={"account": self._account, "reason": str(error)})

    def _alert(self, line: str) -> Callable[[Work], None]:
        return lambda work: alerts.account_in_trouble(work, PLATFORM, self._account, line)
