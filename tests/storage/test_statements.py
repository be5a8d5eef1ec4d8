"""Statements compiled once: what they give is what SQLAlchemy would give."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import bindparam, schema, select

from storage.statements import Prepared
from storage.tables import Setting, Unit
from storage.unit_of_work import Work

NOW = datetime(2024, 9, 4, 1, tzinfo=UTC)


def test_a_prepared_statement_takes_its_own_values_where_none_are_given(work):
    table = Setting.__table__
    work.settings.turn("a", "1")
    work.settings.turn("b", "2")
    named = Prepared(select(table.c.value).where(table.c.name == bindparam("which", "a")))
    assert named.run(work.connection, {}).fetchall() == [("1",)]
    assert named.run(work.connection, {"which": "b"}).fetchall() == [("2",)]


def test_only_statements_over_rows_can_be_prepared(work):
    with pytest.raises(TypeError, match="CreateTable is no statement over rows"):
        Prepared(schema.CreateTable(Unit.__table__)).run(work.connection, {})


def test_a_repository_asked_of_the_class_is_the_descriptor_and_of_a_work_always_the_same(work):
    assert work.settings is work.settings
    assert isinstance(Work.settings, type(Work.__dict__["settings"]))


def test_a_row_that_is_not_there_is_named(work):
    with pytest.raises(LookupError, match="no Setting 7"):
        work.settings.get(7)


def test_a_column_that_is_not_there_is_named_before_anything_is_written(work):
    with pytest.raises(TypeError, match="colour"):
        work.settings.add(name="a", colour="red")
    assert work.settings.count() == 0
