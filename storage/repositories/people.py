"""What is asked of units, members, bindings, chats, invites and links."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, or_, select
from sqlmodel import col

from storage import tables as t
from storage.notice.routing import fold
from storage.rows import Rows

_NAMES = 16
"""Names that one statement looks for: its text must not change with their number."""


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

    def named(self, folded: Sequence[str]) -> list[t.UnitAlias]:
        """Return the spellings among these, the first of them first."""
        found: dict[str, t.UnitAlias] = {}
        for start in range(0, len(folded), _NAMES):
            given = dict(enumerate(folded[start : start + _NAMES]))
            values = {f"name{place}": given.get(place, "") for place in range(_NAMES)}
            found |= {row.folded: row for row in self.run(self.prepared("named", self._select_named), values)}
        return [found[name] for name in folded if name in found]

    def _select_named(self) -> Select[Any]:
        names = [bindparam(f"name{place}", type_=self.c.folded.type) for place in range(_NAMES)]
        return select(self.table).where(self.c.folded.in_(names))


class Members(Rows[t.Member]):
    """People as accounts."""

    of = t.Member

    def known(self, platform: str, account: str, user: str) -> t.Member | None:
        """Return the person behind a platform's user id."""
        return self.first_having(platform=platform, account=account, user=user)

    def heard_in(self, chat_id: int) -> list[t.Member]:
        """Return the people who have spoken to the bot in a chat: all it can know of who reads there."""
        spoke = select(col(t.Inbox.member_id)).where(col(t.Inbox.chat_id) == chat_id)
        return self.find(self.c.id.in_(spoke))


class Bindings(Rows[t.Binding]):
    """Who speaks for whom."""

    of = t.Binding

    def of_member(self, member_id: int, now: datetime) -> list[t.Binding]:
        """Return what a person speaks for now."""
        return self._of("member_id", member_id, now)

    def coordinators(self, now: datetime) -> int:
        """Count the people who coordinate an office now."""
        return self.count(self.c.role == "coordinator", *self.in_force(now))

    def of_unit(self, unit_id: int, now: datetime) -> list[t.Binding]:
        """Return who speaks for a unit now."""
        return self._of("unit_id", unit_id, now)

    def in_force(self, now: datetime) -> tuple[ColumnElement[bool], ...]:
        """Return what a binding must be that holds now."""
        return self.holding(bindparam(None, now, type_=self.c.bound_at.type))

    def _of(self, column: str, number: int, now: datetime) -> list[t.Binding]:
        return self.run(self.prepared(column, self._select_of, column), {"number": number, "now": now})

    def _select_of(self, column: str) -> Select[Any]:
        now = bindparam("now", type_=self.c.bound_at.type)
        here = (self.c[column] == bindparam("number"), *self.holding(now))
        return select(self.table).where(*here).order_by(self.c.id)

    def holding(self, now: ColumnElement[datetime]) -> tuple[ColumnElement[bool], ...]:
        """Return what a binding must be that holds at a moment which a statement is given."""
        return self.c.bound_at <= now, or_(self.c.ended_at.is_(None), self.c.ended_at > now)


class Leaves(Rows[t.Leave]):
    """Who is away from a unit, and who stands in."""

    of = t.Leave

    def on(self, day: date, unit_id: int | None = None) -> list[t.Leave]:
        """Return the leaves of a day, of all units or of one, the oldest first."""
        statement = self.prepared(("on", unit_id is None), self._select_on, unit_id is None)
        return self.run(statement, {"day": day, "unit": unit_id})

    def ahead(self, day: date, unit_id: int) -> list[t.Leave]:
        """Return the leaves of a unit that are not over by then, the oldest first."""
        c = self.c
        return self.find(c.unit_id == unit_id, c.until_on >= day, c.ended_at.is_(None))

    def _select_on(self, everywhere: bool) -> Select[Any]:  # noqa: FBT001
        c, day = self.c, bindparam("day", type_=self.c.from_on.type)
        here = (c.ended_at.is_(None), c.from_on <= day, c.until_on >= day)
        of_unit = () if everywhere else (c.unit_id == bindparam("unit"),)
        return select(self.table).where(*here, *of_unit).order_by(c.id)


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
