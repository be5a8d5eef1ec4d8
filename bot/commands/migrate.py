"""`baosong migrate`: brings the database to this version's shape."""

from __future__ import annotations

from pathlib import Path

import click

from bot.commands.options import config_option


@click.command()
@config_option
def migrate(config_file: Path | None) -> None:
    """把数据库更新到当前版本；更新前先在数据目录的 backups 里留一份副本。"""
    from bot import config
    from bot.installation import database_path
    from storage import schema

    settings = config.load(config_file)
    settings.data.folder.mkdir(parents=True, exist_ok=True)
    copy = schema.migrate(database_path(settings))
    click.echo(f"数据库已是当前版本。{f'更新前的副本：{copy}' if copy else ''}", err=True)
