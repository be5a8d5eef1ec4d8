"""Tasks of one part of the bot: a failure is heard of and ends nothing else; an end waits for everybody."""

from __future__ import annotations

import asyncio

from bot.persisting import LONGEST_PAUSE, persist
from bot.running import Running
from storage.errors import NotStored
from tests.hardship import HastyClock
from tests.scenarios.conftest import START


async def test_one_that_fails_is_heard_of_and_ends_no_other(caplog):
    running, done = Running(), asyncio.Event()

    async def fail() -> None:
        raise LookupError("lost")

    async def wait() -> None:
        await done.wait()

    running.start(fail(), "the one that fails")
    waiting = running.start(wait(), "the other")
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert "lost" in caplog.text
    assert len(running) == 1
    done.set()
    await running.finish()
    assert waiting.done()
    assert len(running) == 0


async def test_finishing_waits_for_those_too_that_are_started_meanwhile():
    running, ended = Running(), []

    async def last() -> None:
        ended.append("last")

    async def first() -> None:
        await asyncio.sleep(0)
        running.start(last(), "last")
        ended.append("first")

    running.start(first(), "first")
    await running.finish()
    assert ended == ["first", "last"]


async def test_what_is_ended_is_no_failure(caplog):
    running = Running()
    running.start(asyncio.sleep(600), "long")
    await running.cancel()
    assert len(running) == 0
    assert caplog.text == ""


async def test_what_must_be_written_is_tried_at_longer_and_longer_intervals_until_it_is():
    clock, waited = HastyClock(START), []
    limit = clock.timeout

    def note(seconds: float):
        waited.append(seconds)
        return limit(seconds / 100)

    clock.timeout = note  # type: ignore[method-assign]
    refusals = [NotStored("full")] * 7

    async def attempt() -> str:
        if refusals:
            raise refusals.pop()
        return "written"

    assert await persist(clock, attempt) == "written"
    assert waited == [1, 2, 4, 8, 16, LONGEST_PAUSE, LONGEST_PAUSE]
