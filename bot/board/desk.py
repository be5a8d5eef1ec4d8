"""What every page of a campaign on the board begins with: which campaign, whose units, and where they stand."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from aiohttp import web

from bot.board import wording
from bot.board.live import PartedPage, missing
from bot.web.wording import days_left
from handlers.enrolment.logins import Visitor
from scheduler.clock import beijing_date
from scheduler.phrases import subject
from storage.editions import notice_of
from storage.notice.model import Notice
from storage.standing import Listed, Standing, by_case, roll, standing_of
from storage.tables import Campaign
from storage.unit_of_work import Work


@dataclass(frozen=True, slots=True)
class Desk:
    """A campaign as one coordinator sees it: the units of their offices, in the roster's order.

    On a page about one unit there is that one only, with its whole account.
    """

    campaign: Campaign
    notice: Notice
    offices: tuple[str, ...]
    standings: Sequence[Listed]
    today: date
    account: Standing | None = None

    @property
    def title(self) -> str:
        """What it is about, short."""
        return subject(self.notice)

    @property
    def deadline(self) -> date | None:
        """The last day of most units: the earliest that is still ahead, else the last one."""
        days = sorted({case.deadline_on for case, _ in by_case(self.standings) if case.deadline_on})
        return next((day for day in days if day >= self.today), days[-1] if days else None)

    @property
    def left(self) -> str:
        """How far that is away, or that it is over."""
        if self.campaign.closed_at or self.campaign.taken_back_at:
            return wording.CLOSED_CAMPAIGN
        return days_left(self.deadline, self.today) if self.deadline else ""


def desk_of(work: Work, campaign_id: int, who: Visitor, unit_id: int | None = None) -> Desk | None:
    """Return a campaign as somebody sees it, all of their units or one; None where there is none."""
    campaign = next(iter(work.campaigns.having(id=campaign_id)), None)
    if campaign is None or campaign.edition_id is None:
        return None
    notice = notice_of(work, campaign)
    account = standing_of(work, campaign, notice, unit_id) if unit_id else None
    every = roll(work, campaign, notice) if unit_id is None else [account] if account else []
    own = [one for one in every if one.office in who.offices or one.number in who.heads]
    return Desk(campaign, notice, who.offices, own, beijing_date(work.now), account if own else None)


class CampaignPage(PartedPage):
    """A page below `/board/{campaign}`; `_filled` gives what it shows beside the campaign itself."""

    def _subject(self, request: web.Request) -> str | None:
        return f"campaign/{int(request.match_info['campaign'])}"

    def _shown(self, work: Work, who: Visitor, request: web.Request) -> dict[str, Any]:
        unit = request.match_info.get("unit")
        desk = desk_of(work, int(request.match_info["campaign"]), who, int(unit) if unit else None)
        if desk is None:
            raise missing()
        sheets = wording.SHEETS if who.offices else ()
        return {"desk": desk, "sheets": sheets, **self._filled(work, desk, request)}

    @abstractmethod
    def _filled(self, work: Work, desk: Desk, request: web.Request) -> dict[str, Any]:
        """What the page shows of a campaign. Raises 404 where there is no such thing to see."""
        ...
