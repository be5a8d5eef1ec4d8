"""The figures of an evaluation as a table that people read, and README shows."""

from __future__ import annotations

from bot.evaluation.readings import FIELDS
from bot.evaluation.scoring import Score


def as_table(score: Score) -> str:
    """Word the figures, one a line, in Markdown."""
    rows = [
        f"| 读通知：{FIELDS[name]} | F1 {count.f1:.2f} | 标注{count.labelled}，读出{count.found}，一致{count.right} |"
        for name, count in score.fields.items()
    ]
    share = score.right / score.questions if score.questions else 1.0
    return "\n".join(
        (
            f"| 项目（{score.notices}份通知，{score.questions}个问题） | 结果 | 明细 |",
            "| --- | --- | --- |",
            *rows,
            f"| 读通知：平均 | F1 {score.mean_f1:.2f} | |",
            f"| 答问题：答对 | {share:.1%} | {score.right} / {score.questions} |",
            f"| 答问题：答错事实 | {score.false} | |",
            f"| 答问题：凭空出现的事实 | {score.invented} | |",
        )
    )
