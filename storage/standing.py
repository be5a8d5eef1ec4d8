"""What each unit owes, has and lacks: the one account behind receipts, reminders, digests, ledger and pages."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum
from typing import TypeVar

from sqlalchemy import ColumnElement, func, select

from storage.joint import Shared, shared
from storage.notice.model import Contact, Notice
from storage.notice.routing import Duty, classify_unit, duty, match_unit_type
from storage.tables import Arrangement, Campaign, Declaration, Leave, Submission, Unit
from storage.unit_of_work import Work

BEIJING = timezone(timedelta(hours=8))
"""Beijing has kept one offset since 1991; hand-ins are compared with deadlines in it."""

T = TypeVar("T", Declaration, Arrangement, Leave)
EXTENSION, EXEMPTION = "extension", "exemption"
MAILED = ("mailed", "posted")
_HANDED_IN = ("open", "collecting", "receipted", "entered")


class State(StrEnum):
    """Where a unit stands, in the words in which it is shown."""

    MISSING = "未报"
    PARTIAL = "部分"
    COMPLETE = "已齐"
    EXEMPT = "免报"
    MAILED = "待核对"
    NO_EVENT = "零报送待定"


@dataclass(frozen=True, slots=True)
class Standing:
    """One unit's account in a campaign. `received` counts pieces by material; None is what fits no material.

    `deadline_on` has the unit's own extension in it. `versions` counts every version of a material, those
    replaced since included. `quiet` is a unit that asked not to be reminded. `leaves` are
    those of its people today. What `partners` handed in for a joint event stands for what it has not handed in itself.
    """

    unit: Unit
    duty: Duty
    state: State
    deadline_on: date | None
    missing: tuple[str, ...]
    received: Mapping[str | None, int] = field(default_factory=dict)
    versions: Mapping[str | None, int] = field(default_factory=dict)
    first_at: Mapping[str | None, datetime] = field(default_factory=dict)
    last_at: Mapping[str | None, datetime] = field(default_factory=dict)
    receipts: Mapping[str | None, tuple[str, ...]] = field(default_factory=dict)
    declarations: tuple[Declaration, ...] = ()
    exemption: Arrangement | None = None
    extension: Arrangement | None = None
    is_quiet: bool = False
    leaves: tuple[Leave, ...] = ()
    partners: tuple[str, ...] = ()

    @property
    def office(self) -> str | None:
        """The office to which the unit reports."""
        return self.duty.office

    @property
    def contact(self) -> Contact | None:
        """Whom the unit asks."""
        return self.duty.contact

    @property
    def owes(self) -> bool:
        """Something is missing, and nobody has said that it will not come or came another way."""
        return self.state in (State.MISSING, State.PARTIAL)

    @property
    def is_late(self) -> bool:
        """Something that is owed came after the day of the deadline, in Beijing."""
        if self.deadline_on is None:
            return False
        owed = {material.name for material in self.duty.owed}
        firsts = [at for name, at in self.first_at.items() if name in owed]
        return any(at.astimezone(BEIJING).date() > self.deadline_on for at in firsts)


@dataclass(frozen=True, slots=True)
class Totals:
    """How many units stand where; `due` is all but the exempt."""

    due: int = 0
    complete: int = 0
    partial: int = 0
    missing: int = 0
    mailed: int = 0
    no_event: int = 0
    exempt: int = 0


def totals(standings: Iterable[Standing]) -> Totals:
    """Count standings by state."""
    counted = Counter(standing.state for standing in standings)
    return Totals(
        due=sum(counted.values()) - counted[State.EXEMPT],
        complete=counted[State.COMPLETE],
        partial=counted[State.PARTIAL],
        missing=counted[State.MISSING],
        mailed=counted[State.MAILED],
        no_event=counted[State.NO_EVENT],
        exempt=counted[State.EXEMPT],
    )


def standings(work: Work, campaign: Campaign, notice: Notice, *, with_receipts: bool = False) -> list[Standing]:
    """Return the account of every unit of the roster that the campaign addresses, in the roster's order.

    Their receipt numbers, which are many, are looked up only where they are asked for.
    """
    accounts = _Accounts(work, campaign, notice, None)
    if with_receipts:
        accounts.read_numbers()
    return accounts.all()


def standing_of(work: Work, campaign: Campaign, notice: Notice, unit_id: int) -> Standing | None:
    """Return one unit's account; None where the notice does not address it."""
    accounts = _Accounts(work, campaign, notice, unit_id)
    accounts.read_numbers()
    return next(iter(accounts.all()), None)


def type_of(notice: Notice, unit: Unit) -> str | None:
    """Return the notice's own word for a unit's type, by the roster's word, else by the unit's name."""
    return match_unit_type(notice, unit.unit_type) or classify_unit(notice, unit.name)


class _Accounts:
    """Reads everything that standings are made of in a handful of aggregates, for all units or one."""

    def __init__(self, work: Work, campaign: Campaign, notice: Notice, only: int | None) -> None:
        self.work = work
        self.campaign = campaign
        self.notice = notice
        self.only = only
        self.duties: dict[str, Duty] = {}
        self.counts: dict[int, dict[str | None, tuple[int, int, datetime, datetime]]] = defaultdict(dict)
        self.numbers: dict[int, dict[str | None, list[str]]] = defaultdict(lambda: defaultdict(list))
        self.types: dict[str, str | None] = {}
        self._read_pieces()
        here = {"campaign_id": campaign.key} | ({"unit_id": only} if only else {})
        self.declarations = _grouped(work.declarations.having(**here))
        self.arrangements = _grouped(work.arrangements.having(**here, ended_at=None))
        self.shared = shared(work, campaign.key)
        self.leaves = _grouped(work.leaves.on(work.now.astimezone(BEIJING).date(), only))

    def all(self) -> list[Standing]:
        """Make the standings."""
        units = [self.work.units.get(self.only)] if self.only else self.work.units.all()
        return [standing for unit in units if (standing := self._standing(unit))]

    def _here(self) -> list[ColumnElement[bool]]:
        """This campaign's pieces, of the one unit where only one is asked for."""
        p = self.work.pieces.c
        return [p.campaign_id == self.campaign.key, *([p.unit_id == self.only] if self.only else [])]

    def _read_pieces(self) -> None:
        """Count pieces and versions by unit and material."""
        p, s = self.work.pieces.c, self.work.submissions.c
        counts = p.duplicate_of.is_(None) & p.replaced_by.is_(None)
        statement = (
            select(
                p.unit_id,
                p.material,
                func.sum(p.count).filter(counts),
                func.count().filter(p.duplicate_of.is_(None)),
                func.min(p.received_at).filter(counts),
                func.max(p.received_at).filter(counts),
            )
            .join(self.work.submissions.table, s.id == p.submission_id)
            .where(*self._here(), p.withdrawn_at.is_(None), p.returned_at.is_(None))
            .where(s.withdrawn_at.is_(None), s.state.in_(_HANDED_IN), p.unit_id.is_not(None))
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
            .where(s.receipt_no.is_not(None), p.unit_id.is_not(None), p.duplicate_of.is_(None))
            .order_by(s.receipt_no)
        )
        for unit_id, material, number in self.work.connection.execute(statement):
            self.numbers[unit_id][material].append(number)

    def _standing(self, unit: Unit) -> Standing | None:
        """One unit's account from what was read."""
        kind = self._type_of(unit)
        if kind is None:
            return None
        if kind not in self.duties:
            self.duties[kind] = duty(self.notice, kind)
        owed = self.duties[kind]
        joint = self.shared.get(unit.key, Shared())
        counted = {**joint.counts, **self.counts.get(unit.key, {})}
        numbers = {**joint.numbers, **self.numbers.get(unit.key, {})}
        declared = self.declarations.get(unit.key, [])
        arranged = self.arrangements.get(unit.key, [])
        extension = next((a for a in reversed(arranged) if a.kind == EXTENSION and a.until_on), None)
        exemption = next((a for a in reversed(arranged) if a.kind == EXEMPTION), None)
        missing = tuple(material.name for material in owed.owed if material.name not in counted)
        own = owed.deadline.date if owed.deadline else None
        return Standing(
            unit=unit,
            duty=owed,
            state=_state(counted, missing, declared, is_exempt=exemption is not None),
            deadline_on=extension.until_on if extension else own,
            missing=missing,
            received={name: row[0] for name, row in counted.items()},
            versions={name: row[1] for name, row in counted.items()},
            first_at={name: row[2] for name, row in counted.items()},
            last_at={name: row[3] for name, row in counted.items()},
            receipts={name: tuple(found) for name, found in numbers.items()},
            declarations=tuple(declared),
            exemption=exemption,
            extension=extension,
            is_quiet=any(d.kind == "quiet" and d.state == "pending" for d in declared),
            leaves=tuple(self.leaves.get(unit.key, ())),
            partners=tuple(joint.partners),
        )

    def _type_of(self, unit: Unit) -> str | None:
        """The notice's word for a unit's type; the roster's words are few and looked up once."""
        if unit.unit_type not in self.types:
            self.types[unit.unit_type] = match_unit_type(self.notice, unit.unit_type)
        return self.types[unit.unit_type] or classify_unit(self.notice, unit.name)


def _grouped(rows: Sequence[T]) -> dict[int, list[T]]:
    """Rows by their unit."""
    grouped: dict[int, list[T]] = defaultdict(list)
    for row in rows:
        grouped[row.unit_id].append(row)
    return grouped


def _state(
    counted: Mapping[str | None, object], missing: Sequence[str], declared: Sequence[Declaration], *, is_exempt: bool
) -> State:
    """Where a unit stands; what it handed in goes before what it said of itself."""
    if not missing:
        return State.COMPLETE
    if is_exempt or any(d.kind == "no_event" and d.state == "accepted" for d in declared):
        return State.EXEMPT
    if any(d.kind in MAILED and d.state == "pending" for d in declared):
        return State.MAILED
    if any(d.kind == "no_event" and d.state == "pending" for d in declared):
        return State.NO_EVENT
    return State.PARTIAL if counted else State.MISSING


def unclaimed(work: Work, campaign: Campaign) -> list[Submission]:
    """Return the hand-ins whose unit is not known yet (待认领)."""
    s = work.submissions.c
    return work.submissions.find(
        s.campaign_id == campaign.key, s.unit_id.is_(None), s.withdrawn_at.is_(None), s.receipt_no.is_not(None)
    )
