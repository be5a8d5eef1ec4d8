"""What every account of WeCom is given to work with, and the rates that all of them keep."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot.config.wecom import WeComSettings
from bot.network import Network
from bot.wecom.messages import PLATFORM
from storage.chat import ChatAddress
from storage.repositories import Limit


@dataclass(frozen=True, slots=True)
class Tools:
    """The way out, where WeCom is, and where the bytes of a file lie by their hash."""

    network: Network
    settings: WeComSettings
    blob: Callable[[str], Path]


def chat_rates(address: ChatAddress) -> tuple[Limit, Limit]:
    """Return four fifths of what WeCom takes in one conversation, or for one member, in a minute and an hour."""
    bucket = f"{PLATFORM}/{address.account}/chat/{address.chat}"
    return Limit(bucket, 24, 60), Limit(bucket, 800, 3600)
