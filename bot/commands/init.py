"""`baosong init`: writes config.toml, asking a few questions."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click

QUESTIONS = (
    ("office", "name", "本单位名称（显示在单位页面底部）", ""),
    ("office", "responsible", "负责人或负责处室", ""),
    ("data", "folder", "数据目录", "data"),
    ("server", "port", "单位页面的端口", "8510"),
    ("server", "public_url", "各单位打开页面用的网址（没有就留空）", ""),
)
"""What is asked: table, key, the question, the answer taken for Enter."""


@click.command()
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), default=Path("config.toml"), show_default=True)
@click.option("--yes", is_flag=True, help="全部用默认值，不提问")
def init(out: Path, *, yes: bool) -> None:
    """回答几个问题，写出带说明的 config.toml。"""
    from bot import config

    if out.exists():
        raise click.ClickException(f"{out} 已存在，不覆盖。请直接修改，或用 --out 写到别处。")
    text = config.example()
    for table, key, question, default in QUESTIONS:
        answer = default if yes else click.prompt(question, default=default, err=True)
        text = _with(text, table, key, answer)
    config.from_text(text, source=str(out))
    out.write_text(text, encoding="utf-8", newline="\n")
    click.echo(f"已写出 {out}。接下来：baosong check，然后 baosong run。", err=True)


def _with(text: str, table: str, key: str, answer: str) -> str:
    """The example with one value put in its place; a number stays a number."""
    value = answer if key == "port" else json.dumps(answer, ensure_ascii=False)
    begins = text.index(f"[{table}]")
    line = re.compile(rf"^{key} = .*$", re.MULTILINE)
    return text[:begins] + line.sub(lambda _: f"{key} = {value}", text[begins:], count=1)
