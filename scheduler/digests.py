"""The daily digest: each office, only its units, the same figures as the ledger at the same moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from scheduler import joint, reminders
from scheduler.clock import BEIJING, at, beijing_date
from scheduler.settings import PushSettings
from scheduler.totals import named_counts
from scheduler.wording import digests as wording
from scheduler.wording import joint as joint_wording
from scheduler.wording.reminders import on_leave
from storage.chat import Button, Reply, ReplyKind, Room
from storage.notice.model import Notice
from storage.reach import Reach, addressees, reach_of_units
from storage.standing import Standing, State, totals, unclaimed
from storage.tables import Campaign
from storage.unit_of_work import Work

_MOST_DECISIONS = 4


@dataclass(frozen=True, slots=True)
class Days:
    """Between which days an office gets its digests: the day after publishing, the closing day; and its deadline."""

    first: date
    deadline: date | None
    closing: date | None


def days(campaign: Campaign, standings: Sequence[Standing], settings: PushSettings) -> Days:
    """Work out an office's days from its units' deadlines, their extensions included."""
    deadlines = [standing.deadline_on for standing in standings if standing.deadline_on]
    last = max(deadlines, default=None)
    first = settings.calendar.shift(beijing_date(campaign.published_at), 1)
    main = max((s.duty.deadline.date for s in standings if s.duty.deadline and s.duty.deadline.date), default=last)
    return Days(first, main, settings.calendar.shift(last, 1) if last else None)


def hours(on: date, span: Days, settings: PushSettings) -> list[str]:
    """Return the hours of a day's digests: each working morning, on the last two days in the afternoon too."""
    if not settings.calendar.is_workday(on) or on < span.first or (span.closing and on > span.closing):
        return []
    found = [settings.digest_at]
    if span.deadline and on in (span.deadline, settings.calendar.shift(span.deadline, -1)):
        found.append(settings.second_digest_at)
    return found


def due_hour(now: datetime, span: Days, settings: PushSettings) -> str | None:
    """Return the hour of the digest that is to be said now: the latest of today that has come."""
    today = beijing_date(now)
    past = [hour for hour in hours(today, span, settings) if at(today, hour) <= now]
    return past[-1] if past else None


class Digest:
    """An office's digest as of now: read when it is made, worded when it is asked for."""

    def __init__(
        self,
        work: Work,
        campaign: Campaign,
        notice: Notice,
        office: str,
        own: Sequence[Standing],
        settings: PushSettings,
    ) -> None:
        settings = reminders.with_changes(work, campaign, settings)
        self._settings, self._own = settings, own
        self._today = beijing_date(work.now)
        self._span = days(campaign, own, settings)
        self._title = wording.title(office, self._today, work.now.astimezone(BEIJING).strftime("%H:%M"))
        self._added, self._units = _added(work, campaign, own, settings)
        self._waiting = _waiting(work, campaign, own)
        self._decisions = [button for one in own for button in wording.decisions(one.state, one.unit.name)]
        self._questions = [question.text for question in work.questions.open_of(campaign.key, office)]
        self._in_groups = _waiting_for_groups(work, campaign, notice)
        self._hints = _hints(notice, own, self._today, settings)
        reach = reach_of_units(work)
        self._reach = {number: str(way) for number, way in reach.items()}
        reached = [standing for standing in own if reach.get(standing.unit.key, Reach.NONE) is not Reach.NONE]
        self._planned = _planned_today(campaign, reached, work.now, settings)

    @property
    def has_news(self) -> bool:
        """Something came or waits, somebody is reminded or goes on leave; or it is one of the first or last days."""
        last_days = self._settings.calendar.shift(self._span.deadline, -1) if self._span.deadline else None
        is_between = self._today > self._span.first and (last_days is None or self._today < last_days)
        begins = any(leave.from_on == self._today for standing in self._own for leave in standing.leaves)
        return bool(self._added or self._waiting or self._questions or self._planned or begins) or not is_between

    def whole(self) -> Reply:
        """One screen, whatever there is to say."""
        figures = totals(self._own)
        is_last = self._span.closing is not None and self._today >= self._span.closing
        lines = [
            *self._left(),
            wording.in_all(figures),
            wording.added(self._added, self._units),
            wording.waiting(self._waiting),
            *wording.missing([standing for standing in self._own if standing.owes], self._reach),
            wording.questions(self._questions),
            wording.hints(self._hints),
            wording.closing(figures) if is_last else wording.today(self._planned, self._in_groups),
        ]
        return Reply(
            ReplyKind.STATE, tuple(lines), title=self._title, buttons=self._buttons(), figures=wording.figures(figures)
        )

    def short(self) -> Reply:
        """One line, for a day without news."""
        return Reply(ReplyKind.STATE, (wording.quiet(self._title, "，".join(self._left()), totals(self._own)),))

    def _buttons(self) -> tuple[Button, ...]:
        """The first decisions that wait, and what a coordinator may want next."""
        return (*self._decisions[:_MOST_DECISIONS], *wording.BUTTONS)

    def _left(self) -> list[str]:
        """How long there still is; nothing where there is no deadline."""
        deadline = self._span.deadline
        if deadline is None:
            return []
        return [wording.left(deadline, self._settings.calendar.workdays_until(self._today, deadline), self._today)]


def _added(
    work: Work, campaign: Campaign, own: Sequence[Standing], settings: PushSettings
) -> tuple[dict[str, int], int]:
    """What came since the last working morning from an office's units, and from how many of them."""
    since = at(settings.calendar.shift(beijing_date(work.now), -1), settings.digest_at)
    units = {standing.unit.key for standing in own}
    came = [
        p for p in work.pieces.received_since(campaign.key, since) if p.unit_id in units and p.received_at <= work.now
    ]
    return named_counts(came), len({piece.unit_id for piece in came})


def _waiting(work: Work, campaign: Campaign, own: Sequence[Standing]) -> list[str]:
    """What waits for the coordinator's decision."""
    found = []
    mailed = [standing.unit.name for standing in own if standing.state is State.MAILED]
    undecided = [standing.unit.name for standing in own if standing.state is State.NO_EVENT]
    loose = [row.receipt_no or "" for row in unclaimed(work, campaign)]
    if mailed:
        found.append(wording.mailed(mailed))
    if undecided:
        found.append(wording.no_event(undecided))
    if loose:
        found.append(wording.unclaimed(loose))
    events = joint.waiting(work, campaign.key, frozenset(standing.unit.key for standing in own))
    if rows := [(row.key, one.name, other.name) for row, one, other in events]:
        found.append(joint_wording.waiting(rows))
    return found


def _hints(notice: Notice, own: Sequence[Standing], today: date, settings: PushSettings) -> list[str]:
    """What is worth knowing: late ones, exempt ones, the office's own deadline upward, an unknown calendar."""
    found = []
    late = [standing.unit.name for standing in own if standing.is_late]
    exempt = [standing.unit.name for standing in own if standing.state is State.EXEMPT]
    if late:
        found.append(wording.late(late))
    if exempt:
        found.append(wording.exempted(exempt))
    away = [f"{standing.unit.name}{on_leave(standing.leaves)}" for standing in own if standing.leaves]
    if away:
        found.append(wording.away(away))
    level = own[0].duty.level if own else 0
    above = [d for d in notice.deadlines if d.level == level + 1 and d.date and d.date >= today]
    if above and above[0].date:
        found.append(wording.upward(above[0].what or above[0].text, above[0].date))
    if not settings.calendar.is_known(today.year):
        found.append(wording.unknown_year(today.year))
    return found


def _waiting_for_groups(work: Work, campaign: Campaign, notice: Notice) -> int:
    """How many messages to groups were ordered and are not said yet."""
    rows = [row for row in work.announcements.waiting() if row.campaign_id == campaign.key]
    rooms = [chat.room for row in rows for chat, _, _ in addressees(work, notice, row)]
    return sum(room != Room.PRIVATE for room in rooms)


def _planned_today(campaign: Campaign, own: Sequence[Standing], now: datetime, settings: PushSettings) -> int:
    """How many reminders this day still brings to units that can be reached, if nothing changes."""
    today = beijing_date(now)
    coming = (stage for s in own for stage in reminders.planned(s, campaign.published_at, now, settings))
    return sum(beijing_date(stage.instant) == today for stage in coming)
