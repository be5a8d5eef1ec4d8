"""Where a unit stands: as a case that it shares with others, as one of a list, and with all that came from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from storage.instants import days_of
from storage.notice.model import Contact
from storage.notice.routing import Duty
from storage.tables import Arrangement, Declaration, Leave, Unit


class State(StrEnum):
    """Where a unit stands, in the words in which it is shown."""

    MISSING = "未报"
    PARTIAL = "部分"
    COMPLETE = "已齐"
    EXEMPT = "免报"
    MAILED = "待核对"
    NO_EVENT = "零报送待定"


@dataclass(frozen=True, slots=True)
class Case:
    """How units stand that stand alike: of thousands of units there are a few cases.

    `deadline_on` has an extension in it. `missing` are names of materials. `has_any`: something came, owed or not.
    `is_late`: something that is owed came after the day of the deadline, in Beijing. `is_quiet`: the unit asked not to
    be reminded, or its mail was found and `is_to_be_entered`. `told_at` is when it heard last from its office,
    beside what all hear, that it owes something and by when. `leaves` are those of its people today.
    """

    duty: Duty
    state: State
    deadline_on: date | None
    missing: tuple[str, ...]
    has_any: bool = False
    is_late: bool = False
    is_quiet: bool = False
    is_to_be_entered: bool = False
    told_at: datetime | None = None
    leaves: tuple[Leave, ...] = ()

    @property
    def owes(self) -> bool:
        """Something is missing, and nobody has said that it will not come or came another way."""
        return self.state in (State.MISSING, State.PARTIAL)

    @property
    def is_to_be_called(self) -> bool:
        """It is on the call list when that is due: something is missing, and no mail of its that was found has it."""
        return self.owes and not self.is_to_be_entered


@dataclass(slots=True)
class Listed:
    """One unit on the roll of a campaign: its number in the roster, whom to ring there, and how it stands.

    `firsts` are when the first of each material that it owes came, as instants or as the database keeps them. It is not
    frozen: ten thousand are made for one look, and what is frozen takes twice as long to make.
    """

    number: int
    name: str
    liaison: str
    phone: str
    case: Case
    firsts: Sequence[Any] = field(default=(), compare=False, repr=False)

    @property
    def duty(self) -> Duty:
        """What it owes, to whom."""
        return self.case.duty

    @property
    def state(self) -> State:
        """Where it stands."""
        return self.case.state

    @property
    def deadline_on(self) -> date | None:
        """Its last day, its own extension included."""
        return self.case.deadline_on

    @property
    def missing(self) -> tuple[str, ...]:
        """The materials that it owes and has not handed in."""
        return self.case.missing

    @property
    def is_late(self) -> bool:
        """Something that is owed came after the day of the deadline."""
        return self.case.is_late

    @property
    def is_quiet(self) -> bool:
        """It asked not to be reminded, or its mail was found and is still to be entered."""
        return self.case.is_quiet

    @property
    def owes(self) -> bool:
        """Something is missing, and nobody has said that it will not come or came another way."""
        return self.case.owes

    @property
    def is_to_be_called(self) -> bool:
        """It is on the call list when that is due."""
        return self.case.is_to_be_called

    @property
    def leaves(self) -> tuple[Leave, ...]:
        """Those of its people today."""
        return self.case.leaves

    @property
    def office(self) -> str | None:
        """The office to which it reports."""
        return self.case.duty.office

    @property
    def contact(self) -> Contact | None:
        """Whom it asks."""
        return self.case.duty.contact


@dataclass(slots=True)
class Standing(Listed):
    """One unit's whole account in a campaign. `received` counts pieces by material; None is what fits no material.

    `versions` counts every version of a material, those replaced since included. What `partners` handed in for a joint
    event stands for what it has not handed in itself. `exemption` is of everything; `waived` are the materials of which
    alone the unit is exempt, with the grant of each.
    """

    unit: Unit = field(kw_only=True)
    received: Mapping[str | None, int] = field(default_factory=dict)
    versions: Mapping[str | None, int] = field(default_factory=dict)
    first_at: Mapping[str | None, datetime] = field(default_factory=dict)
    last_at: Mapping[str | None, datetime] = field(default_factory=dict)
    receipts: Mapping[str | None, tuple[str, ...]] = field(default_factory=dict)
    declarations: tuple[Declaration, ...] = ()
    exemption: Arrangement | None = None
    extension: Arrangement | None = None
    partners: tuple[str, ...] = ()
    waived: Mapping[str, Arrangement] = field(default_factory=dict)


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


def days(units: Iterable[Listed]) -> tuple[Counter[date], Counter[date]]:
    """Count on which days units handed in the first of what they owe, and on which they had handed in all of it."""
    begun, completed = [], []
    for one in units:
        came = one.firsts if None not in one.firsts else [first for first in one.firsts if first is not None]
        if came:
            begun.append(min(came))
            if not one.case.missing:
                completed.append(max(came))
    return days_of(begun), days_of(completed)


def totals(units: Iterable[Listed]) -> Totals:
    """Count units by state."""
    counted = Counter(one.case.state for one in units)
    return Totals(
        due=sum(counted.values()) - counted[State.EXEMPT],
        complete=counted[State.COMPLETE],
        partial=counted[State.PARTIAL],
        missing=counted[State.MISSING],
        mailed=counted[State.MAILED],
        no_event=counted[State.NO_EVENT],
        exempt=counted[State.EXEMPT],
    )
