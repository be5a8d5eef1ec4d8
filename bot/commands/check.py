"""`baosong check`: says what is wrong before it starts, and what to do about it."""

from __future__ import annotations

from pathlib import Path

import click

from bot.commands.options import config_option


@click.command()
@config_option
@click.option("--send", is_flag=True, help="另让正在运行的助手给统筹人发一条自检消息，看能否送达")
def check(config_file: Path | None, *, send: bool) -> None:
    """启动前检查：配置、数据目录、数据库、各平台账号、节假日、花名册；有问题时说明怎么办，状态码为 1。"""
    from bot.checking import findings

    found = list(findings(config_file, is_sending=send))
    for finding in found:
        click.echo(f"{'正常' if finding.is_fine else '提示' if finding.is_hint else '问题'}  {finding.text}")
    if any(not finding.is_fine and not finding.is_hint for finding in found):
        raise click.exceptions.Exit(1)
