"""An order of a coordinator's that nothing has understood: the likeliest ways to say it, and that nothing was done."""

from __future__ import annotations

from handlers import commands, naming, permissions
from handlers.context import Context
from handlers.lexicon import lexicon
from handlers.questions.typed.hearing import understands
from handlers.questions.typed.speech import asks, is_chatter
from handlers.questions.typed.spelling import normalise
from handlers.wording import manual as wording
from storage.chat import Reply, ReplyKind
from storage.patterns import Late
from storage.unit_of_work import Work

_MOST = 3
_ORDERS = Late(r"[了吧让把给叫,，]|一[下声]| ")
_FOR_ONESELF = Late(r"退(?:回|给)(?:给)?我")


def may_be_meant(context: Context) -> bool:
    """A coordinator says something where coordinators are spoken to."""
    return permissions.may_coordinate(context) and not context.files and not is_chatter(context.text)


def guess(context: Context, work: Work) -> Reply:
    """Offer what the words may have meant; a question about the notice is answered as anybody's."""
    said = normalise(context.text)
    is_asked = asks(said)
    lines = wording.near(said, is_asked=is_asked)
    is_order = not is_asked and len(said) <= wording.LONGEST_ORDER and _is_of_a_unit(context, work, said)
    if (not lines and not is_order) or _FOR_ONESELF.search(said):
        return commands.NOT_MEANT
    return Reply(ReplyKind.CLARIFY, (wording.not_understood(context.text), *(lines or wording.OF_A_UNIT)[:_MOST]))


def _is_of_a_unit(context: Context, work: Work, said: str) -> bool:
    """A unit of the roster is named, or the words begin with what may be one and ask nothing that is known."""
    if naming.within(work, context.text):
        return True
    order = commands.bare(context.text)
    if not _ORDERS.search(order):
        return False
    is_known = understands(context.text) or lexicon().foreign.found_in(said)
    return not is_known and naming.spoken(order) not in ("", order)
