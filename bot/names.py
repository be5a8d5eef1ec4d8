"""What people are called: asked of a platform's contacts once and kept, where its messages name nobody."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.newest import Newest
from bot.platform import Host
from bot.running import Running
from storage.chat import Message
from storage.errors import BaosongError, PlatformError, Remedy
from storage.unit_of_work import Work

MOST_KNOWN = 20_000
MOST_LETTERS = 60
ASKED_AGAIN_AFTER = timedelta(hours=12)
"""A name that could not be had, because it may not be seen or nobody answered, is asked for so much later."""

LONGEST_WAIT = 300.0
"""After so many seconds at most it is asked again where too much was asked for."""

Ask = Callable[[Sequence[str]], Awaitable[Mapping[str, str]]]
"""Returns the names of people by their ids; who may not be seen is not in it, or has none. Raises PlatformError."""

_log = logging.getLogger(__name__)


def each(name_of: Callable[[str], Awaitable[str]]) -> Ask:
    """Return an Ask over what is asked for one person at a time."""

    async def ask(users: Sequence[str]) -> Mapping[str, str]:
        return {user: await name_of(user) for user in users}

    return ask


class Names:
    """The names of those who speak to one account; at most `at_once` are asked for with one call."""

    def __init__(self, host: Host, ask: Ask, at_once: int = 1) -> None:
        self._host = host
        self._ask = ask
        self._at_once = at_once
        self._known: Newest[str, tuple[str, datetime]] = Newest(MOST_KNOWN)
        self._unions: Newest[str, None] = Newest(MOST_KNOWN)
        self._wanted: dict[str, Message] = {}
        self._is_asking = False
        self._running = Running()

    async def receive(self, message: Message, union_id: str = "") -> bool:
        """Bring a message under the sender's name, where it is known, and find it out where it is not.

        `union_id` is kept with the sender, where the platform has such a thing.
        """
        if not message.sender_name and (name := self.of(message.sender)):
            message = replace(message, sender_name=name)
        is_kept = await self._host.receive(message)
        if is_kept:
            self.learn(message)
            if union_id and union_id not in self._unions:
                self._unions[union_id] = None
                self._running.start(self._keep(message, union_id=union_id), "union id of a member")
        return is_kept

    def of(self, user: str) -> str:
        """Return what somebody is called, as far as it is known here; else nothing."""
        return self._known[user][0] if user in self._known else ""

    def know(self, user: str, name: str) -> None:
        """Remember a name that was told beside something else: in a mention, or when somebody joined."""
        if user and name:
            self._known[user] = (name[:MOST_LETTERS], self._host.clock.now())

    def learn(self, message: Message) -> None:
        """Find out beside the conversation what the sender is called, where nobody knows."""
        user = message.sender
        name, asked_at = self._known.get(user, ("", None))
        if message.sender_name or name:
            return
        now = self._host.clock.now()
        if asked_at and now - asked_at < ASKED_AGAIN_AFTER:
            return
        self._known[user] = ("", now)
        self._wanted[user] = message
        if not self._is_asking:
            self._is_asking = True
            self._running.start(self._learn_all(), "names of members")

    async def close(self) -> None:
        """Ask nothing more; who has no name yet is asked for when they speak again."""
        await self._running.cancel()

    async def _learn_all(self) -> None:
        """Ask for the names that are wanted, so many with one call, until none is."""
        try:
            while self._wanted:
                users = list(self._wanted)[: self._at_once]
                await self._learn({user: self._wanted.pop(user) for user in users})
        finally:
            self._is_asking = False

    async def _learn(self, wanted: Mapping[str, Message]) -> None:
        """Ask for some names and have them kept; where that fails people go by their ids for a while."""
        try:
            names = await self._ask(list(wanted))
        except BaosongError as error:
            _log.info("names of members are not to be had", extra={"reason": type(error).__name__})
            if isinstance(error, PlatformError) and error.remedy is Remedy.WAIT:
                self._wanted |= wanted
                seconds = min(max(error.wait_seconds, 1.0), LONGEST_WAIT)
                await self._host.clock.sleep_until(self._host.clock.now() + timedelta(seconds=seconds))
            return
        for user, message in wanted.items():
            if name := names.get(user, "")[:MOST_LETTERS]:
                self.know(user, name)
                self._running.start(self._keep(message, name=name), "name of a member")

    async def _keep(self, message: Message, *, name: str = "", union_id: str = "") -> None:
        """Write what is known of a message's sender, once there is a row to keep it in."""
        await self._host.quiet(message.address)
        await self._host.database.write(lambda work: _write(work, message, name, union_id))


def _write(work: Work, message: Message, name: str, union_id: str) -> None:
    """Write a name where the platform's id stands, or nothing; a union id where there is none."""
    at = message.address
    member = work.members.known(at.platform, at.account, message.sender)
    if member and name and member.name in ("", member.user):
        work.members.set(member.key, name=name)
    if member and union_id and not member.union_id:
        work.members.set(member.key, union_id=union_id)
