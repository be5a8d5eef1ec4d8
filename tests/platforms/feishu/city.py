"""A city on Feishu: the whole bot over one app, a strict Feishu around it, people who speak and press buttons."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bot.config import Settings
from bot.config.tables import NetworkSettings
from bot.feishu.platform import Feishu as Platform
from bot.feishu.webhook import PATH
from bot.network import Network
from tests.platforms.city import DESK, SHARED, UNIT, City, new_clock, opened
from tests.platforms.feishu.accounts import add_app, add_called_app
from tests.platforms.feishu.limits import GROUP
from tests.platforms.feishu.record import Heard
from tests.platforms.feishu.server import Feishu

NAME = "报送助手"


class FeishuCity(City):
    """The bot on the long connection (long), called back (called), or so that of groups it hears only calls (narrow)."""

    @property
    def hearing(self) -> Any:
        return self.accounts["app"]

    def called(self, user: str) -> list[str]:
        return [self.hearing.open_id_of(user)]

    def where(self, card: Heard) -> str:
        return card.chat.id

    async def connected(self) -> None:
        if self.surface != "called":
            await self.double.until(lambda: self.hearing.held)

    def set_up(self) -> tuple[Settings, Platform]:
        feishu, about = self.double, {}
        if self.surface == "called":
            url = f"http://127.0.0.1:{self.port}{PATH}app"
            app = add_called_app(feishu, url, name=NAME)
            about = {"encrypt_key": app.encrypt_key, "verification_token": app.verification_token}
        else:
            app = add_app(feishu, name=NAME)
        if self.surface == "narrow":
            app.scopes -= {GROUP}
        self.accounts["app"] = app
        for chat in (SHARED, UNIT, DESK):
            feishu.group(app, chat=chat)
        apps = [{"name": "app", "called": [NAME], "app_id": app.id, "app_secret": app.secret, **about}]
        settings = Settings.model_validate({"feishu": {"api": feishu.url, "apps": apps}})
        return settings, Platform(settings.feishu, Network(NetworkSettings()), self.blobs.path)


@asynccontextmanager
async def open_city(surface: str, folder: Path, port: int) -> AsyncIterator[City]:
    """Open the bot on one surface."""
    clock = new_clock()
    async with opened(FeishuCity(surface, folder, port, clock, Feishu.on(clock))) as city:
        yield city
