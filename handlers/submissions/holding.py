"""What is held back of a hand-in: lists of people's numbers wait for the office's decision."""

from __future__ import annotations

from handlers import teaching
from handlers.context import Context
from handlers.wording import submissions as wording
from scheduler.papers import HELD, OVER
from storage.chat import DeliveryKind, Reply, ReplyKind, Room
from storage.papers import LONG_PHONE_LIST
from storage.tables import InboxFile
from storage.unit_of_work import Work


def hold_lists(context: Context, work: Work, office: str | None) -> None:
    """Hold back every file of a message that lists people's numbers, and put it to the office."""
    for file in context.files:
        if file.state != "stored" or file.sha256 is None:
            continue
        paper = work.papers.first_having(sha256=file.sha256)
        if paper is None or paper.phones < LONG_PHONE_LIST:
            continue
        file.state, file.why = "refused", "phone_list"
        work.files.set(file.key, state=file.state, why=file.why)
        if context.unit is not None:
            said = wording.holds_list(file.name, paper.phones)
            offers = {wording.TAKE_IT: "收下 {number}", wording.REFUSE_IT: "不收 {number}"}
            teaching.ask_coordinator(work, context, said, office or "", offers=offers)


def refused(context: Context, work: Work, files: list[InboxFile]) -> Reply:
    """Say which files could not be kept and why; what names people's numbers, in a group of many units in private."""
    over = [file for file in files if file.why in OVER]
    lines = [wording.refused(file.name, file.why) for file in files if file not in over][:5]
    lines += [wording.over_quota(over[0].why, len(over))] if over else []
    told = Reply(ReplyKind.CLARIFY, tuple(dict.fromkeys(lines)))
    is_shared = context.room is Room.SHARED_GROUP and any(file.why in HELD for file in files)
    if not is_shared:
        return told
    private = work.chats.private_of(context.member.key)
    if private is not None:
        work.say(private.key, f"held/{context.inbox.key}", told, DeliveryKind.REPLY, in_reply_to=context.inbox.key)
    return Reply(ReplyKind.CLARIFY, (wording.HELD_IN_GROUP,))
