"""The Clock: real, and turned by hand."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta

import pytest

from scheduler.clock import BEIJING, SystemClock, VirtualClock, at, beijing_date

START = datetime(2024, 9, 4, 9, tzinfo=BEIJING)


async def test_sleepers_wake_in_the_order_of_their_instants():
    clock, woken = VirtualClock(START), []

    async def sleep(name: str, minutes: int) -> None:
        await clock.sleep_until(START + timedelta(minutes=minutes))
        woken.append(name)

    async with asyncio.TaskGroup() as group:
        for name, minutes in (("late", 20), ("early", 10), ("past", -1)):
            group.create_task(sleep(name, minutes))
        cancelled = group.create_task(sleep("cancelled", 5))
        await asyncio.sleep(0)
        cancelled.cancel()
        await asyncio.sleep(0)
        clock.advance_to(START + timedelta(minutes=30))
    assert woken == ["past", "early", "late"]
    assert clock.now() == START + timedelta(minutes=30)


def test_a_virtual_clock_does_not_go_back():
    with pytest.raises(ValueError, match="does not go back"):
        VirtualClock(START).advance_to(START - timedelta(seconds=1))


async def test_both_clocks_limit_real_time():
    for clock in (VirtualClock(START), SystemClock()):
        with pytest.raises(TimeoutError):
            async with clock.timeout(0.001):
                await asyncio.sleep(5)


async def test_the_system_clock_is_aware_and_sleeps_until_an_instant():
    clock = SystemClock()
    until = clock.now() + timedelta(milliseconds=5)
    await clock.sleep_until(until)
    assert clock.now() >= until
    assert clock.now().tzinfo is UTC


def test_beijing_dates_and_hours():
    assert beijing_date(datetime(2024, 9, 4, 17, tzinfo=UTC)) == date(2024, 9, 5)
    assert at(date(2024, 9, 4), "09:30") == datetime(2024, 9, 4, 1, 30, tzinfo=UTC)
