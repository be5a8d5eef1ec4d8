"""The whole count over a folder of labelled examples, and the table that tells it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.asking import Desk, from_line
from bot.evaluation.answering import Verdict, judged
from bot.evaluation.readings import FIELDS, Count, compared
from storage.documents import read_lines
from storage.errors import Refused
from storage.notice.parser import read
from storage.notice.printed import as_json

EXAMPLES = Path(__file__).parent / "examples"


@dataclass(slots=True)
class Score:
    """Everything that was counted; `missed` says of each question that went wrong which, and why."""

    notices: int = 0
    fields: dict[str, Count] = field(default_factory=lambda: dict.fromkeys(FIELDS, Count()))
    questions: int = 0
    right: int = 0
    false: int = 0
    invented: int = 0
    missed: list[str] = field(default_factory=list)

    @property
    def mean_f1(self) -> float:
        """The mean over the fields."""
        return sum(count.f1 for count in self.fields.values()) / len(self.fields)

    def as_json(self) -> dict[str, Any]:
        """The figures as values."""
        return {
            "notices": self.notices,
            "mean_f1": round(self.mean_f1, 3),
            "fields": {name: round(count.f1, 3) for name, count in self.fields.items()},
            "questions": self.questions,
            "right": self.right,
            "false_facts": self.false,
            "invented_facts": self.invented,
            "missed": self.missed,
        }


def scored(folder: Path) -> Iterator[Score]:
    """Score every notice of a folder that has a label; the same Score is given back grown after each.

    Raises Refused where there is none, or a file is not in the form.
    """
    score = Score()
    for text in sorted(folder.glob("*.txt")):
        if text.with_suffix(".json").exists():
            _add(score, text)
            yield score
    if not score.notices:
        raise Refused("examples", folder=str(folder))


def _add(score: Score, text: Path) -> None:
    """Read one notice, ask its questions; a file that is not in the form is named."""
    try:
        _add_all(score, text)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Refused("example", file=text.stem, why=repr(error)) from error


def _add_all(score: Score, text: Path) -> None:
    notice = read(read_lines(text.read_bytes(), text.name))
    labelled = json.loads(text.with_suffix(".json").read_text(encoding="utf-8"))
    score.notices += 1
    for name, count in compared(labelled, as_json(notice)).items():
        score.fields[name] += count
    asked = text.with_suffix(".jsonl")
    if asked.is_file():
        source = "".join("".join(line.split()) for line in notice.lines)
        desk = Desk.of_file(text)
        try:
            for row in asked.read_text(encoding="utf-8").splitlines():
                question = json.loads(row)
                _count(score, question, _verdict(desk, question, source))
        finally:
            desk.close()


def _verdict(desk: Desk, question: dict[str, Any], source: str) -> Verdict:
    line = from_line(question)
    return judged(question, desk.answer(line), source, line.now or desk.start)


def _count(score: Score, question: dict[str, Any], verdict: Verdict) -> None:
    score.questions += 1
    score.right += not verdict.why
    score.false += verdict.is_false
    score.invented += len(verdict.invented)
    if verdict.why or verdict.invented:
        said = "；".join((verdict.why, *(f"凭空出现{fact}" for fact in verdict.invented))).strip("；")
        score.missed.append(f"{question['id']} {question['text']}：{said}")
