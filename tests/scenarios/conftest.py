"""A running bot in virtual time: the shipped notice published, its twelve units enrolled, everybody at hand."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.app import App
from bot.config import Settings
from bot.platform import Platform
from bot.playground import people
from bot.playground.example import roster_entries
from bot.playground.inventions import invent_file
from handlers.publishing import publish
from scheduler.clock import BEIJING, VirtualClock
from storage.chat import Attachment, MediaKind, Room
from storage.notice.routing import binding_level, offices
from storage.reach import REACTS, REVISES
from storage.roster import import_roster
from storage.unit_of_work import Work
from tests.example import example_notice
from tests.platforms.memory import MemoryPlatform

START = datetime(2024, 9, 4, 9, 0, tzinfo=BEIJING)
"""The first minute of the shipped notice: the first working day after it was printed."""

SOCIETIES = "市科协学会服务中心"


class Town:
    """The bot and everybody who speaks to it."""

    def __init__(self, app: App, platform: MemoryPlatform) -> None:
        self.app = app
        self.platform = platform

    @property
    def now(self) -> datetime:
        return self.app.clock.now().astimezone(BEIJING)

    async def say(
        self, who: str, text: str = "", *files: str | Attachment, chat: str | None = None, **about: Any
    ) -> list[str]:
        """Let somebody say something and wait; return what was said in that chat because of it."""
        where = chat or f"p-{who}"
        before = len(self.platform.texts(where))
        attachments = [self.file(one) if isinstance(one, str) else one for one in files]
        room = Room.SHARED_GROUP if chat else Room.PRIVATE
        about = {"sender": who, "room": room, "at": self.now, **about}
        await self.platform.say(where, text, *attachments, **about)
        await self.app.settle()
        return self.platform.texts(where)[before:]

    def file(self, name: str, data: bytes | None = None) -> Attachment:
        """A file at hand: invented from its name, or of the bytes given."""
        self.platform.files[name] = invent_file(name) if data is None else data
        ending = Path(name).suffix.lower()
        kind = MediaKind.IMAGE if ending in {".jpg", ".png"} else MediaKind.FILE
        return Attachment(name, kind, locator=name)

    async def wait(self, **time: float) -> None:
        """Let virtual time pass."""
        await self.app.turn_to(self.app.clock.now() + timedelta(**time))

    async def until(self, month: int, day: int, hour: int = 18, minute: int = 0) -> None:
        """Turn the clock to a day and hour of the campaign's year."""
        await self.app.turn_to(datetime(2024, month, day, hour, minute, tzinfo=BEIJING))

    def said(self, chat: str) -> list[str]:
        return self.platform.texts(chat)

    def shown(self, chat: str) -> list[str]:
        """What stands in a chat now, each message as it was shown last."""
        return self.platform.shown(chat)

    def last(self, who: str) -> str:
        return self.platform.texts(f"p-{who}")[-1]

    async def look(self, function: Any) -> Any:
        return await self.app.database.read(function)


def enrol(work: Work) -> None:
    """The shipped roster and notice, published by nobody in particular."""
    import_roster(work, roster_entries())
    notice = example_notice()
    people.enrol(work, work.units.all(), offices(notice, binding_level(notice, None)))
    publish(work, notice, by="演练")


@asynccontextmanager
async def open_town(
    folder: Path, enrolling: Callable[[Work], None] = enrol, beside: Sequence[Platform] = (), **settings: Any
) -> AsyncIterator[Town]:
    """Open the bot with these settings at the first minute of its campaign; `beside` are further platforms."""
    platform = MemoryPlatform(people.PLATFORM, account=people.PLATFORM)
    platforms = [platform, *beside]
    async with App(Settings(**settings), VirtualClock(START), platforms, folder=folder, durable=False) as app:
        await app.database.write(enrolling)
        await app.turn_to(START)
        yield Town(app, platform)


@pytest.fixture
async def reacting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Town]:
    """The same on a platform that puts signs beside messages and shows earlier ones anew."""
    monkeypatch.setattr(people, "PLATFORM", next(iter(REACTS & REVISES)))
    async with open_town(tmp_path) as town:
        yield town


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with open_town(tmp_path) as town:
        yield town
