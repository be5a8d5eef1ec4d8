"""What a notice says: immutable values, each with the lines it was read from.

Shapes follow the printed form of `baosong notice parse --json`; `source` is always a tuple of
1-based numbers into `Notice.lines`. Nothing here is guessed: what the text does not say is None or ().
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from enum import StrEnum


class MaterialKind(StrEnum):
    """How a material is handed in: as a document, as pictures or videos, inside another, or elsewhere."""

    DOCUMENT = "document"
    MEDIA = "media"
    CONTENT = "content"
    UPLOAD = "upload"


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something a careful clerk would ask about; worded in `storage.notice.wording`."""

    code: str
    values: tuple[tuple[str, str], ...] = ()
    lines: tuple[int, ...] = ()
    proposal: str | None = None


@dataclass(frozen=True, slots=True)
class Level:
    """One notice of a chain of forwarding: 0 is the outermost, 1 the one it forwards, and so on."""

    level: int
    title: str | None = None
    doc_number: str | None = None
    issuers: tuple[str, ...] = ()
    issued_on: datetime.date | None = None
    printed_on: datetime.date | None = None
    printed_by: str | None = None
    addressees: tuple[str, ...] = ()
    first_line: int = 1
    last_line: int = 1
    source: tuple[int, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Period:
    """The days in which the activities take place; `approximate` where only 上旬, 中旬 or 下旬 is printed."""

    start: datetime.date | None
    end: datetime.date | None
    text: str
    approximate: bool = False
    source: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Recurrence:
    """Days that return: those whose month, day of the month and weekday are named, where none are named every one.

    Months and days count from 1, weekdays from 0 (Monday); day -1 is a month's last. `days_after` and `workdays_after`
    are counted from such a day: 每季度结束后5个工作日内. With `is_workday` only working days count: 每个工作日.
    """

    months: tuple[int, ...] = ()
    days: tuple[int, ...] = ()
    weekdays: tuple[int, ...] = ()
    days_after: int = 0
    workdays_after: int = 0
    is_workday: bool = False


class Since(StrEnum):
    """What a term is counted from: the notice's own date, its receipt, or something that the text names."""

    ISSUE = "issue"
    RECEIPT = "receipt"
    EVENT = "event"


class Unit(StrEnum):
    """What a term counts."""

    DAY = "day"
    WORKDAY = "workday"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Term:
    """A time that runs from something: 收到通知后5个工作日内. `event` is what the text names, as printed."""

    count: int
    unit: Unit
    since: Since
    event: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date by which somebody addressed must have done something; `date` None where none is printed.

    `returns` and `term` are the rules behind a phrase that has no date: the scheduler reckons the day from them.
    """

    text: str
    date: datetime.date | None
    time: str | None = None
    starts_on: datetime.date | None = None
    audience: tuple[str, ...] = ()
    what: str = ""
    level: int = 0
    recurrence: str | None = None
    source: tuple[int, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    returns: Recurrence | None = None
    term: Term | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask in an office, as printed: no area code is added, no digits of a mailbox are a phone."""

    office: str | None
    names: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    address: str | None = None
    audience: tuple[str, ...] = ()
    level: int = 0
    source: tuple[int, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Route:
    """Which unit types hand in to which office."""

    audience: tuple[str, ...]
    office: str
    level: int = 0
    source: tuple[int, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Material:
    """Something to be handed in, worked out inside another paper, or uploaded elsewhere.

    `details` is what is printed behind its name of copies, formats and length: 一式两份, 盖章PDF版, 3000字以内.
    """

    name: str
    kind: MaterialKind
    required_for: tuple[str, ...] = ()
    level: int = 0
    source: tuple[int, ...] = ()
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EventDate:
    """A date that binds nobody: the day that is celebrated, the weeks in which awards are given."""

    text: str
    start: datetime.date | None
    end: datetime.date | None
    level: int = 0
    source: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part of the text, at any depth of numbering; `body` is its text with broken lines mended."""

    number: str
    title: str
    body: str
    depth: int
    level: int
    first_line: int
    last_line: int


@dataclass(frozen=True, slots=True)
class Notice:
    """Everything that was read from one notice and what it forwards."""

    lines: tuple[str, ...]
    levels: tuple[Level, ...]
    theme: str | None = None
    theme_source: tuple[int, ...] = ()
    activity_period: Period | None = None
    activities: tuple[Section, ...] = ()
    requirements: tuple[Section, ...] = ()
    sections: tuple[Section, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    contacts: tuple[Contact, ...] = ()
    routes: tuple[Route, ...] = ()
    materials: tuple[Material, ...] = ()
    event_dates: tuple[EventDate, ...] = ()
    doubts: tuple[Doubt, ...] = field(default=())

    @property
    def title(self) -> str | None:
        """The outermost notice's own title."""
        return self.levels[0].title

    @property
    def doc_number(self) -> str | None:
        """The outermost notice's own document number, never borrowed from what it forwards."""
        return self.levels[0].doc_number

    def is_added(self, source: tuple[int, ...]) -> bool:
        """Whether lines (1-based) stand behind the notice's own, put there by a correction or an amendment."""
        return any(number > max(level.last_line for level in self.levels) for number in source)

    @property
    def issuers(self) -> tuple[str, ...]:
        """The outermost notice's issuers."""
        return self.levels[0].issuers

    @property
    def issued_on(self) -> datetime.date | None:
        """The outermost notice's own date of issue."""
        return self.levels[0].issued_on
