"""What is asked of drafts and of log-ins."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete

from storage import tables as t
from storage.rows import Rows


class NoticeDrafts(Rows[t.NoticeDraft]):
    """Notices that are not published yet."""

    of = t.NoticeDraft

    def newest_open(self, since: datetime) -> t.NoticeDraft | None:
        """Return the draft that was worked on last, if that is not too long ago."""
        return self.first(self.c.state == "open", self.c.changed_at > since, order=self.c.changed_at.desc())

    def open_since(self, since: datetime) -> list[t.NoticeDraft]:
        """Return the drafts that are worked on, the newest first."""
        return self.find(self.c.state == "open", self.c.changed_at > since, order=self.c.changed_at.desc())

    def forget_before(self, instant: datetime) -> None:
        """Let go of drafts that nobody has touched since, whatever became of them: what was published is an edition."""
        self.connection.execute(delete(self.table).where(self.c.changed_at < instant))


class Logins(Rows[t.Login]):
    """Ways into the coordinators' pages."""

    of = t.Login

    def forget_before(self, instant: datetime) -> None:
        """Let go of links and sessions that were over by then."""
        self.connection.execute(delete(self.table).where(self.c.expires_at < instant))
