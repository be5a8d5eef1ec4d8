"""What people do in WeCom, and what they see there: the part of the server in which tests are written."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.platforms.double import File
from tests.platforms.wecom.record import Heard, Said

if TYPE_CHECKING:
    from tests.platforms.wecom.server import WeCom


@dataclass(slots=True)
class Group:
    """A group chat: its people, and the accounts that are in it."""

    id: str
    people: set[str] = field(default_factory=set)
    accounts: list[Any] = field(default_factory=list)


class People:
    """Groups, persons, and everything that is said or seen."""

    def __init__(self) -> None:
        self.accounts: dict[str, Any] = {}
        self.groups: dict[str, Group] = {}
        self.persons: dict[str, str] = {}
        self.chats: dict[str, list[Heard]] = {}
        self.said: list[Said] = []
        self.lines: list[Said | Heard] = []

    # Who is there.

    def person(self, user: str, name: str = "") -> str:
        """A member of the corporation, with the name that its directory has."""
        self.persons[user] = name or user
        return user

    def group(self, *accounts: Any, chat: str = "", people: tuple[str, ...] = ()) -> str:
        """A group with these accounts in it; its chatid."""
        chat = chat or "wr" + uuid.uuid4().hex[:22] + "Q"
        self.groups[chat] = Group(chat, set(people), list(accounts))
        return chat

    # What people do.

    async def say(self: WeCom, user: str, text: str, *, chat: str = "", at: bool = True, **more: Any) -> Said:
        """Write a message: in a group after an @ of the robot unless `at` is False; with `photos` it is a mixed one.

        `to` is the account, where more than one could be meant; `quoting` is what was quoted.
        """
        photos = tuple(more.pop("photos", ()))
        said = self._written(user, "mixed" if photos else "text", chat, **more)
        said.text = f"@{said.to.name} {text}" if said.is_group and at else text
        said.files = photos
        return await self._bring(said, is_meant=not said.is_group or f"@{said.to.name}" in said.text)

    async def photo(self: WeCom, user: str, data: bytes, name: str = "photo.jpg", **more: Any) -> Said:
        """Send a photo. In a group it reaches nobody but people, until it is quoted."""
        return await self.post(user, "image", File(name, data), **more)

    async def file(self: WeCom, user: str, data: bytes, name: str, **more: Any) -> Said:
        """Send a file. In a group it reaches nobody but people, until it is quoted."""
        return await self.post(user, "file", File(name, data), **more)

    async def post(self: WeCom, user: str, kind: str, file: File | None = None, *, chat: str = "", **more: Any) -> Said:
        """Send anything that is no text: image, file, voice, video, location, link.

        `text` is what WeCom understood of a voice; `part` stands for a type that no document knows, as it came.
        """
        text, part = more.pop("text", ""), more.pop("part", None)
        said = self._written(user, kind, chat, **more)
        said.text, said.part = text, part
        said.files = (file,) if file else ()
        return await self._bring(said, is_meant=not said.is_group)

    async def click(
        self: WeCom, heard: Heard, label: str, *, by: str = "", chosen: dict[str, list[str]] | None = None
    ) -> Said:
        """Press a button on a card. Anybody in the group may; without `by` it is who spoke last in this chat."""
        spoke = [said.user for said in self.said if said.chat == heard.chat and not said.more]
        by = by or (heard.chat if heard.chat not in self.groups else spoke[-1])
        pressed = heard.buttons()[label]
        said = self._written(by, "event", heard.chat if heard.chat in self.groups else "", to=heard.by)
        said.more = {"event": "template_card_event", "card": heard, "key": pressed, "chosen": chosen or {}}
        return await self._bring(said, is_meant=True)

    async def enter(self: WeCom, user: str, *, to: Any = None) -> Said | None:
        """Open the private chat: the robot hears of the first time in a day only."""
        said = self._written(user, "event", "", to=to)
        said.more = {"event": said.to.entering}
        day = (user, int((self.now() + 8 * 3600) // 86400))
        if day in said.to.entered:
            return None
        said.to.entered.add(day)
        return await self._bring(said, is_meant=True)

    async def event(self: WeCom, user: str, name: str, *, to: Any = None, chat: str = "", **fields: Any) -> Said:
        """Any other event, with its own fields."""
        said = self._written(user, "event", chat, to=to)
        said.more = {"event": name, "fields": fields}
        return await self._bring(said, is_meant=True)

    async def again(self: WeCom, said: Said) -> Said:
        """Deliver once more what was delivered before: the same msgid."""
        await said.to.deliver(said)
        return said

    def _written(self: WeCom, user: str, kind: str, chat: str, to: Any = None, quoting: Any = None) -> Said:
        self.persons.setdefault(user, user)
        if chat:
            self.groups[chat].people.add(user)
        can = self.groups[chat].accounts if chat else list(self.accounts.values())
        to = to or next(account for account in can if account.hears(is_group=bool(chat)))
        number = self.number("MSG")
        return Said(number, self.now(), user, chat or user, bool(chat), to, kind, quoting=quoting)

    async def _bring(self: WeCom, said: Said, *, is_meant: bool) -> Said:
        self.said.append(said)
        self.lines.append(said)
        if is_meant:
            await said.to.deliver(said)
        return said

    # What people see.

    def show(self: WeCom, chat: str, by: Any, way: str, body: dict[str, Any], **more: Any) -> Heard:
        """Let a chat see a message."""
        heard = Heard(self.now(), chat, by, way, body["msgtype"], body, **more)
        self.chats.setdefault(chat, []).append(heard)
        self.lines.append(heard)
        return heard

    def heard(self, chat: str, *, by: Any = None) -> list[Heard]:
        """What is seen in a chat, in order; what was silently dropped is not."""
        seen = self.chats.get(chat, [])
        return [one for one in seen if not one.was_dropped and by in (None, one.by)]

    def transcript(self: WeCom, chat: str) -> str:
        """A chat as it reads: who, and what."""
        lines = [one for one in self.lines if one.chat == chat and not (isinstance(one, Heard) and one.was_dropped)]
        return "\n".join(f"{one.by.name if isinstance(one, Heard) else one.user}：{one.words}" for one in lines)

    def everything(self) -> list[Heard]:
        """What was sent anywhere, what was dropped too."""
        return [one for seen in self.chats.values() for one in seen]

    def cards(self, chat: str) -> list[Heard]:
        """The cards of a chat."""
        return [one for one in self.heard(chat) if "template_card" in one.body]
