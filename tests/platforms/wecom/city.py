"""A city on WeCom: the whole bot over one surface and its partners, a strict WeCom around it, people who speak."""

from __future__ import annotations

import ipaddress
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot.app import App
from bot.config import Settings
from bot.config.tables import NetworkSettings
from bot.network import Network, Reach
from bot.playground.example import notice_lines, roster_entries
from bot.playground.inventions import invent_file
from bot.web import guard
from bot.web.serving import Server, application
from bot.web.streams import Streams
from bot.wecom.platform import WeCom as Platform
from bot.wecom.webhook import PATH
from handlers.enrolment.invites import make_invite
from handlers.publishing import publish
from scheduler.clock import BEIJING, VirtualClock
from storage.blobs import Blobs
from storage.chat import Role
from storage.notice.parser import read
from storage.roster import import_roster
from storage.unit_of_work import Work
from tests.platforms.double import File
from tests.platforms.memory import MemoryPlatform
from tests.platforms.wecom.accounts import add_app, add_callback_robot, add_robot, add_webhook
from tests.platforms.wecom.called import eventually
from tests.platforms.wecom.record import Heard, Said
from tests.platforms.wecom.server import WeCom
from tests.scenarios.conftest import SOCIETIES, START

ZHOU, WEN, GU = "zhou", "wen", "gu"
"""The liaisons of 云江市气象学会 and 云江市护理学会, and the coordinator of their office."""

UNITS = {ZHOU: "云江市气象学会", WEN: "云江市护理学会"}
SHARED, UNIT, DESK = "wrSharedGroup", "wrUnitGroup", "wrDeskGroup"


class Loopback(Network):
    """A way out to the strict WeCom's files, which lie on this machine."""

    def file_session(self, reach: Reach | None = None) -> Any:
        del reach
        here = ipaddress.ip_network("127.0.0.0/8")
        return super().file_session(Reach(("127.0.0.1",), (here,), frozenset({"http", "https"})))


@dataclass
class City:
    """The bot, WeCom, and everybody."""

    surface: str
    folder: Path
    port: int
    clock: VirtualClock
    wecom: WeCom
    accounts: dict[str, Any] = field(default_factory=dict)
    app: App = field(init=False)

    # What this surface can carry.

    @property
    def hears_private(self) -> bool:
        return self.surface != "webhook"

    @property
    def hears_groups(self) -> bool:
        return self.surface in ("long", "called")

    @property
    def speaks_in_groups(self) -> bool:
        return self.surface != "app"

    # What people do.

    async def say(self, user: str, text: str, *photos: str, chat: str = "", **more: Any) -> list[str]:
        """Write a message, with photos in it where they are named; return what is then seen in that chat."""
        files = tuple(self.file(name) for name in photos)
        return await self._seen(
            chat or user, self.wecom.say(user, text, chat=chat, photos=files, to=self.hearing, **more)
        )

    async def post(self, user: str, name: str, *, chat: str = "") -> tuple[Said, list[str]]:
        """Send one photo or file by itself."""
        way = self.wecom.photo if Path(name).suffix == ".jpg" else self.wecom.file
        before = len(self.wecom.heard(chat or user))
        said = await way(user, invent_file(name), name, chat=chat, to=self.hearing)
        await self.settled(said)
        return said, [one.text for one in self.wecom.heard(chat or user)[before:]]

    async def click(self, card: Heard, label: str, *, by: str = "") -> list[str]:
        """Press a button; return what is seen then, of the card itself too."""
        before = len(self.wecom.heard(card.chat))
        said = await self.wecom.click(card, label, by=by)
        await self.settled(said)
        return [one.text for one in (card, *self.wecom.heard(card.chat)[before:])]

    def file(self, name: str) -> File:
        return File(name, invent_file(name))

    @property
    def hearing(self) -> Any:
        """The account that is spoken to."""
        return self.accounts["app" if self.surface == "app" else "robot"]

    async def _seen(self, chat: str, saying: Any) -> list[str]:
        before = len(self.wecom.heard(chat))
        await self.settled(await saying)
        return [one.text for one in self.wecom.heard(chat)[before:]]

    async def settled(self, said: Said) -> None:
        """Wait until what reached the bot has been conversed and answered."""
        if said.is_delivered:
            await eventually(lambda: self._is_here(said), bool)
        await self.app.settle()

    async def _is_here(self, said: Said) -> bool:
        number = str(int(said.id.removeprefix("MSG")) + 10**18)
        rows = await self.look(lambda work: work.inbox.having(platform="wecom"))
        return any(
            row.message_id in (said.id, number) or (said.more and row.payload["text"] == said.more["key"])
            for row in rows
        )

    # What is seen.

    def heard(self, chat: str) -> list[str]:
        return [one.text for one in self.wecom.heard(chat)]

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


@asynccontextmanager
async def open_city(surface: str, folder: Path, port: int) -> AsyncIterator[City]:
    """Open the bot on one surface: the notice published, two liaisons and a coordinator enrolled, groups bound."""
    clock = VirtualClock(START)
    async with AsyncExitStack() as stack:
        wecom = await stack.enter_async_context(WeCom.on(clock))
        wecom.silence_ends = 1e9
        city = City(surface, folder, port, clock, wecom)
        settings = _settings(city)
        blobs = Blobs(folder / "blobs", durable=False)
        platform = Platform(settings.wecom, Loopback(NetworkSettings()), blobs.path)
        async with App(settings, clock, [MemoryPlatform()], folder=folder, durable=False) as app:
            await app.database.write(lambda work: import_roster(work, roster_entries()))
        city.app = App(settings, clock, [platform], folder=folder, durable=False)
        await stack.enter_async_context(city.app)
        server = Server(application(platform.routes(), [guard.refuse_foreign()]), Streams())
        await server.start("127.0.0.1", port)
        stack.push_async_callback(server.stop)
        if surface == "long":
            await wecom.until(lambda: city.accounts["robot"].connection)
        await _enrol(city)
        yield city
        await city.app.settle()


def _settings(city: City) -> Settings:
    """What an administrator would write, from what the consoles of this WeCom show."""
    wecom, base = city.wecom, f"http://127.0.0.1:{city.port}{PATH}"
    robots, apps, hooks = [], [], []
    if city.surface == "long":
        robot = city.accounts["robot"] = add_robot(wecom, name="报送助手")
        robots.append({"name": "robot", "bot_id": robot.id, "secret": robot.secret})
    if city.surface == "called":
        robot = city.accounts["robot"] = add_callback_robot(wecom, base + "robot", name="报送助手")
        robots.append({"name": "robot", "app": "app", "token": robot.token, "aes_key": robot.aes_key})
    if city.surface in ("called", "app"):
        app = city.accounts["app"] = add_app(wecom, base + "app")
        about = {"corp_id": app.corp, "agent_id": app.agent, "secret": app.secret}
        apps.append({"name": "app", "token": app.token, "aes_key": app.aes_key, **about})
    voices = [city.accounts["robot"]] if "robot" in city.accounts else []
    for chat in (SHARED, UNIT, DESK):
        wecom.group(*voices, chat=chat)
    rooms = {
        SHARED: {},
        UNIT: {"room": "unit", "unit": UNITS[WEN]},
        DESK: {"room": "coordinators", "office": SOCIETIES},
    }
    if city.surface in ("called", "webhook"):
        for number, (chat, room) in enumerate(rooms.items()):
            hook = add_webhook(wecom, chat, f"{number}1111111-2222-4333-8444-555555555555")
            whose = room if city.surface == "webhook" else {"robot": "robot", "chat": chat}
            hooks.append({"name": f"hook{number}", "key": hook.key, **whose})
    values = {"api": wecom.url, "socket": wecom.socket_url, "media_hosts": ["127.0.0.1"]}
    accounts = {"robots": robots, "apps": apps, "webhooks": hooks}
    return Settings.model_validate({"wecom": {**values, **accounts}, "bot": {"names": ["报送助手"]}})


async def _enrol(city: City) -> None:
    """Fill the roster, let people enter by their codes and say whose groups are whose, then publish."""

    def prepare(work: Work) -> dict[str, str]:
        codes = {
            user: make_invite(work, Role.LIAISON, unit_id=work.units.named(name).key) for user, name in UNITS.items()
        }
        return {**codes, GU: make_invite(work, Role.COORDINATOR, office=SOCIETIES)}

    codes = await city.app.database.write(prepare)
    if city.hears_private:
        for user, code in codes.items():
            assert await city.say(user, code)
    if city.hears_groups:
        assert await city.say(GU, "绑定 多单位", chat=SHARED)
        assert await city.say(GU, f"绑定 {UNITS[WEN]}", chat=UNIT)
        assert await city.say(GU, f"绑定统筹群 {SOCIETIES}", chat=DESK)
        assert "统筹群" in (await city.say(GU, "确认", chat=DESK))[-1]
    await city.app.database.write(lambda work: publish(work, read(notice_lines()), by="演练"))
    await city.wait(minutes=5)
