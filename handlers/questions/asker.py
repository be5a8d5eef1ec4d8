"""Who asks, what they asked before, and what comes back to the caller."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from storage.chat import DeliveryKind, Reply, Role, Room

LONGEST_MEMORY = 8
"""Topics, details, types or offices of one memory: more is not one subject any longer."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What one person asked last in one chat, so that 「那邮箱呢」 is understood.

    `unit_types` and `offices` are the notice's own words and only those that were named; `is_upper` when the
    level above was asked about. `details` are the keys of what was asked for in detail, `thing` of what (照片).
    """

    topics: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    thing: str = ""
    unit_types: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    is_upper: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return the small value that is kept as a row."""
        return {
            "topics": list(self.topics),
            "details": list(self.details),
            "thing": self.thing,
            "unit_types": list(self.unit_types),
            "offices": list(self.offices),
            "is_upper": self.is_upper,
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Memory:
        """Read it back; what is not there, or is of another shape, is empty."""
        return cls(
            topics=_strings(value.get("topics")),
            details=_strings(value.get("details")),
            thing="".join(_strings([value.get("thing")])),
            unit_types=_strings(value.get("unit_types")),
            offices=_strings(value.get("offices")),
            is_upper=value.get("is_upper") is True,
        )


def _strings(value: object) -> tuple[str, ...]:
    """The strings of a list, at most a handful."""
    return tuple(item for item in value if isinstance(item, str))[:LONGEST_MEMORY] if isinstance(value, list) else ()


def _unknown_workdays(_last: date) -> int | None:
    """No calendar is at hand."""
    return None


@dataclass(frozen=True, slots=True)
class Asker:
    """The person who asks, in the room where they ask; `now` is aware.

    `unit_type` is the notice's own word, None where it is not known. `office` is what a coordinator
    coordinates. `workdays_until` counts the working days after today up to a date, None where the calendar
    does not know. `extended_to` is the asker's own unit's later date. `quotes` is the kind of delivery the
    message replies to. `aliases` maps folded names of the roster to unit types. `how_here` says how to hand in
    where they ask, if not everything that is sent there arrives.
    """

    now: datetime
    unit_type: str | None = None
    unit_name: str | None = None
    room: Room = Room.UNIT_GROUP
    role: Role = Role.LIAISON
    office: str | None = None
    workdays_until: Callable[[date], int | None] = _unknown_workdays
    previous: Memory | None = None
    extended_to: date | None = None
    quotes: DeliveryKind | None = None
    aliases: Mapping[str, str] = field(default_factory=dict)
    how_here: str = ""

    def as_named_last(self) -> Asker:
        """Return the asker with the type that was named last, where none is known: 「我是大学科协的」 holds on."""
        named = self.previous.unit_types if self.previous else ()
        return replace(self, unit_type=named[0]) if self.unit_type is None and len(named) == 1 else self


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said (None is silence), whether a person must answer the rest, and what to remember.

    `is_standing` is set where the question is about what was handed in: that is another part's to answer.
    """

    reply: Reply | None
    open_question: bool = False
    memory: Memory | None = None
    is_standing: bool = False
