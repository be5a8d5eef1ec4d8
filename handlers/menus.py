"""A menu that was answered offers nothing any more: it shows what was picked."""

from __future__ import annotations

from handlers.context import Context
from scheduler.wording import showing as wording
from storage import revising
from storage.chat import ReplyKind
from storage.unit_of_work import Work


def close(context: Context, work: Work) -> None:
    """Close the menu whose button was pressed by the very person that it was shown to; only a question is one."""
    quotes = context.message.quotes
    row = work.deliveries.keyed(quotes) if quotes and revising.can(context.chat) else None
    if row is None or row.reply["kind"] != ReplyKind.CLARIFY or not _was_asked(context, work, row.in_reply_to):
        return
    labels = {one.says: one.label for one in revising.look(work, row).buttons}
    if context.text in labels:
        revising.settle(work, row, wording.chosen(labels[context.text]))


def _was_asked(context: Context, work: Work, inbox_id: int | None) -> bool:
    """The menu answers something that this person had said."""
    said = work.inbox.first_having(id=inbox_id) if inbox_id else None
    return said is not None and said.member_id == context.member.key
