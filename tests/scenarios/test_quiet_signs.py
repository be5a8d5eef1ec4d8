"""The quiet acknowledgement: a sign beside what became part of a hand-in, and beside nothing else."""

from __future__ import annotations

from bot.playground.records import Records
from tests.scenarios.conftest import SOCIETIES

ZHOU = "p-周舟"


async def test_each_message_of_a_hand_in_bears_a_sign_once(reacting):
    for number in range(3):
        await reacting.say("周舟", "", f"合影{number}.jpg", message_id=f"photo{number}")
    await reacting.say("周舟", "", "合影2.jpg", message_id="photo2")
    assert reacting.platform.signs(ZHOU) == ["photo0", "photo1", "photo2"]
    assert reacting.said(ZHOU) == []


async def test_what_ends_a_hand_in_bears_a_sign_and_a_question_none(reacting):
    await reacting.say("周舟", "开始报送", message_id="begin")
    await reacting.say("周舟", "", "合影.jpg", message_id="photo")
    await reacting.say("周舟", "完毕", message_id="end")
    await reacting.say("周舟", "报送时间是哪天", message_id="question")
    assert reacting.platform.signs(ZHOU) == ["photo", "end"]


async def test_what_could_not_be_kept_bears_no_sign(reacting):
    await reacting.say("周舟", "", reacting.file("空.docx", b""), message_id="empty")
    assert reacting.platform.signs(ZHOU) == []
    assert len(reacting.said(ZHOU)) == 1


async def test_no_sign_where_a_platform_has_none(town):
    await town.say("周舟", "", "合影.jpg", message_id="photo")
    assert await town.look(lambda work: work.deliveries.having(kind="mark")) == []


async def test_signs_are_no_noise_and_stand_in_no_record(reacting):
    for number in range(5):
        await reacting.say("周舟", "", f"合影{number}.jpg")
    await reacting.wait(seconds=21)
    kinds = await reacting.look(lambda work: [row["kind"] for row in Records(work).deliveries()])
    assert kinds.count("receipt") == 1
    assert "mark" not in kinds


async def test_a_sign_that_fails_is_nobodys_business(reacting):
    told = len(reacting.said(f"c-{SOCIETIES}"))
    reacting.platform.broken_signs = True
    await reacting.say("周舟", "", "合影.jpg")
    await reacting.wait(minutes=2)
    assert reacting.platform.signs(ZHOU) == []
    assert len(reacting.said(f"c-{SOCIETIES}")) == told
    assert reacting.last("周舟").startswith("已收到照片1张")
