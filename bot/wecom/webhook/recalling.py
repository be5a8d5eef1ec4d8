"""What the rows know of the answer to a message: whatever a process remembered, this is there after a restart."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.outgoing import outgoing
from bot.platform import Outgoing
from bot.wecom.messages import PLATFORM
from storage.tables import Delivery
from storage.unit_of_work import Work

RESPONSE = "response"
"""The platform's id of what was sent as the response to WeCom's call."""

_DIRECT = "reply/"


@dataclass(frozen=True, slots=True)
class Recalled:
    """A message that is known. `is_handled`: its conversation is over; `delivery`: its answer, where there is one."""

    at: datetime
    is_handled: bool
    delivery: Delivery | None = None
    outgoing: Outgoing | None = None

    @property
    def may_be_shown(self) -> bool:
        """The answer is said by the response, and by nothing else: it was, or nobody knows, or it could not be."""
        row = self.delivery
        return row is not None and (row.state in ("unknown", "failed") or (row.state, row.platform_id) == said())

    @property
    def is_coming(self) -> bool:
        """The answer is yet to be sent, or on its way."""
        return self.delivery is not None and self.delivery.state in ("pending", "sending")

    @property
    def is_elsewhere(self) -> bool:
        """The answer was sent by another way."""
        return self.delivery is not None and self.delivery.state == "sent" and not self.may_be_shown


def said() -> tuple[str, str]:
    """Return state and platform id of a delivery that the response has said."""
    return "sent", RESPONSE


def is_direct(delivery: Outgoing) -> bool:
    """Whether this is what a conversation answers at once, and not a receipt or a late word of a coordinator."""
    return delivery.answers is not None and delivery.key.startswith(_DIRECT)


def recall(work: Work, account: str, message_id: str, links: tuple[str, ...]) -> Recalled | None:
    """Return what is known of a message and its answer; None where it never came."""
    row = work.inbox.first_having(platform=PLATFORM, account=account, message_id=message_id)
    if row is None:
        return None
    is_handled = row.state != "waiting"
    for delivery in work.deliveries.having(in_reply_to=row.key):
        sent = outgoing(work, delivery, links)
        if sent and is_direct(sent):
            return Recalled(row.admitted_at, is_handled, delivery, replace(sent, part=0))
    return Recalled(row.admitted_at, is_handled)


def settle(work: Work, delivery: Delivery) -> None:
    """Note that the response has said what nobody knew to be said."""
    if work.deliveries.get(delivery.key).state in ("unknown", "failed"):
        state, platform_id = said()
        work.deliveries.set(delivery.key, state=state, platform_id=platform_id, failure="", settled_at=work.now)
