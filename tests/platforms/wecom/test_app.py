"""A self-built app: an empty 200 as soon as what was told is kept, and every answer a message that is shown once."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

import pytest

from bot.playground.inventions import invent_file
from bot.splitting import octets
from bot.wecom.app.marking import marked
from bot.wecom.render import APP
from scheduler.clock import BEIJING
from storage.chat import Button, DeliveryKind, FileRef
from tests.platforms.double import File
from tests.platforms.wecom.accounts import add_app
from tests.platforms.wecom.called import eventually

SIGNS = "\u200b\u200c\u200d\u2060"
START = datetime(2024, 9, 4, 9, 0, tzinfo=BEIJING)


@pytest.fixture
def app(house):
    made = add_app(house.wecom, house.url("app"))
    house.wecom.person("zhou", "周舟")
    return made


async def test_the_address_answers_the_consoles_test(house, app):
    async with house.open(app=app):
        assert await app.verify()


async def test_a_question_is_taken_at_once_and_answered_by_a_message(house, app):
    async with house.open(app=app) as bot:
        said = await house.wecom.say("zhou", "几号交")
        await bot.settle()
        assert said.attempts == [200]
        assert [row.state for row in await bot.deliveries()] == ["sent"]
    (heard,) = house.wecom.heard("zhou")
    assert heard.way == "message/send"
    assert house.wecom.faults == []


async def test_a_message_told_again_has_no_second_effect(house, app):
    async with house.open(app=app) as bot:
        said = await house.wecom.say("zhou", "几号交")
        for _ in range(3):
            await house.wecom.again(said)
        await bot.settle()
        assert (len(await bot.rows()), len(await bot.deliveries())) == (1, 1)
    assert len(house.wecom.heard("zhou")) == 1


async def test_who_asks_twice_in_a_minute_is_answered_twice(house, app):
    async with house.open(app=app) as bot:
        for _ in range(2):
            await house.wecom.say("zhou", "几号交")
            await bot.settle()
    first, second = house.wecom.heard("zhou")
    assert first.text.strip(SIGNS) == second.text.strip(SIGNS)
    assert house.wecom.faults == []


def test_hundreds_of_like_answers_are_as_many_messages_and_none_is_cut():
    longest = {"msgtype": "text", "text": {"content": "字" * (APP.plain.page.octets // 3)}}
    said = [marked(longest, f"reply/{number}\n0")["text"]["content"] for number in range(500)]
    assert len(set(said)) == len(said)
    assert max(map(octets, said)) <= 2048
    assert {text.strip(SIGNS) for text in said} == {longest["text"]["content"]}


async def test_an_answer_whose_acknowledgement_was_lost_is_sent_again_and_shown_once(house, app):
    house.wecom.fail("message/send", lost="answer")
    async with house.open(app=app) as bot:
        await house.wecom.say("zhou", "几号交")
        await bot.settle()
        await bot.app.turn_to(house.clock.now() + timedelta(seconds=5))
        assert [row.state for row in await bot.deliveries() if row.kind == "reply"] == ["sent"]
    assert [call for call, _ in house.wecom.calls].count("message/send") == 2
    assert len(house.wecom.heard("zhou")) == 1


@pytest.mark.parametrize(("hours", "state"), [(1, "sent"), (4, "unknown")])
async def test_an_answer_that_a_stop_cut_off_is_given_again_only_while_wecom_remembers_it(house, app, hours, state):
    async with house.open(app=app) as bot:
        await house.wecom.say("zhou", "几号交")
        await bot.settle()
        (row,) = await bot.deliveries()
        cut_off = {"state": "sending", "platform_id": "", "settled_at": None}
        await bot.app.database.write(lambda work: work.deliveries.set(row.key, **cut_off))
    house.clock.advance_to(house.clock.now() + timedelta(hours=hours))
    async with house.open(app=app) as bot:
        await bot.app.turn_to(house.clock.now() + timedelta(seconds=5))
        assert await bot.app.database.read(lambda work: work.deliveries.get(row.key).state) == state
    assert len(house.wecom.heard("zhou")) == 1


@pytest.mark.parametrize(("kind", "name"), [("image", "照片.jpg"), ("file", "活动总结.txt")])
async def test_a_file_is_fetched_and_kept(house, app, kind, name):
    data = invent_file(name)
    async with house.open(app=app) as bot:
        await house.wecom.post("zhou", kind, File(name, data))
        await bot.settle()
        (file,) = await bot.app.database.read(lambda work: work.files.find())
        assert (file.state, file.size) == ("stored", len(data))
        assert file.name
    assert [call for call, _ in house.wecom.calls].count("media/get") == 1


async def test_a_clicked_card_says_so_and_the_answer_follows(house, app):
    async with house.open(app=app) as bot:
        await house.wecom.say("zhou", "几号交")
        await bot.settle()
        buttons = (Button("看要交什么", "要交哪些材料"), Button("问几号", "几号交"))
        await bot.say("zhou", "请选择", account="app", kind=DeliveryKind.QUESTION, buttons=buttons)
        (card,) = house.wecom.cards("zhou")
        clicked = await house.wecom.click(card, "看要交什么")
        await house.wecom.again(clicked)
        await bot.settle()
        assert card.seen_by["zhou"]["update_button"]["replace_name"] == "已收到"
        assert len(await bot.rows()) == 2
        assert {row.state for row in await bot.deliveries()} == {"sent"}
    assert len(house.wecom.heard("zhou")) == 3
    assert house.wecom.faults == []


async def test_what_a_card_says_is_said_in_words_where_the_card_is_refused(house, app):
    async with house.open(app=app) as bot:
        await house.wecom.say("zhou", "几号交")
        await bot.settle()
        house.wecom.fail("message/send", 40058)
        buttons = (Button("看要交什么", "要交哪些材料"),)
        sent = await bot.say("zhou", "请选择", account="app", kind=DeliveryKind.QUESTION, buttons=buttons)
        assert sent.state == "sent"
    words = house.wecom.heard("zhou")[-1].text
    assert "请选择" in words
    assert "要交哪些材料" in words


async def test_a_member_bears_the_name_of_the_contacts(house, app):
    async with house.open(app=app) as bot:
        await house.wecom.say("zhou", "几号交")
        ask = partial(bot.app.database.read, lambda work: work.members.known("wecom", "app", "zhou"))
        await eventually(ask, lambda member: member and member.name == "周舟")
        for _ in range(3):
            await house.wecom.say("zhou", "几号交")
        await bot.settle()
    assert [call for call, _ in house.wecom.calls].count("user/get") == 1


async def test_a_name_that_may_not_be_seen_is_not_asked_for_at_every_word(house, app):
    app.may_read_names = False
    async with house.open(app=app) as bot:
        for _ in range(3):
            await house.wecom.say("zhou", "几号交")
            await bot.settle()
    assert [call for call, _ in house.wecom.calls].count("user/get") == 1
    assert len(house.wecom.heard("zhou")) == 3


async def test_whoever_opens_the_app_for_the_first_time_is_greeted_and_never_again(house, app):
    async with house.open(app=app) as bot:
        for _ in range(3):
            await house.wecom.event("zhou", "enter_agent")
            await bot.settle()
            house.clock.advance_to(house.clock.now() + timedelta(minutes=5))
    (heard,) = house.wecom.heard("zhou")
    assert "报送助手" in heard.text


@pytest.mark.parametrize("event", ["subscribe", "unsubscribe", "LOCATION", "click", "low_active", "change_contact"])
async def test_other_events_are_taken_and_change_nothing(house, app, event):
    async with house.open(app=app) as bot:
        said = await house.wecom.event("zhou", event, EventKey="x")
        assert said.attempts == [200]
        assert await bot.rows() == []


async def test_a_file_goes_out_and_one_that_is_too_large_is_said_to_be(house, app):
    blobs = house.folder / "blobs"
    async with house.open(app=app) as bot:
        await house.wecom.say("zhou", "几号交")
        await bot.settle()
        for name, size in (("a" * 64, 1000), ("b" * 64, 21 << 20)):
            path = bot.app.blobs.path(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"x" * size)
        files = (FileRef("a" * 64, "台账.xlsx"), FileRef("b" * 64, "材料包.zip"))
        sent = await bot.say("zhou", "已备好", account="app", kind=DeliveryKind.ANNOUNCEMENT, files=files)
        assert sent.state == "sent"
    assert blobs.exists()
    words = [heard.text for heard in house.wecom.heard("zhou")]
    assert words[-2] == "[file] 台账.xlsx"
    assert "材料包.zip" in words[-1]
    assert house.wecom.faults == []


async def test_an_address_that_wecom_does_not_allow_is_named_to_those_who_run_the_bot(house, app, caplog):
    async with house.open(app=app) as bot:
        app.is_trusted = False
        await house.wecom.say("zhou", "几号交")
        await bot.settle()
        replies = [row for row in await bot.deliveries() if row.kind == "reply"]
        assert [(row.state, row.failure) for row in replies] == [("failed", "configuration")]
    (told,) = (record.reason for record in caplog.records if record.message == "account in trouble")
    assert f"企业微信看到的 IP 是 {house.wecom.address_of_caller}" in told
    assert [call for call, _ in house.wecom.calls].count("message/send") == 1, "asking again does not help"


async def test_a_member_is_sent_no_more_than_wecom_shows_and_the_rest_waits(house, app):
    async with house.open(app=app) as bot:
        await house.wecom.say("zhou", "几号交")
        await bot.settle()
        for number in range(30):
            await bot.say("zhou", f"第{number}条", account="app", key=f"push/{number}", kind=DeliveryKind.ANNOUNCEMENT)
        assert len(house.wecom.heard("zhou")) == 24
        await bot.app.turn_to(house.clock.now() + timedelta(minutes=2))
        assert len(house.wecom.heard("zhou")) == 31
    assert house.wecom.faults == []
