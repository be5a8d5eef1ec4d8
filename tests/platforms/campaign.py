"""One campaign as people live it, on whatever platform: private, in a unit's group, in one of many units, at a desk.

A platform's own module says on which of its surfaces each part is played, by classes that inherit these.
"""

from __future__ import annotations

from tests.platforms.city import DESK, GU, SHARED, UNIT, UNITS, WEN, ZHOU
from tests.scenarios.papers import NOTICE

DEADLINE = "10月25日"


class InPrivate:
    """Where a person can be spoken with alone."""

    async def test_a_question_is_answered_in_private(self, city):
        (answer,) = await city.say(ZHOU, "我们什么时候交")
        assert DEADLINE in answer

    async def test_a_burst_in_private_is_one_receipt(self, city):
        for name in ("a.jpg", "b.jpg", "工作总结.docx"):
            await city.post(ZHOU, name)
        await city.wait(seconds=30)
        receipts = [text for text in city.heard(ZHOU) if "回执号0904-001" in text]
        assert len(receipts) == 1
        assert "照片2张" in receipts[0]

    async def test_what_is_announced_and_did_not_come_is_said_not_to_be_there(self, city):
        await city.say(ZHOU, "工作总结已发，见上一条附件")
        await city.wait(seconds=30)
        assert "没有收到附件" in city.last(ZHOU)

    async def test_a_newer_summary_takes_the_place_of_the_older(self, city):
        await city.post(ZHOU, "工作总结.docx")
        await city.wait(minutes=15)
        await city.post(ZHOU, "工作总结（修改）.docx")
        await city.wait(seconds=30)
        assert "第2版" in city.last(ZHOU)

    async def test_a_hand_in_is_withdrawn_by_its_button_or_its_sentence(self, city):
        await city.post(ZHOU, "a.jpg")
        await city.wait(seconds=30)
        if cards := city.double.cards(ZHOU):
            assert "将撤回" in "".join(await city.click(cards[-1], "撤回"))
        else:
            assert "将撤回" in (await city.say(ZHOU, "撤回 0904-001"))[-1]
        assert "已撤回" in (await city.say(ZHOU, "确认"))[-1]

    async def test_only_who_owes_is_reminded_and_of_what_is_missing(self, city):
        for name in ("a.jpg", "工作总结.docx"):
            await city.post(WEN, name)
        await city.post(ZHOU, "a.jpg")
        await city.until(10, 18, 9, 45)
        (reminder,) = (text for text in city.heard(ZHOU) if "还有5个工作日" in text)
        assert "尚缺：活动总结" in reminder
        assert not any("还有5个工作日" in text for text in city.heard(WEN))

    async def test_a_coordinator_publishes_a_file(self, city):
        await city.post(GU, "通知.txt", data=NOTICE.encode())
        assert "9月27日（星期五）前" in city.last(GU)
        await city.say(GU, "确认发布")
        assert "已发布" in "".join(await city.say(GU, "新活动"))
        await city.wait(minutes=5)
        if city.speaks_in_groups:
            assert "临科协〔2024〕31号" in city.last(SHARED)

    async def test_a_coordinators_commands_are_done_and_answered(self, city):
        assert "应报" in (await city.say(GU, "进度"))[-1]
        said = "".join(await city.say(GU, f"{UNITS[ZHOU]}延期到10月30日"))
        if "确认" in said:
            said = "".join(await city.say(GU, "确认"))
        assert "10月30日" in said
        assert "10月30日" in (await city.say(ZHOU, "我们什么时候交"))[-1]

    async def test_a_ledger_comes_as_a_file(self, city):
        await city.say(GU, "导出台账")
        assert city.seen(GU)[-1].file.name.endswith("台账.xlsx")


class InGroups:
    """Where a group is heard, in both kinds of it: of many units (`chat` SHARED), and of one (UNIT)."""

    async def test_a_question_is_answered_in_both_kinds_of_group(self, city, chat):
        (answer,) = await city.say(WEN, "我们什么时候交", chat=chat)
        assert DEADLINE in answer
        before = len(city.heard(chat))
        await city.say(WEN, "我们什么时候交", chat=chat, at=False)
        assert len(city.heard(chat)) == before, "who does not call it is not answered"

    async def test_photos_with_a_text_and_quoted_files_are_handed_in_from_both_kinds_of_group(self, city, chat):
        await city.say(WEN, "活动照片", "a.jpg", "b.jpg", chat=chat)
        await city.wait(seconds=30)
        before = len(city.heard(chat))
        summary, seen = await city.post(WEN, "工作总结.docx", chat=chat)
        assert (seen, len(city.heard(chat))) == ([], before), "a plain file is nobody's business"
        await city.say(WEN, "这是总结", chat=chat, quoting=summary)
        await city.wait(seconds=30)
        assert "0904-00" in city.last(chat)
        detail = "\n".join(city.heard(WEN if chat == SHARED else chat))
        assert "照片2张" in detail
        assert "总结1份" in detail


class AtTheDesk:
    """Where something is said unasked."""

    async def test_each_office_has_its_digest(self, city):
        await city.until(9, 5, 9, 30)
        where = DESK if city.speaks_in_groups else GU
        assert any("日报" in text for text in city.heard(where)), city.double.transcript(where)


class SpeakingInGroups:
    """Where a group is spoken to."""

    async def test_the_brief_goes_to_every_group_once(self, city):
        for chat in (SHARED, UNIT):
            assert len([text for text in city.heard(chat) if "报送要点" in text]) == 1

    async def test_a_reminder_in_a_units_group_calls_its_liaison_where_that_can_be_done(self, city):
        await city.app.database.write(lose_private_chats)
        await city.until(10, 18, 9, 45)
        (reminder,) = (one for one in city.seen(UNIT) if "还有5个工作日" in one.text)
        assert reminder.mentions == city.called(WEN)
        assert not any("还有5个工作日" in text for text in city.heard(SHARED))


def lose_private_chats(work):
    """Let nobody be reached in private, so that the next rung of the ladder is taken."""
    work.chats.change(work.chats.c.room == "private", lost_at=work.now)
