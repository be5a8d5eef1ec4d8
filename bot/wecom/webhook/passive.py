"""What WeCom takes as the response to its call (D:101031): finished streams, cards, updates of cards, a text."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.platform import Outgoing
from bot.wecom import wording
from bot.wecom.clicks import result_card, seen_card
from bot.wecom.render import Part
from storage.chat import FileRef

_MOST_PICTURES = 10


@dataclass(frozen=True, slots=True)
class Packet:
    """One wire message of a delivery: words with pictures in them, a card with buttons, or a file.

    `result` is the delivery itself where it answers a click and a card can hold it.
    """

    text: str = ""
    card: Mapping[str, Any] | None = None
    pictures: tuple[Mapping[str, Any], ...] = ()
    file: FileRef | None = None
    result: Outgoing | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What WeCom's call may be answered with, by what it told.

    `task_id` is the card that was clicked, `sentence` what its button says; `is_open`: the answer to this message has
    begun as a stream, and goes on as one; `is_entry`: somebody has entered, and is answered by a plain text.
    """

    message_id: str
    task_id: str = ""
    sentence: str = ""
    is_open: bool = False
    is_entry: bool = False

    def answer(self, packet: Packet) -> dict[str, Any]:
        """Return the whole answer."""
        if self.task_id:
            card = result_card(packet.result, self.task_id, self.sentence) if packet.result else None
            return _update(card or seen_card(self.task_id, self.sentence))
        if self.is_entry:
            return {"msgtype": "text", "text": {"content": packet.text}}
        if packet.card and not (self.is_open or packet.pictures):
            return {"msgtype": "template_card", "template_card": packet.card}
        stream = self._stream(packet.text or wording.SEE_CARD, is_finished=True)
        if packet.pictures:
            stream["stream"]["msg_item"] = list(packet.pictures[:_MOST_PICTURES])
        if packet.card:
            stream |= {"msgtype": "stream_with_template_card", "template_card": packet.card}
        return stream

    def working(self) -> dict[str, Any] | None:
        """Return what says that the answer takes longer: a stream, which is asked for again; None if nothing does."""
        if self.task_id:
            return _update(seen_card(self.task_id, self.sentence))
        return None if self.is_entry else self._stream(wording.WORKING, is_finished=False)

    def finished(self, words: str) -> dict[str, Any]:
        """Return a last word, so that no answer stays open."""
        return self._stream(words, is_finished=True)

    def _stream(self, content: str, *, is_finished: bool) -> dict[str, Any]:
        stream = {"id": stream_id(self.message_id), "finish": is_finished, "content": content}
        return {"msgtype": "stream", "stream": stream}


def packets(parts: Sequence[Part]) -> list[Packet]:
    """Return the wire messages of a delivery's parts: pictures go inside the first."""
    pictures = tuple({"msgtype": "image", "image": part.body["image"]} for part in parts if part.msgtype == "image")
    found = [_packet(part) for part in parts if part.msgtype != "image"]
    return [replace(found[0], pictures=pictures), *found[1:]] if pictures else found


def _packet(part: Part) -> Packet:
    if part.file:
        return Packet(file=part.file)
    body = part.body[part.msgtype]
    return Packet(card=body) if part.msgtype == "template_card" else Packet(text=body["content"])


def _update(card: Mapping[str, Any]) -> dict[str, Any]:
    return {"response_type": "update_template_card", "template_card": card}


def stream_id(message_id: str) -> str:
    """Return the id of the stream that answers a message: it can be read back after a restart."""
    return base64.urlsafe_b64encode(message_id.encode()).decode().rstrip("=")


def message_of(stream: str) -> str:
    """Return the id of the message that a stream answers; empty where it is none of ours."""
    try:
        return base64.urlsafe_b64decode(stream + "=" * (-len(stream) % 4)).decode()
    except (binascii.Error, ValueError):
        return ""
