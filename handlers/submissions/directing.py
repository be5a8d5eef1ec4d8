"""For which of several running campaigns a hand-in is: what it holds may say it, else it is asked once.

What came is kept meanwhile, for the newest campaign; the answer moves it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from handlers.choosing import FOR_WHICH, Running
from handlers.context import Context
from handlers.questions.typed.speech import is_question
from handlers.submissions import kinds
from handlers.wording import questions, submissions
from scheduler import showing
from scheduler.phrases import clipped, subject
from storage.chat import Button, Reply, ReplyKind
from storage.notice.routing import Duty, duty
from storage.standing import type_of
from storage.tables import Piece, Submission
from storage.unit_of_work import Work

ASKS_FOR = timedelta(days=1)
_LONGEST = 24
"""Characters of an answer: a number, or the name of a campaign."""


def decided(context: Context, work: Work) -> Context:
    """The context with the campaign whose notice alone owes what came, where the words left that open."""
    if _joins_unclearly(context, work):
        context = replace(context, burst=None, is_open=True)
    if not _is_open(context):
        return context
    running = _running(context)
    owing = [one for one in running if any(_material(context, _duty(context, one)))]
    if len(owing) != 1:
        return context
    campaign, notice = owing[0]
    return replace(
        context,
        campaign=campaign,
        notice=notice,
        unit_type=type_of(notice, context.unit) if context.unit else None,
        others=tuple(one for one in running if one[0] is not campaign),
        is_open=False,
    )


def ask(context: Context, work: Work, submission: Submission) -> Reply | None:
    """Ask for which campaign a new hand-in is; None where that is known, or was asked when it began."""
    if not _is_open(context) or (context.burst and context.burst.key == submission.key):
        return None
    running = _running(context)
    kept = {"submission": submission.key, "campaigns": [campaign.key for campaign, _ in running]}
    work.pending.hold(context.chat.key, context.member.key, FOR_WHICH, kept, context.now + ASKS_FOR)
    names = [subject(notice) for _, notice in running]
    buttons = tuple(Button(clipped(name, 12), f"第{place}个") for place, name in enumerate(names, 1))
    is_here = bool(work.pieces.of_submission(submission.key))
    return Reply(ReplyKind.CLARIFY, questions.which_to_hand_in(names, is_here=is_here), buttons=buttons)


def is_answered(context: Context) -> bool:
    """A few words say for which campaign the hand-in is that was asked about."""
    is_short = bool(context.text) and len(context.text) <= _LONGEST and not context.files
    return FOR_WHICH in context.held and is_short and not context.is_open and not is_question(context.text)


def direct(context: Context, work: Work) -> Reply | None:
    """Move the hand-in to the campaign that was said, its pieces to what that one owes."""
    held = context.held[FOR_WHICH]
    work.pending.drop(context.chat.key, context.member.key, FOR_WHICH)
    submission = work.submissions.get(held["submission"])
    if context.campaign is None or context.notice is None:
        return None
    if submission.campaign_id != context.campaign.key:
        work.submissions.set(submission.key, campaign_id=context.campaign.key)
        for piece in work.pieces.of_submission(submission.key):
            material = _of_piece(duty(context.notice, context.unit_type), piece)
            work.pieces.set(piece.key, campaign_id=context.campaign.key, material=material, duplicate_of=None)
        showing.hand_in(work, submission.key)
    return Reply(ReplyKind.STATE, (submissions.directed(subject(context.notice), submission.receipt_no),))


def _is_open(context: Context) -> bool:
    """Several campaigns run for the unit, and nothing said which is meant."""
    return context.is_open and bool(context.others) and context.unit is not None


def _joins_unclearly(context: Context, work: Work) -> bool:
    """Files of no kind that the open hand-in's notice owes, in a message that says nothing of it either.

    Between 开始报送 and 完毕, and in reply to its receipt, whatever comes is part of it; and so it is where something
    unclear is in it already, for of that it was said for which campaign it is.
    """
    burst = context.burst
    if burst is None or not context.others or context.unit is None or not context.files or context.message.quotes:
        return False
    is_here = context.campaign is not None and context.notice is not None and burst.campaign_id == context.campaign.key
    is_gathered = burst.state == "collecting" or any(
        one.material is None and one.sha256 for one in work.pieces.of_submission(burst.key)
    )
    return is_here and not is_gathered and not any(_material(context, _duty(context, _running(context)[0])))


def _running(context: Context) -> list[Running]:
    """Every campaign that runs for the person, the newest first."""
    own = [(context.campaign, context.notice)] if context.campaign and context.notice else []
    return [*own, *context.others]


def _duty(context: Context, running: Running) -> Duty:
    """What the unit owes under a notice."""
    _, notice = running
    return duty(notice, type_of(notice, context.unit) if context.unit else None)


def _material(context: Context, owed: Duty) -> list[str]:
    """The materials of a duty that the files of a message, or its words, are."""
    clues = [kinds.Clues(file.name, file.media_type, context.text, "") for file in context.files]
    found = [kinds.of_file(owed, one) for one in clues] or [kinds.of_text(owed, context.text)]
    return [material for material in found if material]


def _of_piece(owed: Duty, piece: Piece) -> str | None:
    """What a piece is under another duty."""
    if piece.kind == "text":
        return kinds.of_text(owed, piece.text or "")
    return kinds.of_file(owed, kinds.Clues(piece.name or "", piece.media_type or "", "", ""))
