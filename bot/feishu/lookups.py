"""What a message replies to, where nothing is known of it here: asked of Feishu before the message is kept."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace

from bot.feishu.content import Content, Locator, content_of, mentioned_in
from bot.feishu.messages import Handle
from bot.platform import Host
from bot.untrusted import Fields, object_in, parsed, text_in
from handlers.questions.typed.speech import asks
from handlers.questions.typed.spelling import normalise
from handlers.submissions.saying import submits
from storage import earlier
from storage.chat import Attachment, MediaKind, Message
from storage.errors import PlatformError

LOOKED_FOR_SECONDS = 1.2
"""How long a message may wait for what it replies to: Feishu wants to hear within three seconds that it is kept."""

Look = Callable[[str], Awaitable[Sequence[Fields]]]
"""Returns a message by its id, with those forwarded in it behind it. Raises PlatformError."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Lookups:
    """Looks messages up for one account. `own_id` is the bot's own open_id."""

    host: Host
    look: Look

    async def completed(self, message: Message, own_id: str) -> Message:
        """Return a message with what is to be known of the one that it takes the place of, or replies to."""
        if message.takes_back and message.text + "".join(one.locator for one in message.attachments):
            is_known = await self.is_known(message, message.takes_back)
            return message if is_known else replace(message, message_id=message.takes_back, takes_back="")
        if not (message.replies_to and message.addressed) or Handle.unpack(message.handle).card:
            return message  # what was pressed is a card of ours
        if await self.is_known(message, message.replies_to):
            return message
        try:
            async with self.host.clock.timeout(LOOKED_FOR_SECONDS):
                items = await self.look(message.replies_to)
        except (PlatformError, TimeoutError) as error:
            _log.info("what is replied to cannot be seen", extra={"reason": type(error).__name__})
            return _pointing_at(message, Locator(parent=message.replies_to))
        found = content_of_item(items[0], own_id) if items else Content()
        files = tuple(replace(one, quoted=True) for one in found.files) if _means_files(message) else ()
        is_bare = not (message.text.strip() or message.attachments or files)
        said = found.text if is_bare else message.text  # who only calls the bot to words says these words
        return replace(message, text=said, quoted=found.text, attachments=(*message.attachments, *files))

    async def is_known(self, message: Message, message_id: str) -> bool:
        """Whether anything was said or heard by that id in the chat of a message."""
        return await self.host.database.read(lambda work: earlier.is_known(work, message.address, message_id))


def content_of_item(item: Fields, own_id: str) -> Content:
    """Return what a message contains, as Feishu's answer to a call shows it."""
    kind, message_id = text_in(item, "msg_type"), text_in(item, "message_id")
    fields = parsed(text_in(object_in(item, "body"), "content"))
    return content_of(kind, fields, message_id, mentioned_in(item, own_id))


def _pointing_at(message: Message, locator: Locator) -> Message:
    """Hand in what could not be looked up, if the words do: it is tried once more, and said where it cannot be seen."""
    if message.attachments or not submits(message.text):
        return message
    unseen = Attachment("", MediaKind.FILE, locator.pack(), quoted=True)
    return replace(message, attachments=(unseen,))


def _means_files(message: Message) -> bool:
    """Whether words that reply to files are about handing these in.

    In a topic everything replies to what it began with: there the words must say so.
    """
    if Handle.unpack(message.handle).thread_id:
        return submits(message.text)
    return not asks(normalise(message.text))
