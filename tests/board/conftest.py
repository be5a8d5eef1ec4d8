"""A town whose coordinators have the board open: over HTTP, and in a browser."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from yarl import URL

from bot.board.live import templates
from bot.platform import Outgoing, Platform
from bot.serving import pages, uploads_of
from bot.web import guard
from bot.web.conversation import Conversation
from bot.web.serving import Server, application
from bot.web.streams import Streams
from handlers.enrolment.logins import make_login
from storage.reach import WEB
from storage.unit_of_work import Work
from tests.platforms.memory import MemoryPlatform
from tests.scenarios.conftest import Town, enrol, open_town

OURS = {"X-Baosong": "page"}


@dataclass
class Board:
    """The board of a town at an address, as one person sees it after they were let in."""

    town: Town
    address: str
    http: aiohttp.ClientSession

    async def link(self, person: str, target: str = "/board") -> str:
        """The address of a link that lets somebody in once."""

        def made(work: Work) -> str:
            member = work.members.first_having(name=person)
            assert member
            return make_login(work, member.key, target)

        return f"/in/{await self.town.app.database.write(made)}"

    async def enter(self, person: str, target: str = "/board") -> str:
        """Let somebody in by a link; return the session's token."""
        link = await self.link(person, target)
        answer = await self.http.post(link, headers=OURS, allow_redirects=False)
        assert (answer.status, answer.headers["Location"]) == (303, target)
        return self.http.cookie_jar.filter_cookies(URL(self.address))["baosong"].value

    async def get(self, path: str, **query: str) -> str:
        """A page's HTML; it is there."""
        answer = await self.http.get(URL(path).with_query(query) if query else path)
        assert answer.status == 200, (path, answer.status)
        return await answer.text()

    async def status(self, path: str) -> int:
        """How a page is answered."""
        async with self.http.get(path, allow_redirects=False) as answer:
            return answer.status

    async def say(self, path: str, text: str) -> int:
        """Do something on a page, and wait until it is done."""
        said = {"id": secrets.token_hex(12), "text": text}
        answer = await self.http.post(f"{path}/messages", json=said, headers=OURS)
        await self.town.app.settle()
        return answer.status

    async def part(self, path: str, name: str) -> str:
        """A part of a page as it stands now."""
        return str((await (await self.http.get(f"{path}/news")).json())[name])


class _Pages(MemoryPlatform):
    """The board as a platform: what is said there lets open pages look again."""

    def __init__(self, streams: Streams) -> None:
        super().__init__(WEB, account=WEB)
        self._streams = streams

    async def send(self, outgoing: Outgoing) -> str:
        key = await super().send(outgoing)
        self._streams.nudge_platform(WEB)
        return key


@asynccontextmanager
async def open_board(
    folder: Path, enrolling: Callable[[Work], None] = enrol, beside: Sequence[Platform] = (), **settings: Any
) -> AsyncIterator[Board]:
    """Open a town with these settings and serve its board on loopback; `beside` are further platforms."""
    streams = Streams()
    async with open_town(folder, enrolling, [_Pages(streams), *beside], **settings) as town:
        uploads = uploads_of(town.app.settings, town.app.folder, town.app.clock)
        admit, now = town.app.inbox.admit, town.app.clock.now
        conversation = Conversation(town.app.database, now, admit, streams, uploads, templates())
        server = Server(application(pages(town.app, conversation), [guard.refuse_foreign()]), streams)
        await server.start("127.0.0.1", 0)
        address = f"http://127.0.0.1:{server.port}"
        try:
            async with aiohttp.ClientSession(address, cookie_jar=aiohttp.CookieJar(unsafe=True)) as http:
                yield Board(town, address, http)
        finally:
            await server.stop()


@pytest.fixture
async def board(tmp_path: Path) -> AsyncIterator[Board]:
    async with open_board(tmp_path) as board:
        yield board


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with open_town(tmp_path) as town:
        yield town
