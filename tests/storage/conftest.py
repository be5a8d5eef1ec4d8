"""A unit of work over an empty database in memory."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from storage.database import Database
from storage.schema import create_all


@pytest.fixture
def work():
    database = Database(None, lambda: datetime(2024, 9, 4, 1, tzinfo=UTC))
    create_all(database.engine)
    with database.transaction() as opened:
        yield opened
    database.close()
