"""SQLite as it is opened here: a log beside the file, every commit durable, the write lock taken at the beginning."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Transaction, create_engine, event
from sqlalchemy.pool import QueuePool, StaticPool

from storage.chat_json import to_text


def sqlite(path: Path | None, *, durable: bool) -> Engine:
    """Open the SQLite file (or memory) with the pragmas that make a commit durable (a rehearsal's need not be)."""
    url = "sqlite+pysqlite://" if path is None else f"sqlite+pysqlite:///{path}"
    engine = create_engine(
        url,
        connect_args={"check_same_thread": False, "isolation_level": None, "timeout": 5},
        json_serializer=to_text,
        poolclass=StaticPool if path is None else QueuePool,
    )

    @event.listens_for(engine, "connect")
    def set_pragmas(raw: Any, _record: object) -> None:
        synchronous = "FULL" if durable else "OFF"
        for pragma in ("journal_mode=WAL", f"synchronous={synchronous}", "foreign_keys=ON", "busy_timeout=5000"):
            raw.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.connection.cursor().execute("BEGIN IMMEDIATE" if connection.info.get("immediate") else "BEGIN")

    return engine


def writing(engine: Engine) -> Connection:
    """Open the connection that writes: what it needs to undo one statement or function it keeps in memory.

    That is nothing of a commit; by default a file is made for it and deleted again, whenever many rows are inserted.
    """
    connection = engine.connect()
    connection.connection.cursor().execute("PRAGMA temp_store=MEMORY")
    return connection


@contextmanager
def immediate(connection: Connection) -> Iterator[Transaction]:
    """Open a writing transaction: it takes the write lock at once, so that nothing is lost to an upgrade."""
    connection.info["immediate"] = True
    try:
        with connection.begin() as transaction:
            yield transaction
    finally:
        connection.info.pop("immediate", None)
