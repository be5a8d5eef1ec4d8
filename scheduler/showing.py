"""Earlier messages shown anew: receipts with what a hand-in holds now, or became; questions that wait no more."""

from __future__ import annotations

from dataclasses import replace

from scheduler.totals import Change, Receipt
from scheduler.wording import receipts as wording
from scheduler.wording import showing
from storage import reach, revising
from storage.chat import Reply, ReplyKind, Room
from storage.earlier import answer_key
from storage.tables import Chat, Delivery, Submission
from storage.unit_of_work import Work


def hand_in(work: Work, submission_id: int) -> None:
    """Show on every receipt of a hand-in what became of it; those that are said just now show it already."""
    submission = work.submissions.get(submission_id)
    for row in work.deliveries.having(submission_id=submission_id):
        chat = work.chats.get(row.chat_id)
        is_receipt = row.unique_key.startswith("receipt/") and row.created_at < work.now
        if is_receipt and revising.can(chat):
            shown = _look(work, submission, row, chat)
            if shown:
                revising.revise(work, row, shown)


def expired(work: Work) -> None:
    """Show on questions that waited for a yes that they wait no more."""
    for row in work.pending.lapsed("act", work.now, reach.REVISES):
        revising.settle(work, work.deliveries.keyed(answer_key(row.data.get("asked", 0))), showing.EXPIRED)
        work.pending.drop(row.chat_id, row.member_id, row.kind)


def _look(work: Work, submission: Submission, row: Delivery, chat: Chat) -> Reply | None:
    """What a receipt shows now; in a group of many units nothing changes but that it was withdrawn."""
    number = submission.receipt_no or ""
    if submission.withdrawn_at:
        return Reply(ReplyKind.RECEIPT, (wording.is_withdrawn(number),), title=wording.WITHDRAWN)
    is_first = row.unique_key.count("/") == 1 or row.unique_key == f"receipt/{submission.key}/private"
    if chat.room == Room.SHARED_GROUP and submission.unit_id is not None:
        return None
    pieces = [piece for piece in work.pieces.of_submission(submission.key) if piece.withdrawn_at is None]
    shown = Receipt(work, submission, pieces, Change.FIRST if is_first else Change.NONE).reply(chat)
    if not submission.verdict:
        return shown
    is_accepted = submission.verdict == "accepted"
    lines = (*shown.lines, *(() if is_accepted else (wording.returned_for(submission.verdict_reason),)))
    title = wording.ACCEPTED if is_accepted else wording.RETURNED
    return replace(shown, title=title, lines=lines, buttons=(), form=None)
