"""Tells those who run the bot that something needs a person: in the log, and to coordinators, once an hour."""

from __future__ import annotations

import logging

from handlers.wording import runtime as wording
from storage.chat import DeliveryKind, Reply, ReplyKind
from storage.reach import chats_of_coordinators
from storage.tables import Delivery, Inbox
from storage.unit_of_work import Work

_log = logging.getLogger(__name__)


def set_aside(work: Work, row: Inbox) -> None:
    """A message could not be handled; its text is in the database only."""
    _log.error("message set aside", extra={"inbox_id": row.key})
    _alert(work, "set_aside", wording.set_aside(row.key))


def not_sent(work: Work, row: Delivery) -> None:
    """A delivery was given up. That an alert itself was is only logged, or there would be no end."""
    _log.log(logging.ERROR if _has_words(row) else logging.INFO, "delivery given up", extra={"delivery_id": row.key})
    if _is_missed(row):
        _alert(work, "not_sent", wording.not_sent(row.key))


def unsure(work: Work, row: Delivery) -> None:
    """A delivery may have arrived or not, and is not repeated."""
    _log.warning("delivery unknown", extra={"delivery_id": row.key})
    if _is_missed(row):
        _alert(work, "unsure", wording.unsure(row.key))


def _is_missed(row: Delivery) -> bool:
    """Words that somebody waits for: no alert."""
    return _has_words(row) and row.kind != DeliveryKind.ALERT


def _has_words(row: Delivery) -> bool:
    """It says something new: neither a sign nor an earlier message shown anew, which may be overtaken any time."""
    return row.kind != DeliveryKind.MARK and row.revises is None


def account_in_trouble(work: Work, platform: str, account: str, line: str) -> None:
    """An account of a platform needs a person: its credentials, its address, another connection of it."""
    _log.error("account in trouble", extra={"platform": platform, "account": account, "reason": line})
    _alert(work, f"account/{platform}/{account}", line)


def _alert(work: Work, what: str, line: str) -> None:
    hour = work.now.strftime("%Y%m%d%H")
    for chat in chats_of_coordinators(work):
        work.say(chat.key, f"alert/{what}/{hour}/{chat.key}", Reply(ReplyKind.STATE, (line,)), DeliveryKind.ALERT)
