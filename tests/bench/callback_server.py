"""The server of the callbacks' benchmark: `store` keeps what comes, `drop` checks it just so and keeps nothing."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from aiohttp import web

from bot.config.tables import NetworkSettings
from bot.config.wecom import AppSettings, RobotSettings, WeComSettings
from bot.inbox import Allowance, Inbox, checked
from bot.interpreter import settle_down
from bot.network import Network
from bot.platform import Host, Platform
from bot.web import guard
from bot.web.serving import Server, application
from bot.web.streams import Streams
from bot.wecom.app import SelfBuiltApp
from bot.wecom.callback import CallbackRobot
from bot.wecom.partners import Partners
from bot.wecom.tools import Tools
from bot.wecom.webhook import Webhook
from scheduler.clock import SystemClock
from storage.chat import ChatAddress, Message
from storage.database import Database
from storage.schema import create_all

TOKEN, CORP = "Token4bench", "wwcorp01"
AES_KEY = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"


async def _quiet(_chat: ChatAddress) -> None:
    """Nobody converses."""


async def _drop(message: Message) -> bool:
    """Check it as whoever keeps it does, and keep nothing."""
    checked(message)
    return True


async def serving(accounts: Sequence[Platform], routes: list[web.RouteDef], mode: str, port: int, folder: Path) -> None:
    """Serve the addresses of some accounts until told to end."""
    clock = SystemClock()
    database = Database(folder / "baosong.db", clock.now)
    create_all(database.engine)
    inbox = Inbox(database, Allowance(10), lambda _admitted: None)
    host = Host(inbox.admit, _quiet, database, clock)
    for one in accounts:
        await one.start(host if mode == "store" else replace(host, receive=_drop))
    server = Server(application(routes, [guard.refuse_foreign()]), Streams())
    await server.start("127.0.0.1", port)
    settle_down()
    ended = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ended.set)
    await ended.wait()
    await server.stop()
    for one in accounts:
        await one.stop()
    database.close()


async def serve(mode: str, port: int, folder: Path) -> None:
    """Serve an app and a robot of WeCom."""
    tools = Tools(Network(NetworkSettings()), WeComSettings(api="http://127.0.0.1:9"), lambda sha256: folder / sha256)
    about = {"token": TOKEN, "aes_key": AES_KEY}
    app = SelfBuiltApp(AppSettings(name="app", corp_id=CORP, agent_id=1000002, secret="", **about), tools)
    robot = CallbackRobot(RobotSettings(name="robot", **about), tools, Partners())
    await serving([app, robot], Webhook({"app": app, "robot": robot}).routes(), mode, port, folder)


if __name__ == "__main__":
    asyncio.run(serve(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])))
