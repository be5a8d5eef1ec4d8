"""How well questions are answered: what an answer lacks, says too much, or has from nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.asking import Answered
from bot.evaluation.readings import bare

_SAYS = {
    "not_said": re.compile(r"未写明|没有(?:写明|规定|公布)|未(?:规定|公布|提供)"),
    "hands_on": re.compile(r"由.{2,20}(?:确定|答复)|请致电|可联系|已转"),
}
"""What a label may want an answer to say, in whatever words."""

_FACTS = re.compile(
    r"[A-Za-z0-9.+_-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+|(?<!\d)\d{1,2}月\d{1,2}日|(?<![\d-])\d(?:-?\d){6,}(?![\d-])"
    r"|(?<!\d)\d{1,2}(?::\d{2}|[点时](?!间))|〔\d{4}〕\d+号"
)
"""Mailboxes, days, long numbers, hours, document numbers."""

_RECEIPT = re.compile(r"(?:回执号|撤回) ?\d{4}-\d{3,4}")


@dataclass(frozen=True, slots=True)
class Verdict:
    """`why` is empty where the answer is right; `is_false`: it says what it must not; `invented` facts."""

    why: str = ""
    is_false: bool = False
    invented: tuple[str, ...] = ()


def judged(question: Mapping[str, Any], answer: Answered, source: str, today: datetime) -> Verdict:
    """Judge one answer; `source` is the notice's text, `today` the day on which it was asked."""
    invented = tuple(_invented(answer.text, source + question["text"] + f"{today.month}月{today.day}日"))
    asked = bare(question["text"])
    said = bare(answer.text)
    false = [fact for fact in question["must_not_contain"] if bare(fact) in said and bare(fact) not in asked]
    if false:
        return Verdict(f"不该说{'、'.join(false)}", is_false=True, invented=invented)
    return Verdict("；".join(_lacks(question, answer)), invented=invented)


def _lacks(question: Mapping[str, Any], answer: Answered) -> Iterator[str]:
    """What an answer should be and is not, or should say and does not."""
    wanted = question["reply"] if isinstance(question["reply"], list) else [question["reply"]]
    if answer.kind not in wanted:
        yield f"应为{'或'.join(wanted)}，实为{answer.kind}"
    if answer.kind == "silent":
        return
    said = bare(answer.text)
    for fact in question["expect_contains"]:
        if not any(bare(way) in said for way in fact.split("|")):
            yield f"没有{fact}"
    for name in question.get("says", ()):
        if not _SAYS[name].search(answer.text):
            yield f"没有说明（{name}）"


def _invented(text: str, source: str) -> Iterator[str]:
    """The facts of an answer that stand nowhere."""
    known = bare(source).replace("號", "号").replace("點", "点")
    for fact in _FACTS.findall(_RECEIPT.sub("", text)):
        if bare(fact) not in known:
            yield fact
