"""`baosong run` from the first code to the first receipt, and to an orderly end."""

from __future__ import annotations

import asyncio
import json
import os
import signal

import aiohttp
import pytest

from bot.config import Settings
from bot.config.tables import DataSettings, OfficeSettings, ServerSettings
from bot.installation import database_path, prepare
from bot.playground.example import notice_lines
from bot.serving import serve
from handlers.enrolment import make_invite
from scheduler.clock import SystemClock
from storage.chat import Role
from storage.database import Database
from storage.errors import Misconfigured

OURS = {"X-Baosong": "page"}


@pytest.fixture
def settings(tmp_path, unused_tcp_port):
    made = Settings(
        data=DataSettings(folder=tmp_path / "data"),
        server=ServerSettings(port=unused_tcp_port),
        office=OfficeSettings(name="云江市科协", responsible="沈知远"),
    )
    prepare(made)
    return made


def invite(settings) -> str:
    database = Database(database_path(settings), SystemClock().now)
    try:
        with database.transaction() as work:
            return make_invite(work, Role.COORDINATOR, office="市科协普及部")
    finally:
        database.close()


async def news(http, link, words):
    for _ in range(1200):
        found = await (await http.get(f"{link}/news")).json()
        html = "".join(entry["html"] for entry in found["entries"])
        if words in html:
            return html
        await asyncio.sleep(0.05)
    raise AssertionError(f"{words} was never said: {html}")


async def test_a_coordinator_enters_by_a_code_and_gets_a_preview(settings):
    code = invite(settings)
    ready = asyncio.Event()
    serving = asyncio.create_task(serve(settings, lambda _: ready.set()))
    await asyncio.wait_for(ready.wait(), 20)
    async with aiohttp.ClientSession(f"http://127.0.0.1:{settings.server.port}") as http:
        assert "沈知远" in await (await http.get("/")).text()
        wrong = await http.post("/join", data={"name": "沈知远", "code": "BS-NO"}, headers=OURS)
        assert (wrong.status, "邀请码不对" in await wrong.text()) == (400, True)
        nameless = await http.post("/join", data={"name": " ", "code": code}, headers=OURS)
        assert "姓名" in await nameless.text()
        entered = await http.post("/join", data={"name": "沈知远", "code": code}, headers=OURS, allow_redirects=False)
        assert entered.status == 303
        link = entered.headers["Location"]
        again = await http.post("/join", data={"name": "别人", "code": code}, headers=OURS)
        assert again.status == 400

        page = await (await http.get(link)).text()
        assert "市科协普及部" in page
        data = "\n".join(notice_lines()).encode()
        upload = f"{link}/uploads/{'a' * 16}"
        query = {"name": "通知.txt", "size": str(len(data)), "offset": "0"}
        await http.put(upload, params=query, data=data, headers=OURS)
        message = {"id": "b" * 16, "text": "", "uploads": ["a" * 16]}
        assert (await http.post(f"{link}/messages", data=json.dumps(message), headers=OURS)).status == 202
        await news(http, link, "云科协〔2024〕18号")
    os.kill(os.getpid(), signal.SIGTERM)
    await asyncio.wait_for(serving, 20)


async def test_a_taken_port_is_said_so(settings):
    other = await asyncio.start_server(lambda *_: None, "127.0.0.1", settings.server.port)
    with pytest.raises(Misconfigured, match="换一个端口"):
        await serve(settings, lambda _: None)
    other.close()
