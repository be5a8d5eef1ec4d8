"""Answers without an installation: as if the notice had just been published and nothing handed in.

The questions go through the same conversations as in a chat, over a database in memory; what one of
them leaves behind is rolled back before the next.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Self

from handlers.context import load
from handlers.routes import converse
from scheduler import receipts
from scheduler.settings import PushSettings
from scheduler.span import first_minute
from scheduler.workdays import WorkCalendar
from storage import editions
from storage.chat import Attachment, ChatAddress, DeliveryKind, MediaKind, Message, Reply, ReplyKind, Role, Room
from storage.chat_json import message_written, reply_from_json
from storage.database import Database
from storage.documents import read_lines
from storage.errors import Refused
from storage.notice.classifying import classify_unit
from storage.notice.model import Notice
from storage.notice.parser import read
from storage.notice.routing import binding_level, fold, match_unit_type, offices
from storage.schema import create_all
from storage.secrets import mark_of
from storage.unit_of_work import Work

_UNIT_IN_TEXT = re.compile(r"[\u4e00-\u9fff]{2,10}?(?:学会|协会|研究会|科协|科技局|(?:大学|学院|公司)(?:科协)?)")
_NO_NAME = re.compile(
    r"^(?:请|从?邮箱里?|快递|收到|登记|把|将|给|和|的|哪些|所有|还有|各|让|同意|认可|退回|免报|未见|已收|催一?下?)+"
)
_CALLED = (
    (("forward", "merge", "record"), MediaKind.FORWARD),
    (("image", "photo", "picture"), MediaKind.IMAGE),
    (("video", "film"), MediaKind.VIDEO),
    (("audio", "voice"), MediaKind.AUDIO),
)
"""What platforms call an attachment, and what it is; anything else is a file."""

_MEDIA_TYPES = {MediaKind.IMAGE: "image/jpeg", MediaKind.VIDEO: "video/mp4", MediaKind.AUDIO: "audio/mpeg"}
_MOST_TEXT = 100_000


@dataclass(frozen=True, slots=True)
class Asked:
    """One question and who asks it; the keys of a line of `--questions` (DESIGN: `ask`)."""

    text: str
    id: str = ""
    unit_type: str | None = None
    at_bot: bool = True
    now: datetime | None = None
    room: Room = Room.UNIT_GROUP
    role: Role = Role.LIAISON
    unit: str | None = None
    office: str | None = None
    attachments: tuple[Attachment, ...] = ()
    quotes: str | None = None
    before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answered:
    """What the bot would do, and what the chat would show."""

    id: str
    kind: ReplyKind
    text: str


class Desk:
    """A notice just published in an installation that exists only in memory."""

    def __init__(self, notice: Notice, calendar: WorkCalendar) -> None:
        self.notice = notice
        self.settings = PushSettings(calendar=calendar)
        self.start = first_minute(notice, calendar, datetime.now(UTC).date())
        self._now = self.start
        self._database = Database(None, lambda: self._now)
        create_all(self._database.engine)
        with self._database.transaction() as work:
            editions.publish(work, notice, by="")

    def answer(self, asked: Asked) -> Answered:
        """Answer one question; nothing of it is kept."""
        self._now = asked.now or self.start
        if not asked.at_bot and asked.room.is_group:
            return Answered(asked.id, ReplyKind.SILENT, "")
        return self._database.look(lambda work: self._converse(work, asked))

    @classmethod
    def of_file(cls, path: Path) -> Self:
        """Set up a desk for a notice file. Raises NotANotice."""
        return cls(read(read_lines(path.read_bytes(), path.name)), WorkCalendar())

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    def _converse(self, work: Work, asked: Asked) -> Answered:
        """Say what the person said before, then the question, in a chat made for it."""
        _seat(work, asked, self.notice)
        for number, text in enumerate(asked.before):
            before = replace(asked, text=text, attachments=(), quotes=None)
            self._say(work, before, f"before-{number}")
        reply = self._say(work, asked, "asked")
        if reply is None:
            return Answered(asked.id, ReplyKind.SILENT, "")
        return Answered(asked.id, reply.kind, reply.text)

    def _say(self, work: Work, asked: Asked, message_id: str) -> Reply | None:
        """Have one message conversed; a hand-in that was only kept is receipted as if its quiet were over."""
        mark = mark_of(asked.text) or ""
        message = _message(replace(asked, text="") if mark else asked, message_id, work.now)
        number = work.inbox.add_once(
            platform="ask",
            account="",
            message_id=message_id,
            external_chat="chat",
            payload=message_written(message),
            admitted_at=work.now,
            mark=mark,
        )
        row = work.inbox.get(number or 0)
        _store(work, row.key, message)
        reply = converse(load(work, row, self.settings), work)
        return reply or self._receipt(work)

    def _receipt(self, work: Work) -> Reply | None:
        """What falls due for an open hand-in once nobody adds to it."""
        later = Work(work.connection, work.now + timedelta(minutes=1))
        receipts.say_due(later, self.settings)
        said = later.deliveries.find(later.deliveries.c.created_at == later.now)
        first = [row for row in said if row.kind == DeliveryKind.RECEIPT] or said
        return reply_from_json(first[0].reply) if first else None


def from_line(value: Mapping[str, Any]) -> Asked:
    """Read one line of `--questions`; keys it may not know are ignored. Raises Refused on a wrong value."""
    try:
        now = value.get("now")
        quotes = value.get("quotes")
        attachments = list(value.get("attachments") or ())
        if isinstance(quotes, Mapping):
            attachments.append({**quotes, "quoted": True})
        return Asked(
            text=str(value.get("text") or "")[:_MOST_TEXT],
            id=str(value.get("id") or ""),
            unit_type=value.get("unit_type"),
            at_bot=bool(value.get("at_bot", True)),
            now=datetime.fromisoformat(now) if now else None,
            room=Room(value.get("chat") or Room.UNIT_GROUP),
            role=Role(value.get("role") or Role.LIAISON),
            unit=value.get("unit"),
            office=value.get("office"),
            attachments=tuple(_attachment(part) for part in attachments),
            quotes=quotes if isinstance(quotes, str) else None,
            before=tuple(str(text) for text in value.get("before") or ()),
        )
    except (ValueError, TypeError, AttributeError) as error:
        raise Refused("question", line=str(value.get("id") or ""), why=str(error)) from error


def _attachment(part: Mapping[str, Any]) -> Attachment:
    """One file of a question: its name and what a platform would call it."""
    called = str(part.get("type") or "").lower()
    kind = next((kind for words, kind in _CALLED if any(word in called for word in words)), MediaKind.FILE)
    return Attachment(str(part.get("name") or ""), kind, quoted="quoted" in part)


def _seat(work: Work, asked: Asked, notice: Notice) -> None:
    """Give the asker a chat, a unit of the type said, and the role said."""
    chat = {"platform": "ask", "account": "", "external": "chat", "room": asked.room, "seen_at": work.now}
    member = work.members.add(platform="ask", account="", user="asker", name="", seen_at=work.now)
    bound = {"member_id": member, "role": asked.role, "bound_at": work.now}
    if asked.role is Role.COORDINATOR:
        work.bindings.add(**bound, office=asked.office or _first_office(notice))
        for name in dict.fromkeys(_NO_NAME.sub("", found) for found in _UNIT_IN_TEXT.findall(asked.text)):
            if len(name) > len("学会"):
                _list_unit(work, name, classify_unit(notice, name) or "")
        work.chats.add(**chat, member_id=member)
        return
    unit_type = match_unit_type(notice, asked.unit_type or "") or classify_unit(notice, asked.unit or "")
    if unit_type is None:
        work.chats.add(**chat, member_id=member)
        return
    unit = _list_unit(work, asked.unit or f"{unit_type}（示例）", unit_type)
    work.bindings.add(**bound, unit_id=unit)
    is_units = asked.room is Room.UNIT_GROUP
    work.chats.add(**chat, unit_id=unit if is_units else None, member_id=member if not asked.room.is_group else None)


def _list_unit(work: Work, name: str, unit_type: str) -> int:
    """Put a unit on the roster."""
    number = work.units.add(name=name, unit_type=unit_type)
    work.aliases.add(unit_id=number, alias=name, folded=fold(name))
    return number


def _first_office(notice: Notice) -> str | None:
    """The office a coordinator is taken to belong to where the question does not say."""
    known = offices(notice, binding_level(notice, None))
    return known[0] if known else None


def _message(asked: Asked, message_id: str, now: datetime) -> Message:
    """The message as a platform would hand it in."""
    return Message(
        address=ChatAddress("ask", "", "chat"),
        message_id=message_id,
        sender="asker",
        sender_name="",
        text=asked.text,
        sent_at=now,
        room=asked.room,
        attachments=asked.attachments,
        quotes=asked.quotes,
    )


def _store(work: Work, inbox_id: int, message: Message) -> None:
    """Say of every file that it arrived; what cannot be unfolded is refused as in a chat."""
    for position, part in enumerate(message.attachments):
        known = {"inbox_id": inbox_id, "position": position, "name": part.name, "kind": part.kind}
        if part.kind is MediaKind.FORWARD:
            work.files.add(**known, state="refused", why="forward")
            continue
        digest = hashlib.sha256(f"{inbox_id}/{position}/{part.name}".encode()).hexdigest()
        media_type = _MEDIA_TYPES.get(part.kind, "application/octet-stream")
        work.files.add(**known, state="stored", sha256=digest, size=1, media_type=media_type)
