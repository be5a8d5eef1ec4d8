"""The same month with the offices at the board in headless Chromium: every decision a press, the same figures at its end."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import quote

from tests.board.conftest import Board, open_board
from tests.bot import test_journey_in_a_browser as journey
from tests.bot.test_journey_in_a_browser import browser
from tests.scenarios.campaign import AFTERWARDS, Campaign, Unit, enrol, invent_units, tell
from tests.scenarios.figures import Parts, all_agree, figures_agree

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page

pytestmark = journey.pytestmark


@dataclass
class Presses:
    """The desk that is the board: each decision is made on the page where a coordinator would make it."""

    board: Board
    page: Page
    numbers: dict[str, int]

    async def open(self, office: str, path: str = "") -> None:
        """Let an office's coordinator in, and open a page of theirs."""
        session = await self.board.enter(f"{office}统筹")
        await self.page.context.add_cookies([{"name": "baosong", "value": session, "url": self.board.address}])
        await self.page.goto(f"{self.board.address}/board/1{path}")

    async def _open_unit(self, unit: Unit) -> None:
        await self.open(unit.office, f"/units/{self.numbers[unit.name]}")

    async def _fill(self, within: Locator, button: str, **values: str) -> None:
        """Open what is folded, fill it in and send it."""
        await within.locator("summary").first.click()
        for name, value in values.items():
            field = within.locator(f"[name={name}]")
            await (field.select_option(value) if name == "how" else field.fill(value))
        await within.get_by_role("button", name=button).click()

    def _hand_in(self, number: str) -> Locator:
        return self.page.get_by_role("article", name=f"回执号{number}")

    async def _is_shown(self, number: str, state: str) -> None:
        await self._hand_in(number).locator("header .state", has_text=state).wait_for()

    async def accept(self, unit: Unit, number: str) -> None:
        await self._open_unit(unit)
        await self._hand_in(number).get_by_role("button", name="通过").click()
        await self._is_shown(number, "已通过")

    async def send_back(self, unit: Unit, number: str, why: str) -> None:
        await self._open_unit(unit)
        await self._fill(self._hand_in(number).locator("details", has_text="退回"), "退回并告知", why=why)
        await self._is_shown(number, "已退回")

    async def extend(self, unit: Unit, on: date) -> None:
        await self._open_unit(unit)
        await self._fill(self.page.locator("#act-extend"), "延期并告知", day=on.isoformat())
        await self.page.locator("#account").get_by_text("延期至").wait_for()

    async def exempt(self, unit: Unit, why: str) -> None:
        await self._open_unit(unit)
        await self._fill(self.page.locator("#act-exempt"), "免报并告知", why=why)
        await self.page.locator("#account").get_by_text(f"免报：{why}").wait_for()

    async def enter(self, unit: Unit, how: str, what: str) -> None:
        await self._open_unit(unit)
        await self._fill(self.page.locator("#act-enter"), "登记", how=how, what=what)
        await self.page.locator("#handins").get_by_text("6份").wait_for()

    async def enter_many(self, unit: Unit, what: dict[str, int]) -> None:
        await self.enter(unit, "当面", "、".join(f"{name}{count}份" for name, count in what.items()))

    async def _decide(self, unit: Unit, button: str) -> None:
        """Press one of the buttons beside a unit that waits for a decision; it waits no longer."""
        await self.open(unit.office, "/review")
        card = self.page.locator("#declared .card", has_text=unit.name)
        await card.get_by_role("button", name=button, exact=True).click()
        await card.wait_for(state="detached")

    async def not_seen(self, unit: Unit) -> None:
        await self._decide(unit, "未见")

    async def nothing_to_report(self, unit: Unit, *, agreed: bool) -> None:
        await self._decide(unit, "同意" if agreed else "不同意")

    async def move(self, unit: Unit, number: str) -> None:
        await self.open(unit.office, "/review")
        await self._fill(self._hand_in(number).locator("details", has_text="移到其他单位"), "移交并告知", who=unit.name)
        await self.page.get_by_role("region", name=unit.name).get_by_role("article", name=number).wait_for()

    async def join(self, unit: Unit, number: int) -> None:
        await self.open(unit.office, "/review")
        card = self.page.locator(f"#joint-{number}")
        await card.get_by_role("button", name="是联合开展").click()
        await card.wait_for(state="detached")

    async def _open_figures(self, unit: Unit) -> None:
        await self.open(unit.office, f"/figures?unit={quote(unit.name)}")

    def _figure(self, kind: str, number: int) -> Locator:
        """The row of a figure that is counted as this number."""
        row = self.page.locator("#found tr").filter(has=self.page.get_by_role("cell", name=kind, exact=True))
        return row.filter(has=self.page.get_by_role("cell", name=re.compile(rf"(^| ){number}$")))

    async def tick(self, unit: Unit) -> None:
        await self._open_figures(unit)
        button = self.page.get_by_role("button", name="本页待核实的均属实")
        await button.click()
        await button.wait_for(state="detached")

    async def correct(self, unit: Unit, kind: str, read: int, meant: int) -> None:
        await self._open_figures(unit)
        await self._fill(self._figure(kind, read), "保存", value=str(meant))
        await self._figure(kind, meant).get_by_text("已核实").wait_for()

    async def strike(self, unit: Unit, kind: str, read: int) -> None:
        await self._open_figures(unit)
        row = self._figure(kind, read)
        await row.get_by_role("button", name="划去").click()
        await row.get_by_text("已划去").wait_for()

    async def shown(self, office: str) -> Parts:
        """The overview and the sums of figures as the browser has them."""
        await self.open(office)
        overview = [await self.page.locator(f"#{name}").inner_html() for name in ("totals", "matrix")]
        await self.open(office, "/figures")
        return (*overview, await self.page.locator("#sums").inner_html())


async def test_a_month_of_presses_ends_in_the_same_figures(tmp_path):
    chance = random.Random(12)
    units = invent_units(chance)
    async with open_board(tmp_path, enrol(units)) as board, browser() as context:
        page, faults = await context.new_page(), []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        numbers = await board.town.look(lambda work: {unit.name: unit.key for unit in work.units.all()})
        desk = Presses(board, page, numbers)
        story = Campaign(board.town, chance, desk=desk)
        tell(story, units)
        await story.live(AFTERWARDS)
        for office in dict.fromkeys(unit.office for unit in units):
            await figures_agree(board.town, office, [unit for unit in units if unit.office == office], desk.shown)
        await all_agree(board.town, units)
        assert faults == []
