"""A conversation over HTTP: what is new in it, what is said into it, the files that go in and come out.

A platform says who speaks (`Speaker`) and what else its page shows; everything else is the same on every page.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from aiohttp import hdrs, web

from bot.web import history, render, wording
from bot.web.guard import Rate, pieces_of, read_body
from bot.web.streams import Streams
from bot.web.uploads import Announced, Uploads
from scheduler.clock import BEIJING
from storage.chat import Attachment, ChatAddress, MediaKind, Message, Room
from storage.database import Database
from storage.errors import NotStored, Refused
from storage.quotas import Quotas, Sender, allowed
from storage.tables import Chat
from storage.unit_of_work import Work

if TYPE_CHECKING:
    from jinja2 import Environment

News = Callable[[Work], dict[str, Any]]
"""What else a page shows beside the conversation, as its script takes it."""

MOST_BODY = 1_000_000
"""Bytes of one message: a hundred thousand characters fit, and are answered by the bot."""

LIFE_SIGN = 15.0
"""Seconds after which an open stream says that it is alive."""

_ALIVE = b"event: alive\ndata\n\n"
_CROWDED = b"event: crowded\ndata\n\n"
"""To a page whose stream is closed because too many look at its chat: it is to ask from time to time instead."""

LOOK_AGAIN = (0.5,)
LOOK_AGAIN_FOR_FILES = (0.0, 0.4, 1.5, 5.0)
"""Seconds after a message when its page looks again: that it was marked, and its files kept, is told nobody."""

_CLIENT = re.compile(r"[0-9a-f]{8,64}")
_IMAGE = re.compile(r"\.(?:jpe?g|png|webp|gif|heic|heif|bmp)$", re.IGNORECASE)
_VIDEO = re.compile(r"\.(?:mp4|mov|m4v|avi|mkv|3gp|wmv)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks in which chat; `base` is the address of the conversation, without a slash at its end.

    `about` is what every message there replies to: on a campaign's page `campaign/<number>`.
    """

    chat: Chat
    user: str
    name: str
    base: str
    about: str | None = None

    @property
    def address(self) -> ChatAddress:
        """Where the bot answers."""
        return ChatAddress(self.chat.platform, self.chat.account, self.chat.external)

    @property
    def sender(self) -> Sender:
        """To whom what they hand in is counted."""
        return Sender(self.chat.platform, self.chat.account, self.user, self.chat.external)

    @property
    def owner(self) -> str:
        """Whose uploads these are."""
        return f"{self.chat.platform}/{self.chat.account}/{self.user}"


@dataclass(frozen=True, slots=True)
class Conversation:
    """The views that every page with a conversation has. `admit` takes a message into the inbox, durably."""

    database: Database
    now: Callable[[], datetime]
    admit: Callable[[Message], Awaitable[object]]
    streams: Streams
    uploads: Uploads
    environment: Environment
    pace: Rate = field(default_factory=lambda: Rate(burst=30, per_second=1))
    quotas: Quotas = field(default_factory=Quotas)

    # ---- what is said ---------------------------------------------------------------------------------------------

    def shown(self, work: Work, speaker: Speaker, before: datetime | None = None) -> list[dict[str, str]]:
        """Return the latest entries, rendered."""
        found = history.entries(work, speaker.chat, speaker.user, before)
        return render.entries(self.environment, found, f"{speaker.base}/files")

    def opened(self, work: Work, speaker: Speaker) -> dict[str, Any]:
        """Return what a page is opened with: the latest entries, and whether there are earlier ones."""
        found = self.shown(work, speaker)
        return {
            "entries": [render.trusted(entry["html"]) for entry in found],
            "cursor": max((entry["key"] for entry in found), default=""),
            "earlier": len(found) == history.PAGE_OF_ENTRIES,
        }

    def today(self) -> Any:
        """The day in Beijing."""
        return self.now().astimezone(BEIJING).date()

    async def news(self, request: web.Request, speaker: Speaker, more: News) -> web.Response:
        """Answer a page that asks from time to time, or for what is older."""
        before = history.moment_of(request.query.get("before", ""))
        seen = history.Seen(request.query.get("after", ""))

        def look(work: Work) -> dict[str, Any]:
            if before is None:
                fresh = seen.news(work, speaker.chat, speaker.user)
                return {**more(work), **self._news(fresh, speaker, seen)}
            found = self.shown(work, speaker, before)
            return {"entries": found, "earlier": len(found) == history.PAGE_OF_ENTRIES}

        return web.json_response(await self.database.read(look))

    async def events(
        self, request: web.Request, speaker: Speaker, more: News, *, is_eager: bool = False
    ) -> web.StreamResponse:
        """Keep a page up to date as long as it is open (server-sent events).

        What stands beside the conversation is looked at when more than words is new in it and from time to time;
        where `is_eager`, at every nudge. `more` says `lost` where the one who looks may not look any longer.
        """
        seen = history.Seen(request.query.get("after", ""))
        response = web.StreamResponse(headers={hdrs.CONTENT_TYPE: "text/event-stream", "X-Accel-Buffering": "no"})
        await response.prepare(request)
        await response.write(b"retry: 2000\n\n")
        beside: dict[str, Any] = {}
        is_time = True

        def look(work: Work) -> tuple[dict[str, Any], dict[str, Any]]:
            fresh = seen.news(work, speaker.chat, speaker.user)
            is_due = is_time or is_eager or any(one.may_change_standing for one in fresh or ())
            others = more(work) if is_due else {}
            return {} if others.get("lost") else self._news(fresh, speaker, seen), others

        with suppress(ConnectionError, NotStored), self.streams.watch(speaker.address) as watch:
            while not watch.is_dismissed:
                news, others = await self.database.read(look)
                news.update({name: value for name, value in others.items() if beside.get(name) != value})
                beside.update(others)
                if news.get("entries") or news.keys() - {"entries", "cursor"}:
                    data = json.dumps(news, ensure_ascii=False, separators=(",", ":"))
                    await response.write(f"data: {data}\n\n".encode())
                if news.get("lost") or news.get("renew"):
                    return response
                is_time = not await watch.wait(LIFE_SIGN)
                if is_time:
                    await response.write(_ALIVE)
            if watch.is_crowded_out:
                await response.write(_CROWDED)
        return response

    def _news(self, fresh: list[history.Entry] | None, speaker: Speaker, seen: history.Seen) -> dict[str, Any]:
        """What is new to a page, rendered, and up to where it has seen everything then."""
        if fresh is None:
            return {"renew": True}
        files = f"{speaker.base}/files"
        return {"entries": render.entries(self.environment, fresh, files), "cursor": seen.cursor}

    # ---- what one says --------------------------------------------------------------------------------------------

    async def say(self, request: web.Request, speaker: Speaker) -> bool:
        """Take a message in; return whether it was taken.

        Sending the same message again changes nothing.
        """
        if not self.pace.allows(speaker.owner):
            raise web.HTTPTooManyRequests(text=wording.TOO_FAST)
        said = await _said(request)
        number = f"{speaker.user}:{said.number}"
        attachments: list[Attachment] = []
        if said.uploads and not await self.database.read(lambda work: _is_known(work, speaker, number)):
            attachments = self._attachments(speaker, said.uploads, number)
        message = Message(
            address=speaker.address,
            message_id=number,
            sender=speaker.user,
            sender_name=speaker.name,
            text=said.text,
            sent_at=self.now(),
            room=Room(speaker.chat.room),
            attachments=tuple(attachments),
            addressed=said.addressed,
            quotes=speaker.about,
        )
        taken = await self.admit(message)
        for seconds in LOOK_AGAIN_FOR_FILES if attachments else LOOK_AGAIN:
            asyncio.get_running_loop().call_later(seconds, self.streams.nudge, speaker.address)
        return taken is not False

    def _attachments(self, speaker: Speaker, uploads: Sequence[str], number: str) -> list[Attachment]:
        """Uploads as parts of a message."""
        try:
            given = self.uploads.hand_over(speaker.owner, uploads, number)
        except Refused as refused:
            raise web.HTTPConflict(text=wording.refusal(refused)) from refused
        return [Attachment(name, _kind(name), locator) for name, locator in given]

    # ---- files ----------------------------------------------------------------------------------------------------

    async def upload(self, request: web.Request, speaker: Speaker) -> web.Response:
        """HEAD: how much is here. PUT: take the next bytes. DELETE: forget it."""
        number = request.match_info["upload"]
        try:
            if request.method == hdrs.METH_PUT:
                received = await self._receive(request, speaker, number)
            elif request.method == hdrs.METH_DELETE:
                self.uploads.drop(speaker.owner, number)
                received = 0
            else:
                received = self.uploads.received(speaker.owner, number)
        except Refused as refused:
            return _refused_upload(refused)
        return web.Response(headers={"Upload-Offset": str(received)})

    async def _receive(self, request: web.Request, speaker: Speaker, number: str) -> int:
        """Take the next bytes of a file, unless none that ends today would be taken."""
        try:
            offset, size = int(request.query["offset"]), int(request.query["size"])
        except (KeyError, ValueError):
            raise web.HTTPBadRequest(text=wording.UNREADABLE) from None
        left, why = await self.database.read(lambda work: allowed(work, self.quotas, speaker.sender))
        if not left:
            raise Refused(why)
        announced = Announced(request.query.get("name", "")[:200] or "未命名", size)
        return await self.uploads.write(speaker.owner, number, announced, offset, pieces_of(request))


@dataclass(frozen=True, slots=True)
class _Said:
    """The body of a message, checked."""

    number: str
    text: str
    uploads: tuple[str, ...]
    addressed: bool


async def _said(request: web.Request) -> _Said:
    """Read and check the body of a message."""
    body = await read_body(request, MOST_BODY)
    try:
        value = json.loads(body)
        uploads = tuple(str(one) for one in value.get("uploads", ()))
        said = _Said(str(value["id"]), str(value.get("text", "")), uploads, value.get("addressed") is not False)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise web.HTTPBadRequest(text=wording.UNREADABLE) from None
    if not _CLIENT.fullmatch(said.number) or len(said.uploads) > 200 or not (said.text.strip() or said.uploads):
        raise web.HTTPBadRequest(text=wording.UNREADABLE)
    return said


def _is_known(work: Work, speaker: Speaker, number: str) -> bool:
    """A message that was taken before: its files are no longer where they were uploaded."""
    c = work.inbox.c
    at = speaker.address
    return work.inbox.count(c.platform == at.platform, c.account == at.account, c.message_id == number) > 0


def _refused_upload(refused: Refused) -> web.Response:
    """Tell the script what to do: go on elsewhere (409), come back (503), or give up (422)."""
    status = {"upload_offset": 409, "upload_busy": 503}.get(refused.code, 422)
    headers = {"Upload-Offset": str(refused.values.get("received", 0))}
    return web.Response(status=status, text=wording.refusal(refused), headers=headers)


def _kind(name: str) -> MediaKind:
    """What a file calls itself; its bytes decide later."""
    if _IMAGE.search(name):
        return MediaKind.IMAGE
    return MediaKind.VIDEO if _VIDEO.search(name) else MediaKind.FILE
