"""`baosong run`: serves."""

from __future__ import annotations

from pathlib import Path

import click

from bot.commands.options import config_option


@click.command()
@config_option
def run(config_file: Path | None) -> None:
    """启动：接收消息，按时提醒，提供单位页面。按 Ctrl+C 停止。"""
    import asyncio

    from bot import config
    from bot.installation import prepare
    from bot.serving import serve

    settings = config.load(config_file)
    prepare(settings)
    asyncio.run(serve(settings, click.echo))
