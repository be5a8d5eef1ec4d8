"""From what is due to deliveries, each under a key of its own, so that nothing is ever said twice.

`tick` is called every second and by a virtual clock at each due instant. Receipts answer somebody and
are said at any hour; everything unprompted is said in office hours only, and not while the bot is paused.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from scheduler import briefs, digests, receipts, reminders, showing
from scheduler.clock import at, beijing_date
from scheduler.settings import PushSettings
from scheduler.span import binding_dates
from scheduler.terms import notice_at
from scheduler.wording import reminders as reminder_wording
from scheduler.workdays import OFFICE_HOURS
from storage.addressees import addressees, key_of, told
from storage.chat import DeliveryKind, Reply, ReplyKind, Room
from storage.editions import notice_of
from storage.links import mailed_link
from storage.notice.model import Notice
from storage.notice.routing import binding_level, offices
from storage.reach import MAIL, chats_of_office, users_of_unit, ways_to_unit
from storage.standing import Listed, by_case, roll
from storage.tables import Announcement, Campaign, Chat
from storage.unit_of_work import Work

MOST_AT_ONCE = 200
"""Deliveries of an announcement, and reminders, that one transaction makes at the most: others wait for the writer."""

PAUSED, LOOKED_AT = "paused_at", "pushes_looked_at"


def tick(work: Work, settings: PushSettings) -> int:
    """Say what is due now; return how many deliveries were made."""
    before = work.deliveries.made
    receipts.say_due(work, settings)
    showing.expired(work)
    if not work.settings.value(PAUSED) and settings.calendar.in_office_hours(work.now):
        for row in work.announcements.waiting():
            _announce(work, row)
        if _boundary_passed(work, settings):
            running = work.campaigns.running()
            if all(_Campaign(work, one, reminders.with_changes(work, one, settings)).say_due() for one in running):
                work.settings.turn(LOOKED_AT, work.now.isoformat())
    return work.deliveries.made - before


def boundaries(settings: PushSettings) -> list[str]:
    """The hours at which something unprompted can fall due on a working day."""
    hours = {settings.digest_at, settings.remind_at, settings.call_list_at, settings.second_digest_at}
    hours |= {start.strftime("%H:%M") for start, _ in OFFICE_HOURS}
    return sorted(hours)


def next_boundary(work: Work, settings: PushSettings) -> datetime | None:
    """Return the next instant at which something unprompted can fall due; None where no campaign runs."""
    if work.settings.value(PAUSED):
        return None
    waiting = work.announcements.waiting()
    found = [settings.calendar.next_office_instant(work.now)] if waiting else []
    if any(not _is_over(work, campaign, settings) for campaign in work.campaigns.running()):
        is_unfinished = settings.calendar.in_office_hours(work.now) and _boundary_passed(work, settings)
        found.append(work.now if is_unfinished else next_look(work.now, settings))
    return min(found, default=None)


def next_look(now: datetime, settings: PushSettings) -> datetime:
    """Return the next hour of a working day at which running campaigns are looked at."""
    today = beijing_date(now)
    days = [today] if settings.calendar.is_workday(today) else []
    days.append(settings.calendar.shift(today, 1))
    return min(moment for day in days for hour in boundaries(settings) if (moment := at(day, hour)) > now)


def _boundary_passed(work: Work, settings: PushSettings) -> bool:
    """Whether an hour at which something can fall due has come since the last look."""
    looked = work.settings.value(LOOKED_AT)
    if not looked:
        return True
    today = beijing_date(work.now)
    last = datetime.fromisoformat(looked)
    return any(last < at(today, hour) <= work.now for hour in boundaries(settings)) or beijing_date(last) < today


def _is_over(work: Work, campaign: Campaign, settings: PushSettings) -> bool:
    """Whether the closing digests of a campaign have been said; before its last day the units are not asked for."""
    notice, today = notice_at(work, campaign, settings.calendar), beijing_date(work.now)
    if any(day >= today for day in binding_dates(notice)):
        return False
    closing = digests.days(campaign, roll(work, campaign, notice), settings).closing
    return closing is not None and today > closing


def _announce(work: Work, row: Announcement) -> None:
    """Tell those an announcement concerns, as many as one transaction may; it is done when all are told."""
    campaign = work.campaigns.get(row.campaign_id)
    notice = notice_of(work, campaign)
    kind = DeliveryKind.BRIEF if row.kind == "brief" else DeliveryKind.ANNOUNCEMENT
    made = 0
    for chat, unit_id, unit_type in addressees(work, notice, row, told(work, row)):
        key = key_of(row, chat)
        reply = briefs.announcement(notice, row, unit_type)
        made += work.say(
            chat.key, key, reply, kind, campaign_id=campaign.key, edition_id=row.edition_id, unit_id=unit_id
        )
        if made >= MOST_AT_ONCE:
            return
    work.announcements.set(row.key, done_at=work.now)


@dataclass(slots=True)
class _Campaign:
    """One running campaign at one moment: its digests, reminders and call lists."""

    work: Work
    campaign: Campaign
    settings: PushSettings

    def say_due(self) -> bool:
        """Say what is due now, digests first: they announce the day's reminders. Return whether that was all."""
        notice = notice_at(self.work, self.campaign, self.settings.calendar)
        every = roll(self.work, self.campaign, notice)
        by_office = {
            office: [standing for standing in every if standing.office == office]
            for office in offices(notice, binding_level(notice, None))
        }
        for office, own in by_office.items():
            self._digest(notice, office, own)
        reminded = self.work.deliveries.reminders_by_unit(self.campaign.key)
        if not self._remind_all(notice, every, reminded):
            return False
        for office, own in by_office.items():
            self._call_list(office, own, reminded)
        return True

    def _digest(self, notice: Notice, office: str, own: Sequence[Listed]) -> None:
        """An office's digest goes to its room, else to one of its coordinators."""
        span = digests.days(self.campaign, own, self.settings)
        hour = digests.due_hour(self.work.now, span, self.settings)
        chats = chats_of_office(self.work, office)
        if hour is None or not chats:
            return
        key = f"digest/{self.campaign.key}/{office}/{beijing_date(self.work.now)}/{hour}"
        if self.work.deliveries.keyed(key) is None:
            digest = digests.Digest(self.work, self.campaign, notice, office, own, self.settings)
            if digest.has_news or self.settings.empty_digest:
                reply = digest.with_names() if digest.has_news else digest.short()
                self._say(chats[0].key, key, reply, DeliveryKind.DIGEST, office=office)

    def _remind_all(self, notice: Notice, every: Sequence[Listed], reminded: dict[int, int]) -> bool:
        """Remind every unit of its gap, as many as one transaction may; return whether that was all."""
        published_at, now = self.campaign.published_at, self.work.now
        stages = {id(case): reminders.due(units[0], published_at, now, self.settings) for case, units in by_case(every)}
        if not any(stages.values()):
            return True
        said = self.work.deliveries.keys_of_reminders(self.campaign.key, but_failed=True)
        before = self.work.deliveries.made
        for standing in every:
            stage = stages[id(standing.case)]
            if stage is None or reminded.get(standing.number, 0) >= reminders.QUOTA:
                continue
            key = reminders.key(self.campaign, standing, stage)
            if key not in said:
                if self.work.deliveries.made - before >= MOST_AT_ONCE:
                    return False
                self._remind(notice, standing, stage, key)
        return True

    def _remind(self, notice: Notice, standing: Listed, stage: reminders.Stage, key: str) -> None:
        """Remind one unit of its gap, by the best way there is to it."""
        free = self._free_key(key)
        ways = ways_to_unit(self.work, self.work.units.get(standing.number)) if free else []
        if free and ways:
            way = ways[0]
            reply = self._reminder(notice, standing, way, stage.words)
            if way.room == Room.UNIT_GROUP:
                reply = replace(reply, mentions=users_of_unit(self.work, standing.number, way))
            about = {"unit_id": standing.number, "office": standing.office}
            self._say(way.key, free, reply, DeliveryKind.REMINDER, **about)

    def _free_key(self, key: str) -> str | None:
        """The key of a reminder that has not been said; where its chat turned out to be lost, one more to try."""
        for again in (key, f"{key}/again"):
            row = self.work.deliveries.keyed(again)
            if row is None:
                return again
            if row.state != "failed" or self.work.chats.get(row.chat_id).lost_at is None:
                return None
        return None

    def _reminder(self, notice: Notice, standing: Listed, way: Chat, words: str) -> Reply:
        """Word a reminder for the way it goes; a mail brings a link to the unit page, where that has an address."""
        if way.platform != MAIL:
            return reminders.reminder(standing, self.work.now, self.settings, way, words)
        url = self.settings.page_url
        link = url(mailed_link(self.work, self.work.units.get(standing.number))) if url else None
        return reminders.headed(reminders.mail(notice, standing, self.work.now, self.settings, link), words)

    def _call_list(self, office: str, own: Sequence[Listed], reminded: dict[int, int]) -> None:
        """Whom to call: on the day of the deadline at 14:00, and the next working morning."""
        today, chats = beijing_date(self.work.now), chats_of_office(self.work, office)
        rows = [
            (standing, reminded.get(standing.number, 0))
            for standing in own
            if standing.is_to_be_called and self._is_time_to_call(standing, today)
        ]
        if not rows or not chats:
            return
        key = f"calls/{self.campaign.key}/{office}/{today}"
        lines = reminder_wording.calls(office, today, [reminder_wording.call(*row) for row in rows])
        reply = Reply(
            ReplyKind.STATE, lines, buttons=reminder_wording.BUTTONS, table=reminder_wording.call_table(rows, len(rows))
        )
        self._say(chats[0].key, key, reply, DeliveryKind.ANNOUNCEMENT, office=office)

    def _is_time_to_call(self, standing: Listed, today: date) -> bool:
        """Whether today is a day on which a unit with a gap is called, and the hour has come."""
        instants = reminders.call_instants(standing.deadline_on, self.settings) if standing.deadline_on else ()
        return any(beijing_date(instant) == today and instant <= self.work.now for instant in instants)

    def _say(self, chat: int, key: str, reply: Reply, kind: DeliveryKind, **about: object) -> None:
        """Make one delivery of this campaign."""
        edition = self.campaign.edition_id
        self.work.say(chat, key, reply, kind, campaign_id=self.campaign.key, edition_id=edition, **about)
