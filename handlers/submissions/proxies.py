"""Handed in for another unit (代报): kept for nobody until that unit says that it is theirs.

「替护理学会交一下照片」, 「这是护理学会的」; the other unit: 「是我们的 0904-003」, 「不是我们的 0904-003」
"""

from __future__ import annotations

from handlers import commands, permissions
from handlers.context import Context
from handlers.desk import moves
from handlers.submissions import bursts, owning
from handlers.wording import proxies as wording
from scheduler import proxies, showing
from scheduler.wording.receipts import still_missing
from storage.chat import DeliveryKind, Reply, ReplyKind
from storage.patterns import Late
from storage.tables import Submission
from storage.unit_of_work import Work

_IS_OF = Late(
    r"(?:这|以上|上面|刚才|刚发|上一?)(?:的|些|几[张份个]|[个份张批]|[一二两三]?[张份])*(?:材料|照片|图片|总结|文件)?(?:都|全)?(?:不是我们的?,)?"
    r"(?:是|系|属于)(?:替|代|帮)?.{2,30}?的(?:材料|照片|图片|总结|文件|东西)?"
)
_BEGINS = Late(
    r"(?:我们?)?(?:先|来|想|要|再)*(?:替|代|帮)(?!忙|我|你|您|助).{2,30}?(?:报送|提交|上报|上传|递交|交|报|发|传)(?:一下|个|一?[份个张些]|材料|总结|照片|的)*"
)
_ANSWER = Late(
    r"(?:是的?|对)?[, ]?(?P<no>不)?是我们?(?:单位|学会|科协|这边|公司|学校)?的?(?:材料|照片)?"
    r"[,: ]*(?:回执号?)?[: ]*(?P<number>\d{4}-\d{3,4})?"
)


def is_begun(context: Context) -> bool:
    """Somebody says that they are going to hand in for another unit."""
    is_theirs = bool(context.units) and not context.files and not context.quoted_files
    return is_theirs and commands.match(_BEGINS, context) is not None


def begin(context: Context, work: Work) -> Reply:
    """Collect for the unit that was named until 完毕; other words are what they would be without this."""
    unit = owning.other_unit(context, work)
    if unit is None or context.running is None:
        return commands.NOT_MEANT
    number = work.submissions.add(
        campaign_id=context.running.key,
        for_unit_id=unit.key,
        member_id=context.member.key,
        chat_id=context.chat.key,
        state="collecting",
        opened_at=context.now,
        changed_at=context.now,
    )
    work.inbox.set(context.inbox.key, submission_id=number)
    return Reply(ReplyKind.CONFIRM, (wording.collecting_for(unit.name),))


def is_said(context: Context) -> bool:
    """Somebody says of what has just come that it is another unit's."""
    is_short = not context.files and context.burst is not None and bool(context.units)
    return is_short and commands.match(_IS_OF, context) is not None


def say(context: Context, work: Work) -> Reply | None:
    """Let what has just come wait for the unit that was named; other words are what they would be without this."""
    burst, unit = context.burst, owning.other_unit(context, work)
    if burst is None or unit is None:
        return commands.NOT_MEANT
    work.submissions.set(burst.key, unit_id=None, for_unit_id=unit.key)
    work.pieces.change(work.pieces.c.submission_id == burst.key, unit_id=None)
    work.inbox.set(context.inbox.key, submission_id=burst.key, mark=bursts.KEPT)
    if burst.receipt_no is None:
        return None
    showing.hand_in(work, burst.key)
    told = proxies.ask(work, work.submissions.get(burst.key), context.calendar.next_office_instant(context.now))
    if not permissions.may_hear_of_units(context):
        return Reply(ReplyKind.STATE, (wording.NOTED,))
    return Reply(ReplyKind.CONFIRM, (wording.waits_for(unit.name, burst.receipt_no, told=told),))


def is_answered(context: Context) -> bool:
    """A unit says whether what another sent for it is theirs."""
    is_theirs = bool(context.units) and not context.files and context.burst is None
    found = commands.match(_ANSWER, context) if is_theirs else None
    return found is not None and bool(found["number"] or (context.message.quotes or "").startswith("proxy_asked/"))


def answer(context: Context, work: Work) -> Reply:
    """Give the unit what is theirs; what is not stays for the office to place."""
    if not permissions.may_hear_of_units(context):
        return Reply(ReplyKind.STATE, (wording.PRIVATELY,))
    found = commands.match(_ANSWER, context)
    submission = _asked(context, work, commands.part(found, "number"))
    if submission is None or submission.for_unit_id is None:
        return Reply(ReplyKind.STATE, (wording.NOTHING_WAITS,))
    unit, number = work.units.get(submission.for_unit_id), submission.receipt_no or ""
    if found and found["no"]:
        work.submissions.set(submission.key, for_unit_id=None)
        _tell_sender(context, work, submission, wording.is_not_theirs(unit.name, number))
        return Reply(ReplyKind.CONFIRM, (wording.not_yours(number),))
    moves.assign(work, submission, unit)
    showing.hand_in(work, submission.key)
    _tell_sender(context, work, submission, wording.is_theirs(unit.name, number))
    lacks = owning.lacking(work, work.submissions.get(submission.key))
    return Reply(ReplyKind.CONFIRM, (wording.yours(number), *([still_missing(lacks)] if lacks else [])))


def _asked(context: Context, work: Work, number: str) -> Submission | None:
    """The hand-in that waits for one of the person's units: numbered, or asked about in what is replied to."""
    s = work.submissions.c
    own = [unit.key for unit in context.units]
    waits = (s.for_unit_id.in_(own), s.unit_id.is_(None), s.withdrawn_at.is_(None))
    if number:
        return work.submissions.first(*waits, s.receipt_no == number, order=s.id.desc())
    asked = work.deliveries.keyed(context.message.quotes) if context.message.quotes else None
    return work.submissions.first(*waits, s.id == asked.submission_id) if asked and asked.submission_id else None


def _tell_sender(context: Context, work: Work, submission: Submission, line: str) -> None:
    """Tell whoever sent it what became of it."""
    private = work.chats.private_of(submission.member_id) if submission.member_id else None
    if private:
        due_at = context.calendar.next_office_instant(context.now)
        key = f"proxy_answered/{submission.key}/{context.inbox.key}"
        said = Reply(ReplyKind.ANSWER, (line,))
        work.say(private.key, key, said, DeliveryKind.ANNOUNCEMENT, campaign_id=submission.campaign_id, due_at=due_at)
