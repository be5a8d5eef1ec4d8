"""The vocabulary of conversation that all rooms share: who speaks where, what is said, what is said back."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

INTERNAL = "internal"
"""The platform of what the bot tells itself: the result of a job, admitted into the chat that waits for it."""


class Room(StrEnum):
    """Who reads along in a chat; it decides what may be said there."""

    UNIT_GROUP = "unit_group"
    SHARED_GROUP = "shared_group"
    PRIVATE = "private"
    COORDINATORS = "coordinators"

    @property
    def is_group(self) -> bool:
        """More than one person reads here."""
        return self is not Room.PRIVATE


class Intake(StrEnum):
    """What of all that is said in a chat reaches the bot; what people are told about handing in depends on it."""

    ALL = "all"
    """Every message, with its files."""
    ADDRESSED = "addressed"
    """Only what addresses the bot: a text, a photo in one message with a text, a quoted photo or file."""
    NOTHING = "nothing"
    """The bot can only speak here."""


class Role(StrEnum):
    """In what capacity a person speaks."""

    LIAISON = "liaison"
    HEAD = "head"
    COORDINATOR = "coordinator"


class ReplyKind(StrEnum):
    """What the bot does with what was said to it; `silent` is the absence of a Reply."""

    ANSWER = "answer"
    STATE = "state"
    RECEIPT = "receipt"
    CONFIRM = "confirm"
    CLARIFY = "clarify"
    DECLINE = "decline"
    COURTESY = "courtesy"
    SILENT = "silent"


class DeliveryKind(StrEnum):
    """Why something is said; part of the record a campaign leaves."""

    REPLY = "reply"
    RECEIPT = "receipt"
    REMINDER = "reminder"
    DIGEST = "digest"
    BRIEF = "brief"
    QUESTION = "question"
    ANNOUNCEMENT = "announcement"
    ALERT = "alert"


class MediaKind(StrEnum):
    """What a platform says an attachment is; the bytes decide later."""

    IMAGE = "image"
    FILE = "file"
    VIDEO = "video"
    AUDIO = "audio"
    FORWARD = "merge_forward"


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file that came with a message. `locator` is what the platform needs to fetch the bytes."""

    name: str
    kind: MediaKind
    locator: str = ""
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class ChatAddress:
    """Where to speak: a chat of one account of one platform. `chat` is the platform's own id."""

    platform: str
    account: str
    chat: str


@dataclass(frozen=True, slots=True)
class Message:
    """What a platform hands in, already stripped of its wire format.

    `message_id` is the platform's own and unique within (platform, account). `room` is what the
    platform knows: PRIVATE, or any group room where the binding is not known yet. `quotes` is the key
    of the delivery it replies to; where a platform gives only its text, that is `quoted`. `handle` is what the platform
    needs to answer this very message: kept with it,
    shown to nobody. Times are aware.
    """

    address: ChatAddress
    message_id: str
    sender: str
    sender_name: str
    text: str
    sent_at: datetime
    room: Room = Room.PRIVATE
    addressed: bool = True
    attachments: tuple[Attachment, ...] = ()
    quotes: str | None = None
    quoted: str = ""
    intake: Intake = Intake.ALL
    handle: str = ""


@dataclass(frozen=True, slots=True)
class Button:
    """A button says a sentence: a click is a message of the clicker with the text `says`."""

    label: str
    says: str


@dataclass(frozen=True, slots=True)
class Table:
    """A small table; where a platform cannot show one, its rows are printed as lines."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class FileRef:
    """A file that goes out with a Reply: a blob, and the name under which it is sent."""

    sha256: str
    name: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said, neutral of any platform; stored as it is in the delivery and rendered when sent.

    `quote` is the sentence of the notice it rests on; `source` its 1-based lines. `mentions` are platform
    user ids and are filled by `scheduler` alone. `qr` is an address in it that is shown as a QR code as well.
    """

    kind: ReplyKind
    lines: tuple[str, ...]
    title: str = ""
    table: Table | None = None
    buttons: tuple[Button, ...] = ()
    files: tuple[FileRef, ...] = ()
    quote: str = ""
    source: tuple[int, ...] = ()
    mentions: tuple[str, ...] = field(default=())
    qr: str = ""

    @property
    def text(self) -> str:
        """The whole as plain text, as a chat without cards shows it; buttons are printed, where no line says so."""
        parts = [self.title] if self.title else []
        parts += self.lines
        if self.table:
            parts += ["　".join(row) for row in (self.table.head, *self.table.rows)]
        if self.quote:
            parts.append(f"依据：{self.quote}")
        if self.unsaid:
            parts.append("可回复：" + "　".join(self.unsaid))
        return "\n".join(parts)

    @property
    def unsaid(self) -> tuple[str, ...]:
        """The buttons' sentences in quotes, to be printed where there are no buttons; none where the lines say all."""
        said = "\n".join((self.title, *self.lines, self.quote))
        quoted = tuple(f"“{button.says}”" for button in self.buttons)
        return () if all(one in said for one in quoted) else quoted
