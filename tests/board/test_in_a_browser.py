"""The board in headless Chromium: decisions made by a press, or by the keyboard alone."""

from __future__ import annotations

from contextlib import asynccontextmanager

import pytest

from tests.bot import test_journey_in_a_browser as journey
from tests.bot.test_journey_in_a_browser import browser

pytestmark = journey.pytestmark

OFFICE = "市科协普及部"


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


async def test_a_hand_in_is_returned_with_a_reason_and_accepted_after_that_by_the_keyboard_alone(handed_in):
    async with opened(handed_in, "/board/1/units/1") as page:
        await page.locator("summary", has_text="退回").focus()
        for key in ("Enter", "Tab"):
            await page.keyboard.press(key)
        await page.keyboard.type("照片看不清，请发原图")
        await page.keyboard.press("Enter")
        await page.locator(".handin", has_text="已退回").wait_for()
        assert "照片看不清，请发原图" in handed_in.town.last("林岚")
        assert await page.evaluate("document.activeElement.closest('.handin') !== null")
        await page.locator("#heard[role=status]", has_text="已退回").wait_for(state="attached")
        await page.get_by_role("button", name="通过").focus()
        await page.keyboard.press("Enter")
        await page.locator(".handin", has_text="已通过").wait_for()
        assert await page.evaluate("document.activeElement.closest('.handin') !== null")


CONTROLS = """[...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
    .filter((one) => one.checkVisibility()).length"""
STEPPED_ON = """(() => {
    const at = document.activeElement;
    const isSeen = getComputedStyle(at).outlineStyle !== "none" && at.getBoundingClientRect().height > 0;
    at.dataset.stepped = isSeen ? "seen" : "unseen";
})()"""


async def test_every_control_is_reached_by_tab_and_shows_that_it_is(handed_in):
    async with opened(handed_in, "/board/1") as page:
        for path in ("/board/1", "/board/1/units/1", "/board/1/photos"):
            await page.goto(handed_in.address + path)
            controls = await page.evaluate(CONTROLS)
            for _ in range(controls + 4):
                await page.keyboard.press("Tab")
                await page.evaluate(STEPPED_ON)
            stepped = "a[href], button, input, select, textarea, summary"
            assert await page.locator(f":is({stepped})[data-stepped=seen]").count() == controls > 10
            assert await page.locator("[data-stepped=unseen]:not(body)").count() == 0


async def test_a_filter_takes_effect_as_soon_as_it_is_chosen(handed_in):
    async with opened(handed_in, "/board/1") as page:
        await page.select_option("select[name=lacks]", "活动总结")
        await page.wait_for_url("**lacks=**")
        assert await page.locator("tbody th", has_text="青溪区").count() == 0
        await page.keyboard.press("Tab")
        assert await page.locator(":focus").count() == 1
        await page.set_viewport_size({"width": 390, "height": 844})
        await page.goto(handed_in.address + "/board/1/plan")
        here = await page.locator(".sheets [aria-current=page]").bounding_box()
        assert here["x"] >= 0
        assert here["x"] + here["width"] <= 390


async def test_an_invitation_is_shown_in_its_place(handed_in):
    async with opened(handed_in, "/board/people") as page:
        await page.get_by_role("button", name="邀请石桥县科学技术协会").click()
        await page.locator("dialog[open]", has_text="邀请码：BS-").wait_for()
