"""Who speaks in WeCom where a robot cannot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.platform import Outgoing, Platform
from bot.wecom.app import SelfBuiltApp


@dataclass(frozen=True, slots=True)
class Partners:
    """The app of its tenant in private, the webhook of a group by the group's id."""

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
