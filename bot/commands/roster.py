"""`baosong roster`: the units, from and to a table."""

from __future__ import annotations

from pathlib import Path

import click

from bot.commands.options import EXISTING_FILE, NEW_FILE, config_option


@click.group()
def roster() -> None:
    """花名册：下载模板，导入单位。"""


@roster.command()
@click.option("--out", type=NEW_FILE, default=Path("花名册模板.xlsx"), show_default=True, help="写到哪个文件")
def template(out: Path) -> None:
    """写出一份花名册模板（xlsx）。"""
    from storage.roster import template as make

    out.write_bytes(make())
    click.echo(f"已写出 {out}", err=True)


@roster.command("import")
@click.argument("file", type=EXISTING_FILE)
@config_option
def import_(file: Path, config_file: Path | None) -> None:
    """导入花名册（xlsx 或 csv）；有一行不对就全部不导入。"""
    from bot.installation import opened
    from storage.roster import import_roster, read_roster
    from storage.wording import roster_result

    entries = read_roster(file.read_bytes(), file.name)
    with opened(config_file) as installation, installation.database.transaction() as work:
        result = import_roster(work, entries)
    click.echo(roster_result(result))
