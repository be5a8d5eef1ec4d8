"""What stands in the database file right after a kill: read beside the dead process, nothing mended, nothing kept."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

_IN_HAND = {
    "waiting": "SELECT count(*) FROM inbox WHERE state = 'waiting'",
    "files": "SELECT count(*) FROM inboxfile WHERE state = 'waiting'",
    "deliveries": "SELECT count(*) FROM delivery WHERE state = 'sending' OR state = 'pending' AND due_at <= :by",
    "jobs": "SELECT count(*) FROM job WHERE state IN ('waiting', 'running')",
}


@dataclass(frozen=True, slots=True)
class Census:
    """What was in hand when a process died: rows by what they wait for, and the keys that were on their way."""

    admitted: frozenset[str]
    waiting: int
    files: int
    deliveries: int
    jobs: int
    sending: frozenset[str]

    @property
    def in_hand(self) -> int:
        """How much was begun and not finished."""
        return self.waiting + self.files + self.deliveries + self.jobs


def take(folder: Path, by: datetime) -> Census:
    """Count what is in hand; what is to be said after an instant is not."""
    values = {"by": by.astimezone(UTC).isoformat(" ")}
    with closing(opened(folder)) as database:
        counted = {name: database.execute(query, values).fetchone()[0] for name, query in _IN_HAND.items()}
        admitted = database.execute("SELECT message_id FROM inbox").fetchall()
        sending = database.execute("SELECT unique_key FROM delivery WHERE state = 'sending'").fetchall()
    return Census(frozenset(row[0] for row in admitted), **counted, sending=frozenset(row[0] for row in sending))


def opened(folder: Path) -> sqlite3.Connection:
    """Open the file for reading only, so that what the dead left in its log stays there for the next life to find."""
    return sqlite3.connect(f"file:{folder / 'baosong.db'}?mode=ro", uri=True)
