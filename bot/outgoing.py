"""From a delivery's row to what its platform gets of it: where it goes, what it answers, what may be a link in it."""

from __future__ import annotations

import logging

from bot.platform import Outgoing, Said
from storage.chat import ChatAddress, DeliveryKind, ReplyKind, Room, is_recall
from storage.chat_json import message_from_json, reply_from_json
from storage.earlier import RECALLED
from storage.editions import edition_links
from storage.tables import Chat, Delivery, Inbox
from storage.unit_of_work import Work

UNKNOWN = "unknown"
"""A delivery's `failure` where nobody knows whether it has arrived."""

_PROBLEMS = (ReplyKind.CLARIFY, ReplyKind.DECLINE)

_log = logging.getLogger(__name__)


def outgoing(work: Work, row: Delivery, links: tuple[str, ...]) -> Outgoing | None:
    """Return what a platform gets of a delivery; None where its row cannot be read, or there is nothing to show anew.

    `links` may stand everywhere.
    """
    try:
        reply = reply_from_json(row.reply)
    except (KeyError, TypeError, ValueError):
        _log.exception("delivery cannot be read", extra={"delivery_id": row.key})
        return None
    earlier = work.deliveries.get(row.revises) if row.revises else None
    if earlier and not _can_be_shown_anew(work, row, earlier):
        return None
    chat = work.chats.get(row.chat_id)
    newest = work.inbox.said_in(chat, 1)
    answered = _answered(work, row, chat)
    return Outgoing(
        key=row.unique_key,
        address=ChatAddress(chat.platform, chat.account, chat.external),
        room=Room(chat.room),
        reply=reply,
        kind=DeliveryKind(row.kind),
        part=row.parts,
        answers=_said(answered) if answered else None,
        latest=_said(newest[0]) if newest else None,
        links=(*links, *(edition_links(work, row.edition_id) if row.edition_id else ())),
        may_be_there=row.failure == UNKNOWN,
        due_at=row.due_at,
        revises=earlier.platform_id if earlier else "",
        is_problem=reply.kind in _PROBLEMS and answered is not None and _hands_in(answered),
    )


def _can_be_shown_anew(work: Work, row: Delivery, earlier: Delivery) -> bool:
    """It was shown; and it does not show already what the same conversation has answered to its being pressed."""
    if earlier.state != "sent" or not earlier.platform_id:
        return False
    last = work.deliveries.shown_as(earlier.chat_id, earlier.platform_id)[-1]
    return last.key == earlier.key or last.created_at < row.created_at


def _hands_in(row: Inbox) -> bool:
    """The message brought files, or became part of a hand-in."""
    return bool(row.submission_id or row.payload["attachments"])


def _answered(work: Work, row: Delivery, chat: Chat) -> Inbox | None:
    """The message that is answered, where it was said in this chat: by another's handle the answer would go there.

    Beside one that was recalled nothing can be said any more.
    """
    said = work.inbox.get(row.in_reply_to) if row.in_reply_to else None
    here = (chat.platform, chat.account, chat.external)
    if said is None or (said.platform, said.account, said.external_chat) != here:
        return None
    return None if said.mark == RECALLED or is_recall(message_from_json(said.payload)) else said


def _said(row: Inbox) -> Said:
    """What a platform needs to know of a message in order to answer it; an edition bears the first one's id."""
    payload = row.payload
    return Said(
        payload.get("takes_back") or row.message_id, payload["sender"], row.admitted_at, payload.get("handle", "")
    )
