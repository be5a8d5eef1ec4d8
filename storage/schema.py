"""The shape of the database: made at once in memory, brought forward step by step on disk.

After a change of `storage.tables`, `python -m storage.schema "what changed"` writes the migration; a test
holds that the migrations end where the tables are.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, create_engine
from sqlmodel import SQLModel

from storage import tables
from storage.errors import Misconfigured

if TYPE_CHECKING:
    from alembic.config import Config

SCRIPTS = Path(__file__).parent / "migrations"


def create_all(engine: Engine) -> None:
    """Make every table in an empty database: for rehearsals and tests, where nothing is ever migrated."""
    assert tables.Unit.metadata is SQLModel.metadata  # noqa: S101 - the tables must have been imported
    SQLModel.metadata.create_all(engine)


def migrate(path: Path, target: str = "head") -> Path | None:
    """Bring a database file to a revision; return the copy that was made of an older one before.

    Foreign keys are off while tables are rebuilt and checked afterwards. Raises Misconfigured where the
    database is newer than this program.
    """
    from alembic import command

    with _opened(path) as connection:
        _refuse_newer(connection)
        is_older = _revision(connection) is not None and _revision(connection) != newest()
    copy = _copied(path) if is_older else None
    with _opened(path) as connection:
        config = _config(connection)
        (command.upgrade if target == "head" else command.downgrade)(config, target)
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        connection.commit()
    if broken:
        raise Misconfigured(f"数据库更新后有{len(broken)}处引用不完整，请用更新前的副本恢复并联系维护人员。")
    return copy


def is_current(path: Path) -> bool:
    """Whether a database file has this program's shape. Raises Misconfigured where it is newer."""
    with _opened(path) as connection:
        _refuse_newer(connection)
        return _revision(connection) == newest()


def newest() -> str:
    """Return the newest revision there is."""
    from alembic.script import ScriptDirectory

    return ScriptDirectory(str(SCRIPTS)).get_current_head() or ""


def _revision(connection: Connection) -> str | None:
    """The revision a database stands at; None for an empty one."""
    from alembic.migration import MigrationContext

    return MigrationContext.configure(connection).get_current_revision()


def _refuse_newer(connection: Connection) -> None:
    from alembic.script import ScriptDirectory

    known = {script.revision for script in ScriptDirectory(str(SCRIPTS)).walk_revisions()}
    stands_at = _revision(connection)
    if stands_at and stands_at not in known:
        raise Misconfigured("数据库来自更新的版本，本程序不能打开。请升级程序，或恢复升级前的副本。")


def _copied(path: Path) -> Path:
    """Copy a database into `backups` beside it, as SQLite itself copies a live one."""
    folder = path.parent / "backups"
    folder.mkdir(exist_ok=True)
    copy = folder / f"{path.stem}-{datetime.now(UTC):%Y%m%d-%H%M%S}.db"
    source = sqlite3.connect(path)
    try:
        source.execute("VACUUM INTO ?", (str(copy),))
    finally:
        source.close()
    return copy


@contextmanager
def _opened(path: Path) -> Iterator[Connection]:
    """A plain connection with foreign keys off."""
    engine = create_engine(f"sqlite+pysqlite:///{path}")
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            yield connection
    finally:
        engine.dispose()


def _config(connection: Connection) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.attributes["connection"] = connection
    return config


def _write_migration(message: str) -> None:
    """Write the step from the newest migration to the tables as they are now."""
    import tempfile

    from alembic import command

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "now.db"
        if any((SCRIPTS / "versions").glob("*.py")):
            migrate(path)
        with _opened(path) as connection:
            number = len(list((SCRIPTS / "versions").glob("*.py"))) + 1
            command.revision(_config(connection), message, autogenerate=True, rev_id=f"{number:04}")


if __name__ == "__main__":
    _write_migration(sys.argv[1])
