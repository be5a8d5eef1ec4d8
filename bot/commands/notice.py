"""`baosong notice`: reads a notice, publishes one."""

from __future__ import annotations

import json
from pathlib import Path

import click

from bot.commands.options import EXISTING_FILE


@click.group()
def notice() -> None:
    """通知：读一份通知，看读到了什么。"""


@notice.command()
@click.argument("file", type=EXISTING_FILE)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def parse(file: Path, *, as_json: bool) -> None:
    """读一份通知（txt、docx、pdf），打印读到的内容、出处和疑问。"""
    from bot.commands.wording import notice_read
    from storage.documents import read_lines
    from storage.notice.parser import read
    from storage.notice.printed import as_json as printed

    value = printed(read(read_lines(file.read_bytes(), file.name)))
    click.echo(json.dumps(value, ensure_ascii=False, indent=2) if as_json else notice_read(value))
