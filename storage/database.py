"""The database: one writing connection owned by one thread, commits shared by whatever waits, readers beside it.

Every write is a plain function `Work -> T`. Functions that wait at the same moment share one commit, each
within a savepoint of its own, so that one failure undoes one function. SQLite runs in WAL with
`synchronous=FULL` and `BEGIN IMMEDIATE`; nothing waits on a network inside a transaction.
"""

from __future__ import annotations

import asyncio
import json
import queue
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool, StaticPool

from storage.unit_of_work import Work

T = TypeVar("T")
MOST_SHARED = 200
"""Functions that share one commit at the most; bounds how long the first of them waits."""


@dataclass(slots=True)
class _Order:
    """One function that waits for the writing thread."""

    function: Callable[[Work], Any]
    done: Future[Any]


class Database:
    """Where everything is kept. `now` gives the aware present instant; `path` None keeps it in memory."""

    def __init__(self, path: Path | None, now: Callable[[], datetime], *, durable: bool = True) -> None:
        self._now = now
        self.engine = _sqlite(path, durable=durable)
        self._orders: queue.SimpleQueue[_Order | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None

    async def write(self, function: Callable[[Work], T]) -> T:
        """Run a function in a transaction that is durable when this returns; what it raises is raised here."""
        return await asyncio.wrap_future(self.submit(function))

    def submit(self, function: Callable[[Work], T]) -> Future[T]:
        """Hand a function to the writing thread, in order."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._serve, name="database-writer", daemon=True)
            self._thread.start()
        done: Future[T] = Future()
        self._orders.put(_Order(function, done))
        return done

    async def read(self, function: Callable[[Work], T]) -> T:
        """Run a function that only reads, beside the writer, on a snapshot of what is committed."""
        return await asyncio.to_thread(self.look, function)

    def look(self, function: Callable[[Work], T]) -> T:
        """Run a function that only reads, here and now; nothing it changes is kept."""
        with self.engine.connect() as connection, connection.begin() as transaction:
            try:
                return function(Work(connection, self._now()))
            finally:
                transaction.rollback()

    @contextmanager
    def transaction(self) -> Iterator[Work]:
        """Open a writing transaction in this thread: for commands that run alone, before or without a server."""
        with self.engine.connect() as connection, _immediate(connection):
            yield Work(connection, self._now())

    def close(self) -> None:
        """Finish what waits, then close every connection."""
        if self._thread is not None:
            self._orders.put(None)
            self._thread.join()
            self._thread = None
        self.engine.dispose()

    def _serve(self) -> None:
        """Take what waits, run it in one transaction, commit, settle; until told to stop."""
        with self.engine.connect() as connection:
            while True:
                orders, stopping = self._waiting()
                if orders:
                    self._run(connection, orders)
                if stopping:
                    return

    def _waiting(self) -> tuple[list[_Order], bool]:
        """Wait for one order, then take whatever waits beside it."""
        orders: list[_Order] = []
        order = self._orders.get()
        while order is not None:
            orders.append(order)
            if len(orders) >= MOST_SHARED:
                return orders, False
            try:
                order = self._orders.get_nowait()
            except queue.Empty:
                return orders, False
        return orders, True

    def _run(self, connection: Connection, orders: list[_Order]) -> None:
        """Run the orders in one transaction; futures are settled only after the commit.

        An order that was given up while it waited is not run; one that runs can no longer be given up.
        """
        orders = [order for order in orders if order.done.set_running_or_notify_cancel()]
        settled: list[tuple[Future[Any], Any, BaseException | None]] = []
        try:
            with _immediate(connection):
                settled += [(order.done, *self._attempt(connection, order.function)) for order in orders]
        except Exception as error:  # noqa: BLE001 - the commit failed: everybody who waited is told
            settled = [(order.done, None, error) for order in orders]
        for done, result, failure in settled:
            if failure is None:
                done.set_result(result)
            else:
                done.set_exception(failure)

    def _attempt(self, connection: Connection, function: Callable[[Work], Any]) -> tuple[Any, BaseException | None]:
        """Run one function within a savepoint; its failure undoes what it did and nothing else."""
        try:
            with connection.begin_nested():
                return function(Work(connection, self._now())), None
        except Exception as error:  # noqa: BLE001 - handed to the one who waits for it
            return None, error


@contextmanager
def _immediate(connection: Connection) -> Iterator[None]:
    """A writing transaction; on SQLite it takes the write lock at once, so that nothing is lost to an upgrade."""
    connection.info["immediate"] = True
    try:
        with connection.begin():
            yield
    finally:
        connection.info["immediate"] = False


def _sqlite(path: Path | None, *, durable: bool) -> Engine:
    """Open the SQLite file (or memory) with the pragmas that make a commit durable (a rehearsal's need not be)."""
    url = "sqlite+pysqlite://" if path is None else f"sqlite+pysqlite:///{path}"
    pool: dict[str, Any] = {"poolclass": StaticPool if path is None else NullPool}
    engine = create_engine(
        url,
        connect_args={"check_same_thread": False, "isolation_level": None, "timeout": 5},
        json_serializer=lambda value: json.dumps(value, ensure_ascii=False, separators=(",", ":")),
        **pool,
    )

    @event.listens_for(engine, "connect")
    def set_pragmas(raw: Any, _record: object) -> None:
        synchronous = "FULL" if durable else "OFF"
        for pragma in ("journal_mode=WAL", f"synchronous={synchronous}", "foreign_keys=ON", "busy_timeout=5000"):
            raw.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.info.get("immediate") else "BEGIN")

    return engine
