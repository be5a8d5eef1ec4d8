"""What is asked of campaigns, their editions, arrangements, announcements and questions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, bindparam, delete, select

from storage import tables as t
from storage.rows import Rows

_WORDS = 8
"""Words that one statement looks for: its text must not change with their number."""


class Campaigns(Rows[t.Campaign]):
    """Notices being carried out."""

    of = t.Campaign

    def running(self) -> list[t.Campaign]:
        """Return the campaigns that are neither closed nor taken back, the newest first."""
        return self.having(closed_at=None, taken_back_at=None)[::-1]

    def concerning(self, words: Sequence[str], most: int) -> list[t.Campaign]:
        """Return the running campaigns that one of these words finds, the newest first, at most so many."""
        found: dict[int, t.Campaign] = {}
        for start in range(0, len(words), _WORDS):
            given = dict(enumerate(words[start : start + _WORDS]))
            values = {f"word{place}": given.get(place, "") for place in range(_WORDS)}
            rows = self.run(self.prepared("concerning", self._select_concerning), {**values, "most": most})
            found |= {row.key: row for row in rows}
        return sorted(found.values(), key=lambda row: -row.key)[:most]

    def newest(self, most: int) -> list[t.Campaign]:
        """Return the newest running campaigns, at most so many."""
        return self.run(self.prepared("newest", self._select_running), {"most": most})

    def _select_running(self) -> Select[Any]:
        here = (self.c.closed_at.is_(None), self.c.taken_back_at.is_(None))
        return select(self.table).where(*here).order_by(self.c.id.desc()).limit(bindparam("most"))

    def _select_concerning(self) -> Select[Any]:
        a = Audiences.table.c
        words = [bindparam(f"word{place}", type_=a.word.type) for place in range(_WORDS)]
        return self._select_running().where(self.c.id.in_(select(a.campaign_id).where(a.word.in_(words))))

    def latest(self, most: int) -> list[t.Campaign]:
        """Return campaigns in whatever state, the newest first, at most so many."""
        return self.find(order=self.c.id.desc(), limit=most)

    def last(self) -> t.Campaign | None:
        """Return the newest campaign that was not taken back, closed or not."""
        return next(reversed(self.having(taken_back_at=None)), None)


class Audiences(Rows[t.Audience]):
    """Whom campaigns concern."""

    of = t.Audience

    def forget(self, campaign_id: int) -> None:
        """Drop what was kept of a campaign."""
        self.connection.execute(delete(self.table).where(self.c.campaign_id == campaign_id))


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


class StageChanges(Rows[t.StageChange]):
    """What offices changed in the plan of their reminders."""

    of = t.StageChange

    def put(self, campaign_id: int, office: str, workdays: int, **values: Any) -> None:
        """Change a stage, what was changed in it before aside."""
        here = {"campaign_id": campaign_id, "office": office, "workdays": workdays}
        known = self.first_having(**here)
        if known:
            self.set(known.key, **values)
        else:
            self.add(**here, **values)


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
