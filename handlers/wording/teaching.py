"""What is said about questions that only a coordinator can answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

ANSWER_LENGTH = "请写明答复内容，不超过1000字。"


def put(number: int, asker: str, text: str) -> tuple[str, ...]:
    """A question is put to its coordinators."""
    return (
        f"【待答问题{number}】{asker}问：{text}",
        f"请引用本条直接回复，或发送“回答 {number}：答复内容”。答复会转给提问人，以后有人问同样的话即照此答复。",
    )


def signed(answer: str, office: str, name: str, on: date | None) -> str:
    """An answer with its name and date."""
    when = f"{on.month}月{on.day}日" if on else ""
    return f"{answer}（{office}{name}{when}答复）"


def answered(question: str, answer: str) -> str:
    """Said to who asked."""
    return f"您问的“{question if len(question) <= 60 else question[:59] + '…'}”：{answer}"


def passed_on(number: int, *, told: bool) -> str:
    """Said to the coordinator who answered."""
    return f"问题{number}已答复" + ("，已转给提问人。" if told else "。提问人暂时联系不上，同样的问题以后照此答复。")


def no_question(number: int) -> str:
    """There is no question of that number."""
    return f"没有编号为{number}的问题。发送“未答问题”可查看。"


def open_questions(rows: Sequence[tuple[int, str, date]]) -> tuple[str, ...]:
    """The open questions."""
    if not rows:
        return ("没有未答的问题。",)
    return (
        f"未答问题{len(rows)}个：",
        *(f"{number}. {text}（{on.month}月{on.day}日）" for number, text, on in rows),
        "请发送“回答 编号：答复内容”。",
    )
