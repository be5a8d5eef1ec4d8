"""Feishu as one Platform: every app of an installation, told apart by the account in a chat's address."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from aiohttp import web

from bot.accounts import Accounts
from bot.config.feishu import FeishuSettings
from bot.feishu.account import App
from bot.feishu.messages import PLATFORM
from bot.feishu.webhook import Webhook
from bot.network import Network


class Feishu(Accounts):
    """All apps. `blob` gives where a file's bytes lie."""

    def __init__(self, settings: FeishuSettings, network: Network, blob: Callable[[str], Path]) -> None:
        apps = {one.name: App(one, settings, network, blob) for one in settings.apps}
        self._called = {one.name: apps[one.name] for one in settings.apps if one.is_called_back}
        super().__init__(PLATFORM, apps)

    def routes(self) -> list[web.RouteDef]:
        """Return the addresses at which Feishu calls apps."""
        return Webhook(self._called).routes() if self._called else []
