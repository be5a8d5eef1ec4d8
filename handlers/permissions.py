"""Who may do what: the few functions through which every right is checked. What is not granted is refused."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.context import Context
from storage.chat import Room
from storage.tables import Unit


def may_coordinate(context: Context, office: str | None = None) -> bool:
    """A coordinator acts in private or among coordinators; for an office, only its own."""
    if not context.is_coordinator or context.room not in (Room.PRIVATE, Room.COORDINATORS):
        return False
    return office is None or office in context.offices


def may_coordinate_unit(context: Context, office_of_unit: str | None) -> bool:
    """A coordinator acts on the units that report to their office."""
    return office_of_unit is not None and may_coordinate(context, office_of_unit)


def may_speak_for(context: Context, unit: Unit) -> bool:
    """A person hands in, asks after and withdraws only for units they are bound to."""
    return any(own.key == unit.key for own in context.units)


def may_open_pages(offices: Sequence[str], units: Sequence[int]) -> bool:
    """The board opens to whoever coordinates an office now, and to the head of a unit for that unit alone."""
    return bool(offices or units)


def may_hear_of_units(context: Context) -> bool:
    """Gaps, returns and lists of a unit are said only where that unit alone, or its coordinators, read."""
    return context.room in (Room.PRIVATE, Room.UNIT_GROUP, Room.COORDINATORS)
