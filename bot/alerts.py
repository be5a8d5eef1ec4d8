"""Tells those who run the bot that something needs a person: in the log, and to coordinators, once an hour."""

from __future__ import annotations

import logging

from handlers.wording import runtime as wording
from storage.chat import DeliveryKind, Reply, ReplyKind
from storage.reach import chats_of_coordinators
from storage.tables import Inbox
from storage.unit_of_work import Work

_log = logging.getLogger(__name__)


def alert(work: Work, row: Inbox) -> None:
    """Say that a message could not be handled; its text is in the database only."""
    _log.error("message set aside", extra={"inbox_id": row.key})
    hour = work.now.strftime("%Y%m%d%H")
    for chat in chats_of_coordinators(work):
        reply = Reply(ReplyKind.STATE, (wording.set_aside(row.key),))
        work.say(chat.key, f"alert/set_aside/{hour}/{chat.key}", reply, DeliveryKind.ALERT)
