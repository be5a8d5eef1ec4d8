"""A hand-in as pages show it: who brought it when, what it holds, and whether it waits for a decision."""

from __future__ import annotations

from dataclasses import dataclass

from bot.board import wording
from bot.board.pieces import Shown, pieces_in
from storage.tables import Submission
from storage.unit_of_work import Work


@dataclass(frozen=True, slots=True)
class HandIn:
    """One hand-in: its row, who brought it by which way, and what it holds."""

    row: Submission
    by: str
    channel: str
    pieces: tuple[Shown, ...]


def hand_in(work: Work, row: Submission) -> HandIn:
    """Return a hand-in as it is shown."""
    by = work.members.get(row.member_id).name if row.member_id else ""
    return HandIn(row, by, wording.CHANNELS.get(row.channel, row.channel), tuple(pieces_in(work, row)))
