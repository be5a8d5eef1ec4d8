"""The unit or hand-in that a coordinator's sentence is about: found, theirs to act on, told what was decided."""

from __future__ import annotations

from handlers import commands, naming
from handlers.context import Context
from handlers.wording import desk as wording
from storage import standing
from storage.chat import DeliveryKind, Reply, ReplyKind
from storage.notice.model import Material
from storage.notice.routing import duty
from storage.reach import ways_to_unit
from storage.tables import Submission, Unit
from storage.unit_of_work import Work


def one(context: Context, work: Work, words: str) -> Unit | Reply:
    """Return the one unit that words mean if the person may act on it; else what is said instead."""
    no = commands.refusal(context)
    if no:
        return no
    if context.campaign is None:
        return Reply(ReplyKind.CLARIFY, (wording.NO_CAMPAIGN,))
    units = naming.find(work, words)
    if len(units) != 1:
        return Reply(ReplyKind.CONFIRM, (wording.which_unit(words, [unit.name for unit in units]),))
    return commands.refusal(context, office_of(context, units[0])) or units[0]


def hand_in(context: Context, work: Work, receipt_no: str) -> Submission | Reply:
    """Return the hand-in of that receipt number if the person may act on it; else what is said instead."""
    no = commands.refusal(context)
    if no:
        return no
    rows = [
        row
        for row in work.submissions.numbered(receipt_no)
        if context.campaign and row.campaign_id == context.campaign.key
    ]
    if not rows:
        return Reply(ReplyKind.CLARIFY, (wording.no_such_receipt(receipt_no),))
    if rows[0].unit_id is None:
        return rows[0]
    return commands.refusal(context, office_of(context, work.units.get(rows[0].unit_id))) or rows[0]


def hand_ins(context: Context, work: Work, unit: Unit) -> list[Submission]:
    """Return the hand-ins of a unit that have a receipt and are there, the oldest first."""
    c = work.submissions.c
    campaign = context.campaign.key if context.campaign else 0
    return work.submissions.find(
        c.campaign_id == campaign, c.unit_id == unit.key, c.receipt_no.is_not(None), c.withdrawn_at.is_(None)
    )


def type_of(context: Context, unit: Unit) -> str | None:
    """Return the notice's own word for a unit's type."""
    return standing.type_of(context.notice, unit) if context.notice else None


def materials_of(context: Context, unit: Unit) -> tuple[Material, ...]:
    """What the notice asks of a unit, content included."""
    unit_type = type_of(context, unit)
    if context.notice is None or unit_type is None:
        return ()
    own = duty(context.notice, unit_type)
    return (*own.owed, *own.content)


def office_of(context: Context, unit: Unit) -> str | None:
    """Return the office a unit reports to; None where the notice does not address its type."""
    unit_type = type_of(context, unit)
    return duty(context.notice, unit_type).office if context.notice and unit_type else None


def tell(context: Context, work: Work, unit: Unit, about: str, line: str) -> bool:
    """Tell a unit what was decided, where it alone reads; return whether there was anywhere to say it.

    `about` makes the delivery's key with the message that decided it, so that one decision is told once. It
    is said in office hours, whenever it was decided.
    """
    chats = ways_to_unit(work, unit)
    said = Reply(ReplyKind.ANSWER, (line,))
    for chat in chats:
        work.say(
            chat.key,
            f"{about}/{unit.key}/{context.inbox.key}/{chat.key}",
            said,
            DeliveryKind.ANNOUNCEMENT,
            campaign_id=context.campaign.key if context.campaign else None,
            unit_id=unit.key,
            office=office_of(context, unit),
            due_at=context.calendar.next_office_instant(context.now),
        )
    return bool(chats)
