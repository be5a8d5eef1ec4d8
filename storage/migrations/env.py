"""What Alembic runs for each migration: our tables, batch mode, on the connection that `storage.schema` opened."""

from __future__ import annotations

from typing import Literal

from alembic import context
from sqlmodel import SQLModel

from storage import tables
from storage.instants import Instant

assert tables.Unit.metadata is SQLModel.metadata  # noqa: S101 - the tables must have been imported

for index in (index for table in SQLModel.metadata.tables.values() for index in table.indexes):
    if (where := index.dialect_options["sqlite"]["where"]) is not None:
        index.dialect_options["postgresql"]["where"] = where


def render_item(kind: str, item: object, _context: object) -> str | Literal[False]:
    """Write our own type by its name; anything else as Alembic would."""
    return "Instant()" if kind == "type" and isinstance(item, Instant) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    compare_type=True,
    render_item=render_item,
)
with context.begin_transaction():
    context.run_migrations()
