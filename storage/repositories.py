"""The questions the rooms ask of the tables: one class a table, queries named for what they answer."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert as upsert_postgresql
from sqlalchemy.dialects.sqlite import insert as upsert_sqlite

from storage import tables as t
from storage.notice.routing import fold
from storage.rows import R, Rows

JOIN_FOR = timedelta(minutes=10)
"""What follows a receipt within this time joins the same hand-in."""


def add_once(rows: Rows[R], **values: Any) -> bool:
    """Insert a row unless one of its unique keys is taken; return whether it is new."""
    row = rows.of(**values).model_dump(exclude={"id"})
    upsert = upsert_sqlite if rows.connection.dialect.name == "sqlite" else upsert_postgresql
    return rows.connection.execute(upsert(rows.table).values(row).on_conflict_do_nothing()).rowcount == 1


class Units(Rows[t.Unit]):
    """The roster."""

    of = t.Unit

    def all(self) -> list[t.Unit]:
        """Return the units that are on the roster now."""
        return self.find(self.c.removed_at.is_(None))

    def named(self, name: str) -> t.Unit | None:
        """Return the unit of that full name or alias, width, case and punctuation aside."""
        aliases = Aliases(self.connection).c
        alias = select(aliases.unit_id).where(aliases.folded == fold(name))
        return self.first(self.c.id.in_(alias), self.c.removed_at.is_(None))


class Aliases(Rows[t.UnitAlias]):
    """All spellings of all units, the full names included."""

    of = t.UnitAlias


class Members(Rows[t.Member]):
    """People as accounts."""

    of = t.Member

    def known(self, platform: str, account: str, user: str) -> t.Member | None:
        """Return the person behind a platform's user id."""
        return self.first(self.c.platform == platform, self.c.account == account, self.c.user == user)

    def heard_in(self, chat_id: int) -> list[t.Member]:
        """Return the people who have spoken to the bot in a chat: all it can know of who reads there."""
        inbox = InboxRows(self.connection).c
        return self.find(self.c.id.in_(select(inbox.member_id).where(inbox.chat_id == chat_id)))


class Bindings(Rows[t.Binding]):
    """Who speaks for whom."""

    of = t.Binding

    def of_member(self, member_id: int) -> list[t.Binding]:
        """Return what a person speaks for now."""
        return self.find(self.c.member_id == member_id, self.c.ended_at.is_(None))

    def coordinators(self) -> int:
        """Count the people who coordinate an office now."""
        return self.count(self.c.role == "coordinator", self.c.ended_at.is_(None))

    def of_unit(self, unit_id: int) -> list[t.Binding]:
        """Return who speaks for a unit now."""
        return self.find(self.c.unit_id == unit_id, self.c.ended_at.is_(None))


class Chats(Rows[t.Chat]):
    """The chats the bot sits in."""

    of = t.Chat

    def known(self, platform: str, account: str, external: str) -> t.Chat | None:
        """Return the chat behind a platform's chat id."""
        return self.first(self.c.platform == platform, self.c.account == account, self.c.external == external)

    def private_of(self, member_id: int | None) -> t.Chat | None:
        """Return a person's private chat, the one heard from last."""
        return self.first(self.c.member_id == member_id, self.c.room == "private", order=self.c.seen_at.desc())


class Invites(Rows[t.Invite]):
    """One-time codes."""

    of = t.Invite


class PageLinks(Rows[t.PageLink]):
    """Personal links to the unit page."""

    of = t.PageLink


class Campaigns(Rows[t.Campaign]):
    """Notices being carried out."""

    of = t.Campaign

    def running(self) -> list[t.Campaign]:
        """Return the campaigns that are neither closed nor taken back, the newest first."""
        return self.find(self.c.closed_at.is_(None), self.c.taken_back_at.is_(None), order=self.c.id.desc())

    def last(self) -> t.Campaign | None:
        """Return the newest campaign that was not taken back, closed or not."""
        return self.first(self.c.taken_back_at.is_(None), order=self.c.id.desc())


class Editions(Rows[t.Edition]):
    """Notices as they stood."""

    of = t.Edition


class InboxRows(Rows[t.Inbox]):
    """What was said to the bot."""

    of = t.Inbox

    def admit(self, **values: Any) -> int | None:
        """Insert a message and return its number; None where it is here already."""
        row = self.of(**values).model_dump(exclude={"id"})
        upsert = upsert_sqlite if self.connection.dialect.name == "sqlite" else upsert_postgresql
        statement = upsert(self.table).values(row).on_conflict_do_nothing().returning(self.c.id)
        number: int | None = self.connection.execute(statement).scalar_one_or_none()
        return number

    def waiting(self) -> list[t.Inbox]:
        """Return what has not been handled yet, in order of admission."""
        return self.find(self.c.state == "waiting")

    def in_order(self) -> list[t.Inbox]:
        """Return everything that was said, in order of time."""
        return self.find(order=self.c.admitted_at)


class InboxFiles(Rows[t.InboxFile]):
    """Attachments and what became of them."""

    of = t.InboxFile

    def of_message(self, inbox_id: int) -> list[t.InboxFile]:
        """Return a message's attachments in their order."""
        return self.find(self.c.inbox_id == inbox_id, order=self.c.position)

    def refused_in(self, submission_id: int) -> list[t.InboxFile]:
        """Return the files that came with a hand-in and could not be kept."""
        inbox = InboxRows(self.connection).c
        messages = select(inbox.id).where(inbox.submission_id == submission_id)
        return self.find(self.c.inbox_id.in_(messages), self.c.state == "refused")


class Deliveries(Rows[t.Delivery]):
    """What is said."""

    of = t.Delivery

    def reminders_by_unit(self, campaign_id: int) -> dict[int, int]:
        """Count the reminders of a campaign by unit."""
        counted = (
            select(self.c.unit_id, func.count())
            .where(self.c.campaign_id == campaign_id, self.c.kind == "reminder")
            .group_by(self.c.unit_id)
        )
        return {unit_id: count for unit_id, count in self.connection.execute(counted) if unit_id}

    made = 0
    """How many deliveries this transaction has made."""

    def add_once(self, **values: Any) -> bool:
        """Insert a delivery unless its key is taken; return whether it is new."""
        is_new = add_once(self, **values)
        self.made += is_new
        return is_new

    def due(self, platforms: Collection[str], now: datetime, limit: int) -> list[t.Delivery]:
        """Return what is to be sent now on these platforms, in the order in which it was said."""
        chats = Chats(self.connection)
        here = select(chats.c.id).where(chats.c.platform.in_(platforms))
        return self.find(self.c.state == "pending", self.c.due_at <= now, self.c.chat_id.in_(here), limit=limit)

    def recover(self, keyed: Collection[str]) -> None:
        """Settle what was being sent at the last stop: sent again where a key makes that harmless, else unknown."""
        chats = Chats(self.connection)
        harmless = select(chats.c.id).where(chats.c.platform.in_(keyed))
        self.change(self.c.state == "sending", self.c.chat_id.in_(harmless), state="pending")
        self.change(self.c.state == "sending", state="unknown")

    def hold(self, numbers: Collection[int], until: datetime) -> None:
        """Put deliveries back behind one that must wait."""
        if numbers:
            self.change(self.c.id.in_(numbers), state="pending", due_at=until)

    def next_due_at(self) -> datetime | None:
        """Return when the next delivery is to be sent."""
        row = self.first(self.c.state == "pending", self.c.chat_id.is_not(None), order=self.c.due_at)
        return row.due_at if row else None

    def sent(self) -> list[t.Delivery]:
        """Return everything that was sent, in order of time."""
        return self.find(self.c.state == "sent", order=self.c.settled_at)

    def last_beginning(self, chat_id: int, prefix: str) -> t.Delivery | None:
        """Return the newest delivery to a chat whose key begins so."""
        begins = self.c.unique_key.startswith(prefix, autoescape=True)
        return self.first(self.c.chat_id == chat_id, begins, order=self.c.id.desc())

    def keyed(self, key: str) -> t.Delivery | None:
        """Return the delivery of that key."""
        return self.first(self.c.unique_key == key)


class Submissions(Rows[t.Submission]):
    """Hand-ins."""

    of = t.Submission

    def joinable(self, chat_id: int, member_id: int, now: datetime) -> t.Submission | None:
        """Return the hand-in of a person in a chat that is open, or whose receipt is younger than ten minutes."""
        still_open = self.c.state.in_(("collecting", "open", "announced"))
        fresh = (self.c.state == "receipted") & (self.c.receipted_at > now - JOIN_FOR)
        return self.first(
            self.c.chat_id == chat_id,
            self.c.member_id == member_id,
            self.c.withdrawn_at.is_(None),
            still_open | fresh,
            order=self.c.id.desc(),
        )

    def of_unit(self, campaign_id: int, unit_id: int) -> list[t.Submission]:
        """Return a unit's hand-ins that were not withdrawn."""
        return self.find(self.c.campaign_id == campaign_id, self.c.unit_id == unit_id, self.c.withdrawn_at.is_(None))

    def unsettled(self) -> list[t.Submission]:
        """Return the hand-ins that wait for their receipt, or for the total of what joined them."""
        is_open = self.c.state.in_(("open", "announced"))
        is_joined = (self.c.state == "receipted") & (self.c.changed_at > self.c.settled_at)
        return self.find(self.c.withdrawn_at.is_(None), is_open | is_joined)

    def next_receipt_no(self, day: date) -> str:
        """Return the next number of a Beijing day, `MMDD-NNN`; they count from 001 and return every year."""
        prefix = day.strftime("%m%d-")
        number, this_year = self.c.receipt_no, datetime.combine(day, time(), UTC) - timedelta(days=300)
        statement = (
            select(number)
            .where(number.like(f"{prefix}%"), self.c.opened_at > this_year)
            .order_by(func.length(number).desc(), number.desc())
            .limit(1)
        )
        last = self.connection.execute(statement).scalar_one_or_none()
        return f"{prefix}{int(last.removeprefix(prefix)) + 1 if last else 1:03}"

    def numbered(self, receipt_no: str) -> list[t.Submission]:
        """Return the hand-ins that bear a receipt number, the newest first (numbers return every year)."""
        return self.find(self.c.receipt_no == receipt_no, order=self.c.id.desc())


class Pieces(Rows[t.Piece]):
    """Texts, files and counts inside hand-ins."""

    of = t.Piece

    def of_submission(self, submission_id: int) -> list[t.Piece]:
        """Return everything a hand-in holds, duplicates and what was withdrawn included."""
        return self.find(self.c.submission_id == submission_id)

    def replaced_by(self, numbers: Collection[int]) -> list[t.Piece]:
        """Return the pieces whose place these have taken."""
        return self.find(self.c.replaced_by.in_(numbers)) if numbers else []

    def received_since(self, campaign_id: int, since: datetime) -> list[t.Piece]:
        """Return what came in since an instant and counts."""
        return self.find(
            self.c.campaign_id == campaign_id,
            self.c.received_at >= since,
            self.c.duplicate_of.is_(None),
            self.c.withdrawn_at.is_(None),
        )

    def counting(self, campaign_id: int, unit_id: int) -> list[t.Piece]:
        """Return the pieces of a unit that count: no duplicates, nothing replaced, withdrawn or returned."""
        return self.find(
            self.c.campaign_id == campaign_id,
            self.c.unit_id == unit_id,
            self.c.duplicate_of.is_(None),
            self.c.replaced_by.is_(None),
            self.c.withdrawn_at.is_(None),
            self.c.returned_at.is_(None),
        )


class Declarations(Rows[t.Declaration]):
    """What units say of themselves."""

    of = t.Declaration


class Arrangements(Rows[t.Arrangement]):
    """Extensions and exemptions of single units."""

    of = t.Arrangement


class Questions(Rows[t.Question]):
    """Open questions."""

    of = t.Question

    def open_of(self, campaign_id: int, office: str) -> list[t.Question]:
        """Return what an office has not answered yet."""
        return self.find(self.c.campaign_id == campaign_id, self.c.office == office, self.c.answered_at.is_(None))


class Announcements(Rows[t.Announcement]):
    """Facts that many are to be told."""

    of = t.Announcement

    def waiting(self) -> list[t.Announcement]:
        """Return what has not been told to everybody yet, the oldest first."""
        return self.find(self.c.done_at.is_(None))


class PendingRows(Rows[t.Pending]):
    """What people are in the middle of."""

    of = t.Pending

    def held(self, chat_id: int, member_id: int, kind: str, now: datetime) -> t.Pending | None:
        """Return what a person is in the middle of in a chat, unless it has expired."""
        return self.first(
            self.c.chat_id == chat_id, self.c.member_id == member_id, self.c.kind == kind, self.c.expires_at > now
        )

    def hold(self, chat_id: int, member_id: int, kind: str, data: dict[str, Any], expires_at: datetime) -> None:
        """Keep what a person is in the middle of, in place of what was kept before."""
        self.drop(chat_id, member_id, kind)
        self.add(chat_id=chat_id, member_id=member_id, kind=kind, data=data, expires_at=expires_at)

    def drop(self, chat_id: int, member_id: int, kind: str) -> None:
        """Forget what a person is in the middle of."""
        where = (self.c.chat_id == chat_id, self.c.member_id == member_id, self.c.kind == kind)
        self.connection.execute(self.table.delete().where(*where))


class Jobs(Rows[t.Job]):
    """What takes longer than a conversation."""

    of = t.Job

    def add_once(self, **values: Any) -> bool:
        """Insert a job unless its key is taken; return whether it is new."""
        return add_once(self, **values)


class Settings(Rows[t.Setting]):
    """Switches of the whole installation."""

    of = t.Setting

    def value(self, name: str) -> str:
        """Return a switch's value, empty where it was never turned."""
        row = self.first(self.c.name == name)
        return row.value if row else ""

    def turn(self, name: str, value: str) -> None:
        """Turn a switch."""
        if not self.change(self.c.name == name, value=value):
            self.add(name=name, value=value)
