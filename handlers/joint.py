"""One event of several units (联合开展): said by a unit, agreed to by the other or decided by an office, taken back.

「与青溪区教育局联合开展」, 「联合 3」, 「不是联合 3」
"""

from __future__ import annotations

from handlers import commands, naming, permissions
from handlers.context import Context
from handlers.desk import units
from handlers.submissions import owning
from handlers.wording import joint as wording
from scheduler import joint, showing
from scheduler.wording import joint as asked
from storage import revising
from storage.chat import DeliveryKind, Reply, ReplyKind
from storage.joint import CONFIRMED, PROPOSED, REFUSED
from storage.patterns import Late
from storage.reach import every_chat_of_coordinators, ways_to_unit
from storage.tables import Joint, Submission, Unit
from storage.unit_of_work import Work

_DECIDES = Late(r"(?P<no>(?:不是|并非|不同意|不算|取消|撤销) ?)?(?:是|同意|确认)?联合(?:开展)?[: ]*(?P<number>\d{1,9})")
_WITH = (
    r"(?:与|和|跟|同)(?P<who>.{2,40}?)(?:联合|共同|合作|合伙|一起|一块儿?|合)+"
    r"(?:开展|举办|主办|组织|承办|协办|搞|办|做|弄)"
)
_BESIDE = Late(_WITH)
_SAYS = Late(
    rf"(?:(?:本次|这次|此次|该)?(?:活动|材料)?)(?:我们?|我会|我校|本单位)?(?:是|系|为)?{_WITH}(?:的|了)?(?:活动)?"
    r"(?:[,;( ]*(?:回执号?)?[: ]*(?P<number>\d{4}-\d{3,4})\)?)?"
)


def say_beside(context: Context, work: Work, submission: Submission) -> Reply | None:
    """Take what is said beside files of an event with another unit; None where nothing of that is said."""
    found = _BESIDE.search(commands.plain(context.text)) if submission.unit_id else None
    others = [unit for unit in naming.find(work, found["who"]) if unit.key != submission.unit_id] if found else []
    if len(others) != 1 or units.type_of(context, others[0]) is None or not permissions.may_hear_of_units(context):
        return None
    row = _row(context, work, submission, others[0])
    return None if row.state == CONFIRMED else _agree(context, work, row, work.units.get(submission.unit_id or 0))


def is_decided(context: Context) -> bool:
    """Somebody says that it was, or was not, one event."""
    is_somebody = context.is_coordinator or bool(context.units)
    return is_somebody and not context.files and commands.match(_DECIDES, context) is not None


def decide(context: Context, work: Work) -> Reply:
    """Take an office's decision, or a unit's word: it counts when both units have agreed."""
    found = commands.match(_DECIDES, context)
    row = work.joints.first_having(id=int(found["number"])) if found else None
    if row is None or found is None or work.submissions.get(row.submission_id).unit_id is None:
        return Reply(ReplyKind.CLARIFY, (wording.NO_SUCH_EVENT,))
    pair = joint.units_of(work, row)
    mine = next((unit for unit in pair if permissions.may_speak_for(context, unit)), None)
    no = _refusal(context, work, row, pair)
    if no and (mine is None or not permissions.may_hear_of_units(context)):
        return no if mine is None else Reply(ReplyKind.DECLINE, (wording.IN_PRIVATE,))
    if row.state == CONFIRMED and not found["no"]:
        return Reply(ReplyKind.STATE, (wording.joined_already(pair[0].name, pair[1].name),))
    if found["no"]:
        _settle(context, work, row, REFUSED)
        return Reply(ReplyKind.CONFIRM, (wording.refused(pair[0].name, pair[1].name),))
    if no and mine and row.agreed_by in (None, mine.key):
        return _agree(context, work, row, mine)
    _settle(context, work, row, CONFIRMED)
    for unit in pair:
        if mine is None or unit.key != mine.key:
            other = next(one for one in pair if one.key != unit.key)
            units.tell(context, work, unit, "joint", wording.you_are_joined(other.name))
    return Reply(ReplyKind.CONFIRM, wording.confirmed(row.key, pair[0].name, pair[1].name))


def is_said(context: Context) -> bool:
    """A unit says of what it hands in that it was an event with another."""
    found = commands.match(_SAYS, context) if context.units and not context.files else None
    has_hand_in = context.burst is not None or (context.message.quotes or "").startswith("receipt/")
    return found is not None and bool(found["number"] or has_hand_in)


def say(context: Context, work: Work) -> Reply:
    """Note it, and ask the other unit; its office can decide as well."""
    found = commands.match(_SAYS, context)
    if not permissions.may_hear_of_units(context):
        return Reply(ReplyKind.DECLINE, (wording.IN_PRIVATE,))
    submission = _meant(context, work, found["number"] if found else None)
    if isinstance(submission, Reply):
        return submission
    who = commands.part(found, "who")
    others = [unit for unit in naming.find(work, who) if unit.key != submission.unit_id]
    if len(others) != 1 or units.type_of(context, others[0]) is None:
        return Reply(ReplyKind.CLARIFY, (wording.which_partner(who, [unit.name for unit in others]),))
    row = _row(context, work, submission, others[0])
    if row.state == CONFIRMED:
        return Reply(ReplyKind.STATE, (wording.joined_already(*(one.name for one in joint.units_of(work, row))),))
    return _agree(context, work, row, work.units.get(submission.unit_id or 0))


def _meant(context: Context, work: Work, number: str | None) -> Submission | Reply:
    """The hand-in that is meant: numbered, replied to, or just come; the unit must be known."""
    receipt = work.deliveries.keyed(context.message.quotes) if context.message.quotes else None
    found: Submission | Reply | None = context.burst
    if number:
        found = owning.own(context, work, number)
    elif receipt and receipt.submission_id:
        found = work.submissions.get(receipt.submission_id)
    if isinstance(found, Reply):
        return found
    if found is None or found.unit_id not in {unit.key for unit in context.units}:
        return Reply(ReplyKind.CLARIFY, (wording.WHICH_HAND_IN,))
    return found


def _row(context: Context, work: Work, submission: Submission, other: Unit) -> Joint:
    """The row of a hand-in and another unit, whichever of them was first; made where there is none."""
    for row in work.joints.of_submission(submission.key):
        sides = {work.submissions.get(row.submission_id).unit_id, row.unit_id}
        if other.key in sides:
            return row
    known = work.joints.first_having(submission_id=submission.key, unit_id=other.key)
    if known:
        work.joints.set(known.key, state=PROPOSED)
        return work.joints.get(known.key)
    number = work.joints.add(
        campaign_id=submission.campaign_id,
        submission_id=submission.key,
        unit_id=other.key,
        proposed_at=context.now,
    )
    return work.joints.get(number)


def _agree(context: Context, work: Work, row: Joint, mine: Unit) -> Reply:
    """Note that one unit has agreed, and ask the other."""
    own, other = joint.units_of(work, row)
    partner = other if own.key == mine.key else own
    if row.agreed_by == mine.key:
        return Reply(ReplyKind.STATE, (wording.waits_for(partner.name),))
    work.joints.set(row.key, agreed_by=mine.key, state=PROPOSED)
    receipt_no = work.submissions.get(row.submission_id).receipt_no if own.key == mine.key else None
    asks = Reply(
        ReplyKind.CLARIFY, wording.asks_partner(row.key, mine.name, receipt_no), buttons=joint.buttons(row.key)
    )
    chats = ways_to_unit(work, partner)
    for chat in chats:
        about = {"campaign_id": row.campaign_id, "unit_id": partner.key}
        due_at = context.calendar.next_office_instant(context.now)
        work.say(
            chat.key,
            f"joint_asked/{row.key}/{context.inbox.key}/{chat.key}",
            asks,
            DeliveryKind.ANNOUNCEMENT,
            due_at=due_at,
            **about,
        )
    office = units.office_of(context, partner)
    return Reply(ReplyKind.CONFIRM, (wording.asked_partner(partner.name, office, told=bool(chats)),))


def _refusal(context: Context, work: Work, row: Joint, pair: tuple[Unit, Unit]) -> Reply | None:
    """Why the person decides nothing for an office here; None where they coordinate either unit."""
    offices = [joint.office_of(work, row.campaign_id, unit) for unit in pair]
    answers = [commands.refusal(context, office or "") for office in offices]
    return None if None in answers else answers[0]


def _settle(context: Context, work: Work, row: Joint, state: str) -> None:
    """Write a decision down, show it on both receipts, and take it off wherever it could still be made."""
    decided = {"state": state, "decided_by": context.member.name, "decided_at": context.now}
    work.joints.set(row.key, agreed_by=None, **decided)
    for number in filter(None, (row.submission_id, row.other_id)):
        showing.hand_in(work, number)
    says = (asked.says(row.key), asked.says_not(row.key))
    line = wording.decided(row.key, context.member.name, is_joint=state == CONFIRMED)
    chats = [chat for unit in joint.units_of(work, row) for chat in ways_to_unit(work, unit)]
    for chat in {chat.key: chat for chat in (*every_chat_of_coordinators(work), *chats)}.values():
        revising.overtake(work, chat, says, line)
