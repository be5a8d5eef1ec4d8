"""The few statements that every table needs, over one connection; rows come back as detached values.

What is asked by a number or by equal values runs as a prepared statement; any other condition is an
SQLAlchemy expression over `self.c`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from typing import Any, ClassVar, Generic, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, Table, bindparam, func, insert, inspect, select, update
from sqlalchemy.dialects.sqlite import insert as upsert_sqlite
from sqlalchemy.orm import ClassManager, configure_mappers
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from storage.statements import Prepared, Reader
from storage.tables import Row

MOST_AT_ONCE = 256
"""Rows that are inserted with one statement."""

R = TypeVar("R", bound=Row)
configure_mappers()  # rows are made without the constructor that would see to it


class Rows(Generic[R]):
    """One table within one transaction."""

    of: type[R]
    table: ClassVar[Table]
    c: ClassVar[ReadOnlyColumnCollection[str, Any]]
    _prepared: ClassVar[dict[Hashable, Prepared]]
    _reader: ClassVar[Reader]
    _order: ClassVar[tuple[str, ...]]
    _columns: ClassVar[frozenset[str]]
    _constants: ClassVar[dict[str, Any]]
    _factories: ClassVar[dict[str, Callable[[], Any]]]
    _filled: ClassVar[frozenset[str]]
    """The columns that hold something though nothing is given."""
    _manager: ClassVar[ClassManager[Any]]

    def __init_subclass__(cls) -> None:
        """Look once at the table that the subclass names; one without is what several tables have in common."""
        if not hasattr(cls, "of"):
            return
        cls.table = cls.of.__table__  # type: ignore[attr-defined]
        cls.c = cls.table.c
        cls._prepared = {}
        cls._reader = Reader(cls.table)
        cls._constants, cls._factories = _defaults(cls.of)
        cls._filled = frozenset((*cls._factories, *(name for name, of in cls._constants.items() if of is not None)))
        cls._order = tuple(cls.c.keys())
        cls._columns = frozenset(cls._order)
        # As SQLAlchemy's own loading does: the constructor, which costs more than the query, is left out.
        cls._manager = inspect(cls.of).class_manager

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.made = 0
        """How many rows this transaction has added once."""

    def add(self, **values: Any) -> int:
        """Insert one row and return its number. Columns left out take the class's defaults."""
        return int(self._insert("insert", insert, values)[0][0])

    def add_once(self, **values: Any) -> int | None:
        """Insert a row unless one of its unique keys is taken; return its number, None where it is not new."""
        rows = self._insert("upsert", lambda _table: self._upsert().on_conflict_do_nothing(), values)
        if not rows:
            return None
        self.made += 1
        return int(rows[0][0])

    def add_all_once(self, rows: Sequence[Mapping[str, Any]]) -> list[int | None]:
        """Insert rows as `add_once` does, many with one statement. One that is not new leaves its number out."""
        if not rows:
            return []
        names = self._known(set[str]().union(*rows)) | self._filled
        return self.add_columns_once({name: self._column(name, rows) for name in names})

    def add_columns_once(self, columns: Mapping[str, Sequence[Any]]) -> list[int | None]:
        """Insert rows as `add_all_once` does, given by column; columns left out take the class's defaults.

        There is one writer: which numbers they get is known beforehand, and not a row has to be read back.
        """
        count, made, first = len(next(iter(columns.values()))), 0, self._next_number()
        missing = {name: self._filling(name, count) for name in self._filled - self._known(columns.keys())}
        whole = {"id": range(first, first + count), **missing, **columns}
        names = tuple(name for name in self._order if name in whole)
        for start in range(0, count, MOST_AT_ONCE):
            part = [whole[name][start : start + MOST_AT_ONCE] for name in names]
            # Few sizes, each a prepared statement of its own: places left over repeat the last row, which is not new.
            places = 1 << (len(part[0]) - 1).bit_length()
            statement = self.prepared(("upsert", names, places), self._upsert_all, names, places)
            made += statement.run_by_column(self.connection, part).rowcount
        self.made += made
        numbers = range(first, first + count)
        if made == count:
            return list(numbers)
        there = set(self.connection.execute(select(self.c.id).where(self.c.id >= first)).scalars())
        return [number if number in there else None for number in numbers]

    def get(self, number: int) -> R:
        """Return the row of that number; raise LookupError where there is none."""
        rows = self.having(id=number)
        if not rows:
            raise LookupError(f"no {self.of.__name__} {number}")
        return rows[0]

    def having(self, **values: Any) -> list[R]:
        """Return the rows with these values (None: with none), oldest first."""
        shape = tuple([(name, value is None) for name, value in values.items()])
        return self.run(self.prepared(shape, self._select_having, shape), values)

    def first_having(self, **values: Any) -> R | None:
        """Return the oldest row with these values."""
        rows = self.having(**values)
        return rows[0] if rows else None

    def first(self, *where: ColumnElement[bool], order: Any = None) -> R | None:
        """Return the first row that fits, by `order` (default: oldest)."""
        rows = self.find(*where, order=order, limit=1)
        return rows[0] if rows else None

    def find(self, *where: ColumnElement[bool], order: Any = None, limit: int | None = None) -> list[R]:
        """Return the rows that fit, by `order` (default: oldest first)."""
        by = (self.c.id,) if order is None else (order, self.c.id)
        statement = select(self.table).where(*where).order_by(*by)
        return self.read(statement.limit(limit) if limit else statement)

    def read(self, statement: Select[Any]) -> list[R]:
        """Run a SELECT over all columns of the table and return its rows as values."""
        names, rows = self.c.keys(), []
        for values in self.connection.execute(statement):
            row = self._manager.new_instance()
            row.__dict__.update(zip(names, values, strict=True))
            rows.append(row)
        return rows

    def run(self, statement: Prepared, values: Mapping[str, Any]) -> list[R]:
        """Run a prepared SELECT over all columns of the table and return its rows as values."""
        columns, rows = self._reader.columns(self.connection.dialect), []
        for raw in statement.run(self.connection, values).fetchall():
            row = self._manager.new_instance()
            kept = row.__dict__
            for (name, convert), value in zip(columns, raw, strict=True):
                kept[name] = value if convert is None else convert(value)
            rows.append(row)
        return rows

    def count(self, *where: ColumnElement[bool]) -> int:
        """Count the rows that fit."""
        return int(self.connection.execute(select(func.count()).select_from(self.table).where(*where)).scalar_one())

    def change(self, *where: ColumnElement[bool], **values: Any) -> int:
        """Change the rows that fit; return how many there were."""
        return self.connection.execute(update(self.table).where(*where).values(**values)).rowcount

    def set(self, number: int, **values: Any) -> None:
        """Change the row of that number."""
        statement = self.prepared(("set", *values), self._update, tuple(values))
        statement.run(self.connection, {**values, "row_number": number})

    def prepared(self, name: Hashable, make: Callable[..., Any], *arguments: Any) -> Prepared:
        """Return the prepared statement of that name; it is made once."""
        found = self._prepared.get(name)
        if found is None:
            found = self._prepared[name] = Prepared(make(*arguments))
        return found

    def _upsert(self) -> Any:
        """The dialect's INSERT that can leave out what is there already."""
        if self.connection.dialect.name == "sqlite":
            return upsert_sqlite(self.table)
        from sqlalchemy.dialects.postgresql import insert as upsert_postgresql

        return upsert_postgresql(self.table)

    def _upsert_all(self, names: tuple[str, ...], count: int) -> Any:
        rows = [{name: bindparam(f"{name}_{at}", type_=self.c[name].type) for name in names} for at in range(count)]
        return self._upsert().values(rows).on_conflict_do_nothing()

    def _next_number(self) -> int:
        last = self.prepared("last", lambda: select(func.max(self.c.id))).run(self.connection, {}).fetchone()[0]
        return int(last or 0) + 1

    def _known(self, names: AbstractSet[str]) -> AbstractSet[str]:
        """Return the names of columns; raises TypeError on one that the table has not."""
        if unknown := names - self._columns:
            raise TypeError(f"{self.of.__name__} has no {sorted(unknown)}")
        return names

    def _column(self, name: str, rows: Sequence[Mapping[str, Any]]) -> list[Any]:
        """A column of rows, with what its class gives where nothing is given."""
        if make := self._factories.get(name):
            return [row[name] if name in row else make() for row in rows]
        default = self._constants.get(name)
        return [row.get(name, default) for row in rows]

    def _filling(self, name: str, count: int) -> list[Any]:
        """A column of so many rows as its class fills it."""
        make = self._factories.get(name)
        return [make() for _ in range(count)] if make else [self._constants[name]] * count

    def _whole(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """A row's values with what its class gives where nothing is given; raises TypeError on what it has not."""
        self._known(values.keys())
        return {**self._constants, **{column: make() for column, make in self._factories.items()}, **values}

    def _insert(self, name: str, begin: Callable[[Table], Any], values: dict[str, Any]) -> list[Any]:
        """Insert a row; return its number as the only row of a result, nothing where it is not new."""
        row = self._whole(values)
        statement = self.prepared(name, lambda: begin(self.table).values(self._bound()).returning(self.c.id))
        return list(statement.run(self.connection, row).fetchall())

    def _bound(self) -> dict[str, Any]:
        return {name: bindparam(name, type_=self.c[name].type) for name in (*self._constants, *self._factories)}

    def _select_having(self, shape: tuple[tuple[str, bool], ...]) -> Select[Any]:
        where = [
            self.c[name].is_(None) if is_null else self.c[name] == bindparam(name, type_=self.c[name].type)
            for name, is_null in shape
        ]
        return select(self.table).where(*where).order_by(self.c.id)

    def _update(self, names: tuple[str, ...]) -> Any:
        changed = {name: bindparam(name, type_=self.c[name].type) for name in names}
        return update(self.table).where(self.c.id == bindparam("row_number")).values(changed)


def _defaults(of: type[Row]) -> tuple[dict[str, Any], dict[str, Callable[[], Any]]]:
    """What each column but the number holds where nothing is given, and what is made anew for each row.

    What is required holds nothing, and is refused by the database.
    """
    constants: dict[str, Any] = {}
    factories: dict[str, Callable[[], Any]] = {}
    for name, field in of.model_fields.items():
        if field.default_factory:
            factories[name] = partial(field.get_default, call_default_factory=True)
        elif name != "id":
            constants[name] = None if field.is_required() else field.default
    return constants, factories
