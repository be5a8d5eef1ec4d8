"""Somebody says more on one day than anybody would (a machine that answers a machine): told once, then not answered.

What is handed in is taken all the same.
"""

from __future__ import annotations

from datetime import timedelta

from handlers.context import Context
from handlers.submissions import bursts
from handlers.wording import runtime as wording
from scheduler.clock import at
from storage.chat import Reply, ReplyKind
from storage.unit_of_work import Work

MUTED = "muted"
_EVERY = 16
"""One message of so many is counted: it costs a look at what was said in the chat."""


def is_muted(context: Context) -> bool:
    """The person has been told so today, and hands nothing in."""
    return MUTED in context.held and not _hands_in(context)


def keep_silent(_context: Context, _work: Work) -> None:
    """Say nothing."""


def _hands_in(context: Context) -> bool:
    """Something comes, or belongs to what is coming."""
    return bool(context.files) or context.burst is not None or bursts.is_handed_in(context)


def watch(context: Context, work: Work) -> Reply | None:
    """Now and then count what a person has said in a chat today; say so, once, where that is more than may be."""
    if context.inbox.key % _EVERY or context.is_coordinator or context.job:
        return None
    if MUTED in context.held or _hands_in(context):
        return None
    c, since = work.inbox.c, at(context.today, "00:00")
    said = work.inbox.count(c.chat_id == context.chat.key, c.member_id == context.member.key, c.admitted_at >= since)
    if said < context.settings.messages_per_day:
        return None
    work.pending.hold(context.chat.key, context.member.key, MUTED, {}, since + timedelta(days=1))
    return Reply(ReplyKind.DECLINE, (wording.SAID_MUCH,))
