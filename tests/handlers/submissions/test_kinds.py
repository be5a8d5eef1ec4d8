"""Which material a hand-in is: right by what people write, or asked; of 150 invented hand-ins, half never looked at.

Each line of `hand_ins.tsv` is what it is (? asked, or told of no material), the file's name, what was said beside it,
and the paper's own first line. The rules were written with the odd lines in view; the even ones only judge them.
"""

from __future__ import annotations

from pathlib import Path, PurePath

import pytest

from bot.playground.example import notice_lines
from handlers.submissions.kinds import Clues, of_file, of_text
from storage.notice.parser import read
from storage.notice.routing import duty

LINES = Path(__file__).with_name("hand_ins.tsv").read_text(encoding="utf-8").splitlines()
LEAST_RIGHT, MOST_WRONG = 0.95, 0.05
MEDIA = {
    ending: kind
    for kind, endings in {
        "image/jpeg": (".jpg", ".jpeg", ".png", ".heic", ".bmp", ".webp"),
        "video/mp4": (".mp4", ".mov"),
        "audio/mp4": (".m4a", ".mp3"),
    }.items()
    for ending in endings
}


def told(line: str) -> tuple[str, str]:
    """What a hand-in is, and what it is taken for."""
    expected, name, said, title = (line.split("\t") + [""] * 4)[:4]
    owed = duty(read(notice_lines()), "市级学会")
    if name:
        kind = MEDIA.get(PurePath(name).suffix.lower(), "application/octet-stream")
        found = of_file(owed, Clues(name, kind, said, title))
    else:
        found = of_text(owed, said)
    return expected, found or "?"


@pytest.mark.parametrize("half", [0, 1], ids=["seen while writing", "held out"])
def test_what_people_hand_in_is_recognised_or_asked(half):
    results = [(line, *told(line)) for line in LINES[half::2]]
    wrong = [(line, found) for line, expected, found in results if found not in (expected, "?")]
    right = [line for line, expected, found in results if found == expected]
    asked = [line for line, expected, found in results if found == "?" != expected]
    assert len(results) == 75
    assert len(right) >= LEAST_RIGHT * len(results), (wrong, asked)
    assert len(wrong) <= MOST_WRONG * len(results), wrong
