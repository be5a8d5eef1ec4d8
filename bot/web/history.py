"""A chat as it is shown: what was said to the bot and what it said, in one order, as values for the templates."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from storage.chat import MediaKind, Reply
from storage.chat_json import message_from_json, reply_from_json
from storage.tables import Chat, Delivery, Inbox, InboxFile
from storage.unit_of_work import Work

PAGE_OF_ENTRIES = 40
"""How many entries a page shows before older ones are asked for."""


@dataclass(frozen=True, slots=True)
class ShownFile:
    """An attachment and what became of it: waiting, stored or refused (`why` is a code)."""

    name: str
    size: int
    is_image: bool
    state: str
    sha256: str | None
    why: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing said. `key` orders and names it; `client` is the id the sender's page gave it.

    `own` is what the one who looks said themselves; `reply` is set on what the bot says.
    """

    key: str
    at: datetime
    speaker: str
    own: bool
    text: str = ""
    files: tuple[ShownFile, ...] = ()
    client: str = ""
    state: str = "done"
    mark: str = ""
    kind: str = ""
    reply: Reply | None = None
    quotable: str = ""

    @property
    def version(self) -> str:
        """Changes when anything shown changes."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:12]


def entries(work: Work, chat: Chat, viewer: str, before: datetime | None = None) -> list[Entry]:
    """Return the latest entries of a chat (before an instant), oldest first, as the person `viewer` sees them."""
    said = work.inbox.said_in(chat, PAGE_OF_ENTRIES, before)
    answered = work.deliveries.said_in(chat.key, PAGE_OF_ENTRIES, before)
    files = work.files.of_messages([row.key for row in said])
    shown = [_message(row, files.get(row.key, []), viewer) for row in said]
    shown += [_delivery(row) for row in answered]
    return sorted(shown, key=lambda entry: entry.key)[-PAGE_OF_ENTRIES:]


def order_key(at: datetime, rank: int, number: int) -> str:
    """Return a text that sorts as things were said: by instant, a message before what answers it."""
    return f"{at.astimezone(UTC):%Y%m%d%H%M%S%f}-{rank}-{number:09d}"


def moment_of(key: str) -> datetime | None:
    """Return the instant within such a text; None where it is none."""
    try:
        return datetime.strptime(key.split("-", 1)[0], "%Y%m%d%H%M%S%f").replace(tzinfo=UTC)
    except ValueError:
        return None


def _message(row: Inbox, files: list[InboxFile], viewer: str) -> Entry:
    """What somebody said."""
    message = message_from_json(row.payload)
    return Entry(
        key=order_key(row.admitted_at, 0, row.key),
        at=row.admitted_at,
        speaker=message.sender_name,
        own=message.sender == viewer,
        text=message.text,
        files=tuple(_file(file) for file in files),
        client=row.message_id.rpartition(":")[2],
        state=row.state,
        mark=row.mark,
    )


def _file(file: InboxFile) -> ShownFile:
    return ShownFile(file.name, file.size, file.kind == MediaKind.IMAGE, file.state, file.sha256, file.why)


def _delivery(row: Delivery) -> Entry:
    """What the bot said. What was due later than it was made stands where it was due."""
    at = max(row.created_at, row.due_at)
    return Entry(
        key=order_key(at, 1, row.key),
        at=at,
        speaker="",
        own=False,
        kind=row.kind,
        reply=reply_from_json(row.reply),
        quotable=row.unique_key,
    )
