"""A hand-in that was receipted is added to: 「补充 0606-037」, and what follows joins it under the same number."""

from __future__ import annotations

from handlers.context import Context
from handlers.questions.typed.spelling import normalise
from handlers.submissions.owning import own
from handlers.wording import submissions as wording
from scheduler.wording import handing_in
from storage.chat import Reply, ReplyKind
from storage.patterns import Late
from storage.unit_of_work import Work

_ADD = Late(r"(?:我们?)?(?:要|再)?(?:补充|追加|添加)[: ]*(?:回执号?)?[: ]*(?P<number>\d{4}-\d{3,4})(?:的?材料)?")


def is_asked_for(context: Context) -> bool:
    """Somebody wants to add to a hand-in, by its number."""
    return not context.files and _ADD.fullmatch(normalise(context.text)) is not None


def begin(context: Context, work: Work) -> Reply:
    """Collect for a hand-in of their own until 完毕, or until nothing has come for ten minutes."""
    found = _ADD.fullmatch(normalise(context.text))
    submission = own(context, work, found["number"] if found else "")
    if isinstance(submission, Reply):
        return submission
    if submission.state not in ("receipted", "open", "collecting"):
        return Reply(ReplyKind.STATE, (wording.SEND_IT_ALONE,))
    open_one = context.burst
    if open_one and open_one.key != submission.key and open_one.state == "collecting":
        work.submissions.set(open_one.key, state="open", ended_at=context.now)
    here = {"chat_id": context.chat.key, "member_id": context.member.key}
    work.submissions.set(submission.key, state="collecting", changed_at=context.now, **here)
    work.inbox.set(context.inbox.key, submission_id=submission.key)
    how = handing_in.here(context.chat)
    return Reply(ReplyKind.CONFIRM, (wording.adding(submission.receipt_no or ""), *([how] if how else [])))
