"""What a running campaign will still say unasked, as things stand: computed by what says it, never booked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from scheduler import digests, reminders
from scheduler.clock import at, beijing_date
from scheduler.pushes import next_look
from scheduler.settings import PushSettings
from storage.reach import Reach, chats_of_office, reach_of_units
from storage.standing import Listed
from storage.tables import Campaign
from storage.unit_of_work import Work

REMINDER, DIGEST, CALLS = "reminder", "digest", "calls"
_LONGEST = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Planned:
    """One thing that will be said at one instant: its kind, for which office, to which units, in which words before it.

    `workdays` names the stage of a reminder.
    """

    instant: datetime
    kind: str
    office: str
    units: tuple[str, ...] = ()
    workdays: int | None = None
    words: str = ""

    @property
    def day(self) -> date:
        """The day in Beijing."""
        return beijing_date(self.instant)


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of an office's reminders: its day by the rules and by what the office changed; None where it is off."""

    workdays: int
    by_rule_on: date
    on: date | None
    words: str
    is_over: bool


def planned(
    work: Work, campaign: Campaign, office: str, own: Sequence[Listed], settings: PushSettings
) -> list[Planned]:
    """Return what will be said to an office and its units from now on, in order of time.

    It is taken that nothing changes: whoever hands in hears less, never more. Units that cannot be reached are told
    nothing and are not in it; nothing is, while the bot is paused or after the campaign was closed.
    """
    if campaign.closed_at or campaign.taken_back_at:
        return []
    settings = reminders.with_changes(work, campaign, settings)
    found = [*_reminders(work, campaign, office, own, settings)]
    if chats_of_office(work, office):
        found += [*_digests(work, campaign, office, own, settings), *_calls(work, office, own, settings)]
    return sorted(found, key=lambda one: (one.instant, one.kind, one.workdays or 0))


def _reminders(
    work: Work, campaign: Campaign, office: str, own: Sequence[Listed], settings: PushSettings
) -> Iterator[Planned]:
    """Reminders, those of the same instant and stage together; nobody hears more than the quota.

    One that a unit has missed, because it owed nothing then or the bot slept, comes when the bot looks next.
    """
    ways, told = reach_of_units(work), work.deliveries.reminders_by_unit(campaign.key)
    said, look = work.deliveries.keys_of_reminders(campaign.key), next_look(work.now, settings)
    together: dict[tuple[datetime, int, str], list[str]] = {}
    for one in own:
        if ways.get(one.number, Reach.NONE) is Reach.NONE:
            continue
        left = reminders.QUOTA - told.get(one.number, 0)
        last: dict[date, reminders.Stage] = {}
        missed = reminders.due(one, campaign.published_at, look, settings)
        if missed and missed.instant <= work.now and reminders.key(campaign, one, missed) not in said:
            last[beijing_date(look)] = replace(missed, instant=look)
        for stage in reminders.planned(one, campaign.published_at, work.now, settings):
            last[beijing_date(stage.instant)] = stage
        for stage in list(last.values())[: max(left, 0)]:
            together.setdefault((stage.instant, stage.workdays, stage.words), []).append(one.name)
    for (instant, workdays, words), units in together.items():
        yield Planned(instant, REMINDER, office, tuple(units), workdays, words)


def _digests(
    work: Work, campaign: Campaign, office: str, own: Sequence[Listed], settings: PushSettings
) -> Iterator[Planned]:
    """The digests of every working day up to the closing one."""
    span = digests.days(campaign, own, settings)
    day = beijing_date(work.now)
    last = span.closing or day
    while day <= min(last, beijing_date(work.now) + _LONGEST):
        for hour in digests.hours(day, span, settings):
            if at(day, hour) > work.now:
                yield Planned(at(day, hour), DIGEST, office)
        day += timedelta(days=1)


def _calls(work: Work, office: str, own: Sequence[Listed], settings: PushSettings) -> Iterator[Planned]:
    """The call lists: on the day of the deadline, and the next working morning."""
    together: dict[datetime, list[str]] = {}
    for one in own:
        if one.is_to_be_called and one.deadline_on:
            for instant in reminders.call_instants(one.deadline_on, settings):
                if instant > work.now and settings.calendar.is_workday(beijing_date(instant)):
                    together.setdefault(instant, []).append(one.name)
    for instant, units in together.items():
        yield Planned(instant, CALLS, office, tuple(units))


def stages(work: Work, campaign: Campaign, office: str, own: Sequence[Listed], settings: PushSettings) -> list[Stage]:
    """Return the stages of an office's reminders, by its main deadline; none where it has no day."""
    main = digests.days(campaign, own, settings).deadline
    if main is None:
        return []
    changes = reminders.with_changes(work, campaign, settings).changes
    found = []
    for workdays in sorted(settings.stages[: reminders.QUOTA], reverse=True):
        change = changes.get((office, workdays))
        by_rule = reminders.stage_day(main, workdays, settings)
        on = reminders.changed_day(main, workdays, change, settings)
        is_over = at(on or by_rule, settings.remind_at) <= work.now
        found.append(Stage(workdays, by_rule, on, change.words if change else "", is_over))
    return found
