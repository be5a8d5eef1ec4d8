"""A Reply as a card whose buttons say their sentences, as far as a card's fields can hold it (D:101032)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from bot.escaping import Escaping, clean
from bot.platform import Outgoing
from bot.splitting import octets
from bot.wording import BASIS, SUBJECTS

_TITLE, _SUBTITLE, _QUOTE, _LABEL = 26, 112, 112, 10
"""The most characters of a card's fields; of a quotation's no limit is documented."""

_KEY = 1024
_MOST_BUTTONS = 6


def task_id(outgoing: Outgoing) -> str:
    """Return the id of a card or stream: short, of WeCom's alphabet, and the same on every attempt."""
    return hashlib.sha256(f"{outgoing.key}\n{outgoing.part}".encode()).hexdigest()[:32]


def button_card(outgoing: Outgoing) -> dict[str, Any] | None:
    """Return the card; None where the Reply has no buttons, or does not fit into one."""
    reply, escape = outgoing.reply, Escaping(is_markdown=False).text
    buttons = [{"text": escape(one.label), "style": 2, "key": clean(one.says)} for one in reply.buttons]
    if not buttons or not _can_be_pressed(buttons) or reply.table or _leads(outgoing):
        return None
    buttons[0]["style"] = 1
    said = clean("\n".join(filter(None, (reply.title, *reply.lines)))).split("\n")
    title, *rest = [escape(line) for line in said]
    if not title.strip() or _width(title) > _TITLE:
        title, rest = SUBJECTS.get(outgoing.kind) or SUBJECTS[reply.kind], [title, *rest]
    below, quote = "\n".join(rest), escape(reply.quote)
    if _width(below) > _SUBTITLE or _width(quote) > _QUOTE:
        return None
    card: dict[str, Any] = {
        "card_type": "button_interaction",
        "task_id": task_id(outgoing),
        "main_title": {"title": title},
        "button_list": buttons,
    }
    if below:
        card["sub_title_text"] = below
    if quote:
        card["quote_area"] = {"type": 0, "title": BASIS, "quote_text": quote}
    return card


def _can_be_pressed(buttons: Sequence[dict[str, Any]]) -> bool:
    """No more buttons than a card takes, each with a short label and a key of its own."""
    keys = {one["key"] for one in buttons}
    fit = all(
        one["text"].strip() and _width(one["text"]) <= _LABEL and 0 < octets(one["key"]) <= _KEY for one in buttons
    )
    return len(buttons) <= _MOST_BUTTONS and len(keys) == len(buttons) and fit


def _leads(outgoing: Outgoing) -> bool:
    """Something in it is to be a link, which the words of a card cannot be."""
    reply = outgoing.reply
    said = "\n".join((reply.title, *reply.lines, reply.quote))
    return any(link and link in said for link in outgoing.links)


def _width(text: str) -> int:
    """Return how many characters WeCom counts at the most: an emoji may count for two."""
    return len(text.encode("utf-16-le")) // 2
