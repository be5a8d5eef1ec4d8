"""The receipt of a hand-in: due when twenty seconds have passed without another piece, or at 完毕."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from scheduler import joint, proxies, showing
from scheduler.clock import beijing_date
from scheduler.settings import PushSettings
from scheduler.totals import Change, Receipt, last_message
from scheduler.wording import handing_in
from scheduler.wording import receipts as wording
from storage import tally
from storage.chat import DeliveryKind, Reply, ReplyKind, Room
from storage.repositories.submissions import COLLECT_FOR, JOIN_FOR
from storage.tables import Piece, Submission
from storage.unit_of_work import Work

LAPSED = "lapsed"


def due_at(submission: Submission, settings: PushSettings) -> datetime:
    """When a hand-in gets its receipt, if nothing joins it before."""
    if submission.ended_at and submission.ended_at >= submission.changed_at:
        return submission.ended_at
    if submission.state == "collecting":
        return submission.changed_at + (JOIN_FOR if submission.receipt_no else COLLECT_FOR)
    return submission.changed_at + timedelta(seconds=settings.quiet_seconds)


def say_due(work: Work, settings: PushSettings) -> int:
    """Give every hand-in its receipt whose time has come; return how many."""
    due = [row for row in work.submissions.unsettled() if due_at(row, settings) <= work.now]
    for submission in due:
        _settle(work, submission, settings)
    return len(due)


def next_due(work: Work, settings: PushSettings) -> datetime | None:
    """When the next receipt falls due."""
    return min((due_at(row, settings) for row in work.submissions.unsettled()), default=None)


def _settle(work: Work, submission: Submission, settings: PushSettings) -> None:
    """Say what a hand-in holds, or that there is nothing in it."""
    every = work.pieces.of_submission(submission.key)
    pieces = [piece for piece in every if piece.withdrawn_at is None]
    if not pieces:
        _say_not_there(work, submission)
        return
    is_first = submission.receipt_no is None
    is_cut_off = is_first and submission.state == "collecting"
    change = Change.FIRST if is_first else _change(every, submission.settled_at)
    if change is Change.NONE and submission.state == "collecting":
        work.submissions.set(submission.key, state="receipted", settled_at=work.now)
        return
    number = submission.receipt_no or work.submissions.next_receipt_no(beijing_date(submission.opened_at))
    settled = {"state": "receipted", "receipt_no": number, "settled_at": work.now, "rounds": submission.rounds + 1}
    if is_first:
        settled["receipted_at"] = work.now
    work.submissions.set(submission.key, **settled)
    submission = work.submissions.get(submission.key)
    note = wording.CUT_OFF if is_cut_off else ""
    tally.note(work, submission)
    joint.propose(work, submission, settings.calendar.next_office_instant(work.now))
    if is_first:
        proxies.ask(work, submission, settings.calendar.next_office_instant(work.now))
    Receipt(work, submission, pieces, change, note=note).say()
    if not is_first:
        showing.hand_in(work, submission.key)


def _change(pieces: Sequence[Piece], since: datetime | None) -> Change:
    """What became of a hand-in since its last total was said."""
    if since is None:
        return Change.GROWN
    fresh = {piece.key for piece in pieces if piece.withdrawn_at is None and piece.received_at > since}
    is_less = any(piece.withdrawn_at and piece.withdrawn_at > since for piece in pieces)
    if is_less or any(piece.kind == "text" and piece.replaced_by in fresh for piece in pieces):
        return Change.PUT_RIGHT
    return Change.GROWN if fresh else Change.NONE


def _say_not_there(work: Work, submission: Submission) -> None:
    """Only announced: no receipt, and the person is told how to hand in here."""
    work.submissions.set(submission.key, state=LAPSED, settled_at=work.now)
    if submission.chat_id is None:
        return
    chat = work.chats.get(submission.chat_id)
    text = wording.not_there(handing_in.here(chat), is_private=chat.room == Room.PRIVATE)
    if submission.state == "collecting":
        text = wording.NOTHING_COLLECTED
    work.say(
        chat.key,
        f"not_there/{submission.key}",
        Reply(ReplyKind.CLARIFY, (text,)),
        DeliveryKind.REPLY,
        unit_id=submission.unit_id,
        campaign_id=submission.campaign_id,
        in_reply_to=last_message(work, submission),
    )
