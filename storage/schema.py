"""The shape of the database: made at once in memory, brought forward step by step on disk."""

from __future__ import annotations

from sqlalchemy import Engine
from sqlmodel import SQLModel

from storage import tables


def create_all(engine: Engine) -> None:
    """Make every table in an empty database: for rehearsals and tests, where nothing is ever migrated."""
    assert tables.Unit.metadata is SQLModel.metadata  # noqa: S101 - the tables must have been imported
    SQLModel.metadata.create_all(engine)
