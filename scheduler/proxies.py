"""What somebody handed in for another unit (代报): that unit is asked, with the receipt, whether it is theirs."""

from __future__ import annotations

from datetime import datetime

from scheduler.wording import proxies as wording
from storage.chat import Button, DeliveryKind, Reply, ReplyKind
from storage.reach import ways_to_unit
from storage.tables import Submission
from storage.unit_of_work import Work


def ask(work: Work, submission: Submission, due_at: datetime) -> bool:
    """Ask the unit for which a hand-in is said to be, wherever it is reached; return whether there was anywhere."""
    number = submission.receipt_no
    if submission.for_unit_id is None or submission.unit_id is not None or number is None:
        return False
    unit = work.units.get(submission.for_unit_id)
    asks = Reply(
        ReplyKind.CLARIFY,
        wording.asks(_sender(work, submission), unit.name, number),
        buttons=(Button(wording.YES, wording.says(number)), Button(wording.NO, wording.says_not(number))),
    )
    chats = ways_to_unit(work, unit)
    for chat in chats:
        about = {"campaign_id": submission.campaign_id, "unit_id": unit.key, "submission_id": submission.key}
        key = f"proxy_asked/{submission.key}/{unit.key}/{chat.key}"
        work.say(chat.key, key, asks, DeliveryKind.ANNOUNCEMENT, due_at=due_at, **about)
    return bool(chats)


def _sender(work: Work, submission: Submission) -> str:
    """The unit of whoever handed it in, else their name."""
    if submission.member_id is None:
        return ""
    bindings = work.bindings.of_member(submission.member_id, work.now)
    names = [work.units.get(one.unit_id).name for one in bindings if one.unit_id]
    return names[0] if names else work.members.get(submission.member_id).name
