"""What is asked of the inbox and its files, and of deliveries."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, bindparam, cast, exists, func, or_, select

from storage import tables as t
from storage.chat import DeliveryKind, Room
from storage.repositories.people import Chats
from storage.rows import Rows

MOST_AT_ONCE = 200
"""Deliveries that are taken to be sent in one transaction at the most."""


class InboxRows(Rows[t.Inbox]):
    """What was said to the bot."""

    of = t.Inbox

    def waiting(self) -> list[t.Inbox]:
        """Return what has not been handled yet, in order of admission."""
        return self.having(state="waiting")

    def in_order(self) -> list[t.Inbox]:
        """Return everything that was said, in order of time."""
        return self.find(order=self.c.admitted_at)

    def said_as(self, platform: str, account: str, message_id: str) -> t.Inbox | None:
        """Return the message that a platform knows by that id."""
        return self.first_having(platform=platform, account=account, message_id=message_id)

    def edited_last(self, row: t.Inbox, before: int) -> t.Inbox | None:
        """Return the last edition of a message that came before a row's number; None where it was not edited yet."""
        c = self.c
        here = (c.platform == row.platform, c.account == row.account, c.external_chat == row.external_chat)
        is_edition = c.payload["takes_back"].as_string() == row.message_id
        return self.first(*here, c.id > row.key, c.id < before, is_edition, order=c.id.desc())

    def said_in(self, chat: t.Chat, limit: int, before: datetime | None = None) -> list[t.Inbox]:
        """Return the newest messages of a chat, the newest first; handled already or not.

        What is handled is found by its chat. What is not is among the few that wait, or could not even be looked at.
        """
        always, here = (
            before is None,
            {"platform": chat.platform, "account": chat.account, "external_chat": chat.external},
        )
        values = {**here, "chat_id": chat.id, "most": limit, "before": before}
        handled = self.run(self.prepared(("handled", always), self._select_handled, always), values)
        others = self.run(self.prepared(("others", always), self._select_others, always), values)
        return sorted((*handled, *others), key=attrgetter("key"), reverse=True)[:limit]

    def of_unit(self, unit_id: int, since: datetime, limit: int) -> list[t.Inbox]:
        """Return the newest messages of those who spoke for a unit, the newest first."""
        return self.find(self.c.unit_id == unit_id, self.c.admitted_at >= since, order=self.c.id.desc(), limit=limit)

    def _select_handled(self, always: bool) -> Select[Any]:  # noqa: FBT001
        return self._select_said((self.c.chat_id == bindparam("chat_id"),), always)

    def _select_others(self, always: bool) -> Select[Any]:  # noqa: FBT001
        c = self.c
        # Nothing is put to the names: SQLite then looks among the few, and not through all that an account has heard.
        here = (c[name].concat("") == bindparam(name) for name in ("platform", "account", "external_chat"))
        return self._select_said((or_(c.state == "waiting", c.state == "failed"), c.chat_id.is_(None), *here), always)

    def _select_said(self, where: tuple[ColumnElement[bool], ...], always: bool) -> Select[Any]:  # noqa: FBT001
        before = bindparam("before", type_=self.c.admitted_at.type)
        said = select(self.table).where(*where, *(() if always else (self.c.admitted_at < before,)))
        return said.order_by(self.c.id.desc()).limit(bindparam("most"))


class InboxFiles(Rows[t.InboxFile]):
    """Attachments and what became of them."""

    of = t.InboxFile

    def of_message(self, inbox_id: int) -> list[t.InboxFile]:
        """Return a message's attachments in their order."""
        return sorted(self.having(inbox_id=inbox_id), key=attrgetter("position"))

    def refuse_waiting(self, inbox_id: int, why: str) -> None:
        """Give up what has not come of a message."""
        self.change(self.c.inbox_id == inbox_id, self.c.state == "waiting", state="refused", why=why)

    def refused_in(self, submission_id: int) -> list[t.InboxFile]:
        """Return the files that came with a hand-in and could not be kept."""
        inbox = InboxRows(self.connection).c
        messages = select(inbox.id).where(inbox.submission_id == submission_id)
        return self.find(self.c.inbox_id.in_(messages), self.c.state == "refused")

    def of_messages(self, numbers: list[int]) -> dict[int, list[t.InboxFile]]:
        """Return the attachments of many messages by message, each in their order."""
        found: dict[int, list[t.InboxFile]] = {}
        for file in self.find(self.c.inbox_id.in_(numbers), order=self.c.position) if numbers else ():
            found.setdefault(file.inbox_id, []).append(file)
        return found


@dataclass(frozen=True, slots=True)
class Noise:
    """What a campaign has said unasked: in each group (by chat), reminders to one unit at most, all by kind."""

    by_group: Mapping[int, int]
    per_unit: int
    by_kind: Mapping[str, int]

    @property
    def in_group(self) -> int:
        """How often at most in one group."""
        return max(self.by_group.values(), default=0)


class Deliveries(Rows[t.Delivery]):
    """What is said."""

    of = t.Delivery

    @property
    def _said(self) -> tuple[ColumnElement[bool], ...]:
        """Words that are new: no sign beside a message, and no earlier message shown anew."""
        return self.c.kind != DeliveryKind.MARK.value, self.c.revises.is_(None)

    def reminders_by_unit(self, campaign_id: int) -> dict[int, int]:
        """Count the reminders of a campaign by unit; one that could not be sent reminded nobody."""
        counted = (
            select(self.c.unit_id, func.count())
            .where(*self._reminders(campaign_id), self.c.state != "failed")
            .group_by(self.c.unit_id)
        )
        return {unit_id: count for unit_id, count in self.connection.execute(counted) if unit_id}

    def keys_of_reminders(self, campaign_id: int, *, but_failed: bool = False) -> set[str]:
        """Return the unique keys of all reminders of a campaign, those that could not be sent aside if need be."""
        keys = select(self.c.unique_key).where(*self._reminders(campaign_id))
        return set(self.connection.execute(keys.where(self.c.state != "failed") if but_failed else keys).scalars())

    def _reminders(self, campaign_id: int) -> tuple[ColumnElement[bool], ...]:
        """A campaign's reminders, found by their keys: they are few among all that was said."""
        return self.c.kind == "reminder", *self._begins(f"reminder/{campaign_id}/")

    def _begins(self, key: str) -> tuple[ColumnElement[bool], ...]:
        """A unique key begins so, as the index finds it."""
        return self.c.unique_key >= key, self.c.unique_key < key[:-1] + chr(ord(key[-1]) + 1)

    def chats_keyed(self, key: str) -> set[int]:
        """Return the chats of what was said under keys that begin so."""
        return set(self.connection.execute(select(self.c.chat_id).where(*self._begins(key))).scalars())

    def last_keyed(self, key: str, before: str, limit: int) -> list[t.Delivery]:
        """Return what was said under keys that begin so and come before another one, the newest first."""
        here = (*self._begins(key), self.c.unique_key < before)
        return self.find(*here, order=self.c.unique_key.desc(), limit=limit)

    def undelivered(self, campaign_id: int, since: datetime) -> list[t.Delivery]:
        """Return what has failed since an instant, or of which nobody knows whether it arrived; that is little."""
        found = self.find(self.c.state.in_(("failed", "unknown")), self.c.settled_at >= since)
        return [row for row in found if row.campaign_id == campaign_id]

    def due(self, platforms: Collection[str], now: datetime, chat_id: int | None = None) -> list[t.Delivery]:
        """Return what is to be sent now on these platforms (or in one chat): of each chat what was said first.

        At most 200. Of a chat never two are on their way, and nothing overtakes what waits to be sent again, unless
        that has no words of its own.
        """
        named = tuple(sorted(platforms))
        statement = self.prepared(("due", chat_id is None, *named), self._select_due, named, chat_id is None)
        return self.run(statement, {"now": now, "chat": chat_id})

    def _select_due(self, platforms: tuple[str, ...], everywhere: bool) -> Select[Any]:  # noqa: FBT001
        c, chats, now = self.c, Chats.c, bindparam("now", type_=self.c.due_at.type)
        here = exists().where(chats.id == c.chat_id, or_(*(chats.platform == name for name in platforms)))
        other = self.table.alias("other")
        in_chat = exists().where(other.c.chat_id == c.chat_id)
        has_words = and_(other.c.kind != DeliveryKind.MARK.value, other.c.revises.is_(None))
        is_first = ~in_chat.where(
            other.c.state == "pending",
            other.c.id < c.id,
            or_(and_(other.c.tries > 0, has_words), other.c.due_at <= now),
        )
        return (
            select(self.table)
            .where(
                c.state == "pending",
                c.due_at <= now,
                here if everywhere else c.chat_id == bindparam("chat"),
                ~in_chat.where(other.c.state == "sending"),
                is_first,
            )
            .order_by(c.id)
            .limit(MOST_AT_ONCE)
        )

    def next_due_at(self) -> datetime | None:
        """Return when the next delivery is to be sent."""
        row = self.first(self.c.state == "pending", order=self.c.due_at)
        return row.due_at if row else None

    def sent(self) -> list[t.Delivery]:
        """Return everything that was sent and has words of its own, in order of time."""
        return self.find(self.c.state == "sent", *self._said, order=self.c.settled_at)

    def last_beginning(self, chat_id: int, prefix: str) -> t.Delivery | None:
        """Return the newest delivery to a chat whose key begins so."""
        begins = self.c.unique_key.startswith(prefix, autoescape=True)
        return self.first(self.c.chat_id == chat_id, begins, order=self.c.id.desc())

    def keyed(self, key: str) -> t.Delivery | None:
        """Return the delivery of that key."""
        return self.first_having(unique_key=key)

    def with_platform_id(self, chat_id: int, platform_id: str) -> t.Delivery | None:
        """Return what was said in a chat as the platform's message of that id."""
        return next(iter(self.shown_as(chat_id, platform_id)), None)

    def shown_as(self, chat_id: int, platform_id: str) -> list[t.Delivery]:
        """Return what the platform's message of that id was, and what was answered in its place since, in order."""
        rows = self.having(chat_id=chat_id, platform_id=platform_id) if platform_id else []
        return [row for row in rows if row.revises is None]

    def with_file(self, chat_id: int, sha256: str) -> list[t.Delivery]:
        """Return what was said in a chat together with a file."""
        return self.find(self.c.chat_id == chat_id, cast(self.c.reply, String).contains(sha256, autoescape=True))

    def noise(self, campaign_id: int) -> Noise:
        """Count what was said unasked in a campaign, what is on its way included."""
        c, chats = self.c, Chats.table.c
        here = (c.campaign_id == campaign_id, c.state != "failed", *self._said)
        in_groups = and_(chats.id == c.chat_id, chats.room.in_((Room.SHARED_GROUP.value, Room.UNIT_GROUP.value)))
        told = c.kind.in_((DeliveryKind.BRIEF.value, DeliveryKind.ANNOUNCEMENT.value))
        groups = select(c.chat_id, func.count()).where(*here, told, in_groups).group_by(c.chat_id)
        units = select(func.count()).where(*here, c.kind == DeliveryKind.REMINDER.value).group_by(c.unit_id)
        kinds = select(c.kind, func.count()).where(*here).group_by(c.kind).order_by(c.kind)
        return Noise(
            {int(chat): int(count) for chat, count in self.connection.execute(groups)},
            max(self.connection.execute(units).scalars(), default=0),
            {str(kind): int(count) for kind, count in self.connection.execute(kinds)},
        )

    def said_in(self, chat_id: int, limit: int, before: datetime | None = None) -> list[t.Delivery]:
        """Return the newest of what was said in a chat, or is on its way there, the newest first."""
        statement = self.prepared(("said", before is None), self._select_said, before is None)
        return self.run(statement, {"chat": chat_id, "most": limit, "before": before})

    def of_unit(self, unit_id: int, since: datetime, limit: int) -> list[t.Delivery]:
        """Return the newest of what was said to a unit or about it, whatever became of it, the newest first."""
        here = (self.c.unit_id == unit_id, self.c.created_at >= since, *self._said)
        return self.find(*here, order=self.c.id.desc(), limit=limit)

    def _select_said(self, always: bool) -> Select[Any]:  # noqa: FBT001
        c, before = self.c, bindparam("before", type_=self.c.created_at.type)
        where = (c.chat_id == bindparam("chat"), or_(c.state == "sending", c.state == "sent"), *self._said)
        said = select(self.table).where(*where, *(() if always else (c.created_at < before,)))
        return said.order_by(c.id.desc()).limit(bindparam("most"))
