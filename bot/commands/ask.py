"""`baosong ask`: answers questions about a notice, one or many, without an installation."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import IO, Any

import click

from bot.commands.options import EXISTING_FILE


@click.command()
@click.option("--notice", "notice_file", type=EXISTING_FILE, required=True, help="通知文件（txt、docx、pdf）")
@click.option("--unit-type", help="提问单位的类型，如 市级学会")
@click.option("--at", "now", type=click.DateTime(["%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M%z"]), help="此刻，带时区")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@click.option("--questions", type=click.File(encoding="utf-8"), help="每行一个问题的 JSON Lines 文件")
@click.argument("text", required=False)
def ask(notice_file: Path, questions: IO[str] | None, text: str | None, **options: Any) -> None:
    """就一份通知回答一个问题（TEXT）或一批问题（--questions）。"""
    from bot.asking import Asked, Desk, from_line

    if (text is None) == (questions is None):
        raise click.UsageError("请给出一个问题，或用 --questions 给出文件，二者取其一")
    desk = Desk.of_file(notice_file)
    try:
        if questions:
            for line in _lines(questions):
                said = desk.answer(from_line(line))
                click.echo(json.dumps({"id": said.id, "kind": said.kind, "text": said.text}, ensure_ascii=False))
            return
        now: datetime | None = options["now"]
        said = desk.answer(Asked(text=text or "", unit_type=options["unit_type"], now=now))
        value = {"id": said.id, "kind": said.kind, "text": said.text}
        click.echo(json.dumps(value, ensure_ascii=False) if options["as_json"] else said.text)
    finally:
        desk.close()


def _lines(file: IO[str]) -> Iterator[dict[str, Any]]:
    """The questions of a file; a line that is none is named."""
    for number, row in enumerate(file, 1):
        if not row.strip():
            continue
        try:
            value = json.loads(row)
        except (ValueError, RecursionError):
            value = None
        if not isinstance(value, dict):
            raise click.ClickException(f"{file.name} 第{number}行不是一个 JSON 对象")
        yield value
