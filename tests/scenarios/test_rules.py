"""A duty that returns: units are reminded before its next day as before any other."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import App
from bot.config import Settings
from bot.playground import people
from bot.playground.example import notice_lines, roster_entries
from handlers.publishing import publish
from scheduler.clock import VirtualClock
from storage.notice.parser import read
from storage.notice.routing import binding_level, offices
from storage.roster import import_roster
from storage.unit_of_work import Work
from tests.platforms.memory import MemoryPlatform
from tests.scenarios.conftest import START, Town


def enrol(work: Work) -> None:
    """The shipped notice, its deadline one that comes back every month."""
    import_roster(work, roster_entries())
    notice = read([line.replace("于 10 月 25 日前", "每月25日前") for line in notice_lines()])
    people.enrol(work, work.units.all(), offices(notice, binding_level(notice, None)))
    publish(work, notice, by="演练")


@pytest.fixture
async def monthly(tmp_path: Path) -> AsyncIterator[Town]:
    platform = MemoryPlatform(people.PLATFORM, account=people.PLATFORM)
    async with App(Settings(), VirtualClock(START), [platform], folder=tmp_path, durable=False) as app:
        await app.database.write(enrol)
        await app.turn_to(START)
        yield Town(app, platform)


async def test_a_monthly_duty_is_reminded_of_before_its_next_day(monthly):
    await monthly.until(9, 28)
    said = [text for text in monthly.said("p-周舟") if "截止" in text]
    assert ["9月25日" in text for text in said] == [True, True, True]
    assert "今天（9月25日）是报送截止日" in said[-1]
