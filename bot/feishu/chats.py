"""What is known of an app's groups: whether people of other organisations are in them, for there only text is taken."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from bot.feishu.client import Client
from bot.newest import Newest
from scheduler.clock import Clock
from storage.errors import PlatformError

MOST_KNOWN = 20_000
ASKED_AGAIN_AFTER = timedelta(minutes=30)
"""What could not be found out is taken for a group of the tenant's own, and asked for so much later."""

_log = logging.getLogger(__name__)


class Chats:
    """The groups of one app, as far as this process knows them."""

    def __init__(self, client: Client, clock: Clock) -> None:
        self._client = client
        self._clock = clock
        self._external: Newest[str, tuple[bool, datetime | None]] = Newest(MOST_KNOWN)

    def is_external(self, chat: str) -> bool:
        """Whether people of other organisations are in a group; no, as long as nothing is known."""
        return self._external.get(chat, (False, None))[0]

    def know(self, chat: str, *, is_external: bool) -> None:
        """Remember what an event tells."""
        self._put(chat, is_external, None)

    async def learn(self, chat: str) -> bool:
        """Find out about a group of which nothing is known; return whether it is only now known to be external."""
        known = self._external.get(chat)
        now = self._clock.now()
        if known and (known[1] is None or now < known[1]):
            return False
        try:
            found = (await self._client.chat(chat)).get("external") is True
        except PlatformError as error:
            _log.info("nothing is to be had of a group", extra={"reason": str(error)})
            self._put(chat, False, now + ASKED_AGAIN_AFTER)
            return False
        self._put(chat, found, None)
        return found

    def _put(self, chat: str, is_external: bool, until: datetime | None) -> None:  # noqa: FBT001
        self._external[chat] = (is_external, until)
