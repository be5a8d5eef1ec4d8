"""The database: one writing connection owned by one thread, commits shared by whatever waits, readers beside it.

Every write is a plain function `Work -> T`. Functions that wait at the same moment share one commit, each
within a savepoint of its own, so that one failure undoes one function. SQLite runs in WAL with
`synchronous=FULL` and `BEGIN IMMEDIATE`; nothing waits on a network inside a transaction.
"""

from __future__ import annotations

import asyncio
import queue
import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from storage.engine import immediate, sqlite, writing
from storage.errors import NotStored
from storage.unit_of_work import Work

T = TypeVar("T")
SQLITE_VERSION = sqlite3.sqlite_version_info
SAFE_SQLITE = (3, 51, 3)
"""Before this version SQLite may lose a commit when two connections race to reset the log; one writer avoids it."""

MOST_SHARED = 128
"""Functions that share one commit at the most: the first does not wait long, and meanwhile others are made ready."""

_PASSING = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
}
"""What SQLite says when not the statement is at fault but the disk, the memory or somebody else's lock."""


@dataclass(slots=True)
class _Order:
    """One function that waits for the writing thread; what it returned or raised, told after the commit."""

    function: Callable[[Work], Any]
    done: Future[Any] | asyncio.Future[Any]
    result: Any = None
    failure: BaseException | None = None

    def is_wanted(self) -> bool:
        """Whether whoever waits for it has not given it up before its turn."""
        return self.done.set_running_or_notify_cancel() if isinstance(self.done, Future) else not self.done.cancelled()

    def tell(self, failure: BaseException | None) -> None:
        """Tell who waits: the transaction's failure, else the function's own, else what it returned."""
        failure = failure or self.failure
        if failure is None:
            self.done.set_result(self.result)
        else:
            self.done.set_exception(failure)


class Database:
    """Where everything is kept. `now` gives the aware present instant; `path` None keeps it in memory.

    In memory there is one connection for everything: reading then waits in line with writing.
    """

    def __init__(self, path: Path | None, now: Callable[[], datetime], *, durable: bool = True) -> None:
        self._now = now
        self._in_memory = path is None
        self.engine = sqlite(path, durable=durable)
        self._orders: queue.SimpleQueue[list[_Order] | None] = queue.SimpleQueue()
        self._left: list[_Order] = []
        self._gathered: dict[asyncio.AbstractEventLoop, list[_Order]] = {}
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None
        self._closed = False

    async def write(self, function: Callable[[Work], T]) -> T:
        """Run a function in a transaction that is durable when this returns; what it raises is raised here.

        Raises NotStored where the disk does not take it. Cancelled before its turn, it is not run at all.
        """
        return await self.begin(function)

    def begin(self, function: Callable[[Work], T]) -> asyncio.Future[T]:
        """Hand over a function as `write` does, and return what is told when it is durable.

        What becomes ready in one turn of the event loop goes over together and is told together: the two threads
        would else take the interpreter from each other for every single one.
        """
        loop = asyncio.get_running_loop()
        done: asyncio.Future[T] = loop.create_future()
        gathered = self._gathered.setdefault(loop, [])
        if not gathered:
            self._check_open()
            loop.call_soon(self.hand_over)
        gathered.append(_Order(function, done))
        return done

    def submit(self, function: Callable[[Work], T]) -> Future[T]:
        """Hand a function to the writing thread, in order. Raises RuntimeError once the database is closed."""
        done: Future[T] = Future()
        with self._starting:
            self._check_open()
            self._put([_Order(function, done)])
        return done

    def _check_open(self) -> None:
        if self._closed:
            raise RuntimeError("the database is closed")

    def hand_over(self) -> None:
        """Hand over what this event loop has gathered so far; done by itself before its next turn."""
        with self._starting:
            self._put(self._gathered.pop(asyncio.get_running_loop(), []))

    def _put(self, orders: list[_Order]) -> None:
        """Let the writing thread have orders; with the first it begins."""
        if not orders:
            return
        if self._thread is None:
            self._thread = threading.Thread(target=self._serve, name="database-writer", daemon=True)
            self._thread.start()
        self._orders.put(orders)

    async def read(self, function: Callable[[Work], T]) -> T:
        """Run a function that only reads, beside the writer, on a snapshot of what is committed. Raises NotStored."""
        if self._in_memory:
            return await self.write(function)
        return await asyncio.to_thread(self.look, function)

    def look(self, function: Callable[[Work], T]) -> T:
        """Run a function that only reads, here and now; nothing it changes is kept. Raises NotStored as `write`."""
        try:
            with self.engine.connect() as connection, connection.begin() as transaction:
                try:
                    return function(Work(connection, self._now()))
                finally:
                    transaction.rollback()
        except Exception as error:
            if (named := _named(error)) is not error:
                raise named from error
            raise

    @contextmanager
    def transaction(self) -> Iterator[Work]:
        """Open a writing transaction in this thread: for commands that run alone, before or without a server."""
        with self.engine.connect() as connection, immediate(connection):
            yield Work(connection, self._now())

    def close(self) -> None:
        """Finish what waits, then close every connection; nothing is taken any more."""
        with self._starting:
            self._closed = True
            for loop in list(self._gathered):
                self._put(self._gathered.pop(loop))
            self._orders.put(None)
        if self._thread is not None:
            self._thread.join()
        self.engine.dispose()

    def _serve(self) -> None:
        """Take what waits, run it in one transaction, commit, tell; until told to stop."""
        connection: Connection | None = None
        stopping = False
        while not stopping:
            orders, stopping = self._waiting()
            taken = [order for order in orders if order.is_wanted()]
            if not taken:
                continue
            failure: BaseException | None = None
            try:
                connection = connection or writing(self.engine)
                self._run(connection, taken)
            except BaseException as error:  # noqa: BLE001 - the commit failed: everybody who waited is told
                failure = _named(error)
                if connection is not None:
                    connection.invalidate()
                    connection.close()
                    connection = None
            _tell(taken, failure)
        if connection is not None:
            connection.close()

    def _waiting(self) -> tuple[list[_Order], bool]:
        """Wait for orders, then take what waits beside them; what is too much for one commit is left for the next."""
        orders, self._left = self._left, []
        while len(orders) < MOST_SHARED:
            try:
                more = self._orders.get(block=not orders)
            except queue.Empty:
                break
            if more is None:
                return orders, True
            orders += more
        self._left = orders[MOST_SHARED:]
        return orders[:MOST_SHARED], False

    def _run(self, connection: Connection, orders: list[_Order]) -> None:
        """Run the orders in one transaction and commit it; one alone has no savepoint, as nobody shares its fate."""
        is_shared = len(orders) > 1
        with immediate(connection) as transaction:
            cursor = connection.connection.cursor()
            for order in orders:
                if is_shared:
                    cursor.execute("SAVEPOINT one_order")
                try:
                    order.result = order.function(Work(connection, self._now()))
                except BaseException as error:  # noqa: BLE001 - told to the one who waits for it
                    order.failure = _named(error)
                    undo = partial(cursor.execute, "ROLLBACK TO one_order") if is_shared else transaction.rollback
                    _undo(undo, order.failure)
                if is_shared:
                    cursor.execute("RELEASE one_order")


def _tell(orders: list[_Order], failure: BaseException | None) -> None:
    """Tell everybody who waits: those of one event loop with one call."""
    of_loops: dict[asyncio.AbstractEventLoop, list[_Order]] = {}
    for order in orders:
        if isinstance(order.done, Future):
            order.tell(failure)
        else:
            of_loops.setdefault(order.done.get_loop(), []).append(order)
    for loop, waiting in of_loops.items():
        with suppress(RuntimeError):  # the loop was closed, and nobody waits any more
            loop.call_soon_threadsafe(_tell_here, waiting, failure)


def _tell_here(orders: list[_Order], failure: BaseException | None) -> None:
    """Tell those who wait in this event loop."""
    for order in orders:
        if not order.done.done():
            order.tell(failure)


def _undo(undo: Callable[[], object], failure: BaseException) -> None:
    """Undo one function; where SQLite has rolled back the whole transaction already, nobody's part of it is kept."""
    try:
        undo()
    except Exception as error:
        if isinstance(failure, NotStored):
            raise failure from error
        raise


def _named(error: BaseException) -> BaseException:
    """A failure of the disk and the like under its own name; any other as it is."""
    cause: Any = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(cause, "sqlite_errorcode", None)
    if code is None or code & 0xFF not in _PASSING:
        return error
    named = NotStored(str(cause))
    named.__cause__ = error
    return named
