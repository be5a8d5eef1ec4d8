"""The pages over HTTP: who gets in, what is refused, and that nothing foreign is believed."""

from __future__ import annotations

import asyncio
import io
import json
import re
from functools import partial

import aiohttp
import pytest
import pytest_asyncio

from storage.links import mailed_link
from tests.board.conftest import open_board

OURS = {"X-Baosong": "page"}


@pytest_asyncio.fixture
async def http(address):
    async with aiohttp.ClientSession(address) as session:
        yield session


async def chats(http) -> dict[str, str]:
    """Every chat by its title, with its address."""
    text = await (await http.get("/")).text()
    found = re.findall(r'href="(/c/\d+/\d+)".*?class="name">([^<]+)<', text, re.DOTALL)
    return {title: base for base, title in found}


async def post(http, path, value, **headers):
    return await http.post(path, data=json.dumps(value), headers={**OURS, **headers})


async def say(http, base, text, number="a" * 16, **more):
    answer = await post(http, f"{base}/messages", {"id": number, "text": text, **more})
    assert answer.status == 202, await answer.text()
    return await answer.json()


async def shown(http, base, words):
    """The conversation, once the words are in it."""
    for _ in range(100):
        news = await (await http.get(f"{base}/news")).json()
        html = "".join(entry["html"] for entry in news["entries"])
        if words in html:
            return html
        await asyncio.sleep(0.05)
    raise AssertionError(f"{words} was never said: {html}")


async def link(http) -> str:
    base = next(iter((await chats(http)).values()))
    answer = await http.post(f"{base}/page", headers=OURS, allow_redirects=False)
    assert answer.status == 303
    return answer.headers["Location"]


async def test_a_question_is_answered_where_it_was_asked(http):
    base = (await chats(http))["林岚"]
    assert await say(http, base, "什么时候交") == {"stored": True, "note": ""}
    assert "10月25日" in await shown(http, base, "依据")


async def test_a_message_sent_twice_is_one(http):
    base = (await chats(http))["林岚"]
    for _ in range(2):
        await say(http, base, "什么时候交")
    html = await shown(http, base, "依据")
    assert html.count('class="said"') == 1


async def test_what_is_not_addressed_in_a_group_is_not_kept(http):
    base = (await chats(http))["联络员群"]
    told = await say(http, base, "中午吃什么", addressed=False)
    assert not told["stored"]
    assert "不保存" in told["note"]


async def test_what_people_write_is_never_markup(http):
    base = (await chats(http))["林岚"]
    await say(http, base, "<img src=x onerror=alert(1)>什么时候交")
    html = await shown(http, base, "&lt;img")
    assert "<img" not in html


async def test_every_response_forbids_foreign_script(http):
    for path in ("/", "/nowhere", "/static/web/talk.js", await link(http)):
        answer = await http.get(path)
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "headers", [{}, {"Origin": "https://elsewhere.invalid"}, {"Sec-Fetch-Site": "cross-site", "X-Baosong": "page"}]
)
async def test_what_another_page_asks_for_is_not_done(http, headers):
    base = (await chats(http))["林岚"]
    answer = await http.post(f"{base}/messages", data=json.dumps({"id": "b" * 16, "text": "在"}), headers=headers)
    assert answer.status == 403


async def test_another_name_for_this_machine_is_not_answered(http):
    assert (await http.get("/", headers={"Host": "elsewhere.invalid"})).status == 403


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'{"id": "short", "text": "x"}',
        b'{"id": "aaaaaaaaaaaaaaaa"}',
        b'{"id": "aaaaaaaaaaaaaaaa", "text": "  "}',
        b'{"id": "aaaaaaaaaaaaaaaa", "text": "x", "uploads": 5}',
        b"[" * 5000,
    ],
)
async def test_an_unreadable_message_is_refused_in_words(http, body):
    base = (await chats(http))["林岚"]
    answer = await http.post(f"{base}/messages", data=body, headers=OURS)
    assert answer.status == 400
    assert "刷新页面" in await answer.text()


async def test_a_message_of_more_than_a_megabyte_is_refused(http):
    base = (await chats(http))["林岚"]
    body = io.BytesIO(json.dumps({"id": "c" * 16, "text": "长" * 200_000}).encode())
    answer = await http.post(f"{base}/messages", data=body, headers=OURS)
    assert answer.status == 413


async def test_somebody_who_never_pauses_is_asked_to(http):
    base = (await chats(http))["联络员群"]
    bodies = [{"id": f"{number:016x}", "text": "在", "addressed": False} for number in range(40)]
    statuses = [(await post(http, f"{base}/messages", body)).status for body in bodies]
    assert 429 in statuses
    assert statuses[0] == 202


async def test_a_wrong_link_gets_a_kind_page_and_guessing_a_rest(http):
    answer = await http.get("/u/" + "x" * 32)
    assert answer.status == 404
    assert "打不开" in await answer.text()
    statuses = [(await http.get(f"/u/{'y' * 30}{number:02}")).status for number in range(40)]
    assert 429 in statuses


async def test_a_file_goes_in_by_pieces_and_comes_back_as_a_file(http):
    unit = await link(http)
    path = f"{unit}/uploads/{'d' * 16}"
    data = "活动总结。".encode() * 1000
    query = {"name": "总结.txt", "size": str(len(data))}
    first = await http.put(path, params={**query, "offset": "0"}, data=data[:5000], headers=OURS)
    assert first.headers["Upload-Offset"] == "5000"
    assert (await http.head(path)).headers["Upload-Offset"] == "5000"
    early = await post(http, f"{unit}/messages", {"id": "e" * 16, "text": "", "uploads": ["d" * 16]})
    assert early.status == 409
    wrong = await http.put(path, params={**query, "offset": "0"}, data=data, headers=OURS)
    assert (wrong.status, wrong.headers["Upload-Offset"]) == (409, "5000")
    rest = await http.put(path, params={**query, "offset": "5000"}, data=data[5000:], headers=OURS)
    assert rest.headers["Upload-Offset"] == str(len(data))
    await say(http, unit, "", number="f" * 16, uploads=["d" * 16])
    html = await shown(http, unit, "/files/")
    file = await http.get(re.search(r'href="(/u/[^"]+/files/[0-9a-f]{64})"', html)[1])
    assert await file.read() == data
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in file.headers["Content-Security-Policy"]


async def test_a_file_of_another_chat_is_not_there(http):
    unit = await link(http)
    for name in ("0" * 64, "..%2f..%2fbaosong.db", "x"):
        assert (await http.get(f"{unit}/files/{name}")).status == 404


@pytest.mark.parametrize(
    ("query", "status"),
    [({"offset": "0"}, 400), ({"offset": "x", "size": "1"}, 400), ({"offset": "0", "size": "999999999999"}, 422)],
)
async def test_an_upload_that_cannot_be_is_refused_before_it_begins(http, query, status):
    unit = await link(http)
    answer = await http.put(f"{unit}/uploads/{'1' * 16}", params=query, data=b"x", headers=OURS)
    assert answer.status == status


async def test_an_upload_over_the_quota_of_the_day_is_refused_before_a_byte_of_it_is_kept(tmp_path):
    async with open_board(tmp_path, limits={"member_files_per_day": 1}) as served:

        def make_link(work):
            return mailed_link(work, work.units.first_having(name="云江市气象学会"))

        unit = f"/u/{await served.town.app.database.write(make_link)}"
        put = partial(served.http.put, params={"name": "a.txt", "size": "3", "offset": "0"}, data=b"123", headers=OURS)
        first = await put(f"{unit}/uploads/{'1' * 16}")
        assert first.headers["Upload-Offset"] == "3"
        await say(served.http, unit, "", number="a" * 16, uploads=["1" * 16])
        second = await put(f"{unit}/uploads/{'2' * 16}")
        assert (second.status, await second.text()) == (422, "您今天发来的文件已达一天的上限，未上传，请明天再发。")
        assert (await served.http.head(f"{unit}/uploads/{'2' * 16}")).headers["Upload-Offset"] == "0"


async def test_an_upload_is_forgotten_when_asked(http):
    unit = await link(http)
    path = f"{unit}/uploads/{'2' * 16}"
    await http.put(path, params={"name": "a.txt", "size": "9", "offset": "0"}, data=b"123", headers=OURS)
    await http.delete(path, headers=OURS)
    assert (await http.head(path)).headers["Upload-Offset"] == "0"
    assert (await http.head(f"{unit}/uploads/..")).status in (404, 422)


async def test_a_page_is_kept_up_to_date(http):
    base = (await chats(http))["林岚"]
    async with http.get(f"{base}/events") as stream:
        await say(http, base, "什么时候交")
        async with asyncio.timeout(10):
            async for line in stream.content:
                if line.startswith(b"data:") and "依据" in line.decode():
                    return
    raise AssertionError("the answer never came")


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"turn": "next"}, "有新消息"),
        ({"turn": "to", "until": "2024-01-01T00:00"}, "只能向前"),
        ({"turn": "to", "until": "soon"}, "填写日期"),
        ({"turn": "to", "until": "2030-01-01T00:00"}, "400天"),
        ({"turn": "hour"}, "已到9月4日 10:00，其间没有新消息"),
        ({"turn": "day"}, "已到9月5日 09:00"),
        ({"turn": "to", "until": "2024-09-06T10:00"}, "市科协普及部统筹群等3个会话有新消息"),
    ],
)
async def test_the_clock_is_turned(http, asked, words):
    answer = await post(http, "/clock", asked)
    assert words in (await answer.json())["note"]


@pytest.mark.parametrize("asked", [{}, {"turn": "back"}, [], "x"])
async def test_the_clock_is_not_turned_by_nonsense(http, asked):
    assert (await post(http, "/clock", asked)).status == 400


async def test_after_the_campaign_nothing_more_falls_due(http):
    await post(http, "/clock", {"turn": "to", "until": "2025-06-01T00:00"})
    answer = await post(http, "/clock", {"turn": "next"})
    assert "没有" in (await answer.json())["note"]


@pytest.mark.parametrize("path", ["/c/999/1", "/c/1/999"])
async def test_a_chat_that_is_not_there_is_not_found(http, path):
    assert (await http.get(path)).status == 404


async def test_a_coordinator_has_no_unit_page(http):
    base = (await chats(http))["市科协普及部统筹群"]
    assert (await http.post(f"{base}/page", headers=OURS)).status == 404
