"""One self-built app 企业自建应用 on either way in: a long connection of ours, or Feishu's calls to an address."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path

from bot.callbacks import Rejected
from bot.config.feishu import AppSettings, FeishuSettings
from bot.feishu import fetching, wording
from bot.feishu.chats import Chats
from bot.feishu.clicks import Clicks
from bot.feishu.client import MOST_NAMES, Client
from bot.feishu.client.calls import Calls
from bot.feishu.crypto import Cipher, challenge_of
from bot.feishu.hearing import Hearing, WriteAnswer
from bot.feishu.lookups import Lookups
from bot.feishu.messages import PLATFORM
from bot.feishu.socket import LongConnection, Trouble
from bot.feishu.socket.endpoint import Door
from bot.feishu.socket.session import Push, told_in
from bot.feishu.speaking import Means, Speaker
from bot.feishu.troubles import CustomBot, Troubles
from bot.names import Names
from bot.network import Network
from bot.persisting import pause
from bot.platform import Heading, Host, Outgoing, Platform
from bot.running import Running
from storage.chat import Attachment, ChatAddress
from storage.errors import NotStored, PlatformError, Remedy

KEPT_SECONDS = 2.8
"""Within which Feishu hears that what it told is kept; else it is told again."""

CLOSING_SECONDS = 5.0
FIRST_PAUSE, LONGEST_PAUSE = 5.0, 600.0

_log = logging.getLogger(__name__)


class App(Platform):
    """One app. `blob` gives where a file's bytes lie."""

    name = PLATFORM

    def __init__(
        self, settings: AppSettings, feishu: FeishuSettings, network: Network, blob: Callable[[str], Path]
    ) -> None:
        self.account = settings.name
        self._settings = settings
        self._feishu = feishu
        self._network = network
        self._blob = blob
        self._cipher = self._made_cipher() if settings.is_called_back else None
        self._running = Running()
        self._pushes = Running()
        self._stack = AsyncExitStack()
        self._speaker: Speaker | None = None
        self._hearing: Hearing | None = None
        self._is_stopping = False

    def _made_cipher(self) -> Cipher:
        settings = self._settings
        key, token = settings.encrypt_key.get_secret_value(), settings.verification_token.get_secret_value()
        return Cipher(settings.app_id, key, token, settings.tenant_key)

    async def start(self, host: Host) -> None:
        """Begin to connect, or be ready to be called."""
        self._host = host
        session = await self._stack.enter_async_context(self._network.session())
        calls = Calls(session, self._feishu.api)
        self._troubles = Troubles(host.database, host.clock, self.account, CustomBot.of(calls, self._feishu))
        self._client = client = Client(calls, self._settings, host.database, host.clock, self._troubles.tell)
        names, chats = Names(host, client.names, MOST_NAMES), Chats(client, host.clock)
        self._stack.push_async_callback(names.close)
        self._hearing = Hearing(host, self.account, names, Lookups(host, client.message), chats)
        self._stack.push_async_callback(self._hearing.close)
        clicks = Clicks(host, client, self.account, self._hearing.handover)
        self._speaker = Speaker(host, self.account, Means(client, clicks, chats, self._blob))
        self._stack.push_async_callback(self._running.cancel)
        self._running.start(self._learn_own_id(), f"own id of {self.account}")
        if self._cipher is None:
            secret = self._settings.app_secret.get_secret_value()
            door = Door(session, self._feishu.api, self._settings.app_id, secret)
            connection = LongConnection(self.account, door.open, self._hear, self._alarm)
            self._stack.push_async_callback(connection.stop)
            self._stack.push_async_callback(self._heard_out)
            await connection.start(host)

    async def stop(self) -> None:
        """Keep and acknowledge what has come, then close the connection and let go of the rest."""
        await self._stack.aclose()

    def answer(self, body: bytes, headers: Mapping[str, str], write: WriteAnswer) -> Awaitable[None]:
        """Open a call, and return what keeps what it tells, then writes the answer. Raises Rejected.

        Awaited, that raises NotStored, and what `write` raises.
        """
        if self._cipher is None or self._hearing is None:
            raise Rejected(404)
        told = self._cipher.open(body, headers, self._host.clock.now())
        if (challenge := challenge_of(told)) is not None:
            return write({"challenge": challenge})
        return self._hearing.take(told, write)

    async def fetch(self, attachment: Attachment, address: ChatAddress) -> AsyncIterator[Heading | bytes]:
        """Give a file's heading and bytes. Raises PlatformError, Refused."""
        if self._hearing is None:
            raise PlatformError(f"{address.account} is not started", Remedy.WAIT)
        async for piece in fetching.fetch(self._client, attachment, self._hearing.ear.open_id):
            yield piece

    def is_keyed(self, outgoing: Outgoing) -> bool:
        """Whether the same, sent again now, is shown once: within an hour of its first try."""
        return self._speaker is None or self._speaker.is_keyed(outgoing)

    def parts(self, outgoing: Outgoing) -> int:
        """Of how many messages a delivery consists. Raises PlatformError."""
        return self._said_by().parts(outgoing)

    async def send(self, outgoing: Outgoing) -> str:
        """Send one part. Raises PlatformError."""
        return await self._said_by().send(outgoing)

    def _said_by(self) -> Speaker:
        if self._speaker is None:
            raise PlatformError("not started", Remedy.WAIT)
        return self._speaker

    def _hear(self, push: Push) -> None:
        """Take a push in, beside the reading."""
        if not self._is_stopping:
            self._pushes.start(self._take(push), "push")

    async def _take(self, push: Push) -> None:
        """Keep what is told, then say so: what is not acknowledged in time is told again."""
        hearing = self._hearing
        if hearing is None:
            return
        try:
            async with self._host.clock.timeout(KEPT_SECONDS):
                await hearing.take(told_in(push), push.acknowledge)
        except ConnectionError as error:
            _log.info("not acknowledged", extra={"account": self.account, "reason": str(error)})
        except Exception as error:  # noqa: BLE001 - whatever it was, it is told again
            is_known = isinstance(error, NotStored | TimeoutError)
            _log.warning("not kept", exc_info=None if is_known else error, extra={"account": self.account})
            await self._refuse(push)

    async def _refuse(self, push: Push) -> None:
        try:
            await push.refuse()
        except ConnectionError:
            return

    async def _heard_out(self) -> None:
        """Let what has come be kept and acknowledged; what comes now is told again to another process, or later."""
        self._is_stopping = True
        try:
            async with self._host.clock.timeout(CLOSING_SECONDS):
                await self._pushes.finish()
        except TimeoutError:
            await self._pushes.cancel()

    async def _learn_own_id(self) -> None:
        """Find out who the bot itself is: until then every bot that is called in a group is taken for it."""
        seconds = FIRST_PAUSE
        while self._hearing and not self._hearing.ear.open_id:
            try:
                self._hearing.ear = replace(self._hearing.ear, open_id=(await self._client.bot()).open_id)
            except PlatformError as error:
                _log.warning("own id not to be had", extra={"account": self.account, "reason": str(error)})
            await pause(self._host.clock, seconds)
            seconds = min(seconds * 2, LONGEST_PAUSE)

    async def _alarm(self, trouble: Trouble) -> None:
        """Tell those who run the bot what has become of the connection."""
        await self._troubles.tell(wording.TROUBLES[trouble].format(name=self.account))
