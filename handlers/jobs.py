"""What takes longer than a conversation: ordered within one, its result met in another."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from handlers.context import Context
from storage.tables import InboxFile, Job
from storage.unit_of_work import Work


def order(context: Context, work: Work, kind: str, data: Mapping[str, object], part: int = 0) -> None:
    """Have a job done once for this message (for each `part` of it); its result comes back to the chat and person."""
    work.jobs.add_once(
        unique_key=f"{kind}/{context.inbox.key}/{part}",
        kind=kind,
        data=dict(data),
        chat_id=context.chat.key,
        member_id=context.member.key,
        created_at=context.now,
    )


def order_reading(context: Context, work: Work, kind: str, *files: InboxFile) -> None:
    """Have a file read; several are the pages of one paper."""
    first, *others = ({"sha256": file.sha256, "name": file.name} for file in files)
    order(context, work, kind, first | ({"others": others} if others else {}), files[0].position)


def ordered_by(job: Job) -> int:
    """Return the message in whose conversation a job was ordered."""
    return int(job.unique_key.split("/")[1])


def is_done(kind: str) -> Callable[[Context], bool]:
    """Make the `when` of a route: a job of this kind brings its result."""

    def when(context: Context) -> bool:
        return context.job is not None and context.job.kind == kind

    return when
