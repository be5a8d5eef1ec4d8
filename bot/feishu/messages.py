"""What is said on Feishu, turned into Messages. Source: open.feishu.cn, im.message.receive_v1 and its neighbours.

Nothing here trusts a value's type, and nothing raises: what is no message gives None.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.feishu.content import calls_everybody, content_of, mentioned_in
from bot.packing import packed
from bot.untrusted import Fields, instant_of, kept_id, object_in, objects_in, parsed, text_in
from storage.chat import ChatAddress, Intake, Message, Room

PLATFORM = "feishu"
_EDITED = ":"


@dataclass(frozen=True, slots=True)
class Ear:
    """Who listens: an account, and the bot's own open_id, empty while that is not known.

    `called` says what people are called, as far as that is known here.
    """

    account: str
    open_id: str = ""
    called: Callable[[str], str] = lambda _user: ""


@dataclass(frozen=True, slots=True)
class Handle:
    """What is needed to answer one message: kept with it as a string, shown to nobody, in no log.

    `message_id` is Feishu's id of what was said, `thread_id` the topic that it was said in. Of a click `card` is the
    message that was clicked.
    """

    message_id: str = ""
    thread_id: str = ""
    card: str = ""

    def pack(self) -> str:
        """Write it as `Message.handle` keeps it."""
        return packed(message_id=self.message_id, thread_id=self.thread_id, card=self.card)

    @classmethod
    def unpack(cls, text: str) -> Handle:
        """Read what `pack` wrote; of a message that came another way nothing is known."""
        return cls(**json.loads(text)) if text else cls()


def said(event: Fields, ear: Ear, now: datetime, *, is_changed: bool = False) -> Message | None:
    """Return what somebody said; None for what another bot or this one says, and for what is neither words nor files.

    What is for all who read along calls nobody, and that it comes does not show that all else does. A message that says
    it was changed after it was written, or of which the event says so (`is_changed`), takes the place of the one with
    its own id.
    """
    message, sender = object_in(event, "message"), object_in(event, "sender")
    user = text_in(object_in(sender, "sender_id"), "open_id")
    message_id, chat = text_in(message, "message_id"), text_in(message, "chat_id")
    if not (user and message_id and chat) or user == ear.open_id or text_in(sender, "sender_type") != "user":
        return None
    mentioned = mentioned_in(message, ear.open_id)
    kind, raw = text_in(message, "message_type"), text_in(message, "content")
    content = content_of(kind, parsed(raw), message_id, mentioned)
    if content.is_empty and not mentioned.own:
        return None
    room = Room.PRIVATE if text_in(message, "chat_type") == "p2p" else Room.SHARED_GROUP
    if room.is_group and not mentioned.own and calls_everybody(kind, raw):
        return None
    changed_at = text_in(message, "update_time") if is_changed else _changed_at(message)
    return Message(
        address=ChatAddress(PLATFORM, ear.account, kept_id(chat)),
        message_id=kept_id(message_id + (_EDITED + changed_at if changed_at else "")),
        sender=kept_id(user),
        sender_name=ear.called(kept_id(user)),
        text=content.text,
        sent_at=instant_of(seconds(text_in(message, "create_time")), now),
        room=room,
        addressed=not room.is_group or bool(mentioned.own),
        attachments=content.files,
        intake=Intake.ADDRESSED if room.is_group else Intake.ALL,
        handle=Handle(message_id, text_in(message, "thread_id")).pack(),
        replies_to=kept_id(text_in(message, "parent_id")),
        takes_back=kept_id(message_id) if changed_at else "",
    )


def names_told(event: Fields) -> dict[str, str]:
    """Return what people are called whom a message mentions, by open_id."""
    found = {}
    for one in objects_in(object_in(event, "message"), "mentions"):
        open_id, name = text_in(object_in(one, "id"), "open_id"), text_in(one, "name")
        if open_id and name and text_in(one, "mentioned_type") != "bot":
            found[kept_id(open_id)] = name
    return found


def seconds(written: str) -> float:
    """Return a time in seconds as events write it: seconds, thousandths or millionths of them; 0 where it is none."""
    if not (written.isascii() and written.isdigit() and len(written) <= 16):
        return 0.0
    return int(written) / 10.0 ** max(len(written) - 10, 0)


def _changed_at(message: Fields) -> str:
    """When a message was changed; empty where it is as it was written."""
    written, changed = text_in(message, "create_time"), text_in(message, "update_time")
    if changed == written:
        return ""
    return changed if 0 < seconds(written) < seconds(changed) else ""
