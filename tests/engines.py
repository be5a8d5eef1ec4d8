"""Engines of tests that know statements from one another: each App would else compile its own, a tenth of a second's work."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine, create_engine

MOST_STATEMENTS = 2000


class Engines:
    """Makes engines as SQLAlchemy does, all with the dialect of the first and what was compiled for it."""

    def __init__(self) -> None:
        self._first: Engine | None = None

    def create(self, url: str, **options: Any) -> Engine:
        """Create an engine for one kind of database: what is compiled holds for a dialect and not for a file."""
        engine = create_engine(url, query_cache_size=MOST_STATEMENTS, **options)
        if self._first is None:
            self._first = engine
        engine.dialect = engine.pool._dialect = self._first.dialect
        engine._compiled_cache = self._first._compiled_cache
        return engine
