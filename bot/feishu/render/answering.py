"""What becomes of a card once somebody pressed it: what it said stays, with the result, who and when below it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.escaping import Escaping, clean
from bot.feishu.render import elements, forms, wording
from bot.feishu.render.cards import COLOURS, Card
from bot.feishu.render.fitting import fits
from bot.platform import Outgoing
from storage.chat import Reply, ReplyKind, Room

_LONGEST_TOAST = 60
_TOASTS: dict[ReplyKind, str] = {
    ReplyKind.RECEIPT: "success",
    ReplyKind.CONFIRM: "success",
    ReplyKind.CLARIFY: "warning",
    ReplyKind.DECLINE: "warning",
}
_ENDS = (ReplyKind.CONFIRM, ReplyKind.RECEIPT)
"""Results after which a card is done with; whoever only asked something leaves it as it was, and so does a refusal."""


def answered(shown: Outgoing, reply: Reply, by: str, at: datetime, says: str = "") -> dict[str, Any] | None:
    """Return the card that says a result in place of the pressed one; None where that card stays as it is.

    `shown` is the delivery of that card, `reply` the result, `by` who pressed it at the instant `at`, `says` the
    sentence that was pressed. It stays where the button only spares typing, or adds to what a receipt is for, as its
    form does; where the result is an answer or a refusal, for others may press it still; where many units read it,
    unless it asked for a yes; and where the result is too much for one card. Then the result is a message of its own.
    """
    is_receipt = shown.reply.kind is ReplyKind.RECEIPT and not reply.buttons
    is_extra = says in [one.says for one in shown.reply.buttons if one.is_extra or is_receipt]
    is_extra = is_extra or (is_receipt and forms.makes(shown.reply.form, says))
    is_menu = shown.room is Room.SHARED_GROUP and shown.reply.kind is not ReplyKind.CONFIRM
    is_more = bool(reply.files or reply.qr or reply.table or reply.title or reply.form)
    if reply.kind not in _ENDS or is_menu or is_more or is_extra:
        return None
    before = Card(replace(shown, reply=replace(shown.reply, buttons=(), form=None, qr="", mentions=())))
    after = Card(replace(shown, reply=replace(reply, mentions=())))
    body = [*before.text(is_done=not reply.buttons), elements.rule(), *after.text(), *after.buttons(reply.buttons)]
    body.append(elements.markdown(Escaping(is_markdown=True).text(wording.done_by(by, at)), "notation"))
    card = before.frame(body, COLOURS[ReplyKind.CONFIRM] if reply.buttons else "grey")
    if not reply.buttons:
        tag = {"tag": "text_tag", "text": elements.plain(wording.DONE), "color": "neutral"}
        card["header"]["text_tag_list"] = [tag]
    return card if fits(card) else None


def toast(reply: Reply) -> dict[str, str]:
    """Return what is shown for a moment to whoever pressed: the first line of the result."""
    said = next((line for line in (reply.title, *reply.lines) if line.strip()), "")
    written = Escaping(is_markdown=False).text(" ".join(clean(said).split()))
    kind = "info" if reply.buttons else _TOASTS.get(reply.kind, "info")
    shown = written if len(written) <= _LONGEST_TOAST else f"{written[: _LONGEST_TOAST - 1]}…"
    return {"type": kind, "content": shown or wording.DONE}
