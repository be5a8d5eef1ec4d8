"""A city on one platform: the whole bot over one surface, a strict double around it, people who speak."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot.app import App
from bot.playground.example import roster_entries
from bot.playground.inventions import invent_file
from bot.web import guard
from bot.web.serving import Server, application
from bot.web.streams import Streams
from handlers.enrolment.invites import make_invite
from handlers.publishing import publish
from scheduler.clock import BEIJING, VirtualClock
from storage.blobs import Blobs
from storage.chat import Role
from storage.roster import import_roster
from storage.unit_of_work import Work
from tests.example import example_notice
from tests.platforms.double import File
from tests.platforms.memory import MemoryPlatform
from tests.scenarios.conftest import SOCIETIES, START

ZHOU, WEN, GU = "zhou", "wen", "gu"
"""The liaisons of 云江市气象学会 and 云江市护理学会, and the coordinator of their office."""

UNITS = {ZHOU: "云江市气象学会", WEN: "云江市护理学会"}
SHARED, UNIT, DESK = "oc_SharedGroup", "oc_UnitGroup", "oc_DeskGroup"


@dataclass
class City:
    """The bot, the platform's double, and everybody. What a surface can carry is said by its properties."""

    surface: str
    folder: Path
    port: int
    clock: VirtualClock
    double: Any
    accounts: dict[str, Any] = field(default_factory=dict)
    app: App = field(init=False)

    hears_private = hears_groups = speaks_in_groups = True

    @property
    @abstractmethod
    def hearing(self) -> Any:
        """The account that is spoken to."""

    def called(self, user: str) -> list[str]:
        """By what a message of this surface calls somebody in a group."""
        return []

    # What people do.

    async def say(self, user: str, text: str, *photos: str, chat: str = "", **more: Any) -> list[str]:
        """Write a message, with photos in it where they are named; return what is then seen in that chat."""
        about = {"photos": tuple(self.file(name) for name in photos), "to": self.hearing, **more}
        before = len(self.seen(chat or user))
        await self.settled(await self.double.say(user, text, chat=chat, **about))
        return [one.text for one in self.seen(chat or user)[before:]]

    async def post(self, user: str, name: str, *, chat: str = "", data: bytes = b"") -> tuple[Any, list[str]]:
        """Send one photo or file by itself."""
        way = self.double.photo if Path(name).suffix == ".jpg" else self.double.file
        before = len(self.seen(chat or user))
        said = await way(user, data or invent_file(name), name, chat=chat, to=self.hearing)
        await self.settled(said)
        return said, [one.text for one in self.seen(chat or user)[before:]]

    async def click(self, card: Any, label: str, **more: Any) -> list[str]:
        """Press a button; return what is seen then, of the card itself too."""
        before = len(self.seen(self.where(card)))
        await self.settled(await self.double.click(card, label, **more))
        return [one.text for one in (card, *self.seen(self.where(card))[before:])]

    def file(self, name: str) -> File:
        return File(name, invent_file(name))

    @abstractmethod
    def where(self, card: Any) -> str:
        """The chat of a card."""

    async def settled(self, _said: Any) -> None:
        """Wait until what reached the bot has been conversed and answered."""
        await self.app.settle()

    # What is seen.

    def seen(self, chat: str) -> list[Any]:
        return self.double.heard(chat)

    def heard(self, chat: str) -> list[str]:
        return [one.text for one in self.seen(chat)]

    def last(self, chat: str) -> str:
        return self.heard(chat)[-1]

    # Time.

    async def wait(self, **time: float) -> None:
        await self.app.turn_to(self.clock.now() + timedelta(**time))
        await self.app.settle()

    async def until(self, month: int, day: int, hour: int = 9, minute: int = 0) -> None:
        await self.app.turn_to(datetime(2024, month, day, hour, minute, tzinfo=BEIJING))
        await self.app.settle()

    async def look(self, function: Any) -> Any:
        return await self.app.database.read(function)

    # How it begins.

    @abstractmethod
    def set_up(self) -> tuple[Any, Any]:
        """What an administrator would write, from what the consoles show: the settings, and the platform over them."""

    async def connected(self) -> None:
        """Wait until the account that is spoken to hears."""

    async def enrol(self) -> None:
        """Let people enter by their codes and say whose groups are whose, then publish."""

        def prepare(work: Work) -> dict[str, str]:
            codes = {
                user: make_invite(work, Role.LIAISON, unit_id=work.units.named(name).key)
                for user, name in UNITS.items()
            }
            return {**codes, GU: make_invite(work, Role.COORDINATOR, office=SOCIETIES)}

        codes = await self.app.database.write(prepare)
        if self.hears_private:
            for user, code in codes.items():
                assert await self.say(user, code)
        if self.hears_groups:
            assert await self.say(GU, "绑定 多单位", chat=SHARED)
            assert await self.say(GU, f"绑定 {UNITS[WEN]}", chat=UNIT)
            assert await self.say(GU, f"绑定统筹群 {SOCIETIES}", chat=DESK)
            assert "统筹群" in (await self.say(GU, "确认", chat=DESK))[-1]
        await self.app.database.write(lambda work: publish(work, example_notice(), by="演练"))
        await self.wait(minutes=5)

    @property
    def blobs(self) -> Blobs:
        return Blobs(self.folder / "blobs", durable=False)


@asynccontextmanager
async def opened(city: City) -> AsyncIterator[City]:
    """Open the bot in a city: the notice published, two liaisons and a coordinator enrolled, groups bound."""
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(city.double)
        settings, platform = city.set_up()
        async with App(settings, city.clock, [MemoryPlatform()], folder=city.folder, durable=False) as app:
            await app.database.write(lambda work: import_roster(work, roster_entries()))
        city.app = App(settings, city.clock, [platform], folder=city.folder, durable=False)
        await stack.enter_async_context(city.app)
        server = Server(application(platform.routes(), [guard.refuse_foreign()]), Streams())
        await server.start("127.0.0.1", city.port)
        stack.push_async_callback(server.stop)
        await city.connected()
        await city.enrol()
        yield city
        await city.app.settle()


def new_clock() -> VirtualClock:
    return VirtualClock(START)
