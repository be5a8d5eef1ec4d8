"""The demo's page, a unit's page and a notice to be checked, as pictures on a desk and on a phone, and judged."""

from __future__ import annotations

from tests.bot.test_journey_in_a_browser import open_chat, photo
from tests.bot.test_preview_in_a_browser import open_preview
from tests.looking import Eye, watched

pytestmark = Eye.needs


async def test_the_demo_a_units_page_and_a_notice_to_be_checked_are_whole(address):
    """Takes seconds: five pages in one browser, each at two widths."""
    async with watched() as eye:
        chat, preview = await open_preview(eye.context, address)
        await eye.look(preview.url, "preview", is_anew=True)
        await open_chat(chat, "青溪区科学技术协会报送群")
        await eye.look(chat.url, "demo-group", is_anew=True)
        await open_chat(chat, "林岚")
        async with eye.context.expect_page() as opened:
            await chat.locator("form[action$='/page'] button").click()
        unit = await opened.value
        await unit.locator("#words").wait_for()
        await eye.look(unit.url, "unit-empty", is_anew=True)
        await unit.fill("#words", "什么时候交，交到哪里")
        await unit.keyboard.press("Enter")
        await unit.locator(".entry.bot", has_text="10月25日").wait_for()
        await unit.set_input_files("#files", [photo(40), photo(90)])
        await unit.get_by_role("button", name="提交这2个文件").click()
        await unit.locator(".entry.receipt").wait_for()
        await eye.look(unit.url, "unit", is_anew=True)
        await eye.look(chat.url, "demo", is_anew=True)
        assert eye.faults == []
