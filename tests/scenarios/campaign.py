"""A whole campaign of forty units of five types: three hundred pictures, sixty papers, and all that offices decide.

What units do, they do in their chats. What offices do goes by a desk, which is their chat or the board.
"""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Protocol

import docx
from openpyxl import Workbook
from PIL import Image

from bot.playground import people
from handlers.publishing import publish
from scheduler.clock import BEIJING
from storage.chat import Attachment, MediaKind
from storage.roster import Entry, import_roster
from storage.standing import State
from storage.unit_of_work import Work
from tests.scenarios.conftest import Town
from tests.scenarios.story import MEDIA, SUMMARY, Story, invent_names, shipped_notice

PRACTICE, PROPOSAL = "典型经验", "意见建议"
STRANGER = "路人"
LONGER = date(2024, 11, 1)
AFTERWARDS = datetime(2024, 11, 4, 9, tzinfo=BEIJING)
"""The minute of the last digest: the first working day after the last extension."""

EACH = 8
KINDS = (EVENTS, PEOPLE, REPORTS) = ("场次", "人次", "媒体报道")
_SENTENCES = {
    EVENTS: "{}全年共开展活动{}场。",
    PEOPLE: "{}线上线下参加活动共{}人次。",
    REPORTS: "{}的活动由媒体刊发报道{}篇。",
}
JOINT = {EVENTS: 2, PEOPLE: 600}
_TOLD = "联合举办科普集市2场，吸引群众600人次。"
_TOLD_OTHERWISE = "与科协携手举办集市2场，到场群众600人次。"
_RECEIPT = re.compile(r"回执号(\d{4}-\d{3})")


@dataclass
class Unit:
    """One unit, and what it must have at the end: pieces that count by material; `told` of them have no file of its own.

    `counts` is what its last paper of each material says, `ticked` which of that a person has looked at, by material
    and kind; what an office struck out is in neither. `partner` tells the joint event as well.
    """

    name: str
    kind: str
    office: str
    liaison: str
    place: int
    state: State = State.COMPLETE
    holds: Counter[str] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)
    counts: dict[tuple[str, str], int] = field(default_factory=dict)
    ticked: set[tuple[str, str]] = field(default_factory=set)
    partner: Unit | None = None


class Desk(Protocol):
    """How an office decides: each of these is one act on one unit."""

    async def accept(self, unit: Unit, number: str) -> None:
        """Accept a hand-in."""

    async def send_back(self, unit: Unit, number: str, why: str) -> None:
        """Return a hand-in with a reason."""

    async def extend(self, unit: Unit, on: date) -> None:
        """Give a unit until another day."""

    async def exempt(self, unit: Unit, why: str) -> None:
        """Let a unit off."""

    async def enter(self, unit: Unit, how: str, what: str) -> None:
        """Enter what came another way."""

    async def enter_many(self, unit: Unit, what: dict[str, int]) -> None:
        """Enter what a list says."""

    async def not_seen(self, unit: Unit) -> None:
        """Say that a mail did not come."""

    async def nothing_to_report(self, unit: Unit, *, agreed: bool) -> None:
        """Decide on a unit that says it has nothing."""

    async def move(self, unit: Unit, number: str) -> None:
        """Give a unit a hand-in of somebody unknown."""

    async def join(self, unit: Unit, number: int) -> None:
        """Confirm that a unit's event was another's too."""

    async def tick(self, unit: Unit) -> None:
        """Say that all figures of a unit are right."""

    async def correct(self, unit: Unit, kind: str, read: int, meant: int) -> None:
        """Say what a figure should be."""

    async def strike(self, unit: Unit, kind: str, read: int) -> None:
        """Leave a figure out."""


@dataclass
class Chat:
    """The desk that is the office's own room in the chat."""

    town: Town

    async def order(self, unit: Unit, words: str, *files: Attachment, expects: str) -> None:
        """Say something there; it is answered as expected."""
        said = await self.town.say(f"{unit.office}统筹", words, *files, chat=f"c-{unit.office}")
        assert expects in said[-1], (words, said)

    async def accept(self, unit: Unit, number: str) -> None:
        await self.order(unit, f"认可 {number}", expects="已认可")

    async def send_back(self, unit: Unit, number: str, why: str) -> None:
        await self.order(unit, f"退回 {number} {why}", expects="已退回")

    async def extend(self, unit: Unit, on: date) -> None:
        await self.order(unit, f"{unit.name}延期到{on.month}月{on.day}日", expects="延至")

    async def exempt(self, unit: Unit, why: str) -> None:
        await self.order(unit, f"免报 {unit.name}，原因：{why}", expects="本次免报")

    async def enter(self, unit: Unit, how: str, what: str) -> None:
        await self.order(unit, f"{unit.name}{how}来了{what}", expects="回执号")

    async def enter_many(self, unit: Unit, what: dict[str, int]) -> None:
        """Enter it from a sheet, after a yes."""
        book, kept = Workbook(), io.BytesIO()
        for row in (("单位", "材料", "份数"), *((unit.name, name, count) for name, count in what.items())):
            book.active.append(row)
        book.save(kept)
        sheet = self.town.file("来件.xlsx", kept.getvalue())
        await self.order(unit, "邮箱登记", sheet, expects="将登记1家")
        await self.order(unit, "确认", expects="回执号")

    async def not_seen(self, unit: Unit) -> None:
        await self.order(unit, f"未见 {unit.name}", expects="未见")

    async def nothing_to_report(self, unit: Unit, *, agreed: bool) -> None:
        await self.order(unit, f"零报送 {'同意' if agreed else '不同意'} {unit.name}", expects="零报送")

    async def move(self, unit: Unit, number: str) -> None:
        await self.order(unit, f"移交 {number} 给 {unit.name}", expects=unit.name)

    async def join(self, unit: Unit, number: int) -> None:
        await self.order(unit, f"联合 {number}", expects="已确认")

    async def tick(self, unit: Unit) -> None:
        await self.order(unit, f"核实{unit.name}的数据", expects="已核实")

    async def correct(self, unit: Unit, kind: str, read: int, meant: int) -> None:
        number = await self._figure(unit, kind, read)
        await self.order(unit, f"数据 {number} 改为 {meant}", expects=f"{kind}{meant}（已核实）")

    async def strike(self, unit: Unit, kind: str, read: int) -> None:
        await self.order(unit, f"划去数据 {await self._figure(unit, kind, read)}", expects="已划去")

    async def _figure(self, unit: Unit, kind: str, read: int) -> str:
        """The number of a unit's figure, asked for in the chat."""
        (said,) = await self.town.say(f"{unit.office}统筹", f"{unit.name}的数据", chat=f"c-{unit.office}")
        (number,) = re.findall(rf"(\d+)\. {kind}{read}（", said)
        return number


@lru_cache(maxsize=1)
def _blank() -> dict[str, bytes]:
    """A Word file of two paragraphs, taken apart."""
    document, kept = docx.Document(), io.BytesIO()
    for words in ("HEADING", "FIGURES"):
        document.add_paragraph(words)
    document.save(kept)
    with zipfile.ZipFile(kept) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def paper(heading: str, figures: str) -> bytes:
    """A Word file with a heading and some sentences."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in _blank().items():
            said = data.replace(b"HEADING", heading.encode()).replace(b"FIGURES", figures.encode())
            archive.writestr(name, said if name == "word/document.xml" else data)
    return kept.getvalue()


def picture(number: int, width: int = 160) -> bytes:
    """A small picture like no other of another number; of one number the same in any width."""
    fields = random.Random(number).randbytes(8 * 6 * 3)
    kept = io.BytesIO()
    Image.frombytes("RGB", (8, 6), fields).resize((width, width * 3 // 4), Image.Resampling.BICUBIC).save(kept, "JPEG")
    return kept.getvalue()


@dataclass
class Campaign(Story):
    """The campaign while it goes by, with all that was sent."""

    desk: Desk | None = None
    shown: list[Attachment] = field(default_factory=list)
    joined: Unit | None = None
    pictures: int = 0
    papers: int = 0

    def photos(self, count: int) -> list[Attachment]:
        """Put new pictures at hand."""
        numbers = range(self.pictures, self.pictures + count)
        self.pictures += count
        return [self.town.file(f"{number:03}.jpg", picture(number)) for number in numbers]

    def smaller(self, files: list[Attachment]) -> list[Attachment]:
        """Put smaller copies of pictures at hand."""
        self.pictures += len(files)
        return [self.town.file(f"小{file.name}", picture(int(file.name[:3]), 120)) for file in files]

    def again(self, files: list[Attachment]) -> list[Attachment]:
        """Count files that are sent a second time."""
        self.pictures += sum(file.kind is MediaKind.IMAGE for file in files)
        self.papers += sum(file.kind is MediaKind.FILE for file in files)
        return files

    def document(self, unit: Unit, what: str, version: str = "", joint: str = "") -> Attachment:
        """Put a new paper of a unit at hand; a summary counts, and so does one that tells of a joint event."""
        stated = {EVENTS: unit.place + 3, PEOPLE: 300 + self.papers, REPORTS: unit.place + 1} if what == SUMMARY else {}
        said = joint or "".join(_SENTENCES[kind].format(unit.name, number) for kind, number in stated.items())
        unit.counts |= {(what, kind): number for kind, number in (JOINT if joint else stated).items()}
        data = paper(f"{unit.name}{what}{self.papers}", said)
        self.papers += 1
        return self.town.file(f"{unit.name}{what}{version}.docx", data)

    def sends(self, unit: Unit, day: int, files: list[Attachment]) -> datetime:
        """Let a unit's liaison hand in on a day; those that have a group do it there."""
        instant = self.at(day, day)
        where = f"g-{unit.name}" if unit.place == 0 else None
        self.will(instant, lambda: self.town.say(unit.liaison, "报送材料", *files, chat=where))
        return instant

    def says(self, unit: Unit, day: int, words: str) -> None:
        """Let a unit's liaison say something in private."""
        self.will(self.at(day, day), lambda: self.town.say(unit.liaison, words))

    def decides(self, day: int, act: Callable[[Desk], object]) -> None:
        """Let an office decide something on a day."""
        self.will(self.at(day, day), lambda: act(self.desk))

    def number(self, unit: Unit, which: int = -1) -> str:
        """The receipt number of a unit's last hand-in, or of an earlier one."""
        said = [*self.town.said(f"g-{unit.name}"), *self.town.said(f"p-{unit.liaison}")]
        return sorted({number for text in said for number in _RECEIPT.findall(text)})[which]


def invent_units(chance: random.Random) -> list[Unit]:
    """Forty units, eight of each type."""
    return [
        Unit(name, duty.unit_type, duty.office, f"联络员{at:02}", at % EACH)
        for at, (name, duty) in enumerate(invent_names(EACH, chance))
    ]


def enrol(units: list[Unit]) -> Callable[[Work], None]:
    """Put units on the roster, bind their liaisons, and publish the shipped notice; the first of a type has a group."""

    def write(work: Work) -> None:
        import_roster(work, [Entry(one.name, one.kind, liaison=one.liaison) for one in units])
        rows = {row.name: row for row in work.units.all()}
        people.enrol(work, [rows[one.name] for one in units], dict.fromkeys(one.office for one in units))
        for one in units:
            if not work.chats.known(people.PLATFORM, people.PLATFORM, f"g-{one.name}") and one.place == 0:
                person = people.Person(one.liaison, one.liaison, "", 0, "")
                people._unit_group(work, rows[one.name], person)
        publish(work, shipped_notice(), by="演练")

    return write


def tell(story: Campaign, units: list[Unit]) -> None:
    """Give every unit its part, by its place among those of its type."""
    kinds = list(dict.fromkeys(unit.kind for unit in units))
    for unit in units:
        _PARTS[unit.place](story, unit, kinds.index(unit.kind))


def _complete(story: Campaign, unit: Unit, kind: int) -> None:
    """Everything at once, and accepted; of two bodies of one place, whose event it was, one sends the summary.

    Of two others, one says that it was their event as well: each has its own papers, and both tell of it.
    """
    is_near, is_partner = kind == 1, kind in (1, 3)
    named = (PROPOSAL,) if is_near else (SUMMARY, PROPOSAL)
    told = "" if kind == 4 else _TOLD_OTHERWISE if is_near else _TOLD
    files = [*(story.document(unit, what) for what in named), story.document(unit, PRACTICE, joint=told)]
    pictures = [*story.again(story.shown[:4]), *story.photos(6)] if is_near else story.photos(10)
    story.shown = pictures if kind == 0 else story.shown
    story.sends(unit, -29 if is_partner else -30, [*files, *pictures])
    story.decides(-28, lambda desk: desk.accept(unit, story.number(unit)))
    unit.holds.update({SUMMARY: 1, PRACTICE: 1, PROPOSAL: 1, MEDIA: 10})
    if is_near:
        unit.told.update({SUMMARY: 1})
    if is_partner:
        unit.partner = story.joined
        story.decides(-26, lambda desk: desk.join(unit, 1 if is_near else 2))
    if kind == 3:
        partner = unit.partner.name
        story.will(
            story.at(-27, -27), lambda: story.town.say(unit.liaison, f"与{partner}联合开展 {story.number(unit)}")
        )
    elif kind == 2:
        _corrected(story, unit, -25, (PRACTICE, PEOPLE), 580)
    else:
        _ticked(story, unit, -25)
    story.joined = unit


def _in_versions(story: Campaign, unit: Unit, kind: int) -> None:
    """Pictures first, then a summary, then a newer one of it; what was corrected in the first holds for the second."""
    story.sends(unit, -25, story.photos(5))
    story.sends(unit, -24, [story.document(unit, SUMMARY), *story.photos(5)])
    if kind < 3:
        _corrected(story, unit, -22, (SUMMARY, EVENTS), 9)
    story.sends(unit, -20, [story.document(unit, SUMMARY, "（修改版）")])
    if kind < 3:
        unit.counts[SUMMARY, EVENTS] = 9
    story.decides(-19, lambda desk: desk.accept(unit, story.number(unit)))
    unit.holds.update({SUMMARY: 1, MEDIA: 10})


def _returned(story: Campaign, unit: Unit, kind: int) -> None:
    """Returned with a reason; handed in again with some pictures of before, and accepted."""
    first, new = story.photos(8), story.photos(2)
    story.sends(unit, -22, [story.document(unit, SUMMARY), *first])
    if kind == 1:
        _ticked(story, unit, -21)
        unit.ticked.remove((SUMMARY, PEOPLE))
    story.decides(-20, lambda desk: desk.send_back(unit, story.number(unit), "参加人数前后不一，请核对"))
    story.sends(unit, -15, [story.document(unit, SUMMARY, "（更正）"), *story.again(first[:3]), *new])
    story.decides(-14, lambda desk: desk.accept(unit, story.number(unit)))
    unit.holds.update({SUMMARY: 1, MEDIA: 5})
    if kind == 0:
        _ticked(story, unit, -13)


def _given_longer(story: Campaign, unit: Unit, kind: int) -> None:
    """Given a week more, and in time by that."""
    story.decides(-3, lambda desk: desk.extend(unit, LONGER))
    story.sends(unit, 4, [story.document(unit, SUMMARY), story.document(unit, PROPOSAL), *story.photos(8)])
    unit.holds.update({SUMMARY: 1, PROPOSAL: 1, MEDIA: 8})
    if kind == 3:
        _ticked(story, unit, 5)


def _twice(story: Campaign, unit: Unit, kind: int) -> None:
    """Some of it sent again, as it was or smaller: it counts once."""
    files = [story.document(unit, SUMMARY), *story.photos(10)]
    story.sends(unit, -18, files)
    story.sends(unit, -17, [*story.again(files[:5]), *story.smaller(files[5:7])])
    unit.holds.update({SUMMARY: 1, MEDIA: 10})
    if kind == 2:
        people = unit.counts.pop((SUMMARY, PEOPLE))
        story.decides(-16, lambda desk: desk.strike(unit, PEOPLE, people))
    if kind == 4:
        _ticked(story, unit, -15)


def _by_mail(story: Campaign, unit: Unit, kind: int) -> None:
    """They mailed it, they say: entered by the office, on paper or from a sheet, not found, or not looked for yet."""
    story.says(unit, -14, "已发邮箱")
    came = Counter({SUMMARY: 1, MEDIA: 6})
    if kind in (0, 1):
        story.decides(-10, lambda desk: desk.enter(unit, ("邮箱", "快递")[kind], "总结1份、照片6张"))
    elif kind == 4:
        story.decides(-10, lambda desk: desk.enter_many(unit, {"工作总结": 1, "照片": 6}))
    elif kind == 2:
        story.decides(-10, lambda desk: desk.not_seen(unit))
        story.sends(unit, -2, [story.document(unit, SUMMARY)])
        unit.state, came = State.PARTIAL, Counter()
        unit.holds.update({SUMMARY: 1})
    else:
        unit.state, came = State.MAILED, Counter()
    unit.holds.update(came)
    unit.told.update(came)


def _nothing_to_report(story: Campaign, unit: Unit, kind: int) -> None:
    """Nothing this year, they say: agreed to, refused, or not decided yet."""
    story.says(unit, -16, "我们今年没搞活动")
    unit.state = State.NO_EVENT
    if kind != 3:
        story.decides(-12, lambda desk: desk.nothing_to_report(unit, agreed=kind != 2))
        unit.state = State.EXEMPT
    if kind == 2:
        story.sends(unit, -1, [story.document(unit, SUMMARY)])
        unit.state = State.PARTIAL
        unit.holds.update({SUMMARY: 1})


def _each_otherwise(story: Campaign, unit: Unit, kind: int) -> None:
    """Not heard of, let off, taken back, handed in by half, or by somebody nobody knows."""
    unit.state = (State.MISSING, State.EXEMPT, State.MISSING, State.PARTIAL, State.COMPLETE)[kind]
    if kind == 1:
        story.decides(-11, lambda desk: desk.exempt(unit, "本年度换届"))
    if kind == 2:
        sent = story.sends(unit, -12, [story.document(unit, SUMMARY), *story.photos(5)])
        story.will(sent + timedelta(hours=1), lambda: _take_back(story, unit))
    if kind == 3:
        story.sends(unit, -9, [story.document(unit, PRACTICE), story.document(unit, PROPOSAL), *story.photos(5)])
        unit.holds.update({PRACTICE: 1, PROPOSAL: 1, MEDIA: 5})
    if kind == 4:
        files = [story.document(unit, SUMMARY), *story.photos(5)]
        story.will(story.at(-9, -9), lambda: story.town.say(STRANGER, "报送材料", *files))
        story.decides(-7, lambda desk: desk.move(unit, _RECEIPT.findall(story.town.said(f"p-{STRANGER}")[0])[0]))
        unit.holds.update({SUMMARY: 1, MEDIA: 5})
        _ticked(story, unit, -6)


def _ticked(story: Campaign, unit: Unit, day: int) -> None:
    """An office says that all figures of a unit are right."""
    story.decides(day, lambda desk: desk.tick(unit))
    unit.ticked = set(unit.counts)


def _corrected(story: Campaign, unit: Unit, day: int, which: tuple[str, str], meant: int) -> None:
    """An office says what one of a unit's figures should be."""
    read, unit.counts[which] = unit.counts[which], meant
    story.decides(day, lambda desk: desk.correct(unit, which[1], read, meant))
    unit.ticked.add(which)


async def _take_back(story: Campaign, unit: Unit) -> None:
    """A unit takes its hand-in back, after a yes."""
    (asked,) = await story.town.say(unit.liaison, f"撤回 {story.number(unit)}")
    assert "确认" in asked
    (said,) = await story.town.say(unit.liaison, "确认")
    assert "撤回" in said


_PARTS = (
    _complete, _in_versions, _returned, _given_longer, _twice, _by_mail, _nothing_to_report, _each_otherwise,
)  # fmt: skip
