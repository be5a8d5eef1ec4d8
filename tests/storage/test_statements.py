"""Statements compiled once: what they give is what SQLAlchemy would give."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import bindparam, schema, select

from storage.statements import Prepared
from storage.tables import Setting, Unit
from storage.unit_of_work import Work

NOW = datetime(2024, 9, 4, 1, tzinfo=UTC)


@pytest.fixture
def statements(work):
    """What the driver has been told to do."""
    told = []
    work.connection.connection.driver_connection.set_trace_callback(told.append)
    yield told
    work.connection.connection.driver_connection.set_trace_callback(None)


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


def test_many_rows_are_inserted_with_few_statements_and_each_under_the_number_it_was_told(work, statements):
    work.settings.turn("s7", "old")
    rows = [{"name": f"s{at % 90}", "value": str(at)} for at in range(100)]
    before = len(statements)
    numbers = work.settings.add_all_once(rows)
    assert len(statements) - before == 3  # which number was the last, all of them, which are new
    assert [at for at, number in enumerate(numbers) if number is None] == [7, *range(90, 100)]
    for at, number in enumerate(numbers):
        if number:
            assert (work.settings.get(number).name, work.settings.get(number).value) == (f"s{at}", str(at))
    assert work.settings.count() == 90
    assert work.settings.made == 89
    assert work.settings.add_all_once([]) == []


def test_what_only_one_of_many_rows_gives_is_kept(work):
    chats = [
        {"platform": "p", "account": "a", "external": name, "room": "private", "seen_at": NOW}
        for name in ("one", "two")
    ]
    first, second = work.chats.add_all_once([chats[0], chats[1] | {"office": "普及部"}])
    assert (work.chats.get(first).office, work.chats.get(second).office) == (None, "普及部")
