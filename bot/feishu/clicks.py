"""What becomes of a card once somebody has pressed it: told in the answer to the click, within seconds, or afterwards.

Source: open.feishu.cn, 卡片回传交互回调: a toast for whoever pressed, and the card as it is from now on for everybody.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from bot.feishu import wording
from bot.feishu.client import Client
from bot.feishu.messages import Handle
from bot.feishu.rates import of_message
from bot.feishu.render import answered, toast
from bot.handover import Handover
from bot.outgoing import outgoing
from bot.platform import Host, Outgoing
from storage import earlier
from storage.errors import PlatformError, Remedy
from storage.unit_of_work import Work

CARRIED_SECONDS = 3.0
"""How long an answer waits until the click that waits for it has carried it away."""

WORKING: dict[str, Any] = {"toast": {"type": "info", "content": wording.WORKING}}
"""What is told where the result takes longer."""

_DIRECT = "reply/"
_PASSING = (Remedy.RETRY, Remedy.WAIT, Remedy.REFRESH)


def pressed_card(delivery: Outgoing) -> str:
    """Return the card whose press a delivery answers at once; empty where it answers none."""
    is_direct = delivery.answers is not None and delivery.key.startswith(_DIRECT) and not delivery.part
    return Handle.unpack(delivery.answers.handle).card if is_direct and delivery.answers else ""


@dataclass(frozen=True, slots=True)
class Clicks:
    """Answers the clicks of one account."""

    host: Host
    client: Client
    account: str
    handover: Handover[Any]

    async def answer(self, delivery: Outgoing) -> str | None:
        """Tell the result where it was asked for; None where it is to be said by a message of its own.

        Returns the id of the card that shows the result. Raises PlatformError.
        """
        said, message_id = delivery.answers, pressed_card(delivery)
        if said is None or not message_id:
            return None
        card = await self.host.database.read(lambda work: _result(work, delivery, message_id, self.host.links))
        told = {"toast": toast(delivery.reply), **({"card": {"type": "raw", "data": card}} if card else {})}
        is_carried = False
        if said.message_id in self.handover:
            with self.handover.at(said.message_id) as meeting:
                is_carried = await meeting.offer(told, CARRIED_SECONDS)
        if card is None:
            return None
        return message_id if is_carried or await self._changed(message_id, card) else None

    async def _changed(self, message_id: str, card: dict[str, Any]) -> bool:
        """Change the card after the click was answered; return whether it can be. Raises PlatformError."""
        await self.host.pace(of_message(self.account, message_id))
        try:
            await self.client.patch(message_id, card)
        except PlatformError as error:
            if error.remedy in _PASSING:
                raise
            return False
        return True


def _result(work: Work, delivery: Outgoing, message_id: str, links: tuple[str, ...]) -> dict[str, Any] | None:
    """The card that says a result in place of the pressed one, where that is known here and can."""
    said, at = delivery.answers, delivery.address
    row = earlier.sent(work, at, message_id)
    shown = outgoing(work, row, links) if row else None
    if said is None or shown is None:
        return None
    member = work.members.known(at.platform, at.account, said.sender)
    by = member.name if member and member.name else said.sender
    pressed = earlier.heard(work, at, said.message_id)
    says = pressed.payload["text"] if pressed else ""
    return answered(replace(shown, part=0), delivery.reply, by, said.at, says)
