"""What `baosong check` finds out about Feishu's apps: credentials, scopes, who may use them, and what never came."""

from __future__ import annotations

import json
import secrets
from collections.abc import AsyncIterator

import aiohttp

from bot.config import Settings
from bot.config.feishu import AppSettings
from bot.feishu import findings, scopes
from bot.feishu.client import Client
from bot.feishu.client.calls import Calls
from bot.feishu.crypto import VERIFICATION, Cipher
from bot.feishu.errors import Code, FeishuError
from bot.feishu.findings import FEISHU
from bot.feishu.gaps import gaps
from bot.feishu.messages import PLATFORM
from bot.feishu.socket.endpoint import Door, NotLetIn
from bot.feishu.troubles import CustomBot
from bot.feishu.webhook import PATH
from bot.finding import Finding
from bot.network import Network
from bot.trials import TRIAL, arrivals
from bot.untrusted import text_in
from scheduler.clock import Clock
from storage.database import Database
from storage.errors import PlatformError, Remedy
from storage.reach import forget_to_hear_all, learn_to_hear_all

MOST_NAMED = 5


class Trial:
    """Tries every app of an installation. Nothing that runs is disturbed, and nobody but who asks is told.

    Whether an app was granted all of its groups is noted: the bot need not find it out.
    """

    def __init__(self, settings: Settings, database: Database, clock: Clock) -> None:
        self._settings = settings
        self._feishu = settings.feishu
        self._database = database
        self._clock = clock

    async def findings(self, *, is_sending: bool) -> list[Finding]:
        """Try each app. Raises Misconfigured on a broken certificate."""
        found: list[Finding] = []
        async with Network(self._settings.network).session() as session:
            for app in self._feishu.apps:
                found += [finding async for finding in self._app(app, session)]
        if is_sending:
            found += await arrivals(self._database, self._clock, FEISHU)
            found += [await self.alarm()] if self._feishu.alarm.get_secret_value() else []
        return found

    async def alarm(self) -> Finding:
        """Have the custom bot that is set say something."""
        async with Network(self._settings.network).session() as session:
            custom_bot = CustomBot.of(Calls(session, self._feishu.api), self._feishu)
            try:
                if custom_bot:
                    await custom_bot.say(TRIAL, self._clock.now())
            except FeishuError as error:
                return findings.alarm_refused(error.code)
            except PlatformError:
                return FEISHU.unreachable("alarm", self._feishu.api)
        return findings.alarm_works()

    async def _app(self, app: AppSettings, session: aiohttp.ClientSession) -> AsyncIterator[Finding]:
        """Try one app: whether it may call, what it may do, how it is told of what happens."""
        calls = Calls(session, self._feishu.api)
        client = Client(calls, app, self._database, self._clock)
        try:
            bot = await client.bot()
            yield findings.app_works(app.name, bot.name) if bot.is_active else findings.bot_is_off(app.name)
            async for finding in self._granted(app, client):
                yield finding
            yield await (self._address if app.is_called_back else self._connected)(app, session)
            async for finding in self._heard(app.name, client, bot.open_id):
                yield finding
        except FeishuError as error:
            yield findings.app_refused(app.name, error)
        except PlatformError:
            yield FEISHU.unreachable(app.name, self._feishu.api)

    async def _granted(self, app: AppSettings, client: Client) -> AsyncIterator[Finding]:
        """What the tenant has granted, and to whom."""
        try:
            granted = await client.scopes()
        except PlatformError as error:
            if error.remedy is not Remedy.GIVE_UP:
                raise
            yield findings.scopes_unknown(app.name)
            return
        missing = list(scopes.missing(granted))
        if missing:
            wanted = ",".join(scope.name for scope in missing)
            address = f"{self._feishu.api}/app/{app.app_id}/auth?q={wanted}&op_from=openapi&token_type=tenant"
            yield findings.scopes_are_missing(app.name, missing, address)
        else:
            yield findings.scopes_are_there(app.name)
        if scopes.ALL_OF_GROUPS.is_in(granted):
            await self._database.write(lambda work: learn_to_hear_all(work, PLATFORM, app.name))
            yield findings.hears_all(app.name)
        else:
            await self._database.write(lambda work: forget_to_hear_all(work, PLATFORM, app.name))
            yield findings.hears_what_calls_it(app.name)
        try:
            is_for_all = await client.is_for_all()
            yield findings.range_is_all(app.name) if is_for_all else findings.range_is_part(app.name)
            if await client.has_waiting_version():
                yield findings.version_waits(app.name)
        except FeishuError as error:
            if error.code != Code.SCOPE_MISSING:
                raise
            yield findings.range_unknown(app.name)

    async def _connected(self, app: AppSettings, session: aiohttp.ClientSession) -> Finding:
        """Ask for an address to connect to, and leave it at that."""
        try:
            await Door(session, self._feishu.api, app.app_id, app.app_secret.get_secret_value()).ask()
        except NotLetIn as error:
            return findings.not_let_in(app.name, error.code)
        except ConnectionError:
            return FEISHU.unreachable(app.name, self._feishu.api)
        return findings.connection_works(app.name)

    async def _address(self, app: AppSettings, session: aiohttp.ClientSession) -> Finding:
        """Call the app's own address as Feishu's console does."""
        base = self._settings.server.public_url.rstrip("/")
        if not base:
            return FEISHU.no_public_address(app.name)
        address, said = f"{base}{PATH}{app.name}", secrets.token_hex(8)
        token = app.verification_token.get_secret_value()
        test = {"challenge": said, "token": token, "type": VERIFICATION}
        cipher = Cipher(app.app_id, app.encrypt_key.get_secret_value(), token)
        body = {"encrypt": cipher.encrypt(json.dumps(test).encode())}
        try:
            async with session.post(address, json=body, allow_redirects=False) as response:
                answer = await response.content.read(200)
        except (aiohttp.ClientError, OSError, TimeoutError):
            return FEISHU.address_silent(app.name, address)
        if response.status != 200 or said not in answer.decode(errors="replace"):
            return FEISHU.address_wrong(app.name, address, response.status)
        return FEISHU.address_works(app.name, address)

    async def _heard(self, name: str, client: Client, open_id: str) -> AsyncIterator[Finding]:
        """Whether what is said comes, and in which groups little can be done."""
        found = await gaps(client, self._database, open_id, self._clock.now())
        if found.missing:
            yield findings.is_robbed(name, found)
        elif found.last_at:
            yield findings.heard(name, found, found.last_at)
        else:
            yield findings.never_heard(name)
        try:
            external = [text_in(chat, "name") for chat in await client.chats() if chat.get("external") is True]
        except FeishuError as error:
            if error.code != Code.SCOPE_MISSING:
                raise
            return
        if external:
            yield findings.external_groups(name, external[:MOST_NAMED])
