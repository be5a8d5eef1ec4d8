"""One app over both ways in: what becomes of clicks, second thoughts, signs, files, topics, refusals and losses."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.feishu import hearing
from storage.errors import NotStored
from tests.platforms.city import DESK, GU, SHARED, UNIT, UNITS, WEN, ZHOU
from tests.platforms.feishu.city import open_city
from tests.platforms.wecom.called import eventually

both_ways = pytest.mark.parametrize("city", ["long", "called"], indirect=True)
long_only = pytest.mark.parametrize("city", ["long"], indirect=True)
narrow = pytest.mark.parametrize("city", ["narrow"], indirect=True)


@pytest.fixture
async def city(request, tmp_path, unused_tcp_port):
    async with open_city(request.param, tmp_path, unused_tcp_port) as city:
        yield city


async def receipt(city, *names):
    """A hand-in of these files in private, and the card of its receipt."""
    for name in names or ("a.jpg",):
        await city.post(ZHOU, name)
    await city.wait(seconds=30)
    return city.double.cards(ZHOU)[-1]


async def counts(city):
    """How many messages, deliveries and hand-ins there are."""
    return await city.look(
        lambda work: (len(work.inbox.in_order()), work.deliveries.count(), len(work.submissions.find()))
    )


@both_ways
async def test_a_click_is_answered_at_once_by_a_toast_and_the_card_says_who_pressed_it_and_what_became_of_it(city):
    card = await receipt(city)
    asked = await city.double.click(card, "撤回")
    await city.app.settle()
    assert (asked.code, asked.toast[:3]) == (0, "将撤回")
    question = city.double.cards(ZHOU)[-1]
    done = await city.double.click(question, "确认")
    await city.app.settle()
    assert done.code == 0
    assert "已撤回" in done.toast
    assert "已撤回" in question.text
    assert not city.double.faults


@long_only
async def test_what_a_press_came_to_still_stands_when_the_rest_was_shown_anew(city):
    card = await receipt(city)
    await city.double.click(card, "撤回")
    await city.app.settle()
    question = city.double.cards(ZHOU)[-1]
    await city.double.click(question, "确认")
    await city.wait(seconds=15)
    assert "已撤回" in question.text
    assert "尚缺" in question.text
    assert "已撤回" in card.text
    assert not city.double.faults


@both_ways
async def test_a_receipt_stays_as_it_is_where_more_is_added_to_it(city):
    card = await receipt(city)
    before = card.text
    added = await city.double.click(card, "补充")
    await city.app.settle()
    assert added.code == 0
    assert added.toast
    assert city.double.cards(ZHOU)[0].text == before
    assert "撤回" in card.buttons()


@both_ways
async def test_a_second_click_does_nothing_twice(city):
    await receipt(city)
    await city.say(GU, f"{UNITS[ZHOU]}交了什么", chat=DESK)
    review, before = city.double.cards(DESK)[-1], await counts(city)
    form = {"why": "照片看不清"}
    both = await asyncio.gather(*(city.double.click(review, "退回", by=GU, form=form) for _ in range(2)))
    await city.wait(minutes=15)
    assert [click.code for click in both] == [0, 0]
    assert (await counts(city))[0] == before[0] + 1
    assert len([text for text in city.heard(ZHOU) if "请补正：照片看不清。原件" in text]) == 1
    assert not city.double.faults


@long_only
async def test_the_same_may_be_pressed_again_once_its_answer_was_seen(city):
    await city.say(ZHOU, "你好")
    menu, before = city.double.cards(ZHOU)[-1], len(city.heard(ZHOU))
    for seconds, answers in ((0, 1), (1, 1), (10, 2)):
        await city.wait(seconds=seconds)
        assert (await city.double.click(menu, "什么时候交")).code == 0
        await city.app.settle()
        assert len(city.heard(ZHOU)) == before + answers


@both_ways
async def test_where_the_result_takes_longer_the_click_is_acknowledged_and_the_result_follows(city, monkeypatch):
    card = await receipt(city)
    monkeypatch.setattr(hearing, "CLICK_SECONDS", 0.0)
    asked = await city.double.click(card, "撤回")
    assert (asked.code, asked.toast) == (0, "已收到，正在处理，请稍候。")
    await city.app.settle()
    assert "将撤回" in "".join(city.heard(ZHOU))
    question = city.double.cards(ZHOU)[-1]
    assert (await city.double.click(question, "确认")).code == 0
    await city.app.settle()
    assert "已撤回" in "".join(city.heard(ZHOU))
    assert not city.double.faults


@long_only
async def test_clicks_that_come_as_frames_of_their_own_type_are_answered_too(city):
    city.hearing.click_frames = "card"
    card = await receipt(city)
    assert (await city.double.click(card, "撤回")).code == 0


@both_ways
async def test_what_is_told_again_has_no_further_effect(city):
    said = await city.double.say(ZHOU, "我们什么时候交")
    photo, _ = await city.post(ZHOU, "a.jpg")
    await city.wait(seconds=30)
    before, seen = await counts(city), city.heard(ZHOU)
    for push in (*said.pushes, *photo.pushes) * 3:
        assert await city.double.again(push)
        await city.app.settle()
    assert await counts(city) == before
    assert city.heard(ZHOU) == seen


@both_ways
async def test_what_the_database_does_not_take_is_not_acknowledged_and_comes_again(city, monkeypatch):
    begin, full = city.app.database.begin, [True]

    def begin_or_fail(function):
        if not full:
            return begin(function)
        failed = asyncio.get_running_loop().create_future()
        failed.set_exception(NotStored("disk full"))
        return failed

    monkeypatch.setattr(city.app.database, "begin", begin_or_fail)
    said = await city.double.say(ZHOU, "我们什么时候交")
    assert not said.is_delivered
    full.clear()
    await asyncio.sleep(0.01)  # Feishu begins to wait
    city.clock.advance_to(city.clock.now() + timedelta(seconds=16))
    await city.double.until(lambda: said.is_delivered)
    await city.app.settle()
    assert "10月25日" in city.last(ZHOU)


@both_ways
async def test_a_recalled_hand_in_is_withdrawn_with_a_word(city):
    said, _ = await city.post(ZHOU, "a.jpg")
    await city.wait(seconds=30)
    await city.double.recall(said)
    await city.app.settle()
    assert "0904-001" in city.last(ZHOU)
    assert "撤回" in city.last(ZHOU)


@long_only
async def test_what_was_recalled_before_it_came_is_as_if_it_had_never_been_written(city):
    city.double.fail("push", lost="request", times=1)
    before = await counts(city), city.heard(ZHOU)
    said = await city.double.say(ZHOU, "9月20日在中心广场义诊，120人参加。")
    await city.double.recall(said)
    await city.wait(seconds=16)
    await city.double.until(lambda: said.is_delivered)
    await city.wait(seconds=30)
    assert (await counts(city), city.heard(ZHOU)) == before
    assert not city.double.faults


@both_ways
async def test_an_edited_message_counts_as_it_is_now(city):
    city.double.tells_edits = True
    said = await city.double.say(ZHOU, "我们什么时候交")
    await city.app.settle()
    await city.double.edit(said, "交到哪里")
    await city.app.settle()
    assert len(city.heard(ZHOU)) >= 2
    rows = await city.look(lambda work: [row.message_id for row in work.inbox.in_order()])
    assert [one for one in rows if one.startswith(said.id)][1].startswith(f"{said.id}:")


@both_ways
async def test_a_kept_photo_gets_a_sign_and_no_words(city):
    before = len(city.heard(ZHOU))
    said, _ = await city.post(ZHOU, "a.jpg")
    await city.app.settle()
    assert len(city.double.reactions(said)) == 1
    assert len(city.heard(ZHOU)) == before
    assert not city.double.faults


@both_ways
async def test_a_receipt_shows_in_its_place_that_it_was_withdrawn(city):
    card = await receipt(city)
    before = len(city.heard(ZHOU))
    await city.say(ZHOU, "撤回 0904-001")
    await city.say(ZHOU, "确认")
    await city.wait(seconds=30)
    assert "撤回" in card.text
    assert "撤回" not in card.buttons()
    assert len(city.heard(ZHOU)) == before + 2, "what is shown anew is no message"
    assert not city.double.faults


@both_ways
async def test_an_answer_is_a_reply_to_its_question_and_a_reminder_is_none(city):
    said = await city.double.say(WEN, "我们什么时候交", chat=UNIT)
    await city.app.settle()
    assert city.seen(UNIT)[-1].parent is said
    await city.until(10, 18, 9, 45)
    assert all(one.parent is None for one in city.seen(WEN) if "还有5个工作日" in one.text)


@long_only
async def test_what_is_wrong_with_a_hand_in_is_said_aside_in_a_group_and_plainly_in_private(city):
    for user, chat in ((WEN, UNIT), (ZHOU, "")):
        said = await city.double.say(user, "工作总结已发，见上一条附件", chat=chat)
        await city.wait(seconds=30)
        answer = city.seen(chat or user)[-1]
        assert "没有收到附件" in answer.text
        assert answer.parent is said
        assert (answer.thread != "") is bool(chat)


@both_ways
async def test_in_a_topic_the_answer_stays_in_the_topic(city):
    root = await city.double.say(WEN, "大家好", chat=UNIT, at=False)
    said = city.double._written(WEN, "text", UNIT, quoting=root)
    city.double.thread(said, starts=True)
    said.content = {"text": city.double._called(said, "@报送助手 我们什么时候交")}
    await city.double.bring(said)
    await city.app.settle()
    answer = city.seen(UNIT)[-1]
    assert "10月25日" in answer.text
    assert answer.thread == root.thread != ""


@both_ways
async def test_a_question_put_by_pointing_at_words_that_called_nobody_is_answered(city):
    root = await city.double.say(ZHOU, "我们什么时候交", chat=UNIT, at=False)
    assert "10月25日" in (await city.say(WEN, "", chat=UNIT, quoting=root))[-1]


@both_ways
async def test_files_of_what_is_replied_to_are_handed_in_where_words_do_so(city):
    photo, _ = await city.post(WEN, "a.jpg", chat=UNIT)
    await city.say(WEN, "几号交？", chat=UNIT, quoting=photo)
    await city.wait(seconds=30)
    assert not any("回执号" in text for text in city.heard(UNIT))
    await city.say(WEN, "提交这张照片", chat=UNIT, quoting=photo)
    await city.wait(seconds=30)
    assert any("回执号" in text for text in city.heard(UNIT)), city.heard(UNIT)


@long_only
async def test_with_the_scope_for_groups_what_follows_an_opening_is_handed_in_without_calling_the_bot(city):
    await city.say(WEN, "开始报送", chat=UNIT)
    for name in ("a.jpg", "工作总结.docx"):
        await city.post(WEN, name, chat=UNIT)
    await city.post(ZHOU, "闲聊.jpg", chat=UNIT)
    await city.say(WEN, "完毕", chat=UNIT, at=False)
    await city.wait(seconds=30)
    assert "活动总结1份、照片1张" in city.last(UNIT)


@narrow
async def test_without_the_scope_for_groups_nobody_is_told_to_quote_what_could_not_be_seen(city):
    await city.say(WEN, "工作总结已发，见上一条附件", chat=UNIT)
    await city.wait(seconds=30)
    assert "放在一条消息里" in city.last(UNIT)
    assert "引用" not in city.last(UNIT)


@narrow
async def test_without_the_scope_for_groups_it_is_said_how_to_hand_in(city):
    photo, _ = await city.post(WEN, "a.jpg", chat=UNIT)
    assert not photo.is_delivered
    await city.say(WEN, "提交这张照片", chat=UNIT, quoting=photo)
    await city.wait(seconds=30)
    assert "私聊" in city.last(UNIT)
    assert not any("运行提示" in text for text in city.heard(DESK)), "this is how it was set up"
    await city.say(WEN, "活动照片", "b.jpg", chat=UNIT)
    await city.wait(seconds=30)
    assert any("回执号" in text for text in city.heard(UNIT))


@both_ways
async def test_in_a_group_with_others_everything_is_text_and_files_are_asked_for_elsewhere(city):
    city.hearing.is_shared_outside = True
    outside = city.double.group(city.hearing, people=(WEN,), is_external=True)
    said = await city.say(WEN, "活动照片", "a.jpg", chat=outside)
    await city.wait(seconds=30)
    said += city.heard(outside)
    assert any("私聊" in text for text in said), said
    assert city.double.cards(outside) == []


@both_ways
async def test_asked_into_a_group_it_greets_once_and_put_out_it_says_nothing_there_any_more(city):
    group = city.double.group(people=(WEN,))
    await city.double.add_bot(group, city.hearing, by=WEN)
    await city.app.settle()
    assert len(city.heard(group)) == 1
    await city.double.remove_bot(group, city.hearing, by=WEN)
    await city.app.settle()
    lost = await city.look(lambda work: work.chats.known("feishu", "app", group).lost_at)
    assert lost is not None


@both_ways
async def test_who_opens_the_private_chat_for_the_first_time_is_greeted_once(city):
    for _ in range(3):
        await city.double.enter("newcomer")
        await city.app.settle()
    assert len(city.heard("newcomer")) == 1


@both_ways
async def test_a_chat_that_is_no_more_is_lost_until_somebody_speaks_there(city):
    await city.double.disband(UNIT, by=WEN)
    await city.app.settle()
    assert (await city.look(lambda work: work.chats.known("feishu", "app", UNIT))).lost_at is not None
    city.double.chats[DESK].refuses = 230002
    await city.until(9, 5, 9, 30)
    assert (await city.look(lambda work: work.chats.known("feishu", "app", DESK))).lost_at is not None


@both_ways
@pytest.mark.parametrize("lost", ["request", "answer"])
async def test_an_answer_whose_fate_is_unknown_is_sent_again_and_seen_once(city, lost):
    before = len(city.heard(ZHOU))
    city.double.fail("messages.reply", lost=lost)
    said = await city.double.say(ZHOU, "我们什么时候交")
    await city.app.settle()
    await city.wait(seconds=10)
    assert len(city.heard(ZHOU)) == before + 1
    assert city.seen(ZHOU)[-1].parent is said


@long_only
async def test_after_an_hour_what_may_be_there_is_not_said_again(city):
    city.double.fail("messages.reply", lost="answer", times=1)
    city.double.fail("messages.reply", status=502, times=20)
    before = len(city.heard(ZHOU))
    await city.double.say(ZHOU, "我们什么时候交")
    row = await eventually(
        lambda: city.look(lambda work: work.deliveries.find(work.deliveries.c.failure == "unknown")), bool
    )
    assert row[0].state == "pending"
    city.clock.advance_to(city.clock.now() + timedelta(hours=2))
    city.double.heal("messages.reply")
    await city.app.settle()
    assert (await city.look(lambda work: work.deliveries.get(row[0].key))).state == "unknown"
    assert len([text for text in city.heard(ZHOU)[before:] if "10月25日" in text]) == 1


@long_only
async def test_what_may_be_there_and_was_then_put_off_for_an_hour_is_not_said_again(city):
    city.double.fail("messages.reply", lost="answer")
    city.double.fail("messages.reply", 99991403)
    before = len(city.heard(ZHOU))
    await city.say(ZHOU, "我们什么时候交")
    await city.wait(hours=2)
    assert len([text for text in city.heard(ZHOU)[before:] if "10月25日" in text]) == 1
    assert await city.look(lambda work: work.deliveries.count(work.deliveries.c.state == "unknown")) == 1


@both_ways
async def test_a_card_that_is_refused_is_said_by_text(city):
    city.double.fail("messages.create", 230099, times=1)
    city.double.fail("messages.reply", 230099, times=1)
    await city.post(ZHOU, "a.jpg")
    await city.wait(seconds=30)
    assert any("回执号0904-001" in one.text and one.kind == "text" for one in city.seen(ZHOU))


@both_ways
@pytest.mark.parametrize("code", [230011, 230019, 230072, 230110, 231003])
async def test_what_takes_no_reply_is_answered_in_the_chat(city, code):
    city.double.fail("messages.reply", code)
    assert "10月25日" in (await city.say(ZHOU, "我们什么时候交"))[-1]
    assert city.seen(ZHOU)[-1].parent is None


@both_ways
async def test_a_forwarded_conversation_is_read_where_it_is_words_and_else_said_not_to_be(city):
    words = [
        await city.double.say(ZHOU, text, chat=SHARED, at=False) for text in ("活动于9月举办，120人参加", "效果很好")
    ]
    await city.settled(await city.double.forward(ZHOU, words))
    await city.wait(seconds=30)
    assert any("回执号" in text for text in city.heard(ZHOU)), city.heard(ZHOU)
    photo = await city.double.photo(ZHOU, city.file("a.jpg").data, chat=SHARED)
    await city.settled(await city.double.forward(ZHOU, [photo]))
    await city.wait(seconds=30)
    assert "逐个直接发送" in city.last(ZHOU)


@both_ways
async def test_names_come_from_the_contacts_and_union_ids_are_kept(city):
    city.double.person("new", "周敏")
    await city.say("new", "我们什么时候交")
    app = city.hearing

    async def member():
        return await city.look(lambda work: work.members.known("feishu", "app", app.open_id_of("new")))

    found = await eventually(member, lambda one: one.name == "周敏" and one.union_id)
    assert found.union_id == city.double.union_id_of("new")


@both_ways
async def test_a_file_is_uploaded_and_sent(city):
    await city.say(GU, "导出台账")
    sent = city.seen(GU)[-1]
    assert sent.kind == "file"
    assert sent.file.data[:2] == b"PK"


@long_only
async def test_without_the_right_to_upload_the_digest_comes_without_its_picture_and_a_file_is_said_not_to(city):
    city.hearing.scopes -= {"im:resource"}
    await city.until(9, 5, 9, 5)
    digest = next(one for one in city.double.cards(DESK) if "日报" in one.text)
    assert [one["tag"] for one in digest.elements()].count("img") == 0
    await city.say(GU, "导出台账")
    assert "台账.xlsx”飞书不能发送" in city.last(GU)
    await city.wait(minutes=5)
    assert any("im：resource" in text for text in city.heard(DESK)), "those who run the bot hear what is missing"


@long_only
async def test_what_a_chat_takes_neither_as_card_nor_as_file_is_said_by_text(city):
    city.double.fail("messages.reply", 230054, times=1)
    assert "可以问我" in (await city.say(ZHOU, "你好"))[-1]
    assert city.seen(ZHOU)[-1].kind == "text"
    for code in (0, 230054):  # the words pass, and their file does not
        city.double.fail("messages.create", code)
    await city.say(GU, "导出台账")
    assert "台账.xlsx”飞书不能发送" in city.last(GU)


@long_only
async def test_stopping_acknowledges_what_has_come_and_closes_the_connection(city):
    said = await city.double.say(ZHOU, "我们什么时候交")
    await city.app.platforms["feishu"].stop()
    await city.double.until(lambda: not city.hearing.held)
    assert said.is_delivered
    assert not city.double.faults


@both_ways
async def test_no_secret_and_no_phone_is_in_any_log(city, caplog):
    with caplog.at_level("DEBUG"):
        await city.say(ZHOU, "我的电话是13912345678")
        city.double.fail("messages.reply", status=502)
        await city.say(ZHOU, "我们什么时候交")
        await city.wait(seconds=5)
    logged = "".join(f"{record.__dict__}" for record in caplog.records)
    app = city.hearing
    for secret in (app.secret, "13912345678", *app.tokens, app.encrypt_key or app.secret):
        assert secret not in logged
