"""A hand-in moved to the unit it belongs to: from another unit, or from 待认领."""

from __future__ import annotations

from handlers import commands, teaching
from handlers.context import Context
from handlers.desk import contents, units
from handlers.wording import desk as wording
from storage.chat import DeliveryKind, Reply, ReplyKind
from storage.patterns import Late
from storage.reach import chats_of_unit
from storage.standing import unclaimed
from storage.tables import Submission, Unit
from storage.unit_of_work import Work

_NUMBER = r"(?P<number>\d{4}-\d{3,})"
_MOVE = Late(
    rf"(?!.*(?:[哪谁吗?]|什么))(?:请)?(?:把|将)?(?:移交|转|移|划给?|调整)?[: ]*{_NUMBER} ?的?(?:材料)?"
    r"(?:移交|转|移|划|归|是|属于|算|登记)(?:到|给|至|为|在)? ?(?P<who>.{2,40}?)(?:的|名下|名下的)?"
    rf"|(?:请)?(?:移交|转移|移) ?{_NUMBER.replace('number', 'number2')} ?(?:到|给|至)? ?(?P<who2>.{{2,40}})"
)
_UNCLAIMED = Late(r"(?:看|查)?(?:一下)?(?:有哪些|哪些|还有哪些)?待认领(?:的)?(?:材料|名单)?(?:有哪些|是哪些)?\??")
_MOST_SHOWN = 20


def is_move(context: Context) -> bool:
    """A coordinator says whose a hand-in is."""
    return commands.said_by_coordinator(_MOVE)(context)


def move(context: Context, work: Work) -> Reply:
    """Move a hand-in to another unit, tell that unit, and the one that loses it."""
    found = commands.match(_MOVE, context)
    submission = units.hand_in(context, work, commands.part(found, "number"))
    if isinstance(submission, Reply):
        return submission
    unit = units.one(context, work, commands.part(found, "who"))
    if isinstance(unit, Reply):
        return unit
    number = submission.receipt_no or ""
    if submission.unit_id == unit.key:
        return Reply(ReplyKind.CLARIFY, (wording.is_there_already(number, unit.name),))
    before = work.units.get(submission.unit_id) if submission.unit_id else None
    assign(work, submission, unit)
    teaching.close_claims(work, submission, by=context.member.name)
    if before:
        units.tell(context, work, before, "moved-away", wording.moved_away(number))
    told = units.tell(context, work, unit, "moved-here", wording.moved_here(number))
    _tell_sender(context, work, submission, [*([before] if before else []), unit])
    return Reply(ReplyKind.CONFIRM, (wording.moved(number, unit.name, told=told),))


def assign(work: Work, submission: Submission, unit: Unit) -> None:
    """Make a hand-in a unit's; what the unit has already counts once, what the other still has counts again."""
    c = work.pieces.c
    pieces = work.pieces.of_submission(submission.key)
    mine = {piece.key for piece in pieces}
    for orphan in work.pieces.find(c.duplicate_of.in_(mine), c.submission_id != submission.key):
        work.pieces.set(orphan.key, duplicate_of=None)
    there = {
        piece.sha256: piece.key for piece in work.pieces.counting(submission.campaign_id, unit.key) if piece.sha256
    }
    work.submissions.set(submission.key, unit_id=unit.key, for_unit_id=None)
    work.pieces.change(c.submission_id == submission.key, unit_id=unit.key)
    for piece in pieces:
        twin = there.get(piece.sha256) if piece.sha256 else None
        elsewhere = piece.duplicate_of is not None and piece.duplicate_of not in mine
        if twin is not None or elsewhere:
            work.pieces.set(piece.key, duplicate_of=twin)


def assign_waiting(work: Work, member_id: int, unit: Unit) -> list[str]:
    """Give a unit what somebody handed in before it was known for whom; return the receipt numbers."""
    c = work.submissions.c
    waiting = work.submissions.find(c.member_id == member_id, c.unit_id.is_(None), c.withdrawn_at.is_(None))
    for submission in waiting:
        assign(work, submission, unit)
    return [submission.receipt_no for submission in waiting if submission.receipt_no]


def is_asking_for_unclaimed(context: Context) -> bool:
    """A coordinator asks what has come from nobody known."""
    return commands.said_by_coordinator(_UNCLAIMED)(context)


def show_unclaimed(context: Context, work: Work) -> Reply:
    """List the hand-ins whose unit is unknown."""
    no = commands.refusal(context)
    if no:
        return no
    rows = unclaimed(work, context.campaign) if context.campaign else []
    lines = [
        wording.unclaimed(row.receipt_no or "", _sender(work, row), contents.counted(work, row), _meant_for(work, row))
        for row in rows[:_MOST_SHOWN]
    ]
    return Reply(ReplyKind.STATE, wording.unclaimed_list(lines, len(rows)))


def _tell_sender(context: Context, work: Work, submission: Submission, told: list[Unit]) -> None:
    """Tell whoever handed it in, unless they hear it as one of the units that are told."""
    private = work.chats.private_of(submission.member_id) if submission.member_id else None
    if private is None or private.key in {chat.key for unit in told for chat in chats_of_unit(work, unit.key)}:
        return
    said = Reply(ReplyKind.ANSWER, (wording.yours_is_placed(submission.receipt_no or ""),))
    key = f"placed/{submission.key}/{context.inbox.key}"
    due_at = context.calendar.next_office_instant(context.now)
    work.say(private.key, key, said, DeliveryKind.ANNOUNCEMENT, unit_id=told[-1].key, due_at=due_at)


def _meant_for(work: Work, submission: Submission) -> str:
    """The unit that is asked whether a hand-in is theirs; empty where none is."""
    return work.units.get(submission.for_unit_id).name if submission.for_unit_id else ""


def _sender(work: Work, submission: Submission) -> str:
    """Who sent a hand-in, as their platform calls them."""
    return work.members.get(submission.member_id).name if submission.member_id else ""
