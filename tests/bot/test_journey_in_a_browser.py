"""The whole loop as a person sees it: asked, handed in, reminded and reported in headless Chromium."""

from __future__ import annotations

import importlib.util
import io
import os
import shutil
from contextlib import asynccontextmanager

import pytest
from PIL import Image

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PATIENCE = 20_000

pytestmark = [
    pytest.mark.chromium,
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium (Debian: apt install chromium)"),
    pytest.mark.skipif(importlib.util.find_spec("playwright") is None, reason="needs playwright (extra e2e)"),
]


def photo(shade: int) -> dict[str, object]:
    file = io.BytesIO()
    Image.new("RGB", (640, 480), (shade, 120, 90)).save(file, "JPEG")
    return {"name": f"现场{shade}.jpg", "mimeType": "image/jpeg", "buffer": file.getvalue()}


@asynccontextmanager
async def browser():
    """Chromium; its sandbox needs rights that a test as root in a container does not have."""
    from playwright.async_api import async_playwright

    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox"] if is_root else [], timeout=PATIENCE * 3
        )
        context = await opened.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN")
        context.set_default_timeout(PATIENCE)
        yield context
        await opened.close()


async def open_chat(page, name: str) -> None:
    """Go to the chat and wait until its page is there whole: words typed before would be lost with the page left."""
    await page.locator("nav.chats a", has_text=name).click()
    await page.locator("nav.chats a[aria-current=page]", has_text=name).wait_for()
    await page.wait_for_load_state()


async def test_ask_hand_in_turn_the_clock_and_see_the_reminder_and_the_digest(address):
    async with browser() as context:
        page = await context.new_page()
        faults = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        await page.goto(address)
        await open_chat(page, "青溪区科学技术协会报送群")

        await page.fill("#words", "什么时候交，交到哪里")
        await page.keyboard.press("Enter")
        await page.locator(".entry.bot", has_text="10月25日").locator("text=报送至市科协普及部").wait_for()

        await page.set_input_files("#files", [photo(40), photo(90), photo(140)])
        await page.get_by_role("button", name="提交这3个文件").click()
        receipt = page.locator(".entry.receipt")
        await receipt.locator("text=照片3张").wait_for()
        assert await receipt.count() == 1
        assert "尚缺：活动总结" in await receipt.inner_text()

        await page.fill("#until", "2024-10-25T10:00")
        await page.click("#go")
        await page.locator("#now", has_text="10月25日").wait_for()
        await open_chat(page, "林岚")
        await page.locator(".entry.reminder").first.wait_for()
        assert "活动总结" in await page.locator(".entry.reminder").last.inner_text()

        await open_chat(page, "市科协普及部统筹群")
        digest = page.locator(".entry.digest").last
        await digest.wait_for()
        assert "青溪区科学技术协会" in await digest.inner_text()
        assert faults == []


async def test_the_unit_page_fits_a_phone(address):
    async with browser() as context:
        page = await context.new_page()
        await page.goto(address)
        async with context.expect_page() as opening:
            await page.click("text=打开单位页面")
        unit = await opening.value
        await unit.set_viewport_size({"width": 390, "height": 844})
        await unit.wait_for_load_state()
        await unit.locator("h1", has_text="青溪区科学技术协会").wait_for()
        assert await unit.evaluate("document.documentElement.scrollWidth <= innerWidth")

        assert await unit.locator("#status").get_attribute("open") is not None
        await unit.set_input_files("#files", [photo(10), photo(20)])
        submit = unit.get_by_role("button", name="提交这2个文件")
        place = await submit.bounding_box()
        assert place is not None
        assert place["y"] + place["height"] <= 844
        assert await unit.locator("#status").get_attribute("open") is None
        await submit.click()
        await unit.locator(".entry.own .mark", has_text="已收到").wait_for()
        await page.click("[data-turn=hour]")
        await unit.locator(".entry.receipt", has_text="照片2张").wait_for()
        await unit.locator("#status-full .received", has_text="影像资料").wait_for(state="attached")
