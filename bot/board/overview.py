"""The overview of a campaign: how many stand where, and a matrix of units and materials to filter and to print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any, ClassVar

from aiohttp import web

from bot.board.charts import progress
from bot.board.desk import CampaignPage, Desk
from bot.board.paging import address, paged
from scheduler.clock import beijing_date
from storage.notice.routing import fold
from storage.reach import Reach, reach_of_units
from storage.standing import Listed, Standing, State, Totals, by_case, standings, totals
from storage.unit_of_work import Work

ROWS = 200
"""Units on one page: an old computer draws them at once."""

_SHARES = (
    ("complete", State.COMPLETE),
    ("partial", State.PARTIAL),
    ("mailed", State.MAILED),
    ("no-event", State.NO_EVENT),
    ("missing", State.MISSING),
)
"""The states as the bar shows them, from the left."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the units is to be seen; what is empty is not asked after."""

    state: str = ""
    unit_type: str = ""
    office: str = ""
    reach: str = ""
    lacks: str = ""
    words: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Wanted:
        """Read it from an address; what is too long is cut."""
        return cls(**{one.name: query.get(one.name, "")[:120].strip() for one in fields(cls)})

    def fits(self, one: Listed, way: str) -> bool:
        """Whether a unit is among them."""
        asked = (
            (self.state, one.state.value),
            (self.unit_type, one.duty.unit_type),
            (self.office, one.office),
            (self.reach, way),
        )
        if any(wanted and wanted != found for wanted, found in asked):
            return False
        if self.lacks and self.lacks not in one.missing:
            return False
        return not self.words or fold(self.words) in fold(f"{one.name}{one.liaison}")

    def address(self, **changed: object) -> str:
        """The query of the same page with something else asked (`bot.board.paging.address`)."""
        return address(asdict(self), **changed)


@dataclass(frozen=True, slots=True)
class Cell:
    """What a unit has of a material: `state` is received, missing, open, waived or, where it is not owed, none."""

    state: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One unit of the matrix."""

    one: Standing
    cells: tuple[Cell, ...]
    others: int
    reach: str
    last_at: datetime | None


@dataclass(frozen=True)
class Overview(CampaignPage):
    """Everything below `/board/{campaign}`, and `/board`, which leads to the newest."""

    base: ClassVar[str] = "/board/{campaign}"
    name: ClassVar[str] = "overview"
    parts: ClassVar[tuple[str, ...]] = ("totals", "matrix")

    def routes(self) -> list[web.AbstractRouteDef]:
        """Return the routes, to be added to the server's application."""
        return [*super().routes(), web.get("/board", self.newest, allow_head=False)]

    async def newest(self, request: web.Request) -> web.Response:
        """Lead to the newest campaign, or say that there is none."""
        await self.entrance.who(request, self.lets_in)
        campaign = await self.conversation.database.read(lambda work: work.campaigns.last())
        return web.Response(
            status=303, headers={"Location": f"/board/{campaign.key}" if campaign else "/board/campaigns"}
        )

    def _filled(self, work: Work, desk: Desk, request: web.Request) -> dict[str, Any]:
        wanted, ways = Wanted.of(request.query), reach_of_units(work)
        materials, sums = materials_of(desk.standings), totals(desk.standings)
        reach = [ways.get(one.number, Reach.NONE) for one in desk.standings]
        if wanted != Wanted():
            found = [one for one, way in zip(desk.standings, reach, strict=True) if wanted.fits(one, way)]
        else:
            found = [*desk.standings]
        shown = paged(found, request.query, ROWS)
        accounts = standings(work, desk.campaign, desk.notice, [one.number for one in shown.rows])
        return {
            "wanted": wanted,
            "totals": sums,
            "states": Counter(one.case.state for one in desk.standings),
            "bar": list(bar(sums)),
            "progress": progress(desk.standings, desk.today, beijing_date(desk.campaign.published_at), desk.deadline),
            "types": list(dict.fromkeys(one.case.duty.unit_type for one in desk.standings)),
            "ways": Counter(reach),
            "materials": materials,
            "lines": [line(one, materials, ways.get(one.number, Reach.NONE)) for one in accounts],
            "paged": shown,
        }


def materials_of(units: Iterable[Listed]) -> list[str]:
    """Return the names of what is owed by anybody, in the notice's order."""
    duties = {case.duty.unit_type: case.duty for case, _ in by_case(units)}
    return list(dict.fromkeys(material.name for duty in duties.values() for material in duty.owed))


def line(one: Standing, materials: Sequence[str], way: Reach) -> Line:
    """Return a unit's line of the matrix."""
    owed = {material.name for material in one.duty.owed}
    others = sum(count for name, count in one.received.items() if name not in owed)
    cells = tuple(_cell(one, name) if name in owed else Cell("none") for name in materials)
    return Line(one, cells, others, way.value, max(one.last_at.values(), default=None))


def _cell(one: Standing, name: str) -> Cell:
    if count := one.received.get(name):
        return Cell("received", count)
    if name in one.waived:
        return Cell("waived")
    if one.owes:
        return Cell("missing")
    return Cell("waived" if one.state is State.EXEMPT else "open")


def bar(sums: Totals) -> Iterator[tuple[str, str, int, int, int]]:
    """Give the shares of those who owe something: name, words, how many, and from where to where in thousandths."""
    at = 0
    for name, state in _SHARES:
        count = getattr(sums, name.replace("-", "_"))
        width = round(count * 1000 / sums.due) if sums.due else 0
        if count:
            yield name, state.value, count, at, width
        at += width
