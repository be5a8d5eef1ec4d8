"""What is asked of hand-ins, their pieces, and declarations."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, bindparam, exists, func, or_, select

from storage import tables as t
from storage.repositories.findings import Figures, Pictures
from storage.repositories.people import Units
from storage.repositories.tallies import Counted
from storage.rows import Rows

COLLECT_FOR = timedelta(hours=2)
"""How long 开始报送 waits for the next piece, or for 完毕."""

JOIN_FOR = timedelta(minutes=10)
"""What follows a receipt within this time joins the same hand-in."""


class Submissions(Counted[t.Submission]):
    """Hand-ins."""

    of = t.Submission
    telling = frozenset(("withdrawn_at",))

    def whose(self, number: ColumnElement[int]) -> Select[Any]:
        """Select the campaigns and the units of the pieces in it that name figures."""
        p = Pieces.table.c
        return select(p.campaign_id, p.unit_id).distinct().where(p.submission_id == number, Figures.named_by(p.id))

    def joinable(self, chat_id: int, member_id: int, now: datetime) -> t.Submission | None:
        """Return the hand-in of a person in a chat that is open, or whose receipt is younger than ten minutes.

        What comes after it was returned is one of its own, with a verdict of its own. What is being collected goes
        before whatever else could be joined.
        """
        values = {"chat_id": chat_id, "member_id": member_id, "since": now - JOIN_FOR}
        rows = self.run(self.prepared("joinable", self._select_joinable), values)
        return rows[0] if rows else None

    def _select_joinable(self) -> Select[Any]:
        c = self.c
        still_open = or_(*(c.state == state for state in ("collecting", "open", "announced")))
        fresh = (
            (c.state == "receipted")
            & (c.verdict != "returned")
            & (c.receipted_at > bindparam("since", type_=c.receipted_at.type))
        )
        here = (c.chat_id == bindparam("chat_id"), c.member_id == bindparam("member_id"), c.withdrawn_at.is_(None))
        return (
            select(self.table).where(*here, still_open | fresh).order_by(c.state != "collecting", c.id.desc()).limit(1)
        )

    def of_unit(self, campaign_id: int, unit_id: int) -> list[t.Submission]:
        """Return a unit's hand-ins that were not withdrawn."""
        return self.find(self.c.campaign_id == campaign_id, self.c.unit_id == unit_id, self.c.withdrawn_at.is_(None))

    def unsettled(self) -> list[t.Submission]:
        """Return the hand-ins that wait for their receipt, or for the total of what joined them, or joins them now."""
        is_open = self.c.state.in_(("open", "announced", "collecting"))
        is_joined = (self.c.state == "receipted") & (self.c.changed_at > self.c.settled_at)
        return self.find(self.c.withdrawn_at.is_(None), is_open | is_joined)

    def undecided(self, campaign_id: int) -> list[tuple[int, int]]:
        """Return the hand-ins of a campaign that have a receipt and no verdict, the oldest first: (number, unit)."""
        here = (self.c.campaign_id == campaign_id, self.c.unit_id.is_not(None), self.c.receipt_no.is_not(None))
        statement = select(self.c.id, self.c.unit_id).where(*here, self.c.verdict == "", self.c.withdrawn_at.is_(None))
        found = self.connection.execute(statement.order_by(self.c.changed_at, self.c.id))
        return [(int(number), int(unit)) for number, unit in found]

    def units_undecided(self, campaign_id: int) -> set[int]:
        """Return the units with a hand-in that has a receipt and no verdict."""
        statement = self.prepared("units undecided", self._select_undecided)
        return {unit for (unit,) in statement.run(self.connection, {"campaign": campaign_id}).fetchall()}

    def units_returned(self, campaign_id: int, before: datetime) -> set[int]:
        """Return the units of which a hand-in was returned before an instant."""
        here = (self.c.campaign_id == campaign_id, self.c.unit_id.is_not(None), self.c.withdrawn_at.is_(None))
        returned = select(self.c.unit_id).distinct().where(*here, self.c.verdict == "returned")
        return set(self.connection.execute(returned.where(self.c.verdict_at < before)).scalars())

    def _select_undecided(self) -> Select[Any]:
        """The statement; it looks for one hand-in of each unit, not at all of them."""
        c, units = self.c, Units.table.c
        here = (c.campaign_id == bindparam("campaign"), c.verdict == "", c.unit_id == units.id)
        waits = (c.withdrawn_at.is_(None), c.receipt_no.is_not(None))
        return select(units.id).where(exists().where(*here, *waits))

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


class Told(NamedTuple):
    """What is said of a piece, without the piece: pages that count thousands need no more.

    `taken_at` is when a picture was taken, where it says so.
    """

    number: int
    unit_id: int
    activity: str
    caption: str
    text: str
    name: str
    media_type: str
    received_at: datetime
    pieces: int
    taken_at: datetime | None


@dataclass(frozen=True, slots=True)
class Came:
    """So many pieces of a kind that came from a unit: what counting them takes, without the pieces."""

    unit_id: int
    material: str | None
    kind: str
    media_type: str
    count: int


class Pieces(Counted[t.Piece]):
    """Texts, files and counts inside hand-ins."""

    of = t.Piece
    telling = frozenset(("campaign_id", "unit_id", "duplicate_of", "replaced_by", "withdrawn_at", "returned_at"))

    def whose(self, number: ColumnElement[int]) -> Select[Any]:
        """Select the campaign and the unit of a piece, if it names figures."""
        return select(self.c.campaign_id, self.c.unit_id).where(self.c.id == number, Figures.named_by(self.c.id))

    def of_submission(self, submission_id: int) -> list[t.Piece]:
        """Return everything a hand-in holds, duplicates and what was withdrawn included."""
        return self.having(submission_id=submission_id)

    def beside(self, submission: t.Submission, **values: object) -> list[t.Piece]:
        """Return what is here already of the same unit (where it is unknown, of the same hand-in), with these values.

        Nothing that was withdrawn or returned, and of several that are the same the first.
        """
        here = {"campaign_id": submission.campaign_id, "unit_id": submission.unit_id}
        mine = {"submission_id": submission.key} if submission.unit_id is None else here
        return self.having(**mine, **values, duplicate_of=None, withdrawn_at=None, returned_at=None)

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

    def came(self, campaign_id: int, since: datetime, until: datetime) -> list[Came]:
        """Count what units handed in between two instants, the second included; what came first is first."""
        c = self.c
        alike = (c.unit_id, c.material, c.kind, c.media_type)
        counted = select(*alike, func.sum(c["count"])).where(c.campaign_id == campaign_id, c.unit_id.is_not(None))
        here = (c.received_at.between(since, until), c.duplicate_of.is_(None), c.withdrawn_at.is_(None))
        found = self.connection.execute(counted.where(*here).group_by(*alike).order_by(func.min(c.id)))
        return [Came(*row) for row in found]

    def counting(self, campaign_id: int, unit_id: int) -> list[t.Piece]:
        """Return the pieces of a unit that count: no duplicates, nothing replaced, withdrawn or returned."""
        return self.find(self.c.unit_id == unit_id, *self._that_count(campaign_id))

    def told(self, campaign_id: int) -> list[Told]:
        """Return what is said of the pieces of all units that count, the oldest first."""
        c, looks = self.c, Pictures.table
        said = (c.unit_id, c.activity, c.caption, c.text, c.name, c.media_type, c.received_at, c["count"])
        columns: list[ColumnElement[Any]] = [c.id, *said, looks.c.taken_at]
        here = (c.unit_id.is_not(None), *self._that_count(campaign_id))
        both = self.table.outerjoin(looks, looks.c.sha256 == c.sha256)
        found = self.connection.execute(select(*columns).select_from(both).where(*here).order_by(c.id))
        return [Told(*row) for row in found]

    def that_count(self, campaign_id: int) -> list[t.Piece]:
        """Return the pieces of all units that count."""
        return self.find(*self._that_count(campaign_id))

    def pictures(self, campaign_id: int) -> list[tuple[int, int, str]]:
        """Return the pictures that count, the newest first: (number, unit, activity)."""
        c = self.c
        here = (c.media_type.startswith("image/"), c.unit_id.is_not(None), *self._that_count(campaign_id))
        found = self.connection.execute(select(c.id, c.unit_id, c.activity).where(*here).order_by(c.id.desc()))
        return [(int(number), int(unit), str(activity)) for number, unit, activity in found]

    def numbered(self, numbers: Collection[int]) -> list[t.Piece]:
        """Return the pieces of these numbers, the newest first."""
        return self.find(self.c.id.in_(numbers), order=self.c.id.desc()) if numbers else []

    def of_materials(self, campaign_id: int, materials: Collection[str]) -> list[t.Piece]:
        """Return the pieces of these materials that count, the oldest first."""
        return self.find(self.c.material.in_(materials), *self._that_count(campaign_id)) if materials else []

    def like(self, submission: t.Submission, hashes: Collection[str], texts: Collection[str]) -> list[t.Piece]:
        """Return what counts of other units than a hand-in's, with the bytes of one of these hashes or these words."""
        c = self.c
        here = (c.unit_id.is_not(None), c.unit_id != submission.unit_id, *self._that_count(submission.campaign_id))
        found = self.find(c.sha256.in_(hashes), *here) if hashes else []
        return [*found, *(self.find(c.kind == "text", c.text.in_(texts), *here) if texts else [])]

    def _that_count(self, campaign_id: int) -> tuple[ColumnElement[bool], ...]:
        unset = (self.c.duplicate_of, self.c.replaced_by, self.c.withdrawn_at, self.c.returned_at)
        return (self.c.campaign_id == campaign_id, *(column.is_(None) for column in unset))


class Declarations(Rows[t.Declaration]):
    """What units say of themselves."""

    of = t.Declaration


class Shared(NamedTuple):
    """A joint event: a hand-in and its unit, what the other unit handed in itself, where it did, and that unit."""

    submission_id: int
    unit_id: int
    other_id: int | None
    other_unit_id: int


class Joints(Rows[t.Joint]):
    """Hand-ins that may be several units'."""

    of = t.Joint

    def waiting(self, campaign_id: int) -> list[t.Joint]:
        """Return what nobody has decided on, the oldest first."""
        return self.having(campaign_id=campaign_id, state="proposed")

    def confirmed(self, campaign_id: int) -> list[Shared]:
        """Return what was confirmed and not withdrawn since, the oldest first."""
        return [
            Shared(*row)
            for row in self.prepared("confirmed", self._select_confirmed)
            .run(self.connection, {"campaign": campaign_id})
            .fetchall()
        ]

    def _select_confirmed(self) -> Select[Any]:
        s = Submissions.table.c
        here = (self.c.campaign_id == bindparam("campaign"), self.c.state == "confirmed", s.withdrawn_at.is_(None))
        return (
            select(self.c.submission_id, s.unit_id, self.c.other_id, self.c.unit_id)
            .join(Submissions.table, s.id == self.c.submission_id)
            .where(*here, s.unit_id.is_not(None))
            .order_by(self.c.id)
        )

    def of_submission(self, submission_id: int) -> list[t.Joint]:
        """Return what was proposed or confirmed of a hand-in, on whichever side it stands."""
        sides = or_(self.c.submission_id == submission_id, self.c.other_id == submission_id)
        return self.find(sides, self.c.state != "refused")
