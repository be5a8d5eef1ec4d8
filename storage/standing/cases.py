"""The rules by which a unit stands where it stands: the same for one unit and for the roll of all of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, or_, select

from storage.notice.classifying import classify_unit
from storage.notice.model import Notice
from storage.notice.routing import Duty, duty, match_unit_type
from storage.standing.account import Case, State
from storage.tables import Leave, Unit
from storage.unit_of_work import Work

EXTENSION, EXEMPTION = "extension", "exemption"
MAILED = ("mailed", "posted", "filed")
"""Kinds of what a unit says went another way: its office looks for it there."""
_DENIED = ("not_seen", "refused")
"""The states of what a unit said of itself and its office does not agree to."""

_HANDED_IN = ("open", "collecting", "receipted", "entered")
_ONLY_ANNOUNCED = ("announced", "lapsed")


Granted = tuple[str, date | None, datetime, str]
"""An arrangement that holds: its kind, until which day, when it was granted, and for which material, empty for all."""

Declared = tuple[str, str, datetime | None]
"""What a unit said of itself: the kind, how it stands, and when it was decided."""


@dataclass(frozen=True, slots=True)
class Terms:
    """On which terms a unit owes: its type's duty, what was granted it, what it declared, who of it is on leave.

    The oldest first.
    """

    duty: Duty
    granted: Sequence[Granted] = ()
    declared: Sequence[Declared] = ()
    leaves: Sequence[Leave] = ()

    @property
    def deadline_on(self) -> date | None:
        """The unit's last day: that of its own extension, else its type's."""
        own = self.duty.deadline.date if self.duty.deadline else None
        return next((until_on for kind, until_on, *_ in reversed(self.granted) if kind == EXTENSION and until_on), own)

    @property
    def waived(self) -> frozenset[str]:
        """The materials of which the unit alone is exempt."""
        return frozenset(material for kind, *_, material in self.granted if kind == EXEMPTION and material)

    def case(self, came: Collection[str | None], *, is_late: bool) -> Case:
        """Return where a unit on these terms stands, by the materials of which something came."""
        there = {*came, *self.waived}
        missing = tuple(material.name for material in self.duty.owed if material.name not in there)
        is_to_be_entered = any(self._has_said(kind, "received") for kind in MAILED)
        return Case(
            duty=self.duty,
            state=self._state(missing, has_any=bool(came)),
            deadline_on=self.deadline_on,
            missing=missing,
            has_any=bool(came),
            is_late=is_late,
            is_quiet=self._has_said("quiet", "pending") or is_to_be_entered,
            is_to_be_entered=is_to_be_entered,
            told_at=self._told_at(),
            leaves=tuple(self.leaves),
        )

    def _state(self, missing: Sequence[str], *, has_any: bool) -> State:
        """What a unit handed in goes before what it said of itself."""
        if not missing:
            return State.COMPLETE if has_any or not self.waived else State.EXEMPT
        if any(kind == EXEMPTION and not material for kind, *_, material in self.granted) or self._has_said(
            "no_event", "accepted"
        ):
            return State.EXEMPT
        if any(self._has_said(kind, "pending") for kind in MAILED):
            return State.MAILED
        if self._has_said("no_event", "pending"):
            return State.NO_EVENT
        return State.PARTIAL if has_any else State.MISSING

    def _has_said(self, kind: str, state: str) -> bool:
        return any((kind, state) == one[:2] for one in self.declared)

    def _told_at(self) -> datetime | None:
        """An extension tells it, and so does that what the unit said of itself does not hold."""
        extended = [at for kind, until_on, at, _ in self.granted if kind == EXTENSION and until_on][-1:]
        denied = [at for _, state, at in self.declared if state in _DENIED and at]
        return max([*extended, *denied], default=None)


class Duties:
    """What units owe, by their names and the roster's word for their types; both are few and looked up once."""

    def __init__(self, notice: Notice) -> None:
        self._notice = notice
        self._types: dict[str, str | None] = {}
        self._duties: dict[str, Duty] = {}

    def of(self, unit_type: str, name: str) -> Duty | None:
        """Return what a unit owes; None where the notice does not address it."""
        if unit_type not in self._types:
            self._types[unit_type] = match_unit_type(self._notice, unit_type)
        kind = self._types[unit_type] or classify_unit(self._notice, name)
        if kind is None:
            return None
        if kind not in self._duties:
            self._duties[kind] = duty(self._notice, kind)
        return self._duties[kind]

    def is_told_by(self, unit_type: str) -> bool:
        """Whether the roster's word alone, which was asked for before, says what a unit owes."""
        return self._types.get(unit_type) is not None


def type_of(notice: Notice, unit: Unit) -> str | None:
    """Return the notice's own word for a unit's type, by the roster's word, else by the unit's name."""
    return match_unit_type(notice, unit.unit_type) or classify_unit(notice, unit.name)


def holds(work: Work) -> ColumnElement[bool]:
    """A piece is there and was not given back, and neither was the hand-in that it belongs to."""
    s = work.submissions.c
    is_handed_in = or_(*(s.state == state for state in _HANDED_IN))
    return and_(_is_there(work), s.withdrawn_at.is_(None), is_handed_in)


def holds_beside(work: Work) -> ColumnElement[bool]:
    """The same where thousands of pieces are looked at, and not their hand-ins: the few that do not hold are known."""
    s = work.submissions.c
    taken_back = select(s.id).where(s.withdrawn_at.is_not(None))
    announced = select(s.id).where(or_(*(s.state == state for state in _ONLY_ANNOUNCED)))
    return and_(_is_there(work), work.pieces.c.submission_id.not_in(taken_back.union_all(announced)))


def _is_there(work: Work) -> ColumnElement[bool]:
    p = work.pieces.c
    return and_(p.withdrawn_at.is_(None), p.returned_at.is_(None))


def counts(work: Work) -> ColumnElement[bool]:
    """A piece is the newest of its kind, no copy of another, and more than nothing."""
    p = work.pieces.c
    return and_(p.duplicate_of.is_(None), p.replaced_by.is_(None), p["count"] > 0)
