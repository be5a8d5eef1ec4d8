"""What a new version of a paper changed, in three lines at most."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence

from storage.papers.figures import figures

_SENTENCE = re.compile(r"[^。；！？\n]+[。；！？]?")
_SHOWN = 40
_MOST_SENTENCES = 1500


def changes(old: Sequence[str], new: Sequence[str]) -> tuple[str, ...]:
    """Say what a version changed: its length and sentences, its figures, and its longest new sentence."""
    before, after = _sentences(old), _sentences(new)
    if before == after:
        return ()
    added, gone = _differing(before, after)
    said = [f"字数{_length(before)}→{_length(after)}，新增{len(added)}句，删去{len(gone)}句。"]
    moved = [
        f"{kind}{'、'.join(map(str, was)) or '无'}→{'、'.join(map(str, now)) or '无'}"
        for kind in ("场次", "人次", "媒体报道")
        if (was := _numbers(old, kind)) != (now := _numbers(new, kind))
    ]
    if moved:
        said.append(f"数据变化：{'；'.join(moved)}。")
    if added:
        said.append(f"新增如“{_clipped(max(added, key=len))}”。")
    elif gone:
        said.append(f"删去如“{_clipped(max(gone, key=len))}”。")
    return tuple(said)


def _sentences(lines: Sequence[str]) -> list[str]:
    """Sentences without blanks, so that another layout is no change."""
    found = ("".join(sentence.split()) for line in lines for sentence in _SENTENCE.findall(line))
    return [sentence for sentence in found if sentence][:_MOST_SENTENCES]


def _differing(before: list[str], after: list[str]) -> tuple[list[str], list[str]]:
    """The sentences that one version has and the other has not."""
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    added, gone = [], []
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind != "equal":
            gone += before[first:last]
            added += after[start:end]
    return added, gone


def _numbers(lines: Sequence[str], kind: str) -> list[int]:
    return [figure.number for figure in figures(lines) if figure.kind == kind][:4]


def _length(sentences: Sequence[str]) -> int:
    return sum(map(len, sentences))


def _clipped(sentence: str) -> str:
    return sentence if len(sentence) <= _SHOWN else f"{sentence[: _SHOWN - 1]}…"
