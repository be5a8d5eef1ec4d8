"""A month of two hundred units: who they are, what each does when, and what the page of planned messages foresees."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from bot.playground import people
from handlers.publishing import publish
from scheduler.clock import BEIJING
from storage.chat import Role
from storage.roster import Entry, import_roster
from storage.unit_of_work import Work
from tests.board.conftest import Board
from tests.scenarios.conftest import START
from tests.scenarios.story import MEDIA, SUMMARY, Story, invent_names, shipped_notice

OWED = frozenset({SUMMARY, MEDIA})
LONGER = "11月1日"
LAST = datetime(2024, 11, 5, 18, tzinfo=BEIJING)
WORDS = "请注意照片须为原图。"
"""What one office has said before its last reminder."""

READER = "总统筹"
"""Somebody who coordinates every office, and so sees the whole plan on one page."""

HOURS = ("09:00", "09:30", "14:00", "15:00")
"""When something may fall due by itself on a working day."""

_HOLIDAYS = {(9, 15), (9, 16), (9, 17), *((10, day) for day in range(1, 8))}
_MAKE_UP = {(9, 14), (9, 29), (10, 12)}

Line = tuple[str, str, str, str]
"""What is said at once to one reader: minute, kind, to whom or of whom, and the words that its office put before it."""


def is_worked(day: date) -> bool:
    """Whether offices work on a day of that autumn, by the government's own list of holidays."""
    if (day.month, day.day) in _MAKE_UP:
        return True
    return day.weekday() < 5 and (day.month, day.day) not in _HOLIDAYS


def in_office_hours(instant: datetime) -> bool:
    """Whether something may be said unasked."""
    local = instant.astimezone(BEIJING)
    open_at = ((time(9), time(11, 30)), (time(14), time(17, 30)))
    return is_worked(local.date()) and any(begin <= local.time() < end for begin, end in open_at)


@dataclass
class Unit:
    """One unit, and what is known of it from outside: since when it has what, and since when it is left alone."""

    name: str
    kind: str
    office: str
    liaison: str = ""
    email: str = ""
    group: bool = False
    stand_in: str = ""
    held: list[tuple[datetime, frozenset[str]]] = field(default_factory=list)
    left_alone: list[tuple[datetime, bool]] = field(default_factory=list)

    @property
    def is_reached(self) -> bool:
        """Whether there is any way to it."""
        return bool(self.liaison or self.email or self.group)

    def lacks(self, instant: datetime) -> frozenset[str]:
        """What it has not handed in at an instant."""
        return OWED.difference(*(what for since, what in self.held if since <= instant))

    def is_left_alone(self, instant: datetime) -> bool:
        """Whether it has said, or was told, that it need not be reminded."""
        return next((state for since, state in reversed(self.left_alone) if since <= instant), False)


def invent_units(chance: random.Random) -> list[Unit]:
    """Two hundred units of the notice's five types: some without a liaison, some of these with mailbox or group."""
    units = [Unit(name, duty.unit_type, duty.office) for name, duty in invent_names(40, chance)]
    for number, unit in enumerate(units):
        unit.email = f"unit{number}@example.invalid" if number % 10 in (3, 9) else ""
        unit.group = number % 20 == 13
        unit.liaison = "" if number % 10 in (3, 6) else f"联络员{number:03}"
    return units


def enrol(units: Iterable[Unit]) -> Callable[[Work], None]:
    """Put units on the roster, bind those who have a liaison, and publish the shipped notice."""
    known = list(units)

    def write(work: Work) -> None:
        desks = list(dict.fromkeys(one.office for one in known))
        import_roster(work, [Entry(one.name, one.kind, liaison=one.liaison, email=one.email) for one in known])
        rows = {unit.name: unit for unit in work.units.all()}
        people.enrol(work, [rows[one.name] for one in known if one.liaison], desks)
        for one in known:
            if one.group and not one.liaison:
                people._unit_group(work, rows[one.name], people.Person("", "", Role.LIAISON, 0, ""))
        member = people._member(work, READER)
        for office in desks:
            work.bindings.add(
                member_id=member, role=Role.COORDINATOR.value, office=office, bound_by="演练", bound_at=work.now
            )
        publish(work, shipped_notice(), by="演练")

    return write


@dataclass
class Month(Story):
    """The month while it goes by: everything that the page foresaw for the time until something else happened."""

    board: Board | None = None
    foreseen: Counter[Line] = field(default_factory=Counter)
    mornings: dict[tuple[str, str], int] = field(default_factory=dict)
    """How many reminders the page foresaw for a day just before its first digest, by that digest's minute and office."""

    offices: dict[str, str] = field(default_factory=dict)
    """Each unit's office, by the unit's name."""

    async def before(self, until: datetime) -> None:
        """Add what the page says will be said from now until an instant, if anything may fall due before it."""
        now = self.town.now
        if any(now < due <= until for due in due_instants(now.date(), until.date())):
            await self.board.enter(READER)
            coming = list(lines_of(await self.board.part("/board/1/plan", "coming")))
            self._note_mornings(coming, [due for due in due_instants(now.date(), until.date()) if now < due <= until])
            self.foreseen.update(one for one in coming if f"{now:%m-%d %H:%M}" < one[0] <= f"{until:%m-%d %H:%M}")

    def _note_mornings(self, coming: list[Line], due: list[datetime]) -> None:
        """Note what is foreseen for the first day that has its first digest before anything else happens."""
        morning = next((f"{one:%m-%d %H:%M}" for one in due if f"{one:%H:%M}" == HOURS[0]), "")
        for office in set(self.offices.values()):
            told = [line for line in coming if line[1] == "reminder" and self.offices[line[2]] == office]
            self.mornings[morning, office] = sum(line[0][:5] == morning[:5] for line in told)

    async def order(self, unit: Unit, words: str) -> list[str]:
        """Let the unit's coordinator say something in their room."""
        return await self.town.say(f"{unit.office}统筹", words, chat=f"c-{unit.office}")


def due_instants(first: date, last: date) -> Iterator[datetime]:
    """The instants at which something may fall due between two days."""
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        if is_worked(day):
            yield from (datetime.combine(day, time.fromisoformat(hour), BEIJING) for hour in HOURS)


_DAY = re.compile(r"<li><h3>(\d+)月(\d+)日.*?</h3>(.*?)</ul></li>", re.DOTALL)
_ROW = re.compile(
    r"<li><time>(?P<hour>[\d:]+)</time>\s*(?P<what>[^<]+)"
    r"(?:<details.*?</summary><p class=\"hint\">(?P<units>.*?)</p></details>)?"
    r"(?:<p class=\"hint\">附言：(?P<words>.*?)</p>)?</li>"
)
_DIGEST = re.compile(r"<li>(\d+)月(\d+)日（.*?）([\d:]+)\s*([^<]+)</li>")


def lines_of(html: str) -> Iterator[Line]:
    """Give what the page of planned messages shows, a line for each reader."""
    for month, day, rows in _DAY.findall(html):
        for row in _ROW.finditer(rows):
            minute, names = f"{int(month):02}-{int(day):02} {row['hour']}", row["units"] or ""
            if called := re.fullmatch(r"电话名单，发(.+)统筹人", row["what"]):
                yield minute, "calls", called[1], names
            else:
                yield from ((minute, "reminder", name, row["words"] or "") for name in names.split("、"))
    for month, day, hour, office in _DIGEST.findall(html):
        yield f"{int(month):02}-{int(day):02} {hour}", "digest", office, ""


def courses(month: Month, units: Iterable[Unit]) -> None:
    """Give every unit its course through the month."""
    shares = {
        _all_at_once: 54, _stood_in_for: 6, _in_two_parts: 30, _late: 20, _nothing: 22, _mailed: 14, _nothing_to_report: 8,
        _on_leave: 8, _given_longer: 12, _wants_quiet: 6, _entered: 12, _withdraws: 8,
    }  # fmt: skip
    several = [course for course, count in shares.items() for _ in range(count)]
    month.chance.shuffle(several)
    for unit, course in zip(units, several, strict=True):
        (course if unit.liaison or course in (_nothing, _given_longer) else _entered)(month, unit)


def _hands_in(month: Month, unit: Unit, instant: datetime, what: frozenset[str] = OWED) -> None:
    """Files come at an instant, of some units into the group that many read."""
    number = unit.liaison[-3:]
    files = [f"活动总结{number}.txt"] * (SUMMARY in what) + [f"现场{number}.mp4"] * (MEDIA in what)
    where = people.SHARED if int(number) % 7 == 0 else None
    unit.held.append((instant, what))
    month.will(instant, lambda: month.town.say(unit.liaison, "报送材料", *files, chat=where))


def _says(month: Month, unit: Unit, instant: datetime, words: str) -> None:
    month.will(instant, lambda: month.town.say(unit.liaison, words))


def _ordered(month: Month, unit: Unit, instant: datetime, words: str) -> None:
    month.will(instant, lambda: month.order(unit, words))


def _all_at_once(month: Month, unit: Unit) -> None:
    _hands_in(month, unit, month.at(-35, 0))


def _in_two_parts(month: Month, unit: Unit) -> None:
    _hands_in(month, unit, month.at(-35, -6), frozenset({month.chance.choice((SUMMARY, MEDIA))}))
    _hands_in(month, unit, month.at(-5, 1), OWED - unit.held[0][1])


def _late(month: Month, unit: Unit) -> None:
    _hands_in(month, unit, month.at(1, 6))


def _nothing(month: Month, unit: Unit) -> None:
    """Nobody hears anything of it."""


def _mailed(month: Month, unit: Unit) -> None:
    """They mailed it, they say; the office enters it, finds it, or does not."""
    said, found = month.at(-30, -8), month.at(-6, -2)
    _says(month, unit, said, "已发邮箱")
    unit.left_alone.append((said, True))
    outcome = month.chance.choice(("entered", "found", "not seen"))
    if outcome == "entered":
        _ordered(month, unit, found, f"{unit.name}邮箱来了总结1份、照片6张")
        unit.held.append((found, OWED))
    else:
        _ordered(month, unit, found, f"{'未见' if outcome == 'not seen' else '已收'} {unit.name}")
        unit.left_alone.append((found, outcome == "found"))


def _nothing_to_report(month: Month, unit: Unit) -> None:
    """Nothing to report this year, to which the office agrees, or not."""
    said, decided = month.at(-30, -8), month.at(-6, -2)
    _says(month, unit, said, "我们今年没搞活动")
    unit.left_alone.append((said, True))
    agreed = month.chance.random() < 0.5
    _ordered(month, unit, decided, f"零报送 {'同意' if agreed else '不同意'} {unit.name}")
    unit.left_alone.append((decided, agreed))


def _on_leave(month: Month, unit: Unit) -> None:
    """Whoever looks after it is on leave; the office lets the unit off."""
    said, decided = month.at(-30, -9), month.at(-8, -3)
    _says(month, unit, said, "我下周起休假，请联系办公室王老师")
    _ordered(month, unit, decided, f"免报 {unit.name}，原因：联络员休假")
    unit.left_alone.append((decided, True))


def _stood_in_for(month: Month, unit: Unit) -> None:
    """Whoever looks after it is away until the last day, and somebody else takes over, with a code."""
    unit.stand_in = unit.liaison.replace("联络员", "老师")

    async def take_over() -> None:
        (said,) = await month.town.say(unit.liaison, f"我10月17日到10月25日请假，由{unit.stand_in}代")
        await month.town.say(unit.stand_in, re.search(r"BS-[0-9A-Z-]+", said)[0])

    month.will(month.at(-20, -9), take_over)


def _given_longer(month: Month, unit: Unit) -> None:
    """It is given a week more, and some hand in by then."""
    _ordered(month, unit, month.at(-9, -1), f"{unit.name}延期到{LONGER}")
    if unit.liaison and month.chance.random() < 0.6:
        _hands_in(month, unit, month.at(0, 8))


def _wants_quiet(month: Month, unit: Unit) -> None:
    said = month.at(-30, -2)
    _says(month, unit, said, "不要再提醒我们了")
    unit.left_alone.append((said, True))


def _entered(month: Month, unit: Unit) -> None:
    """What came by mail or on paper is entered by the office."""
    instant = month.at(-30, 2)
    _ordered(month, unit, instant, f"{unit.name}邮箱来了总结1份、照片6张")
    unit.held.append((instant, OWED))


def _withdraws(month: Month, unit: Unit) -> None:
    """It takes back what it handed in, often after others were reminded, and hands in again only late."""
    first = month.at(-30, -9)
    taken_back = month.at(-6, -5) if month.chance.random() < 0.6 else first + timedelta(hours=1)
    unit.left_alone += [(first, True), (taken_back, False)]
    number = unit.liaison[-3:]
    month.will(first, lambda: month.town.say(unit.liaison, "报送材料", f"活动总结{number}.txt", f"现场{number}.mp4"))
    month.will(taken_back, lambda: month.town.say(unit.liaison, "撤回刚才报送的材料"))
    month.will(taken_back + timedelta(seconds=40), lambda: month.town.say(unit.liaison, "确认"))
    unit.held.append((month.at(1, 5), OWED))
    month.will(
        unit.held[0][0],
        lambda: month.town.say(unit.liaison, "报送材料", f"活动总结{number}b.txt", f"现场{number}b.mp4"),
    )


def change_stages(month: Month, units: Iterable[Unit]) -> None:
    """The offices move one stage, switch one off, and put words before one."""
    one, other, third = dict.fromkeys(unit.office for unit in units)
    for office, words in (
        (one, "截止前5天的提醒改到10月17日"),
        (other, "取消截止前1天的提醒"),
        (third, f"截止当天的提醒加上：{WORDS}"),
    ):
        month.will(
            START + timedelta(days=9, hours=2),
            lambda office=office, words=words: month.town.say(f"{office}统筹", words, chat=f"c-{office}"),
        )
