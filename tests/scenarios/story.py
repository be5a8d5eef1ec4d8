"""What long stories have in common: units of all types with names of their own, and a month that is lived through."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.playground.example import notice_lines
from scheduler.clock import BEIJING
from storage.notice.model import Notice
from storage.notice.parser import read
from storage.notice.routing import Duty, duties
from tests.scenarios.conftest import Town

SUMMARY, MEDIA = "活动总结", "影像资料"
DEADLINE = datetime(2024, 10, 25, tzinfo=BEIJING)

Act = Callable[[], Awaitable[object]]

_ENDINGS = ("县科学技术协会", "县教育局", "学会", "大学科学技术协会", "公司科学技术协会")
_PLACES = [f"{one}{other}" for one in "青石临竹松柳枫桐兰梅" for other in "溪桥湖山岭浦泉原"]


def shipped_notice() -> Notice:
    """The notice that ships with the project."""
    return read(notice_lines())


def invent_names(each: int, chance: random.Random) -> list[tuple[str, Duty]]:
    """So many units of each type that the shipped notice addresses, with what they owe; no name is part of another."""
    places = chance.sample(_PLACES, each)
    ended = zip(duties(shipped_notice()), _ENDINGS, strict=True)
    return [(f"{place}{ending}", duty) for duty, ending in ended for place in places]


@dataclass
class Story:
    """What happens when, in no order; lived through in order of time."""

    town: Town
    chance: random.Random
    events: list[tuple[datetime, Act]] = field(default_factory=list)

    def at(self, first: int, last: int) -> datetime:
        """Some instant between two days counted from the deadline, by day or in the evening, never on a due minute."""
        day = DEADLINE + timedelta(days=self.chance.randint(first, last))
        return day + timedelta(hours=self.chance.randint(7, 22), minutes=self.chance.randint(1, 28), seconds=17)

    def will(self, instant: datetime, act: Act) -> None:
        """Let something happen."""
        self.events.append((instant, act))

    async def live(self, until: datetime) -> None:
        """Let everything happen, and the clock go on to an instant after it."""
        for instant, act in sorted(self.events, key=lambda one: one[0]):
            await self.before(instant)
            await self.town.app.turn_to(instant)
            await act()
        await self.before(until)
        await self.town.app.turn_to(until)

    async def before(self, until: datetime) -> None:
        """Look at things before the clock goes on."""
