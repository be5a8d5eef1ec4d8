"""The shape of the database: made at once in memory, brought forward step by step on disk.

After a change of `storage.tables`, `python -m storage.schema "what changed"` writes the next migration;
before the first release `python -m storage.schema` alone writes the first one anew. A test holds that the
migrations end where the tables are.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, create_engine, create_mock_engine, event, inspect
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import DBAPIError
from sqlmodel import SQLModel

from storage import tables
from storage.errors import Misconfigured

if TYPE_CHECKING:
    from alembic.config import Config

SCRIPTS = Path(__file__).parent / "migrations"
_FIRST = "Make every table"
_WAIT_SECONDS = 5.0
_DIALECT = sqlite.dialect()


def create_all(engine: Engine) -> None:
    """Make every table in an empty database: for rehearsals and tests, where nothing is ever migrated."""
    with engine.begin() as connection:
        for statement in _statements():
            connection.exec_driver_sql(statement)


@cache
def _statements() -> tuple[str, ...]:
    """What makes every table and index, put into SQL once."""
    assert tables.Unit.metadata is SQLModel.metadata  # noqa: S101 - the tables must have been imported
    made: list[str] = []
    recorder = create_mock_engine("sqlite://", lambda element, *_: made.append(str(element.compile(dialect=_DIALECT))))
    SQLModel.metadata.create_all(recorder, checkfirst=False)
    return tuple(made)


def migrate(path: Path, target: str = "head", scripts: Path = SCRIPTS) -> Path | None:
    """Bring a database file to a revision, all steps or none; return the copy made of an older one before.

    Foreign keys are off while tables are rebuilt and looked at before anything is kept. Raises Misconfigured
    where the database is newer than this program, was not made by migrations, is none, or is in use.
    """
    from alembic import command

    wanted = newest(scripts) if target == "head" else target
    with _opened(path) as connection:
        stands_at = _known_revision(connection, scripts)
    copy = _copied(path) if stands_at and stands_at != wanted else None
    with _opened(path, begin="BEGIN IMMEDIATE") as connection, connection.begin():
        (command.upgrade if target == "head" else command.downgrade)(_config(connection, scripts), target)
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise Misconfigured(f"数据库更新会使{len(broken)}处引用不完整，没有更新，原样保留。请联系维护人员。")
    return copy


def is_current(path: Path) -> bool:
    """Whether a database file has this program's shape. Raises Misconfigured as `migrate` does."""
    with _opened(path) as connection:
        return _known_revision(connection, SCRIPTS) == newest()


def newest(scripts: Path = SCRIPTS) -> str:
    """Return the newest revision there is."""
    return max(_revisions(scripts), default="")


def _revisions(scripts: Path) -> set[str]:
    """Every revision there is: the files bear their numbers, as `_write_migration` names them.

    Alembic would say the same, but every start would have to load it.
    """
    return {path.name.partition("_")[0] for path in (scripts / "versions").glob("[0-9]*_*.py")}


def _known_revision(connection: Connection, scripts: Path) -> str | None:
    """The revision a database stands at, None for an empty one; what this program cannot go on from is refused."""
    stands_at: str | None = None
    if connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").first():
        stands_at = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    if stands_at is None and inspect(connection).get_table_names():
        raise Misconfigured("数据库里有表，却没有版本记录，不是由本程序建立的。请检查数据目录是否正确。")
    if stands_at and stands_at not in _revisions(scripts):
        raise Misconfigured("数据库来自更新的版本，本程序不能打开。请升级程序，或恢复升级前的副本。")
    return stands_at


def _copied(path: Path) -> Path:
    """Copy a database into `backups` beside it, as SQLite itself copies a live one."""
    folder = path.parent / "backups"
    folder.mkdir(exist_ok=True)
    copy = folder / f"{path.stem}-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.db"
    source = sqlite3.connect(path)
    try:
        source.execute("VACUUM INTO ?", (str(copy),))
    finally:
        source.close()
    return copy


@contextmanager
def _opened(path: Path, begin: str = "BEGIN") -> Iterator[Connection]:
    """A connection with foreign keys off, whose transactions hold changes of tables too."""
    engine = create_engine(
        f"sqlite+pysqlite:///{path}", connect_args={"isolation_level": None, "timeout": _WAIT_SECONDS}
    )

    @event.listens_for(engine, "connect")
    def let_tables_be_rebuilt(raw: Any, _record: object) -> None:
        raw.execute("PRAGMA foreign_keys=OFF")

    @event.listens_for(engine, "begin")
    def begin_with_tables(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    try:
        with engine.connect() as connection:
            yield connection
    except DBAPIError as error:
        raise Misconfigured(
            f"数据库 {path.name} 无法打开或更新，没有改动：{error.orig}。请先停止正在运行的程序再试。"
        ) from error
    finally:
        engine.dispose()


def _config(connection: Connection, scripts: Path) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _write_migration(message: str, scripts: Path = SCRIPTS) -> None:
    """Write the step from the newest migration to the tables as they are now; without a message, the first anew."""
    import tempfile

    from alembic import command

    versions = scripts / "versions"
    if not message:
        for old in versions.glob("*.py"):
            old.unlink()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "now.db"
        before = len(list(versions.glob("*.py")))
        if before:
            migrate(path, scripts=scripts)
        with _opened(path) as connection:
            config = _config(connection, scripts)
            command.revision(config, message or _FIRST, autogenerate=True, rev_id=f"{before + 1:04}")
    written = next(versions.glob(f"{before + 1:04}_*.py"))
    lines = written.read_text(encoding="utf-8").splitlines(keepends=True)
    written.write_text("".join(line for line in lines if "# ###" not in line), encoding="utf-8")


if __name__ == "__main__":
    _write_migration(" ".join(sys.argv[1:]))
