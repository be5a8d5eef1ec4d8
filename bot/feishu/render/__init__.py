"""From a Reply to Feishu's messages: pure, and the same on every attempt.

Structure (a header, a table, what can be pressed) is made here alone; every word of a Reply is escaped.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from bot import chart, qr
from bot.escaping import Escaping
from bot.feishu.render import wording
from bot.feishu.render.answering import answered, toast
from bot.feishu.render.cards import cards, is_card
from bot.feishu.render.elements import walk
from bot.feishu.render.forms import pressed
from bot.feishu.render.text import texts, without_card
from bot.platform import Outgoing
from storage.chat import FileRef, Reply

__all__ = [
    "CARDS",
    "TEXT",
    "Surface",
    "Wire",
    "answered",
    "fallback",
    "parts",
    "pressed",
    "toast",
    "too_large",
    "without_upload",
]

_KEYS = {"file": "file_key", "image": "image_key"}


class Surface(StrEnum):
    """What a chat can show: cards; in groups with people of other organisations only text."""

    CARDS = "cards"
    TEXT = "text"


CARDS, TEXT = Surface.CARDS, Surface.TEXT


@dataclass(frozen=True, slots=True)
class Wire:
    """One message without its address: its type and its content, an object that is sent as a JSON string.

    Where `file` or `image` is set, the key of its upload is still to be put in.
    """

    msg_type: str
    content: dict[str, Any] = field(default_factory=dict)
    file: FileRef | None = None
    image: bytes | None = None

    @property
    def is_upload(self) -> bool:
        """It is a file or a picture, and nothing else."""
        return self.msg_type in _KEYS

    def uploaded(self, key: str) -> Wire:
        """The same with the key that its upload was given."""
        if self.is_upload:
            return replace(self, content={_KEYS[self.msg_type]: key}, file=None, image=None)
        card = copy.deepcopy(self.content)
        for one in walk(card):
            if one["tag"] == "img":
                one["img_key"] = key
        return replace(self, content=card, image=None)


def parts(outgoing: Outgoing, surface: Surface = CARDS) -> list[Wire]:
    """Return the messages that say a Reply: its card or text, the code of its address, its chart, its files."""
    if surface is CARDS and is_card(outgoing):
        found = [_with_picture(card, outgoing) for card in cards(outgoing)]
    else:
        found = [_text(said) for said in texts(outgoing)]
        found += [Wire("image", image=qr.png(outgoing.reply.qr))] if _leads(outgoing) else []
        found += [Wire("image", image=drawn)] if (drawn := chart.picture_of(outgoing)) else []
    return found + [Wire("file", file=file) for file in outgoing.reply.files]


def fallback(outgoing: Outgoing) -> list[Wire]:
    """Return what `outgoing.part` says where Feishu refused its card: as text, which mentions nobody.

    A mention of somebody unknown is one of the reasons for which cards are refused.
    """
    made = cards(outgoing)
    if not is_card(outgoing) or outgoing.part >= len(made):
        return []
    card = made[outgoing.part]
    found = [_text(without_card(card, outgoing))]
    if picture := _with_picture(card, outgoing).image:
        found.append(Wire("image", image=picture))
    return found


def too_large(outgoing: Outgoing, file: FileRef, megabytes: int) -> Wire:
    """What is said instead of a file that is larger than Feishu takes."""
    return _instead(outgoing, wording.file_too_large(file.name, megabytes))


def without_upload(outgoing: Outgoing, wire: Wire) -> Wire:
    """What is said where Feishu takes no upload: a card goes without its picture, whose figures its words say too."""
    if wire.msg_type != "interactive":
        return _instead(outgoing, wording.file_refused(wire.file.name) if wire.file else wording.PICTURE_REFUSED)
    body = wire.content["body"]
    shown = [one for one in body["elements"] if one["tag"] != "img"]
    return Wire("interactive", {**wire.content, "body": {**body, "elements": shown}})


def _instead(outgoing: Outgoing, line: str) -> Wire:
    return _text(texts(replace(outgoing, reply=Reply(outgoing.reply.kind, (line,))))[0])


def _text(said: str) -> Wire:
    return Wire("text", {"text": said})


def _with_picture(card: dict[str, Any], outgoing: Outgoing) -> Wire:
    """A card with the picture that it shows, of which there is one at most: a code, or a digest's chart."""
    if not any(one["tag"] == "img" for one in walk(card)):
        return Wire("interactive", card)
    return Wire("interactive", card, image=chart.picture_of(outgoing) or qr.png(outgoing.reply.qr))


def _leads(outgoing: Outgoing) -> bool:
    reply = outgoing.reply
    return bool(reply.qr) and Escaping(is_markdown=False, links=outgoing.links).allows(reply.qr)
