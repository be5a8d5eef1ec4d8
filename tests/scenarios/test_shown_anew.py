"""An earlier message is shown anew in its place when what it says has changed; nowhere else, and never twice."""

from __future__ import annotations

from bot.playground import people
from bot.playground.example import notice_lines
from bot.playground.records import Records
from storage import revising
from storage.chat import Button, DeliveryKind, Reply, ReplyKind
from storage.unit_of_work import Work
from tests.scenarios.conftest import SOCIETIES, Town

GROUP = "g-all"
ZHOU = "p-周舟"
DESK = f"{SOCIETIES}统筹"
DESK_CHAT = f"p-{DESK}"
NUMBER = "0904-001"
SOON = {"seconds": 9}
"""Longer than a change waits for the next, and than the messenger sleeps."""


async def hand_in(town: Town, *files: str, **about) -> None:
    await town.say("周舟", "", *(files or ("合影.jpg",)), **about)
    await town.wait(seconds=21)


async def unit(town: Town) -> str:
    def look(work: Work) -> str:
        member = work.members.known(people.PLATFORM, people.PLATFORM, "周舟")
        return work.units.get(work.bindings.of_member(member.key, work.now)[0].unit_id).name

    return await town.look(look)


def revisions(town: Town, chat: str = ZHOU) -> list[Reply]:
    return [sent.reply for sent in town.platform.sent if sent.revises and sent.address.chat == chat]


async def test_a_receipt_shows_that_it_was_withdrawn(reacting):
    await hand_in(reacting)
    await reacting.say("周舟", "撤回")
    await reacting.say("周舟", "确认")
    await reacting.wait(**SOON)
    shown = reacting.shown(ZHOU)
    assert f"报送回执（已撤回）\n回执号{NUMBER}的材料已撤回，不再计入。" in shown
    assert not any(text.startswith("已收到照片1张") for text in shown)


async def test_a_receipt_shows_that_its_photo_was_recalled(reacting):
    await hand_in(reacting, message_id="photo")
    await reacting.say("周舟", "", takes_back="photo", sender="")
    await reacting.wait(**SOON)
    assert reacting.shown(ZHOU)[0].startswith("报送回执（已撤回）")


async def test_a_receipt_shows_what_the_hand_in_holds_now(reacting):
    await hand_in(reacting)
    await hand_in(reacting, "课堂.jpg")
    await reacting.wait(**SOON)
    first, second = reacting.shown(ZHOU)
    assert first.startswith(f"已收到照片2张，回执号{NUMBER}。")
    assert second.startswith(f"已补充，本次共照片2张，回执号{NUMBER}。")


async def test_a_receipt_shows_the_verdict_and_the_reason(reacting):
    await hand_in(reacting)
    await reacting.say(DESK, f"认可 {NUMBER}")
    await reacting.wait(**SOON)
    assert reacting.shown(ZHOU)[0].startswith("报送回执（已认可）\n已收到照片1张")
    assert "可回复" not in reacting.shown(ZHOU)[0]
    await reacting.say(DESK, f"退回 {NUMBER} 看不清")
    await reacting.wait(**SOON)
    returned = reacting.shown(ZHOU)[0]
    assert returned.startswith("报送回执（已退回）")
    assert "请补正：看不清。" in returned


async def test_a_review_shows_who_decided_and_offers_nothing_more(reacting):
    await hand_in(reacting)
    await reacting.say(DESK, f"{await unit(reacting)}交了什么")
    await reacting.say(DESK, f"认可 {NUMBER}")
    await reacting.wait(**SOON)
    review = revisions(reacting, DESK_CHAT)[-1]
    assert review.buttons == ()
    assert review.form is None
    assert review.lines[-1] == f"{NUMBER}：{DESK}已认可（9月4日（星期三）09:00）。"


async def test_a_review_of_which_another_verdict_is_given_shows_the_last(reacting):
    await hand_in(reacting)
    await reacting.say(DESK, f"{await unit(reacting)}交了什么")
    await reacting.say(DESK, f"认可 {NUMBER}")
    await reacting.wait(**SOON)
    await reacting.say(DESK, f"退回 {NUMBER} 看不清")
    await reacting.wait(**SOON)
    told = [line for line in revisions(reacting, DESK_CHAT)[-1].lines if line.startswith(f"{NUMBER}：")]
    assert len(told) == 1
    assert "已退回" in told[0]


async def test_how_things_stand_shows_what_was_decided_on_a_unit(reacting):
    name = await unit(reacting)
    await reacting.say("周舟", "已发邮箱")
    await reacting.say(DESK, "进度")
    await reacting.say(DESK, f"未见 {name}")
    await reacting.wait(**SOON)
    shown = revisions(reacting, DESK_CHAT)[-1]
    assert shown.figures is not None
    assert [button.says for button in shown.buttons] == ["未交名单", "催办", "导出台账"]
    assert shown.lines[-1] == f"{name}：{DESK}已核对（9月4日（星期三）09:00），未见来件。"


async def test_a_review_of_several_keeps_the_buttons_of_those_that_wait(reacting):
    await hand_in(reacting)
    await reacting.wait(minutes=20)
    await hand_in(reacting, "课堂.jpg")
    await reacting.say(DESK, f"{await unit(reacting)}交了什么")
    await reacting.say(DESK, f"认可 {NUMBER}")
    await reacting.wait(**SOON)
    assert [button.says for button in revisions(reacting, DESK_CHAT)[-1].buttons] == [
        "认可 0904-002",
        "退回 0904-002",
    ]


async def test_a_question_that_waited_for_a_yes_shows_what_became_of_it(reacting):
    for answer, line in (("取消", "已取消。"), ("确认", "已确认。")):
        await hand_in(reacting, f"{answer}.jpg")
        await reacting.say("周舟", "撤回")
        await reacting.say("周舟", answer)
        await reacting.wait(**SOON)
        asked = next(one for one in reversed(revisions(reacting)) if one.lines[0].startswith("将撤回"))
        assert asked.lines[-1] == line
        assert asked.buttons == ()


async def test_a_question_that_nobody_answers_shows_that_it_expired(reacting):
    await hand_in(reacting)
    await reacting.say("周舟", "撤回")
    await reacting.wait(minutes=61)
    await reacting.wait(**SOON)
    (asked,) = revisions(reacting)
    assert asked.lines[-1].startswith("等待确认已满一小时")
    await reacting.wait(hours=2)
    assert len(revisions(reacting)) == 1


async def test_a_question_that_is_asked_again_shows_that_the_first_is_over(reacting):
    await hand_in(reacting)
    await reacting.say("周舟", "撤回")
    await reacting.say("周舟", "撤回")
    await reacting.wait(**SOON)
    assert [one.lines[-1] for one in revisions(reacting)] == ["已由之后的请求代替。"]


async def test_the_preview_of_a_draft_that_is_dropped_offers_nothing_more(reacting):
    await reacting.say(DESK, "\n".join(notice_lines()))
    await reacting.say(DESK, "取消")
    await reacting.wait(**SOON)
    (preview,) = revisions(reacting, DESK_CHAT)
    assert preview.buttons == ()
    assert preview.lines[-1] == "这份通知已取消，未发布。"


async def cover(town: Town, over: str, key: str) -> None:
    """What was answered under a key stands in the place of the message that was pressed, as Feishu's cards show it."""

    def change(work: Work) -> None:
        pressed, answered = work.deliveries.keyed(over), work.deliveries.keyed(key)
        work.deliveries.set(answered.key, platform_id=pressed.platform_id)

    await town.app.database.write(change)


async def last_reply(town: Town) -> str:
    def look(work: Work) -> str:
        c = work.deliveries.c
        return work.deliveries.find(c.kind == "reply", c.revises.is_(None))[-1].unique_key

    return await town.look(look)


async def test_a_question_in_the_place_of_a_receipt_gives_way_to_it_again(reacting):
    await hand_in(reacting)
    before = reacting.shown(ZHOU)[0]
    await reacting.say("周舟", "撤回")
    await cover(reacting, "receipt/1", await last_reply(reacting))
    await reacting.wait(minutes=1)
    await reacting.say("周舟", "取消")
    await reacting.wait(**SOON)
    (shown,) = [sent for sent in reacting.platform.sent if sent.revises]
    assert (shown.revises, shown.reply.text) == ("receipt/1", before)


async def test_what_a_press_was_answered_with_in_its_place_is_not_shown_over(reacting):
    await hand_in(reacting)
    await reacting.say("周舟", "撤回")
    await cover(reacting, "receipt/1", await last_reply(reacting))
    await reacting.wait(minutes=1)
    await reacting.say("周舟", "确认")
    await cover(reacting, "receipt/1", await last_reply(reacting))
    await reacting.wait(**SOON)
    assert revisions(reacting) == []


async def menu(town: Town, asked_by: str) -> str:
    """A question with a menu, asked of the person who said something before."""

    def put(work: Work) -> None:
        said = next(row for row in work.inbox.find() if row.payload["sender"] == asked_by)
        chat = work.chats.known(people.PLATFORM, people.PLATFORM, GROUP)
        reply = Reply(ReplyKind.CLARIFY, ("是哪一项？",), buttons=(Button("时间", "报送时间是哪天"),))
        work.say(chat.key, "reply/menu/0", reply, DeliveryKind.REPLY, in_reply_to=said.key)

    await town.say(asked_by, "你好", chat=GROUP)
    await town.app.database.write(put)
    await town.app.settle()
    return "reply/menu/0"


async def test_a_menu_that_was_answered_by_a_press_shows_what_was_picked(reacting):
    key = await menu(reacting, "周舟")
    await reacting.say("周舟", "报送时间是哪天", chat=GROUP, replies_to=key)
    await reacting.wait(**SOON)
    assert reacting.shown(GROUP)[-2].endswith("是哪一项？\n已选：时间")


async def test_a_menu_is_not_closed_by_somebody_else(reacting):
    key = await menu(reacting, "周舟")
    await reacting.say("温宁", "报送时间是哪天", chat=GROUP, replies_to=key)
    await reacting.wait(**SOON)
    assert revisions(reacting, GROUP) == []


async def test_in_a_group_of_many_units_only_a_withdrawal_is_shown(reacting):
    await hand_in(reacting, chat=GROUP)
    await reacting.say(DESK, f"退回 {NUMBER} 看不清")
    await reacting.wait(**SOON)
    assert revisions(reacting, GROUP) == []
    await reacting.say("周舟", "撤回")
    await reacting.say("周舟", "确认")
    await reacting.wait(**SOON)
    (shown,) = revisions(reacting, GROUP)
    assert shown.lines == (f"回执号{NUMBER}的材料已撤回，不再计入。",)


async def row_of(town: Town, key: str) -> int:
    return await town.look(lambda work: work.deliveries.keyed(key).key)


async def revise(town: Town, key: str, *lines: str) -> list[bool]:
    """Have a message show these, one after the other in one transaction."""

    def change(work: Work) -> list[bool]:
        row = work.deliveries.keyed(key)
        return [revising.revise(work, row, Reply(ReplyKind.RECEIPT, (line,))) for line in lines]

    return await town.app.database.write(change)


async def test_many_changes_at_once_are_shown_as_the_last(reacting):
    await hand_in(reacting)
    assert await revise(reacting, "receipt/1", "一", "二", "三") == [True, True, True]
    await reacting.wait(**SOON)
    assert [one.lines for one in revisions(reacting)] == [("三",)]


async def test_what_is_shown_already_is_not_sent_again(reacting):
    await hand_in(reacting)
    await revise(reacting, "receipt/1", "一")
    await reacting.wait(**SOON)
    assert await revise(reacting, "receipt/1", "一") == [False]
    await reacting.wait(**SOON)
    assert len(revisions(reacting)) == 1


async def test_after_a_fortnight_a_message_stays_as_it_is(reacting):
    await hand_in(reacting)
    await reacting.wait(days=14)
    assert await revise(reacting, "receipt/1", "一") == [False]


async def test_a_message_in_several_parts_stays_as_it_is(reacting):
    await hand_in(reacting)
    number = await row_of(reacting, "receipt/1")
    await reacting.app.database.write(lambda work: work.deliveries.set(number, parts=1))
    assert await revise(reacting, "receipt/1", "一") == [False]


async def test_where_a_platform_cannot_nothing_is_made(town):
    await hand_in(town)
    await town.say("周舟", "撤回")
    await town.say("周舟", "确认")
    await town.say(DESK, f"认可 {NUMBER}")
    await town.wait(hours=2)
    assert await town.look(lambda work: [row for row in work.deliveries.find() if row.revises]) == []


async def test_what_is_shown_anew_stands_in_no_record(reacting):
    await hand_in(reacting)
    await reacting.say(DESK, f"认可 {NUMBER}")
    await reacting.wait(**SOON)
    assert revisions(reacting)
    keys = await reacting.look(lambda work: [row["key"] for row in Records(work).deliveries()])
    assert not any(key.startswith("revise/") for key in keys)
