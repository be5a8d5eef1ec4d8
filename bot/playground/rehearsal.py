"""A whole campaign in virtual time, without a screen: publishes, plays the story, leaves its record."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePath

from bot.app import App
from bot.config import Settings
from bot.platform import Host, Outgoing, Platform
from bot.playground import people, records, script, story
from bot.playground.casting import cast, seat_coordinators
from bot.playground.inventions import invent_file, invent_units
from handlers.publishing import publish
from scheduler.clock import VirtualClock
from scheduler.span import binding_dates, first_minute, last_evening
from scheduler.workdays import WorkCalendar
from storage.chat import Attachment, ChatAddress, MediaKind, Message
from storage.editions import notice_of
from storage.errors import PlatformError, Remedy
from storage.exports.choice import Choice
from storage.exports.ledger import write_ledger
from storage.exports.package import write_package
from storage.notice.model import Notice
from storage.notice.routing import binding_level, duty, offices, unit_types
from storage.reach import MAIL
from storage.roster import Entry, import_roster
from storage.unit_of_work import Work

_MEDIA = {".jpg", ".jpeg", ".png", ".webp", ".heic", ".gif", ".bmp"}
_FILMS = {".mp4", ".mov", ".avi"}


@dataclass(frozen=True, slots=True)
class Plan:
    """What is rehearsed: a notice, a roster (None: invented units), a script (None: the built-in story)."""

    notice: Notice
    roster: Sequence[Entry] | None = None
    script: Path | None = None


async def rehearse(plan: Plan, out: Path, progress: Callable[[float], None] = lambda _: None) -> None:
    """Play the campaign and write its record into `out`. `progress` hears how much is over, 0 to 1."""
    calendar = WorkCalendar({})
    start = first_minute(plan.notice, calendar, datetime.now(UTC).date())
    end = last_evening(plan.notice, calendar, start)
    with tempfile.TemporaryDirectory(prefix="baosong-") as folder:
        app = App(
            Settings(),
            VirtualClock(start),
            [_Silent(people.PLATFORM), _Silent(MAIL)],
            folder=Path(folder),
            durable=False,
        )
        async with app:
            stage = Stage(app, plan, calendar, start)
            lines = await stage.open()
            for line in lines:
                await stage.play(line)
                progress(min(1.0, (line.at - start) / (end - start)))
            await app.turn_to(end)
            await app.database.read(lambda work: stage.leave(work, out))


class _Silent(Platform):
    """A platform without a screen: what is sent is in its row, and files are safe before they are said."""

    def __init__(self, name: str) -> None:
        self.name = name

    def is_keyed(self, outgoing: Outgoing) -> bool:  # noqa: ARG002
        """Nothing leaves, so nothing can leave twice."""
        return True

    async def start(self, host: Host) -> None:
        """Nothing comes from outside."""

    async def stop(self) -> None:
        """Nothing is held."""

    def fetch(self, attachment: Attachment, address: ChatAddress) -> AsyncIterator[bytes]:
        """Nothing is fetched: every file of a story is in its blob before it is said."""
        raise PlatformError(f"a rehearsal has no {attachment.kind} in {address.chat} to fetch", Remedy.GIVE_UP)

    async def send(self, outgoing: Outgoing) -> str:
        """Nothing leaves."""
        return outgoing.key


class Stage:
    """The rehearsal's installation, its people, and what they say."""

    def __init__(self, app: App, plan: Plan, calendar: WorkCalendar, start: datetime) -> None:
        self.app = app
        self.plan = plan
        self.calendar = calendar
        self.start = start
        self._said = 0

    async def open(self) -> list[script.Line]:
        """Fill the roster, bind the people, publish; return the story's lines."""
        given = script.read(self.plan.script, self.start) if self.plan.script else None
        lines = await self.app.database.write(lambda work: self._set(work, given))
        await self.app.turn_to(self.start)
        return lines

    def _set(self, work: Work, given: list[script.Line] | None) -> list[script.Line]:
        """Set the stage in one transaction."""
        notice = self.plan.notice
        level = binding_level(notice, None)
        entries = self.plan.roster
        if entries is None:
            entries = invent_units(unit_types(notice, level))
        import_roster(work, entries)
        seated = offices(notice, level)
        if given is None:
            cast_of = people.enrol(work, work.units.all(), seated)
            lines = self._told(notice, cast_of)
        else:
            lines = [script.addressed(line) for line in given]
            cast(work, lines, notice)
        seat_coordinators(work, seated)
        publish(work, notice, by="演练")
        return lines

    def _told(self, notice: Notice, cast_of: people.People) -> list[script.Line]:
        """The built-in story over these people; without any deadline there is nothing to tell."""
        dates = binding_dates(notice)
        players = [
            story.Player(person.unit, person.user, duty(notice, person.unit_type).office)
            for person in cast_of.persons
            if person.unit
        ]
        return story.tell(players, self.start, max(dates), self.calendar) if dates else []

    async def play(self, line: script.Line) -> None:
        """Turn the clock to a line's moment and let it be said."""
        await self.app.turn_to(line.at)
        self._said += 1
        attachments = tuple([await self._attach(name) for name in line.files])
        quotes = await self.app.database.read(lambda work: _quoted(work, line))
        message = Message(
            address=ChatAddress(people.PLATFORM, people.PLATFORM, line.chat),
            message_id=f"line-{self._said}",
            sender=line.member,
            sender_name=line.member,
            text=line.text,
            sent_at=line.at,
            room=line.room,
            addressed=line.at_bot,
            attachments=attachments,
            quotes=quotes,
        )
        await self.app.inbox.admit(message)
        await self.app.settle()

    async def _attach(self, name: str) -> Attachment:
        """A file of the story: the one beside the script, else one invented from its name."""
        beside = self.plan.script.parent / PurePath(name).name if self.plan.script else None
        data = beside.read_bytes() if beside and beside.is_file() else invent_file(name)
        blob = self.app.blobs.write(data)
        ending = PurePath(name).suffix.lower()
        kind = MediaKind.IMAGE if ending in _MEDIA else MediaKind.VIDEO if ending in _FILMS else MediaKind.FILE
        return Attachment(name, kind, locator=f"blob:{blob.sha256}")

    def leave(self, work: Work, out: Path) -> None:
        """Write the record, the ledger and the package."""
        out.mkdir(parents=True, exist_ok=True)
        records.write(work, out)
        campaign = work.campaigns.last()
        if campaign is None:
            return
        notice = notice_of(work, campaign)
        with (out / "ledger.xlsx").open("wb") as file:
            write_ledger(work, campaign, notice, file)
        with (out / "package.zip").open("wb") as file:
            write_package(work, campaign, notice, self.app.blobs, file, Choice(with_sheets=False))


def _quoted(work: Work, line: script.Line) -> str | None:
    """The key of the last delivery in the line's chat that begins as the line says."""
    if not line.quotes:
        return None
    chat = work.chats.known(people.PLATFORM, people.PLATFORM, line.chat)
    found = work.deliveries.last_beginning(chat.key, line.quotes) if chat else None
    return found.unique_key if found else line.quotes
