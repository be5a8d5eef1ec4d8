"""Whose it is: a unit's name said by the one whose hand-in waits for it (待认领)."""

from __future__ import annotations

from handlers import naming, permissions, teaching
from handlers.context import Context
from handlers.desk import units
from handlers.questions.typed.speech import is_chatter, is_question
from handlers.wording import submissions as wording
from scheduler import showing
from storage.chat import Reply, ReplyKind, Room
from storage.tables import Submission, Unit
from storage.unit_of_work import Work

_LONGEST_NAME = 40


def is_named(context: Context) -> bool:
    """A short text from somebody who was asked for their unit."""
    text = context.text
    asked = "which_unit" in context.held and not context.files
    return asked and 2 <= len(text) <= _LONGEST_NAME and not is_question(text) and not is_chatter(text)


def claim(context: Context, work: Work) -> Reply | None:
    """Give the waiting hand-ins their unit; of a unit not spoken for, let the office decide."""
    waiting = _waiting(context, work)
    found = naming.find(work, context.text.removeprefix("我们是").removeprefix("我是").removeprefix("是"))
    if not waiting:
        work.pending.drop(context.chat.key, context.member.key, "which_unit")
        return None
    if len(found) != 1:
        names = [unit.name for unit in found[:5]]
        return Reply(ReplyKind.CLARIFY, (wording.which_of_yours(names) if names else wording.UNIT_IS_NOT_KNOWN,))
    unit = found[0]
    if not permissions.may_speak_for(context, unit):
        return _pass_on(context, work, unit, waiting)
    for submission in waiting:
        work.submissions.set(submission.key, unit_id=unit.key)
        work.pieces.change(work.pieces.c.submission_id == submission.key, unit_id=unit.key)
        showing.hand_in(work, submission.key)
    work.pending.drop(context.chat.key, context.member.key, "which_unit")
    return Reply(ReplyKind.STATE, (wording.claimed(unit.name, len(waiting)),))


def _waiting(context: Context, work: Work) -> list[Submission]:
    s = work.submissions.c
    return work.submissions.find(
        s.member_id == context.member.key, s.unit_id.is_(None), s.withdrawn_at.is_(None), s.state != "lapsed"
    )


def _pass_on(context: Context, work: Work, unit: Unit, waiting: list[Submission]) -> Reply:
    """Propose the unit to its office, which moves the hand-in with one sentence."""
    office = units.office_of(context, unit)
    numbers = [row.receipt_no for row in waiting if row.receipt_no]
    teaching.ask_coordinator(work, context, wording.claims(context.member.name, numbers, unit.name), office or "")
    shown = office or "主管处室"
    if context.room is Room.SHARED_GROUP:
        return Reply(ReplyKind.STATE, (wording.passed_on(shown),))
    return Reply(ReplyKind.STATE, (wording.claim_passed_on(unit.name, shown),))
