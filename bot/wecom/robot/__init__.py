"""A robot 智能机器人 on the long connection: it needs no public address, hears what calls it and speaks unasked."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import replace
from functools import partial

from bot import alerts
from bot.config.wecom import RobotSettings
from bot.entering import first_entry, is_entry
from bot.names import Names, each
from bot.network import Reach
from bot.persisting import persist
from bot.platform import Heading, Host, Outgoing, Platform
from bot.running import Running
from bot.websocket import open_socket
from bot.wecom import media, wording
from bot.wecom.client.calls import Calls
from bot.wecom.messages import PLATFORM, Handle, event_of, from_robot, sender_of
from bot.wecom.partners import Partners
from bot.wecom.render import ROBOT, parts
from bot.wecom.robot.awaited import Awaited
from bot.wecom.robot.speaking import Means, Speaker, answerable
from bot.wecom.robot.uploads import Uploads
from bot.wecom.socket import LongConnection, Trouble
from bot.wecom.socket.session import Frame
from bot.wecom.tools import Tools
from storage.chat import Attachment, ChatAddress, Message
from storage.errors import PlatformError, Remedy

CLOSING_SECONDS = 5.0


class LongConnectionRobot(Platform):
    """One robot that holds a connection."""

    name = PLATFORM

    def __init__(self, settings: RobotSettings, tools: Tools, partners: Partners) -> None:
        self.account = settings.name
        self._settings = settings
        self._tools = tools
        self._partners = partners
        self._hearing = Running()
        self._stack = AsyncExitStack()
        self._speaker: Speaker | None = None

    async def start(self, host: Host) -> None:
        """Begin to connect; what is said meanwhile waits."""
        network, settings = self._tools.network, self._tools.settings
        self._host = host
        session = await self._stack.enter_async_context(network.session())
        files = network.file_session(Reach(settings.media_hosts))
        self._files = await self._stack.enter_async_context(files)
        connection = LongConnection(
            self._settings, partial(open_socket, session, settings.socket), self._hear, self._alarm
        )
        uploads = Uploads(connection.request, host, self.account)
        self._stack.push_async_callback(uploads.close)
        calls = Calls(session, settings.api)
        self._awaited = Awaited(host.clock)
        means = Means(connection, calls, uploads, self._awaited, self._tools, self._partners)
        self._speaker = Speaker(host, means)
        app = self._partners.app
        self._names = Names(host, each(app.name_of)) if app else None
        if self._names:
            self._stack.push_async_callback(self._names.close)
        self._stack.push_async_callback(self._heard_out)
        self._stack.push_async_callback(connection.stop)
        await connection.start(host)

    async def stop(self) -> None:
        """Close the connection, keep what it has brought, let go of the rest."""
        await self._stack.aclose()

    def is_keyed(self, outgoing: Outgoing) -> bool:
        """What answers a message as a finished stream is shown once; what is pushed, each time it is sent."""
        if self._speaker:
            return self._speaker.is_keyed(outgoing)
        said = outgoing.answers
        is_text = parts(outgoing, ROBOT)[outgoing.part].msgtype == "markdown"
        return is_text and not outgoing.reply.mentions and said is not None and answerable(said, said.at)

    def parts(self, outgoing: Outgoing) -> int:
        """Of how many messages a delivery consists."""
        return len(parts(outgoing, ROBOT))

    async def send(self, outgoing: Outgoing) -> str:
        """Send one part by the best way that is open. Raises PlatformError."""
        if self._speaker is None:
            raise PlatformError("not started", Remedy.WAIT)
        return await self._speaker.send(outgoing)

    async def fetch(self, attachment: Attachment, address: ChatAddress) -> AsyncIterator[Heading | bytes]:
        """Give a file's heading and bytes. Raises PlatformError."""
        link = media.FileLink.of(attachment.locator)
        if link is None:
            raise PlatformError(f"a file without a link in {address.account}", Remedy.GIVE_UP)
        async for piece in media.fetch(self._files, link):
            yield piece

    def _hear(self, frame: Frame) -> None:
        """Take a frame in, beside the reading."""
        self._hearing.start(self._take(frame), "frame")

    async def _take(self, frame: Frame) -> None:
        """Keep what was said before anything else is done about it: WeCom never says it again."""
        message = await self._message(frame)
        if message is None:
            return
        handle = Handle.unpack(message.handle)
        if not handle.task_id and not is_entry(message.message_id):
            await self._keep(message)
            return
        with self._awaited.at(frame.req_id, message.text) as taken:
            await self._keep(message)
            is_taken = await self._awaited.is_taken(taken)
        if handle.task_id and not is_taken and self._speaker:
            await self._speaker.acknowledge(handle, message.text)

    async def _keep(self, message: Message) -> None:
        await persist(self._host.clock, partial(self._host.receive, message))
        if self._names:
            self._names.learn(message)

    async def _message(self, frame: Frame) -> Message | None:
        """What a frame says; None where it says nothing to us."""
        if event_of(frame.body) != "enter_chat":
            return from_robot(frame.body, self.account, self._host.clock.now(), frame.req_id)
        sender = sender_of(frame.body)
        greeting = await first_entry(self._host, ChatAddress(PLATFORM, self.account, sender), sender)
        return replace(greeting, handle=Handle(req_id=frame.req_id).pack()) if greeting else None

    async def _heard_out(self) -> None:
        """Let what has come be kept; what the database does not take for seconds is lost."""
        try:
            async with self._host.clock.timeout(CLOSING_SECONDS):
                await self._hearing.finish()
        except TimeoutError:
            await self._hearing.cancel()

    async def _alarm(self, trouble: Trouble) -> None:
        """Tell those who run the bot what has become of the connection."""
        line = wording.TROUBLES[trouble].format(name=self.account)
        tell = partial(alerts.account_in_trouble, platform=PLATFORM, account=self.account, line=line)
        await persist(self._host.clock, partial(self._host.database.write, tell))
