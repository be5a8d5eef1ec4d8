"""A robot 智能机器人 that WeCom calls: the response to its call is the send; what comes later goes by other ways.

Wire: developer.work.weixin.qq.com, documents 101031, 101033, 101039, 101138. Whatever is stopped at any moment, the
next call for the same message is answered from the delivery's row, as the same stream.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import replace
from typing import Any

from bot.callbacks import Rejected
from bot.config.wecom import RobotSettings
from bot.entering import is_entry
from bot.names import Names, each
from bot.network import Reach
from bot.platform import Heading, Host, Outgoing, Platform, Said
from bot.wecom import media, response_url
from bot.wecom.clicks import result_card
from bot.wecom.client.calls import Calls
from bot.wecom.crypto import Cipher
from bot.wecom.messages import PLATFORM, Handle, event_of
from bot.wecom.partners import Partners
from bot.wecom.render import APP, CALLED_BACK, parts
from bot.wecom.tools import Tools
from bot.wecom.webhook import WriteAnswer
from bot.wecom.webhook.passive import Packet, packets
from bot.wecom.webhook.recalling import RESPONSE, is_direct
from bot.wecom.webhook.responses import Responses
from storage.chat import Attachment, ChatAddress, FileRef, Reply
from storage.errors import PlatformError, Remedy

RESPONSE_URL = "response_url"
"""The platform's id of what was sent by a response_url, which gives none."""


class CallbackRobot(Platform):
    """One robot at a callback address, and the partners that speak where it cannot."""

    name = PLATFORM

    def __init__(self, settings: RobotSettings, tools: Tools, partners: Partners) -> None:
        self.account = settings.name
        self._settings = settings
        self._tools = tools
        self._partners = partners
        self._cipher = Cipher(settings.token.get_secret_value(), settings.aes_key.get_secret_value(), "")
        self._stack = AsyncExitStack()
        self._responses: Responses | None = None

    async def start(self, host: Host) -> None:
        """Be ready to be called."""
        self._host = host
        network, settings = self._tools.network, self._tools.settings
        self._calls = Calls(await self._stack.enter_async_context(network.session()), settings.api)
        files = network.file_session(Reach(settings.media_hosts))
        self._files = await self._stack.enter_async_context(files)
        if app := self._partners.app:
            names = Names(host, each(app.name_of))
            self._stack.push_async_callback(names.close)
            host = replace(host, receive=names.receive)
        self._responses = Responses(host, self.account, self._packets)
        self._stack.push_async_callback(self._responses.close)

    async def stop(self) -> None:
        """Let go of every connection."""
        await self._stack.aclose()

    def echo(self, query: Mapping[str, str]) -> bytes:
        """Return what the console's test of the address is answered. Raises Rejected."""
        return self._cipher.verify_address(query, self._host.clock.now())

    def answer(self, body: bytes, query: Mapping[str, str], write: WriteAnswer) -> Awaitable[None]:
        """Open a call, and return what has it answered and seals the answer. Raises Rejected.

        Awaited, that raises NotStored, and what `write` raises.
        """
        now = self._host.clock.now()
        told = self._cipher.open_json(body, query, now)
        is_ours = told.get("aibotid") == self._settings.bot_id or not self._settings.bot_id
        if self._responses is None or not is_ours or not _is_whole(told):
            raise Rejected

        nonce, seconds = query["nonce"], int(now.timestamp())

        def sealed(answer: Mapping[str, Any] | None) -> Awaitable[None]:
            said = json.dumps(answer, ensure_ascii=False).encode() if answer else b""
            return write(self._cipher.seal(said, nonce, seconds).json() if said else "")

        return self._responses.answer(told, sealed)

    async def fetch(self, attachment: Attachment, address: ChatAddress) -> AsyncIterator[Heading | bytes]:
        """Give a file's heading and bytes: sealed with the robot's own key. Raises PlatformError."""
        link = media.FileLink.of(attachment.locator)
        if link is None:
            raise PlatformError(f"a file without its link in {address.account}", Remedy.GIVE_UP)
        aes_key = link.aes_key or self._settings.aes_key.get_secret_value()
        async for piece in media.fetch(self._files, replace(link, aes_key=aes_key)):
            yield piece

    def is_keyed(self, outgoing: Outgoing) -> bool:
        """A response is the same stream however often WeCom calls for it; what may have been read goes no other way."""
        if partner := self._pushed_by(outgoing):
            return partner[0].is_keyed(partner[1])
        return outgoing.part == 0 and is_direct(outgoing) and not outgoing.may_be_there

    def parts(self, outgoing: Outgoing) -> int:
        """Of how many wire messages a delivery consists, as whoever says it says it."""
        partner = self._pushed_by(outgoing)
        return partner[0].parts(partner[1]) if partner else len(self._packets(outgoing))

    async def send(self, outgoing: Outgoing) -> str:
        """Send one part: as the response, by the message's response_url, through a partner. Raises PlatformError."""
        if self._responses is None:
            raise PlatformError("not started", Remedy.WAIT)
        if partner := self._pushed_by(outgoing):
            return await partner[0].send(partner[1])
        said = self._packets(outgoing)
        packet = said[outgoing.part]
        if packet.file:
            return await self._file(outgoing, packet.file)
        if outgoing.part == 0 and is_direct(outgoing) and await self._responses.offer(outgoing, packet):
            return RESPONSE
        if outgoing.may_be_there:
            raise PlatformError("nobody has called for it again", Remedy.RETRY, unknown=True)
        if outgoing.answers and await self._respond(outgoing, packet, outgoing.answers):
            return RESPONSE_URL
        if (sent := await self._through_partner(outgoing, packet, is_all=len(said) == 1)) is not None:
            return sent
        if outgoing.latest and await self._respond(outgoing, packet, outgoing.latest):
            return RESPONSE_URL
        raise PlatformError("no way to this chat", Remedy.GIVE_UP, gone=True)

    def _pushed_by(self, outgoing: Outgoing) -> tuple[Platform, Outgoing] | None:
        """Who says what answers no message: there is no response for it, and a response_url would quote somebody."""
        return None if outgoing.answers else self._partners.of(outgoing)

    def _packets(self, outgoing: Outgoing) -> Sequence[Packet]:
        """The wire messages of a delivery."""
        whole, said = replace(outgoing, part=0), outgoing.answers
        if said and is_entry(said.message_id):
            return [Packet(text=parts(whole, APP.without_cards())[0].body["text"]["content"])]
        found = packets(parts(whole, replace(CALLED_BACK, has_files=self._partners.of(whole) is not None)))
        task_id = Handle.unpack(said.handle).task_id if said and is_direct(outgoing) else ""
        is_held = bool(task_id) and len(found) == 1 and result_card(whole, task_id, "x") is not None
        return [replace(found[0], result=whole)] if is_held else found

    async def _respond(self, outgoing: Outgoing, packet: Packet, said: Said) -> bool:
        """Say it by a message's response_url; return whether that took it. Raises PlatformError."""
        if not response_url.is_open(said, self._host.clock.now()):
            return False
        return await response_url.use_up(self._host, self._calls, outgoing, said, self._body(outgoing, packet))

    def _body(self, outgoing: Outgoing, packet: Packet) -> Mapping[str, Any]:
        """What a response_url takes: markdown, or in private a card."""
        if packet.card and not outgoing.room.is_group:
            return {"msgtype": "template_card", "template_card": packet.card}
        if packet.card:
            return parts(replace(outgoing, part=0), CALLED_BACK.without_cards())[0].body
        return {"msgtype": "markdown", "markdown": {"content": packet.text}}

    async def _through_partner(self, outgoing: Outgoing, packet: Packet, *, is_all: bool) -> str | None:
        """Let whoever else speaks in this chat say it, in as many messages as that takes; None where nobody does."""
        told = outgoing if is_all else replace(outgoing, reply=Reply(outgoing.reply.kind, (packet.text,)))
        found = self._partners.of(told)
        if found is None:
            return None
        partner, told = found
        sent = ""
        for part in range(partner.parts(replace(told, part=0))):
            sent = await partner.send(replace(told, part=part))
        return sent

    async def _file(self, outgoing: Outgoing, file: FileRef) -> str:
        """Let a partner send one file."""
        found = self._partners.of(replace(outgoing, reply=Reply(outgoing.reply.kind, ("",), files=(file,)), part=1))
        if found is None:
            raise PlatformError("no way for a file", Remedy.GIVE_UP)
        return await found[0].send(found[1])


def _is_whole(told: Mapping[str, Any]) -> bool:
    """Whether something is told at all: an event by its name, anything else by whom and under which id."""
    if told.get("msgtype") == "event":
        return bool(event_of(told))
    sender = told.get("from")
    user = sender.get("userid") if isinstance(sender, Mapping) else None
    return all(isinstance(part, str) and part for part in (told.get("msgtype"), told.get("msgid"), user))
