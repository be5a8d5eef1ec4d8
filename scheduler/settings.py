"""What the scheduler needs to know of an installation: its calendar, its hours, what it can do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from scheduler.workdays import WorkCalendar
from storage.tables import StageChange


@dataclass(frozen=True, slots=True)
class PushSettings:
    """When what may be said. `stages` are working days before the deadline, 0 the day itself; hours are Beijing's.

    `changes` are what offices changed in the stages of one campaign, by office and stage. `messages_per_day` is how
    many of one person are answered in one chat. `page_url` makes a link to the unit page of a token; None where the
    page has no public address. `keep` puts a file of ours where files lie, and gives its hash; None where nothing is
    sent.
    """

    calendar: WorkCalendar
    stages: tuple[int, ...] = (5, 1, 0)
    remind_at: str = "09:30"
    digest_at: str = "09:00"
    second_digest_at: str = "15:00"
    call_list_at: str = "14:00"
    quiet_seconds: int = 20
    empty_digest: bool = True
    messages_per_day: int = 1000
    page_url: Callable[[str], str] | None = None
    keep: Callable[[bytes], str] | None = None
    changes: Mapping[tuple[str, int], StageChange] = field(default_factory=dict)
