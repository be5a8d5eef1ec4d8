"""A hand-in as pages show it: who brought it when, what it holds, and whether it waits for a decision."""

from __future__ import annotations

from dataclasses import dataclass

from bot.board import wording
from bot.board.pieces import Shown, pieces_in
from bot.board.reading import Reading, readings
from scheduler.papers import hints
from storage.notice.model import Notice
from storage.tables import Submission
from storage.unit_of_work import Work


@dataclass(frozen=True, slots=True)
class HandIn:
    """One hand-in: its row, who brought it by which way, what it holds; the texts of its papers, what they lack.

    `meant_for` is the unit that is asked whether it is theirs.
    """

    row: Submission
    by: str
    channel: str
    pieces: tuple[Shown, ...]
    readings: tuple[Reading, ...]
    hints: tuple[str, ...]
    meant_for: str = ""


def hand_in(work: Work, row: Submission, notice: Notice) -> HandIn:
    """Return a hand-in as it is shown."""
    by = work.members.get(row.member_id).name if row.member_id else ""
    shown = tuple(pieces_in(work, row))
    counting = [one.piece for one in shown if one.counts]
    meant_for = work.units.get(row.for_unit_id).name if row.for_unit_id else ""
    about = tuple(readings(work, counting)), tuple(hints(work, notice, counting))
    return HandIn(row, by, wording.CHANNELS.get(row.channel, row.channel), shown, *about, meant_for)
