"""WeCom as one Platform: every account of an installation, told apart by the account in a chat's address."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack
from pathlib import Path

from aiohttp import web

from bot.config.wecom import RobotSettings, WeComSettings
from bot.network import Network
from bot.platform import Heading, Host, Outgoing, Platform
from bot.wecom.app import SelfBuiltApp
from bot.wecom.callback import CallbackRobot
from bot.wecom.group import GroupWebhook
from bot.wecom.messages import PLATFORM
from bot.wecom.robot import LongConnectionRobot
from bot.wecom.tools import Partners, Tools
from bot.wecom.webhook import CalledBack, Webhook
from storage.chat import Attachment, ChatAddress
from storage.errors import PlatformError, Remedy


class WeCom(Platform):
    """All accounts. `blob` gives where a file's bytes lie."""

    name = PLATFORM
    spread_seconds = 240

    def __init__(self, settings: WeComSettings, network: Network, blob: Callable[[str], Path]) -> None:
        tools = Tools(network, settings, blob)
        apps = {one.name: SelfBuiltApp(one, tools) for one in settings.apps}
        webhooks = {one.name: GroupWebhook(one, tools) for one in settings.webhooks}
        voices = {(one.robot, one.chat): webhooks[one.name] for one in settings.webhooks if one.robot}
        robots = {
            one.name: _robot(one, tools, Partners(apps.get(one.app), _of_robot(voices, one.name)))
            for one in settings.robots
        }
        self._accounts: dict[str, Platform] = {**apps, **webhooks, **robots}
        self._stack = AsyncExitStack()

    def routes(self) -> list[web.RouteDef]:
        """Return the addresses at which WeCom calls accounts."""
        called: dict[str, CalledBack] = {
            name: one for name, one in self._accounts.items() if isinstance(one, CallbackRobot | SelfBuiltApp)
        }
        return Webhook(called).routes() if called else []

    async def start(self, host: Host) -> None:
        """Let every account begin, those first on which others lean."""
        for account in self._accounts.values():
            self._stack.push_async_callback(account.stop)
            await account.start(host)

    async def stop(self) -> None:
        """Let every account end, in reverse."""
        await self._stack.aclose()

    def fetch(self, attachment: Attachment, address: ChatAddress) -> AsyncIterator[Heading | bytes]:
        """Give a file's heading and bytes. Raises PlatformError."""
        return self._account(address).fetch(attachment, address)

    def is_keyed(self, outgoing: Outgoing) -> bool:
        """Whether this, sent twice by its account, is shown once."""
        account = self._accounts.get(outgoing.address.account)
        return account is not None and account.is_keyed(outgoing)

    def parts(self, outgoing: Outgoing) -> int:
        """Of how many wire messages a delivery consists. Raises PlatformError."""
        return self._account(outgoing.address).parts(outgoing)

    async def send(self, outgoing: Outgoing) -> str:
        """Send one part by its account. Raises PlatformError."""
        return await self._account(outgoing.address).send(outgoing)

    def _account(self, address: ChatAddress) -> Platform:
        """The account of a chat; one that was taken out of the settings can say nothing any more."""
        account = self._accounts.get(address.account)
        if account is None:
            raise PlatformError(f"no account {address.account} in [wecom]", Remedy.CONFIGURATION, gone=True)
        return account


def _robot(settings: RobotSettings, tools: Tools, partners: Partners) -> Platform:
    """A robot in its mode."""
    made = CallbackRobot if settings.is_called_back else LongConnectionRobot
    return made(settings, tools, partners)


def _of_robot(voices: Mapping[tuple[str, str], GroupWebhook], robot: str) -> dict[str, Platform]:
    """The webhooks of a robot's groups, by the group's id."""
    return {chat: webhook for (name, chat), webhook in voices.items() if name == robot}
