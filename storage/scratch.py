"""A database in memory that knows the same people as the real one: what is rehearsed there is never kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import insert, select

from storage import repositories as r
from storage.database import Database
from storage.reach import CAN_MAIL
from storage.schema import create_all
from storage.unit_of_work import Work

_PEOPLE = (r.Units, r.Aliases, r.Members, r.Chats, r.Bindings, r.Leaves)


@contextmanager
def scratch(work: Work) -> Iterator[Work]:
    """Open work over a copy of the roster, the people and their chats; `now` may be set by whoever rehearses."""
    database = Database(None, lambda: work.now, durable=False)
    try:
        create_all(database.engine)
        with database.transaction() as copy:
            for table in (repository.table for repository in _PEOPLE):
                rows = [dict(row) for row in work.connection.execute(select(table)).mappings()]
                if rows:
                    copy.connection.execute(insert(table), rows)
            copy.settings.turn(CAN_MAIL, work.settings.value(CAN_MAIL))
            yield copy
    finally:
        database.close()
