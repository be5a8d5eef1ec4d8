"""Jobs: each done once, tried three times at the most, over restarts too; what became of it is always told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.inbox import Admitted, Allowance, Inbox
from bot.jobs import LEASE, Jobs, Kind
from bot.workers import WorkerFailed
from storage.database import Database
from storage.errors import Refused
from storage.schema import create_all
from storage.unit_of_work import Work
from tests.hardship import HastyClock, full_disk

NOW = datetime(2024, 9, 4, 1, tzinfo=UTC)


class Here:
    """Workers that work in this very process."""

    async def run(self, _seconds: float, function: Callable[..., Any], *arguments: Any) -> Any:
        return function(*arguments)

    async def run_alone(self, _seconds: float, function: Callable[..., Any], *arguments: Any) -> Any:
        return function(*arguments) | {"alone": True}


class Office:
    """Jobs over a database, and what they have told."""

    def __init__(self, folder: Path) -> None:
        self.clock = HastyClock(NOW)
        self.database = Database(folder / "baosong.db", self.clock.now, durable=False)
        create_all(self.database.engine)
        self.folder = folder
        self.told: list[Admitted] = []
        self.begun: list[str] = []
        self.failures: list[Exception] = []

    def do(self, data: dict[str, Any], folder: Path) -> dict[str, Any]:
        self.begun.append(data["what"])
        assert folder == self.folder
        if self.failures:
            raise self.failures.pop(0)
        return {"done": data["what"]}

    def jobs(self) -> Jobs:
        inbox = Inbox(self.database, Allowance(), self.told.append)
        kinds = {"chore": Kind(self.do), "heavy": Kind(self.do, is_heavy=True)}
        return Jobs(self.database, self.clock, Here(), inbox, (kinds, self.folder))  # type: ignore[arg-type]

    async def ask(self, *what: str, **values: Any) -> None:
        def put(work: Work) -> None:
            for one in what:
                about = {"unique_key": one, "kind": "chore", "data": {"what": one}, "created_at": NOW, "chat_id": None}
                work.jobs.add(**about | values)

        await self.database.write(put)

    async def row(self, what: str) -> Any:
        return await self.database.read(lambda work: work.jobs.first_having(unique_key=what))

    async def messages(self) -> list[str]:
        return await self.database.read(lambda work: [row.message_id for row in work.inbox.find()])


@pytest.fixture
def office(tmp_path):
    office = Office(tmp_path)
    yield office
    office.database.close()


async def work_off(office: Office) -> None:
    jobs = office.jobs()
    await jobs.start()
    await jobs.idle()
    assert jobs.is_idle
    await jobs.close()


async def test_a_job_is_done_and_its_result_comes_back_as_a_message(office):
    await office.ask("a", "b")
    await work_off(office)
    assert office.begun == ["a", "b"]
    row = await office.row("a")
    assert (row.state, row.tries, row.result, row.leased_until) == ("done", 1, {"done": "a"}, NOW + LEASE)
    assert await office.messages() == ["job/1", "job/2"]
    assert [told.inbox_id for told in office.told] == [1, 2]


async def test_a_job_made_meanwhile_is_done_when_it_is_said(office):
    jobs = office.jobs()
    await jobs.start()
    await jobs.idle()
    await office.ask("a")
    jobs.wake()
    assert not jobs.is_idle
    await jobs.idle()
    await jobs.close()
    assert office.begun == ["a"]


async def test_a_job_made_while_another_is_done_is_not_forgotten(office):
    await office.ask("a")
    jobs, do = office.jobs(), office.do
    jobs._kinds["chore"] = Kind(lambda data, folder: jobs.wake() or do(data, folder))  # type: ignore[index]
    await jobs.start()
    await jobs.idle()
    await office.ask("b")
    jobs.wake()
    await jobs.idle()
    await jobs.close()
    assert office.begun == ["a", "b"]


async def test_what_is_heavy_is_done_in_a_process_of_its_own(office):
    await office.ask("a", kind="heavy")
    await office.ask("b")
    await work_off(office)
    assert (await office.row("a")).result == {"done": "a", "alone": True}
    assert (await office.row("b")).result == {"done": "b"}


async def test_a_job_that_fails_once_is_done_the_second_time(office):
    office.failures = [WorkerFailed("hung")]
    await office.ask("a")
    await work_off(office)
    row = await office.row("a")
    assert (row.state, row.tries, row.result) == ("done", 2, {"done": "a"})
    assert await office.messages() == ["job/1"]


async def test_a_job_that_fails_three_times_is_told_as_failed(office):
    office.failures = [WorkerFailed("hung"), ValueError("broken"), MemoryError()]
    await office.ask("a", "b")
    await work_off(office)
    row = await office.row("a")
    assert (row.state, row.tries, row.result) == ("done", 3, {"refused": "job_failed", "values": {}})
    assert office.begun == ["a", "a", "a", "b"]
    assert await office.messages() == ["job/1", "job/2"]


async def test_a_kind_that_nobody_knows_is_told_as_failed(office):
    await office.ask("a", kind="of another version")
    await work_off(office)
    assert (await office.row("a")).result["refused"] == "job_failed"


async def test_a_refusal_is_a_result_at_once(office):
    office.failures = [Refused("too_large", most=3)]
    await office.ask("a")
    await work_off(office)
    row = await office.row("a")
    assert (row.state, row.tries, row.result) == ("done", 1, {"refused": "too_large", "values": {"most": "3"}})


async def test_a_job_that_a_stop_interrupted_is_done_anew(office):
    await office.ask("a", state="running", tries=1)
    await work_off(office)
    assert (await office.row("a")).tries == 2
    assert office.begun == ["a"]


async def test_a_job_that_ended_the_process_three_times_is_not_begun_a_fourth_time(office):
    await office.ask("a", state="running", tries=3)
    await office.ask("b")
    await work_off(office)
    row = await office.row("a")
    assert (row.state, row.tries, row.result["refused"]) == ("done", 3, "job_failed")
    assert office.begun == ["b"]
    assert await office.messages() == ["job/1", "job/2"]


async def test_a_result_that_cannot_be_told_holds_up_no_other_job(office, monkeypatch, caplog):
    await office.ask("a", "b")
    admit = Inbox.admit

    async def refuse_the_first(self, message, also=None) -> bool:
        if message.message_id == "job/1":
            raise LookupError
        return await admit(self, message, also)

    with monkeypatch.context() as while_broken:
        while_broken.setattr(Inbox, "admit", refuse_the_first)
        await work_off(office)
    assert "job left undone" in caplog.text
    assert await office.messages() == ["job/2"]
    await work_off(office)
    assert sorted(await office.messages()) == ["job/1", "job/2"]


async def test_a_result_is_kept_as_soon_as_the_disk_takes_it(office):
    done = office.do

    def do_while_the_disk_fills(data: dict[str, Any], folder: Path) -> dict[str, Any]:
        filling.__enter__()
        office.clock.timeout = empty_before_waiting  # type: ignore[method-assign]
        return done(data, folder)

    def empty_before_waiting(seconds: float) -> Any:
        filling.__exit__(None, None, None)
        office.clock.timeout = wait  # type: ignore[method-assign]
        return wait(seconds)

    filling, wait = full_disk(), office.clock.timeout
    office.do = do_while_the_disk_fills  # type: ignore[method-assign]
    await office.ask("a")
    await work_off(office)
    assert (await office.row("a")).state == "done"
    assert office.begun == ["a"]
