"""The vocabulary of conversation that all rooms share: who speaks where, what is said, what is said back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from storage.figures import Figures

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
    MARK = "mark"
    """No words: a sign beside a message, on platforms that have one, that it became part of a hand-in."""


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
    of the delivery it replies to, on a campaign's page `campaign/<number>`; where a platform gives only its text, that
    is `quoted`, and where it gives only the platform's id of that message, `replies_to`: what is known of it is looked
    up when the message is handled.
    `takes_back` is the id of an earlier message that its sender recalled (then there is neither text nor file) or
    edited (then text and files are the new ones); `sender` is empty there where the platform does not say who it was.
    `handle` is what the platform needs to answer this very message: kept with it, shown to nobody. Times are aware.
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
    replies_to: str = ""
    takes_back: str = ""


def is_recall(message: Message) -> bool:
    """Whether a message only takes an earlier one back, and puts nothing in its place."""
    return bool(message.takes_back) and not message.text.strip() and not message.attachments


@dataclass(frozen=True, slots=True)
class Button:
    """A button says a sentence: a click is a message of the clicker with the text `says`.

    `warning` is what is asked before an act that cannot be undone, where a platform can ask. One that `is_extra` spares
    typing what people know or find in the lines: where there are no buttons its sentence is not printed.
    """

    label: str
    says: str
    warning: str = ""
    is_extra: bool = False


class FieldKind(StrEnum):
    """How a field of a form is filled in."""

    CHOICE = "choice"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class FormField:
    """One field of a form; `options` are what a choice offers, in the order in which they are shown."""

    name: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    options: tuple[str, ...] = ()
    placeholder: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """A form says a sentence, as a button does: whoever sends it off says what `sentence` makes of it.

    `says` is a template: clauses between 「；」 with the names of fields in braces, 材料：{material}；说明：{caption};
    a clause whose field was left empty is left out. `example` is such a sentence as it is typed by hand.
    """

    says: str
    fields: tuple[FormField, ...]
    label: str = "提交"
    example: str = ""

    def sentence(self, values: Mapping[str, str]) -> str | None:
        """Fill the template in; None where a field that is required is empty, or a choice is none of its options.

        The values come from outside: blanks are folded, and what no field asks for is left alone.
        """
        given = {one.name: " ".join(str(values.get(one.name, "")).split()) for one in self.fields}
        if any(one.required and not given[one.name] for one in self.fields):
            return None
        if any(given[f.name] not in ("", *f.options) for f in self.fields if f.kind is FieldKind.CHOICE):
            return None
        clauses = self.says.split("；")
        names = {clause: _FIELD.findall(clause) for clause in clauses}
        kept = [clause for clause in clauses if all(given.get(name) for name in names[clause])]
        return "；".join(_FIELD.sub(lambda found: given[found[1]], clause) for clause in kept)


_FIELD = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Table:
    """A table; where a platform cannot show one, its rows are printed as lines.

    Where a Reply's last lines say the rows in better words, or as many of them as anybody reads, `said_by` is the
    number of these lines: either they are shown or the table is.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    said_by: int = 0


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
    `form` is offered below it where forms are shown; elsewhere its example is printed. `figures` are drawn if they can.
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
    form: Form | None = None
    figures: Figures | None = None

    @property
    def text(self) -> str:
        """The whole as plain text, as a chat without cards shows it; buttons are printed, where no line says so."""
        parts = [self.title] if self.title else []
        parts += self.lines
        if self.table and not self.table.said_by:
            parts += ["　".join(row) for row in (self.table.head, *self.table.rows)]
        if self.quote:
            parts.append(f"依据：{self.quote}")
        if sentences := (*self._unsaid_by_form, *self.unsaid):
            parts.append("可回复：" + "　".join(sentences))
        return "\n".join(parts)

    @property
    def unsaid(self) -> tuple[str, ...]:
        """The buttons' sentences in quotes, to be printed where there are no buttons; none where the lines say all."""
        quoted = tuple(f"“{button.says}”" for button in self.buttons if not button.is_extra)
        return () if all(one in self._printed for one in quoted) else quoted

    def with_table(self) -> Reply:
        """Return the same for where tables are drawn: without the lines that say the rows."""
        if self.table is None or not self.table.said_by:
            return self
        return replace(self, lines=self.lines[: -self.table.said_by], table=replace(self.table, said_by=0))

    def in_lines(self) -> Reply:
        """Return the same for where they are not: without a table whose rows the lines say."""
        return replace(self, table=None) if self.table and self.table.said_by else self

    def without_form(self, how: str = "可回复：") -> Reply:
        """Return the same for where no forms are shown: a line says it in words, unless one does so already."""
        return replace(self, form=None, lines=(*self.lines, *(how + one for one in self._unsaid_by_form)))

    @property
    def _unsaid_by_form(self) -> tuple[str, ...]:
        """How the form's sentence is typed by hand, in quotes; nothing where the lines say it."""
        example = f"“{self.form.example}”" if self.form and self.form.example else ""
        return (example,) if example not in self._printed else ()

    @property
    def _printed(self) -> str:
        """Every word of it but the table's and the buttons'."""
        return "\n".join((self.title, *self.lines, self.quote))
