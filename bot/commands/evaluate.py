"""`baosong evaluate`: how well notices are read and questions answered, on examples anybody can look at."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click


@click.command()
@click.option(
    "--examples",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="自己的示例目录：通知.txt、标注.json、提问.jsonl（默认用随附的）",
)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@click.option("-v", "--verbose", is_flag=True, help="列出每个没答好的问题")
def evaluate(examples: Path | None, *, as_json: bool, verbose: bool) -> None:
    """用随附的标注示例给读通知、答问题打分，并数出凭空出现的事实。"""
    from bot.evaluation.scoring import EXAMPLES, scored
    from bot.evaluation.table import as_table

    folder = examples or EXAMPLES
    with click.progressbar(length=len(list(folder.glob("*.txt"))), label="评测", file=sys.stderr) as bar:
        for grown in scored(folder):
            score = grown
            bar.update(1)
    if as_json:
        click.echo(json.dumps(score.as_json(), ensure_ascii=False, indent=2))
        return
    click.echo(as_table(score))
    if verbose:
        click.echo("\n".join(score.missed))
