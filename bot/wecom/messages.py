"""What WeCom brings, turned into Messages: a robot's JSON, by whichever way it came, and a self-built app's fields.

Sources: developer.work.weixin.qq.com, documents 100719 (messages), 101027 (events), 90239 and 90240 (the app's).
Nothing here trusts a value's type, and nothing raises: what is no message gives None.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.packing import packed
from bot.untrusted import Fields, digest, instant_of, kept_id, object_in, objects_in, text_in
from storage.chat import Attachment, ChatAddress, Intake, MediaKind, Message, Room

PLATFORM = "wecom"
_KINDS = {
    "image": MediaKind.IMAGE,
    "file": MediaKind.FILE,
    "video": MediaKind.VIDEO,
    "voice": MediaKind.AUDIO,
    "shortvideo": MediaKind.VIDEO,
}
_APP_KINDS = frozenset({"event", "text", "location", "link", *_KINDS})
_KIND = re.compile(r"[A-Za-z_]{1,40}")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Handle:
    """What is needed to answer one message: kept with it as a string, shown to nobody, in no log.

    `req_id` names the frame on the long connection, `response_url` takes one answer within an hour, `task_id` is the
    card that was clicked and `response_code` its one update by a self-built app.
    """

    req_id: str = ""
    response_url: str = ""
    task_id: str = ""
    response_code: str = ""

    def pack(self) -> str:
        """Write it as `Message.handle` keeps it."""
        return packed(
            req_id=self.req_id,
            response_url=self.response_url,
            task_id=self.task_id,
            response_code=self.response_code,
        )

    @classmethod
    def unpack(cls, text: str) -> Handle:
        """Read what `pack` wrote; of a message that came another way nothing is known."""
        return cls(**json.loads(text)) if text else cls()


def from_robot(body: Fields, account: str, now: datetime, req_id: str = "") -> Message | None:
    """Return what was said to a robot, or the sentence of the button that was clicked; None for any other event."""
    sender, chat, room = _speaker(body)
    kind = text_in(body, "msgtype")
    if not sender or not chat or kind == "stream":
        return None
    task_id = ""
    if kind == "event":
        text, task_id = _clicked(object_in(body, "event"))
        if not text:
            return None
        attachments: tuple[Attachment, ...] = ()
    else:
        text, attachments = _content(body, kind)
    quote = object_in(body, "quote")
    quoted, quoted_files = _content(quote, text_in(quote, "msgtype"), quoted=True)
    handle = Handle(req_id=req_id, response_url=text_in(body, "response_url"), task_id=task_id)
    return Message(
        address=ChatAddress(PLATFORM, account, chat),
        message_id=kept_id(text_in(body, "msgid") or req_id or json.dumps(body, sort_keys=True, default=str)),
        sender=sender,
        sender_name="",
        text=text,
        sent_at=instant_of(body.get("create_time"), now),
        room=room,
        attachments=(*attachments, *quoted_files),
        quoted=quoted,
        intake=Intake.ADDRESSED if room.is_group else Intake.ALL,
        handle=handle.pack(),
    )


def from_app(fields: Fields, account: str, now: datetime) -> Message | None:
    """Return what a member said to a self-built app, or the sentence of a button; None for any other event."""
    sender, kind = kept_id(text_in(fields, "FromUserName")), text_in(fields, "MsgType")
    if not sender:
        return None
    handle = Handle()
    attachments: tuple[Attachment, ...] = ()
    if kind == "event":
        if text_in(fields, "Event") != "template_card_event":
            return None
        text = text_in(fields, "EventKey")
        handle = Handle(task_id=text_in(fields, "TaskId"), response_code=text_in(fields, "ResponseCode"))
    else:
        text = _app_text(fields, kind)
        attachments = tuple(_app_files(fields, kind))
    if kind and kind not in _APP_KINDS:
        _note_unknown(kind)
    elif not text and not attachments:
        return None
    return Message(
        address=ChatAddress(PLATFORM, account, sender),
        message_id=kept_id(text_in(fields, "MsgId") or event_id(fields)),
        sender=sender,
        sender_name="",
        text=text,
        sent_at=instant_of(fields.get("CreateTime"), now),
        attachments=attachments,
        handle=handle.pack(),
    )


def event_id(fields: Fields) -> str:
    """Return what tells one event of an app from another: sender and second alone are the same for two of them."""
    names = ("FromUserName", "CreateTime", "Event", "ChangeType", "EventKey", "TaskId", "ResponseCode")
    return "event:" + digest(*(text_in(fields, name) for name in names))


def event_of(body: Fields) -> str:
    """Return the name of a robot's event, empty for a message."""
    return text_in(object_in(body, "event"), "eventtype") if text_in(body, "msgtype") == "event" else ""


def sender_of(body: Fields) -> str:
    """Return who has done it, in the words of a robot's JSON."""
    return text_in(object_in(body, "from"), "userid")


def _speaker(body: Fields) -> tuple[str, str, Room]:
    """Who spoke in which chat; a private chat bears the id of its member."""
    sender = kept_id(sender_of(body))
    kind, chat = text_in(body, "chattype"), text_in(body, "chatid")
    if kind == "group" or (chat and kind != "single"):
        return sender, kept_id(chat), Room.SHARED_GROUP
    return sender, sender, Room.PRIVATE


def _clicked(event: Fields) -> tuple[str, str]:
    """The sentence of the button that was clicked, and its card."""
    if text_in(event, "eventtype") != "template_card_event":
        return "", ""
    card = object_in(event, "template_card_event")
    return text_in(card, "event_key"), text_in(card, "task_id")


def _content(body: Fields, kind: str, *, quoted: bool = False) -> tuple[str, tuple[Attachment, ...]]:
    """The text and the files of a message, or of what it quotes."""
    texts: list[str] = []
    files: list[Attachment] = []
    for part_kind, part in _parts(body, kind):
        if part_kind in ("text", "voice"):
            texts.append(text_in(part, "content"))
        elif part_kind in _KINDS:
            if url := text_in(part, "url"):
                locator = json.dumps({"url": url, "aeskey": text_in(part, "aeskey")})
                files.append(Attachment(text_in(part, "title"), _KINDS[part_kind], locator, quoted=quoted))
        elif part_kind:
            _note_unknown(part_kind)
    return "\n".join(text for text in texts if text), tuple(files)


def _parts(body: Fields, kind: str) -> Iterator[tuple[str, Fields]]:
    """What a message consists of: one thing, the items of a mixed one, the file or the title of a shared one.

    Of `appmsg` no document knows; it was seen as `{"title", "file" | "image"}`.
    """
    part = object_in(body, kind)
    if kind == "mixed":
        for item in objects_in(part, "msg_item"):
            item_kind = text_in(item, "msgtype")
            yield item_kind, object_in(item, item_kind)
    elif kind == "appmsg":
        title = text_in(part, "title")
        shared = [(one, {**object_in(part, one), "title": title}) for one in ("file", "image") if object_in(part, one)]
        yield from shared or [("text", {"content": title})]
    else:
        yield kind, part


def _note_unknown(kind: str) -> None:
    """Log that WeCom has begun to tell something new: only what looks like the name of a kind."""
    _log.warning("a message of an unknown kind", extra={"kind": kind if _KIND.fullmatch(kind) else ""})


def _app_text(fields: Fields, kind: str) -> str:
    """What a member wrote, or the words of a place or a link."""
    if kind == "location":
        return text_in(fields, "Label")
    if kind == "link":
        return " ".join(filter(None, (text_in(fields, "Title"), text_in(fields, "Url"))))
    return text_in(fields, "Content")


def _app_files(fields: Fields, kind: str) -> Iterator[Attachment]:
    """The file of a member's message."""
    media_id = text_in(fields, "MediaId")
    if kind in _KINDS and media_id:
        name = text_in(fields, "FileName") or text_in(fields, "Title")
        yield Attachment(name, _KINDS[kind], json.dumps({"media_id": media_id}))
