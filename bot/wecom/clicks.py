"""What becomes of a card once somebody clicked on it: the same card, which now says the result (D:101032).

Whoever reads along sees it; it is answered by card within five seconds, or WeCom forgets the click.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.escaping import Escaping, clean
from bot.platform import Outgoing
from bot.wecom import wording
from bot.wecom.render.cards import button_card
from storage.chat import Button

_MOST_BELOW = 112


def result_card(outgoing: Outgoing, task_id: str, sentence: str) -> dict[str, Any] | None:
    """Return the card that says a Reply in place of the clicked one; None where a card cannot hold it.

    A card has buttons; where the Reply has none it bears that of the sentence that was said, which does no harm twice.
    """
    reply = outgoing.reply
    if reply.files or reply.qr:
        return None
    if not reply.buttons:
        reply = replace(reply, buttons=(Button(wording.SEEN, sentence),))
    card = button_card(replace(outgoing, reply=reply))
    return {**card, "task_id": task_id} if card else None


def seen_card(task_id: str, sentence: str) -> dict[str, Any]:
    """Return the card that says that a click has come, where its result takes longer or is long."""
    card: dict[str, Any] = {
        "card_type": "button_interaction",
        "task_id": task_id,
        "main_title": {"title": wording.SEEN},
        "button_list": [{"text": wording.SEEN, "style": 2, "key": sentence}],
    }
    said = Escaping(is_markdown=False).text(clean(sentence))
    return {**card, "sub_title_text": said} if 0 < len(said) <= _MOST_BELOW else card
