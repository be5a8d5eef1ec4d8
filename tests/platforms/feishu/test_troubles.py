"""Troubles of an app: told once an hour, by an alert and by a group's custom bot, which needs no app to speak."""

from __future__ import annotations

import logging

import pytest

from bot.config import Settings
from bot.config.feishu import FeishuSettings
from bot.config.tables import NetworkSettings
from bot.feishu.checking import Trial
from bot.feishu.client.calls import Calls
from bot.feishu.platform import Feishu as Platform
from bot.feishu.troubles import CustomBot, Troubles, signature
from bot.network import Network
from storage.database import Database
from storage.schema import create_all
from tests.platforms.city import DESK, ZHOU, new_clock, opened
from tests.platforms.feishu.caller import turn
from tests.platforms.feishu.city import FeishuCity
from tests.platforms.feishu.managing import Hook
from tests.platforms.feishu.server import Feishu

HOOK = "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"


def test_the_signature_is_that_of_the_official_sample():
    assert signature("1599360473", "demo") == "l1N0gAcBjdwBvGm1xMjOF0XSyaLRpR7tuO5dHfhAYc8="


@pytest.fixture
async def troubles(feishu, clock, tmp_path):
    database = Database(tmp_path / "troubles.db", clock.now, durable=False)
    create_all(database.engine)
    settings = FeishuSettings.model_validate({"alarm": HOOK, "alarm_secret": "demo"})
    async with Network(NetworkSettings()).session() as session:
        yield Troubles(database, clock, "a", CustomBot.of(Calls(session, feishu.url), settings))
    database.close()


async def test_each_trouble_is_told_once_an_hour(feishu, clock, troubles):
    hook = feishu.hooks[HOOK] = Hook("demo")
    for seconds in (0, 60, 3000, 600):
        turn(clock, seconds=seconds)
        await troubles.tell("配额用完")
        await troubles.tell("缺少权限")
    assert hook.heard == ["配额用完", "缺少权限", "配额用完", "缺少权限"]


@pytest.mark.parametrize("hook", [None, Hook("another secret")])
async def test_a_custom_bot_that_may_not_speak_hinders_nothing_and_its_address_is_in_no_log(
    feishu, troubles, hook, caplog
):
    caplog.set_level(logging.DEBUG)
    if hook:
        feishu.hooks[HOOK] = hook
    await troubles.tell("配额用完")
    told = [record.getMessage() + repr(record.__dict__) for record in caplog.records]
    assert any("the custom bot says nothing" in line for line in told)
    assert not [line for line in told if HOOK in line or "demo" in line]
    assert not hook or hook.heard == []


async def test_without_a_custom_bot_only_the_alert_is_made(feishu):
    assert CustomBot.of(None, FeishuSettings()) is None


class CityWithAlarm(FeishuCity):
    """The same with a custom bot in some group."""

    def set_up(self):
        settings, _ = super().set_up()
        self.double.hooks[HOOK] = Hook()
        settings = Settings.model_validate({"feishu": settings.feishu.model_dump() | {"alarm": HOOK}})
        return settings, Platform(settings.feishu, Network(NetworkSettings()), self.blobs.path)


async def test_that_the_quota_is_used_up_is_told_though_no_app_can_say_it(tmp_path, unused_tcp_port):
    clock = new_clock()
    async with opened(CityWithAlarm("long", tmp_path, unused_tcp_port, clock, Feishu.on(clock))) as city:
        city.hearing.quota = 0
        await city.say(ZHOU, "几号截止")
        await city.wait(minutes=2)
        (told,) = city.double.hooks[HOOK].heard
        assert "本月接口调用次数已用完" in told
        before = len(city.heard(DESK))
        city.hearing.quota = None
        await city.wait(hours=2)
        assert any("本月接口调用次数已用完" in text for text in city.heard(DESK)[before:]), "said once it can be"


async def test_the_custom_bot_is_tried_where_that_is_asked_for(tmp_path, unused_tcp_port):
    clock = new_clock()
    async with opened(CityWithAlarm("long", tmp_path, unused_tcp_port, clock, Feishu.on(clock))) as city:
        trial = Trial(city.app.settings, city.app.database, city.clock)
        said = await trial.alarm()
        assert said.is_fine
        assert "报送自检" in city.double.hooks[HOOK].heard[-1]
        city.double.hooks[HOOK] = Hook("demo")
        assert "alarm_secret 不正确" in (await trial.alarm()).text
        city.double.hooks.clear()
        assert "请重新复制 hook/ 后面的部分" in (await trial.alarm()).text
