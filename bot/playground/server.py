"""The playground whole: an app on a virtual clock in a folder of its own, with pages for everybody in it."""

from __future__ import annotations

import socket
import tempfile
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from aiohttp import web

from bot.app import App
from bot.config import Settings
from bot.config.tables import OfficeSettings, ServerSettings
from bot.playground import people
from bot.playground.inventions import invent_units
from bot.playground.turning import Turning
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
from storage.errors import Misconfigured
from storage.notice.model import Notice
from storage.notice.routing import binding_level, offices, unit_types
from storage.reach import PAGE, WEB
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


Pages = Callable[[App, Conversation], list[web.AbstractRouteDef]]
"""Makes the routes of the pages that are opened from here, for a conversation like the playground's."""

MakeUploads = Callable[[Settings, Path, VirtualClock], Uploads]


@asynccontextmanager
async def playground(
    rehearsal: Rehearsal, port: int | None, make_uploads: MakeUploads, pages: Pages
) -> AsyncIterator[str]:
    """Serve a playground and give its address; without a port the usual one is taken, or any other that is free."""
    clock = VirtualClock(first_minute(rehearsal.notice, WorkCalendar({}), datetime.now(UTC).date()))
    streams = Streams()
    port = port or _free_port()
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="baosong-")))
        settings = Settings(
            server=ServerSettings(public_url=f"http://{HOST}:{port}"), office=OfficeSettings(name=_office(rehearsal))
        )
        uploads = make_uploads(settings, folder, clock)
        platforms = [
            PagePlatform(name, uploads, lambda _: streams.nudge_all()) for name in (people.PLATFORM, PAGE, WEB)
        ]
        app = await stack.enter_async_context(App(settings, clock, platforms, folder=folder, durable=False))
        everybody = await app.database.write(lambda work: _set(work, rehearsal))
        await app.turn_to(clock.now())
        turning = Turning(app, streams.nudge_all)
        stack.push_async_callback(turning.close)
        conversation = Conversation(app.database, clock.now, turning.admit, streams, uploads, templates())
        grounds = Playground(app, everybody, conversation, turning)
        routes = [*grounds.routes(), *pages(app, conversation)]
        walls = [guard.refuse_other_hosts(_NAMES), guard.refuse_foreign()]
        server = Server(application(routes, walls), streams)
        await server.start(HOST, port)
        stack.push_async_callback(server.stop)
        yield f"http://{HOST}:{port}"


def _free_port() -> int:
    """The usual port, or any other where it is taken."""
    for port in (PORT, 0):
        with socket.socket() as probe:
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise Misconfigured(f"{HOST} 上没有可用的端口。")


def _office(rehearsal: Rehearsal) -> str:
    """Who is responsible: whoever issued what is rehearsed."""
    issuers = rehearsal.notice.levels[binding_level(rehearsal.notice, None)].issuers
    return issuers[0][:60] if issuers else ""


def _set(work: Work, rehearsal: Rehearsal) -> people.People:
    """Fill the roster, bind a person to every unit and office, publish."""
    level = binding_level(rehearsal.notice, None)
    entries = rehearsal.roster
    import_roster(work, invent_units(unit_types(rehearsal.notice, level)) if entries is None else entries)
    everybody = people.enrol(work, work.units.all(), offices(rehearsal.notice, level))
    publish(work, rehearsal.notice, by="演练")
    return everybody
