"""What people do in Feishu, and what they see there: the part of the server in which tests are written."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.platforms.double import File
from tests.platforms.feishu.application import made_id
from tests.platforms.feishu.events import RECEIVED, is_for, received
from tests.platforms.feishu.limits import PER_CHAT
from tests.platforms.feishu.rates import Rate
from tests.platforms.feishu.record import Chat, Heard, Message, Reaction, Said

if TYPE_CHECKING:
    from tests.platforms.feishu.application import App
    from tests.platforms.feishu.server import Feishu

EVERYBODY = "所有人"


@dataclass(slots=True)
class Person:
    """A member of the tenant."""

    name: str
    is_resigned: bool = False
    turned_off: set[str] = field(default_factory=set)
    """The ids of apps that may not write to them."""


@dataclass(slots=True)
class UpdateToken:
    """What a click gives an app to change its card with."""

    heard: Heard
    until: float
    uses: int = 0
    is_answered: bool = False


class People:
    """Groups, persons, and everything that is said or seen."""

    def __init__(self: Feishu) -> None:
        self.persons: dict[str, Person] = {}
        self.chats: dict[str, Chat] = {}
        self.messages: dict[str, Message] = {}
        self.entered: set[str] = set()
        self.update_tokens: dict[str, UpdateToken] = {}
        self.per_chat = Rate(self.now, *PER_CHAT)
        self.per_message = Rate(self.now, *PER_CHAT)
        self.per_contact = Rate(self.now, *PER_CHAT)

    # Who is there.

    def person(self: Feishu, user: str, name: str = "") -> str:
        """A member of the tenant, with the name that people see."""
        known = self.persons.setdefault(user, Person(name or user))
        known.name = name or known.name
        return user

    def group(self: Feishu, *apps: App, mode: str = "group", people: tuple[str, ...] = (), **more: Any) -> str:
        """A group, or a topic group, with these apps in it; its chat_id. `more` are fields of Chat."""
        number = self.number("")
        chat = more.pop("chat", "") or made_id("oc_", "group", number)
        about = {"name": f"群{number}", **more}
        self.chats[chat] = Chat(chat, mode, people={self.person(user) for user in people}, apps=list(apps), **about)
        return chat

    def private(self: Feishu, user: str, app: App | None = None) -> Chat:
        """The private chat of a person with an app, the first where none is named."""
        app = app or next(iter(self.apps.values()))
        given = made_id("oc_", "p2p", app.id, self.person(user))
        return self.chats.setdefault(given, Chat(given, "p2p", people={user}, apps=[app]))

    def chat(self: Feishu, chat: str, app: App | None = None) -> Chat:
        """A chat by its id, or a private one by the person's name."""
        return self.chats[chat] if chat in self.chats else self.private(chat, app)

    # What people do.

    async def say(self: Feishu, user: str, text: str, *, chat: str = "", at: bool = True, **more: Any) -> Said:
        """Write a text: in a group after an @ of the app unless `at` is False. `@name` calls, `@所有人` everybody.

        `to` is the app, where more than one could be meant; `quoting` what it replies to; `photos` (Files) make it a post.
        """
        if photos := more.pop("photos", ()):
            return await self.post(user, [[text], *([photo] for photo in photos)], chat=chat, at=at, **more)
        said = self._written(user, "text", chat, **more)
        called = f"@{self._meant(said.chat, more.get('to')).name} " if at and said.chat.is_group else ""
        said.content = {"text": self._called(said, called + text)}
        return await self.bring(said)

    async def post(self: Feishu, user: str, paragraphs: list[list[Any]], *, chat: str = "", **more: Any) -> Said:
        """Write a rich text: each paragraph a list of texts, photos (File) and whole tags (dict)."""
        title, at = more.pop("title", ""), more.pop("at", True)
        said = self._written(user, "post", chat, **more)
        if at and said.chat.is_group:
            paragraphs = [[f"@{self._meant(said.chat, more.get('to')).name} ", *paragraphs[0]], *paragraphs[1:]]
        content = [[tag for part in paragraph for tag in self._tags(said, part)] for paragraph in paragraphs]
        said.content = {"title": title, "content": content}
        return await self.bring(said)

    async def photo(self: Feishu, user: str, data: bytes, name: str = "photo.jpg", **more: Any) -> Said:
        """Send a photo by itself: it can call nobody."""
        return await self.send(user, "image", File(name, data), **more)

    async def file(self: Feishu, user: str, data: bytes, name: str, **more: Any) -> Said:
        """Send a file by itself: it can call nobody."""
        return await self.send(user, "file", File(name, data), **more)

    async def send(
        self: Feishu, user: str, kind: str, file: File | None = None, *, chat: str = "", **more: Any
    ) -> Said:
        """Send anything that is no text: image, file, audio, media, sticker, location, share_user, or what nobody knows.

        `content` is what it is made of, where it is no file.
        """
        content = more.pop("content", None)
        said = self._written(user, kind, chat, **more)
        said.content = content or {}
        if file and kind == "image":
            said.content = {"image_key": self._key(said, "img", file)}
        elif file:
            said.content = {"file_key": self._key(said, "file", file)}
            said.content |= {"duration": 2000} if kind in ("audio", "media") else {}
            said.content |= {"file_name": file.name} if kind != "audio" else {}
        return await self.bring(said)

    def _written(
        self: Feishu, user: str, kind: str, chat: str, to: App | None = None, quoting: Message | None = None
    ) -> Said:
        self.person(user)
        where = self.chats[chat] if chat else quoting.chat if quoting else self.private(user, to)
        where.people.add(user)
        said = Said(self.number("om_"), self.now(), where, kind, {}, quoting, user=user)
        self.thread(said)
        return said

    def _meant(self: Feishu, chat: Chat, to: App | None) -> App:
        return to or chat.apps[0]

    def _called(self: Feishu, said: Said, text: str) -> str:
        """A text with placeholders instead of the names of those who are in the chat."""
        known = {self.persons[user].name: user for user in said.chat.people} | {app.name: app for app in said.chat.apps}
        names = "|".join(re.escape(name) for name in sorted(known, key=len, reverse=True))

        def placeholder(found: re.Match[str]) -> str:
            if found[1] == EVERYBODY:
                return "@_all"
            called = known[found[1]]
            if called not in said.called:
                said.called.append(called)
                said.names.append(found[1])
            return f"@_user_{said.called.index(called) + 1}"

        return re.sub(f"@({EVERYBODY}|{names})", placeholder, text)

    def _tags(self: Feishu, said: Said, part: Any) -> list[dict[str, Any]]:
        if isinstance(part, dict):
            return [part]
        if isinstance(part, File):
            return [{"tag": "img", "image_key": self._key(said, "img", part)}]
        tags: list[dict[str, Any]] = []
        for piece in re.split(r"(@_user_\d+|@_all)", self._called(said, part)):
            if piece.startswith(("@_user_", "@_all")):
                place = int(piece.removeprefix("@_user_")) if piece != "@_all" else 0
                name = said.names[place - 1] if place else EVERYBODY
                tags.append({"tag": "at", "user_id": piece, "user_name": name, "style": []})
            elif piece:
                tags.append({"tag": "text", "text": piece, "style": []})
        return tags

    def _key(self: Feishu, said: Said, before: str, file: File) -> str:
        key = f"{before}_v3_{self.number('')}_{said.id}"
        said.files[key] = file
        return key

    def thread(self: Feishu, message: Message, *, starts: bool = False) -> None:
        """Put a message into the topic it belongs to; `starts` makes one of what it replies to."""
        parent = message.parent
        if parent and (parent.thread or starts or message.chat.mode == "topic"):
            parent.thread = parent.thread or self.number("omt_")
            message.thread = parent.thread
        elif parent is None and message.chat.mode == "topic":
            message.thread = self.number("omt_")

    async def bring(self: Feishu, said: Said) -> Said:
        """Let a chat see what somebody wrote, and its apps be told as far as they may."""
        self._keep(said)
        for app in list(said.chat.apps):
            if is_for(app, said) and (push := await self.push(app, RECEIVED, received(app, said), stream=said.chat.id)):
                said.pushes.append(push)
        return said

    def _keep(self: Feishu, message: Message) -> None:
        self.messages[message.id] = message
        message.chat.messages.append(message)

    # What people see.

    def show(self: Feishu, heard: Heard) -> None:
        """Let a chat see what an app said."""
        self._keep(heard)
        for app in heard.chat.apps:
            if is_for(app, heard):
                self.begin(self.push(app, RECEIVED, received(app, heard), stream=heard.chat.id))

    def heard(self: Feishu, chat: str, *, by: App | None = None) -> list[Heard]:
        """What is seen of apps in a chat (a private one by the person's name), in order; what was recalled is not."""
        seen = self.chat(chat, by).messages
        return [one for one in seen if isinstance(one, Heard) and not one.is_gone and by in (None, one.by)]

    def transcript(self: Feishu, chat: str) -> str:
        """A chat as it reads: who, and what."""
        lines = [one for one in self.chat(chat).messages if isinstance(one, Said | Heard)]
        return "\n".join(
            f"{self.persons[one.user].name if isinstance(one, Said) else one.by.name}：{one.words}"
            for one in lines
            if isinstance(one, Said) or not one.is_gone
        )

    def everything(self: Feishu) -> list[Heard]:
        """What apps said anywhere, what was recalled too."""
        return [one for one in self.messages.values() if isinstance(one, Heard)]

    def cards(self: Feishu, chat: str) -> list[Heard]:
        """The cards of a chat."""
        return [one for one in self.heard(chat) if one.kind == "interactive"]

    def reactions(self: Feishu, message: Message) -> list[str]:
        """The emoji on a message, in order."""
        return [one.emoji for one in message.reactions if isinstance(one, Reaction)]
