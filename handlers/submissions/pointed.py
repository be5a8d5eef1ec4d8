"""What is handed in by pointing at it: 「提交」 said to a photo, a file or a text that was sent before."""

from __future__ import annotations

from handlers.context import Context
from handlers.submissions import saying
from storage.tables import InboxFile

_SHORTEST = 10
"""Characters below which quoted words are nothing that can be handed in."""


def files(context: Context) -> tuple[InboxFile, ...]:
    """Return what a message brings: its own files, and those that its words point at, if they hand these in."""
    return (*context.files, *(context.quoted_files if _hands_in(context) else ()))


def text(context: Context) -> str:
    """Return the words that a message points at and hands in; empty where it does not, or points at files."""
    message = context.message
    is_known = bool(message.replies_to) and message.quotes is None  # else it may be what the bot itself had said
    is_theirs = is_known and not context.quoted_files and len(message.quoted.strip()) >= _SHORTEST
    return message.quoted.strip() if is_theirs and context.text and _hands_in(context) else ""


def _hands_in(context: Context) -> bool:
    """Nothing came with the message, and its words hand in what they point at."""
    is_pointing = bool(context.quoted_files or context.message.quoted)
    return is_pointing and not context.files and saying.submits(context.text)
