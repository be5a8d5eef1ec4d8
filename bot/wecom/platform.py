"""WeCom as one Platform: every account of an installation, told apart by the account in a chat's address."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from aiohttp import web

from bot.accounts import Accounts
from bot.config.wecom import RobotSettings, WeComSettings
from bot.network import Network
from bot.platform import Platform
from bot.wecom.app import SelfBuiltApp
from bot.wecom.callback import CallbackRobot
from bot.wecom.group import GroupWebhook
from bot.wecom.messages import PLATFORM
from bot.wecom.partners import Partners
from bot.wecom.robot import LongConnectionRobot
from bot.wecom.tools import Tools
from bot.wecom.webhook import CalledBack, Webhook


class WeCom(Accounts):
    """All accounts. `blob` gives where a file's bytes lie."""

    def __init__(self, settings: WeComSettings, network: Network, blob: Callable[[str], Path]) -> None:
        tools = Tools(network, settings, blob)
        apps = {one.name: SelfBuiltApp(one, tools) for one in settings.apps}
        webhooks = {one.name: GroupWebhook(one, tools) for one in settings.webhooks}
        voices = {(one.robot, one.chat): webhooks[one.name] for one in settings.webhooks if one.robot}
        robots = {
            one.name: _robot(one, tools, Partners(apps.get(one.app), _of_robot(voices, one.name)))
            for one in settings.robots
        }
        super().__init__(PLATFORM, {**apps, **webhooks, **robots})

    def routes(self) -> list[web.RouteDef]:
        """Return the addresses at which WeCom calls accounts."""
        called: dict[str, CalledBack] = {
            name: one for name, one in self._accounts.items() if isinstance(one, CallbackRobot | SelfBuiltApp)
        }
        return Webhook(called).routes() if called else []


def _robot(settings: RobotSettings, tools: Tools, partners: Partners) -> Platform:
    """A robot in its mode."""
    made = CallbackRobot if settings.is_called_back else LongConnectionRobot
    return made(settings, tools, partners)


def _of_robot(voices: Mapping[tuple[str, str], GroupWebhook], robot: str) -> dict[str, Platform]:
    """The webhooks of a robot's groups, by the group's id."""
    return {chat: webhook for (name, chat), webhook in voices.items() if name == robot}
