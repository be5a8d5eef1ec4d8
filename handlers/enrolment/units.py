"""The unit that a coordinator names when people are bound to it, invited, or lose their links."""

from __future__ import annotations

from handlers import naming
from handlers.commands import refusal
from handlers.context import Context
from handlers.wording import enrolment as wording
from storage.chat import Reply, ReplyKind
from storage.tables import Unit
from storage.unit_of_work import Work


def one(context: Context, work: Work, words: str) -> Unit | Reply:
    """Return the one unit that words mean, campaign or not; else what is said instead."""
    no = refusal(context)
    if no:
        return no
    units = naming.find(work, words)
    if len(units) != 1:
        return Reply(ReplyKind.CLARIFY, (wording.which_unit(words, [unit.name for unit in units]),))
    return units[0]
