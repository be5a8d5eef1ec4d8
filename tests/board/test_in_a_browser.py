"""The board in headless Chromium: every page at two widths without a fault, and decisions made by a press."""

from __future__ import annotations

import os
import sys
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.bot import test_journey_in_a_browser as journey
from tests.bot.test_journey_in_a_browser import browser

pytestmark = journey.pytestmark

OFFICE = "市科协普及部"
PAGES = (
    "/board/1",
    "/board/1/units/1",
    "/board/1/review",
    "/board/1/photos",
    "/board/1/activities",
    "/board/1/ideas",
    "/board/1/plan",
    "/board/people",
    "/board/campaigns",
    "/answers",
)
WIDTHS = (1440, 390)
AXE = Path(sys.prefix) / "node" / "node_modules" / "axe-core" / "axe.min.js"


@asynccontextmanager
async def opened(board, path):
    """A page of the board as a coordinator has it open; what goes wrong in it is kept in `faults`."""
    session = await board.enter(f"{OFFICE}统筹")
    async with browser() as context:
        await context.add_cookies([{"name": "baosong", "value": session, "url": board.address}])
        page = await context.new_page()
        page.faults = []
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on("console", lambda message: page.faults.append(message.text) if message.type == "error" else None)
        await page.goto(board.address + path)
        yield page
        assert page.faults == []


@pytest.fixture
async def handed_in(board):
    await board.town.say("林岚", "交材料", "活动总结.docx", "现场1.jpg", "现场2.jpg")
    await board.town.wait(minutes=1)
    return board


async def test_every_page_fits_its_window_and_has_no_fault(handed_in):
    folder = os.environ.get("BAOSONG_PICTURES")
    async with opened(handed_in, PAGES[0]) as page:
        for path in PAGES:
            for width in WIDTHS:
                await page.set_viewport_size({"width": width, "height": 900})
                await page.goto(handed_in.address + path)
                assert await page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)
                assert await page.locator("h1").inner_text()
                if folder:
                    name = f"{path.strip('/').replace('/', '-')}-{width}.png"
                    await page.screenshot(path=str(Path(folder) / name))


async def test_a_hand_in_is_returned_with_a_reason_and_accepted_after_that(handed_in):
    async with opened(handed_in, "/board/1/units/1") as page:
        await page.locator("summary", has_text="退回").click()
        await page.locator(".handin input[name=why]").fill("照片看不清，请发原图")
        await page.get_by_role("button", name="退回并告知").click()
        await page.locator(".handin", has_text="已退回").wait_for()
        assert "照片看不清，请发原图" in handed_in.town.last("林岚")
        await page.get_by_role("button", name="通过").click()
        await page.locator(".handin", has_text="已通过").wait_for()


async def test_a_filter_takes_effect_as_soon_as_it_is_chosen(handed_in):
    async with opened(handed_in, "/board/1") as page:
        await page.select_option("select[name=lacks]", "活动总结")
        await page.wait_for_url("**lacks=**")
        assert await page.locator("tbody th", has_text="青溪区").count() == 0
        await page.keyboard.press("Tab")
        assert await page.locator(":focus").count() == 1


async def test_an_invitation_is_shown_in_its_place(handed_in):
    async with opened(handed_in, "/board/people") as page:
        await page.get_by_role("button", name="邀请石桥县科学技术协会").click()
        await page.locator("#toast, dialog[open]").filter(has_text="石桥县科学技术协会").first.wait_for()


@pytest.mark.skipif(not AXE.is_file(), reason="needs axe-core (make node)")
async def test_the_judge_of_pages_finds_nothing_that_hinders_anybody(handed_in):
    judge = AXE.read_text(encoding="utf-8")
    found = []
    async with opened(handed_in, PAGES[0]) as page:
        for path in PAGES:
            for width in WIDTHS:
                await page.set_viewport_size({"width": width, "height": 900})
                await page.goto(handed_in.address + path)
                await page.evaluate(judge)
                said = await page.evaluate("axe.run().then((found) => found.violations)")
                found += [
                    (path, width, one["id"], [node["html"][:120] for node in one["nodes"][:3]])
                    for one in said
                    if one["impact"] in ("serious", "critical")
                ]
    assert found == []
