"""`baosong check`: says what is wrong before it starts, and what to do about it."""

from __future__ import annotations

from pathlib import Path

import click

from bot.commands.options import config_option


@click.command()
@config_option
def check(config_file: Path | None) -> None:
    """启动前检查：配置、数据目录、数据库、节假日、花名册；有问题时说明怎么办，状态码为 1。"""
    from bot.checking import findings

    found = list(findings(config_file))
    for finding in found:
        click.echo(f"{'正常' if finding.is_fine else '提示' if finding.is_hint else '问题'}  {finding.text}")
    if any(not finding.is_fine and not finding.is_hint for finding in found):
        raise click.exceptions.Exit(1)
