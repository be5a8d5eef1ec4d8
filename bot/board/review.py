"""What waits for a decision: hand-ins beside their texts and pictures, and what units said of themselves.

The oldest first, so that nobody waits long.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from aiohttp import web

from bot.board.desk import CampaignPage, Desk
from bot.board.handins import HandIn, hand_in
from scheduler import joint
from storage.standing import Standing, State, standings, unclaimed
from storage.unit_of_work import Work

MOST = 20
"""Hand-ins on one page; what is decided on makes room for the next."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One hand-in with its unit's account; no unit where it is not known yet."""

    hand_in: HandIn
    one: Standing | None = None


@dataclass(frozen=True)
class Review(CampaignPage):
    """Everything below `/board/{campaign}/review`."""

    base: ClassVar[str] = "/board/{campaign}/review"
    name: ClassVar[str] = "review"
    parts: ClassVar[tuple[str, ...]] = ("declared", "events", "waiting")

    def _filled(self, work: Work, desk: Desk, request: web.Request) -> dict[str, Any]:  # noqa: ARG002 - one for all
        own = {one.number for one in desk.standings}
        rows = [found for found in work.submissions.undecided(desk.campaign.key) if found[1] in own]
        loose = unclaimed(work, desk.campaign)
        shown = list(dict.fromkeys(unit for _, unit in rows[:MOST]))
        accounts = {one.number: one for one in standings(work, desk.campaign, desk.notice, shown)}
        return {
            "may_decide": True,
            "is_beside": True,
            "left": len(rows) + len(loose),
            "waiting": [
                *(Waiting(hand_in(work, row, desk.notice)) for row in loose[:MOST]),
                *(
                    Waiting(hand_in(work, work.submissions.get(row), desk.notice), accounts[unit])
                    for row, unit in rows[:MOST]
                ),
            ],
            "events": [
                (row, pair, [work.submissions.get(one) for one in (row.submission_id, row.other_id) if one])
                for row, *pair in joint.waiting(work, desk.campaign.key, frozenset(own))
            ],
            "mailed": [one for one in desk.standings if one.state is State.MAILED],
            "no_event": [one for one in desk.standings if one.state is State.NO_EVENT],
        }
