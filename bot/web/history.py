"""A chat as it is shown: what was said to the bot and what it said, in one order, as values for the templates."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from handlers.submissions.bursts import KEPT
from storage.chat import DeliveryKind, Reply, ReplyKind
from storage.chat_json import message_from_json, reply_from_json
from storage.tables import Chat, Delivery, Inbox, InboxFile
from storage.unit_of_work import Work

PAGE_OF_ENTRIES = 40
"""How many entries a page shows before older ones are asked for."""

_PLAIN = (ReplyKind.ANSWER, ReplyKind.CLARIFY, ReplyKind.DECLINE, ReplyKind.COURTESY)

RECENT = 12
"""How many of the latest an open page looks at again when it is nudged."""


@dataclass(frozen=True, slots=True)
class ShownFile:
    """An attachment and what became of it: waiting, stored or refused (`why` is a code)."""

    name: str
    position: int
    size: int
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
    is_kept: bool = False
    kind: str = ""
    reply: Reply | None = None

    @property
    def may_change_standing(self) -> bool:
        """More than words: something handed in, receipted, declared or told; not a plain question and its answer."""
        if self.reply is None:
            return self.is_kept or bool(self.files)
        return self.kind != DeliveryKind.REPLY or self.reply.kind not in _PLAIN

    @property
    def version(self) -> str:
        """Changes when anything shown changes."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:12]


def entries(
    work: Work, chat: Chat, viewer: str, before: datetime | None = None, most: int = PAGE_OF_ENTRIES
) -> list[Entry]:
    """Return the latest entries of a chat (before an instant), oldest first, as the person `viewer` sees them."""
    said = work.inbox.said_in(chat, most, before)
    answered = work.deliveries.said_in(chat.key, most, before)
    files = work.files.of_messages([row.key for row in said if row.payload["attachments"]])
    shown = [_message(row, files.get(row.key, []), viewer) for row in said]
    shown += [_delivery(row) for row in answered]
    return sorted(shown, key=lambda entry: entry.key)[-most:]


def entries_of_unit(work: Work, unit_id: int, since: datetime, most: int) -> list[Entry]:
    """Return the latest of what was said by and to one unit in whichever chats, oldest first."""
    said, told = work.inbox.of_unit(unit_id, since, most), work.deliveries.of_unit(unit_id, since, most)
    files = work.files.of_messages([row.key for row in said if row.payload["attachments"]])
    shown = [_message(row, files.get(row.key, []), "") for row in said]
    return sorted([*shown, *(_delivery(row) for row in told)], key=lambda entry: entry.key)[-most:]


class Seen:
    """What one open page was shown: everything up to `cursor`, and which version of each entry.

    What one said oneself changes after it was shown (it is marked, its files arrive), so it is shown again.
    """

    def __init__(self, cursor: str) -> None:
        self.cursor = cursor
        self._versions: dict[str, str] = {}

    def news(self, work: Work, chat: Chat, viewer: str) -> list[Entry] | None:
        """Return what is new or changed; None where the page should be filled anew.

        So it is where too much is new, and where what the page saw last is not here: it shows another conversation
        (a rehearsal that was begun again under the same address).
        """
        found = entries(work, chat, viewer, most=RECENT if self._versions else PAGE_OF_ENTRIES)
        if self._versions and self._may_have_missed(found, RECENT):
            found = entries(work, chat, viewer)
        if self._may_have_missed(found, PAGE_OF_ENTRIES) or self._is_lost(found):
            return None
        versions = {one.key: one.version for one in found}
        changed = [one for one in found if self._versions.get(one.key) != versions[one.key]]
        fresh = [one for one in changed if self._is_to_be_shown(one)]
        self._versions.update(versions)
        self.cursor = max((one.key for one in found), default=self.cursor)
        return fresh

    def _may_have_missed(self, found: list[Entry], most: int) -> bool:
        """Everything that was looked at is new: there may be more before it."""
        return bool(self.cursor) and len(found) == most and found[0].key > self.cursor

    def _is_lost(self, found: list[Entry]) -> bool:
        """At the first look, the last that the page has seen is not among the latest."""
        return bool(self.cursor) and not self._versions and self.cursor not in {one.key for one in found}

    def _is_to_be_shown(self, one: Entry) -> bool:
        """At the first look the page has everything up to the cursor, but its own words may have changed since."""
        return bool(self._versions) or one.key > self.cursor or (one.own and bool(one.client))


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
        is_kept=row.mark == KEPT,
    )


def _file(file: InboxFile) -> ShownFile:
    return ShownFile(file.name, file.position, file.size, file.state, file.sha256, file.why)


def _delivery(row: Delivery) -> Entry:
    """What the bot said. What was due later than it was made stands where it was due."""
    at = max(row.created_at, row.due_at)
    return Entry(
        key=order_key(at, 1, row.key),
        at=at,
        speaker="",
        own=False,
        kind=row.kind,
        reply=reply_from_json(row.reply).with_table().without_form(),
    )
