"""What people are called: asked of a self-built app's contacts once and kept; WeCom's messages name nobody."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.platform import Host
from bot.running import Running
from storage.chat import Message
from storage.errors import BaosongError
from storage.unit_of_work import Work

MOST_KNOWN = 20_000
ASKED_AGAIN_AFTER = timedelta(hours=12)
"""A name that could not be had, because the app may not see it or WeCom did not answer, is asked for so much later."""

_log = logging.getLogger(__name__)


class Names:
    """The names of those who speak to one account."""

    def __init__(self, host: Host, name_of: Callable[[str], Awaitable[str]]) -> None:
        self._host = host
        self._name_of = name_of
        self._asked: OrderedDict[str, tuple[str, datetime]] = OrderedDict()
        self._running = Running()

    async def receive(self, message: Message) -> bool:
        """Bring a message under the sender's name, where it is known, and find it out where it is not."""
        user = message.sender
        name = self._asked[user][0] if user in self._asked else ""
        is_kept = await self._host.receive(replace(message, sender_name=name) if name else message)
        if is_kept:
            self.learn(message)
        return is_kept

    def learn(self, message: Message) -> None:
        """Find out beside the conversation what the sender is called, where nobody knows."""
        user, now = message.sender, self._host.clock.now()
        name, asked_at = self._asked.get(user, ("", None))
        if name or (asked_at and now - asked_at < ASKED_AGAIN_AFTER):
            return
        self._remember(user, "", now)
        self._running.start(self._learn(message), "name of a member")

    async def close(self) -> None:
        """Ask nothing more; who has no name yet is asked for when they speak again."""
        await self._running.cancel()

    async def _learn(self, message: Message) -> None:
        """Ask for one name and keep it; where that fails the person goes by their id for a while."""
        try:
            name = await self._name_of(message.sender)
            await self._host.quiet(message.address)  # from then on there is a row to keep it in
            if name:
                await self._host.database.write(lambda work: _keep(work, message, name[:60]))
                self._remember(message.sender, name[:60], self._host.clock.now())
        except BaosongError as error:
            _log.info("a member's name is not to be had", extra={"reason": type(error).__name__})

    def _remember(self, user: str, name: str, now: datetime) -> None:
        self._asked[user] = (name, now)
        self._asked.move_to_end(user)
        if len(self._asked) > MOST_KNOWN:
            self._asked.popitem(last=False)


def _keep(work: Work, message: Message, name: str) -> None:
    """Write a name where the platform's id stands, or nothing."""
    at = message.address
    member = work.members.known(at.platform, at.account, message.sender)
    if member and member.name in ("", member.user):
        work.members.set(member.key, name=name)
