"""A group's webhook: it can only speak, but it can @ members. By itself it is a chat; for a robot it is a voice."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Any

from bot import alerts
from bot.config.wecom import WebhookSettings
from bot.platform import Heading, Host, Outgoing, Platform
from bot.wecom import troubles, wording
from bot.wecom.client import MOST_BYTES, Upload, WebhookClient
from bot.wecom.client.calls import Calls
from bot.wecom.render import WEBHOOK, Part, parts, too_large
from bot.wecom.tools import Tools
from storage.chat import Attachment, ChatAddress, Intake, Room
from storage.errors import PlatformError, Remedy
from storage.repositories import Limit
from storage.unit_of_work import Work

MOST_A_MINUTE = 16
"""Messages that one webhook is sent: four fifths of what WeCom takes (path 99110)."""

_ROOMS = {"shared": Room.SHARED_GROUP, "unit": Room.UNIT_GROUP, "coordinators": Room.COORDINATORS}


class GroupWebhook(Platform):
    """One webhook account.

    Where its settings name a robot, nothing is addressed to it: the robot hands on what it wants to be said with
    mentions, or cannot say itself, through the same `parts` and `send`.
    """

    name = "wecom"

    def __init__(self, settings: WebhookSettings, tools: Tools) -> None:
        self._settings = settings
        self._tools = tools
        self._stack = AsyncExitStack()
        self._limit = Limit(f"wecom/{settings.name}", MOST_A_MINUTE, 60)

    def is_keyed(self, outgoing: Outgoing) -> bool:  # noqa: ARG002 - whatever it is
        """A webhook shows the same thing twice."""
        return False

    async def start(self, host: Host) -> None:
        """Make the group known, if no robot does: it can be spoken to from the start."""
        self._host = host
        session = await self._stack.enter_async_context(self._tools.network.session())
        calls = Calls(session, self._tools.settings.api)
        self._client = WebhookClient(calls, self._settings.key.get_secret_value(), host.clock)
        if not self._settings.robot:
            await host.database.write(self._make_known)

    async def stop(self) -> None:
        """Let go of the connections."""
        await self._stack.aclose()

    def fetch(self, attachment: Attachment, address: ChatAddress) -> AsyncIterator[Heading | bytes]:
        """Nothing comes in, so there is nothing to fetch."""
        raise PlatformError(f"nothing to fetch from a webhook: {attachment.kind} in {address.account}", Remedy.GIVE_UP)

    def parts(self, outgoing: Outgoing) -> int:
        """Of how many messages it consists here."""
        return len(parts(outgoing, WEBHOOK))

    async def send(self, outgoing: Outgoing) -> str:
        """Send one part. Raises PlatformError, `gone` where the webhook is not there any more."""
        part = parts(outgoing, WEBHOOK)[outgoing.part]
        await self._host.pace([self._limit])
        try:
            await self._client.send(await self._body(part, outgoing))
        except PlatformError as error:
            if error.gone:
                await troubles.tell(self._host, self._settings.name, wording.webhook_gone(self._settings.name))
            raise
        return ""

    async def _body(self, part: Part, outgoing: Outgoing) -> dict[str, Any]:
        """The message itself, its file uploaded; a file that WeCom does not take is named instead."""
        if part.file is None:
            return part.body
        path = self._tools.blob(part.file.sha256)
        if not path.exists():
            raise PlatformError("the bytes of a file are not here", Remedy.GIVE_UP)
        if path.stat().st_size > MOST_BYTES["file"]:
            return too_large(outgoing, part.file, WEBHOOK).body
        data = await asyncio.to_thread(path.read_bytes)
        return part.uploaded(await self._client.upload(Upload("file", part.file.name, data))).body

    def _make_known(self, work: Work) -> None:
        """Give the group the row of its chat, or bring that up to date with the settings."""
        name = self._settings.name
        known = work.chats.known(self.name, name, name)
        values: dict[str, Any] = {**self._whose(work), "intake": Intake.NOTHING.value, "lost_at": None}
        if known:
            work.chats.set(known.key, **values)
        else:
            about = {"platform": self.name, "account": name, "external": name}
            work.chats.add(**about, **values, bound_at=work.now, seen_at=work.now)

    def _whose(self, work: Work) -> dict[str, Any]:
        """Who reads there; a unit that is not on the roster leaves it a group of many, in which least is said."""
        room, unit = _ROOMS[self._settings.room], None
        if room is Room.UNIT_GROUP:
            unit = work.units.named(self._settings.unit)
            if unit is None:
                room = Room.SHARED_GROUP
                line = wording.no_such_unit(self._settings.name, self._settings.unit)
                alerts.account_in_trouble(work, self.name, self._settings.name, line)
        office = self._settings.office if room is Room.COORDINATORS else None
        return {"room": room.value, "unit_id": unit.key if unit else None, "office": office}
