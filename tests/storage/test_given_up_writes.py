"""A write that nobody waits for any more must not end the thread that everybody needs."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

from storage.database import Database
from storage.schema import create_all


def test_a_write_given_up_while_it_waits_is_not_run_and_stops_nobody_else():
    database = Database(None, lambda: datetime(2024, 9, 4, tzinfo=UTC))
    create_all(database.engine)
    started, go_on = threading.Event(), threading.Event()

    def slow(_work: object) -> None:
        started.set()
        go_on.wait(10)

    database.submit(slow)
    started.wait(10)
    given_up = database.submit(lambda work: work.settings.turn("a", "1"))
    assert given_up.cancel()
    go_on.set()
    assert database.submit(lambda work: work.settings.value("a")).result(10) == ""
    database.close()
