"""A unit's page: what it owes and has, every hand-in with its versions, and everything said about it, in one order.

Coordinators decide there; the unit's head sees the same and changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from aiohttp import web

from bot.board import wording
from bot.board.desk import CampaignPage, Desk
from bot.board.handins import HandIn, hand_in
from bot.board.live import missing
from bot.web import history
from handlers.enrolment.logins import Visitor
from scheduler.wording.reminders import on_leave
from storage.chat import Role
from storage.reach import Reach, reach_of_units
from storage.standing import Standing
from storage.tables import Unit
from storage.unit_of_work import Work

MOST_SAID = 60
"""Of all that was said about a unit, the newest that are shown."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who speaks for the unit: name, in which capacity, and on which platform."""

    name: str
    role: str
    platform: str


@dataclass(frozen=True)
class UnitPage(CampaignPage):
    """Everything below `/board/{campaign}/units/{unit}`."""

    base: ClassVar[str] = "/board/{campaign}/units/{unit}"
    name: ClassVar[str] = "unit"
    parts: ClassVar[tuple[str, ...]] = ("account", "handins", "said")

    def lets_in(self, who: Visitor) -> bool:
        """Coordinators, and heads of a unit; which unit that is, is looked at with the page."""
        return bool(who.offices or who.heads)

    async def messages(self, request: web.Request) -> web.Response:
        """Take a decision in; a head decides nothing here."""
        who = await self.entrance.who(request, self.lets_in)
        if not who.offices:
            raise web.HTTPForbidden(text=wording.READ_ONLY)
        return await super().messages(request)

    def _filled(self, work: Work, desk: Desk, request: web.Request) -> dict[str, Any]:  # noqa: ARG002 - one for all
        one = desk.account
        if one is None:
            raise missing()
        return {
            "one": one,
            "may_decide": one.office in desk.offices,
            "reach": reach_of_units(work).get(one.unit.key, Reach.NONE).value,
            "away": on_leave(one.leaves),
            "reminded": work.deliveries.reminders_by_unit(desk.campaign.key).get(one.unit.key, 0),
            "speakers": list(speakers(work, one.unit)),
            "is_beside": False,
            "hand_ins": list(hand_ins(work, desk, one)),
            "said": history.entries_of_unit(work, one.unit.key, desk.campaign.published_at, MOST_SAID)[::-1],
        }


def speakers(work: Work, unit: Unit) -> Iterator[Speaker]:
    """Give who speaks for a unit now."""
    for binding in work.bindings.of_unit(unit.key, work.now):
        member = work.members.get(binding.member_id)
        role = wording.ROLES.get(Role(binding.role), binding.role)
        yield Speaker(member.name, role, wording.PLATFORMS.get(member.platform, member.platform))


def hand_ins(work: Work, desk: Desk, one: Standing) -> Iterator[HandIn]:
    """Give a unit's hand-ins, the newest first, those withdrawn included."""
    rows = work.submissions.having(campaign_id=desk.campaign.key, unit_id=one.unit.key)
    yield from (hand_in(work, row, desk.notice) for row in reversed(rows) if row.receipt_no)
