"""The strict server's callbacks: sealed, signed, the challenge, three seconds, four more times, and clicks answered at once."""

from __future__ import annotations

import asyncio

import pytest

from tests.platforms.feishu import callbacks
from tests.platforms.feishu.accounts import add_called_app
from tests.platforms.feishu.caller import Caller, button, card, form, turn, words
from tests.platforms.feishu.listener import listening
from tests.platforms.feishu.vectors import B

FIELD = {"tag": "input", "name": "why", "label": words("原因"), "required": True}


@pytest.fixture
async def bot():
    async with listening() as bot:
        yield bot


@pytest.fixture
def app(feishu, bot):
    return add_called_app(feishu, bot.url)


@pytest.fixture
async def heard(feishu, app, group):
    """A card with a button and a form."""
    await Caller(feishu, app).send(group, "interactive", card(button("撤回"), form(FIELD)))
    return feishu.cards(group)[0]


async def test_an_address_is_saved_only_when_it_gives_the_challenge_back_in_a_second(feishu, clock, app, bot):
    assert await callbacks.verify(app)
    assert bot.told[0]["token"] == app.verification_token == B.token
    bot.answers = [{"challenge": "another"}]
    assert not await callbacks.verify(app)
    bot.hold = asyncio.Event()
    verifying = asyncio.create_task(callbacks.verify(app))
    await feishu.until(lambda: len(bot.told) == 3)
    turn(clock, seconds=1)
    assert not await verifying
    assert [fault.way for fault in feishu.faults] == ["challenge"] * 2


async def test_an_event_is_sealed_and_signed_over_its_raw_body(feishu, app, bot, group):
    said = await feishu.say("wang", "几号交", chat=group)
    assert said.is_delivered
    told = bot.told[0]
    assert (told["schema"], told["header"]["token"], told["header"]["app_id"]) == ("2.0", B.token, app.id)
    assert told["event"]["message"]["message_id"] == said.id
    body, headers = app.sent[0]
    assert set(headers) == {"Content-Type", "X-Lark-Request-Timestamp", "X-Lark-Request-Nonce", "X-Lark-Signature"}
    assert "几号交".encode() not in body
    app.encrypt_key = ""
    await feishu.say("wang", "几号交", chat=group)
    assert set(app.sent[1][1]) == {"Content-Type"}
    assert not feishu.faults


async def test_what_is_not_answered_by_200_in_three_seconds_comes_four_more_times(feishu, clock, bot, group):
    bot.answers = [500]
    bot.hold = asyncio.Event()
    saying = asyncio.create_task(feishu.say("wang", "你好", chat=group))
    await feishu.until(lambda: bot.told)
    turn(clock, seconds=3)
    said = await saying
    bot.hold = None
    for number, wait in enumerate((15, 300, 3600, 21600), 2):
        await asyncio.sleep(0.01)
        turn(clock, seconds=wait)
        await feishu.until(lambda number=number: len(said.pushes[0].attempts) == number)
    assert said.pushes[0].attempts == [-1, 500, 500, 500, 500]
    assert len({str(told) for told in bot.told}) == 1
    assert [fault.way for fault in feishu.faults] == ["push"]


async def test_an_event_is_lost_on_its_way_or_its_answer_is(feishu, clock, bot, group):
    feishu.fail("push", lost="request")
    first = await feishu.say("wang", "一", chat=group)
    feishu.fail("push", lost="answer")
    second = await feishu.say("wang", "二", chat=group)
    assert (first.pushes[0].attempts, second.pushes[0].attempts, len(bot.told)) == ([0], [0], 1)
    await asyncio.sleep(0.01)
    turn(clock, seconds=15)
    await feishu.until(lambda: first.is_delivered and second.is_delivered)
    assert len(bot.told) == 3


async def test_a_click_is_answered_by_a_toast_and_a_card_and_never_comes_again(feishu, clock, app, bot, heard):
    bot.answers = [
        {"toast": {"type": "success", "content": "已撤回"}, "card": {"type": "raw", "data": card(title="已撤回")}}
    ]
    click = await feishu.click(heard, "撤回", by="li")
    assert (click.toast, click.code, heard.text) == ("已撤回", 0, "已撤回\n**已收到**")
    told = bot.told[0]
    assert (told["header"]["event_type"], len(told["header"]["create_time"])) == ("card.action.trigger", 16)
    assert told["event"]["action"] == {"tag": "button", "value": {"says": "撤回"}, "timezone": "Asia/Shanghai"}
    assert not feishu.faults
    bot.answers = [500]
    assert (await feishu.act(heard, "li", "撤回", {"tag": "button"})).code == 200671
    turn(clock, days=1)
    await asyncio.sleep(0.02)
    assert len(bot.told) == 2


async def test_a_form_is_submitted_with_what_was_filled_in(feishu, bot, heard):
    with pytest.raises(AssertionError, match="must be filled in"):
        await feishu.click(heard, "提交", by="li")
    await feishu.click(heard, "提交", by="li", form={"why": "照片重复"})
    action = bot.told[0]["event"]["action"]
    assert (action["name"], action["form_value"]) == ("send", {"why": "照片重复"})


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ({}, 0),
        ("", 0),
        (302, 200671),
        ("[]", 200672),
        ("no", 200672),
        ({"text": "好"}, 200672),
        ({"toast": {"type": "loud", "content": "好"}}, 200672),
        ({"toast": {"content": ""}}, 200672),
        ({"card": {"type": "raw", "data": card({"tag": "note"})}}, 200673),
        ({"card": card()}, 200673),
        ({"card": {"type": "raw", "data": {"elements": []}}}, 200830),
    ],
)
async def test_a_click_takes_nothing_but_toasts_and_cards(feishu, bot, heard, answer, code):
    bot.answers = [answer]
    assert (await feishu.click(heard, "撤回", by="li")).code == code
    assert bool(feishu.faults) == bool(code)


async def test_a_slow_answer_to_a_click_is_none_and_an_address_that_is_gone_is_told(feishu, clock, app, bot, heard):
    bot.hold = asyncio.Event()
    clicking = asyncio.create_task(feishu.click(heard, "撤回", by="li"))
    await feishu.until(lambda: bot.told)
    turn(clock, seconds=3)
    assert (await clicking).code == 200341
    app.url = "http://127.0.0.1:9/feishu"
    assert (await feishu.click(heard, "撤回", by="li")).code == 200342
    app.events = {"im.message.receive_v1"}
    assert (await feishu.click(heard, "撤回", by="li")).code == 200340
    turn(clock, days=14, seconds=1)
    assert (await feishu.click(heard, "撤回", by="li")).code == 300000


async def test_a_card_is_changed_later_by_the_click_s_token_twice_in_half_an_hour(feishu, clock, app, bot, heard):
    call = Caller(feishu, app)

    async def update(token, **shown):
        return await call.code("POST", "/interactive/v1/card/update", {"token": token, "card": card(**shown)})

    async def clicked():
        await feishu.click(heard, "撤回", by="li")
        return bot.told[-1]["event"]["token"]

    token = await clicked()
    assert [await update(token, title=str(number)) for number in range(3)] == [0, 0, 300040]
    assert heard.text.startswith("1\n")
    assert await update("c-none") == 300020
    assert await update(token, open_ids=["ou"]) == 300040
    heard.content = card(button("撤回"))
    later = await clicked()
    turn(clock, seconds=1801)
    assert await update(later) == 300030
    before = len(feishu.faults)
    bot.hold = asyncio.Event()
    clicking = asyncio.create_task(feishu.click(heard, "撤回", by="li"))
    await feishu.until(lambda: len(bot.told) == 3)
    assert await update(bot.told[-1]["event"]["token"], title="早") == 0
    assert "falls back" in feishu.faults[before].why
    assert heard.text.startswith("台账")
    bot.hold.set()
    await clicking
