"""Messages as Feishu keeps them and as people see them: texts, posts, cards, files, whom they mention, where they lead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.platforms.double import File
from tests.platforms.shown import LINK, strings

if TYPE_CHECKING:
    from tests.platforms.feishu.application import App
    from tests.platforms.feishu.delivery import Push

MENTION = re.compile(r"<at\s[^>]*?(?:user_id|id|ids|email)\s*=\s*[\"']?([^\"'>\s/]*)[^>]*>", re.IGNORECASE)
ALL = re.compile(r"@_all(?![A-Za-z0-9_])")
AT_IN_TEXT = re.compile(r"<at\s+user_id=\"([^\"]*)\">(.*?)</at>", re.DOTALL)
STYLE = re.compile(r"</?(?:b|i|u|s)>")
CARD_TEXTS = frozenset({"plain_text", "lark_md", "markdown", "text_tag"})
CARD_INPUTS = frozenset(
    {"input", "select_static", "multi_select_static", "select_person", "multi_select_person", "checker"}
    | {"date_picker", "picker_time", "picker_datetime", "select_img"}
)


@dataclass(frozen=True, slots=True)
class Reaction:
    """An emoji that somebody set on a message."""

    id: str
    emoji: str
    by: Any
    at: float


@dataclass(slots=True)
class Chat:
    """A group, a topic group (`mode` topic) or a private chat (p2p): its people, its apps, all its messages."""

    id: str
    mode: str = "group"
    name: str = ""
    people: set[str] = field(default_factory=set)
    apps: list[App] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    is_external: bool = False
    allows_threads: bool = True
    refuses: int = 0
    """A code with which everything is refused that an app says here: 230018, 230035, 232009, …"""
    joined_at: float = 0.0
    """Messages from before are hidden from apps (234040)."""

    @property
    def is_group(self) -> bool:
        return self.mode != "p2p"


@dataclass(eq=False, slots=True)
class Message:
    """One message, whoever wrote it. `content` is what its kind is made of."""

    id: str
    at: float
    chat: Chat
    kind: str
    content: dict[str, Any]
    parent: Message | None = None
    thread: str = ""
    updated_at: float = 0.0
    is_gone: bool = False
    edits: int = 0
    reactions: list[Reaction] = field(default_factory=list)
    files: dict[str, File] = field(default_factory=dict)
    """Its resources by their keys."""
    inside: list[Message] = field(default_factory=list)
    """What was merged and forwarded in it."""
    is_inside: bool = False
    """Whether it is itself part of such a message (234043)."""

    @property
    def root(self) -> Message | None:
        """The first message of the chain of replies."""
        return (self.parent.root or self.parent) if self.parent else None

    @property
    def file(self) -> File | None:
        """Its only file, where it has one."""
        return next(iter(self.files.values()), None)


@dataclass(eq=False, slots=True)
class Said(Message):
    """A message that a person wrote, and what became of it on the way to the apps."""

    user: str = ""
    called: list[Any] = field(default_factory=list)
    """Whom it mentions, in the order of their placeholders: persons by their keys, apps."""
    names: list[str] = field(default_factory=list)
    """What they are called."""
    pushes: list[Push] = field(default_factory=list)

    @property
    def is_delivered(self) -> bool:
        """Whether it was brought to any app."""
        return any(push.is_delivered for push in self.pushes)

    @property
    def words(self) -> str:
        """What people see of it."""
        quoted = f"「{self.parent.words}」" if isinstance(self.parent, Said | Heard) else ""
        if self.is_gone:
            return "[撤回了一条消息]"
        text = plain(self.kind, self.content, self.files)
        for place in range(len(self.names), 0, -1):
            text = text.replace(f"@_user_{place}", f"@{self.names[place - 1]}")
        return quoted + text


@dataclass(eq=False, slots=True)
class Heard(Message):
    """A message of an app as people see it in a chat; a card that was updated is the same card."""

    by: Any = None
    way: str = ""
    uuid: str = ""
    grew: int = 0
    seen_by: str = ""
    """The one person who sees it, where it is for one."""

    @property
    def card(self) -> dict[str, Any]:
        """The card; raises AssertionError where there is none."""
        assert self.kind == "interactive", self.kind
        return self.content

    @property
    def text(self) -> str:
        """The words that people read."""
        return plain(self.kind, self.content, self.files)

    @property
    def words(self) -> str:
        return self.text

    @property
    def mentions(self) -> list[str]:
        """Everything by which somebody would be called, by open_id or "all"."""
        return mentions(self.kind, self.content)

    @property
    def links(self) -> list[str]:
        """Everything in a shown text that a client might let a person follow; not the fields that are meant to lead."""
        return [found.group() for text in seen(self.kind, self.content) for found in LINK.finditer(text)]

    def elements(self) -> Iterator[dict[str, Any]]:
        """Every element of its card, those inside others too."""
        return elements(self.card)

    def buttons(self) -> dict[str, dict[str, Any]]:
        """The words on what can be pressed, each with its element."""
        return {
            one["text"]["content"]: one
            for one in self.elements()
            if one.get("tag") == "button" and not one.get("disabled")
        }

    def fields(self) -> dict[str, dict[str, Any]]:
        """What can be filled in, by its name."""
        return {one["name"]: one for one in self.elements() if one.get("tag") in CARD_INPUTS and one.get("name")}


def elements(value: Any) -> Iterator[dict[str, Any]]:
    """Every object with a tag, from outside to inside, in the order in which they stand."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            if isinstance(one.get("tag"), str):
                yield one
            waiting.extend(reversed(one.values()))
        elif isinstance(one, list):
            waiting.extend(reversed(one))


def seen(kind: str, content: Any) -> Iterator[str]:
    """Every text of a message that people read."""
    if kind == "text":
        yield str(content.get("text", ""))
    elif kind == "post":
        yield from _seen_in_post(content)
    elif kind == "interactive":
        yield from _seen_in_card(content)


def _seen_in_post(content: dict[str, Any]) -> Iterator[str]:
    for post in [content] if "content" in content else content.values():
        yield str(post.get("title") or "")
        for paragraph in post.get("content", ()):
            yield "".join(_part_of_post(part) for part in paragraph)


def _part_of_post(part: dict[str, Any]) -> str:
    if part.get("tag") == "at":
        return f"@{part.get('user_name') or part.get('user_id')}"
    return "[image]" if part.get("tag") == "img" else str(part.get("text", ""))


def _seen_in_card(card: dict[str, Any]) -> Iterator[str]:
    """The texts of all elements, the rows of tables, what charts show; not the preview in the list of chats."""
    for one in elements({name: part for name, part in card.items() if name != "config"}):
        if one["tag"] in CARD_TEXTS and isinstance(one.get("content"), str):
            yield one["content"]
        elif one["tag"] == "table":
            yield from (str(column.get("display_name", "")) for column in one.get("columns", ()))
            yield from (text for _, text in strings(one.get("rows")))
            yield from (
                str(cell) for row in one.get("rows", ()) for cell in row.values() if isinstance(cell, int | float)
            )
        elif one["tag"] == "chart":
            yield from (text for _, text in strings(one.get("chart_spec", {}).get("data")))
        elif isinstance(one.get("default_value"), str):
            yield one["default_value"]


def plain(kind: str, content: Any, files: dict[str, File]) -> str:
    """A message as a person reads it, without marks of style."""
    if kind in ("text", "post", "interactive"):
        text = "\n".join(part for part in seen(kind, content) if part)
        return STYLE.sub("", AT_IN_TEXT.sub(lambda at: f"@{at[2] or at[1]}", text)) if kind == "text" else text
    name = next((file.name for file in files.values()), "")
    return f"[{kind}] {name}".rstrip()


def mentions(kind: str, content: Any) -> list[str]:
    """Everything by which somebody would be called: `<at …>` and `@_all` in any text, at and person elements."""
    called = [found.group(1) for _, text in strings(content) for found in MENTION.finditer(text)]
    called += ["all" for text in seen(kind, content) if kind == "text" for _ in ALL.finditer(text)]
    return called + [one.get("user_id", "") for one in elements(content) if one["tag"] == "at"]
