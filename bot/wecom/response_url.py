"""A message's response_url: it takes one answer within an hour, whoever asks, and whatever was restarted meanwhile.

Wire: developer.work.weixin.qq.com, document 101138.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.platform import Host, Outgoing, Said
from bot.wecom.client import respond
from bot.wecom.client.calls import Calls
from bot.wecom.messages import PLATFORM, Handle
from bot.wecom.tools import chat_rates
from storage.errors import PlatformError, Remedy
from storage.repositories import Limit

LASTS = timedelta(minutes=55)


def is_open(said: Said, now: datetime) -> bool:
    """Whether a message has a response_url that may still take an answer."""
    return bool(Handle.unpack(said.handle).response_url) and now - said.at < LASTS


async def use_up(host: Host, calls: Calls, outgoing: Outgoing, said: Said, body: Mapping[str, Any]) -> bool:
    """Say a body by a message's response_url; return whether it was taken, False where it is used or dead.

    Raises PlatformError where it may be asked again, or may have taken it.
    """
    url = Handle.unpack(said.handle).response_url
    await host.pace(chat_rates(outgoing.address))
    once = Limit(f"{PLATFORM}/response/{hashlib.sha256(url.encode()).hexdigest()[:32]}", 1, 3600)
    try:
        await host.pace([once])
    except PlatformError:
        return False
    try:
        await respond(calls, url, body)
    except PlatformError as error:
        if error.unknown:
            raise
        if error.remedy is not Remedy.GIVE_UP:  # nothing was taken: it may be asked again
            await host.database.write(lambda work: work.spendings.take_back(once.bucket))
            raise
        return False
    return True
