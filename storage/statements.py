"""Statements compiled once and run on the driver's own cursor: for what every conversation asks.

SQLAlchemy still writes the SQL and converts every value; what is left out is doing so anew each time, which
costs five times as much as the statement itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import ClauseElement, Connection, Dialect, Table
from sqlalchemy.sql.compiler import SQLCompiler

Convert = Callable[[Any], Any] | None
"""Turns a value into what the driver takes, or back; None where it is taken as it is."""


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A statement in one dialect: its text, and its parameters in their order: name, own value, conversion."""

    text: str
    parameters: tuple[tuple[str, Any, Convert], ...]


class Prepared:
    """One statement; its bound parameters are given by name each time it runs.

    Not for `IN` over a list, whose text would differ each time.
    """

    def __init__(self, statement: ClauseElement) -> None:
        self._statement = statement
        self._compiled: WeakKeyDictionary[Dialect, _Compiled] = WeakKeyDictionary()

    def run(self, connection: Connection, values: Mapping[str, Any]) -> Any:
        """Run it and return the driver's cursor. Parameters left out keep the statement's own values."""
        compiled = self._compiled_for(connection.dialect)
        given = [
            values.get(name, own) if convert is None else convert(values.get(name, own))
            for name, own, convert in compiled.parameters
        ]
        return _executed(connection, compiled, given)

    def run_by_column(self, connection: Connection, columns: Sequence[Sequence[Any]]) -> Any:
        """Run an INSERT of many rows as `run` does: the values of each column, in the order of the statement's.

        Where it has places for more rows than there are, the last row is given again.
        """
        compiled = self._compiled_for(connection.dialect)
        converted = [
            _converted(values, convert)
            for values, (_, _, convert) in zip(columns, compiled.parameters[: len(columns)], strict=True)
        ]
        rows = list(zip(*converted, strict=True))
        rows += rows[-1:] * (len(compiled.parameters) // len(columns) - len(rows))
        return _executed(connection, compiled, list(chain.from_iterable(rows)))

    def _compiled_for(self, dialect: Dialect) -> _Compiled:
        compiled = self._compiled.get(dialect)
        if compiled is None:
            compiled = self._compiled[dialect] = _compile(self._statement, dialect)
        return compiled


class Reader:
    """Turns what the driver gives of a whole row of a table into values by column."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._converts: WeakKeyDictionary[Dialect, list[tuple[str, Convert]]] = WeakKeyDictionary()

    def columns(self, dialect: Dialect) -> list[tuple[str, Convert]]:
        """Each column's name in the table's order, with what converts its values."""
        found = self._converts.get(dialect)
        if found is None:
            found = self._converts[dialect] = [
                (column.name, column.type.dialect_impl(dialect).result_processor(dialect, None))
                for column in self._table.c
            ]
        return found


def _converted(values: Sequence[Any], convert: Convert) -> Sequence[Any]:
    """A column's values as the driver takes them; where all are the same one, it is converted once."""
    if convert is None:
        return values
    first = values[0]
    if all(value is first for value in values):
        return [convert(first)] * len(values)
    return [convert(value) for value in values]


def _executed(connection: Connection, compiled: _Compiled, given: Sequence[Any]) -> Any:
    cursor = connection.connection.cursor()
    cursor.execute(compiled.text, given)
    return cursor


def _compile(statement: ClauseElement, dialect: Dialect) -> _Compiled:
    """Have the statement written in a dialect."""
    compiled = statement.compile(dialect=dialect)
    if not isinstance(compiled, SQLCompiler):
        raise TypeError(f"{type(statement).__name__} is no statement over rows")
    parameters = []
    for name in compiled.positiontup or ():
        bound = compiled.binds[name]
        parameters.append((name, bound.effective_value, bound.type.dialect_impl(dialect).bind_processor(dialect)))
    return _Compiled(compiled.string, tuple(parameters))
