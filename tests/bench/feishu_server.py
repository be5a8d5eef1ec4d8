"""The server of the benchmark of Feishu's callbacks: `store` keeps what comes, `drop` checks it and keeps nothing.

What it asks of Feishu, its own id and seven names, is answered beside it.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from aiohttp import web

from bot.config.feishu import AppSettings, FeishuSettings
from bot.config.tables import NetworkSettings
from bot.feishu.account import App
from bot.feishu.webhook import Webhook
from bot.network import Network
from tests.bench.callback_server import serving
from tests.bench.installation import free_port

APP, KEY, TOKEN = "cli_bench", "key-of-the-bench", "token-of-the-bench"


async def _answer(request: web.Request) -> web.Response:
    """Whatever is asked: a token, the bot, names."""
    body = await request.json() if request.can_read_body else {}
    users = [{"user_id": one, "name": one} for one in body.get("user_ids", ())]
    token = {"tenant_access_token": "t-bench", "expire": 7200}
    return web.json_response({"code": 0, **token, "bot": {"open_id": "ou_bot"}, "data": {"users": users}})


async def serve(mode: str, port: int, folder: Path) -> None:
    """Serve until told to end."""
    feishu = web.Application()
    feishu.add_routes([web.route("*", "/{path:.*}", _answer)])
    runner, beside = web.AppRunner(feishu), free_port()
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", beside).start()
    about = {"encrypt_key": KEY, "verification_token": TOKEN}
    settings = AppSettings(name=APP, app_id=APP, app_secret="s", **about)
    where = FeishuSettings(api=f"http://127.0.0.1:{beside}")
    app = App(settings, where, Network(NetworkSettings()), lambda name: folder / name)
    await serving([app], Webhook({APP: app}).routes(), mode, port, folder)
    await runner.cleanup()


if __name__ == "__main__":
    asyncio.run(serve(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])))
