"""What is asked of campaigns, their editions, arrangements, announcements and questions."""

from __future__ import annotations

from sqlalchemy import bindparam, select

from storage import tables as t
from storage.rows import Rows


class Campaigns(Rows[t.Campaign]):
    """Notices being carried out."""

    of = t.Campaign

    def running(self) -> list[t.Campaign]:
        """Return the campaigns that are neither closed nor taken back, the newest first."""
        return self.having(closed_at=None, taken_back_at=None)[::-1]

    def last(self) -> t.Campaign | None:
        """Return the newest campaign that was not taken back, closed or not."""
        return next(reversed(self.having(taken_back_at=None)), None)


class Editions(Rows[t.Edition]):
    """Notices as they stood."""

    of = t.Edition

    def digest_of(self, number: int) -> str:
        """Return the hash of an edition's record, without reading the record."""
        statement = self.prepared("digest", lambda: select(self.c.digest).where(self.c.id == bindparam("number")))
        return str(statement.run(self.connection, {"number": number}).fetchall()[0][0])


class Arrangements(Rows[t.Arrangement]):
    """Extensions and exemptions of single units."""

    of = t.Arrangement


class Announcements(Rows[t.Announcement]):
    """Facts that many are to be told."""

    of = t.Announcement

    def waiting(self) -> list[t.Announcement]:
        """Return what has not been told to everybody yet, the oldest first."""
        return self.having(done_at=None)


class Questions(Rows[t.Question]):
    """Open questions."""

    of = t.Question

    def open_of(self, campaign_id: int, office: str) -> list[t.Question]:
        """Return what an office has not answered yet."""
        return self.having(campaign_id=campaign_id, office=office, answered_at=None)

    def taught(self, campaign_id: int) -> list[t.Question]:
        """Return the questions of a campaign whose answers are in force, the oldest first."""
        here = self.having(campaign_id=campaign_id, same_as=None, withdrawn_at=None)
        return [row for row in here if row.answer]
