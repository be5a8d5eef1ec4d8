"""The daily digest: each office, only its units, the same figures as the ledger at the same moment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from operator import attrgetter
from typing import Any

from scheduler import charts, joint, reminders
from scheduler.clock import BEIJING, at, beijing_date
from scheduler.settings import PushSettings
from scheduler.totals import named_counts
from scheduler.wording import digests as wording
from scheduler.wording import joint as joint_wording
from scheduler.wording.reminders import on_leave
from scheduler.wording.tally import summed
from storage.addressees import addressees, told
from storage.chat import Button, FileRef, Reply, ReplyKind, Room
from storage.exports.missing import missing_sheet
from storage.notice.model import Notice
from storage.reach import Reach, reach_of_units
from storage.standing import Case, Listed, State, by_case, totals, unclaimed
from storage.tables import Campaign
from storage.tally import sums
from storage.unit_of_work import Work

_MOST_DECISIONS = 4
_PUT_RIGHT_WITHIN = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Days:
    """Between which days an office gets its digests: the day after publishing, the closing day; and its deadline."""

    first: date
    deadline: date | None
    closing: date | None


def days(campaign: Campaign, units: Iterable[Listed], settings: PushSettings) -> Days:
    """Work out an office's days from its units' deadlines, their extensions included."""
    cases = [case for case, _ in by_case(units)]
    last = max((case.deadline_on for case in cases if case.deadline_on), default=None)
    first = settings.calendar.shift(beijing_date(campaign.published_at), 1)
    main = max((c.duty.deadline.date for c in cases if c.duty.deadline and c.duty.deadline.date), default=last)
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
    """An office's digest as of now: read when it is made, worded when it is asked for.

    The sums of figures, which one line for a quiet day does without, are read only for a whole one.
    """

    def __init__(
        self,
        work: Work,
        campaign: Campaign,
        notice: Notice,
        office: str,
        own: Sequence[Listed],
        settings: PushSettings,
    ) -> None:
        settings = reminders.with_changes(work, campaign, settings)
        self._settings, self._own, self._cases = settings, own, by_case(own)
        self._numbers = frozenset([one.number for one in own])
        self._today, self._now, self._office = beijing_date(work.now), work.now, office
        self._span = days(campaign, own, settings)
        self._title = wording.title(office, self._today, work.now.astimezone(BEIJING).strftime("%H:%M"))
        self._added, self._units = _added(work, campaign, self._numbers, settings)
        self._sums = partial(sums, work, campaign, self._numbers)
        self._waiting = self._to_decide(work, campaign)
        self._reviews = self._to_review(work, campaign)
        undecided = self._those(lambda case: case.state in (State.MAILED, State.NO_EVENT))[:_MOST_DECISIONS]
        self._decisions = [button for one in undecided for button in wording.decisions(one.state, one.name)]
        self._questions = [question.text for question in work.questions.open_of(campaign.key, office)]
        self._in_groups = _waiting_for_groups(work, campaign, notice)
        self._lost = self._undelivered(work, campaign, office)
        self._hints = [*self._worth_knowing(notice), *self._lost]
        self._reach = reach_of_units(work)
        self._planned = self._planned_today(work, campaign)
        self._totals = totals(own)
        self._figures = charts.drawn(work, campaign, office, own)

    @property
    def to_decide(self) -> tuple[str, ...]:
        """What waits for a decision beside the hand-ins to look at, each in a few words."""
        return tuple(self._waiting)

    @property
    def has_news(self) -> bool:
        """Something came, waits or did not arrive, somebody is reminded or goes on leave; or a first or last day."""
        last_days = self._settings.calendar.shift(self._span.deadline, -1) if self._span.deadline else None
        is_between = self._today > self._span.first and (last_days is None or self._today < last_days)
        begins = any(leave.from_on == self._today for case, _ in self._cases for leave in case.leaves)
        news = (self._added, self._waiting, self._questions, self._lost, self._planned, begins)
        return any(news) or not is_between

    def with_names(self) -> Reply:
        """The same; names that are too many for a screen are in a file, where no page has an address to show them."""
        rows, keep = self._those(lambda case: case.owes), self._settings.keep
        if keep is None or self._settings.page_url or len(rows) <= wording.MOST_NAMED:
            return self.whole()
        said = self.whole(is_attached=True)
        sheet = missing_sheet(rows, self._reach, self._now)
        return replace(said, files=(FileRef(keep(sheet), wording.file_name(self._office, self._today)),))

    def whole(self, *, is_attached: bool = False) -> Reply:
        """One screen, whatever there is to say; `is_attached`: all names are in a file beside it."""
        figures = self._totals
        is_last = self._span.closing is not None and self._today >= self._span.closing
        lines = [
            *self._left(),
            wording.in_all(figures, self._figures),
            wording.added(self._added, self._units),
            *([summed(found)] if (found := self._sums()) else []),
            wording.waiting([*self._waiting, *self._reviews]),
            *wording.missing(self._those(lambda case: case.owes), self._reach, is_attached=is_attached),
            wording.questions(self._questions),
            wording.hints(self._hints),
            wording.closing(figures) if is_last else wording.today(self._planned, self._in_groups),
        ]
        return Reply(ReplyKind.STATE, tuple(lines), title=self._title, buttons=self._buttons(), figures=self._figures)

    def short(self) -> Reply:
        """One line, for a day without news."""
        return Reply(ReplyKind.STATE, (wording.quiet(self._title, "，".join(self._left()), self._totals),))

    def _buttons(self) -> tuple[Button, ...]:
        """The first decisions that wait, and what a coordinator may want next."""
        return (*self._decisions[:_MOST_DECISIONS], *wording.BUTTONS)

    def _left(self) -> list[str]:
        """How long there still is; nothing where there is no deadline."""
        deadline = self._span.deadline
        if deadline is None:
            return []
        return [wording.left(deadline, self._settings.calendar.workdays_until(self._today, deadline), self._today)]

    def _those(self, fits: Callable[[Case], bool]) -> list[Listed]:
        """The office's units that stand so, in the roster's order."""
        found = [one for case, units in self._cases if fits(case) for one in units]
        return sorted(found, key=attrgetter("number"))

    def _in_state(self, state: State) -> list[str]:
        """The names of the units in a state."""
        return [one.name for one in self._those(lambda case: case.state is state)]

    def _to_decide(self, work: Work, campaign: Campaign) -> list[str]:
        """What waits for the coordinator's decision."""
        loose = [row.receipt_no or "" for row in unclaimed(work, campaign)]
        found_mail = [one.name for one in self._those(lambda case: case.owes and case.is_to_be_entered)]
        events = joint.waiting(work, campaign.key, self._numbers)
        told: tuple[tuple[Callable[[Any], str], Sequence[Any]], ...] = (
            (wording.mailed, self._in_state(State.MAILED)),
            (wording.to_be_entered, found_mail),
            (wording.no_event, self._in_state(State.NO_EVENT)),
            (wording.unclaimed, loose),
            (joint_wording.waiting, [(row.key, one.name, other.name) for row, one, other in events]),
        )
        return [words(found) for words, found in told if found]

    def _to_review(self, work: Work, campaign: Campaign) -> list[str]:
        """How many units wait for a verdict, and how many have not put right what was returned; that is no news."""
        undecided = work.submissions.units_undecided(campaign.key)
        returned = work.submissions.units_returned(campaign.key, work.now - _PUT_RIGHT_WITHIN)
        waiting = len(self._numbers & undecided)
        return wording.reviews(waiting, sum(one.number in returned for one in self._those(lambda case: case.owes)))

    def _worth_knowing(self, notice: Notice) -> list[str]:
        """Late ones, exempt ones, who is on leave, the office's own deadline upward, an unknown calendar."""
        away = [f"{one.name}{on_leave(one.leaves)}" for one in self._those(lambda case: bool(case.leaves))]
        told = (
            (wording.late, [one.name for one in self._those(lambda case: case.is_late)]),
            (wording.exempted, self._in_state(State.EXEMPT)),
            (wording.away, away),
        )
        found = [words(names) for words, names in told if names]
        level = self._own[0].duty.level if self._own else 0
        above = [d for d in notice.deadlines if d.level == level + 1 and d.date and d.date >= self._today]
        if above and above[0].date:
            found.append(wording.upward(above[0].what or above[0].text, above[0].date))
        if not self._settings.calendar.is_known(self._today.year):
            found.append(wording.unknown_year(self._today.year))
        return found

    def _undelivered(self, work: Work, campaign: Campaign, office: str) -> list[str]:
        """What did not arrive since the last working morning, or perhaps did not."""
        since = at(self._settings.calendar.shift(self._today, -1), self._settings.digest_at)
        rows = work.deliveries.undelivered(campaign.key, since)
        states = Counter(row.state for row in rows if row.office == office or row.unit_id in self._numbers)
        return [wording.undelivered(states["unknown"], states["failed"])] if states else []

    def _planned_today(self, work: Work, campaign: Campaign) -> int:
        """How many reminders this day still brings to units that can be reached, if nothing changes."""
        found = [(units, *self._stages_today(campaign, units[0], work.now)) for _, units in self._cases]
        found = [one for one in found if any(one[1:])]
        told = work.deliveries.reminders_by_unit(campaign.key) if found else {}
        said = work.deliveries.keys_of_reminders(campaign.key) if any(missed for _, missed, _ in found) else set()
        count = 0
        for units, missed, times in found:
            for one in units:
                if self._reach.get(one.number, Reach.NONE) is not Reach.NONE:
                    is_made_up_for = missed is not None and reminders.key(campaign, one, missed) not in said
                    count += min(times + is_made_up_for, max(reminders.QUOTA - told.get(one.number, 0), 0))
        return count

    def _stages_today(self, campaign: Campaign, one: Listed, now: datetime) -> tuple[reminders.Stage | None, int]:
        """The stage that is due already to units that stand like this one, and how many come later this day."""
        coming = reminders.planned(one, campaign.published_at, now, self._settings)
        missed = reminders.due(one, campaign.published_at, now, self._settings)
        return missed, sum(beijing_date(stage.instant) == self._today for stage in coming)


def _added(work: Work, campaign: Campaign, units: frozenset[int], settings: PushSettings) -> tuple[dict[str, int], int]:
    """What came since the last working morning from an office's units, and from how many of them."""
    since = at(settings.calendar.shift(beijing_date(work.now), -1), settings.digest_at)
    came = [piece for piece in work.pieces.came(campaign.key, since, work.now) if piece.unit_id in units]
    return named_counts(came), len({piece.unit_id for piece in came})


def _waiting_for_groups(work: Work, campaign: Campaign, notice: Notice) -> int:
    """How many messages to groups were ordered and are not said yet."""
    rows = [row for row in work.announcements.waiting() if row.campaign_id == campaign.key]
    rooms = [chat.room for row in rows for chat, _, _ in addressees(work, notice, row, told(work, row))]
    return sum(room != Room.PRIVATE for room in rooms)
