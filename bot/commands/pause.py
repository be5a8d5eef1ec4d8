"""`baosong pause` and `baosong resume`: stop and start everything unprompted."""

from __future__ import annotations

from pathlib import Path

import click

from bot.commands.options import config_option


@click.command()
@config_option
def pause(config_file: Path | None) -> None:
    """暂停一切主动消息；提问照常回答，材料照常接收。"""
    _turn(config_file, paused=True)
    click.echo("已暂停提醒、日报等主动消息。恢复请运行 baosong resume。", err=True)


@click.command()
@config_option
def resume(config_file: Path | None) -> None:
    """恢复主动消息；暂停期间错过的不补发，只按当前情况继续。"""
    _turn(config_file, paused=False)
    click.echo("已恢复。", err=True)


def _turn(config_file: Path | None, *, paused: bool) -> None:
    """Turn the switch that the scheduler obeys."""
    from bot.installation import opened

    with opened(config_file) as installation, installation.database.transaction() as work:
        work.settings.turn("paused_at", work.now.isoformat() if paused else "")
