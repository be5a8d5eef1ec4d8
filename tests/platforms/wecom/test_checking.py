"""`baosong check` on WeCom's accounts: what is wrong is named with what to do; nothing that runs is disturbed."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.config import Settings
from bot.wecom.checking import Trial
from scheduler.clock import SystemClock, VirtualClock
from storage.database import Database
from storage.schema import create_all
from tests.platforms.city import DESK, UNIT, UNITS, WEN, ZHOU
from tests.platforms.wecom.accounts import add_app, add_robot, add_webhook
from tests.platforms.wecom.city import open_city
from tests.platforms.wecom.server import WeCom
from tests.scenarios.conftest import START


@pytest.fixture
async def wecom():
    async with WeCom() as server:
        yield server


@pytest.fixture
def database(tmp_path):
    database = Database(tmp_path / "check.db", SystemClock().now, durable=False)
    create_all(database.engine)
    yield database
    database.close()


async def tried(wecom, database, public_url="", **accounts):
    """Check accounts against this WeCom; return what was found."""
    values = {"api": wecom.url, "socket": wecom.socket_url, **accounts}
    settings = Settings.model_validate({"wecom": values, "server": {"public_url": public_url}})
    return await Trial(settings, database, SystemClock()).findings(is_sending=False)


def robot_of(robot, **more):
    return {"name": "slkx", "bot_id": robot.id, "secret": robot.secret, **more}


def app_of(app, **more):
    about = {"corp_id": app.corp, "agent_id": app.agent, "secret": app.secret}
    return {"name": "yingyong", "token": app.token, "aes_key": app.aes_key, **about, **more}


async def test_a_robot_that_can_connect_is_fine_and_let_go_again(wecom, database):
    robot = add_robot(wecom)
    (found,) = await tried(wecom, database, robots=[robot_of(robot)])
    assert (found.is_fine, found.text) == (True, "企业微信机器人“slkx”长连接可用")
    await wecom.until(lambda: robot.connection is None)


async def test_a_robots_wrong_secret_is_named(wecom, database):
    robot = add_robot(wecom)
    (found,) = await tried(wecom, database, robots=[robot_of(robot, secret="wrong")])
    assert not found.is_fine
    assert "bot_id 或 secret 不正确" in found.text
    assert "853000" in found.text
    assert "wrong" not in found.text


async def test_a_robot_that_runs_is_not_pushed_off_its_line(wecom, database):
    robot = add_robot(wecom)
    await database.write(lambda work: work.leases.take("wecom/slkx", "running", work.now, 60))
    (found,) = await tried(wecom, database, robots=[robot_of(robot)])
    assert found.is_hint
    assert robot.subscriptions == 0


async def test_a_wecom_that_cannot_be_reached_is_said_to_be_so(database, unused_tcp_port):
    class Nowhere:
        url = f"http://127.0.0.1:{unused_tcp_port}"
        socket_url = f"ws://127.0.0.1:{unused_tcp_port}"

    robot = {"name": "slkx", "bot_id": "b", "secret": "s"}
    hook = {"name": "qun", "key": "k"}
    for found in await tried(Nowhere(), database, robots=[robot], webhooks=[hook]):
        assert not found.is_fine
        assert "连接不上" in found.text


async def test_an_apps_calling_address_that_is_not_allowed_is_named_with_what_to_allow(wecom, database):
    app = add_app(wecom)
    app.is_trusted = False
    found, _ = await tried(wecom, database, apps=[app_of(app)])
    assert not found.is_fine
    assert f"企业微信看到的 IP 是 {wecom.address_of_caller}" in found.text
    assert "企业可信IP" in found.text


@pytest.mark.parametrize(("change", "said"), [({"secret": "wrong"}, "secret 不正确"), ({"corp_id": "ww"}, "不可用")])
async def test_an_apps_wrong_credentials_are_named(wecom, database, change, said):
    app = add_app(wecom)
    found, _ = await tried(wecom, database, apps=[app_of(app, **change)])
    assert not found.is_fine
    assert said in found.text


async def test_an_app_without_a_public_address_cannot_be_called(wecom, database):
    fine, address = await tried(wecom, database, apps=[app_of(add_app(wecom))])
    assert fine.is_fine
    assert not address.is_fine
    assert "public_url" in address.text


@pytest.mark.parametrize("code", [0, 44004, 40058])
async def test_a_webhook_is_tried_without_a_word_in_its_group(wecom, database, code):
    group = wecom.group()
    if code:
        wecom.fail("webhook/send", code)
    key = "11111111-2222-4333-8444-555555555555"
    add_webhook(wecom, group, key)
    fine, wrong = await tried(
        wecom, database, webhooks=[{"name": "qun", "key": key}, {"name": "jiu", "key": "another"}]
    )
    assert (fine.is_fine, wrong.is_fine) == (True, False)
    assert "key 不正确" in wrong.text
    assert wecom.heard(group) == []


@pytest.fixture
async def called(tmp_path, unused_tcp_port):
    async with open_city("called", tmp_path, unused_tcp_port) as city:
        yield city


def settings_of(city, port=None):
    base = city.app.settings.model_dump()
    base["server"]["public_url"] = f"http://127.0.0.1:{port or city.port}"
    return Settings.model_validate(base)


async def test_a_public_address_is_called_as_wecom_calls_it(called, unused_tcp_port_factory):
    found = await Trial(settings_of(called), called.app.database, called.clock).findings(is_sending=False)
    assert [one.text for one in found if "回调地址可用" in one.text] == [
        f"企业微信账号“robot”的回调地址可用：http://127.0.0.1:{called.port}/wecom/robot",
        f"企业微信账号“app”的回调地址可用：http://127.0.0.1:{called.port}/wecom/app",
    ]
    silent = settings_of(called, unused_tcp_port_factory())
    found = await Trial(silent, called.app.database, called.clock).findings(is_sending=False)
    assert [one.is_hint for one in found if "没有应答" in one.text] == [True, True]


async def test_the_groups_that_a_robot_has_met_are_listed_with_their_ids(called):
    found = await Trial(settings_of(called), called.app.database, called.clock).findings(is_sending=False)
    listed = [one.text for one in found if "所在的群" in one.text]
    assert any(f'chat = "{UNIT}"（{UNITS[WEN]}）' in text for text in listed)
    assert not any(ZHOU in text for text in listed)


async def test_a_message_is_sent_to_the_coordinators_by_the_bot_that_runs(called):
    trial = Trial(settings_of(called), called.app.database, called.clock)
    checking = asyncio.ensure_future(trial.findings(is_sending=True))
    while not checking.done():
        await asyncio.sleep(0.005)
        await called.wait(seconds=1)
    assert [one.text for one in checking.result() if "自检" in one.text] == ["自检消息已由“robot”发给统筹人"]
    assert any("报送自检" in text for text in called.heard(DESK))


async def test_where_nothing_runs_the_trial_is_taken_back(database):
    clock = VirtualClock(START)
    about = {"platform": "wecom", "account": "slkx", "external": "wrDesk", "room": "coordinators"}
    await database.write(lambda work: work.chats.add(**about, office="学会部", seen_at=work.now))
    checking = asyncio.ensure_future(Trial(Settings(), database, clock).findings(is_sending=True))
    while not checking.done():
        await asyncio.sleep(0.002)
        clock.advance_to(clock.now() + timedelta(seconds=1))
    assert [one.text for one in checking.result() if "没有人发" in one.text]
    assert await database.read(lambda work: [row.state for row in work.deliveries.find()]) == ["failed"]


async def test_where_no_coordinator_is_known_nothing_is_sent(database):
    (found,) = await Trial(Settings(), database, SystemClock()).findings(is_sending=True)
    assert "还没有统筹人的会话" in found.text
