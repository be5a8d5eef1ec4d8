"""Whose a hand-in is, found by its number for those who handed it in or speak for its unit; what that unit lacks."""

from __future__ import annotations

import re

from handlers import naming, permissions
from handlers.context import Context
from handlers.wording import submissions as wording
from storage.chat import Reply, ReplyKind
from storage.editions import notice_of
from storage.notice.routing import fold
from storage.standing import standing_of
from storage.tables import Submission, Unit
from storage.unit_of_work import Work

_FOR_ANOTHER = (
    r"(?:替|代(?!表)|帮|转|给|为)(?:一?下)?(?:{names}).{{0,8}}?(?:报送|提交|上报|上传|递交|交|报|发|传|送|转)"
    r"|(?:是|系|属于)(?:替|代|帮)?(?:{names})(?:报送|提交|交)?的"
)


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


def other_unit(context: Context, work: Work) -> Unit | None:
    """Return the unit for which somebody of another says to hand in: 替护理学会交, 这是护理学会的."""
    said = fold(context.text)
    if not context.units or not said:
        return None
    others = [unit for unit in naming.within(work, context.text) if not permissions.may_speak_for(context, unit)]
    if len(others) != 1:
        return None
    spellings = [row.folded for row in work.aliases.having(unit_id=others[0].key)]
    names = "|".join(re.escape(one) for one in sorted(spellings, key=len, reverse=True) if one)
    return others[0] if names and re.search(_FOR_ANOTHER.format(names=names), said) else None
