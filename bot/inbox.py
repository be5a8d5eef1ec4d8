"""The door: a message is checked, made durable once, and only then acknowledged and handed on.

What is neither addressed to the bot nor part of an open hand-in is not stored at all; what bears a mark
of secrecy leaves the time and the kind of mark, nothing else.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from storage import earlier, quotas
from storage.chat import Intake, Message, Room, is_recall
from storage.chat_json import message_written
from storage.database import Database
from storage.errors import NotStored
from storage.quotas import Quotas
from storage.reach import learn_to_hear_all
from storage.secrets import mark_of
from storage.unit_of_work import Work

MOST_CHARACTERS = 20_000
"""A longer text is not kept; the person is asked for a file."""

MOST_PARTS = 200
"""Attachments that are looked at at all; those beyond what one message may bring are each refused."""

MOST_TOGETHER = 128
"""Messages that are kept together: what comes meanwhile is read while these are being written."""

TOO_LONG = "too_long"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_SAFE_ALREADY = "blob:"
_COLUMNS = ("platform", "account", "message_id", "external_chat", "payload", "mark")


@dataclass(slots=True)
class _Arrival:
    """A message at the door, with its mark; `kept` is set to whether it is kept."""

    message: Message
    mark: str
    kept: asyncio.Future[bool]


@dataclass(frozen=True, slots=True)
class Admitted:
    """A message that was made durable just now: its row, and the chat in whose order it is handled."""

    inbox_id: int
    chat: tuple[str, str, str]
    has_files: bool


@dataclass(frozen=True, slots=True)
class Allowance:
    """How many files one message may bring, and how many somebody on one day."""

    files_per_message: int = 30
    quotas: Quotas = field(default_factory=Quotas)


class Inbox:
    """Admits messages. `on_admitted` hears of each new one after its commit; `names` are what the bot is called by.

    An @ with one of these names is an address and no part of what is said.
    """

    def __init__(
        self,
        database: Database,
        allowance: Allowance,
        on_admitted: Callable[[Admitted], None],
        names: Sequence[str] = (),
    ) -> None:
        self._database = database
        self._allowance = allowance
        called = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
        self._called = re.compile(rf"[@＠](?:{called})(?![\w])[\s\u2005]*" if called else r"(?!)")
        self._on_admitted = on_admitted
        self._arrivals: list[_Arrival] = []
        self._is_keeping = False

    def admit(self, message: Message, also: Callable[[Work], None] | None = None) -> asyncio.Future[bool]:
        """Make a message durable; return what tells whether it is kept (a redelivery is, and has no further effect).

        `also` is done in the same transaction. Awaited, it raises NotStored: then it must not be acknowledged.
        """
        text = self._called.sub("", message.text)
        cleaned, mark = checked(message if text == message.text else replace(message, text=text))
        loop = asyncio.get_running_loop()
        arrival = _Arrival(cleaned, mark, loop.create_future())
        if also:
            self._keep([arrival], also)
        else:
            self._arrivals.append(arrival)
            if len(self._arrivals) >= MOST_TOGETHER:
                self._keep_arrivals()
                self._database.hand_over()
            elif len(self._arrivals) == 1 and not self._is_keeping:
                loop.call_soon(self._keep_arrivals)
        return arrival.kept

    def _keep_arrivals(self) -> None:
        """Keep what has come in one turn of the event loop together, and then what came while that was being kept.

        The more comes, the more shares a commit, up to what is so much that it is written while more is being read;
        nobody waits longer for it than for one commit before.
        """
        arrivals, self._arrivals = self._arrivals, []
        self._is_keeping = bool(arrivals)
        if arrivals:
            self._keep(arrivals, then=self._keep_arrivals)

    def _keep(
        self,
        arrivals: Sequence[_Arrival],
        also: Callable[[Work], None] | None = None,
        then: Callable[[], None] = lambda: None,
    ) -> None:
        """Have messages written, and tell each what became of it. Whoever brought one may give up waiting."""

        def keep(work: Work) -> list[int | None]:
            if also:
                also(work)
            return self._admit(work, arrivals)

        def tell(admission: asyncio.Future[list[int | None]]) -> None:
            then()
            error = admission.exception()
            if error and len(arrivals) > 1 and not isinstance(error, NotStored):
                for arrival in arrivals:  # one of them is at fault, and not the others
                    self._keep([arrival])
                return
            numbers = [None] * len(arrivals) if error else admission.result()
            for arrival, number in zip(arrivals, numbers, strict=True):
                self._tell(arrival, number, error)

        try:
            self._database.begin(keep).add_done_callback(tell)
        except RuntimeError as error:
            then()
            for arrival in arrivals:
                self._tell(arrival, None, error)

    def _tell(self, arrival: _Arrival, number: int | None, error: BaseException | None) -> None:
        """Hand on what is new, though nobody should wait for it any more, and tell who does."""
        if number:
            at = arrival.message.address
            chat = (at.platform, at.account, at.chat)
            self._on_admitted(Admitted(number, chat, has_files=bool(arrival.message.attachments)))
        if arrival.kept.cancelled():
            return
        if error:
            arrival.kept.set_exception(error)
        else:
            arrival.kept.set_result(number is not None)

    def _admit(self, work: Work, arrivals: Sequence[_Arrival]) -> list[int | None]:
        """Insert messages with their files; None: not meant for the bot, 0: here already, else the row's number."""
        for arrival in arrivals:
            _learn(work, arrival.message)
        meant = [arrival if _is_meant(work, arrival.message) else None for arrival in arrivals]
        added = iter(_added(work, [_row(arrival) for arrival in meant if arrival]))
        numbers = [(next(added) or 0) if arrival else None for arrival in meant]
        for arrival, number in zip(arrivals, numbers, strict=True):
            if number and arrival.message.attachments:
                self._add_files(work, number, arrival.message)
        return numbers

    def _add_files(self, work: Work, inbox_id: int, message: Message) -> None:
        """Insert a message's attachments; those beyond what it, or its sender today, may bring are refused."""
        sender, most = sender_of(message), self._allowance.files_per_message
        left, why = quotas.allowed(work, self._allowance.quotas, sender)
        for position, part in enumerate(message.attachments):
            refused = "too_many" if position >= most else why if position >= left else ""
            work.files.add(
                inbox_id=inbox_id,
                position=position,
                name=part.name,
                kind=part.kind.value,
                locator=part.locator,
                sha256=part.locator.removeprefix(_SAFE_ALREADY) if part.locator.startswith(_SAFE_ALREADY) else None,
                state="refused" if refused else "waiting",
                why=refused,
            )
        quotas.spend(work, sender, files=min(len(message.attachments), most, left))


def sender_of(message: Message) -> quotas.Sender:
    """Return to whom what a message brings is counted."""
    at = message.address
    return quotas.Sender(at.platform, at.account, message.sender, at.chat)


def _row(arrival: _Arrival) -> tuple[Any, ...]:
    """A message as its row keeps it: the values of the columns that `_COLUMNS` names."""
    message, at = arrival.message, arrival.message.address
    return at.platform, at.account, message.message_id, at.chat, message_written(message), arrival.mark


def _added(work: Work, rows: Sequence[tuple[Any, ...]]) -> list[int | None]:
    """Insert rows; return the number of each, None where it is here already."""
    if not rows:
        return []
    columns = dict(zip(_COLUMNS, zip(*rows, strict=True), strict=True))
    return work.inbox.add_columns_once({**columns, "admitted_at": [work.now] * len(rows)})


def _learn(work: Work, message: Message) -> None:
    """Words that address nobody have come from a group: so does everything else that is said in its account's groups.

    A group in which the bot was never addressed tells the same, but is not written down.
    """
    is_overheard = not (message.addressed or message.takes_back or message.room is Room.PRIVATE)
    if is_overheard and message.intake is Intake.ADDRESSED:
        learn_to_hear_all(work, message.address.platform, message.address.account)


def _is_meant(work: Work, message: Message) -> bool:
    """It is addressed to the bot, belongs to an open hand-in, or takes back what was."""
    if message.takes_back and earlier.heard(work, message.address, message.takes_back):
        return True
    if is_recall(message):
        return False
    return message.addressed or message.room is Room.PRIVATE or _joins_hand_in(work, message)


def checked(message: Message) -> tuple[Message, str]:
    """Bound and clean a message; give back what may be kept of it, and the mark for what may not."""
    text = _CONTROL.sub("", message.text)
    parts = tuple(replace(part, name=kept_name(part.name)) for part in message.attachments[:MOST_PARTS])
    quoted = _CONTROL.sub("", message.quoted)[:MOST_CHARACTERS]
    name = _CONTROL.sub("", message.sender_name)[:60]
    cleaned = message
    if (text, quoted, parts, name) != (message.text, message.quoted, message.attachments, message.sender_name):
        cleaned = replace(message, text=text, quoted=quoted, attachments=parts, sender_name=name)
    looked_at = filter(None, (text, message.quoted, *[part.name for part in parts]))
    if mark := next(filter(None, map(mark_of, looked_at)), None):
        return replace(cleaned, text="", quoted="", attachments=()), mark
    if len(text) > MOST_CHARACTERS:
        return replace(cleaned, text=""), TOO_LONG
    return cleaned, ""


def kept_name(name: str) -> str:
    """Clean and bound a file's name: its end says what it is."""
    return _CONTROL.sub("", name)[-200:]


def _joins_hand_in(work: Work, message: Message) -> bool:
    """Whether the sender is handing in, in this chat: anything until 完毕, bare files until the receipt."""
    at = message.address
    chat = work.chats.known(at.platform, at.account, at.chat)
    member = work.members.known(at.platform, at.account, message.sender)
    if chat is None or member is None:
        return False
    burst = work.submissions.joinable(chat.key, member.key, work.now)
    if burst is None:
        return False
    is_bare = bool(message.attachments) and not message.text.strip()
    return burst.state == "collecting" or (burst.state in ("open", "announced") and is_bare)
