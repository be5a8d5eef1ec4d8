"""The page of answers: an open question answered there, the answer worded anew and withdrawn, by the same sentences."""

from __future__ import annotations

import json

import aiohttp
import pytest_asyncio

from tests.bot.test_board import enter, entrance, until
from tests.bot.test_pages import chats, post, say, shown

OFFICE, OTHER = "市科协普及部统筹", "市科协学会服务中心统筹"


@pytest_asyncio.fixture
async def http(address):
    async with aiohttp.ClientSession(address, cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
        yield session


async def asked(http) -> str:
    """A question that the notice does not answer, put to its office; the asker's chat."""
    base = (await chats(http))["林岚"]
    await say(http, base, "能不能用去年的照片？", number="1" * 16)
    await shown(http, base, "市科协普及部")
    return base


async def tell(http, words, number):
    assert (await post(http, "/answers/messages", {"id": number, "text": words})).status == 202


async def test_a_question_is_answered_revised_and_withdrawn_on_the_page(http):
    asker = await asked(http)
    page = await enter(http, await entrance(http, OFFICE, "已答问题", "2" * 16))
    assert page == "/answers"
    html = await (await http.get(page)).text()
    assert "能不能用去年的照片？" in html
    assert "还没有答复过问题" in html
    await tell(http, "回答 1：可以，请注明日期", "3" * 16)
    news = await until(http, page, "taught", "可以，请注明日期")
    assert "没有待答的问题" in news["open"]
    await shown(http, asker, "可以，请注明日期")
    await tell(http, "改答复 1：不可以，请用今年的", "4" * 16)
    await until(http, page, "taught", "不可以，请用今年的")
    await shown(http, asker, "不可以，请用今年的")
    await tell(http, "撤回答复 1", "5" * 16)
    await until(http, page, "taught", "还没有答复过问题")
    await shown(http, asker, "已撤回")


async def test_an_office_sees_and_changes_only_its_own(http):
    await asked(http)
    page = await enter(http, await entrance(http, OTHER, "已答问题", "2" * 16))
    assert "去年" not in await (await http.get(page)).text()
    await tell(http, "回答 1：随便", "3" * 16)
    html = await shown(http, page, "市科协普及部")
    assert "随便" in html
    assert "随便" not in json.dumps(await (await http.get(f"{(await chats(http))['林岚']}/news")).json())


async def test_without_a_session_no_answers_are_shown(http):
    for path in ("/answers", "/answers/news", "/answers/events"):
        assert (await http.get(path)).status == 404
