"""What is bounded among all processes: how much a platform takes in a time, and what may exist only once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import delete, func, select

from storage import tables as t
from storage.rows import Rows

LONGEST = timedelta(hours=1)
"""No limit counts over more; what is older is forgotten."""


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` requests in any `seconds`, counted over everything that bears the name of the bucket."""

    bucket: str
    most: int
    seconds: int

    def __post_init__(self) -> None:
        if self.seconds > LONGEST.total_seconds():
            raise ValueError("requests are not remembered for so long")


class Spendings(Rows[t.Spending]):
    """Requests that count towards limits, kept as long as they count."""

    of = t.Spending

    def spend(self, limits: Sequence[Limit], now: datetime) -> float:
        """Count one request towards every bucket and return 0, or count nothing and return the seconds to wait."""
        wait = max((self._wait(limit, now) for limit in limits), default=0.0)
        if wait > 0:
            return wait
        self.connection.execute(delete(self.table).where(self.c.spent_at <= now - LONGEST))
        for bucket in {limit.bucket for limit in limits}:
            self.add(bucket=bucket, spent_at=now)
        return 0.0

    def take_back(self, bucket: str, since: datetime | None = None) -> None:
        """Count no more what was counted (from an instant on) for requests that are known not to have been taken."""
        since = since or datetime.min.replace(tzinfo=UTC)
        self.connection.execute(delete(self.table).where(self.c.bucket == bucket, self.c.spent_at >= since))

    def _wait(self, limit: Limit, now: datetime) -> float:
        """How long until one more fits into the limit: until the oldest that fills it no longer counts."""
        since = now - timedelta(seconds=limit.seconds)
        counted = (self.c.bucket == limit.bucket, self.c.spent_at > since)
        spent = self.connection.execute(select(func.count()).select_from(self.table).where(*counted)).scalar_one()
        if spent < limit.most:
            return 0.0
        oldest = self.find(*counted, order=self.c.spent_at.desc(), limit=limit.most)[-1]
        return max((oldest.spent_at - since).total_seconds(), 0.001)


class Usages(Rows[t.Usage]):
    """What came on one day from each."""

    of = t.Usage

    def spend(self, name: str, on: date, *, files: int, size: int) -> None:
        """Count so many files and bytes towards a day; days long past are forgotten with the first of a new one."""
        if self.add_once(name=name, on=on, files=files, size=size) is None:
            here = (self.c.name == name, self.c.on == on)
            self.change(*here, files=self.c.files + files, size=self.c.size + size)
        else:
            self.connection.execute(delete(self.table).where(self.c.on < on - timedelta(days=7)))


class Leases(Rows[t.Lease]):
    """What may exist only once: held by whoever renews it in time."""

    of = t.Lease

    def take(self, name: str, owner: str, now: datetime, seconds: float) -> int | None:
        """Take or renew a lease and return its epoch, which rises with each change of hands; None: another holds it."""
        until = now + timedelta(seconds=seconds)
        if self.add_once(name=name, owner=owner, until=until) is not None:
            return 1
        held = self.having(name=name)[0]
        if held.owner != owner and held.until > now:
            return None
        epoch = held.epoch + (held.owner != owner)
        self.set(held.key, owner=owner, epoch=epoch, until=until)
        return epoch

    def give_back(self, name: str, owner: str, now: datetime) -> None:
        """Let another take it at once."""
        self.change(self.c.name == name, self.c.owner == owner, until=now)

    def holder(self, name: str, now: datetime) -> str | None:
        """Return who holds a lease now."""
        held = self.first_having(name=name)
        return held.owner if held and held.until > now else None


class Tokens(Rows[t.Token]):
    """Access tokens that replicas share."""

    of = t.Token
