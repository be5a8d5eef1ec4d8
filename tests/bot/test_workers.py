"""Workers that hang, grow or die are ended; who only stood beside them is served all the same."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot import workers as module
from bot.workers import WorkerFailed, Workers
from scheduler.clock import SystemClock
from tests.bot import chores
from tests.processes import OwnPool

LONG = 60.0
"""More than any machine needs to start a worker."""


@pytest.fixture(autouse=True)
def _processes_are_their_own(monkeypatch):
    monkeypatch.setattr(module, "_Pool", OwnPool)


@pytest.fixture
def workers():
    opened = Workers(SystemClock())
    yield opened
    opened.close()


def comes(path: Path) -> int:
    """Wait until a chore has said in which process it was begun."""
    for _ in range(6000):
        if path.exists() and (process := path.read_text(encoding="ascii")):
            return int(process)
        time.sleep(0.01)
    raise AssertionError("it was never begun")


def goes(process: int) -> bool:
    """Whether a process ends soon; one that has ended and is not buried yet counts as gone."""
    for _ in range(3000):
        try:
            status = Path(f"/proc/{process}/stat").read_text(encoding="ascii")
        except (FileNotFoundError, ProcessLookupError):
            return True
        if status.rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.01)
    return False


async def test_what_a_function_returns_or_raises_comes_back(workers):
    assert await workers.run(LONG, chores.add, 1, 2) == 3
    with pytest.raises(LookupError, match="not here"):
        await workers.run(LONG, chores.refuse)


async def test_one_that_hangs_is_ended_and_what_comes_after_it_is_done(workers, tmp_path):
    hanging = asyncio.ensure_future(workers.run(3.0, chores.hang, tmp_path / "begun"))
    process = await asyncio.to_thread(comes, tmp_path / "begun")
    with pytest.raises(WorkerFailed, match="TimeoutError"):
        await hanging
    assert await asyncio.to_thread(goes, process)
    assert await workers.run(LONG, chores.add, 1, 2) == 3


async def test_one_that_grows_without_end_fails_and_takes_nobody_with_it(workers):
    with pytest.raises(MemoryError):
        await workers.run(LONG, chores.grow)
    assert await workers.run(LONG, chores.add, 1, 2) == 3


async def test_one_that_dies_is_tried_three_times_and_then_fails(workers, tmp_path):
    with pytest.raises(WorkerFailed, match="BrokenProcessPool"):
        await workers.run(LONG, chores.die, tmp_path / "deaths")
    assert (tmp_path / "deaths").read_text(encoding="ascii") == "xxx"


async def test_who_stands_beside_one_that_dies_is_served(workers, tmp_path):
    beside = asyncio.ensure_future(workers.run(LONG, chores.add_slowly, 1, 2, tmp_path / "begun"))
    dying = asyncio.ensure_future(workers.run(LONG, chores.die, tmp_path / "deaths"))
    assert await beside == 3
    with pytest.raises(WorkerFailed):
        await dying


async def test_who_waits_behind_those_that_hang_is_served_when_they_are_ended(workers, tmp_path):
    hanging = [asyncio.ensure_future(workers.run(1.0, chores.hang, tmp_path / f"begun{n}")) for n in range(2)]
    waiting = [asyncio.ensure_future(workers.run(LONG, chores.add, number, 2)) for number in range(6)]
    assert await asyncio.gather(*waiting) == [2, 3, 4, 5, 6, 7]
    assert all(isinstance(one, WorkerFailed) for one in await asyncio.gather(*hanging, return_exceptions=True))


async def test_what_is_heavy_has_a_process_of_its_own_that_ends_with_it(workers):
    one = await workers.run_alone(LONG, os.getpid)
    other = await workers.run_alone(LONG, os.getpid)
    shared = await workers.run(LONG, os.getpid)
    assert len({one, other, shared, os.getpid()}) == 4
    assert await asyncio.to_thread(goes, one)
    with pytest.raises(WorkerFailed):
        await workers.run_alone(0.0, os.getpid)


async def test_workers_are_renewed_while_others_wait_for_them(workers, monkeypatch):
    monkeypatch.setattr(module, "TASKS_PER_POOL", 5)
    did = await asyncio.gather(*(workers.run(LONG, os.getpid) for _ in range(16)))
    assert 4 <= len(set(did)) <= 8
    assert await workers.run(LONG, os.getpid) in did[15:]
    gone = [await asyncio.to_thread(goes, process) for process in set(did[:15])]
    assert all(gone)


async def test_a_worker_that_died_idle_is_replaced(workers):
    process = await workers.run(LONG, os.getpid)
    os.kill(process, signal.SIGKILL)
    assert await asyncio.to_thread(goes, process)
    later = await workers.run(LONG, os.getpid)
    assert later != process
    assert await workers.run(LONG, os.getpid) == later


async def test_closing_ends_also_what_was_renewed_and_still_works(workers, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "TASKS_PER_POOL", 1)
    hanging = [asyncio.ensure_future(workers.run(LONG, chores.hang, tmp_path / f"begun{n}")) for n in range(2)]
    processes = [await asyncio.to_thread(comes, tmp_path / f"begun{n}") for n in range(2)]
    workers.close()
    assert [await asyncio.to_thread(goes, process) for process in processes] == [True, True]
    for one in hanging:
        one.cancel()
    await asyncio.wait(hanging)


async def test_what_nobody_waits_for_any_more_is_ended(workers, tmp_path):
    hanging = asyncio.ensure_future(workers.run(LONG, chores.hang, tmp_path / "begun"))
    process = await asyncio.to_thread(comes, tmp_path / "begun")
    hanging.cancel()
    with pytest.raises(asyncio.CancelledError):
        await hanging
    assert await asyncio.to_thread(goes, process)


async def test_what_is_given_up_twice_is_heard_to_its_end(workers, tmp_path, caplog):
    hanging = asyncio.ensure_future(workers.run(LONG, chores.hang, tmp_path / "begun"))
    process = await asyncio.to_thread(comes, tmp_path / "begun")
    for _ in range(2):
        hanging.cancel()
        await asyncio.sleep(0)
    with pytest.raises(asyncio.CancelledError):
        await hanging
    assert await asyncio.to_thread(goes, process)
    await asyncio.to_thread(time.sleep, 0.1)
    gc.collect()
    assert [record.message for record in caplog.records] == []


def test_a_worker_ends_with_the_process_that_asked_it(tmp_path):
    program = (
        "import asyncio, pathlib, sys\n"
        "from bot.workers import Workers\n"
        "from scheduler.clock import SystemClock\n"
        "from tests.bot import chores\n"
        "if __name__ == '__main__':\n"
        "    asyncio.run(Workers(SystemClock()).run(60.0, chores.hang, pathlib.Path(sys.argv[1])))\n"
    )
    (tmp_path / "asking.py").write_text(program, encoding="utf-8")
    root = Path(__file__).parents[2]
    command = [sys.executable, str(tmp_path / "asking.py"), str(tmp_path / "begun")]
    asking = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(root)}, stderr=subprocess.DEVNULL)
    try:
        process = comes(tmp_path / "begun")
    finally:
        asking.kill()
        asking.wait()
    assert goes(process)


def test_a_worker_leaves_ctrl_c_to_its_parent_and_bounds_its_memory(monkeypatch):
    import resource

    bounds, handlers = {}, {}
    monkeypatch.setattr(resource, "setrlimit", bounds.__setitem__)
    monkeypatch.setattr(signal, "signal", handlers.__setitem__)
    module._begin(module.MOST_MEMORY)
    assert bounds == {resource.RLIMIT_AS: (module.MOST_MEMORY, module.MOST_MEMORY)}
    assert handlers == {signal.SIGINT: signal.SIG_IGN}


def test_where_the_system_knows_no_such_bound_a_worker_works_without(monkeypatch):
    handlers = {}
    monkeypatch.setattr(signal, "signal", handlers.__setitem__)
    monkeypatch.setitem(sys.modules, "resource", None)
    module._begin(module.MOST_MEMORY)
    assert handlers == {signal.SIGINT: signal.SIG_IGN}


def test_a_worker_waits_for_its_parents_end_and_goes_without_a_word(monkeypatch):
    happened: list[object] = []

    class Parent:
        def join(self) -> None:
            happened.append("ended")

    monkeypatch.setattr(module.multiprocessing, "parent_process", Parent)
    monkeypatch.setattr(os, "_exit", happened.append)
    module._end_with_parent()
    assert happened == ["ended", 1]


def test_closing_workers_that_were_never_needed_does_nothing():
    Workers(SystemClock()).close()
