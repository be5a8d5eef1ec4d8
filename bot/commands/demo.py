"""`baosong demo`: the whole loop with no account, on a page or without one."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.commands.options import EXISTING_FILE

if TYPE_CHECKING:
    from bot.playground.rehearsal import Plan

_OUT = click.Path(file_okay=False, path_type=Path)


@click.command()
@click.option("--notice", "notice_file", type=EXISTING_FILE, help="用这份通知（默认：自带的虚构通知）")
@click.option("--roster", "roster_file", type=EXISTING_FILE, help="用这份花名册（默认：虚构单位）")
@click.option("--port", type=click.IntRange(1, 65535), help="页面端口（默认 8520，被占用时另选）")
@click.option("--headless", is_flag=True, help="不开页面，在虚拟时间里走完并留下记录")
@click.option("--script", type=EXISTING_FILE, help="演练脚本（JSON Lines），仅用于 --headless")
@click.option("--out", type=_OUT, help="记录写到哪个目录，仅用于 --headless")
def demo(notice_file: Path | None, roster_file: Path | None, **options: Any) -> None:
    """试用：扮演联络员和统筹人，拨动时钟走完一次报送；不发出任何真实消息。"""
    out: Path | None = options["out"]
    if options["headless"] != (out is not None) or (options["script"] and out is None) or (options["port"] and out):
        raise click.UsageError("--headless 与 --out 一起使用；--script 只用于 --headless；--port 只用于页面")
    if out is None:
        from bot.playground.server import Rehearsal
        from bot.serving import rehearse as serve

        told = _plan(notice_file, roster_file, None)
        asyncio.run(serve(Rehearsal(told.notice, told.roster), options["port"], click.echo))
        return
    from bot.playground.rehearsal import rehearse

    with click.progressbar(length=1000, label="演练", file=sys.stderr) as bar:
        plan = _plan(notice_file, roster_file, options["script"])
        asyncio.run(rehearse(plan, out, lambda part: bar.update(int(part * 1000) - bar.pos)))
    click.echo(f"演练记录已写入 {out}", err=True)


def _plan(notice_file: Path | None, roster_file: Path | None, script: Path | None) -> Plan:
    """What is rehearsed: the office's own notice and roster, else the invented ones."""
    from bot.playground.example import notice_lines, roster_entries
    from bot.playground.rehearsal import Plan
    from storage.documents import read_lines
    from storage.notice.parser import read
    from storage.roster import read_roster

    lines = read_lines(notice_file.read_bytes(), notice_file.name) if notice_file else notice_lines()
    if roster_file:
        return Plan(read(lines), read_roster(roster_file.read_bytes(), roster_file.name), script)
    return Plan(read(lines), None if notice_file else roster_entries(), script)
