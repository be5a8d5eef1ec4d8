"""What WeCom brings, turned into Messages: a robot's JSON, by whichever way it came, and a self-built app's fields.

Sources: developer.work.weixin.qq.com, documents 100719 (messages), 101027 (events), 90239 and 90240 (the app's).
Nothing here trusts a value's type, and nothing raises: what is no message gives None.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from storage.chat import Attachment, ChatAddress, Intake, MediaKind, Message, Room

PLATFORM = "wecom"
MOST_IN_ID = 128
"""Characters of an id that rows keep; a longer one, which WeCom never sends, is kept as its hash."""

_CLOCKS_DIFFER = timedelta(days=1)
_KINDS = {
    "image": MediaKind.IMAGE,
    "file": MediaKind.FILE,
    "video": MediaKind.VIDEO,
    "voice": MediaKind.AUDIO,
    "shortvideo": MediaKind.VIDEO,
}
_Fields = Mapping[str, Any]


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
        return json.dumps({name: value for name, value in asdict(self).items() if value}, ensure_ascii=False)

    @classmethod
    def unpack(cls, text: str) -> Handle:
        """Read what `pack` wrote; of a message that came another way nothing is known."""
        return cls(**json.loads(text)) if text else cls()


def from_robot(body: _Fields, account: str, now: datetime, req_id: str = "") -> Message | None:
    """Return what was said to a robot, or the sentence of the button that was clicked; None for any other event."""
    sender, chat, room = _speaker(body)
    kind = _text(body, "msgtype")
    if not sender or not chat or kind == "stream":
        return None
    task_id = ""
    if kind == "event":
        text, task_id = _clicked(_part(body, "event"))
        if not text:
            return None
        attachments: tuple[Attachment, ...] = ()
    else:
        text, attachments = _content(body, kind)
    quote = _part(body, "quote")
    quoted, quoted_files = _content(quote, _text(quote, "msgtype"), quoted=True)
    handle = Handle(req_id=req_id, response_url=_text(body, "response_url"), task_id=task_id)
    return Message(
        address=ChatAddress(PLATFORM, account, chat),
        message_id=_id(_text(body, "msgid") or req_id or json.dumps(body, sort_keys=True, default=str)),
        sender=sender,
        sender_name="",
        text=text,
        sent_at=_instant(body.get("create_time"), now),
        room=room,
        attachments=(*attachments, *quoted_files),
        quoted=quoted,
        intake=Intake.ADDRESSED if room.is_group else Intake.ALL,
        handle=handle.pack(),
    )


def from_app(fields: _Fields, account: str, now: datetime) -> Message | None:
    """Return what a member said to a self-built app, or the sentence of a button; None for any other event."""
    sender, kind = _id(_text(fields, "FromUserName")), _text(fields, "MsgType")
    if not sender:
        return None
    handle = Handle()
    attachments: tuple[Attachment, ...] = ()
    if kind == "event":
        if _text(fields, "Event") != "template_card_event":
            return None
        text = _text(fields, "EventKey")
        handle = Handle(task_id=_text(fields, "TaskId"), response_code=_text(fields, "ResponseCode"))
    else:
        text = _app_text(fields, kind)
        attachments = tuple(_app_files(fields, kind))
    if not text and not attachments:
        return None
    return Message(
        address=ChatAddress(PLATFORM, account, sender),
        message_id=_id(_text(fields, "MsgId") or event_id(fields)),
        sender=sender,
        sender_name="",
        text=text,
        sent_at=_instant(fields.get("CreateTime"), now),
        attachments=attachments,
        handle=handle.pack(),
    )


def event_id(fields: _Fields) -> str:
    """Return what tells one event of an app from another: sender and second alone are the same for two of them."""
    names = ("FromUserName", "CreateTime", "Event", "ChangeType", "EventKey", "TaskId", "ResponseCode")
    return "event:" + hashlib.sha256("\n".join(_text(fields, name) for name in names).encode()).hexdigest()[:32]


def event_of(body: _Fields) -> str:
    """Return the name of a robot's event, empty for a message."""
    return _text(_part(body, "event"), "eventtype") if _text(body, "msgtype") == "event" else ""


def _speaker(body: _Fields) -> tuple[str, str, Room]:
    """Who spoke in which chat; a private chat bears the id of its member."""
    sender = _id(_text(_part(body, "from"), "userid"))
    if _text(body, "chattype") == "group" or _text(body, "chatid"):
        return sender, _id(_text(body, "chatid")), Room.SHARED_GROUP
    return sender, sender, Room.PRIVATE


def _clicked(event: _Fields) -> tuple[str, str]:
    """The sentence of the button that was clicked, and its card."""
    if _text(event, "eventtype") != "template_card_event":
        return "", ""
    card = _part(event, "template_card_event")
    return _text(card, "event_key"), _text(card, "task_id")


def _content(body: _Fields, kind: str, *, quoted: bool = False) -> tuple[str, tuple[Attachment, ...]]:
    """The text and the files of a message, or of what it quotes."""
    texts: list[str] = []
    files: list[Attachment] = []
    for part_kind, part in _parts(body, kind):
        if part_kind in ("text", "voice"):
            texts.append(_text(part, "content"))
        elif part_kind in _KINDS and (url := _text(part, "url")):
            locator = json.dumps({"url": url, "aeskey": _text(part, "aeskey")})
            files.append(Attachment("", _KINDS[part_kind], locator, quoted=quoted))
    return "\n".join(text for text in texts if text), tuple(files)


def _parts(body: _Fields, kind: str) -> Iterator[tuple[str, _Fields]]:
    """What a message consists of: one thing, or the items of a mixed one."""
    if kind != "mixed":
        yield kind, _part(body, kind)
        return
    items = _part(body, "mixed").get("msg_item")
    for item in items if isinstance(items, list) else []:
        if isinstance(item, Mapping):
            item_kind = _text(item, "msgtype")
            yield item_kind, _part(item, item_kind)


def _app_text(fields: _Fields, kind: str) -> str:
    """What a member wrote, or the words of a place or a link."""
    if kind == "location":
        return _text(fields, "Label")
    if kind == "link":
        return " ".join(filter(None, (_text(fields, "Title"), _text(fields, "Url"))))
    return _text(fields, "Content")


def _app_files(fields: _Fields, kind: str) -> Iterator[Attachment]:
    """The file of a member's message."""
    media_id = _text(fields, "MediaId")
    if kind in _KINDS and media_id:
        name = _text(fields, "FileName") or _text(fields, "Title")
        yield Attachment(name, _KINDS[kind], json.dumps({"media_id": media_id}))


def _part(fields: _Fields, name: str) -> _Fields:
    """An object within an object; empty where there is none."""
    value = fields.get(name)
    return value if isinstance(value, Mapping) else {}


def _text(fields: _Fields, name: str) -> str:
    """A string of an object; numbers are read as such, anything else is none."""
    value = fields.get(name)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else ""


def _id(value: str) -> str:
    """An id as rows keep it."""
    return value if len(value) <= MOST_IN_ID else "sha256:" + hashlib.sha256(value.encode()).hexdigest()


def _instant(value: Any, now: datetime) -> datetime:
    """When it was said, by WeCom's seconds; now, where there are none or they are another day's."""
    try:
        said = datetime.fromtimestamp(int(value), UTC)
    except (TypeError, ValueError, OverflowError, OSError):
        return now
    return said if abs(said - now) < _CLOCKS_DIFFER else now
