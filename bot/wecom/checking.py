"""What `baosong check` finds out about WeCom's accounts: credentials, addresses, and whether a message arrives."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator

import aiohttp
from yarl import URL

from bot.config import Settings
from bot.config.wecom import AppSettings, RobotSettings, WebhookSettings
from bot.finding import Finding
from bot.network import Network
from bot.running import first
from bot.trials import arrivals
from bot.websocket import open_socket
from bot.wecom import findings
from bot.wecom.client import AppClient, AppIdentity, WebhookClient
from bot.wecom.client.calls import Calls
from bot.wecom.crypto import Cipher
from bot.wecom.errors import Code, WeComError
from bot.wecom.findings import WECOM
from bot.wecom.messages import PLATFORM
from bot.wecom.socket.session import Session
from bot.wecom.webhook import PATH
from scheduler.clock import Clock
from storage.chat import Room
from storage.database import Database
from storage.errors import PlatformError
from storage.tables import Chat
from storage.unit_of_work import Work

SUBSCRIBED_WITHIN = 15.0


class Trial:
    """Tries every account of an installation. A robot that a running process holds is not connected a second time."""

    def __init__(self, settings: Settings, database: Database, clock: Clock) -> None:
        self._settings = settings
        self._wecom = settings.wecom
        self._database = database
        self._clock = clock

    async def findings(self, *, is_sending: bool) -> list[Finding]:
        """Try each account, and list the groups that robots have met. Raises Misconfigured on a broken certificate."""
        async with Network(self._settings.network).session() as session:
            found = [finding async for finding in self._tried(session)]
        found += await self._database.read(self._groups)
        if is_sending:
            found += await arrivals(self._database, self._clock, WECOM)
        return found

    async def _tried(self, session: aiohttp.ClientSession) -> AsyncIterator[Finding]:
        """One account after the other."""
        calls = Calls(session, self._wecom.api)
        for robot in self._wecom.robots:
            yield await (self._called_back if robot.is_called_back else self._connected)(robot, session)
        for app in self._wecom.apps:
            async for finding in self._app(app, session, calls):
                yield finding
        for webhook in self._wecom.webhooks:
            yield await self._webhook(webhook, calls)

    async def _connected(self, robot: RobotSettings, session: aiohttp.ClientSession) -> Finding:
        """Subscribe for a moment, unless a running process is connected: it would be cut off."""
        lease = f"{PLATFORM}/{robot.name}"
        if await self._database.read(lambda work: work.leases.holder(lease, work.now)):
            return findings.robot_is_running(robot.name)
        subscription = {"bot_id": robot.bot_id, "secret": robot.secret.get_secret_value()}
        try:
            async with self._clock.timeout(SUBSCRIBED_WITHIN):
                link = await open_socket(session, self._wecom.socket)
                try:
                    tried = Session(link, self._clock, lambda _: None)
                    await first(tried.serve(subscription), _until(tried.subscribed))
                finally:
                    await link.close()
        except WeComError as error:
            return findings.robot_refused(robot.name, error.code)
        except (OSError, TimeoutError):
            return WECOM.unreachable(robot.name, self._wecom.socket)
        return findings.robot_works(robot.name)

    async def _called_back(self, robot: RobotSettings, session: aiohttp.ClientSession) -> Finding:
        """Call the robot's own address as WeCom's console does."""
        cipher = Cipher(robot.token.get_secret_value(), robot.aes_key.get_secret_value(), "")
        return await self._address(robot.name, cipher, session)

    async def _app(self, app: AppSettings, session: aiohttp.ClientSession, calls: Calls) -> AsyncIterator[Finding]:
        """Ask for the app itself, then call its own address."""
        identity = AppIdentity(app.corp_id, app.agent_id, app.secret.get_secret_value())
        try:
            yield findings.app_works(app.name, await AppClient(calls, identity, self._clock).try_out())
        except WeComError as error:
            allow = error.caller if error.code == Code.ADDRESS_NOT_ALLOWED else ""
            yield findings.app_refused(app.name, error.code, allow)
        except PlatformError:
            yield WECOM.unreachable(app.name, self._wecom.api)
        if token := app.token.get_secret_value():
            cipher = Cipher(token, app.aes_key.get_secret_value(), app.corp_id)
            yield await self._address(app.name, cipher, session)

    async def _address(self, account: str, cipher: Cipher, session: aiohttp.ClientSession) -> Finding:
        """Whether what WeCom would call answers as it must: over the public address, from outside as far as can be."""
        base = self._settings.server.public_url.rstrip("/")
        if not base:
            return WECOM.no_public_address(account)
        address = f"{base}{PATH}{account}"
        said = secrets.token_hex(8)
        sealed = cipher.seal(said.encode(), secrets.token_hex(8), int(self._clock.now().timestamp()))
        query = {
            "msg_signature": sealed.signature,
            "timestamp": str(sealed.timestamp),
            "nonce": sealed.nonce,
            "echostr": sealed.encrypt,
        }
        try:
            async with session.get(URL(address).with_query(query), allow_redirects=False) as response:
                answer = await response.content.read(100)
        except (aiohttp.ClientError, OSError, TimeoutError):
            return WECOM.address_silent(account, address)
        if response.status != 200 or answer.decode(errors="replace") != said:
            return WECOM.address_wrong(account, address, response.status)
        return WECOM.address_works(account, address)

    async def _webhook(self, webhook: WebhookSettings, calls: Calls) -> Finding:
        """Send nothing to the group: a right key refuses the emptiness, by whichever code, a wrong one itself."""
        client = WebhookClient(calls, webhook.key.get_secret_value(), self._clock)
        try:
            await client.send({"msgtype": "text", "text": {"content": ""}})
        except WeComError as error:
            if error.code not in (Code.EMPTY, Code.BAD_PARAMETER):
                return findings.webhook_refused(webhook.name, error.code)
        except PlatformError:
            return WECOM.unreachable(webhook.name, self._wecom.api)
        return findings.webhook_works(webhook.name)

    def _groups(self, work: Work) -> list[Finding]:
        """The groups that robots sit in, with the id that a webhook's settings ask for."""
        robots = {robot.name for robot in self._wecom.robots}
        c = work.chats.c
        groups = work.chats.find(c.platform == PLATFORM, c.room != Room.PRIVATE.value, c.account.in_(robots))
        return [findings.group(chat, _whose(work, chat)) for chat in groups]


def _whose(work: Work, chat: Chat) -> str:
    """Whose group it is, in a word."""
    unit = work.units.get(chat.unit_id).name if chat.unit_id else ""
    return unit or chat.office or ""


async def _until(event: asyncio.Event) -> None:
    """Wait for an event."""
    await event.wait()
