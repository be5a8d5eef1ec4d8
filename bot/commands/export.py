"""`baosong export`: the ledger and the material package as files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from bot.commands.options import NEW_FILE, config_option
from storage.wording import planned as planned_in_words

if TYPE_CHECKING:
    from bot.installation import Installation
    from storage.blobs import Blobs
    from storage.exports.choice import Choice


@click.group()
def export() -> None:
    """导出：台账（xlsx）、材料包（zip）。"""


@export.command()
@click.option("--out", type=NEW_FILE, required=True, help="写到哪个文件，如 台账.xlsx")
@config_option
def ledger(out: Path, config_file: Path | None) -> None:
    """导出台账：每家单位每样材料一行，另有汇总。"""
    from storage.exports.ledger import write_ledger

    with opened_campaign(config_file) as (_, read):
        _write(out, lambda file: read(lambda work, campaign, notice: write_ledger(work, campaign, notice, file)))
    click.echo(f"已导出 {out}", err=True)


@export.command()
@click.option("--out", type=NEW_FILE, required=True, help="写到哪个文件，如 材料包.zip")
@click.option("--accepted", is_flag=True, help="只要已认可的材料")
@click.option("--most-megabytes", type=click.IntRange(1), help="分卷，每卷不超过多少MB，便于发邮件")
@config_option
def package(out: Path, config_file: Path | None, most_megabytes: int | None, *, accepted: bool) -> None:
    """导出材料包：按处室、单位、材料分文件夹，附目录、缩略图、图片说明和校验值。"""
    from storage.exports.choice import Choice, plan
    from storage.exports.package import write_package

    with opened_campaign(config_file) as (installation, read):
        with_coordinates = installation.settings.exports.coordinates
        most = most_megabytes * 1_000_000 if most_megabytes else None
        choice = Choice(with_coordinates=with_coordinates, accepted=accepted, most_bytes=most)
        planned = read(lambda work, campaign, notice: plan(work, campaign, notice, choice))
        click.echo(planned_in_words(planned), err=True)
        for number in range(1, planned.volumes + 1):
            volume = replace(choice, volume=number)
            path = out if planned.volumes == 1 else out.with_name(f"{out.stem}-{number}{out.suffix}")
            _write(path, partial(_package, read, write_package, installation.blobs, volume))
            click.echo(f"已导出 {path}", err=True)


@contextmanager
def opened_campaign(config_file: Path | None) -> Iterator[tuple[Installation, Any]]:
    """Open the installation and its last campaign. Raises ClickException where no notice was published."""
    from bot.installation import opened
    from storage.editions import notice_of
    from storage.unit_of_work import Work

    with opened(config_file) as installation:

        def read(function: Callable[..., Any]) -> Any:
            def run(work: Work) -> Any:
                campaign = work.campaigns.last()
                if campaign is None:
                    raise click.ClickException("还没有发布通知，没有可导出的内容。")
                return function(work, campaign, notice_of(work, campaign))

            return installation.database.look(run)

        yield installation, read


def _package(read: Any, write_package: Any, blobs: Blobs, choice: Choice, file: IO[bytes]) -> None:
    read(lambda work, campaign, notice: write_package(work, campaign, notice, blobs, file, choice))


def _write(out: Path, write: Callable[[IO[bytes]], object]) -> None:
    """Write beside the target first, so that a failure leaves no half file."""
    part = out.with_name(out.name + ".part")
    try:
        with part.open("wb") as file:
            write(file)
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
