"""Somebody opens the chat for the first time: heard as a greeting, so that they are told what can be done here.

Platforms tell of every entry, or of the first in a day. A greeting every morning would be noise.
"""

from __future__ import annotations

from datetime import timedelta

from bot.platform import Host
from storage.chat import ChatAddress, Message
from storage.unit_of_work import Work

GREETING = "你好"
_BEGINNING = "enter:"
_TOLD_AGAIN_WITHIN = timedelta(minutes=1)


async def first_entry(host: Host, address: ChatAddress, user: str) -> Message | None:
    """Return the greeting of somebody who enters for the first time and has never spoken; None for everybody else."""
    if not user or len(_BEGINNING + user) > 128:
        return None
    if not await host.database.read(lambda work: _is_new(work, address, user)):
        return None
    return Message(
        address=address,
        message_id=_BEGINNING + user,
        sender=user,
        sender_name="",
        text=GREETING,
        sent_at=host.clock.now(),
    )


def _is_new(work: Work, at: ChatAddress, user: str) -> bool:
    """Nobody knows this person; or by this very greeting only, which the platform tells again."""
    if work.members.known(at.platform, at.account, user) is None:
        return True
    told = work.inbox.first_having(platform=at.platform, account=at.account, message_id=_BEGINNING + user)
    return told is not None and work.now - told.admitted_at < _TOLD_AGAIN_WITHIN


def is_entry(message_id: str) -> bool:
    """Whether a message is such a greeting."""
    return message_id.startswith(_BEGINNING)
