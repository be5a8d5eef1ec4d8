"""What a message of Feishu's contains, by its type: words with names in place of placeholders, and its files.

Source: open.feishu.cn, 消息 → 接收消息内容. `content` is JSON in a string. Nothing here trusts a value's type, and
nothing raises.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from bot.packing import packed
from bot.untrusted import Fields, object_in, objects_in, parsed, text_in
from storage.chat import Attachment, MediaKind

EVERYBODY = "@所有人"
_ALL = re.compile(r"@_all(?![A-Za-z0-9_])")
_CALLS_ALL = {"text": _ALL, "post": re.compile(_ALL.pattern + r'|"user_id"\s*:\s*"all"')}
_PLACEHOLDER = re.compile(r"@_(?:user_\d+|all(?![A-Za-z0-9_]))[ \u2005\u00a0]?")
_LINK = re.compile(r"\[([^\[\]\n]{1,500})\]\(((?:https?://|mailto:)[^()\s]{1,2000})\)")
_MOST_DEEP = 4


@dataclass(frozen=True, slots=True)
class Mentioned:
    """Who is meant by the placeholders of a message: names by key, and the keys that stand for the bot itself."""

    names: Mapping[str, str]
    own: frozenset[str] = frozenset()

    def name(self, key: str) -> str:
        """Return what stands in a text for a placeholder; nothing for the bot itself, and for nobody."""
        if _ALL.fullmatch(key):
            return EVERYBODY
        name = "" if key in self.own else self.names.get(key, "")
        return f"@{name}" if name else ""

    def put_into(self, text: str) -> str:
        """Put names in the place of placeholders."""

        def replaced(found: re.Match[str]) -> str:
            name = self.name(found[0].rstrip(" \u2005\u00a0"))
            return f"{name} " if name else ""

        return _PLACEHOLDER.sub(replaced, text).strip()


@dataclass(frozen=True, slots=True)
class Content:
    """Words and files."""

    text: str = ""
    files: tuple[Attachment, ...] = ()

    @property
    def is_empty(self) -> bool:
        """There is nothing in it that could be answered or kept."""
        return not self.text.strip() and not self.files


@dataclass(frozen=True, slots=True)
class Locator:
    """What the bytes of a file are fetched by: message and key, or the message that is a forwarded conversation.

    `parent` is the message replied to, of which nothing is known yet.
    """

    message: str = ""
    key: str = ""
    kind: str = "file"
    forward: str = ""
    parent: str = ""

    def pack(self) -> str:
        """Write it as `Attachment.locator` keeps it."""
        kind = self.kind if self.key else ""
        return packed(message=self.message, key=self.key, type=kind, forward=self.forward, parent=self.parent)

    @classmethod
    def unpack(cls, text: str) -> Locator:
        """Read what `pack` wrote; of anything else nothing is known."""
        fields = parsed(text)
        known = {name: text_in(fields, name) for name in ("message", "key", "forward", "parent")}
        return cls(**known, kind=text_in(fields, "type") or "file")


def content_of(kind: str, fields: Fields, message_id: str, mentioned: Mentioned) -> Content:
    """Return what a message of this type contains; nothing, where it has neither words nor files."""
    if kind in ("post", "interactive"):
        return _post(fields, message_id, mentioned)
    read = _READ.get(kind)
    if read:
        return Content(read(fields, mentioned))
    return Content(files=tuple(_files(kind, fields, message_id)))


def calls_everybody(kind: str, content: str) -> bool:
    """Whether a message is for all who read along: there may be no mention of it but this placeholder."""
    calls = _CALLS_ALL.get(kind)
    return calls is not None and calls.search(content) is not None


def _text(fields: Fields, mentioned: Mentioned) -> str:
    """Written words; a link shows its address once."""
    return mentioned.put_into(_LINK.sub(_link, text_in(fields, "text")))


def _link(found: re.Match[str]) -> str:
    label, address = found[1], found[2].removeprefix("mailto:")
    return address if label in (address, found[2]) else f"{label} {address}"


def _one(name: str) -> Callable[[Fields, Mentioned], str]:
    return lambda fields, _: text_in(fields, name)


def _vote(fields: Fields, _: Mentioned) -> str:
    options = fields.get("options")
    lines = [one for one in options if isinstance(one, str)] if isinstance(options, list) else []
    return "\n".join([text_in(fields, "topic"), *lines])


def _todo(fields: Fields, mentioned: Mentioned) -> str:
    return _post(object_in(fields, "summary"), "", mentioned).text


_READ: Mapping[str, Callable[[Fields, Mentioned], str]] = {
    "text": _text,
    "vote": _vote,
    "todo": _todo,
    "calendar": _one("summary"),
    "share_calendar_event": _one("summary"),
    "general_calendar": _one("summary"),
}
"""The types that are words alone. Cards of people and chats, places, stickers, calls, money and what the system says
are neither words nor files to us: as a question they would be passed on to an office."""


def _files(kind: str, fields: Fields, message_id: str) -> Iterator[Attachment]:
    """The file of a message that is one."""
    name = text_in(fields, "file_name")
    if kind == "image":
        yield from _file(MediaKind.IMAGE, message_id, text_in(fields, "image_key"), "image")
    elif kind in ("file", "audio", "media"):
        media = {"file": MediaKind.FILE, "audio": MediaKind.AUDIO, "media": MediaKind.VIDEO}[kind]
        yield from _file(media, message_id, text_in(fields, "file_key"), name=name)
    elif kind == "folder":
        yield Attachment(name, MediaKind.FILE, Locator(message=message_id).pack())
    elif kind == "merge_forward":
        yield Attachment("", MediaKind.FORWARD, Locator(forward=message_id).pack())


def _file(media: MediaKind, message_id: str, key: str, kind: str = "file", name: str = "") -> Iterator[Attachment]:
    if key and message_id:
        yield Attachment(name, media, Locator(message_id, key, kind).pack())


def _post(fields: Fields, message_id: str, mentioned: Mentioned) -> Content:
    """A text with formats, pictures and people in it, and as much as is told of a card."""
    fields = _unwrapped(fields)
    lines = [text_in(fields, "title")]
    files: list[Attachment] = []
    paragraphs = fields.get("content", fields.get("elements"))
    for paragraph in paragraphs if isinstance(paragraphs, list) else []:
        words = []
        for tag in _tags(paragraph):
            words.append(_words(tag, mentioned))
            files += _pictures(tag, message_id)
        lines.append("".join(words))
    text = "\n".join(line.strip() for line in lines if line.strip())
    return Content(text, tuple(files))


def _unwrapped(fields: Fields) -> Fields:
    """A post without the language around it: what is received has none, what was sent has."""
    if "content" in fields or "elements" in fields:
        return fields
    return next((value for value in fields.values() if isinstance(value, dict)), fields)


def _tags(paragraph: object, depth: int = 0) -> Iterator[Fields]:
    """The elements of a paragraph, whatever lists they are in."""
    if isinstance(paragraph, Mapping):
        yield paragraph
    elif isinstance(paragraph, list) and depth < _MOST_DEEP:
        for one in paragraph:
            yield from _tags(one, depth + 1)


def _words(tag: Fields, mentioned: Mentioned) -> str:
    """What an element of a post says."""
    kind, text = text_in(tag, "tag"), text_in(tag, "text")
    if kind == "at":
        key = text_in(tag, "user_id")
        name = mentioned.name("@_all" if key == "all" else key)
        return f"{name} " if name else ""
    if kind == "a":
        href = text_in(tag, "href").removeprefix("mailto:")
        return href if text in ("", href) else f"{text} {href}".strip()
    return mentioned.put_into(text) if kind == "md" else text


def _pictures(tag: Fields, message_id: str) -> Iterator[Attachment]:
    """The picture or video of an element."""
    kind = text_in(tag, "tag")
    if kind == "img":
        yield from _file(MediaKind.IMAGE, message_id, text_in(tag, "image_key"), "image")
    elif kind in ("media", "file"):
        media = MediaKind.VIDEO if kind == "media" else MediaKind.FILE
        yield from _file(media, message_id, text_in(tag, "file_key"), name=text_in(tag, "file_name"))


def mentioned_in(message: Fields, own_id: str) -> Mentioned:
    """Return who is mentioned in a message, as events and as answers to calls tell it; `own_id` is the bot's own."""
    names, own = {}, set()
    for one in objects_in(message, "mentions"):
        key = text_in(one, "key")
        open_id = text_in(object_in(one, "id"), "open_id") or text_in(one, "id")
        names[key] = text_in(one, "name")
        is_bot = text_in(one, "mentioned_type") == "bot"
        if open_id == own_id if own_id else is_bot:
            own.add(key)
    return Mentioned(names, frozenset(own))
