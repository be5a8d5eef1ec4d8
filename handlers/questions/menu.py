"""What can be asked by pressing it: below a greeting and the help, where there is something to press."""

from __future__ import annotations

from dataclasses import replace

from handlers.context import Context
from handlers.wording import desk as desk_wording
from handlers.wording import questions as wording
from storage.chat import Button, Reply, ReplyKind, Room


def offered(context: Context, reply: Reply) -> Reply:
    """Return a greeting or the help with the questions that are asked most; any other Reply as it is."""
    is_help = bool(reply.lines) and reply.lines[0] == wording.CAN_BE_ASKED
    if reply.buttons or not (is_help or reply.kind is ReplyKind.COURTESY):
        return reply
    if context.is_coordinator and not context.units and context.room is not Room.SHARED_GROUP:
        return replace(reply, buttons=desk())
    own = () if context.room is Room.SHARED_GROUP else wording.OWN_QUESTIONS
    return replace(reply, buttons=_buttons((*wording.MENU, *own)))


def desk() -> tuple[Button, ...]:
    """What a coordinator asks most."""
    return _buttons(desk_wording.MENU)


def _buttons(questions: tuple[str, ...]) -> tuple[Button, ...]:
    return tuple(Button(one, one, is_extra=True) for one in questions)
