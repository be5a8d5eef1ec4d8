"""The server of the benchmark of Feishu's callbacks: `store` keeps what comes, `drop` does all but that."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from bot.config.feishu import AppSettings, FeishuSettings
from bot.config.tables import NetworkSettings
from bot.feishu.account import App
from bot.feishu.webhook import Webhook
from bot.network import Network
from tests.bench.callback_server import serving

APP, KEY, TOKEN = "cli_bench", "key-of-the-bench", "token-of-the-bench"


async def serve(mode: str, port: int, folder: Path) -> None:
    """Serve until told to end."""
    about = {"encrypt_key": KEY, "verification_token": TOKEN}
    settings = AppSettings(name="app", app_id=APP, app_secret="s", **about)
    app = App(
        settings, FeishuSettings(api="http://127.0.0.1:9"), Network(NetworkSettings()), lambda name: folder / name
    )
    await serving([app], Webhook({"app": app}).routes(), mode, port, folder)


if __name__ == "__main__":
    asyncio.run(serve(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])))
