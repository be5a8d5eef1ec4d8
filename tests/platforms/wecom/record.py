"""What people see of what was sent: messages as a client shows them, whom they mention, where they lead."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from tests.platforms.double import File
from tests.platforms.shown import LINK, strings

MENTION = re.compile(r"<@[^>\n]*>")
ADDRESSES = frozenset({"url", "icon_url", "image_url", "picurl"})
UNSEEN = frozenset({"key", "task_id", "question_key", "id", "base64", "md5", "media_id", "appid", "pagepath", "userid"})
UNSEEN |= {"msgtype", "card_type", "selected_id"}


def mentions(body: dict[str, Any]) -> list[str]:
    """Everything by which somebody would be called: mentioned lists, and `<@…>` in any text that is shown."""
    called: list[str] = []
    for name, text in strings(body):
        if name in ("mentioned_list", "mentioned_mobile_list"):
            called.append(text)
        elif name not in UNSEEN | ADDRESSES:
            called += MENTION.findall(text)
    return called


def links(body: dict[str, Any]) -> list[str]:
    """Everything in a shown text that a client might let a person follow; not the fields that are meant to lead."""
    seen = (text for name, text in strings(body) if name not in UNSEEN | ADDRESSES)
    return [found.group() for text in seen for found in LINK.finditer(text)]


@dataclass(eq=False, slots=True)
class Heard:
    """One message as people see it in a chat. A stream is one message that grows; an updated card is the same card."""

    at: float
    chat: str
    by: Any
    way: str
    kind: str
    body: dict[str, Any]
    file: File | None = None
    answers: Any = None
    """The message to which it was said to answer, where the way tells."""
    is_finished: bool = True
    was_cut: bool = False
    was_dropped: bool = False
    seen_by: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Cards that only some people see, after an update for them."""
    grew: int = 0

    @property
    def card(self) -> dict[str, Any]:
        """The card; raises KeyError where there is none."""
        return self.body["template_card"]

    @property
    def text(self) -> str:
        """The words that people read, without a card's keys and addresses."""
        if self.file:
            return f"[{self.kind}] {self.file.name}"
        said = [
            self.body[part].get("content", "")
            for part in ("text", "markdown", "markdown_v2", "stream")
            if part in self.body
        ]
        rest = {name: part for name, part in self.body.items() if name in ("template_card", "news", "textcard")}
        said += [text for name, text in strings(rest) if name not in UNSEEN | ADDRESSES and name != "question"]
        return "\n".join(text for text in said if text)

    @property
    def words(self) -> str:
        """The same, as a message that people wrote has it."""
        return self.text

    @property
    def mentions(self) -> list[str]:
        return [called for body in (self.body, *self.seen_by.values()) for called in mentions(body)]

    @property
    def links(self) -> list[str]:
        return [found for body in (self.body, *self.seen_by.values()) for found in links(body)]

    def buttons(self) -> dict[str, str]:
        """The words on what can be pressed, each with its key."""
        card = self.card
        pressed = [*card.get("button_list", ()), *card.get("action_menu", {}).get("action_list", ())]
        pressed += [card["submit_button"]] if "submit_button" in card else []
        return {button["text"]: button["key"] for button in pressed}


@dataclass(eq=False, slots=True)
class Said:
    """One message as a person wrote it, and what became of it on the way to the bot."""

    id: str
    at: float
    user: str
    chat: str
    is_group: bool
    to: Any
    kind: str
    text: str = ""
    files: tuple[File, ...] = ()
    quoting: Said | Heard | None = None
    more: dict[str, Any] = field(default_factory=dict)
    body: Any = None
    """As it goes over the wire; made once, so that a redelivery is the same."""
    req_id: str = ""
    attempts: list[int] = field(default_factory=list)
    """What each delivery was answered: an HTTP status, 0 for none in time."""
    answer: dict[str, Any] | None = None
    is_delivered: bool = False
    part: dict[str, Any] | None = None
    """What stands in the message of a type that no document knows."""

    @property
    def words(self) -> str:
        """What people see of it."""
        if "card" in self.more:
            pressed = {key: label for label, key in self.more["card"].buttons().items()}
            return f"[按] {pressed.get(self.more['key'], self.more['key'])}"
        names = "".join(f"[{'image' if self.kind == 'mixed' else self.kind}] {file.name}" for file in self.files)
        quoted = f"「{self.quoting.words}」" if self.quoting else ""
        return quoted + (self.text or self.more.get("event", "")) + names
