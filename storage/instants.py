"""Instants in the database: stored as UTC, given back aware, naive ones refused."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from typing import Any

from sqlalchemy import DateTime
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

BEIJING = timezone(timedelta(hours=8))
"""Beijing has kept one offset since 1991; hand-ins are compared with deadlines in it."""


class Instant(TypeDecorator[datetime]):
    """A moment. SQLite forgets the zone and drivers accept naive values; this type does neither."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Turn an aware datetime into UTC; raise ValueError on a naive one."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"naive instant {value!r}: give it a zone first")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(
        self,
        value: datetime | None,
        dialect: Dialect,  # noqa: ARG002 - SQLAlchemy passes it
    ) -> datetime | None:
        """Give an aware UTC datetime back."""
        if value is None or value.tzinfo is not None:
            return value
        return value.replace(tzinfo=UTC)


def as_kept(moment: datetime, dialect: Dialect) -> Any:
    """Return a moment as a database's driver gives one back where no type converts it; such values compare as moments.

    SQLite keeps texts of one width in UTC, whose order is that of time.
    """
    convert = Instant().dialect_impl(dialect).bind_processor(dialect)
    return convert(moment) if convert else moment


def day_of(kept: Any) -> date:
    """Return the day in Beijing of a moment as it is kept."""
    return _day(kept[:_HOUR]) if isinstance(kept, str) else kept.astimezone(BEIJING).date()


_HOUR = len("2024-10-25 16")


@lru_cache(maxsize=4096)
def _day(hour: str) -> date:
    """The day in Beijing of an hour in UTC: its offset is of whole hours."""
    return datetime.fromisoformat(hour).replace(tzinfo=UTC).astimezone(BEIJING).date()
