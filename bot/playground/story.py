"""The built-in story: a campaign from publishing to the day after the deadline, told over any roster.

What happens in a real office happens here: questions, bursts of photos, a duplicate, a withdrawal, a
unit that mailed, one that is late, chatter, an extension for one unit. Who does what is cast by unit
type in the order of the roster, so that the same roster always tells the same story.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.playground.script import Line
from scheduler.clock import at
from scheduler.workdays import WorkCalendar
from storage.chat import Role, Room

SHARED = "g-all"


@dataclass(frozen=True, slots=True)
class Player:
    """A unit of the story and who speaks for it; `office` receives what it hands in."""

    unit: str
    member: str
    office: str | None

    @property
    def private(self) -> str:
        """The liaison's private chat."""
        return f"p-{self.member}"

    def says(self, moment: datetime, text: str = "", *files: str, room: Room = Room.PRIVATE) -> Line:
        """A line in the private chat, or addressed to the bot in the shared group."""
        chat = self.private if room is Room.PRIVATE else SHARED
        return Line(moment, chat, room, self.member, unit=self.unit, text=text, files=files)


@dataclass(frozen=True, slots=True)
class Days:
    """The working days on which the story plays."""

    start: date
    deadline: date
    calendar: WorkCalendar

    def before(self, workdays: int, hour: str) -> datetime:
        """So many working days before the deadline, never before the first day is over."""
        day = self.calendar.shift(self.deadline, -workdays) if workdays else self.deadline
        return at(max(day, self.calendar.shift(self.start, 1)), hour)


def tell(players: Sequence[Player], start: datetime, deadline: date, calendar: WorkCalendar) -> list[Line]:
    """Return the story's lines in order of time. With fewer players some of them do several things."""
    if not players:
        return []
    days = Days(start.date(), deadline, calendar)
    cast = [players[number % len(players)] for number in range(8)]
    lines: list[Line] = []
    lines += _asks(cast[0], cast[1], start)
    lines += _hands_in_all(cast[0], days)
    lines += _sends_twice(cast[1], days)
    lines += _takes_back(cast[2], days)
    lines += _mails(cast[3], days)
    lines += _collects(cast[4], days)
    lines += _is_given_time(cast[5], days)
    lines += _is_late(cast[6], days)
    lines += _chatters(cast[0], cast[1], days)
    lines += _answers_reminders(players[7:], days)
    return sorted(lines, key=lambda line: line.at)


def _asks(one: Player, other: Player, start: datetime) -> Iterator[Line]:
    """Questions on the first day, in the group and in private."""
    first = start + timedelta(minutes=40)
    yield one.says(first, "请问总结什么时候交，交到哪里", room=Room.SHARED_GROUP)
    yield one.says(first + timedelta(minutes=2), "联系电话多少")
    yield one.says(first + timedelta(minutes=3), "那邮箱呢")
    yield other.says(first + timedelta(minutes=20), "要交哪些材料")


def _hands_in_all(player: Player, days: Days) -> Iterator[Line]:
    """Everything at once, well in time: a summary and a burst of photos, then one more."""
    moment = days.before(6, "10:05")
    yield player.says(moment, "", *(f"现场{number}.jpg" for number in range(1, 7)))
    yield player.says(moment + timedelta(seconds=9), "", "工作总结.docx")
    yield player.says(moment + timedelta(minutes=4), "", "补充照片.jpg")


def _sends_twice(player: Player, days: Days) -> Iterator[Line]:
    """The same photo again an hour later, then the summary."""
    moment = days.before(5, "15:10")
    yield player.says(moment, "", f"{player.member}-合影.jpg", f"{player.member}-讲座.jpg")
    yield player.says(moment + timedelta(hours=1), "", f"{player.member}-合影.jpg")
    yield player.says(moment + timedelta(hours=1, minutes=20), "", f"{player.member}-工作总结.docx")


def _takes_back(player: Player, days: Days) -> Iterator[Line]:
    """A photo of the wrong event, taken back; the right material follows."""
    moment = days.before(4, "09:45")
    yield player.says(moment, "", f"{player.member}-错发.jpg")
    yield player.says(moment + timedelta(minutes=3), "撤回")
    yield player.says(moment + timedelta(minutes=4), "确认")
    yield player.says(moment + timedelta(minutes=30), "", f"{player.member}-活动.jpg", f"{player.member}-总结.docx")


def _mails(player: Player, days: Days) -> Iterator[Line]:
    """Everything went by mail; the coordinator enters it later."""
    yield player.says(days.before(4, "11:05"), "已发邮箱")
    if player.office:
        entered = f"{player.unit}邮箱来了总结1份、照片4张"
        yield _coordinator(player.office, days.before(2, "16:20"), entered)


def _collects(player: Player, days: Days) -> Iterator[Line]:
    """Collecting mode: twelve photos in several messages are one hand-in."""
    moment = days.before(3, "14:20")
    yield player.says(moment, "开始报送")
    for part in range(3):
        names = [f"{player.member}-照片{number}.jpg" for number in range(part * 4 + 1, part * 4 + 5)]
        yield player.says(moment + timedelta(minutes=part + 1), "", *names)
    yield player.says(moment + timedelta(minutes=5), "", f"{player.member}-年度工作总结.docx")
    yield player.says(moment + timedelta(minutes=6), "完毕")


def _is_given_time(player: Player, days: Days) -> Iterator[Line]:
    """One unit asks for time, the coordinator grants it, the unit hands in within it."""
    until = days.calendar.shift(days.deadline, 1)
    yield player.says(days.before(2, "10:10"), "最后一场活动排在截止当天，能不能宽限一天")
    if player.office:
        granted = f"{player.unit}延到{until.month}月{until.day}日"
        yield _coordinator(player.office, days.before(2, "10:40"), granted)
    evening = at(days.deadline, "19:30")
    yield player.says(evening, "", f"{player.member}-现场.jpg", f"{player.member}-工作总结.docx")


def _is_late(player: Player, days: Days) -> Iterator[Line]:
    """The day after the deadline, before anybody is at work."""
    moment = at(days.deadline + timedelta(days=1), "08:10")
    yield player.says(moment, "", f"{player.member}-工作总结.docx", f"{player.member}-现场.jpg")


def _chatters(one: Player, other: Player, days: Days) -> Iterator[Line]:
    """Talk in the group that is not meant for the bot, and thanks that need no answer."""
    moment = days.before(3, "16:00")
    talk = ((one, "下周的会改到二楼了"), (other, "好的，收到"), (one, "截止前大家都抓紧啊"))
    for number, (player, text) in enumerate(talk):
        said = moment + timedelta(minutes=number)
        yield Line(said, SHARED, Room.SHARED_GROUP, player.member, unit=player.unit, text=text, at_bot=False)
    yield other.says(moment + timedelta(minutes=10), "谢谢", room=Room.SHARED_GROUP)


def _answers_reminders(players: Sequence[Player], days: Days) -> Iterator[Line]:
    """Of the others every second one hands in after being reminded; the rest stay missing."""
    for number, player in enumerate(players[::2]):
        moment = days.before(1, "10:30") + timedelta(minutes=3 * number)
        yield player.says(moment, "", f"{player.member}-总结.docx", f"{player.member}-图.jpg")


def _coordinator(office: str, moment: datetime, text: str) -> Line:
    """A line of an office's coordinator, in private."""
    member = f"{office}统筹"
    return Line(moment, f"p-{member}", Room.PRIVATE, member, role=Role.COORDINATOR, office=office, text=text)
