"""The coordinators' pages over HTTP: a link lets one in once, a session ends, and what is said there is a message."""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import replace
from urllib.parse import urlsplit

import aiohttp
import pytest_asyncio
from aiohttp.test_utils import TestClient, TestServer

from bot.board.drafts import showing
from bot.board.live import templates
from bot.playground.example import notice_lines
from bot.serving import board, uploads_of
from bot.web import guard
from bot.web.conversation import Conversation
from bot.web.serving import application
from bot.web.streams import Streams
from handlers.enrolment.logins import make_login
from handlers.publishing.drafts import Draft
from handlers.publishing.fields import PARTS
from storage.notice.model import Deadline
from storage.notice.parser import read
from storage.notice.printed import to_record
from tests.bot.test_pages import OURS, chats, post, say, shown

PASTED = "\n".join(notice_lines())
OFFICE, OTHER = "市科协普及部统筹", "市科协学会服务中心统筹"


@pytest_asyncio.fixture
async def http(address):
    jar = aiohttp.CookieJar(unsafe=True)  # cookies of an address that is a number are kept
    async with aiohttp.ClientSession(address, cookie_jar=jar) as session:
        yield session


async def entrance(http, who=OFFICE, said=PASTED, number="a" * 16) -> str:
    """Where the link leads that somebody is given in private."""
    base = (await chats(http))[who]
    await say(http, base, said, number)
    html = await shown(http, base, "/in/")
    return urlsplit(re.findall(r'href="([^"]+/in/[^"]+)"', html)[-1]).path


async def enter(http, link) -> str:
    answer = await http.post(link, headers=OURS, allow_redirects=False)
    assert answer.status == 303, await answer.text()
    return answer.headers["Location"]


async def operate(http, draft, act, version=1, number="b" * 16):
    words = f"草稿{draft.rsplit('/', 1)[1]}第{version}版：{act}"
    return await post(http, f"{draft}/messages", {"id": number, "text": words})


async def until(http, draft, part, words) -> dict[str, object]:
    """What stands beside, once a part has the words."""
    for _ in range(200):
        news = await (await http.get(f"{draft}/news")).json()
        if words in news[part]:
            return news
        await asyncio.sleep(0.05)
    raise AssertionError(f"{words} is not in {news[part]}")


async def test_a_link_lets_its_person_in_once_and_looking_at_it_does_not_use_it_up(http):
    link = await entrance(http)
    for _ in range(2):
        looked = await http.get(link)
        assert (looked.status, OFFICE in await looked.text()) == (200, True)
    draft = await enter(http, link)
    page = await (await http.get(draft)).text()
    assert "通知原文" in page
    assert "顾清和" in page
    assert (await http.post(link, headers=OURS, allow_redirects=False)).status == 404
    assert "看预览" in await (await http.get(link)).text()


async def test_the_session_is_a_cookie_that_no_script_and_no_other_site_gets(http):
    link = await entrance(http)
    answer = await http.post(link, headers=OURS, allow_redirects=False)
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "default-src 'none'" in (await http.get(answer.headers["Location"])).headers["Content-Security-Policy"]


async def test_a_link_that_nobody_opened_in_time_opens_nothing(http):
    link = await entrance(http)
    await post(http, "/clock", {"turn": "hour"})
    assert (await http.get(link)).status == 404
    assert (await http.post(link, headers=OURS)).status == 404


async def test_a_session_is_over_in_the_evening(http):
    draft = await enter(http, await entrance(http))
    await post(http, "/clock", {"turn": "day"})
    assert (await http.get(draft)).status == 404


async def test_without_a_session_nothing_of_a_draft_is_shown_or_done(http, address):
    draft = await enter(http, await entrance(http))
    async with aiohttp.ClientSession(address) as stranger:
        for path in ("", "/news", "/events", "/rehearsal", f"/pages/{'0' * 64}"):
            answer = await stranger.get(draft + path)
            assert (answer.status, "云科协" in await answer.text()) == (404, False), path
        assert (await operate(stranger, draft, "删去联系方式1")).status == 404
        forged = {"Cookie": "baosong=" + "x" * 43}
        assert (await stranger.get(draft, headers=forged)).status == 404
    assert (await http.get(draft)).status == 200


async def test_a_draft_or_picture_that_is_not_there_is_not_found(http):
    draft = await enter(http, await entrance(http))
    assert (await http.get("/drafts/99")).status == 404
    assert (await operate(http, "/drafts/99", "保留")).status == 404
    assert (await (await http.get("/drafts/99/news")).json())["lost"] is True
    assert (await http.get(f"{draft}/pages/{'0' * 64}")).status == 404


async def test_what_is_done_on_the_page_is_a_message_and_answered_there(http):
    draft = await enter(http, await entrance(http))
    assert (await operate(http, draft, "联系方式2的电话改为：57319999")).status == 202
    news = await until(http, draft, "cards", "57319999")
    assert news["version"] == 2
    assert "电话57319999" in news["told"]
    assert "（更正）" in news["paper"]
    await shown(http, draft, "已改：联系方式2的电话改为：57319999")
    assert "没有看懂日期" in await _heard(http, draft, "报送时间1的日期改为：6月31日", 2)


async def _heard(http, draft, act, version) -> str:
    await operate(http, draft, act, version, number="c" * 16)
    return await shown(http, draft, "没有看懂")


async def test_two_on_the_same_page_see_each_others_edits_and_lose_none(http, address):
    draft = await enter(http, await entrance(http))
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(address, cookie_jar=jar) as other:
        assert await enter(other, await entrance(other, OTHER, "看预览", "d" * 16)) == draft
        await operate(http, draft, "联系方式2的电话改为：57319999")
        await until(other, draft, "cards", "57319999")
        await operate(other, draft, "联系方式2的邮箱改为：new@example.invalid")
        news = await until(http, draft, "cards", "new@example.invalid")
        assert "57319999" in news["cards"]
        await operate(other, draft, "联系方式2的电话改为：57318888", number="e" * 16)
        html = await shown(other, draft, "请选择以哪个为准")
        assert html.index("57319999</td>") < html.index("57318888</td>")


async def test_everything_that_will_be_said_is_shown_day_by_day(http):
    draft = await enter(http, await entrance(http))
    await operate(http, draft, "报送时间1的日期改为：2024-09-27")
    await until(http, draft, "cards", "9月27日")
    html = await (await http.get(f"{draft}/rehearsal")).text()
    assert "群内1条" in html
    assert "每单位至多3次提醒" in html
    assert "9月27日（星期五）" in html
    assert "报送截止（9月27日）" in html
    assert "贵单位尚缺：活动总结、影像资料" in html


async def test_what_is_not_published_yet_is_told_nobody_and_what_is_published_to_everybody(http):
    draft = await enter(http, await entrance(http))
    await operate(http, draft, "联系方式2的电话改为：57319999")
    await until(http, draft, "cards", "57319999")
    group = (await chats(http))["云江市护理学会报送群"]
    assert "57319999" not in json.dumps(await (await http.get(f"{group}/news")).json())
    await operate(http, draft, "已看过疑问，确认发布", 2, number="c" * 16)
    await shown(http, draft, "新活动")
    await post(http, f"{draft}/messages", {"id": "d" * 16, "text": "新活动"})
    await until(http, draft, "head", "已发布")
    await post(http, "/clock", {"turn": "hour"})
    assert "电话57319999" in await shown(http, group, "57319999")


@pytest_asyncio.fixture
async def scanned(opens):
    """A client of pages over a draft that came from a scan, entered as its coordinator; and the draft's address."""
    async with opens() as town:
        picture = town.app.blobs.write(b"\xff\xd8\xff the first page").sha256
        other = town.app.blobs.write(b"\xff\xd8\xff handed in by somebody").sha256

        def draw_up(work):
            notice = read(notice_lines())
            (member,) = work.members.having(user=OFFICE)
            keys = {"items": {name: [*range(1, len(part.items(notice)) + 1)] for name, part in PARTS.items()}}
            number = work.drafts.add(
                record=to_record(notice),
                keys={**keys, "origins": {}},
                pages=[{"sha256": picture, "first_line": 1, "last_line": 30}],
                changed_at=work.now,
            )
            return f"/drafts/{number}", make_login(work, member.key, f"/drafts/{number}")

        draft, link = await town.app.database.write(draw_up)
        streams = Streams()
        uploads = uploads_of(town.app.settings, town.app.folder, town.app.clock)
        conversation = Conversation(
            town.app.database, town.app.clock.now, town.app.inbox.admit, streams, uploads, templates()
        )
        routes = board(town.app, conversation)
        async with TestClient(TestServer(application(routes, [guard.refuse_foreign()]))) as client:
            await client.post(f"/in/{link}", headers=OURS, allow_redirects=False)
            yield client, draft, picture, other


async def test_a_page_that_was_recognised_is_shown_beside_its_lines_and_no_other_file_is(scanned):
    client, draft, picture, other = scanned
    page = await (await client.get(draft)).text()
    assert f'src="{draft}/pages/{picture}"' in page
    shown_picture = await client.get(f"{draft}/pages/{picture}")
    assert (shown_picture.content_type, await shown_picture.read()) == ("image/jpeg", b"\xff\xd8\xff the first page")
    assert (await client.get(f"{draft}/pages/{other}")).status == 404


async def test_who_coordinates_nothing_any_more_is_let_in_no_more(opens, scanned):
    client, draft, *_ = scanned
    async with opens() as town:
        await town.app.database.write(lambda work: work.bindings.change(ended_at=work.now))
    assert (await client.get(draft)).status == 404
    assert (await (await client.get(draft)).text()).count("看预览") == 1


def test_a_deadline_without_a_day_is_shown_by_its_own_words():
    monthly = Deadline("每月25日前", None, recurrence="每月25日前", source=(11,))
    notice = replace(read(notice_lines()), deadlines=(monthly,))
    draft = Draft(notice, "", keys={name: tuple(range(len(part.items(notice)))) for name, part in PARTS.items()})
    (card,) = next(here for part, here in showing.cards(draft) if part.name == "deadlines")
    assert next((one.text, one.value) for one in card.fields) == ("每月25日前", "")
