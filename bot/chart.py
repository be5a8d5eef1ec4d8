"""The picture that a digest brings: the same on every platform that carries pictures, drawn when it is sent."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from storage.chat import DeliveryKind
from storage.exports import chart

if TYPE_CHECKING:
    from bot.platform import Outgoing
    from storage.figures import Figures


def picture_of(outgoing: Outgoing) -> bytes | None:
    """Return a digest's chart as PNG; None where there is nothing to draw, or somebody asked for the figures."""
    reply = outgoing.reply
    if outgoing.kind is not DeliveryKind.DIGEST or reply.figures is None:
        return None
    return chart.png(reply.figures, reply.title)


def inline(figures: Figures) -> str:
    """Return it as an address that a page shows without asking for it, below the title that the page shows itself."""
    return f"data:image/png;base64,{base64.b64encode(chart.png(figures, '')).decode()}"
