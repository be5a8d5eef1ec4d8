"""What a campaign will still say unasked, to whom and when; each stage of reminders can be moved, worded, left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from aiohttp import web

from bot.board.desk import CampaignPage, Desk
from handlers.wording.planning import stage_name
from scheduler import plan
from scheduler.settings import PushSettings
from storage.reach import Reach, reach_of_units
from storage.unit_of_work import Work


@dataclass(frozen=True)
class Plan(CampaignPage):
    """Everything below `/board/{campaign}/plan`."""

    settings: PushSettings

    base: ClassVar[str] = "/board/{campaign}/plan"
    name: ClassVar[str] = "plan"
    parts: ClassVar[tuple[str, ...]] = ("stages", "coming")

    def _filled(self, work: Work, desk: Desk, request: web.Request) -> dict[str, Any]:  # noqa: ARG002 - one for all
        offices = {
            office: [one for one in desk.standings if one.office == office]
            for office in desk.offices
            if any(one.office == office for one in desk.standings)
        }
        coming = [
            one
            for office, own in offices.items()
            for one in plan.planned(work, desk.campaign, office, own, self.settings)
        ]
        ways = reach_of_units(work)
        return {
            "stages": {
                office: plan.stages(work, desk.campaign, office, own, self.settings) for office, own in offices.items()
            },
            "coming": sorted(coming, key=lambda one: one.instant),
            "stage_name": stage_name,
            "unreached": [
                one.name for one in desk.standings if one.owes and ways.get(one.number, Reach.NONE) is Reach.NONE
            ],
        }
