"""The preview page as a coordinator uses it, in headless Chromium: corrected, struck out, confirmed, told."""

from __future__ import annotations

import os
from pathlib import Path

from bot.playground.example import notice_lines
from tests.bot import test_journey_in_a_browser as journey
from tests.bot.test_journey_in_a_browser import browser, open_chat

pytestmark = journey.pytestmark

PHONE = {"width": 390, "height": 844}
TWO_DATES = [
    line.replace("于 10 月 25 日前报送活动总结和影像资料等", "于 10 月 25 日前报送活动总结，9 月 20 日前报送影像资料")
    for line in notice_lines()
]


async def enter_from(chat, context, who, said):
    """Say something as a coordinator in private, and open the page by the link that comes back."""
    await chat.locator("nav.chats a", has_text=who).last.click()
    await chat.locator("nav.chats a[aria-current=page] .about").wait_for()
    await chat.wait_for_load_state()
    await chat.fill("#words", said)
    await chat.click("#send")
    link = chat.locator('a[href*="/in/"]')
    await link.wait_for()
    page = await context.new_page()
    page.faults = []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("console", lambda message: page.faults.append(message.text) if message.type == "error" else None)
    await page.goto(await link.get_attribute("href"))
    await page.get_by_role("button", name="进入").click()
    await page.locator("main").wait_for()
    await page.wait_for_load_state()
    return page


async def open_preview(context, address):
    """Paste a notice as a coordinator and open its page."""
    chat = await context.new_page()
    await chat.goto(address)
    page = await enter_from(chat, context, "市科协学会服务中心统筹", "\n".join(TWO_DATES))
    await page.locator("#cards .card").first.wait_for()
    return chat, page


async def picture(page, name):
    """Leave a picture for whoever asks for some."""
    folder = os.environ.get("BAOSONG_PICTURES")
    if folder:
        await page.screenshot(path=str(Path(folder) / f"{name}.png"))


async def test_what_is_corrected_struck_out_and_confirmed_is_what_the_groups_are_told(address):
    async with browser() as context:
        chat, page = await open_preview(context, address)
        contact = page.locator("#cards .card", has_text="xhfw@example.invalid")
        await contact.get_by_role("button", name="修改电话").click()
        await page.fill(".editing input", "57319999")
        await page.keyboard.press("Enter")
        await page.locator("#cards .card", has_text="57319999").wait_for()
        early = page.locator("#cards .card", has_text="2024年9月20日").filter(has_text="本通知")
        await early.get_by_role("button", name="删去").click()
        await page.locator(".card.struck", has_text="9月20日").wait_for()
        assert "57319999" in await page.locator("#told").inner_text()
        await picture(page, "corrected-1280")

        await page.click("#rehearse")
        await page.locator(".budget", has_text="每单位至多3次提醒").wait_for()
        await page.click("#publish")
        await page.get_by_role("button", name="已看过，确认发布").click()
        await page.get_by_role("button", name="新活动").click()
        await page.locator("#head", has_text="已发布").wait_for()
        assert await page.locator("#publish").is_hidden()
        assert page.faults == []

        await chat.click("[data-turn=hour]")
        await open_chat(chat, "云江市护理学会报送群")
        brief = chat.locator(".entry.brief", has_text="57319999")
        await brief.wait_for()
        told = await brief.inner_text()
        assert "10月25日" in told
        assert "9月20日" not in told


async def test_a_field_and_its_source_light_up_together_by_mouse_keyboard_and_link(address):
    async with browser() as context:
        _, page = await open_preview(context, address)
        contact = page.locator("#cards .card", has_text="xhfw@example.invalid")
        await contact.hover()
        lit = page.locator(".text.lit")
        assert ["57310318" in text or "顾清和" in text for text in await lit.all_inner_texts()] == [True, True]
        await page.locator(".text", has_text="yjkp57310246").focus()
        assert "沈知远" in await page.locator(".card.lit").inner_text()
        await contact.get_by_role("link").first.click()
        assert "顾清和" in await page.evaluate("document.activeElement.textContent")
        await page.keyboard.press("Tab")
        await page.keyboard.press("Enter")
        assert await page.evaluate("document.activeElement.id") == await contact.get_attribute("id")
        assert page.faults == []


async def test_an_edit_of_a_colleague_arrives_while_one_is_typing_and_takes_nothing_away(address):
    async with browser() as context, browser() as other:
        chat, page = await open_preview(context, address)
        mine = page.locator("#cards .card", has_text="xhfw@example.invalid")
        await mine.get_by_role("button", name="修改电话").click()
        await page.fill(".editing input", "57318888")

        their_chat = await other.new_page()
        await their_chat.goto(address)
        theirs = await enter_from(their_chat, other, "市科协普及部统筹", "看预览")
        card = theirs.locator("#cards .card", has_text="xhfw@example.invalid")
        await card.get_by_role("button", name="修改电话").click()
        await theirs.fill(".editing input", "57319999")
        await theirs.keyboard.press("Enter")

        await page.locator("#told", has_text="57319999").wait_for(state="attached")
        assert await page.input_value(".editing input") == "57318888"
        await page.click(".editing >> text=保存")
        asked = page.locator("#answer[open]")
        await asked.locator("td", has_text="57319999").wait_for()
        await picture(page, "side-by-side-1280")
        await asked.get_by_role("button", name="用我的").click()
        await theirs.locator("#cards .card", has_text="57318888").wait_for()
        assert page.faults == []
        await chat.close()


async def test_the_page_fits_a_phone_and_leads_from_a_field_to_its_line_and_back(address):
    async with browser() as context:
        _, page = await open_preview(context, address)
        await page.set_viewport_size(PHONE)
        fits = "document.documentElement.scrollWidth <= innerWidth"
        assert await page.evaluate(fits)
        assert await page.locator("#paper").is_hidden()
        await picture(page, "check-390")
        contact = page.locator("#cards .card", has_text="xhfw@example.invalid")
        await contact.get_by_role("link").first.click()
        await page.locator(".text.lit", has_text="顾清和").wait_for()
        assert await page.evaluate(fits)
        await page.get_by_role("button", name="返回核对").click()
        await contact.wait_for()
        assert await page.locator("#paper").is_hidden()
        await page.locator(".tabs").get_by_role("button", name="将告知").click()
        await page.locator("#told", has_text="报送时间：").wait_for()
        assert await page.evaluate(fits)
        assert await page.locator("#publish").is_visible()
        assert page.faults == []


async def test_an_answer_is_given_on_the_page_and_reaches_who_asked(address):
    async with browser() as context:
        chat = await context.new_page()
        await chat.goto(address)
        await open_chat(chat, "林岚")
        await chat.fill("#words", "能不能用去年的照片？")
        await chat.click("#send")
        await chat.locator(".entry.bot").first.wait_for()
        page = await enter_from(chat, context, "市科协普及部统筹", "已答问题")
        await page.locator("#open .card", has_text="能不能用去年的照片").get_by_text("答复", exact=True).click()
        await page.fill("#open textarea", "不可以，请用今年的")
        await picture(page, "answers-1280")
        await page.get_by_role("button", name="发送答复").click()
        await page.locator("#taught .card", has_text="不可以，请用今年的").wait_for()
        await page.set_viewport_size(PHONE)
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        await picture(page, "answers-390")
        await open_chat(chat, "林岚")
        await chat.locator(".entry.bot", has_text="不可以，请用今年的").wait_for()
        assert page.faults == []
