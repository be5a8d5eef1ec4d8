"""What a message points at: the one that it replies to, with its words and files; the one that it takes back."""

from __future__ import annotations

from dataclasses import replace

from storage import earlier
from storage.chat import Message
from storage.chat_json import message_from_json, reply_from_json
from storage.notice.routing import fold
from storage.tables import Chat, Inbox, InboxFile
from storage.unit_of_work import Work

_MOST_LOOKED_AT = 50
"""Deliveries of a chat among which a quoted text is looked for, the newest first."""

_FEWEST_WORDS = 6
"""Characters of a quotation below which it may be anybody's."""


def taken_back(work: Work, message: Message) -> tuple[Message, Inbox | None]:
    """Find the message that this one recalls or edits; None where that is unknown here, or somebody else's.

    Returned is the message as one of the earlier one's sender, with whatever it does not tell anew.
    """
    row = earlier.heard(work, message.address, message.takes_back) if message.takes_back else None
    if row is None or message.sender not in ("", row.payload["sender"]):
        return message, None
    said = message_from_json(row.payload)
    same = replace(
        message,
        sender=said.sender,
        sender_name=message.sender_name or said.sender_name,
        room=said.room,
        addressed=message.addressed or said.addressed,
        quotes=message.quotes or said.quotes,
        quoted=message.quoted or said.quoted,
        replies_to=message.replies_to or said.replies_to,
    )
    return same, row


def replied_to(work: Work, chat: Chat, message: Message) -> tuple[Message, tuple[InboxFile, ...]]:
    """Find out what a message replies to: a delivery of ours, or words and files that were said to the bot before.

    Returned are the message with the delivery's key or the words, and those of the files that were kept. Who says
    nothing but the bot's name to words that it has heard, says these words.
    """
    if message.quotes or not (message.replies_to or message.quoted):
        return message, ()
    ours = earlier.sent(work, message.address, message.replies_to)
    if ours:
        return replace(message, quotes=ours.unique_key), ()
    theirs = earlier.heard(work, message.address, message.replies_to)
    if theirs is None:
        return replace(message, quotes=_key_of(work, chat, message.quoted) if message.quoted else None), ()
    text = str(theirs.payload.get("text", ""))
    files = tuple(one for one in work.files.of_message(theirs.key) if one.state == "stored")
    is_bare = not (message.text.strip() or message.attachments or files or message.takes_back)
    return replace(message, text=text if is_bare else message.text, quoted=message.quoted or text), files


def _key_of(work: Work, chat: Chat, text: str) -> str | None:
    """The key of what was said in a chat with these words, or holding or held by them; None if nothing was."""
    words = fold(text)
    if len(words) < _FEWEST_WORDS:
        return None
    for row in work.deliveries.said_in(chat.key, _MOST_LOOKED_AT):
        said = fold(reply_from_json(row.reply).text)
        if words in said or (len(said) >= _FEWEST_WORDS and said in words):
            return row.unique_key
    return None
