"""The chart of the digest as it would be sent now, to be looked at and sent on."""

from __future__ import annotations

from dataclasses import dataclass

from aiohttp import web

from bot.board.desk import desk_of
from bot.board.entrance import Entrance
from bot.board.live import missing
from handlers.enrolment.logins import Visitor
from scheduler.charts import drawn
from scheduler.clock import BEIJING
from scheduler.wording.digests import title
from storage.database import Database
from storage.exports import chart
from storage.figures import Figures
from storage.unit_of_work import Work


@dataclass(frozen=True)
class Picture:
    """`/board/{campaign}/chart.png`: of the office that is asked for, else of the first of a coordinator's."""

    database: Database
    entrance: Entrance

    def routes(self) -> list[web.AbstractRouteDef]:
        """Return the route, to be added to the server's application."""
        return [web.get(r"/board/{campaign:\d{1,9}}/chart.png", self.show, allow_head=False)]

    async def show(self, request: web.Request) -> web.Response:
        """Draw it. Raises 404 for a campaign that there is not, and for an office that is not theirs."""
        who = await self.entrance.who(request, lambda visitor: bool(visitor.offices))
        campaign, asked = int(request.match_info["campaign"]), request.query.get("office")
        found = await self.database.read(lambda work: _figures(work, campaign, who, asked))
        if found is None:
            raise missing()
        return web.Response(body=chart.png(*found), content_type="image/png")


def _figures(work: Work, campaign_id: int, who: Visitor, asked: str | None) -> tuple[Figures, str] | None:
    """What is drawn, and the title; None where it is not theirs to see."""
    desk, office = desk_of(work, campaign_id, who), asked or who.offices[0]
    if desk is None or office not in who.offices:
        return None
    own = [one for one in desk.standings if one.office == office]
    said = title(office, desk.today, work.now.astimezone(BEIJING).strftime("%H:%M"))
    return drawn(work, desk.campaign, office, own), said
