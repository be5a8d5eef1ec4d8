"""「将发哪些消息」: a campaign rehearsed before it is published, in short; the whole of it stands on the page."""

from __future__ import annotations

from handlers import commands, jobs
from handlers.context import Context
from handlers.publishing import drafts
from handlers.publishing.preview import PUBLISH
from handlers.wording import rehearsal as wording
from storage.chat import Reply, ReplyKind
from storage.patterns import Late
from storage.unit_of_work import Work

JOB = "rehearse"
"""The kind of job: data {draft, at}; result `scheduler.rehearsal.Rehearsal` as values, or {refused, values}."""

_ASKS = Late(r"(?:看|查看)?(?:一下)?(?:将|会|要)(?:发|说)(?:哪些|什么)(?:消息|话|内容)?\??|(?:全程)?推演(?:一下|一遍)?")


def is_asked_for(context: Context) -> bool:
    """A coordinator with a draft wants to know what will be said."""
    return drafts.is_held(context) and not context.files and commands.match(_ASKS, context) is not None


def order(context: Context, work: Work) -> Reply:
    """Have it rehearsed, and say so at once."""
    no = commands.refusal(context)
    if no:
        return no
    number = drafts.held(context, work).number
    jobs.order(context, work, JOB, {"draft": number, "at": context.now.isoformat()})
    return Reply(ReplyKind.STATE, (wording.REHEARSING,))


is_done = jobs.is_done(JOB)
"""The rehearsal is over."""


def show(context: Context, _work: Work) -> Reply:
    """Say what it came to."""
    result = context.job.result if context.job else {}
    if "told" not in result:
        return Reply(ReplyKind.CLARIFY, (wording.NOT_REHEARSED,))
    lines = (*wording.budget(result["budget"]), *wording.days(result["told"]))
    return Reply(ReplyKind.ANSWER, lines, title=wording.TITLE, buttons=(PUBLISH,))
