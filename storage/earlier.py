"""What an earlier message of a chat was, by the platform's own id for it: one of ours, or one said to the bot."""

from __future__ import annotations

from storage.chat import ChatAddress
from storage.tables import Delivery, Inbox
from storage.unit_of_work import Work

RECALLED = "recalled"
"""The mark of a message that its sender recalled: it is not there any more, and nothing can be said beside it."""


def answer_key(inbox_id: int) -> str:
    """Return the key of what is answered to a message."""
    return f"reply/{inbox_id}/0"


def sent(work: Work, at: ChatAddress, message_id: str) -> Delivery | None:
    """Return what the bot said in a chat as the platform's message of that id."""
    chat = work.chats.known(at.platform, at.account, at.chat) if message_id else None
    return work.deliveries.with_platform_id(chat.key, message_id) if chat else None


def heard(work: Work, at: ChatAddress, message_id: str) -> Inbox | None:
    """Return the message of that id which was said to the bot in a chat; what was said in another one is not here."""
    row = work.inbox.said_as(at.platform, at.account, message_id) if message_id else None
    return row if row and row.external_chat == at.chat else None


def is_known(work: Work, at: ChatAddress, message_id: str) -> bool:
    """Whether anything is known of that message, so that nobody need look it up at the platform."""
    return sent(work, at, message_id) is not None or heard(work, at, message_id) is not None
