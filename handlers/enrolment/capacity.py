"""In what capacity a person speaks, and how that begins."""

from __future__ import annotations

from dataclasses import dataclass

from storage.chat import Role
from storage.unit_of_work import Work


@dataclass(frozen=True, slots=True)
class Capacity:
    """A role in an office (coordinator) or for a unit (liaison, head)."""

    role: Role
    office: str | None = None
    unit_id: int | None = None


def bind(work: Work, member_id: int, capacity: Capacity, *, by: str) -> bool:
    """Let a person speak in a capacity from now on; return whether that is new."""
    for known in work.bindings.of_member(member_id):
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
