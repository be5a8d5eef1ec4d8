"""What people say while the bot is killed again and again: an endless seeded stream, each message with what must come of it."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.playground import people
from bot.playground.example import notice_lines, roster_entries
from bot.playground.inventions import invent_file
from storage.chat import Attachment, ChatAddress, MediaKind, Message, Room
from storage.database import Database
from storage.notice.parser import read
from storage.notice.routing import duty
from storage.schema import create_all
from storage.unit_of_work import Work
from tests.scenarios.conftest import START, enrol

KEYED, KEYLESS = people.PLATFORM, "post"
"""The platform that shows what bears the same key once, and the one that knows no keys."""

QUESTIONS = (
    "什么时候截止",
    "联系人是谁",
    "要报哪些材料",
    "报到哪个处室",
    "活动主题是什么",
    "邮箱是多少",
    "通知的文号是多少",
)
CHATTER = ("大家中午好", "今天会议改到三楼了", "收到", "辛苦了")


@dataclass(frozen=True, slots=True)
class Said:
    """One message, and what must come of it once it has been acknowledged, however often the bot was killed.

    `answers` are the replies that it must have, at least and at most; `pieces` what must be kept of it: the hash of
    each file (a text is its own), `doubled` those that the unit has handed in before; `refused` the names of files
    that cannot be kept; `entered` how many things it enters that came by mail.
    """

    message: Message
    is_meant: bool = True
    answers: tuple[int, int] = (0, 0)
    pieces: tuple[str, ...] = ()
    doubled: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    entered: int = 0


@dataclass(frozen=True, slots=True)
class _Person:
    name: str
    unit: str
    platform: str

    @property
    def private(self) -> ChatAddress:
        return ChatAddress(self.platform, self.platform, f"p-{self.name}")


class Stream:
    """Says one thing after another; the same seed says the same. `files` holds the bytes behind each locator."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._said = 0
        self._people = [
            _Person(entry.liaison, entry.name, (KEYED, KEYLESS)[number % 2])
            for number, entry in enumerate(roster_entries())
        ]
        notice = read(notice_lines())
        self._office_of = {entry.name: duty(notice, entry.unit_type).office for entry in roster_entries()}
        self._photos: dict[str, list[str]] = {}
        self.files: dict[str, bytes] = {}

    def __iter__(self) -> Iterator[Said]:
        return self

    def __next__(self) -> Said:
        ways, weights = zip(*_WAYS, strict=True)
        way: Callable[[Stream, _Person], Said] = self._chance.choices(ways, weights)[0]
        return way(self, self._chance.choice(self._people))

    def ask(self, person: _Person) -> Said:
        return Said(self._message(person, self._chance.choice(QUESTIONS)), answers=(1, 1))

    def ask_in_group(self, person: _Person) -> Said:
        return Said(self._in_group(person, self._chance.choice(QUESTIONS)), answers=(1, 1))

    def thank_in_group(self, person: _Person) -> Said:
        return Said(self._in_group(person, "谢谢"))

    def chat(self, person: _Person) -> Said:
        return Said(self._in_group(person, self._chance.choice(CHATTER), addressed=False), is_meant=False)

    def end(self, person: _Person) -> Said:
        return Said(self._message(person, "完毕"), answers=(0, 1))

    def report(self, person: _Person) -> Said:
        number = self._said
        text = f"{person.unit}9月{number % 28 + 1}日举办讲座，发放科普资料{number}份，服务群众{number * 3}人次。"
        return Said(self._message(person, text), pieces=(text,))

    def photos(self, person: _Person) -> Said:
        names = [f"照片{self._said}-{number}.jpg" for number in range(self._chance.randrange(1, 4))]
        self._photos.setdefault(person.name, []).extend(names)
        parts = [self._file(name, invent_file(name)) for name in names]
        return Said(self._message(person, "", *parts), pieces=tuple(self._hash(name) for name in names))

    def same_photo(self, person: _Person) -> Said:
        """A photo that the person has sent before; which of the two is the double, order decides."""
        if person.name not in self._photos:
            return self.photos(person)
        name = self._chance.choice(self._photos[person.name])
        part = Attachment(name, MediaKind.IMAGE, name)
        return Said(self._message(person, "", part), doubled=(self._hash(name),))

    def broken_photo(self, person: _Person) -> Said:
        name = f"坏图{self._said}.jpg"
        return Said(self._message(person, "", self._file(name, b"no picture")), answers=(1, 1), refused=(name,))

    def vanished_photo(self, person: _Person) -> Said:
        """One photo that is there and one whose link is dead."""
        lost, good = f"失效{self._said}.jpg", f"照片{self._said}.jpg"
        parts = Attachment(lost, MediaKind.IMAGE, lost), self._file(good, invent_file(good))
        return Said(self._message(person, "", *parts), pieces=(self._hash(good),), refused=(lost,))

    def mailed(self, person: _Person) -> Said:
        """A coordinator enters what came by mail."""
        photos = self._chance.randrange(1, 9)
        message = self._of_coordinator(person, f"{person.unit}邮箱来了照片{photos}张")
        return Said(message, answers=(1, 1), entered=photos)

    def progress(self, person: _Person) -> Said:
        return Said(self._of_coordinator(person, "进度"), answers=(1, 1))

    def export(self) -> Said:
        """A coordinator wants the ledger: the answer that it is being made; the file itself is a job's."""
        return Said(self._of_coordinator(self._people[0], "导出台账"), answers=(1, 1))

    def paper(self) -> Said:
        """A paper, which is unpacked in a process of its own."""
        name = f"总结{self._said}.pdf"
        part = self._file(name, invent_file(name), MediaKind.FILE)
        return Said(self._message(self._people[0], "", part), pieces=(self._hash(name),))

    def _of_coordinator(self, person: _Person, text: str) -> Message:
        name = f"{self._office_of[person.unit]}统筹"
        return self._new(ChatAddress(KEYED, KEYED, f"p-{name}"), name, text)

    def _message(self, person: _Person, text: str, *parts: Attachment) -> Message:
        return self._new(person.private, person.name, text, parts)

    def _in_group(self, person: _Person, text: str, *, addressed: bool = True) -> Message:
        address = ChatAddress(KEYED, KEYED, people.SHARED)
        return self._new(address, person.name, text, room=Room.SHARED_GROUP, addressed=addressed)

    def _new(
        self, address: ChatAddress, sender: str, text: str, parts: tuple[Attachment, ...] = (), **about: object
    ) -> Message:
        self._said += 1
        return Message(address, f"m{self._said}", sender, sender, text, START, attachments=parts, **about)  # type: ignore[arg-type]

    def _file(self, name: str, data: bytes, kind: MediaKind = MediaKind.IMAGE) -> Attachment:
        self.files[name] = data
        return Attachment(name, kind, name)

    def _hash(self, name: str) -> str:
        return hashlib.sha256(self.files[name]).hexdigest()


_WAYS: tuple[tuple[Callable[[Stream, _Person], Said], int], ...] = (
    (Stream.ask, 26),
    (Stream.photos, 24),
    (Stream.report, 8),
    (Stream.end, 8),
    (Stream.ask_in_group, 6),
    (Stream.mailed, 6),
    (Stream.chat, 6),
    (Stream.progress, 4),
    (Stream.thank_in_group, 3),
    (Stream.same_photo, 3),
    (Stream.broken_photo, 3),
    (Stream.vanished_photo, 3),
)


def prepare(folder: Path) -> None:
    """Make the database in which everybody is known, half of the liaisons on the platform without keys."""
    database = Database(folder / "baosong.db", lambda: START)
    create_all(database.engine)
    with database.transaction() as work:
        enrol(work)
        for person in Stream(0)._people:
            if person.platform == KEYLESS:
                _move(work, person)
    database.close()


def _move(work: Work, person: _Person) -> None:
    """Let somebody speak on the platform without keys."""
    there = {"platform": KEYLESS, "account": KEYLESS}
    member, chat = (
        work.members.first_having(user=person.name, platform=KEYED),
        work.chats.known(KEYED, KEYED, person.private.chat),
    )
    assert member is not None
    assert chat is not None
    work.members.set(member.key, **there)
    work.chats.set(chat.key, **there)
