"""One writer for everybody: what shares a commit does not share a fate, and what the disk refuses is said to be refused."""

from __future__ import annotations

import asyncio
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError

from storage import database as module
from storage.database import Database
from storage.errors import NotStored
from storage.schema import create_all
from storage.unit_of_work import Work
from tests.hardship import full_disk

NOW = datetime(2024, 9, 4, 1, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path):
    opened = Database(tmp_path / "baosong.db", lambda: NOW)
    create_all(opened.engine)
    yield opened
    opened.close()


def turn(name: str, value: str = "1"):
    return lambda work: work.settings.turn(name, value)


def names(database: Database) -> set[str]:
    return database.look(lambda work: {row.name for row in work.settings.find()})


class Held:
    """Holds the writing thread, so that what is submitted meanwhile shares one commit."""

    def __init__(self, database: Database) -> None:
        self._begun, self._go_on = threading.Event(), threading.Event()
        database.submit(self._hold)
        assert self._begun.wait(10)

    def _hold(self, _work: Work) -> None:
        self._begun.set()
        assert self._go_on.wait(10)

    def let_go(self) -> None:
        self._go_on.set()


def commits(database: Database) -> list[object]:
    seen: list[object] = []
    event.listen(database.engine, "commit", seen.append)
    return seen


def test_what_waits_at_the_same_moment_shares_one_commit_in_its_order(database):
    held, seen = Held(database), commits(database)
    order: list[int] = []
    waiting = [database.submit(lambda _, number=number: order.append(number)) for number in range(20)]
    held.let_go()
    for one in waiting:
        one.result(10)
    assert order == list(range(20))
    assert len(seen) == 2  # the one that held, and all the others


def test_a_commit_is_shared_by_so_many_at_the_most(database, monkeypatch):
    monkeypatch.setattr(module, "MOST_SHARED", 3)
    held, seen = Held(database), commits(database)
    waiting = [database.submit(turn(f"s{number}")) for number in range(7)]
    held.let_go()
    for one in waiting:
        one.result(10)
    assert len(seen) == 1 + 3


def test_one_that_fails_undoes_itself_alone(database):
    def fail(work: Work) -> None:
        work.settings.turn("half", "1")
        raise LookupError("nothing there")

    held = Held(database)
    first, failing, last = database.submit(turn("first")), database.submit(fail), database.submit(turn("last"))
    held.let_go()
    first.result(10)
    last.result(10)
    with pytest.raises(LookupError, match="nothing there"):
        failing.result(10)
    assert names(database) == {"first", "last"}


def test_one_that_is_alone_in_its_commit_and_fails_leaves_nothing_and_needs_no_savepoint(database):
    told = []

    def half(work: Work) -> None:
        work.connection.connection.driver_connection.set_trace_callback(told.append)
        work.settings.turn("half", "1")
        raise LookupError

    with pytest.raises(LookupError):
        database.submit(half).result(10)
    database.submit(turn("after")).result(10)
    assert names(database) == {"after"}
    assert told
    assert not [one for one in told if "SAVEPOINT" in one or "one_order" in one]


def test_what_the_writer_may_have_to_undo_is_kept_in_memory_and_every_commit_on_the_disk(database):
    def pragma(name: str):
        return database.submit(lambda work: work.connection.exec_driver_sql(f"PRAGMA {name}").scalar()).result(10)

    assert pragma("temp_store") == 2
    assert (pragma("journal_mode"), pragma("synchronous")) == ("wal", 2)


def test_what_breaks_a_constraint_is_told_as_it_is(database):
    with pytest.raises(IntegrityError):
        database.submit(lambda work: work.connection.exec_driver_sql("INSERT INTO setting (id) VALUES (1)")).result(10)


@pytest.mark.parametrize(
    "values",
    [
        pytest.param(("1", "1", "1"), id="at the commit"),
        # SQLite then rolls back everything, savepoints and all, before anybody has asked it to.
        pytest.param(("1", "x" * 8_000_000, "1"), id="inside the transaction"),
    ],
)
def test_a_full_disk_refuses_everybody_by_name_and_keeps_nothing_by_halves(database, values):
    database.submit(turn("before")).result(10)
    held = Held(database)
    waiting = [database.submit(turn(f"s{number}", value)) for number, value in enumerate(values)]
    with full_disk():
        held.let_go()
        for one in waiting:
            with pytest.raises(NotStored):
                one.result(10)
    assert names(database) == {"before"}


def test_after_the_disk_has_room_again_it_goes_on_without_a_restart(database):
    with full_disk(), pytest.raises(NotStored):
        database.submit(turn("refused")).result(10)
    database.submit(turn("after")).result(10)
    assert names(database) == {"after"}


def test_a_transaction_that_is_gone_for_another_reason_fails_everybody_as_it_is(database):
    def end_it(work: Work) -> None:
        work.connection.exec_driver_sql("ROLLBACK")
        raise LookupError("and more")

    held = Held(database)
    innocent, culprit = database.submit(turn("innocent")), database.submit(end_it)
    held.let_go()
    for one in (innocent, culprit):
        with pytest.raises(Exception, match="no such savepoint"):
            one.result(10)
    assert names(database) == set()


def test_a_database_that_cannot_be_opened_is_not_stored_rather_than_broken(tmp_path):
    database = Database(tmp_path / "no folder" / "baosong.db", lambda: NOW)
    with pytest.raises(NotStored):
        database.submit(turn("a")).result(10)
    with pytest.raises(NotStored):
        database.look(lambda work: work.settings.count())
    database.close()


async def test_what_becomes_ready_in_one_turn_of_the_loop_shares_a_commit_and_each_hears_its_own(database):
    def fail(work: Work) -> None:
        work.settings.turn("half", "1")
        raise LookupError("nothing there")

    await database.write(turn("before"))
    seen = commits(database)
    writing = [database.write(one) for one in (turn("first"), fail, lambda work: work.settings.value("first"))]
    first, failed, value = await asyncio.gather(*writing, return_exceptions=True)
    assert (first, value) == (None, "1")
    assert isinstance(failed, LookupError)
    assert len(seen) == 1
    assert names(database) == {"before", "first"}


async def test_what_was_begun_before_closing_is_finished_and_nothing_after(tmp_path):
    database = Database(tmp_path / "baosong.db", lambda: NOW)
    create_all(database.engine)
    begun = database.begin(turn("begun"))
    database.close()
    with pytest.raises(RuntimeError, match="closed"):
        database.begin(turn("late"))
    await begun
    assert names(Database(tmp_path / "baosong.db", lambda: NOW)) == {"begun"}


async def test_reading_stands_beside_the_writer_and_sees_only_what_is_committed(database):
    begun, go_on = threading.Event(), threading.Event()

    def slow(work: Work) -> None:
        work.settings.turn("unfinished", "1")
        begun.set()
        assert go_on.wait(10)

    writing = asyncio.ensure_future(database.write(slow))
    await asyncio.to_thread(begun.wait, 10)
    assert await database.read(lambda work: work.settings.count()) == 0
    go_on.set()
    await writing
    assert await database.read(lambda work: work.settings.count()) == 1


async def test_what_a_reader_changes_is_not_kept_and_what_it_raises_is_raised(database):
    await database.read(turn("looked"))
    assert names(database) == set()
    with pytest.raises(ZeroDivisionError):
        await database.read(lambda _work: 1 // 0)


async def test_in_memory_a_reader_sees_what_was_written(database):
    memory = Database(None, lambda: NOW)
    create_all(memory.engine)
    await memory.write(turn("a"))
    assert await memory.read(lambda work: work.settings.count()) == 1
    memory.close()


def test_a_command_that_runs_alone_commits_as_a_whole_or_not_at_all(database):
    with database.transaction() as work:
        work.settings.turn("kept", "1")

    def fail() -> None:
        with database.transaction() as work:
            work.settings.turn("half", "1")
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert names(database) == {"kept"}


def test_closing_finishes_what_waits_and_takes_nothing_more(tmp_path):
    database = Database(tmp_path / "baosong.db", lambda: NOW)
    create_all(database.engine)
    held = Held(database)
    last = database.submit(turn("last"))
    held.let_go()
    database.close()
    assert last.done()
    with pytest.raises(RuntimeError, match="closed"):
        database.submit(turn("too late"))
    again = Database(tmp_path / "baosong.db", lambda: NOW)
    assert names(again) == {"last"}
    again.close()


def test_closing_what_was_never_written_to_waits_for_nobody(tmp_path):
    Database(tmp_path / "baosong.db", lambda: NOW).close()
