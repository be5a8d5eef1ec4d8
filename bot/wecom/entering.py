"""Somebody opens the chat for the first time: heard as a greeting, so that they are told what can be done here.

WeCom tells of every entry, to an app each time, to a robot once a day. A greeting every morning would be noise.
"""

from __future__ import annotations

from datetime import timedelta

from bot.platform import Host
from bot.wecom.messages import PLATFORM
from storage.chat import ChatAddress, Message
from storage.unit_of_work import Work

GREETING = "你好"
_BEGINNING = "enter:"
_TOLD_AGAIN_WITHIN = timedelta(minutes=1)


async def first_entry(host: Host, account: str, user: str) -> Message | None:
    """Return the greeting of somebody who enters for the first time and has never spoken; None for everybody else."""
    if not user or len(_BEGINNING + user) > 128:
        return None
    if not await host.database.read(lambda work: _is_new(work, account, user)):
        return None
    return Message(
        address=ChatAddress(PLATFORM, account, user),
        message_id=_BEGINNING + user,
        sender=user,
        sender_name="",
        text=GREETING,
        sent_at=host.clock.now(),
    )


def _is_new(work: Work, account: str, user: str) -> bool:
    """Nobody knows this person; or by this very greeting only, which WeCom tells again."""
    if work.members.known(PLATFORM, account, user) is None:
        return True
    told = work.inbox.first_having(platform=PLATFORM, account=account, message_id=_BEGINNING + user)
    return told is not None and work.now - told.admitted_at < _TOLD_AGAIN_WITHIN


def is_entry(message_id: str) -> bool:
    """Whether a message is such a greeting."""
    return message_id.startswith(_BEGINNING)
