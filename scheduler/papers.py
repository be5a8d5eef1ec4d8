"""What a receipt says of papers: what a new version changed, what falls short of the notice, what is held back."""

from __future__ import annotations

from collections.abc import Sequence

from scheduler.wording import receipts as wording
from storage.notice.model import Notice
from storage.papers import changes, demands_of, shortfalls
from storage.quotas import OVER_MEMBER, OVER_UNIT
from storage.tables import InboxFile, Paper, Piece
from storage.unit_of_work import Work

HELD = ("identity_numbers", "phone_list")
"""Why a paper is held back though it could be kept: it names people's numbers."""

OVER = (OVER_MEMBER, OVER_UNIT)
"""Why a file was not taken on this day."""


def hints(work: Work, notice: Notice, kept: Sequence[Piece]) -> list[str]:
    """What the papers of a hand-in changed and lack, in few lines."""
    lines = []
    for piece in kept:
        paper = _paper(work, piece)
        if paper is None or piece.material is None or piece.replaced_by is not None:
            continue
        lines += _changed(work, piece, paper)
        material = next((one for one in notice.materials if one.name == piece.material), None)
        if material is not None:
            found = shortfalls(demands_of(notice, material), paper.length, paper.lines)
            lines += [wording.shortfall(piece.material, code, values) for code, values in found]
    return lines


def refused(files: Sequence[InboxFile], office: str | None) -> list[str]:
    """The files that could not be kept, and those that are held back, with what to do."""
    held = [wording.held(file.name, file.why, office) for file in files if file.why in HELD]
    lost = [file.name or "附件" for file in files if file.why not in (*HELD, *OVER)]
    over = sum(file.why in OVER for file in files)
    return [
        *([wording.refused(lost)] if lost else []),
        *([wording.over_quota(over)] if over else []),
        *dict.fromkeys(held),
    ]


def _changed(work: Work, piece: Piece, paper: Paper) -> list[str]:
    """What a version changed against the one whose place it took."""
    older = [_paper(work, one) for one in work.pieces.replaced_by([piece.key])]
    before = next((one for one in reversed(older) if one is not None), None)
    told = changes(before.lines, paper.lines) if before else ()
    return [wording.changed(piece.material or "", told)] if told else []


def _paper(work: Work, piece: Piece) -> Paper | None:
    return work.papers.first_having(sha256=piece.sha256) if piece.sha256 and piece.kind == "file" else None
