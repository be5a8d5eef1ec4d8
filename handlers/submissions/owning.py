"""Whose a hand-in is, found by its number for those who handed it in or speak for its unit; what that unit lacks."""

from __future__ import annotations

from handlers.context import Context
from handlers.wording import submissions as wording
from storage.chat import Reply, ReplyKind
from storage.editions import notice_of
from storage.standing import standing_of
from storage.tables import Submission
from storage.unit_of_work import Work


def own(context: Context, work: Work, number: str) -> Submission | Reply:
    """Return the hand-in of that receipt number if it is the person's; else what is said instead."""
    s = work.submissions.c
    found = work.submissions.first(
        s.receipt_no == number, s.withdrawn_at.is_(None), s.receipt_no.is_not(None), order=s.id.desc()
    )
    if found is None:
        return Reply(ReplyKind.STATE, (wording.NO_SUCH_HAND_IN,))
    return found if is_own(context, found) else Reply(ReplyKind.DECLINE, (wording.NOT_THEIRS,))


def is_own(context: Context, submission: Submission) -> bool:
    """The person handed it in, or speaks for its unit."""
    return submission.member_id == context.member.key or submission.unit_id in {unit.key for unit in context.units}


def lacking(work: Work, submission: Submission) -> tuple[str, ...]:
    """Return what the unit of a hand-in lacks now; whether it may be said is another matter."""
    if submission.unit_id is None:
        return ()
    campaign = work.campaigns.get(submission.campaign_id)
    standing = standing_of(work, campaign, notice_of(work, campaign), submission.unit_id)
    return standing.missing if standing else ()
