"""Instants in the database: stored as UTC, given back aware, naive ones refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import DateTime
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from storage.beijing import BEIJING


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


def days_of(kept: Iterable[Any]) -> Counter[date]:
    """Count on which days in Beijing moments are, as they are kept; those within an hour are reckoned once."""
    found = Counter[date]()
    hours = Counter([one[:_HOUR] if isinstance(one, str) else one for one in kept])
    for hour, many in hours.items():
        found[_day(hour) if isinstance(hour, str) else hour.astimezone(BEIJING).date()] += many
    return found


_HOUR = len("2024-10-25 16")


@lru_cache(maxsize=4096)
def _day(hour: str) -> date:
    """The day in Beijing of an hour in UTC: its offset is of whole hours."""
    return datetime.fromisoformat(hour).replace(tzinfo=UTC).astimezone(BEIJING).date()
