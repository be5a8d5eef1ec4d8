"""A campaign rehearsed before it is published: what the scheduler will say, and nothing of it kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlalchemy import func, select

from bot.playground import people
from bot.playground.example import notice_lines, roster_entries
from scheduler.clock import BEIJING
from scheduler.rehearsal import rehearse
from scheduler.settings import PushSettings
from scheduler.workdays import WorkCalendar
from storage.database import Database
from storage.notice.model import Notice
from storage.notice.parser import read
from storage.notice.routing import binding_level, offices
from storage.reach import CAN_MAIL
from storage.roster import import_roster
from storage.schema import create_all
from storage.tables import Row
from storage.unit_of_work import Work

START = datetime(2024, 9, 4, 9, 0, tzinfo=BEIJING)
SETTINGS = PushSettings(WorkCalendar())


@pytest.fixture
def notice() -> Notice:
    """The shipped notice with less time, so that there are fewer days to go through."""
    found = read(notice_lines())
    return replace(found, deadlines=tuple(replace(one, date=date(2024, 9, 27)) for one in found.deadlines))


@pytest.fixture
def work(notice) -> Iterator[Work]:
    database = Database(None, lambda: START)
    create_all(database.engine)
    with database.transaction() as work:
        import_roster(work, roster_entries())
        people.enrol(work, work.units.all(), offices(notice, binding_level(notice, None)))
        yield work
    database.close()


def _rows(work) -> dict[str, int]:
    tables = Row.metadata.tables.values()
    return {one.name: work.connection.execute(select(func.count()).select_from(one)).scalar_one() for one in tables}


def test_each_unit_is_told_once_and_reminded_three_times_at_the_hours_that_are_promised(work, notice):
    found = rehearse(work, notice, SETTINGS)
    assert (found.budget.in_group, found.budget.per_unit) == (1, 3)
    assert found.budget.by_kind["提醒"] == 36
    reminders = [one for one in found.told if one.kind == "提醒"]
    assert sorted({one.at for one in reminders}) == [
        "2024-09-20T09:30:00+08:00",
        "2024-09-26T09:30:00+08:00",
        "2024-09-27T09:30:00+08:00",
    ]
    assert {name for one in reminders for name in one.to} >= {"云江市护理学会（私聊）"}
    assert [one.at for one in found.told] == sorted(one.at for one in found.told)
    assert {one.kind for one in found.told} == {"报送要点", "提醒", "日报", "电话名单"}


def test_a_moved_deadline_moves_what_is_rehearsed(work, notice):
    later = replace(notice, deadlines=tuple(replace(one, date=date(2024, 9, 12)) for one in notice.deadlines))
    found = rehearse(work, later, SETTINGS)
    assert [one.at[:10] for one in found.told if one.kind == "提醒"][-1] == "2024-09-12"
    assert any("9月12日" in line for one in found.told if one.kind == "提醒" for line in one.lines)


def test_nothing_of_a_rehearsal_is_kept(work, notice):
    before = _rows(work)
    rehearse(work, notice, SETTINGS)
    assert _rows(work) == before


def test_a_unit_that_only_mail_reaches_is_shown_to_be_written_to(work, notice):
    unit = work.units.named("云江市护理学会")
    work.units.set(unit.key, email="hl@example.invalid")
    work.settings.turn(CAN_MAIL, "yes")
    work.bindings.change(work.bindings.c.unit_id == unit.key, ended_at=START)
    work.chats.change(work.chats.c.unit_id == unit.key, room="shared_group", unit_id=None)
    found = rehearse(work, notice, SETTINGS)
    assert "云江市护理学会（邮件）" in {name for one in found.told if one.kind == "提醒" for name in one.to}


def test_a_notice_whose_dates_are_over_says_no_more_than_its_brief(work, notice):
    over = replace(notice, deadlines=tuple(replace(one, date=date(2023, 1, 5)) for one in notice.deadlines))
    assert set(rehearse(work, over, SETTINGS).budget.by_kind) == {"报送要点"}
