"""Words taken back: what its sender recalled or edited no longer counts as it was said.

Of a hand-in that is still open the pieces are dropped, of one that was receipted they are withdrawn, as a withdrawal
by words would do it; an edited message is then conversed anew, in the same hand-in. A recalled question asks nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.context import Context
from handlers.publishing import drafts, photos, reading
from handlers.submissions import owning, saying, withdrawing
from handlers.wording import declarations as declaration_wording
from handlers.wording import publishing as publishing_wording
from handlers.wording import submissions as wording
from scheduler import showing
from scheduler.receipts import LAPSED
from storage.chat import DeliveryKind, Reply, ReplyKind, Room, is_recall
from storage.earlier import RECALLED
from storage.notice.routing import fold
from storage.tables import Inbox, Piece, Submission
from storage.unit_of_work import Work

_TAKING = ("collecting", "open", "announced", "receipted")
"""The states of a hand-in out of which something can be taken, and into which something can come again."""


@dataclass(frozen=True, slots=True)
class Retracted:
    """What an earlier message had brought into a hand-in; `other` is said of a draft or a declaration that ended."""

    submission: Submission | None = None
    pieces: tuple[Piece, ...] = ()
    other: Reply | None = None


def is_news(context: Context, work: Work) -> bool:
    """Whether a message takes back, or changes, something of the person's own; other blanks are no change."""
    before, message = context.taken_back, context.message
    if before is None:
        return not is_recall(message)
    if is_recall(message):
        return before.mark != RECALLED
    said = work.inbox.edited_last(before, context.inbox.key) or before
    old, new = str(said.payload.get("text", "")), message.text
    files = [(part["name"], part["locator"]) for part in said.payload["attachments"]]
    if files != [(part.name, part.locator) for part in message.attachments]:
        return True
    return old.strip() != new.strip() if before.submission_id else fold(old) != fold(new)


def retract(context: Context, work: Work) -> Retracted:
    """Take back what an earlier message brought about: pieces, the draft of a notice or its pages, a declaration."""
    before = context.taken_back
    if before is None:
        return Retracted()
    if is_recall(context.message) and not context.inbox.mark:
        work.inbox.set(before.key, mark=RECALLED)
    photos.leave_out(context, work, [file.sha256 for file in work.files.of_message(before.key) if file.sha256])
    other = _dropped(work, before) or _undeclared(context, work, before)
    submission = work.submissions.first_having(id=before.submission_id) if before.submission_id else None
    if submission is None or submission.withdrawn_at or submission.state not in _TAKING:
        return Retracted(other=other)
    pieces = _pieces(work, submission, before)
    for piece in pieces:
        withdrawing.drop(work, piece)
    words = saying.announced(str(before.payload.get("text", "")))
    left = [word for word in submission.announced if word not in words]
    work.submissions.set(submission.key, announced=left)
    return Retracted(work.submissions.get(submission.key), tuple(pieces), other)


def close(context: Context, work: Work, retracted: Retracted) -> Reply | None:
    """Leave the hand-in as it now is: smaller, corrected, withdrawn, or over before it began; say so in one word."""
    before, submission = context.taken_back, retracted.submission
    if before is None or submission is None:
        return retracted.other
    submission = work.submissions.get(submission.key)
    _replace(work, submission, before, retracted.pieces)
    left = [piece for piece in work.pieces.of_submission(submission.key) if piece.withdrawn_at is None]
    if submission.receipt_no is None:
        if not left and not submission.announced and submission.state in ("open", "announced"):
            work.submissions.set(submission.key, state=LAPSED, settled_at=context.now)
        return retracted.other
    if not left:
        return _withdraw(context, work, submission)
    if retracted.pieces:
        work.submissions.set(submission.key, changed_at=context.now)
    return retracted.other


def _pieces(work: Work, submission: Submission, before: Inbox) -> list[Piece]:
    """The pieces that a message, or its last edition, brought into a hand-in and that are not withdrawn."""
    pieces = work.pieces.of_submission(submission.key)
    return [piece for piece in pieces if piece.inbox_id == before.key and piece.withdrawn_at is None]


def _replace(work: Work, submission: Submission, before: Inbox, old: Sequence[Piece]) -> None:
    """After the receipt a corrected text is a version of its own: the old one is replaced and not withdrawn."""
    new = next((piece for piece in _pieces(work, submission, before) if piece.kind == "text"), None)
    if submission.receipt_no is None or new is None:
        return
    for piece in old:
        if piece.kind == "text":
            work.pieces.set(piece.key, withdrawn_at=None, replaced_by=new.key)


def _withdraw(context: Context, work: Work, submission: Submission) -> Reply | None:
    """Withdraw a hand-in of which nothing is left; said in private where others read, or else without what it was."""
    work.submissions.set(submission.key, withdrawn_at=context.now)
    showing.hand_in(work, submission.key)
    number = submission.receipt_no or ""
    private = work.chats.private_of(context.member.key) if context.room is Room.SHARED_GROUP else context.chat
    if private is None:
        return Reply(ReplyKind.CONFIRM, (wording.withdrawn(number, ()),))
    said = Reply(ReplyKind.CONFIRM, (wording.withdrawn(number, owning.lacking(work, submission)),))
    if private.key == context.chat.key:
        return said
    key = f"withdrawn/{submission.key}"
    work.say(private.key, key, said, DeliveryKind.REPLY, campaign_id=submission.campaign_id, unit_id=submission.unit_id)
    return None


def _dropped(work: Work, before: Inbox) -> Reply | None:
    """Drop the draft of a notice that a message brought, or the reading of it that is not done yet."""
    reading.forget_order(work, before.key)
    row = work.drafts.first_having(inbox_id=before.key, state="open")
    if row is None:
        return None
    drafts.end(work, drafts.of_row(row), "dropped")
    return Reply(ReplyKind.CONFIRM, (publishing_wording.DRAFT_DROPPED,))


def _undeclared(context: Context, work: Work, before: Inbox) -> Reply | None:
    """End what a message declared of its unit (已发邮箱, 零报送) and nobody has decided on: reminders go on."""
    said = {"declared_by": context.member.key, "declared_at": before.settled_at, "state": "pending"}
    row = work.declarations.first_having(**said) if before.settled_at else None
    if row is None:
        return None
    work.declarations.set(row.key, state=RECALLED, decided_at=context.now, decided_by=context.member.name)
    return Reply(ReplyKind.CONFIRM, (declaration_wording.RECALLED,))
