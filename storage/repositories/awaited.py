"""What is asked of what people are in the middle of, of jobs, and of settings."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Delete, bindparam, delete, select

from storage import tables as t
from storage.repositories.people import Chats
from storage.rows import Rows


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

    def lapsed(self, kind: str, now: datetime, platforms: Collection[str]) -> list[t.Pending]:
        """Return what nobody on these platforms is in the middle of any more, for its time is over; a few of it."""
        there = select(Chats.c.id).where(Chats.c.platform.in_(platforms))
        return self.find(self.c.kind == kind, self.c.expires_at <= now, self.c.chat_id.in_(there), limit=50)

    def drop(self, chat_id: int, member_id: int, kind: str) -> None:
        """Forget what a person is in the middle of."""
        values = {"chat_id": chat_id, "member_id": member_id, "kind": kind}
        self.prepared("drop", self._delete, tuple(values)).run(self.connection, values)

    def _delete(self, names: tuple[str, ...]) -> Delete:
        return delete(self.table).where(*(self.c[name] == bindparam(name) for name in names))


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
