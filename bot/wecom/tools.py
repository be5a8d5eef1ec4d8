"""What every account of WeCom is given to work with, and the rates that all of them keep."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from bot.config.wecom import WeComSettings
from bot.network import Network
from bot.platform import Outgoing, Platform
from bot.wecom.messages import PLATFORM
from storage.chat import ChatAddress
from storage.repositories import Limit

if TYPE_CHECKING:
    from bot.wecom.app import SelfBuiltApp


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


@dataclass(frozen=True, slots=True)
class Partners:
    """Who speaks where a robot cannot: the app of its tenant in private, the webhook of a group by the group's id."""

    app: SelfBuiltApp | None = None
    webhooks: Mapping[str, Platform] = field(default_factory=dict)

    def of(self, outgoing: Outgoing) -> tuple[Platform, Outgoing] | None:
        """Return who can say something in the same chat, and what is then to be said by them."""
        if outgoing.room.is_group:
            webhook = self.webhooks.get(outgoing.address.chat)
            return (webhook, outgoing) if webhook else None
        if self.app is None:
            return None
        address = replace(outgoing.address, account=self.app.account)
        return self.app, replace(outgoing, address=address, answers=None, latest=None)
