"""The composition root: opened in order, closed in reverse; a real clock ticks by itself, a virtual one is turned."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot import app as module
from bot.app import App
from bot.config import Settings
from bot.platform import Receive
from scheduler.clock import SystemClock, VirtualClock
from storage.errors import Misconfigured
from tests.platforms.memory import MemoryPlatform
from tests.scenarios.conftest import START


class Wrong(MemoryPlatform):
    """A platform whose account is refused."""

    async def start(self, receive: Receive) -> None:
        raise Misconfigured("no such account")


async def test_what_fails_while_opening_leaves_nothing_open(tmp_path):
    first = MemoryPlatform("first")
    opening = App(Settings(), VirtualClock(START), [first, Wrong("second")], folder=tmp_path, durable=False)
    with pytest.raises(Misconfigured, match="no such account"):
        await opening.__aenter__()
    assert first.receive is None
    with pytest.raises(RuntimeError, match="closed"):
        await opening.database.write(lambda _work: None)
    async with App(Settings(), VirtualClock(START), [first], folder=tmp_path, durable=False):
        assert first.receive is not None


async def test_only_a_virtual_clock_is_turned(tmp_path):
    async with App(Settings(), SystemClock(), [], folder=tmp_path, durable=False) as app:
        with pytest.raises(TypeError, match="virtual"):
            await app.turn_to(START)


async def test_a_real_clock_ticks_by_itself_never_twice_at_once_and_its_last_tick_is_finished(tmp_path, monkeypatch):
    begun, go_on = asyncio.Event(), asyncio.Event()
    ticks: list[str] = []

    async def tick(_app: App) -> None:
        ticks.append("begun")
        begun.set()
        await go_on.wait()
        ticks.append("ended")

    monkeypatch.setattr(App, "tick", tick)
    async with App(Settings(), SystemClock(), [], folder=tmp_path, durable=False) as app:
        await begun.wait()
        await app._begin_tick()
        assert ticks == ["begun"]
        asyncio.get_running_loop().call_later(0.05, go_on.set)
    assert ticks == ["begun", "ended"]


async def test_where_nothing_will_be_said_the_clock_is_not_turned(tmp_path):
    async with App(Settings(), VirtualClock(START), [], folder=tmp_path, durable=False) as app:
        assert await app.turn_to_next() is None
        assert app.clock.now() == START


async def test_a_plan_that_never_ends_is_given_up(town, monkeypatch):
    monkeypatch.setattr(module, "MOST_TURNS", 0)
    assert await town.app.turn_to_next() is None
    later = town.now + timedelta(days=30)
    await town.app.turn_to(later)
    assert town.now == later


async def test_at_rest_means_that_nothing_is_left_that_something_else_has_woken(town):
    """A job's result is a message, and its answer a delivery: rest is looked for until all three are found at rest."""
    await town.platform.say(
        "p-市科协学会服务中心统筹", "导出台账", at=town.now, sender="市科协学会服务中心统筹", message_id="export"
    )
    town.app.jobs.wake()
    await town.app.settle()
    kinds = await town.look(lambda work: [(row.platform, row.state) for row in work.inbox.find()])
    assert kinds == [("playground", "done"), ("internal", "done")]
    assert await town.look(lambda work: work.deliveries.having(state="pending")) == []
