"""What units' figures come to: kept beside them, and counted anew for a unit whenever what counts of it changes."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar, NamedTuple, TypeVar

from sqlalchemy import (
    ColumnElement,
    Delete,
    Executable,
    Insert,
    Select,
    bindparam,
    case,
    delete,
    func,
    insert,
    inspect,
    select,
    update,
)

from storage import tables as t
from storage.rows import Rows

R = TypeVar("R", bound=t.Row)
_F, _P, _S = (inspect(of).local_table.c for of in (t.Figure, t.Piece, t.Submission))

VALUE = func.coalesce(_F.value, _F.number)
"""What a figure counts: what it was corrected to, else what was read."""

_WHOSE = frozenset(("campaign_id", "unit_id"))
"""Where one of these changes, a unit counts less and another more."""


class Added(NamedTuple):
    """What a unit's figures of a kind that were not struck out come to, those ticked alone, and how many wait."""

    unit_id: int
    kind: str
    every: int
    ticked: int
    waiting: int


class Tallies(Rows[t.Tally]):
    """What is kept of units' figures."""

    of = t.Tally

    def of_campaign(self, campaign_id: int) -> list[Added]:
        """Return what all units of a campaign come to, of each kind that they name."""
        statement = self.prepared("of campaign", self._select)
        return statement.run(self.connection, {"campaign": campaign_id}).fetchall()  # type: ignore[no-any-return]

    def count_anew(self, concerned: Iterable[tuple[int, int]]) -> None:
        """Count the figures of these units anew: (campaign, unit)."""
        forget, keep = self.prepared("forget", self._forget), self.prepared("keep", self._keep)
        for campaign, unit in concerned:
            forget.run(self.connection, {"campaign": campaign, "unit": unit})
            keep.run(self.connection, {"campaign": campaign, "unit": unit})

    def _select(self) -> Select[Any]:
        c = self.c
        return select(c.unit_id, c.kind, c.every, c.ticked, c.waiting).where(c.campaign_id == bindparam("campaign"))

    def _forget(self) -> Delete:
        here = (self.c.campaign_id == bindparam("campaign"), self.c.unit_id == bindparam("unit"))
        return delete(self.table).where(*here)

    def _keep(self) -> Insert:
        """The statement that adds up a unit's figures and keeps what they come to."""
        added = {
            "campaign_id": _P.campaign_id,
            "unit_id": _P.unit_id,
            "kind": _F.kind,
            "every": func.sum(VALUE),
            "ticked": func.sum(case((_F.state == "ticked", VALUE), else_=0)),
            "waiting": func.sum(case((_F.state == "found", 1), else_=0)),
        }
        here = (_P.campaign_id == bindparam("campaign"), _P.unit_id == bindparam("unit"), _F.state != "struck")
        by = (_P.campaign_id, _P.unit_id, _F.kind)
        return insert(self.table).from_select([*added], that_count(*added.values()).where(*here).group_by(*by))


class Counted(Rows[R]):
    """A table of which some columns tell what units count: where these change, whom it concerns is counted anew."""

    telling: ClassVar[frozenset[str]]

    @abstractmethod
    def whose(self, number: ColumnElement[int]) -> Select[Any]:
        """Select the campaigns and units of the pieces that the row of a number is about and that name figures."""
        ...

    def change(self, *where: ColumnElement[bool], **values: Any) -> int:
        """Change the rows that fit; return how many there were."""
        if self.telling.isdisjoint(values):
            return super().change(*where, **values)
        is_given_away = not _WHOSE.isdisjoint(values)
        before = self._whose(self._numbers(select(self.c.id).where(*where))) if is_given_away else frozenset()
        changed = self._numbers(update(self.table).where(*where).values(**values).returning(self.c.id))
        Tallies(self.connection).count_anew(before | self._whose(changed))
        return len(changed)

    def set(self, number: int, **values: Any) -> None:
        """Change the row of that number."""
        if self.telling.isdisjoint(values):
            super().set(number, **values)
            return
        before = frozenset() if _WHOSE.isdisjoint(values) else self._whose([number])
        super().set(number, **values)
        Tallies(self.connection).count_anew(before | self._whose([number]))

    def add_all_once(self, rows: Sequence[Mapping[str, Any]]) -> list[int | None]:
        """Insert rows as any table does."""
        numbers = super().add_all_once(rows)
        Tallies(self.connection).count_anew(self._whose([number for number in numbers if number is not None]))
        return numbers

    def _numbers(self, statement: Executable) -> Sequence[int]:
        return self.connection.execute(statement).scalars().all()

    def _whose(self, numbers: Iterable[int]) -> frozenset[tuple[int, int]]:
        """The campaigns and the known units of what counts by the rows of these numbers."""
        statement = self.prepared("whose", lambda: self.whose(bindparam("number", type_=self.c.id.type)))
        found = [statement.run(self.connection, {"number": number}).fetchall() for number in numbers]
        return frozenset((campaign, unit) for rows in found for campaign, unit in rows if unit is not None)


def that_count(*columns: ColumnElement[Any]) -> Select[Any]:
    """Select of the figures of pieces that count, of units that are known."""
    unset = (_P.duplicate_of, _P.replaced_by, _P.withdrawn_at, _P.returned_at, _S.withdrawn_at)
    return (
        select(*columns)
        .select_from(t.Figure)
        .join(t.Piece, _P.id == _F.piece_id)
        .join(t.Submission, _S.id == _P.submission_id)
        .where(_P.unit_id.is_not(None), *(column.is_(None) for column in unset))
    )
