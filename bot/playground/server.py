"""The playground whole: an app on a virtual clock in a folder of its own, with pages for everybody in it."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from aiohttp import web

from bot.app import App
from bot.config import ServerSettings, Settings
from bot.playground import people
from bot.playground.inventions import invent_units
from bot.playground.views import Playground, templates
from bot.web import guard
from bot.web.conversation import Conversation
from bot.web.platform import PagePlatform
from bot.web.serving import Server, application
from bot.web.streams import Streams
from bot.web.uploads import Uploads
from handlers.publishing import publish
from scheduler.clock import VirtualClock
from scheduler.span import first_minute
from scheduler.workdays import WorkCalendar
from storage.notice.model import Notice
from storage.notice.routing import binding_level, offices, unit_types
from storage.reach import PAGE
from storage.roster import Entry, import_roster
from storage.unit_of_work import Work

HOST = "127.0.0.1"
PORT = 8520
_NAMES = frozenset({HOST, "localhost"})


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What is rehearsed: a notice, and a roster (None: invented units)."""

    notice: Notice
    roster: Sequence[Entry] | None = None


UnitPages = Callable[[App, Streams, Uploads], list[web.AbstractRouteDef]]
"""Makes the routes of the unit page, which anybody can open from here."""

MakeUploads = Callable[[Settings, Path, VirtualClock], Uploads]


@asynccontextmanager
async def playground(
    rehearsal: Rehearsal, port: int | None, make_uploads: MakeUploads, unit_pages: UnitPages
) -> AsyncIterator[str]:
    """Serve a playground and give its address; without a port the usual one is taken, or any other that is free."""
    clock = VirtualClock(first_minute(rehearsal.notice, WorkCalendar({}), datetime.now(UTC).date()))
    streams = Streams()
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="baosong-")))
        settings = Settings(server=ServerSettings(public_url=f"http://{HOST}:{port or PORT}"))
        uploads = make_uploads(settings, folder, clock)
        platforms = [PagePlatform(name, uploads, lambda _: streams.nudge_all()) for name in (people.PLATFORM, PAGE)]
        app = await stack.enter_async_context(App(settings, clock, platforms, folder=folder, durable=False))
        everybody = await app.database.write(lambda work: _set(work, rehearsal))
        await app.turn_to(clock.now())
        conversation = Conversation(app.database, clock.now, app.inbox.admit, streams, uploads, templates())
        routes = [*Playground(app, everybody, conversation).routes(), *unit_pages(app, streams, uploads)]
        walls = [guard.refuse_other_hosts(_NAMES), guard.refuse_foreign()]
        server = Server(application(routes, walls), streams)
        await server.start(HOST, port or PORT, or_any=port is None)
        stack.push_async_callback(server.stop)
        yield f"http://{HOST}:{server.port}"


def _set(work: Work, rehearsal: Rehearsal) -> people.People:
    """Fill the roster, bind a person to every unit and office, publish."""
    level = binding_level(rehearsal.notice, None)
    entries = rehearsal.roster
    import_roster(work, invent_units(unit_types(rehearsal.notice, level)) if entries is None else entries)
    everybody = people.enrol(work, work.units.all(), offices(rehearsal.notice, level))
    publish(work, rehearsal.notice, by="演练")
    return everybody
