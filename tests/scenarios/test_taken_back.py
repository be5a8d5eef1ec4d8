"""What its sender recalls or edits no longer counts as it was said: in the ledger at once, in words once."""

from __future__ import annotations

import pytest

from bot.playground.example import notice_lines
from storage.chat import INTERNAL, ChatAddress, Message
from storage.editions import notice_of
from storage.standing import standing_of
from tests.scenarios.conftest import SOCIETIES, Town

GROUP = "g-all"
ZHOU = "p-周舟"
REPORT = "9月6日我会在青溪广场举办科普宣讲，120人次参加，发放资料300份。"
CORRECTED = "9月7日我会在青溪广场举办科普宣讲，130人次参加，发放资料300份。"
DESK = f"{SOCIETIES}统筹"
IN_GROUP = {"chat": GROUP}


async def recall(town: Town, message: str, **about) -> list[str]:
    """Somebody recalls a message; as on Feishu, the platform does not say who."""
    about = {"sender": "", "addressed": False, **about}
    return await town.say("周舟", "", takes_back=message, **about)


async def edit(town: Town, message: str, text: str, *files: str, **about) -> list[str]:
    return await town.say("周舟", text, *files, takes_back=message, **about)


async def photos(town: Town, count: int, **about) -> None:
    for number in range(1, count + 1):
        await town.say("周舟", "", f"合影{number}.jpg", message_id=f"photo{number}", **about)


async def counting(town: Town) -> list[str]:
    """What counts of everything that was handed in, by name or text."""

    def look(work):
        c = work.pieces.c
        found = work.pieces.find(c.withdrawn_at.is_(None), c.duplicate_of.is_(None), c.replaced_by.is_(None))
        return [piece.name or piece.text for piece in found]

    return await town.look(look)


async def missing(town: Town) -> tuple[str, ...]:
    def look(work):
        campaign = work.campaigns.running()[0]
        member = work.members.known("playground", "playground", "周舟")
        unit = work.bindings.of_member(member.key, work.now)[0].unit_id
        return standing_of(work, campaign, notice_of(work, campaign), unit).missing

    return await town.look(look)


async def test_of_an_open_hand_in_what_was_recalled_is_left_out(town):
    await photos(town, 3)
    assert await recall(town, "photo2") == []
    await town.wait(seconds=21)
    assert town.last("周舟").startswith("已收到照片2张")
    assert await counting(town) == ["合影1.jpg", "合影3.jpg"]


async def test_a_hand_in_of_which_everything_was_recalled_ends_without_a_word(town):
    await photos(town, 2)
    before = town.said(ZHOU)
    await recall(town, "photo1")
    await recall(town, "photo2")
    await town.wait(minutes=30)
    assert town.said(ZHOU) == before
    assert await town.look(lambda work: [row.state for row in work.submissions.find()]) == ["lapsed"]


async def test_words_that_announced_something_and_were_recalled_are_not_asked_after(town):
    await town.say("周舟", "照片已发，请查收", message_id="words")
    await recall(town, "words")
    await town.wait(minutes=1)
    assert all("没有收到附件" not in text for text in town.said(ZHOU))


async def test_a_receipted_hand_in_that_is_recalled_is_withdrawn_and_said_to_be(town):
    await photos(town, 1)
    await town.wait(seconds=21)
    lacked = await missing(town)
    (said,) = await recall(town, "photo1")
    assert said.startswith("已撤回，回执号0904-001。现尚缺：")
    assert len(await missing(town)) == len(lacked) + 1
    assert await town.look(lambda work: work.submissions.find()[0].withdrawn_at) is not None


async def test_several_recalled_one_after_the_other_are_told_of_once(town):
    await photos(town, 4)
    await town.wait(minutes=20)
    before = len(town.said(ZHOU))
    for number in (1, 2, 3):
        await recall(town, f"photo{number}")
    assert await counting(town) == ["合影4.jpg"]
    await town.wait(seconds=21)
    (said,) = town.said(ZHOU)[before:]
    assert said.startswith("已更正，本次共照片1张，回执号0904-001。")


@pytest.mark.parametrize("again", ["the same event", "another event"])
async def test_a_recall_that_comes_twice_has_one_effect(town, again):
    await photos(town, 1)
    await town.wait(seconds=21)
    await recall(town, "photo1", message_id="event")
    assert await recall(town, "photo1", message_id="event" if again == "the same event" else "other") == []
    await town.wait(minutes=1)
    assert sum("已撤回" in text for text in town.said(ZHOU)) == 1


async def test_nobody_takes_back_what_somebody_else_said(town):
    await photos(town, 1, **IN_GROUP)
    await town.wait(seconds=21)
    await recall(town, "photo1", sender="温宁", **IN_GROUP)
    await town.wait(minutes=1)
    assert await counting(town) == ["合影1.jpg"]


async def test_what_was_said_in_one_chat_is_not_taken_back_in_another(town):
    await photos(town, 1)
    await recall(town, "photo1", **IN_GROUP)
    assert await counting(town) == ["合影1.jpg"]


async def test_in_a_group_of_many_units_it_is_told_in_private(town):
    await photos(town, 1, **IN_GROUP)
    await town.wait(seconds=21)
    in_group = town.said(GROUP)
    await recall(town, "photo1", **IN_GROUP)
    assert town.said(GROUP) == in_group
    assert town.last("周舟").startswith("已撤回，回执号0904-001。现尚缺：")


async def test_where_nothing_can_be_said_in_private_the_group_hears_the_number_alone(town):
    await town.app.database.write(lambda work: work.chats.change(work.chats.c.external == ZHOU, member_id=None))
    await photos(town, 1, **IN_GROUP)
    await town.wait(seconds=21)
    assert await recall(town, "photo1", **IN_GROUP) == ["已撤回，回执号0904-001。"]


async def test_what_a_recalled_paper_had_replaced_counts_again(town):
    await town.say("周舟", "", "工作总结.docx", message_id="old")
    await town.wait(minutes=15)
    await town.say("周舟", "", "工作总结终稿.docx", message_id="new")
    await town.wait(minutes=15)
    assert await counting(town) == ["工作总结终稿.docx"]
    await recall(town, "new")
    assert await counting(town) == ["工作总结.docx"]


async def test_what_was_a_duplicate_of_a_recalled_photo_counts_itself(town):
    await town.say("周舟", "", "合影.jpg", message_id="first")
    await town.say("周舟", "", "合影.jpg", message_id="second")
    await town.wait(seconds=21)
    await recall(town, "first")
    assert await counting(town) == ["合影.jpg"]


async def test_a_recalled_question_asks_nothing_and_leaves_no_word(town):
    await town.say("周舟", "报送时间是哪天", message_id="question")
    assert await recall(town, "question") == []


@pytest.mark.parametrize("declared", ["已发邮箱", "我们今年没搞活动"])
async def test_what_a_recalled_message_declared_is_declared_no_more(town, declared):
    def pending(work) -> int:
        return len(work.declarations.having(state="pending"))

    await town.say("周舟", declared, message_id="words")
    assert await town.look(pending) == 1
    (said,) = await recall(town, "words")
    assert said == "已按您的撤回取消该说明，提醒照常。"
    assert await town.look(pending) == 0
    assert await town.say("周舟", declared) != []
    assert await town.look(pending) == 1


async def test_a_recall_of_what_was_never_heard_leaves_no_row(town):
    before = await town.look(lambda work: (work.inbox.count(), work.members.count()))
    await recall(town, "unheard")
    await recall(town, "unheard", **IN_GROUP)
    assert await town.look(lambda work: (work.inbox.count(), work.members.count())) == before


async def test_an_edited_text_of_an_open_hand_in_is_the_new_one(town):
    await town.say("周舟", REPORT, message_id="report")
    await edit(town, "report", CORRECTED)
    await town.wait(seconds=21)
    assert await counting(town) == [CORRECTED]
    assert town.last("周舟").startswith("已收到文字1份，回执号0904-001。")


async def test_a_text_edited_after_its_receipt_is_a_version_under_the_same_number(town):
    await town.say("周舟", REPORT, message_id="report")
    await town.wait(hours=2)
    await edit(town, "report", CORRECTED)
    await town.wait(seconds=21)
    assert await counting(town) == [CORRECTED]
    assert town.last("周舟").startswith("已更正，本次共文字1份，回执号0904-001。")
    texts = await town.look(lambda work: {p.text: p.replaced_by for p in work.pieces.find()})
    assert texts[REPORT] is not None
    assert texts[CORRECTED] is None


async def test_an_edited_text_can_be_edited_and_recalled_again(town):
    await town.say("周舟", REPORT, message_id="report")
    await town.wait(minutes=1)
    await edit(town, "report", CORRECTED)
    await edit(town, "report", REPORT)
    await town.wait(minutes=1)
    assert await counting(town) == [REPORT]
    (said,) = await recall(town, "report")
    assert said.startswith("已撤回，回执号0904-001。")
    assert await counting(town) == []


async def test_a_report_edited_into_a_question_is_withdrawn_and_the_question_answered(town):
    await town.say("周舟", REPORT, message_id="report")
    await town.wait(seconds=21)
    (said,) = await edit(town, "report", "报送时间是哪天")
    assert "报送时间" in said
    assert await counting(town) == []


async def test_a_question_edited_into_a_report_is_handed_in_and_can_be_recalled(town):
    await town.say("周舟", "报送时间是哪天", message_id="words")
    await edit(town, "words", REPORT)
    await town.wait(seconds=21)
    assert await counting(town) == [REPORT]
    (said,) = await recall(town, "words")
    assert said.startswith("已撤回，回执号0904-001。")


async def test_a_picture_of_an_edited_message_is_not_counted_twice(town):
    await town.say("周舟", REPORT, "合影.jpg", message_id="post")
    await town.wait(seconds=21)
    await edit(town, "post", CORRECTED, "合影.jpg")
    await town.wait(seconds=21)
    assert sorted(await counting(town)) == sorted(["合影.jpg", CORRECTED])
    assert town.last("周舟").startswith("已更正，本次共文字1份、照片1张，回执号0904-001。")


async def test_an_edited_question_is_answered_anew_only_if_it_asks_something_else(town):
    (first,) = await town.say("周舟", "报送时间是哪天", message_id="question")
    assert await edit(town, "question", "报送时间 是哪天？") == []
    (other,) = await edit(town, "question", "报给哪个部门")
    assert other != first
    assert await edit(town, "question", "报给哪个部门") == []


async def test_chatter_that_is_edited_to_address_the_bot_is_heard(town):
    await town.say("周舟", "报送时间是哪天", addressed=False, message_id="chatter", **IN_GROUP)
    assert len(await edit(town, "chatter", "报送时间是哪天", **IN_GROUP)) == 1


async def test_a_text_edited_to_bear_a_mark_of_secrecy_is_refused_and_the_old_one_gone(town):
    await town.say("周舟", REPORT, message_id="report")
    (said,) = await edit(town, "report", f"机密★1年\n{REPORT}")
    assert "未接收、未保存" in said
    assert await counting(town) == []


async def test_the_draft_of_a_recalled_notice_is_dropped(town):
    await town.say(DESK, "\n".join(notice_lines()), message_id="notice")
    assert await town.look(lambda work: [row.state for row in work.drafts.find()]) == ["open"]
    assert await recall(town, "notice", chat=f"p-{DESK}") == ["已取消，通知未发布。"]
    assert await town.look(lambda work: [row.state for row in work.drafts.find()]) == ["dropped"]


async def test_a_pasted_notice_that_is_edited_is_read_anew(town):
    await town.say(DESK, "\n".join(notice_lines()), message_id="notice")
    await edit(town, "notice", "\n".join([*notice_lines(), "另行通知。"]), sender=DESK, chat=f"p-{DESK}")
    assert await town.look(lambda work: [row.state for row in work.drafts.find()]) == ["dropped", "open"]


async def test_a_notice_recalled_while_it_is_read_becomes_no_draft(town):
    def order(work):
        chat = work.chats.known("playground", "playground", f"p-{DESK}")
        before = work.inbox.first_having(message_id="file")
        result = {"lines": list(notice_lines())}
        about = {"chat_id": chat.key, "member_id": chat.member_id, "created_at": work.now, "result": result}
        return work.jobs.add(unique_key=f"read_notice/{before.key}/0", kind="read_notice", data={"name": "a"}, **about)

    await town.say(DESK, "你好", message_id="file")
    job = await town.app.database.write(order)
    await recall(town, "file", chat=f"p-{DESK}")
    before = town.said(f"p-{DESK}")
    at = ChatAddress(INTERNAL, "", "chat")
    done = Message(at, "done", "", "", "", town.now, quotes=f"job/{job}")
    await town.app.inbox.admit(done)
    await town.app.settle()
    assert town.said(f"p-{DESK}") == before
    assert await town.look(lambda work: work.drafts.count()) == 0


async def test_a_page_of_a_notice_that_is_recalled_is_no_page_of_it(town):
    await town.say(DESK, "通知照片")
    await town.say(DESK, "", "一.jpg", message_id="one")
    await town.say(DESK, "", "二.jpg", message_id="two")
    await recall(town, "one", chat=f"p-{DESK}")
    (said,) = await town.say(DESK, "", "三.jpg")
    assert "2" in said


async def test_nothing_is_said_beside_a_message_that_is_gone(town):
    await photos(town, 2)
    await recall(town, "photo2")
    await town.wait(seconds=21)
    receipt = next(sent for sent in town.platform.sent if sent.key.startswith("receipt/"))
    assert receipt.answers.message_id == "photo1"
