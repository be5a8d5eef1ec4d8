"""A notice that was read and is not published yet: kept for its coordinator in one chat, for a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from handlers.context import Context
from storage.notice.model import Notice
from storage.notice.printed import from_record, to_record
from storage.unit_of_work import Work

KEPT_FOR = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Draft:
    """The notice as corrected so far; `amends` is None until it is said whether it changes the running campaign.

    `past_is_meant` is set once somebody said that a notice is to be published though its deadlines are over.
    """

    notice: Notice
    name: str
    amends: bool | None = None
    past_is_meant: bool = False


def hold(context: Context, work: Work, draft: Draft) -> None:
    """Keep a draft in place of the one before."""
    data = {
        "record": to_record(draft.notice),
        "name": draft.name,
        "amends": draft.amends,
        "past_is_meant": draft.past_is_meant,
    }
    work.pending.hold(context.chat.key, context.member.key, "publishing", data, context.now + KEPT_FOR)


def is_held(context: Context) -> bool:
    """The person has a draft in this chat."""
    return "publishing" in context.held


def held(context: Context) -> Draft:
    """Return the person's draft."""
    data = context.held["publishing"]
    return Draft(from_record(data["record"]), data["name"], data["amends"], data["past_is_meant"])


def drop(context: Context, work: Work) -> None:
    """Forget the draft."""
    work.pending.drop(context.chat.key, context.member.key, "publishing")
