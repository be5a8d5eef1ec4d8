"""The few statements that every table needs, over one connection; rows come back as detached values."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, Table, func, insert, select, update

from storage.tables import Row

R = TypeVar("R", bound=Row)


class Rows(Generic[R]):
    """One table within one transaction. Conditions are SQLAlchemy expressions over `self.c`."""

    of: type[R]

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.table: Table = self.of.__table__  # type: ignore[attr-defined]
        self.c = self.table.c

    def add(self, **values: Any) -> int:
        """Insert one row and return its number. Columns left out take the class's defaults."""
        row = self.of(**values).model_dump(exclude={"id"})
        result = self.connection.execute(insert(self.table).values(row))
        return int((result.inserted_primary_key or (0,))[0])

    def get(self, number: int) -> R:
        """Return the row of that number; raise LookupError where there is none."""
        row = self.first(self.c.id == number)
        if row is None:
            raise LookupError(f"no {self.of.__name__} {number}")
        return row

    def first(self, *where: ColumnElement[bool], order: Any = None) -> R | None:
        """Return the first row that fits, by `order` (default: oldest)."""
        rows = self.find(*where, order=order, limit=1)
        return rows[0] if rows else None

    def find(self, *where: ColumnElement[bool], order: Any = None, limit: int | None = None) -> list[R]:
        """Return the rows that fit, by `order` (default: oldest first)."""
        statement = select(self.table).where(*where).order_by(self.c.id if order is None else order)
        return self.read(statement.limit(limit) if limit else statement)

    def read(self, statement: Select[Any]) -> list[R]:
        """Run a SELECT over all columns of the table and return its rows as values."""
        return [self.of(**row) for row in self.connection.execute(statement).mappings()]

    def count(self, *where: ColumnElement[bool]) -> int:
        """Count the rows that fit."""
        return int(self.connection.execute(select(func.count()).select_from(self.table).where(*where)).scalar_one())

    def change(self, *where: ColumnElement[bool], **values: Any) -> int:
        """Change the rows that fit; return how many there were."""
        return self.connection.execute(update(self.table).where(*where).values(**values)).rowcount

    def set(self, number: int, **values: Any) -> None:
        """Change the row of that number."""
        self.change(self.c.id == number, **values)
