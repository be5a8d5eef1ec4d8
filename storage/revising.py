"""Earlier messages shown anew in their place, where a platform can: what was decided, withdrawn or overtaken."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta

from storage import reach
from storage.chat import DeliveryKind, Reply
from storage.chat_json import reply_from_json, reply_to_json
from storage.tables import Chat, Delivery
from storage.unit_of_work import Work

FOR = timedelta(days=14)
"""How long a message can be changed (Feishu: error 230031 after that)."""

AFTER = timedelta(seconds=3)
"""How long a change waits for the next: so that many are shown as one, and a click is answered before."""

_MOST_LOOKED_AT = 60
"""Messages of a chat among which those with a button are looked for, the newest first."""

_SHOWN = ("sending", "sent")


def can(chat: Chat) -> bool:
    """Whether what was said in a chat can be shown anew."""
    return chat.platform in reach.REVISES


def look(work: Work, row: Delivery) -> Reply:
    """Return what an earlier message shows, or will show once what waits is done."""
    rows = [one for one in work.deliveries.having(revises=row.key) if one.state in ("pending", *_SHOWN)]
    return reply_from_json((rows[-1] if rows else row).reply)


def revise(work: Work, row: Delivery, reply: Reply, *, is_covered: bool = False) -> bool:
    """Have an earlier message show something else from now on; return whether anything is to be sent for that.

    Nothing is where the chat's platform cannot, where the message was not sent, consists of several parts or is
    older than a fortnight, or where it shows that already, unless it `is_covered`: an answer stands in its place. What
    waits to be shown is replaced.
    """
    is_there = row.state in (*_SHOWN, "pending") and not row.parts and work.now - row.created_at < FOR
    if row.revises or not is_there or not can(work.chats.get(row.chat_id)):
        return False
    rows = work.deliveries.having(revises=row.key)
    waiting = next((one for one in rows if one.state == "pending"), None)
    shown = next((one for one in reversed(rows) if one.state in _SHOWN), row)
    if waiting:
        work.deliveries.set(waiting.key, reply=reply_to_json(reply))
    if waiting or (reply_from_json(shown.reply) == reply and not is_covered):
        return waiting is not None
    key, about = f"revise/{row.key}/{len(rows)}", {"edition_id": row.edition_id, "due_at": work.now + AFTER}
    return work.say(row.chat_id, key, reply, DeliveryKind(row.kind), revises=row.key, **about)


def settle(work: Work, row: Delivery | None, line: str) -> bool:
    """Show a message without what can be pressed or filled in, and with one line that says why.

    What was itself shown in place of an earlier message, when that was pressed, gives way to it again.
    """
    if row is None or not can(work.chats.get(row.chat_id)):
        return False
    below = work.deliveries.with_platform_id(row.chat_id, row.platform_id)
    if below and below.key != row.key:
        return revise(work, below, look(work, below), is_covered=True)
    shown = look(work, row)
    if not (shown.buttons or shown.form):
        return False
    return revise(work, row, replace(shown, buttons=(), form=None, lines=(*shown.lines, line)))


def settle_those(work: Work, chat: Chat, says: str, line: str) -> None:
    """Settle the newest messages of a chat that have a button which says this."""
    for row in work.deliveries.said_in(chat.key, _MOST_LOOKED_AT) if can(chat) else ():
        if any(one.says == says for one in look(work, row).buttons):
            settle(work, row, line)


def overtake(work: Work, chat: Chat, says: Collection[str], line: str) -> int:
    """Take buttons and forms that say one of these from the newest messages of a chat; say instead what came of it.

    `line` begins with what it is about and a colon: of the same thing it takes the place of what was said before. A
    form is meant by the beginning of what it says. Return how many messages are changed.
    """
    if not can(chat):
        return 0
    changed = 0
    for row in work.deliveries.said_in(chat.key, _MOST_LOOKED_AT):
        shown = look(work, row)
        buttons = tuple(one for one in shown.buttons if one.says not in says)
        is_meant = shown.form is not None and any(shown.form.says.startswith(one) for one in says)
        told = [one for one in shown.lines if one.startswith(line.partition("：")[0] + "：")]
        if len(buttons) < len(shown.buttons) or is_meant or told:
            lines = (*(one for one in shown.lines if one not in told), line)
            form = None if is_meant else shown.form
            changed += revise(work, row, replace(shown, buttons=buttons, form=form, lines=lines))
    return changed
