"""The strict server's callbacks to a robot in URL mode: deliveries, passive answers, streams, cards."""

from __future__ import annotations

import asyncio
import base64
import hashlib
from functools import partial

import pytest
from wechatpy.enterprise.crypto import WeChatCrypto

from tests.platforms.wecom import line
from tests.platforms.wecom.accounts import add_callback_robot
from tests.platforms.wecom.line import turn
from tests.platforms.wecom.listener import listening
from tests.platforms.wecom.sealing import decrypt

BUTTONS = line.button_card()
CARD = {"msgtype": "template_card", "template_card": BUTTONS}
UPDATE = {"response_type": "update_template_card", "template_card": {**BUTTONS, "main_title": {"title": "已撤回"}}}


stream = partial(line.stream, finish=True)


@pytest.fixture
async def bot():
    async with listening() as bot:
        yield bot


@pytest.fixture
def robot(wecom, bot):
    robot = add_callback_robot(wecom, bot.url)
    bot.crypto = WeChatCrypto(robot.token, robot.aes_key, "")
    return robot


async def turn_until(wecom, clock, is_so, *, seconds):
    for _ in range(400):
        await asyncio.sleep(0.005)
        if is_so():
            return
        turn(clock, seconds=seconds)
    raise AssertionError(wecom.faults)


async def test_an_address_is_saved_only_when_it_gives_back_what_was_sealed(wecom, robot, bot):
    assert await robot.verify()
    bot.crypto = WeChatCrypto(robot.token, robot.aes_key, "somebody")
    assert not await robot.verify()
    assert [fault.way for fault in wecom.faults] == ["verification"]


async def test_a_message_is_answered_by_a_stream_that_is_asked_for_until_it_ends(wecom, clock, robot, bot):
    group = wecom.group(robot)
    bot.answers = [stream("正在看", finish=False), stream("快了", finish=False), stream("10月25日")]
    said = await wecom.say("wang", "几号交", chat=group)
    (seen,) = wecom.heard(group)
    assert (seen.text, seen.is_finished, seen.answers) == ("正在看", False, said)
    await turn_until(wecom, clock, lambda: seen.is_finished, seconds=1)
    assert seen.text == "10月25日"
    message, first, _ = bot.told
    assert message["response_url"].startswith(wecom.url)
    assert first == {
        "msgid": first["msgid"], "aibotid": robot.id, "chatid": group, "chattype": "group",
        "from": {"userid": "wang"}, "msgtype": "stream", "stream": {"id": "s1"},
    }  # fmt: skip
    assert not wecom.faults


async def test_a_stream_that_never_ends_is_ended_by_the_client_after_six_minutes(wecom, clock, robot, bot):
    bot.answers = [stream("正在看", finish=False)]
    await wecom.say("wang", "几号交")
    (seen,) = wecom.heard("wang")
    await turn_until(wecom, clock, lambda: seen.is_finished, seconds=10)
    assert seen.text == "（答复未完成）"
    assert {fault.code for fault in wecom.faults} == {846608}


async def test_what_is_not_answered_with_200_in_five_seconds_comes_three_times_with_the_same_msgid(
    wecom, clock, robot, bot
):
    bot.answers = [500, 302, stream("好")]
    said = await wecom.say("wang", "你好")
    assert said.attempts == [500, 302, 200]
    assert len({told["msgid"] for told in bot.told}) == 1
    bot.answers = [stream("好", name="s2")]
    wecom.fail("callback", lost="request")
    wecom.fail("callback", lost="answer")
    assert (await wecom.say("li", "你好")).attempts == [0, 0, 200]
    assert (len(bot.told), len(wecom.heard("li"))) == (5, 1)
    bot.answers = [404]
    assert not (await wecom.say("wang", "你好")).is_delivered
    bot.hold = asyncio.Event()
    saying = asyncio.create_task(wecom.say("wang", "你好"))
    await turn_until(wecom, clock, saying.done, seconds=1)
    assert saying.result().attempts == [0, 0, 0]
    bot.hold.set()
    bot.answers = [stream("好")]
    await wecom.again(said)
    assert [heard.text for heard in wecom.heard("wang")] == ["好"], "the same stream for the same msgid"


@pytest.mark.parametrize(
    "answer",
    [
        {"msgtype": "text", "text": {"content": "好"}},
        {"msgtype": "markdown", "markdown": {"content": "好"}},
        stream("字" * 6827),
        stream("好", msg_item=[{"msgtype": "image", "image": {"base64": "AA==", "md5": "0"}}]),
        {"msgtype": "stream", "stream": {"finish": True, "content": "好"}},
        UPDATE,
        "[]",
    ],
)
async def test_a_message_takes_nothing_but_streams_and_cards(wecom, robot, bot, answer):
    bot.answers = [answer]
    await wecom.say("wang", "你好")
    assert not wecom.heard("wang")
    assert len(wecom.faults) == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda envelope: {**envelope, "nonce": "1"},
        lambda envelope: {**envelope, "timestamp": str(envelope["timestamp"])},
        lambda envelope: {**envelope, "msgsignature": "0" * 40},
        lambda envelope: {**envelope, "encrypt": "AAAA"},
        lambda envelope: {**envelope, "errcode": 0},
        lambda envelope: {"msg_signature": envelope["msgsignature"], **envelope},
        lambda envelope: [envelope],
    ],
)
async def test_an_answer_needs_its_envelope_exactly(wecom, robot, bot, change):
    bot.answers, bot.change = [stream("好")], change
    await wecom.say("wang", "你好")
    assert not wecom.heard("wang")
    assert [fault.code for fault in wecom.faults] == [40058]


async def test_a_card_comes_once_beside_a_stream_and_pictures_with_its_end(wecom, clock, robot, bot):
    both = {**stream("看", finish=False), "msgtype": "stream_with_template_card", "template_card": BUTTONS}
    png = b"\x89PNG\r\n\x1a\n picture"
    image = {"base64": base64.b64encode(png).decode(), "md5": hashlib.md5(png, usedforsecurity=False).hexdigest()}
    last = stream("好", msg_item=[{"msgtype": "image", "image": image}])
    bot.answers = [both, both, last]
    await wecom.say("wang", "你好")
    await turn_until(wecom, clock, lambda: wecom.heard("wang")[0].is_finished, seconds=1)
    assert [fault.why for fault in wecom.faults] == ["the card of this message was sent before"]
    assert [heard.kind for heard in wecom.heard("wang")] == ["stream", "template_card"]


async def test_a_pressed_button_comes_once_and_takes_an_update_of_its_card(wecom, robot, bot):
    bot.answers = [CARD, UPDATE]
    await wecom.say("wang", "撤回")
    (card,) = wecom.cards("wang")
    await wecom.click(card, "确认")
    assert card.text.startswith("已撤回")
    assert bot.told[1]["event"]["template_card_event"]["task_id"] == "t1"
    bot.answers = [500]
    assert (await wecom.click(card, "确认")).attempts == [500]
    bot.answers = [stream("好", name="s9")]
    await wecom.click(card, "确认")
    assert wecom.faults[-1].code == 40058


async def test_who_enters_is_greeted_by_a_text_and_feedback_by_nothing(wecom, robot, bot):
    bot.answers = [{"msgtype": "text", "text": {"content": "您好"}}]
    await wecom.enter("wang")
    assert [heard.text for heard in wecom.heard("wang")] == ["您好"]
    assert not wecom.faults
    await wecom.event("wang", "feedback_event", id="FB", type=1)
    assert bot.told[-1]["event"] == {"eventtype": "feedback_event", "feedback_event": {"id": "FB", "type": 1}}
    assert [fault.code for fault in wecom.faults] == [40058]


async def test_media_of_a_robot_at_an_address_are_sealed_with_its_own_key(wecom, robot, bot):
    await wecom.photo("wang", b"\xff\xd8\xff a photo")
    (told,) = bot.told
    assert set(told["image"]) == {"url"}
    async with wecom.client.get(told["image"]["url"]) as answer:
        assert decrypt(robot.mailbox.seal.key, await answer.read()) == b"\xff\xd8\xff a photo"
