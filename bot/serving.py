"""What is served until somebody stops it: `baosong run` with its unit page, `baosong demo` with its playground."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot import tasks
from bot.app import MEGABYTE, App
from bot.board import pages as board_pages
from bot.board.entrance import Entrance
from bot.board.live import templates as board_templates
from bot.config import Settings
from bot.installation import blobs_path
from bot.interpreter import settle_down
from bot.mail import Mail
from bot.page import views
from bot.platform import Platform
from bot.web import guard, wording
from bot.web.conversation import Conversation
from bot.web.platform import PagePlatform
from bot.web.serving import Server, application
from bot.web.streams import Streams
from bot.web.uploads import Limits, Uploads
from bot.workers import WorkerFailed
from scheduler.clock import Clock, SystemClock
from storage.blobs import Blobs
from storage.patterns import compile_waiting
from storage.reach import PAGE, WEB

REHEARSAL_SECONDS = 120.0
AT_REST_AFTER = 5.0
"""Seconds after the start from which what nobody waits for may be done."""

if TYPE_CHECKING:
    from bot.feishu.platform import Feishu
    from bot.playground.server import Rehearsal
    from bot.wecom.platform import WeCom


async def serve(settings: Settings, tell: Callable[[str], None] = print) -> None:
    """Serve until SIGINT or SIGTERM. Raises Misconfigured where the address cannot be taken."""
    streams, clock = Streams(), SystemClock()
    uploads = uploads_of(settings, settings.data.folder, clock)
    uploads.forget_old()
    server_settings = settings.server
    async with AsyncExitStack() as stack:
        unit_pages = PagePlatform(PAGE, uploads, streams.nudge)
        desk_pages = PagePlatform(WEB, uploads, lambda _: streams.nudge_platform(WEB))
        called: list[WeCom | Feishu] = [*_wecom(settings), *_feishu(settings)]
        mail = [Mail(settings.mail, Blobs(blobs_path(settings)).path)] if settings.mail.server else []
        platforms: list[Platform] = [unit_pages, desk_pages, *called, *mail]
        app = await stack.enter_async_context(App(settings, clock, platforms, folder=settings.data.folder))
        conversation = Conversation(app.database, clock.now, app.inbox.admit, streams, uploads, views.templates())
        page = unit_page(app, conversation)
        origins = [server_settings.public_url.rstrip("/")] if server_settings.public_url else []
        server = Server(
            application(
                [
                    *pages(app, conversation),
                    web.get("/", page.entrance, allow_head=False),
                    *(route for one in called for route in one.routes()),
                ],
                [guard.refuse_foreign(origins)],
            ),
            streams,
        )
        await server.start(server_settings.host, server_settings.port)
        stack.push_async_callback(server.stop)
        settle_down()
        _once_at_rest(compile_waiting)
        tell(f"已启动：http://{server_settings.host}:{server.port}　按 Ctrl+C 停止")
        await until_stopped()


def _once_at_rest(work: Callable[[], None]) -> None:
    """Do something in a thread of its own, once the first who wrote have their answers; no end waits for it."""
    timer = Timer(AT_REST_AFTER, work)
    timer.daemon = True
    timer.start()


def _wecom(settings: Settings) -> list[WeCom]:
    """WeCom, where an account of it is set up; what it needs is not even loaded elsewhere."""
    if not settings.wecom.is_used:
        return []
    from bot.network import Network
    from bot.wecom.platform import WeCom

    return [WeCom(settings.wecom, Network(settings.network), Blobs(blobs_path(settings)).path)]


def _feishu(settings: Settings) -> list[Feishu]:
    """Feishu, where an app of it is set up."""
    if not settings.feishu.is_used:
        return []
    from bot.feishu.platform import Feishu
    from bot.network import Network

    return [Feishu(settings.feishu, Network(settings.network), Blobs(blobs_path(settings)).path)]


def uploads_of(settings: Settings, folder: Path, clock: Clock) -> Uploads:
    """Return where files on their way in lie, with the limits of the configuration."""
    limits = settings.limits
    return Uploads(folder / "uploads", Limits(limits.file_megabytes * MEGABYTE, limits.files_per_message), clock.now)


def unit_page(app: App, conversation: Conversation) -> views.UnitPage:
    """Return the unit page of a running bot."""
    keeper = wording.keeper(app.settings.office.name, app.settings.office.responsible)
    of_page = replace(conversation, environment=views.templates(), quotas=app.quotas)
    return views.UnitPage(of_page, app.blobs.path, keeper)


def board(app: App, conversation: Conversation) -> list[web.AbstractRouteDef]:
    """Return the routes of the coordinators' pages of a running bot."""
    environment = board_templates()
    is_secure = app.settings.server.public_url.startswith("https://")
    rehearses = tasks.rehearsing(app.push_settings)

    async def rehearse_draft(number: int) -> dict[str, Any]:
        data = {"draft": number, "at": app.clock.now().isoformat()}
        try:
            return await app.workers.run(REHEARSAL_SECONDS, rehearses, data, app.folder)
        except WorkerFailed:
            return {}

    return board_pages.routes(
        replace(conversation, environment=environment),
        Entrance(app.database, environment, is_secure),
        app.blobs.path,
        app.push_settings,
        rehearse_draft,
    )


def pages(app: App, conversation: Conversation) -> list[web.AbstractRouteDef]:
    """Return the routes of every page: the unit page and the coordinators' pages."""
    return [*unit_page(app, conversation).routes(), *board(app, conversation)]


async def rehearse(rehearsal: Rehearsal, port: int | None, tell: Callable[[str], None] = print) -> None:
    """Serve a playground until it is stopped. Raises Misconfigured where the port is taken."""
    from bot.playground.server import playground

    async with playground(rehearsal, port, uploads_of, pages) as address:
        tell(f"演练已就绪，请在浏览器打开：{address}　按 Ctrl+C 停止")
        await until_stopped()


async def until_stopped() -> None:
    """Wait for Ctrl+C or an orderly end."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(number, stopped.set)
        except NotImplementedError:  # Windows: Ctrl+C raises KeyboardInterrupt instead
            break
    await stopped.wait()
