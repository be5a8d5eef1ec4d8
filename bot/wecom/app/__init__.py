"""A self-built app 自建应用: members speak to it in private; WeCom calls us, and is answered over its REST interface.

Wire: developer.work.weixin.qq.com, documents 90236 to 90241 and 94888. A call is answered by an empty 200 as soon as
what it told is kept; every answer is a message of its own.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Mapping
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import timedelta

from bot.callbacks import Rejected
from bot.config.wecom import AppSettings
from bot.entering import first_entry
from bot.names import Names, each
from bot.platform import Heading, Host, Outgoing, Platform
from bot.wecom import findings, troubles, wording
from bot.wecom.app.marking import marked
from bot.wecom.client import MOST_BYTES, AppClient, AppIdentity, Upload
from bot.wecom.client.calls import Calls
from bot.wecom.crypto import Cipher
from bot.wecom.errors import CARD_REFUSED, WeComError
from bot.wecom.media import media_id_of
from bot.wecom.messages import PLATFORM, Handle, from_app
from bot.wecom.render import APP, Part, parts, too_large
from bot.wecom.tools import Tools, chat_rates
from bot.wecom.webhook import WriteAnswer
from scheduler.clock import Clock
from storage.chat import Attachment, ChatAddress, FileRef, Message
from storage.errors import PlatformError, Remedy

REMEMBERED_SECONDS = 4 * 3600
"""For how long WeCom is asked to drop what it has been given already: the longest it offers."""

KEYED_FOR = timedelta(seconds=REMEMBERED_SECONDS) - timedelta(minutes=15)
"""How long after an attempt fell due it may be repeated: the one before it was at most a quarter of an hour earlier."""


class SelfBuiltApp(Platform):
    """One self-built app of one corporation."""

    name = PLATFORM

    def __init__(self, settings: AppSettings, tools: Tools) -> None:
        self.account = settings.name
        self._settings = settings
        self._tools = tools
        token, aes_key = settings.token.get_secret_value(), settings.aes_key.get_secret_value()
        self._cipher = Cipher(token, aes_key, settings.corp_id) if token else None
        self._stack = AsyncExitStack()
        self._clock: Clock | None = None

    async def start(self, host: Host) -> None:
        """Be ready to be called, and to call."""
        self._host, self._clock = host, host.clock
        session = await self._stack.enter_async_context(self._tools.network.session())
        secret = self._settings.secret.get_secret_value()
        identity = AppIdentity(self._settings.corp_id, self._settings.agent_id, secret)
        self.client = AppClient(Calls(session, self._tools.settings.api), identity, host.clock)
        self._names = Names(host, each(self.name_of))
        self._stack.push_async_callback(self._names.close)

    async def stop(self) -> None:
        """Let go of every connection."""
        await self._stack.aclose()

    async def name_of(self, user: str) -> str:
        """Return what a member is called; empty where that may not be seen. Raises PlatformError."""
        return await self.client.name_of(user)

    def echo(self, query: Mapping[str, str]) -> bytes:
        """Return what the console's test of the address is answered. Raises Rejected."""
        return self._opener().verify_address(query, self._host.clock.now())

    def answer(self, body: bytes, query: Mapping[str, str], write: WriteAnswer) -> Awaitable[None]:
        """Open a call, and return what keeps what it tells; the answer is empty. Raises Rejected.

        Awaited, that raises NotStored, and what `write` raises.
        """
        now = self._host.clock.now()
        fields = self._opener().open_xml(body, query, now)._data  # noqa: SLF001 - the only way to what wechatpy left out
        if not all(isinstance(fields.get(name), str) for name in ("FromUserName", "MsgType")):
            raise Rejected
        entered = str(fields["FromUserName"] or "") if fields.get("Event") == "enter_agent" else None
        return self._keep(from_app(fields, self.account, now), entered, write)

    async def _keep(self, message: Message | None, entered: str | None, write: WriteAnswer) -> None:
        """Keep what somebody said, or who has opened the app for the first time; then write the answer."""
        if entered is not None:
            message = await first_entry(self._host, ChatAddress(PLATFORM, self.account, entered), entered)
        if message:
            await self._names.receive(message)
        await write("")

    def _opener(self) -> Cipher:
        if self._cipher is None:
            raise Rejected(404)
        return self._cipher

    async def fetch(self, attachment: Attachment, address: ChatAddress) -> AsyncIterator[Heading | bytes]:
        """Give a file's heading and bytes. Raises PlatformError."""
        media_id = media_id_of(attachment.locator)
        if not media_id:
            raise PlatformError(f"a file without its id in {address.account}", Remedy.GIVE_UP)
        async for piece in self.client.fetch(media_id):
            yield piece

    def is_keyed(self, outgoing: Outgoing) -> bool:
        """Words and cards that were given some hours ago WeCom drops, and a card changes once; not so files."""
        number = outgoing.part - bool(_clicked(outgoing))
        if number < 0:
            return True
        return self._is_remembered(outgoing) and self._parts(outgoing)[number].msgtype in ("text", "template_card")

    def _is_remembered(self, outgoing: Outgoing) -> bool:
        """Whether WeCom still knows what an earlier attempt may have given it; before the start nobody can say."""
        if outgoing.due_at is None or self._clock is None:
            return True
        return self._clock.now() - outgoing.due_at < KEYED_FOR

    def parts(self, outgoing: Outgoing) -> int:
        """Of how many wire messages a delivery consists: where a card was clicked, it is changed first."""
        return bool(_clicked(outgoing)) + len(self._parts(outgoing))

    async def send(self, outgoing: Outgoing) -> str:
        """Send one part to a member. Raises PlatformError; what only a person can mend is told besides."""
        try:
            return await self._send(outgoing)
        except WeComError as error:
            if error.remedy is Remedy.CONFIGURATION:
                found = findings.app_refused(self.account, error.code, error.caller)
                await troubles.tell(self._host, self.account, found.text)
            raise

    async def _send(self, outgoing: Outgoing) -> str:
        if outgoing.may_be_there and not self.is_keyed(outgoing):
            raise PlatformError("it may be there already", Remedy.RETRY, unknown=True)
        if outgoing.part == 0 and (response_code := _clicked(outgoing)):
            return await self._change_card(outgoing, response_code)
        part = self._parts(outgoing)[outgoing.part - bool(_clicked(outgoing))]
        if part.file or part.image:
            part = await self._uploaded(outgoing, part)
        try:
            return await self._say(outgoing, part)
        except WeComError as error:
            is_card = part.msgtype == "template_card" and not outgoing.may_be_there
            if not is_card or error.code not in CARD_REFUSED:
                raise
        for words in parts(replace(outgoing, part=0), APP.without_cards()):
            if words.msgtype == "text":
                message_id = await self._say(outgoing, words)
        return message_id

    async def _say(self, outgoing: Outgoing, part: Part) -> str:
        """Send a message to its member, within the rate, and return its id. Raises PlatformError."""
        await self._host.pace(chat_rates(outgoing.address))
        body = marked(part.body, f"{outgoing.key}\n{outgoing.part}")
        sent = await self.client.send([outgoing.address.chat], body, duplicate_seconds=REMEMBERED_SECONDS)
        return sent.message_id

    def _parts(self, outgoing: Outgoing) -> list[Part]:
        return parts(replace(outgoing, part=0), APP)

    async def _change_card(self, outgoing: Outgoing, response_code: str) -> str:
        """Say on the clicked card that it was, for whoever clicked; that it cannot be said any more harms nobody."""
        try:
            update = {"button": {"replace_name": wording.SEEN}}
            await self.client.update_card([outgoing.address.chat], response_code, update)
        except PlatformError as error:
            if error.remedy is not Remedy.GIVE_UP:
                raise
        return response_code[:128]

    async def _uploaded(self, outgoing: Outgoing, part: Part) -> Part:
        """Upload a part's file or picture; what WeCom does not take is said instead."""
        if part.image:
            return part.uploaded(await self.client.upload(Upload("image", "image.png", part.image)))
        file = part.file or FileRef("", "")
        path = self._tools.blob(file.sha256)
        if not path.exists():
            raise PlatformError("the bytes of a file are not here", Remedy.GIVE_UP)
        if await asyncio.to_thread(lambda: path.stat().st_size) > MOST_BYTES["file"]:
            return too_large(outgoing, file, APP)
        data = await asyncio.to_thread(path.read_bytes)
        return part.uploaded(await self.client.upload(Upload("file", file.name, data)))


def _clicked(outgoing: Outgoing) -> str:
    """The code by which the card that was clicked can be changed, where the delivery answers a click."""
    return Handle.unpack(outgoing.answers.handle).response_code if outgoing.answers else ""
