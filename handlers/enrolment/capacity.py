"""In what capacity a person speaks, and how that begins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from scheduler.clock import at
from storage.chat import Role
from storage.tables import Leave
from storage.unit_of_work import Work


@dataclass(frozen=True, slots=True)
class Capacity:
    """A role in an office (coordinator) or for a unit (liaison, head)."""

    role: Role
    office: str | None = None
    unit_id: int | None = None


def bind(work: Work, member_id: int, capacity: Capacity, *, by: str) -> bool:
    """Let a person speak in a capacity from now on; return whether that is new."""
    for known in work.bindings.of_member(member_id, work.now):
        if (known.role, known.office, known.unit_id) == (capacity.role, capacity.office, capacity.unit_id):
            return False
    work.bindings.add(
        member_id=member_id,
        role=capacity.role.value,
        office=capacity.office,
        unit_id=capacity.unit_id,
        bound_by=by,
        bound_at=work.now,
    )
    return True


def stand_in(work: Work, leave: Leave, member_id: int) -> None:
    """Let a person stand in on the days of a leave, and on the same days for whoever else is away with the same words.

    They speak for the unit as its liaison on these days, unless they do anyway.
    """
    binding = None
    if all(known.unit_id != leave.unit_id for known in work.bindings.of_member(member_id, work.now)):
        binding = work.bindings.add(
            member_id=member_id,
            role=Role.LIAISON.value,
            unit_id=leave.unit_id,
            bound_by=leave.arranged_by,
            bound_at=max(work.now, at(leave.from_on, "00:00")),
            ended_at=at(leave.until_on + timedelta(days=1), "00:00"),
        )
    for one in work.leaves.ahead(leave.from_on, leave.unit_id):
        if (one.from_on, one.until_on, one.substitute) == (leave.from_on, leave.until_on, leave.substitute):
            work.leaves.set(one.key, substitute_id=member_id, binding_id=binding)
