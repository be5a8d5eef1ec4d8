"""Tells those who run the bot that an account of WeCom's needs a person, while something else has failed by it."""

from __future__ import annotations

import logging
from functools import partial

from bot import alerts
from bot.platform import Host
from bot.wecom.messages import PLATFORM
from storage.errors import NotStored

_log = logging.getLogger(__name__)


async def tell(host: Host, account: str, line: str) -> None:
    """Raise an alert; that it cannot be written down just now is no reason to fail in another way."""
    try:
        await host.database.write(partial(alerts.account_in_trouble, platform=PLATFORM, account=account, line=line))
    except NotStored:
        _log.warning("trouble of an account could not be written down", extra={"account": account, "reason": line})
