"""An act that waits for a yes: held for one person in one chat, done by 「确认」, dropped by 「取消」."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from handlers.commands import match
from handlers.context import Context
from handlers.wording import desk as wording
from scheduler.wording import showing
from storage import revising
from storage.chat import Button, Reply, ReplyKind, Room
from storage.earlier import answer_key
from storage.patterns import Late
from storage.unit_of_work import Work

WAITS_FOR = timedelta(hours=1)
"""How long an act waits for its yes; a yes after that finds nothing, so that it cannot meet another situation."""

_DEED = r"(?:发布|发送|发|执行|无误|收回|结束|延期|延|撤回|撤|登记|更正|改)?"
_YES = Late(rf"(?:好的?|是的?|对)?[, ]?(?:确认|确定){_DEED}(?:吧|了)?")
_AGREES = Late(r"(?:我们?)?同意(?:了|的)?")
_NO = Late(rf"(?:(?:那|还是|先)?(?:取消|不用|算|放弃|不|别|不要){_DEED}(?:了|吧|啦)*[, ]*){{1,3}}(?:,.{{1,14}})?")


def ask(context: Context, work: Work, act: str, data: dict[str, Any], lines: tuple[str, ...]) -> Reply:
    """Say what would be done and hold it; `act` names who does it (`confirms`), `data` is all that is needed."""
    if "act" in context.held:
        _show(context, work, showing.REPLACED)
    kept = {**data, "act": act, "asked": context.inbox.key}
    work.pending.hold(context.chat.key, context.member.key, "act", kept, context.now + WAITS_FOR)
    return Reply(ReplyKind.CONFIRM, lines, buttons=(Button("确认", "确认"), Button("取消", "取消")))


def confirms(act: str) -> Callable[[Context], bool]:
    """Make the `when` of the route that does an act: 「确认」 while this act waits."""

    def when(context: Context) -> bool:
        held = context.held.get("act")
        return held is not None and held["act"] == act and says_yes(context)

    return when


def says_yes(context: Context) -> bool:
    """The message is a plain yes."""
    return match(_YES, context) is not None


def says_no(context: Context) -> bool:
    """The message is a plain no to what waits."""
    return match(_NO, context) is not None


def take(context: Context, work: Work) -> dict[str, Any]:
    """Return what the waiting act needs, and let it wait no more."""
    _show(context, work, showing.CONFIRMED)
    work.pending.drop(context.chat.key, context.member.key, "act")
    return context.held["act"]


def _show(context: Context, work: Work, line: str) -> None:
    """Show on the question that waits what became of it."""
    asked = work.deliveries.keyed(answer_key(context.held["act"].get("asked", 0)))
    revising.settle(work, asked, line)


def is_dropped(context: Context) -> bool:
    """Something waits, and the person does not want it."""
    return "act" in context.held and says_no(context)


def drop(context: Context, work: Work) -> Reply:
    """Do nothing, and say so."""
    _show(context, work, showing.DROPPED)
    work.pending.drop(context.chat.key, context.member.key, "act")
    return Reply(ReplyKind.CONFIRM, (wording.DROPPED,))


def is_needless_yes(context: Context) -> bool:
    """Somebody confirms what needed no yes, or what has expired."""
    return not context.files and (says_yes(context) or match(_AGREES, context) is not None)


def needless_yes(context: Context, _work: Work) -> Reply | None:
    """Answer a yes that nothing waits for; in a group it may be meant for others."""
    if not context.is_coordinator and context.room is not Room.PRIVATE:
        return None
    return Reply(ReplyKind.CONFIRM, (wording.NOTHING_WAITS,))
