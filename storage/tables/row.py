"""What all tables share: a number of their own, and how their constraints are named."""

from __future__ import annotations

from sqlalchemy import Index, MetaData, text
from sqlmodel import Field, SQLModel

SQLModel.metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Row(SQLModel):
    """What all tables share: a number of their own.

    Nothing is validated here, so what pydantic would validate with is not built until somebody asks for it.
    """

    model_config = SQLModel.model_config | {"defer_build": True}

    id: int | None = Field(default=None, primary_key=True)

    @property
    def key(self) -> int:
        """The row's number; a row that was read always has one."""
        if self.id is None:
            raise LookupError(f"{type(self).__name__} has not been stored")
        return self.id


def index_of_the_few(table: str, column: str) -> Index:
    """An index of the rows in which a column is set: these are found without looking at others.

    What SQLite is told of it, `storage.migrations.env` tells PostgreSQL: told here, every start would load both.
    """
    return Index(f"ix_{table}_{column}", column, sqlite_where=text(f"{column} IS NOT NULL"))
