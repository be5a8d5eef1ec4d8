"""A bot that WeCom calls: its accounts behind a real HTTP server, opened and opened again over the same folder."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from bot.accounts import Accounts
from bot.app import App
from bot.config import Settings
from bot.config.tables import NetworkSettings
from bot.config.wecom import AppSettings, RobotSettings, WeComSettings
from bot.network import Network
from bot.web import guard
from bot.web.serving import Server, application
from bot.web.streams import Streams
from bot.wecom.app import SelfBuiltApp
from bot.wecom.callback import CallbackRobot
from bot.wecom.partners import Partners
from bot.wecom.tools import Tools
from bot.wecom.webhook import PATH, Webhook
from scheduler.clock import VirtualClock
from storage.blobs import Blobs
from storage.chat import Reply, ReplyKind
from storage.tables import Delivery, Inbox
from storage.unit_of_work import Work
from tests.platforms.wecom.application import Application
from tests.platforms.wecom.callbacks import CallbackRobot as StrictRobot
from tests.platforms.wecom.server import WeCom
from tests.scenarios.conftest import enrol

T = TypeVar("T")


def robot_settings(robot: StrictRobot, name: str = "robot", **more: Any) -> RobotSettings:
    """What an administrator copies from the console of a robot."""
    return RobotSettings(name=name, called=(robot.name,), token=robot.token, aes_key=robot.aes_key, **more)


def app_settings(app: Application, name: str = "app") -> AppSettings:
    """What an administrator copies from the console of an app."""
    about = {"corp_id": app.corp, "agent_id": app.agent, "secret": app.secret}
    return AppSettings(name=name, token=app.token, aes_key=app.aes_key, **about)


class AtOnce(Accounts):
    """Accounts that say at once what is said unasked."""

    spread_seconds = 0


@dataclass
class Bot:
    """The bot while it runs."""

    app: App
    accounts: Mapping[str, Any]

    async def settle(self) -> None:
        await self.app.settle()

    async def rows(self) -> list[Inbox]:
        return await self.app.database.read(lambda work: work.inbox.in_order())

    async def deliveries(self) -> list[Delivery]:
        return await self.app.database.read(lambda work: work.deliveries.find())

    async def say(self, chat: str, *lines: str, account: str = "robot", key: str = "push/1", **about: Any) -> Delivery:
        """Say something unasked, and wait for what becomes of it."""

        def put(work: Work) -> None:
            known = work.chats.known("wecom", account, chat)
            kind = about.pop("kind")
            work.say(known.key, key, Reply(ReplyKind.STATE, lines, **about), kind)

        await self.app.database.write(put)
        await self.settle()
        return await self.app.database.read(lambda work: work.deliveries.keyed(key))


@dataclass
class House:
    """The folder, the port and the clock that stay while bots come and go."""

    folder: Path
    port: int
    clock: VirtualClock
    wecom: WeCom
    before: list[Callable[[App], None]] = field(default_factory=list)

    def url(self, account: str) -> str:
        return f"http://127.0.0.1:{self.port}{PATH}{account}"

    def tools(self) -> Tools:
        settings = WeComSettings(api=self.wecom.url)
        return Tools(Network(NetworkSettings()), settings, Blobs(self.folder / "blobs", durable=False).path)

    @asynccontextmanager
    async def open(
        self, robot: StrictRobot | None = None, app: Application | None = None, **more: Any
    ) -> AsyncIterator[Bot]:
        """Open the bot over the folder, with the accounts given."""
        tools, made = self.tools(), []
        spoken = SelfBuiltApp(app_settings(app), tools) if app else None
        made += [spoken] if spoken else []
        if robot:
            partners = Partners(app=spoken, webhooks=more.get("webhooks", {}))
            made.append(CallbackRobot(robot_settings(robot), tools, partners))
        accounts = {account.account: account for account in made}
        is_new = not (self.folder / "baosong.db").exists()
        settings = Settings.model_validate({"bot": {"names": ["小报"]}})
        async with App(settings, self.clock, [AtOnce("wecom", accounts)], folder=self.folder, durable=False) as bot:
            if is_new:
                await bot.database.write(enrol)
            routes = Webhook(accounts).routes()
            server = Server(application(routes, [guard.refuse_foreign()]), Streams())
            await server.start("127.0.0.1", self.port)
            try:
                yield Bot(bot, accounts)
            finally:
                await server.stop()


async def eventually(ask: Callable[[], Awaitable[T]], is_so: Callable[[T], object]) -> T:
    """Ask until it is so; return what was found."""
    async with asyncio.timeout(5):
        while not is_so(found := await ask()):  # noqa: ASYNC110 - what is asked for has no event
            await asyncio.sleep(0.005)
    return found
