"""A robot at a callback address: the response is the send, and whatever happens in between nothing is said twice."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import threading
from datetime import datetime, timedelta
from functools import partial

import pytest

from bot.config import Settings
from bot.config.tables import DataSettings, ServerSettings
from bot.config.wecom import WeComSettings
from bot.dispatcher import Conversing
from bot.installation import prepare
from bot.serving import serve
from bot.wecom.webhook import PATH, responses
from bot.wecom.webhook.passive import stream_id
from scheduler.clock import BEIJING
from storage.chat import Button, DeliveryKind
from tests.platforms.wecom.accounts import add_app, add_callback_robot
from tests.platforms.wecom.called import eventually, robot_settings
from tests.platforms.wecom.server import WeCom

START = datetime(2024, 9, 4, 9, 0, tzinfo=BEIJING)


@pytest.fixture
def robot(house):
    return add_callback_robot(house.wecom, house.url("robot"))


async def test_the_address_answers_the_consoles_test(house, robot):
    async with house.open(robot):
        assert await robot.verify()


async def test_a_question_is_answered_by_the_response_itself(house, robot):
    async with house.open(robot) as bot:
        await house.wecom.say("zhou", "几号交")
        (heard,) = house.wecom.heard("zhou")
        assert heard.is_finished
        assert "9月" in heard.text or "单位" in heard.text
        await bot.settle()
        (delivery,) = await bot.deliveries()
        assert (delivery.state, delivery.platform_id) == ("sent", "response")
    assert house.wecom.faults == []


async def test_a_group_hears_the_answer_to_the_message_that_called_the_robot(house, robot):
    group = house.wecom.group(robot)
    async with house.open(robot):
        said = await house.wecom.say("zhou", "几号交", chat=group)
    (heard,) = house.wecom.heard(group)
    assert heard.answers is said
    assert house.wecom.faults == []


class Slow:
    """Lets no conversation begin until it is let go, in this process."""

    def __init__(self, monkeypatch) -> None:
        self.go = threading.Event()
        converse = Conversing.__call__

        def slowly(conversing, work, inbox_id):
            assert self.go.wait(10)
            return converse(conversing, work, inbox_id)

        monkeypatch.setattr(Conversing, "__call__", slowly)
        monkeypatch.setattr(responses, "FIRST_SECONDS", 0.05)


@pytest.fixture
def slow(monkeypatch):
    held = Slow(monkeypatch)
    yield held
    held.go.set()


async def refreshed(house, count=1):
    """Let WeCom ask again, so often, for an answer that has begun. It hangs up after five seconds of its own time."""
    sent = house.wecom.accounts["aib-call"].mailbox.sent
    for _ in range(count):
        before = len(sent)
        await asyncio.sleep(0.01)
        house.clock.advance_to(house.clock.now() + timedelta(seconds=1))
        await house.wecom.until(lambda before=before: len(sent) > before)


async def test_a_message_told_again_gets_the_same_answer_and_has_no_second_effect(house, robot):
    async with house.open(robot) as bot:
        said = await house.wecom.say("zhou", "几号交")
        await bot.settle()
        for _ in range(3):
            await house.wecom.again(said)
        assert len({json.dumps(answer) for answer in robot.answered}) == 1
        assert (len(await bot.rows()), len(await bot.deliveries())) == (1, 1)
    assert len(house.wecom.heard("zhou")) == 1
    assert house.wecom.faults == []


async def test_two_calls_for_one_message_at_once_get_one_answer(house, robot):
    async with house.open(robot) as bot:
        said = await house.wecom.say("zhou", "几号交", chat="")
        said.attempts.clear()
        await asyncio.gather(*(house.wecom.again(said) for _ in range(5)))
        assert said.attempts == [200] * 5
        assert len(await bot.deliveries()) == 1
    assert len({json.dumps(answer) for answer in robot.answered}) == 1


async def test_what_needs_no_answer_is_answered_by_nothing(house, robot):
    async with house.open(robot) as bot:
        said = await house.wecom.say("zhou", "谢谢")
        assert (said.attempts, robot.answered) == ([200], [])
        assert await bot.deliveries() == []
    assert house.wecom.faults == []


async def test_an_answer_that_takes_longer_begins_at_once_and_is_finished_when_wecom_asks_again(house, robot, slow):
    async with house.open(robot) as bot:
        await house.wecom.say("zhou", "几号交")
        assert [answer["stream"]["finish"] for answer in robot.answered] == [False]
        await refreshed(house, 2)
        assert [answer["stream"]["finish"] for answer in robot.answered] == [False] * 3
        slow.go.set()
        while not robot.answered[-1]["stream"]["finish"]:
            await refreshed(house)
        await bot.settle()
        assert [row.state for row in await bot.deliveries()] == ["sent"]
    (heard,) = house.wecom.heard("zhou")
    assert heard.is_finished
    assert len({answer["stream"]["id"] for answer in robot.answered}) == 1
    assert house.wecom.faults == []


async def test_an_answer_that_has_begun_is_finished_after_a_restart(house, robot, slow, monkeypatch):
    monkeypatch.setattr("bot.dispatcher.CLOSING_SECONDS", 0.05)
    monkeypatch.setattr("bot.messenger.NET_SECONDS", 0.05)
    async with house.open(robot):
        await house.wecom.say("zhou", "几号交")
        assert not robot.answered[-1]["stream"]["finish"]
        threading.Timer(0.3, slow.go.set).start()  # once nothing more is sent
    async with house.open(robot) as bot:
        while not robot.answered[-1]["stream"]["finish"]:
            await refreshed(house)
        await bot.settle()
        assert [row.state for row in await bot.deliveries()] == ["sent"]
    (heard,) = house.wecom.heard("zhou")
    assert heard.is_finished
    assert house.wecom.faults == []


@pytest.mark.parametrize("cut", ["before it was written", "after it was written"])
async def test_a_response_cut_by_a_kill_is_said_once(house, robot, monkeypatch, cut):
    """Between the mark `sending` and its settlement nothing is known; WeCom calls again, or it has read the answer."""
    was_read = cut == "after it was written"
    monkeypatch.setattr(responses, "AGAIN_SECONDS", 0.05 if was_read else 5.0)
    monkeypatch.setattr("bot.messenger.NET_SECONDS", 0.05)
    async with house.open(robot) as bot:
        said = await house.wecom.say("zhou", "几号交")
        await bot.settle()
        (row,) = await bot.deliveries()
        cut_off = {"state": "sending", "platform_id": "", "settled_at": None}
        await bot.app.database.write(lambda work: work.deliveries.set(row.key, **cut_off))
    if not was_read:
        house.wecom.chats.clear()
        robot.streams.clear()
        said.answer = None
    async with house.open(robot) as bot:
        calling = asyncio.ensure_future(asyncio.sleep(0) if was_read else house.wecom.again(said))
        await asyncio.sleep(0.05)
        house.clock.advance_to(house.clock.now() + timedelta(seconds=2))
        await calling
        ask = partial(bot.app.database.read, lambda work: work.deliveries.get(row.key))
        await eventually(ask, lambda found: found.state == ("unknown" if was_read else "sent"))
        if was_read:
            await house.wecom.again(said)
            await eventually(ask, lambda found: (found.state, found.platform_id) == ("sent", "response"))
        await bot.settle()
    assert len(house.wecom.heard("zhou")) == 1
    assert house.wecom.faults == []


async def test_an_answer_of_which_nothing_is_known_is_ended(house, robot):
    async with house.open(robot):
        for stream in (stream_id("of nobody"), "°", ""):
            body = {
                "msgid": "R",
                "aibotid": robot.id,
                "from": {"userid": "zhou"},
                "msgtype": "stream",
                "stream": {"id": stream},
            }
            sealed = robot.mailbox.seal.close(json.dumps(body))
            sent = await robot.mailbox.post(sealed, json.dumps({"encrypt": sealed}), "application/json")
            answer = json.loads(robot.mailbox.seal.open(json.loads(sent.text)["encrypt"]))
            assert answer["stream"]["finish"]
            assert answer["stream"]["content"]


async def test_an_answer_that_never_comes_is_ended_before_wecom_does(house, robot, slow, monkeypatch):
    async with house.open(robot) as bot:
        await house.wecom.say("zhou", "几号交")
        await refreshed(house)
        house.clock.advance_to(house.clock.now() + timedelta(seconds=340))
        await refreshed(house)
        await house.wecom.until(lambda: robot.answered[-1]["stream"]["finish"])
        slow.go.set()
        await bot.settle()
        (row,) = await bot.deliveries()
        assert (row.state, row.platform_id) == ("sent", "response_url")
    begun, said = house.wecom.heard("zhou")
    assert begun.is_finished
    assert said.way == "aibot/response"
    assert house.wecom.faults == []


async def test_an_answer_that_nobody_asks_for_again_goes_by_the_response_url_and_the_open_one_says_so(
    house, robot, slow, monkeypatch
):
    monkeypatch.setattr(responses, "PATIENCE_SECONDS", 0.05)
    async with house.open(robot) as bot:
        await house.wecom.say("zhou", "几号交")
        slow.go.set()
        await bot.settle()
        await refreshed(house)
        await house.wecom.until(lambda: robot.answered[-1]["stream"]["finish"])
        assert "另行" in robot.answered[-1]["stream"]["content"]
    assert [one.way for one in house.wecom.heard("zhou")] == ["answer to a message", "aibot/response"]
    assert house.wecom.faults == []


async def test_what_is_said_later_goes_once_by_the_response_url_and_then_there_is_no_way(house, robot):
    async with house.open(robot) as bot:
        await house.wecom.say("zhou", "几号交")
        await bot.settle()
        first = await bot.say("zhou", "提醒一", key="push/1", kind=DeliveryKind.REMINDER)
        assert (first.state, first.platform_id) == ("sent", "response_url")
    async with house.open(robot) as bot:
        second = await bot.say("zhou", "提醒二", key="push/2", kind=DeliveryKind.REMINDER)
        assert second.state == "failed"
        assert await bot.app.database.read(lambda work: work.chats.get(second.chat_id).lost_at)
        await house.wecom.say("zhou", "谢谢")
        await bot.settle()
        third = await bot.say("zhou", "提醒三", key="push/3", kind=DeliveryKind.REMINDER)
        assert third.state == "sent"
    assert house.wecom.faults == []


async def test_in_private_the_app_speaks_where_the_robot_cannot(house, robot):
    app = add_app(house.wecom, corp="wwcorp01")
    house.wecom.person("zhou", "周舟")
    async with house.open(robot, app) as bot:
        await house.wecom.say("zhou", "几号交", to=robot)
        await bot.settle()
        sent = await bot.say("zhou", "提醒", kind=DeliveryKind.REMINDER)
        assert sent.state == "sent"
    assert [one.by for one in house.wecom.heard("zhou")] == [robot, app]
    assert house.wecom.faults == []


async def test_a_member_bears_the_name_that_the_app_knows(house, robot):
    app = add_app(house.wecom)
    house.wecom.person("zhou", "周舟")
    async with house.open(robot, app) as bot:
        await house.wecom.say("zhou", "几号交", to=robot)
        ask = partial(bot.app.database.read, lambda work: work.members.known("wecom", "robot", "zhou"))
        await eventually(ask, lambda member: member.name == "周舟")


async def test_a_card_that_was_clicked_says_the_result_in_the_response(house, robot):
    async with house.open(robot) as bot:
        await house.wecom.say("zhou", "几号交")
        await bot.settle()
        buttons = (Button("看要交什么", "要交哪些材料"), Button("问几号", "几号交"))
        await bot.say("zhou", "请选择", kind=DeliveryKind.QUESTION, buttons=buttons)
        (card,) = house.wecom.cards("zhou")
        clicked = await house.wecom.click(card, "问几号")
        await bot.settle()
        assert clicked.attempts == [200]
        assert {row.state for row in await bot.deliveries()} == {"sent"}
        assert card.grew == 1
        again = await house.wecom.again(clicked)
        assert again.attempts == [200, 200]
        assert len(await bot.rows()) == 2
    assert house.wecom.faults == []


async def test_whoever_enters_for_the_first_time_is_greeted_once(house, robot):
    async with house.open(robot) as bot:
        entered = await house.wecom.enter("zhou", to=robot)
        await bot.settle()
        assert robot.answered[0]["msgtype"] == "text"
        await house.wecom.again(entered)
        house.clock.advance_to(house.clock.now() + timedelta(days=1))
        await house.wecom.enter("zhou", to=robot)
        await house.wecom.say("li", "几号交")
        await house.wecom.enter("li", to=robot)
        await bot.settle()
    assert len(house.wecom.heard("zhou")) == 1
    assert len(house.wecom.heard("li")) == 1
    assert house.wecom.faults == []


@pytest.mark.parametrize("event", ["feedback_event", "auth_change_event", "enter_check_update"])
async def test_other_events_are_taken_and_change_nothing(house, robot, event):
    async with house.open(robot) as bot:
        said = await house.wecom.event("zhou", event, to=robot, type=1)
        assert said.attempts == [200]
        assert await bot.rows() == []


async def test_the_server_of_the_pages_lets_wecoms_calls_through(tmp_path, unused_tcp_port):
    async with WeCom() as wecom:
        robot = add_callback_robot(wecom, f"http://127.0.0.1:{unused_tcp_port}{PATH}robot")
        settings = Settings(
            data=DataSettings(folder=tmp_path / "data"),
            server=ServerSettings(port=unused_tcp_port),
            wecom=WeComSettings(robots=(robot_settings(robot),), api=wecom.url),
        )
        prepare(settings)
        ready = asyncio.Event()
        serving = asyncio.create_task(serve(settings, lambda _: ready.set()))
        await ready.wait()
        assert await robot.verify()
        said = await wecom.say("zhou", "几号交")
        os.kill(os.getpid(), signal.SIGTERM)
        await serving
    assert said.attempts == [200]
    assert len(wecom.heard("zhou")) == 1
    assert wecom.faults == []
