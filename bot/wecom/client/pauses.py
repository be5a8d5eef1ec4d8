"""For how long WeCom closes a bucket for frequency (45009): each operation has its own limits."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.pauses import Pauses
from bot.wecom.errors import Code, WeComError
from scheduler.clock import BEIJING, Clock
from storage.errors import PlatformError


def pauses(clock: Clock) -> Pauses:
    """Return the buckets of one account, all open."""
    return Pauses(clock, _length)


def _length(error: PlatformError, met: int, now: datetime) -> float:
    """Take it for a minute's limit, which is over after 60 s; met again at once for the hour's, then for the day's."""
    if not isinstance(error, WeComError) or error.code != Code.TOO_OFTEN:
        return 0.0
    if met <= 2:
        return 60.0
    if met <= 4:
        return 3600.0
    midnight = now.astimezone(BEIJING).replace(hour=0, minute=0, second=0, microsecond=0)
    return (midnight + timedelta(days=1) - now).total_seconds()
