"""The composition root: opens everything in order, closes it in reverse, and turns a virtual clock."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from bot import tasks
from bot.config import Settings
from bot.dispatcher import Conversing, Dispatcher, Made
from bot.inbox import Allowance, Inbox
from bot.jobs import Jobs
from bot.media import Limits, Media, Sources
from bot.messenger import Messenger
from bot.platform import Host, Platform
from bot.running import Running
from bot.workers import Workers
from handlers import lexicon
from handlers.context import Urls
from scheduler import pushes, timetable
from scheduler.clock import Clock, VirtualClock
from scheduler.settings import PushSettings
from scheduler.workdays import WorkCalendar
from storage.blobs import Blobs
from storage.database import Database
from storage.quotas import Quotas
from storage.reach import CAN_MAIL, MAIL
from storage.schema import create_all

MEGABYTE = 1_000_000
MOST_TURNS = 200_000
"""Instants one turn of a virtual clock may pass through: a bound against a plan that never ends."""


class App:
    """The bot, whole: used by `run`, by the playground, by rehearsals and by tests, with what differs passed in.

    `folder` holds the database and the files; `durable` off gives up power cuts for speed, for rehearsals.
    """

    def __init__(
        self, settings: Settings, clock: Clock, platforms: Sequence[Platform], *, folder: Path, durable: bool = True
    ) -> None:
        self.settings = settings
        self.clock = clock
        self.platforms = {platform.name: platform for platform in platforms}
        self.folder = folder
        self.calendar = WorkCalendar(settings.day_overrides())
        self.push_settings = _push_settings(settings, self.calendar, self._url("u"))
        self._durable = durable
        self._stack = AsyncExitStack()
        self._ticking = Running()

    async def __aenter__(self) -> Self:
        """Open everything; what was open when something fails is closed again."""
        try:
            await self._open()
        except BaseException:
            await self._stack.aclose()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close everything in reverse."""
        await self._stack.aclose()

    async def _open(self) -> None:
        lexicon.use(*(Path(name) for name in (self.settings.bot.lexicon,) if name))
        path = self.folder / "baosong.db"
        is_new = not path.exists()
        self.database = Database(path, self.clock.now, durable=self._durable)
        self._stack.callback(self.database.close)
        if is_new:
            create_all(self.database.engine)
        can_mail = "yes" if MAIL in self.platforms else ""
        await self.database.write(lambda work: work.settings.turn(CAN_MAIL, can_mail))
        self._compose()
        # Closed in reverse: no more ticks, conversations ended, what they said sent, and only then the platforms.
        for platform in self.platforms.values():
            self._stack.push_async_callback(platform.stop)
        self._stack.push_async_callback(self.messenger.close)
        self._stack.callback(self.workers.close)
        self._stack.push_async_callback(self.media.close)
        await self.jobs.start()
        self._stack.push_async_callback(self.jobs.close)
        await self.dispatcher.resume()
        self._stack.push_async_callback(self.dispatcher.close)
        if not isinstance(self.clock, VirtualClock):
            ticker = timetable.Ticker(self._begin_tick)
            self._stack.push_async_callback(self._ticking.finish)
            self._stack.push_async_callback(ticker.stop)
            ticker.start()
        host = Host(self.inbox.admit, self.dispatcher.quiet, self.database, self.clock, self._links())
        for platform in self.platforms.values():
            await platform.start(host)
        # Last: whether what a stop has cut off is shown once if it is sent again, only who has started can say.
        await self.messenger.start()

    def _compose(self) -> None:
        """Make the parts and tell each of the next."""
        database, clock = self.database, self.clock
        limits = self.settings.limits
        sizes = Limits(limits.file_megabytes * MEGABYTE, limits.picture_megabytes * MEGABYTE)
        self.blobs = Blobs(self.folder / "blobs", durable=self._durable)
        self.blobs.forget_half_written(clock.now() - timedelta(days=1))
        self.push_settings = replace(self.push_settings, keep=lambda data: self.blobs.write(data).sha256)
        self.workers = Workers(clock)
        self.media = Media(database, Sources(self.platforms, self.blobs, sizes), clock, self.workers)
        self.messenger = Messenger(database, clock, self.platforms, self._links())
        conversing = Conversing(self.push_settings, Urls(self._url("u"), self._url("in")))
        self.dispatcher = Dispatcher(database, self.media, clock, conversing, self._made)
        self.quotas = Quotas(
            member_files=limits.member_files_per_day,
            member_bytes=limits.member_megabytes_per_day * MEGABYTE,
            unit_files=limits.unit_files_per_day,
            unit_bytes=limits.unit_megabytes_per_day * MEGABYTE,
        )
        most = Allowance(limits.files_per_message, self.quotas)
        self.inbox = Inbox(database, most, self.dispatcher.hand_on, self.settings.called())
        kinds = tasks.kinds(self.push_settings, with_coordinates=self.settings.exports.coordinates)
        self.jobs = Jobs(database, clock, self.workers, self.inbox, (kinds, self.folder))

    def _links(self) -> tuple[str, ...]:
        """The addresses that may be links wherever they stand: our own."""
        return tuple(filter(None, [self.settings.server.public_url.rstrip("/")]))

    def _url(self, below: str) -> Callable[[str], str] | None:
        """Makes links of tokens: to the unit page (u), into the coordinators' pages (in); None without an address."""
        base = self.settings.server.public_url.rstrip("/")
        return (lambda token: f"{base}/{below}/{token}") if base else None

    def _made(self, made: Made) -> None:
        """A conversation has left something to be sent or done."""
        if made.deliveries:
            self.messenger.wake()
        if made.jobs:
            self.jobs.wake()

    async def tick(self) -> None:
        """Let what is due now be said."""
        if await self.database.write(lambda work: pushes.tick(work, self.push_settings)):
            self.messenger.wake()

    async def _begin_tick(self) -> None:
        """Tick beside the ticker, which would break off a tick in hand when it stops; never two at once."""
        if not self._ticking:
            self._ticking.start(self.tick(), "tick")

    async def settle(self) -> None:
        """Wait until everything is at rest: messages, files, jobs, deliveries."""
        self.messenger.wake()
        while True:
            await self.dispatcher.idle()
            await self.jobs.idle()
            await self.messenger.rested()
            if self.dispatcher.is_idle and self.jobs.is_idle and self.messenger.is_at_rest:
                return

    async def turn_to(self, instant: datetime) -> None:
        """Turn the virtual clock to an instant, through everything that falls due on the way."""
        for _ in range(MOST_TURNS):
            due = await self.next_due()
            if due is None or due > instant:
                break
            await self._turn(due)
        await self._turn(instant)

    async def turn_to_next(self) -> datetime | None:
        """Turn the virtual clock to the next instant at which something is said; None where nothing will be."""
        for _ in range(MOST_TURNS):
            due = await self.next_due()
            if due is None:
                return None
            before = await self.database.read(lambda work: work.deliveries.count())
            await self._turn(due)
            if await self.database.read(lambda work: work.deliveries.count()) > before:
                return due
        return None

    async def next_due(self) -> datetime | None:
        """Return the next instant at which something may fall due, never one that has passed."""
        now = self.clock.now()
        due = await self.database.read(lambda work: timetable.next_due(work, self.push_settings))
        return max(due, now + timedelta(seconds=1)) if due else None

    async def _turn(self, instant: datetime) -> None:
        clock = self.clock
        if not isinstance(clock, VirtualClock):
            raise TypeError("only a virtual clock is turned")
        if instant > clock.now():
            clock.advance_to(instant)
        await self.tick()
        await self.settle()


def _push_settings(settings: Settings, calendar: WorkCalendar, page_url: Callable[[str], str] | None) -> PushSettings:
    """What the scheduler needs to know of the configuration."""
    reminders = settings.reminders
    return PushSettings(
        calendar=calendar,
        stages=tuple(reminders.stages),
        remind_at=reminders.at,
        digest_at=reminders.digest_at,
        second_digest_at=reminders.second_digest_at,
        empty_digest=reminders.empty_digest,
        messages_per_day=settings.limits.member_messages_per_day,
        page_url=page_url,
    )
