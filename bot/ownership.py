"""What may exist only once among all processes: its owner holds a lease, renews it, and lets go before it is over."""

from __future__ import annotations

import logging
import secrets

from bot.persisting import pause
from scheduler.clock import Clock
from storage.database import Database
from storage.errors import NotStored

LEASE_SECONDS = 50.0
"""How long after its owner's last word a thing stays its own: after a crash another takes it within a minute."""

RENEW_SECONDS = 10.0
RETRY_SECONDS = 5.0
WRITE_SECONDS = 5.0

SURE_SECONDS = 30.0
"""How long after the last renewal its owner goes on. With the time that a renewal may take, and with hosts whose
clocks differ by some seconds, it is still less than the lease."""

_log = logging.getLogger(__name__)


class Ownership:
    """One thing that one process at a time may do. `epoch` rises whenever it changes hands."""

    def __init__(self, database: Database, clock: Clock, name: str) -> None:
        self._database = database
        self._clock = clock
        self._name = name
        self._owner = secrets.token_hex(8)
        self.epoch = 0

    async def take(self) -> None:
        """Wait until it is ours."""
        while not (epoch := await self._lease()):
            await pause(self._clock, RETRY_SECONDS)
        self.epoch = epoch

    async def keep(self) -> None:
        """Renew the lease for as long as that works; returns when the thing is another's or may soon be."""
        try:
            while True:
                async with self._clock.timeout(SURE_SECONDS):
                    if not await self._renew():
                        return
        except TimeoutError:
            return

    async def give_back(self) -> None:
        """Let another take it at once; where the database takes nothing the lease runs out by itself."""
        try:
            async with self._clock.timeout(WRITE_SECONDS):
                await self._database.write(lambda work: work.leases.give_back(self._name, self._owner, work.now))
        except (NotStored, TimeoutError):
            return

    async def _renew(self) -> bool:
        """Renew as soon as it is time and the database takes it; False where it is, or has been, another's."""
        while True:
            await pause(self._clock, RENEW_SECONDS)
            epoch = await self._lease()
            if epoch != 0:
                return epoch == self.epoch

    async def _lease(self) -> int | None:
        """Take or renew the lease and return its epoch; None where another holds it, 0 where nothing can be written."""
        try:
            async with self._clock.timeout(WRITE_SECONDS):
                return await self._database.write(
                    lambda work: work.leases.take(self._name, self._owner, work.now, LEASE_SECONDS)
                )
        except (NotStored, TimeoutError):
            return 0
        except Exception:  # noqa: BLE001 - whatever is wrong with the database, it is asked again
            _log.exception("a lease could not be taken", extra={"lease": self._name})
            return 0
