"""The questions the rooms ask of the tables: one class a table, queries named for what they answer."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from operator import attrgetter
from typing import Any

from sqlalchemy import Select, bindparam, exists, func, or_, select

from storage import tables as t
from storage.notice.routing import fold
from storage.rows import Rows

JOIN_FOR = timedelta(minutes=10)
"""What follows a receipt within this time joins the same hand-in."""

MOST_AT_ONCE = 200
"""Deliveries that are taken to be sent in one transaction at the most."""


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
        return self.first_having(platform=platform, account=account, user=user)

    def heard_in(self, chat_id: int) -> list[t.Member]:
        """Return the people who have spoken to the bot in a chat: all it can know of who reads there."""
        inbox = InboxRows(self.connection).c
        return self.find(self.c.id.in_(select(inbox.member_id).where(inbox.chat_id == chat_id)))


class Bindings(Rows[t.Binding]):
    """Who speaks for whom."""

    of = t.Binding

    def of_member(self, member_id: int) -> list[t.Binding]:
        """Return what a person speaks for now."""
        return self.having(member_id=member_id, ended_at=None)

    def coordinators(self) -> int:
        """Count the people who coordinate an office now."""
        return self.count(self.c.role == "coordinator", self.c.ended_at.is_(None))

    def of_unit(self, unit_id: int) -> list[t.Binding]:
        """Return who speaks for a unit now."""
        return self.having(unit_id=unit_id, ended_at=None)


class Chats(Rows[t.Chat]):
    """The chats the bot sits in."""

    of = t.Chat

    def known(self, platform: str, account: str, external: str) -> t.Chat | None:
        """Return the chat behind a platform's chat id."""
        return self.first_having(platform=platform, account=account, external=external)

    def private_of(self, member_id: int | None) -> t.Chat | None:
        """Return a person's private chat, the one heard from last."""
        return max(self.having(member_id=member_id, room="private"), key=attrgetter("seen_at"), default=None)


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
        return self.having(closed_at=None, taken_back_at=None)[::-1]

    def last(self) -> t.Campaign | None:
        """Return the newest campaign that was not taken back, closed or not."""
        return self.first(self.c.taken_back_at.is_(None), order=self.c.id.desc())


class Editions(Rows[t.Edition]):
    """Notices as they stood."""

    of = t.Edition

    def digest_of(self, number: int) -> str:
        """Return the hash of an edition's record, without reading the record."""
        statement = self.prepared("digest", lambda: select(self.c.digest).where(self.c.id == bindparam("number")))
        return str(statement.run(self.connection, {"number": number}).fetchall()[0][0])


class InboxRows(Rows[t.Inbox]):
    """What was said to the bot."""

    of = t.Inbox

    def waiting(self) -> list[t.Inbox]:
        """Return what has not been handled yet, in order of admission."""
        return self.having(state="waiting")

    def in_order(self) -> list[t.Inbox]:
        """Return everything that was said, in order of time."""
        return self.find(order=self.c.admitted_at)


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

    def due(self, platforms: Collection[str], now: datetime, chat_id: int | None = None) -> list[t.Delivery]:
        """Return what is to be sent now on these platforms (or in one chat), in the order in which it was said.

        At most 200. Nothing overtakes what was said before in its chat and is being sent, or waits to be sent again.
        """
        named = tuple(sorted(platforms))
        statement = self.prepared(("due", chat_id is None, *named), self._select_due, named, chat_id is None)
        return self.run(statement, {"now": now, "chat": chat_id})

    def _select_due(self, platforms: tuple[str, ...], everywhere: bool) -> Select[Any]:  # noqa: FBT001
        c, chats, now = self.c, Chats.c, bindparam("now", type_=self.c.due_at.type)
        here = exists().where(chats.id == c.chat_id, or_(*(chats.platform == name for name in platforms)))
        before = self.table.alias("before")
        ahead = exists().where(before.c.chat_id == c.chat_id, before.c.id < c.id)
        waits_again = (before.c.state == "pending") & (before.c.tries > 0) & (before.c.due_at > now)
        is_free = (~ahead.where(before.c.state == "sending"), ~ahead.where(waits_again))
        return (
            select(self.table)
            .where(
                c.state == "pending", c.due_at <= now, *is_free, here if everywhere else c.chat_id == bindparam("chat")
            )
            .order_by(c.id)
            .limit(MOST_AT_ONCE)
        )

    def recover(self, keyed: Collection[str]) -> None:
        """Settle what was being sent at the last stop: sent again where a key makes that harmless, else unknown."""
        chats = Chats(self.connection)
        harmless = select(chats.c.id).where(chats.c.platform.in_(keyed))
        self.change(self.c.state == "sending", self.c.chat_id.in_(harmless), state="pending")
        self.change(self.c.state == "sending", state="unknown")

    def put_back(self, numbers: Collection[int]) -> None:
        """Let deliveries that were taken wait again, behind the one of their chat that could not be sent."""
        for number in numbers:
            self.set(number, state="pending")

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
        return self.first_having(unique_key=key)


class Submissions(Rows[t.Submission]):
    """Hand-ins."""

    of = t.Submission

    def joinable(self, chat_id: int, member_id: int, now: datetime) -> t.Submission | None:
        """Return the hand-in of a person in a chat that is open, or whose receipt is younger than ten minutes."""
        values = {"chat_id": chat_id, "member_id": member_id, "since": now - JOIN_FOR}
        rows = self.run(self.prepared("joinable", self._select_joinable), values)
        return rows[0] if rows else None

    def _select_joinable(self) -> Select[Any]:
        c = self.c
        still_open = or_(*(c.state == state for state in ("collecting", "open", "announced")))
        fresh = (c.state == "receipted") & (c.receipted_at > bindparam("since", type_=c.receipted_at.type))
        here = (c.chat_id == bindparam("chat_id"), c.member_id == bindparam("member_id"), c.withdrawn_at.is_(None))
        return select(self.table).where(*here, still_open | fresh).order_by(c.id.desc()).limit(1)

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
        return self.having(submission_id=submission_id)

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
        return self.having(campaign_id=campaign_id, office=office, answered_at=None)


class Announcements(Rows[t.Announcement]):
    """Facts that many are to be told."""

    of = t.Announcement

    def waiting(self) -> list[t.Announcement]:
        """Return what has not been told to everybody yet, the oldest first."""
        return self.having(done_at=None)


class PendingRows(Rows[t.Pending]):
    """What people are in the middle of."""

    of = t.Pending

    def all_held(self, chat_id: int, member_id: int, now: datetime) -> list[t.Pending]:
        """Return everything a person is in the middle of in a chat, but what has expired."""
        return [row for row in self.having(chat_id=chat_id, member_id=member_id) if row.expires_at > now]

    def held(self, chat_id: int, member_id: int, kind: str, now: datetime) -> t.Pending | None:
        """Return what a person is in the middle of in a chat, unless it has expired."""
        return next((row for row in self.all_held(chat_id, member_id, now) if row.kind == kind), None)

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

    def recover(self) -> None:
        """Let what a stop interrupted wait again."""
        self.change(self.c.state == "running", state="waiting")


class Settings(Rows[t.Setting]):
    """Switches of the whole installation."""

    of = t.Setting

    def value(self, name: str) -> str:
        """Return a switch's value, empty where it was never turned."""
        row = self.first_having(name=name)
        return row.value if row else ""

    def turn(self, name: str, value: str) -> None:
        """Turn a switch."""
        if not self.change(self.c.name == name, value=value):
            self.add(name=name, value=value)
