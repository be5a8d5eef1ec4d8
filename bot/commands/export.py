"""`baosong export`: the ledger and the material package as files."""

from __future__ import annotations

from pathlib import Path

import click

from bot.commands.options import NEW_FILE, config_option


@click.group()
def export() -> None:
    """导出：台账（xlsx）、材料包（zip）。"""


@export.command()
@click.option("--out", type=NEW_FILE, required=True, help="写到哪个文件，如 台账.xlsx")
@config_option
def ledger(out: Path, config_file: Path | None) -> None:
    """导出台账：每家单位每样材料一行，另有汇总。"""
    _export("ledger", out, config_file)


@export.command()
@click.option("--out", type=NEW_FILE, required=True, help="写到哪个文件，如 材料包.zip")
@config_option
def package(out: Path, config_file: Path | None) -> None:
    """导出材料包：按处室、单位、材料分文件夹，附目录和校验值。"""
    _export("package", out, config_file)


def _export(what: str, out: Path, config_file: Path | None) -> None:
    """Write beside the target first, so that a failure leaves no half file."""
    from bot.installation import opened
    from storage.editions import notice_of
    from storage.exports.ledger import write_ledger
    from storage.exports.package import Choice, write_package
    from storage.unit_of_work import Work

    with opened(config_file) as installation:

        def write(work: Work) -> None:
            campaign = work.campaigns.last()
            if campaign is None:
                raise click.ClickException("还没有发布通知，没有可导出的内容。")
            notice = notice_of(work, campaign)
            with part.open("wb") as file:
                if what == "ledger":
                    write_ledger(work, campaign, notice, file)
                else:
                    choice = Choice(with_coordinates=installation.settings.exports.coordinates)
                    write_package(work, campaign, notice, installation.blobs, file, choice)

        part = out.with_name(out.name + ".part")
        try:
            installation.database.look(write)
            part.replace(out)
        finally:
            part.unlink(missing_ok=True)
    click.echo(f"已导出 {out}", err=True)
