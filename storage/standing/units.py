"""Units' whole accounts: what came of what, in how many versions, when and under which numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import ColumnElement, func, select

from storage.beijing import BEIJING
from storage.joint import Shared, shared
from storage.notice.model import Notice
from storage.rows import Rows
from storage.standing.account import Standing
from storage.standing.cases import EXEMPTION, EXTENSION, Duties, Terms, counts, holds
from storage.tables import Arrangement, Campaign, Declaration, Leave, Submission, Unit
from storage.unit_of_work import Work

T = TypeVar("T", Declaration, Arrangement, Leave)


def standings(
    work: Work,
    campaign: Campaign,
    notice: Notice,
    units: Sequence[int] | None = None,
    *,
    with_receipts: bool = False,
) -> list[Standing]:
    """Return the accounts of the units that the campaign addresses, in the roster's order: all, or those numbered.

    Their receipt numbers, which are many, are looked up only where they are asked for.
    """
    accounts = _Accounts(work, campaign, notice, units)
    if with_receipts:
        accounts.read_numbers()
    return accounts.all()


def standing_of(work: Work, campaign: Campaign, notice: Notice, unit_id: int) -> Standing | None:
    """Return one unit's account; None where the notice does not address it."""
    return next(iter(standings(work, campaign, notice, [unit_id], with_receipts=True)), None)


class _Accounts:
    """Reads everything that standings are made of in a handful of aggregates, for all units or some."""

    def __init__(self, work: Work, campaign: Campaign, notice: Notice, only: Sequence[int] | None) -> None:
        self.work = work
        self.campaign = campaign
        self.only = only
        self.duties = Duties(notice)
        self.counts: dict[int, dict[str | None, tuple[int, int, datetime, datetime]]] = defaultdict(dict)
        self.numbers: dict[int, dict[str | None, list[str]]] = defaultdict(lambda: defaultdict(list))
        self.shared = shared(work, campaign.key)
        self._read_pieces()
        self.declarations = _grouped(self._of_units(work.declarations))
        self.arrangements = _grouped(self._of_units(work.arrangements, ended_at=None))
        self.leaves = _grouped(work.leaves.on(work.now.astimezone(BEIJING).date(), _only_one(only)))

    def all(self) -> list[Standing]:
        """Make the standings."""
        every = self.work.units
        units = every.all() if self.only is None else every.find(*self._among(every.c.id))
        return [standing for unit in units if (standing := self._standing(unit))]

    def _of_units(self, rows: Rows[T], **values: object) -> list[T]:
        """The campaign's rows of the units that are asked for."""
        here = {"campaign_id": self.campaign.key, **values}
        if self.only is None:
            return rows.having(**here)
        if (one := _only_one(self.only)) is not None:
            return rows.having(**here, unit_id=one)
        same = [rows.c[name].is_(None) if value is None else rows.c[name] == value for name, value in here.items()]
        return rows.find(*same, rows.c.unit_id.in_(self.only))

    def _among(self, unit_id: ColumnElement[int]) -> list[ColumnElement[bool]]:
        """Only the units that are asked for."""
        if self.only is None:
            return []
        return [unit_id == self.only[0] if len(self.only) == 1 else unit_id.in_(self.only)]

    def _here(self) -> list[ColumnElement[bool]]:
        """This campaign's pieces, of the units that are asked for."""
        p = self.work.pieces.c
        among = [p.unit_id.is_not(None)] if self.only is None else self._among(p.unit_id)
        return [p.campaign_id == self.campaign.key, *among]

    def _read_pieces(self) -> None:
        """Count pieces and versions by unit and material."""
        p, s = self.work.pieces.c, self.work.submissions.c
        counting = counts(self.work)
        statement = (
            select(
                p.unit_id,
                p.material,
                func.sum(p["count"]).filter(counting),
                func.count().filter(p.duplicate_of.is_(None)),
                func.min(p.received_at).filter(counting),
                func.max(p.received_at).filter(counting),
            )
            .join(self.work.submissions.table, s.id == p.submission_id)
            .where(*self._here(), holds(self.work))
            .group_by(p.unit_id, p.material)
        )
        for unit_id, material, count, versions, first, last in self.work.connection.execute(statement):
            if count:
                self.counts[unit_id][material] = (int(count), int(versions), first, last)

    def read_numbers(self) -> None:
        """Collect the receipt numbers by unit and material."""
        p, s = self.work.pieces.c, self.work.submissions.c
        statement = (
            select(p.unit_id, p.material, s.receipt_no)
            .distinct()
            .join(self.work.submissions.table, s.id == p.submission_id)
            .where(*self._here(), p.withdrawn_at.is_(None), s.withdrawn_at.is_(None))
            .where(s.receipt_no.is_not(None), p.duplicate_of.is_(None))
            .order_by(s.receipt_no)
        )
        for unit_id, material, number in self.work.connection.execute(statement):
            self.numbers[unit_id][material].append(number)

    def _standing(self, unit: Unit) -> Standing | None:
        """One unit's account from what was read."""
        owed = self.duties.of(unit.unit_type, unit.name)
        if owed is None:
            return None
        joint = self.shared.get(unit.key, Shared())
        counted = {**joint.counts, **self.counts.get(unit.key, {})}
        numbers = {**joint.numbers, **self.numbers.get(unit.key, {})}
        declared = self.declarations.get(unit.key, [])
        arranged = self.arrangements.get(unit.key, [])
        on = Terms(
            owed,
            [(a.kind, a.until_on, a.granted_at, a.material) for a in arranged],
            [(d.kind, d.state, d.decided_at) for d in declared],
            self.leaves.get(unit.key, ()),
        )
        firsts = [counted[material.name][2] for material in owed.owed if material.name in counted]
        return Standing(
            number=unit.key,
            name=unit.name,
            liaison=unit.liaison,
            phone=unit.phone,
            case=on.case(counted, is_late=_is_late(firsts, on.deadline_on)),
            firsts=firsts,
            unit=unit,
            received={name: row[0] for name, row in counted.items()},
            versions={name: row[1] for name, row in counted.items()},
            first_at={name: row[2] for name, row in counted.items()},
            last_at={name: row[3] for name, row in counted.items()},
            receipts={name: tuple(found) for name, found in numbers.items()},
            declarations=tuple(declared),
            partners=tuple(joint.partners),
            exemption=next((a for a in reversed(arranged) if a.kind == EXEMPTION and not a.material), None),
            waived={a.material: a for a in arranged if a.kind == EXEMPTION and a.material},
            extension=next((a for a in reversed(arranged) if a.kind == EXTENSION and a.until_on), None),
        )


def _is_late(firsts: Sequence[datetime], on: date | None) -> bool:
    """Whether anything came after a day in Beijing."""
    return on is not None and any(at.astimezone(BEIJING).date() > on for at in firsts)


def _only_one(units: Sequence[int] | None) -> int | None:
    """The one unit that is asked for, where it is one."""
    return units[0] if units is not None and len(units) == 1 else None


def _grouped(rows: Sequence[T]) -> dict[int, list[T]]:
    """Rows by their unit."""
    grouped: dict[int, list[T]] = defaultdict(list)
    for row in rows:
        grouped[row.unit_id].append(row)
    return grouped


def unclaimed(work: Work, campaign: Campaign) -> list[Submission]:
    """Return the hand-ins whose unit is not known yet (待认领)."""
    s = work.submissions.c
    return work.submissions.find(
        s.campaign_id == campaign.key, s.unit_id.is_(None), s.withdrawn_at.is_(None), s.receipt_no.is_not(None)
    )
