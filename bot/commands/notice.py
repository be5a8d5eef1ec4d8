"""`baosong notice`: reads a notice, publishes one."""

from __future__ import annotations

import json
from pathlib import Path

import click

from bot.commands.options import EXISTING_FILE, config_option


@click.group()
def notice() -> None:
    """通知：读一份通知，看读到了什么；发布一份通知。"""


@notice.command()
@click.argument("file", type=EXISTING_FILE)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def parse(file: Path, *, as_json: bool) -> None:
    """读一份通知（txt、docx、pdf、扫描件、照片、doc、wps），打印读到的内容、出处和疑问。"""
    from bot.commands.wording import notice_read
    from storage.documents import read_lines
    from storage.notice.parser import read
    from storage.notice.printed import as_json as printed

    value = printed(read(read_lines(file.read_bytes(), file.name)))
    click.echo(json.dumps(value, ensure_ascii=False, indent=2) if as_json else notice_read(value))


@notice.command()
@click.argument("file", type=EXISTING_FILE)
@click.option("--yes", is_flag=True, help="已核对，不再询问")
@click.option("--past", is_flag=True, help="报送时间都已过，仍要发布")
@config_option
def publish(file: Path, *, yes: bool, past: bool, config_file: Path | None) -> None:
    """发布一份通知：先打印核对内容，确认后告知各群，提醒和日报随即按通知进行。"""
    from bot.installation import opened
    from handlers import publishing
    from scheduler.clock import SystemClock, beijing_date
    from storage.documents import read_lines
    from storage.notice.parser import read

    found = read(read_lines(file.read_bytes(), file.name))
    with opened(config_file) as installation:
        click.echo("\n".join(installation.database.look(lambda work: publishing.read(work, found))))
        if installation.database.look(lambda work: work.campaigns.running()):
            click.echo("另有通知正在进行。如果这是对它的修改，请取消，改由统筹人把文件发给助手。", err=True)
        if not yes:
            click.confirm("确认发布？", abort=True, err=True)
        if publishing.is_over(found, beijing_date(SystemClock().now())) and not past:
            click.confirm("这份通知的报送时间都已过，仍要发布？", abort=True, err=True)
        with installation.database.transaction() as work:
            publishing.publish(work, found, by="管理员")
    click.echo("已发布。报送要点由运行中的助手（baosong run）在工作时间发到各群。", err=True)
