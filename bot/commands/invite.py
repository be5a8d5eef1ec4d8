"""`baosong invite`: a one-time code for an office's coordinator."""

from __future__ import annotations

from pathlib import Path

import click

from bot.commands.options import config_option


@click.command()
@click.option("--coordinator", "office", required=True, help="处室名称，与通知中的写法一致，如 市科协学会部")
@config_option
def invite(office: str, config_file: Path | None) -> None:
    """打印一次性邀请码（72小时），谁先私下发给助手，谁就是该处室的统筹人。"""
    from bot.installation import opened
    from handlers.enrolment import make_invite
    from storage.chat import Role

    with opened(config_file) as installation, installation.database.transaction() as work:
        code = make_invite(work, Role.COORDINATOR, office=office)
    click.echo(code)
    where = installation.settings.server.public_url or "单位页面首页"
    click.echo(f"请在72小时内私下发给助手，或在 {where} 输入。仅可使用一次。", err=True)
