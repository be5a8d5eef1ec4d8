"""Who is to be reminded of what, when: only units with a gap, at most three times, never before the last third."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from scheduler.clock import at, beijing_date
from scheduler.settings import PushSettings
from scheduler.wording import handing_in
from scheduler.wording import reminders as wording
from storage.chat import Button, Intake, Reply, ReplyKind
from storage.notice.model import Notice
from storage.standing import Listed
from storage.tables import Campaign, Chat, StageChange
from storage.unit_of_work import Work

QUOTA = 3
"""Reminders a unit gets in one campaign at the most (PRODUCT: R)."""

STALE_AFTER = timedelta(days=3)
"""A stage that was slept through longer than this is not made up for."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One reminder that is planned.

    `workdays` is how many working days before the deadline it belongs to, `words` are what its office put before it.
    """

    instant: datetime
    workdays: int
    words: str = ""


def stages(standing: Listed, published_at: datetime, settings: PushSettings) -> list[Stage]:
    """Return the stages of one unit's reminders in order of time; none where it has no deadline with a date.

    A unit that was given more time, or heard that something it said of itself does not hold, has just been told; what
    would have come before that is not made up for.
    """
    deadline = standing.deadline_on
    if deadline is None:
        return []
    told_at = max(published_at, standing.case.told_at or published_at)
    earliest = last_third(beijing_date(published_at), deadline)
    found = []
    for workdays in settings.stages[:QUOTA]:
        change = settings.changes.get((standing.office or "", workdays))
        day = changed_day(deadline, workdays, change, settings)
        if day is None:
            continue
        instant = at(day, settings.remind_at)
        if day >= earliest and instant > told_at:
            found.append(Stage(instant, workdays, change.words if change else ""))
    return sorted(set(found), key=lambda stage: stage.instant)


def key(campaign: Campaign, standing: Listed, stage: Stage) -> str:
    """Return the unique key of a reminder: a unit's of one day."""
    return f"reminder/{campaign.key}/{standing.number}/{beijing_date(stage.instant)}"


def with_changes(work: Work, campaign: Campaign, settings: PushSettings) -> PushSettings:
    """Return the settings with what offices changed in a campaign's stages."""
    rows = work.stage_changes.having(campaign_id=campaign.key)
    return replace(settings, changes={(row.office, row.workdays): row for row in rows}) if rows else settings


def due(standing: Listed, published_at: datetime, now: datetime, settings: PushSettings) -> Stage | None:
    """Return the stage that is to be said now: the latest that has come; what was slept through before it is not.

    One that was slept through waits for another that comes later the same day, so that a unit hears one thing.
    """
    if not standing.owes or standing.is_quiet:
        return None
    every = stages(standing, published_at, settings)
    past = [stage for stage in every if stage.instant <= now]
    if any(stage.instant > now and beijing_date(stage.instant) == beijing_date(now) for stage in every):
        return None
    return past[-1] if past and now - past[-1].instant <= STALE_AFTER else None


def planned(standing: Listed, published_at: datetime, now: datetime, settings: PushSettings) -> Iterator[Stage]:
    """Give the stages still to come for a unit with a gap."""
    if standing.owes and not standing.is_quiet:
        yield from (stage for stage in stages(standing, published_at, settings) if stage.instant > now)


def reminder(standing: Listed, now: datetime, settings: PushSettings, chat: Chat, words: str = "") -> Reply:
    """Word a reminder for the day on which it is said and the chat in which it is read; `words` come before it."""
    deadline, left = _left(standing, now, settings)
    can_reply, how = chat.intake != Intake.NOTHING, handing_in.here(chat)
    if left < 0:
        lines = wording.overdue(standing, deadline)
    else:
        lines = (wording.first if left > 1 else wording.last)(standing, deadline, left, how)
        lines += (wording.by_mail(must_call=bool(how)),) if can_reply else ()
    leave = next((one for one in standing.leaves if one.substitute_id and one.substitute_id == chat.member_id), None)
    before = (words, wording.you_stand_in(leave) if leave else "")
    lines = (*filter(None, before), *lines)
    return Reply(ReplyKind.STATE, lines, buttons=(Button("已发邮箱", "已发邮箱"),) if can_reply else ())


def mail(notice: Notice, standing: Listed, now: datetime, settings: PushSettings, link: str | None) -> Reply:
    """Word a reminder that goes by mail, to which nobody can reply."""
    deadline, left = _left(standing, now, settings)
    lines = wording.mail(standing, deadline, left, link)
    return Reply(ReplyKind.STATE, lines, title=wording.mail_subject(notice))


def headed(mailed: Reply, words: str) -> Reply:
    """Put what an office wants said below the salutation of a mail."""
    salutation, *lines = mailed.lines
    return replace(mailed, lines=(salutation, words, *lines)) if words else mailed


def _left(standing: Listed, now: datetime, settings: PushSettings) -> tuple[date, int]:
    """The unit's deadline and the working days to it: 0 on the day itself, -1 when it is over."""
    deadline, today = standing.deadline_on or beijing_date(now), beijing_date(now)
    if today >= deadline:
        return deadline, 0 if today == deadline else -1
    return deadline, settings.calendar.workdays_until(today, deadline)


def changed_day(deadline: date, workdays: int, change: StageChange | None, settings: PushSettings) -> date | None:
    """The day of a stage as its office wants it; None where it is not to be said. None is after the deadline."""
    if change and change.is_off:
        return None
    if change and change.moved_to and change.moved_to <= deadline:
        return change.moved_to
    return stage_day(deadline, workdays, settings)


def call_instants(deadline: date, settings: PushSettings) -> tuple[datetime, datetime]:
    """When a unit with a gap is on the call list: on the day of its deadline, and the next working morning."""
    return at(deadline, settings.call_list_at), at(settings.calendar.shift(deadline, 1), settings.digest_at)


def stage_day(deadline: date, workdays: int, settings: PushSettings) -> date:
    """The working day of a stage; the day itself, where it is a day off, is the last working day before."""
    if workdays:
        return settings.calendar.shift(deadline, -workdays)
    return deadline if settings.calendar.is_workday(deadline) else settings.calendar.shift(deadline, -1)


def last_third(published: date, deadline: date) -> date:
    """The first day of the last third of the period."""
    return published + timedelta(days=-(-(deadline - published).days * 2 // 3))
