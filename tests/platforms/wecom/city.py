"""A city on WeCom: the whole bot over one surface and its partners, a strict WeCom around it, people who speak."""

from __future__ import annotations

import ipaddress
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bot.config import Settings
from bot.config.tables import NetworkSettings
from bot.network import Network, Reach
from bot.wecom.platform import WeCom as Platform
from bot.wecom.webhook import PATH
from tests.platforms.city import DESK, SHARED, SOCIETIES, UNIT, UNITS, WEN, City, new_clock, opened
from tests.platforms.wecom.accounts import add_app, add_callback_robot, add_robot, add_webhook
from tests.platforms.wecom.called import eventually
from tests.platforms.wecom.record import Heard, Said
from tests.platforms.wecom.server import WeCom


class Loopback(Network):
    """A way out to the strict WeCom's files, which lie on this machine."""

    def file_session(self, reach: Reach | None = None) -> Any:
        here = ipaddress.ip_network("127.0.0.0/8")
        return super().file_session(Reach(reach.hosts if reach else (), (here,), frozenset({"http", "https"})))


class WeComCity(City):
    """The bot on a robot (long, called), an app, or a webhook."""

    @property
    def hears_private(self) -> bool:
        return self.surface != "webhook"

    @property
    def hears_groups(self) -> bool:
        return self.surface in ("long", "called")

    @property
    def speaks_in_groups(self) -> bool:
        return self.surface != "app"

    @property
    def hearing(self) -> Any:
        return self.accounts["app" if self.surface == "app" else "robot"]

    def called(self, user: str) -> list[str]:
        return [user] if self.surface == "called" else []

    def where(self, card: Heard) -> str:
        return card.chat

    async def connected(self) -> None:
        if self.surface == "long":
            await self.double.until(lambda: self.accounts["robot"].connection)

    async def settled(self, said: Said) -> None:
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

    def set_up(self) -> tuple[Settings, Platform]:
        wecom, base = self.double, f"http://127.0.0.1:{self.port}{PATH}"
        robots, apps, hooks = [], [], []
        if self.surface == "long":
            robot = self.accounts["robot"] = add_robot(wecom, name="报送助手")
            robots.append({"name": "robot", "bot_id": robot.id, "secret": robot.secret})
        if self.surface == "called":
            robot = self.accounts["robot"] = add_callback_robot(wecom, base + "robot", name="报送助手")
            robots.append({"name": "robot", "app": "app", "token": robot.token, "aes_key": robot.aes_key})
        if self.surface in ("called", "app"):
            app = self.accounts["app"] = add_app(wecom, base + "app")
            about = {"corp_id": app.corp, "agent_id": app.agent, "secret": app.secret}
            apps.append({"name": "app", "token": app.token, "aes_key": app.aes_key, **about})
        voices = [self.accounts["robot"]] if "robot" in self.accounts else []
        for chat in (SHARED, UNIT, DESK):
            wecom.group(*voices, chat=chat)
        if self.surface in ("called", "webhook"):
            hooks = self._hooks()
        values = {"api": wecom.url, "socket": wecom.socket_url, "media_hosts": ["127.0.0.1"]}
        accounts = {"robots": robots, "apps": apps, "webhooks": hooks}
        settings = Settings.model_validate({"wecom": {**values, **accounts}, "bot": {"names": ["报送助手"]}})
        return settings, Platform(settings.wecom, Loopback(NetworkSettings()), self.blobs.path)

    def _hooks(self) -> list[dict[str, Any]]:
        rooms = {
            SHARED: {},
            UNIT: {"room": "unit", "unit": UNITS[WEN]},
            DESK: {"room": "coordinators", "office": SOCIETIES},
        }
        hooks = []
        for number, (chat, room) in enumerate(rooms.items()):
            hook = add_webhook(self.double, chat, f"{number}1111111-2222-4333-8444-555555555555")
            whose = room if self.surface == "webhook" else {"robot": "robot", "chat": chat}
            hooks.append({"name": f"hook{number}", "key": hook.key, **whose})
        return hooks


@asynccontextmanager
async def open_city(surface: str, folder: Path, port: int) -> AsyncIterator[City]:
    """Open the bot on one surface."""
    clock = new_clock()
    wecom = WeCom.on(clock)
    wecom.silence_ends = 1e9
    async with opened(WeComCity(surface, folder, port, clock, wecom)) as city:
        yield city
