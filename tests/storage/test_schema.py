"""The shape of the database: migrations end where the tables are, all steps or none, and lose nothing."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlmodel import SQLModel

from storage import schema
from storage.database import Database
from storage.errors import Misconfigured

NOON = datetime(2024, 9, 4, 4, 0, tzinfo=UTC)

SECOND = '''"""Let a unit have a web page, and a longer name."""

from alembic import op
import sqlalchemy as sa

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    with op.batch_alter_table("unit", recreate="always") as batch:
        batch.add_column(sa.Column("web", sa.String(200), nullable=False, server_default=""))
        batch.alter_column("name", type_=sa.String(200))
    {then}


def downgrade() -> None:
    with op.batch_alter_table("unit", recreate="always") as batch:
        batch.drop_column("web")
        batch.alter_column("name", type_=sa.String(120))
'''


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "baosong.db"


@pytest.fixture(autouse=True)
def _folder(path):
    path.parent.mkdir()


@pytest.fixture
def later(tmp_path):
    """The scripts of a later version of the program."""

    def make(then: str = "pass") -> Path:
        scripts = tmp_path / "later"
        shutil.copytree(schema.SCRIPTS, scripts)
        (scripts / "versions" / "0002_later.py").write_text(SECOND.format(then=then), encoding="utf-8")
        return scripts

    return make


@contextmanager
def opened(path: Path) -> Iterator[Database]:
    database = Database(path, lambda: NOON)
    yield database
    database.close()


def fill(path: Path) -> None:
    """A unit with what hangs on it: rebuilding its table must not take these along."""
    with opened(path) as database, database.transaction() as work:
        unit = work.units.add(name="云江市气象学会", unit_type="市级学会")
        work.aliases.add(unit_id=unit, alias="气象学会", folded="气象学会")
        campaign = work.campaigns.add(published_at=NOON)
        work.submissions.add(campaign_id=campaign, unit_id=unit, state="open", opened_at=NOON, changed_at=NOON)


def counts(path: Path) -> dict[str, int]:
    tables = ("unit", "unitalias", "campaign", "submission")
    with closing(sqlite3.connect(path)) as raw:
        return {table: raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}  # noqa: S608


def columns(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as raw:
        return {row[1] for row in raw.execute("PRAGMA table_info(unit)")}


def test_the_migrations_end_where_the_tables_are(path):
    assert schema.migrate(path) is None
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == [], 'run: python -m storage.schema "what changed"'
    engine.dispose()
    assert schema.is_current(path)


def test_the_migrations_are_named_by_their_revisions(later):
    for scripts in (schema.SCRIPTS, later()):
        known = ScriptDirectory(str(scripts))
        assert schema._revisions(scripts) == {script.revision for script in known.walk_revisions()}
        assert schema.newest(scripts) == known.get_current_head()


def test_whether_a_database_is_current_is_told_without_alembic(path):
    schema.migrate(path)
    program = "import sys\nfrom pathlib import Path\nfrom storage import schema\n"
    program += "print(schema.is_current(Path(sys.argv[1])), 'alembic' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "False"]


def test_a_migrated_database_gives_instants_back_aware(path):
    schema.migrate(path)
    fill(path)
    with opened(path) as database:
        campaign = database.look(lambda work: work.campaigns.last())
    assert campaign.published_at == NOON
    assert campaign.published_at.tzinfo is not None


def test_up_down_and_up_again_keep_every_row_and_leave_a_copy_each_time(path, later):
    schema.migrate(path)
    fill(path)
    before, scripts = counts(path), later()
    copies = [schema.migrate(path, scripts=scripts)]
    assert "web" in columns(path)
    copies.append(schema.migrate(path, "0001", scripts))
    assert "web" not in columns(path)
    copies.append(schema.migrate(path, scripts=scripts))
    assert counts(path) == before
    assert [("web" in columns(copy), counts(copy)) for copy in copies] == [
        (False, before),
        (True, before),
        (False, before),
    ]
    assert schema.migrate(path, scripts=scripts) is None, "nothing to do, nothing to copy"


def test_a_step_that_fails_leaves_the_database_as_it_was(path, later):
    schema.migrate(path)
    fill(path)
    with pytest.raises(Misconfigured, match="没有改动"):
        schema.migrate(path, scripts=later(then='op.execute("SELECT * FROM nowhere")'))
    assert "web" not in columns(path)
    assert schema.is_current(path)


def test_a_step_that_leaves_a_row_without_its_unit_is_undone(path, later):
    schema.migrate(path)
    fill(path)
    before = counts(path)
    with pytest.raises(Misconfigured, match="2处引用不完整"):
        schema.migrate(path, scripts=later(then='op.execute("DELETE FROM unit")'))
    assert counts(path) == before
    assert schema.is_current(path)


def test_a_database_of_a_newer_program_is_refused_in_words(path, later):
    schema.migrate(path, scripts=later())
    for act in (schema.migrate, schema.is_current):
        with pytest.raises(Misconfigured, match="更新的版本"):
            act(path)


def test_what_is_no_database_is_refused_in_words(path):
    path.write_bytes("这不是数据库".encode() * 100)
    for act in (schema.migrate, schema.is_current):
        with pytest.raises(Misconfigured, match="无法打开"):
            act(path)


def test_a_database_of_somebody_else_is_not_touched(path):
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("CREATE TABLE theirs (id INTEGER)")
    with pytest.raises(Misconfigured, match="不是由本程序建立"):
        schema.migrate(path)


def test_a_database_in_use_is_not_migrated(path, later, monkeypatch):
    schema.migrate(path)
    monkeypatch.setattr(schema, "_WAIT_SECONDS", 0.05)
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("BEGIN IMMEDIATE")
        with pytest.raises(Misconfigured, match="停止正在运行"):
            schema.migrate(path, scripts=later())


def test_the_next_migration_is_written_by_one_command(path, later):
    scripts = later()
    schema._write_migration("forget the web", scripts)
    written = next((scripts / "versions").glob("0003_*.py")).read_text(encoding="utf-8")
    assert 'drop_column("web")' in written.replace("'", '"')
    schema.migrate(path, scripts=scripts)
    assert "web" not in columns(path)


def test_before_the_first_release_the_first_migration_is_written_anew(path, later):
    scripts = later()
    schema._write_migration("", scripts)
    assert [file.name for file in (scripts / "versions").glob("*.py")] == ["0001_make_every_table.py"]
    schema.migrate(path, scripts=scripts)
    assert schema.is_current(path)
