"""What coordinators say as people type it: courtesies, reasons first, no numbers; decisions undone after a yes."""

from __future__ import annotations

import pytest

from tests.scenarios.conftest import SOCIETIES

ZHOU, LIANG = "周舟", "梁柏"
DESK, ROOM = f"{SOCIETIES}统筹", f"c-{SOCIETIES}"


@pytest.fixture
async def handed_in(town):
    """One society has handed in everything, one its summary."""
    await town.say(ZHOU, "交材料", "活动总结.docx", "照片.jpg")
    await town.say(LIANG, "", "机械学会总结.docx")
    await town.wait(minutes=1)
    return town


async def order(town, *sentences: str) -> list[str]:
    """Say something in the coordinators' room after something else; return what the last was answered."""
    said: list[str] = []
    for sentence in sentences:
        said = await town.say(DESK, sentence, chat=ROOM)
        await town.wait(minutes=1)
    return said


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("把气象学会的退了，照片糊", "照片糊"),
        ("气象学会的照片太糊了，退回去重拍吧", "照片太糊了"),
        ("麻烦把气象学会的照片退了，太糊", "照片太糊"),
        ("退回气象学会，缺盖章，谢谢", "缺盖章"),
    ],
)
async def test_a_hand_in_is_returned_with_the_reason_wherever_it_stands(handed_in, said, why):
    (answer,) = await order(handed_in, said)
    assert f"已退回云江市气象学会，回执号0904-001，原因：{why}" in answer
    assert f"请补正：{why}" in handed_in.last(ZHOU)


async def test_what_waits_is_listed_and_accepted_at_one_word_after_a_yes(handed_in):
    (listed,) = await order(handed_in, "待审的有哪些")
    assert "待审核2份：\n0904-001　云江市气象学会：活动总结1份、照片1张\n0904-002　云江市机械工程学会" in listed
    (asked,) = await order(handed_in, "气象学会的没问题", "全部通过")
    assert asked.startswith("将认可待审核的1份：云江市机械工程学会（0904-002）。")
    (done,) = await order(handed_in, "确认")
    assert done == "已认可1份。"
    (none,) = await order(handed_in, "还有什么要我处理的")
    assert none.startswith("没有待审核的材料。")


async def test_the_last_decision_is_undone_after_one_question(handed_in):
    await order(handed_in, "把气象学会的退了，照片糊")
    (asked,) = await order(handed_in, "撤回刚才那个")
    assert asked.startswith("您最近办理的是云江市气象学会：退回（回执号0904-001），09:01。将撤销这一项")
    await order(handed_in, "确认")
    assert handed_in.last(ZHOU) == "贵单位报送的材料（回执号0904-001）此前的退回已取消，无需重发。"
    assert (await handed_in.look(lambda work: work.submissions.get(1))).verdict == ""


async def test_what_is_undone_is_of_the_kind_that_was_named(handed_in):
    await order(handed_in, "机械学会免了吧", "认可气象学会")
    (asked,) = await order(handed_in, "刚才那个免报取消")
    assert "云江市机械工程学会：免报" in asked
    await order(handed_in, "确认")
    assert await handed_in.look(lambda work: work.arrangements.find(work.arrangements.c.ended_at.is_(None))) == []
    (asked,) = await order(handed_in, "刚才认可错了")
    assert "云江市气象学会：认可" in asked


async def test_what_nobody_decided_is_not_undone(town):
    (answer,) = await order(town, "搞错了")
    assert answer == "近一天没有您办理过、可以撤销的事项。已发出的通知不能撤回，可另发更正。"


@pytest.mark.parametrize(
    ("said", "until"),
    [
        ("护理学会说来不及，给他们多三天", "10月28日"),
        ("再给护理学会5天吧", "10月30日"),
        ("护理学会宽限到11月1号，谢谢", "11月1日"),
    ],
)
async def test_a_unit_is_given_longer_in_days(town, said, until):
    (answer,) = await order(town, said)
    assert f"云江市护理学会的报送时间延至{until}" in answer


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("机械学会今年免报，原因是换届", "本次免报（换届）"),
        ("给大家说一声，周五前必须交", "并发到联络员群：\n周五前必须交"),
        ("给我一份台账", "的台账，约1分钟"),
        ("打包发我", "的材料包，约1分钟"),
        ("没交的电话给我", "电话名单，有缺项7家"),
        ("总共多少人次", "还没有读到场次"),
        ("哪几家还没交呀", "有缺项的7家"),
        ("气象学会的材料呢", "云江市气象学会"),
        ("下载气象学会的材料", "文件按处室整份导出"),
        ("导出已认可的材料", "还没有已认可的材料"),
        ("统计一下人次", "还没有读到场次"),
        ("还有几家", "有缺项的7家"),
        ("护理学会邮箱来了总结一份照片5张", "总结1份、照片5张"),
    ],
)
async def test_an_order_is_understood_without_its_form(town, said, expected):
    assert expected in (await order(town, said))[0]


async def test_what_a_package_will_hold_is_said_first_and_only_what_is_accepted_can_be_had(handed_in):
    said = await order(handed_in, "认可气象学会", "导出已认可的材料")
    assert "材料包：1家单位，文件1份、照片和视频1份，不到1MB。" in said[0]
    assert "尚未认可" not in said[0]
    (job,) = await handed_in.look(lambda work: work.jobs.find(work.jobs.c.kind == "export"))
    assert job.data["accepted"] is True


async def test_words_for_one_unit_go_to_it_alone_after_a_yes(town):
    (asked,) = await order(town, "通知气象学会：请补两张照片")
    assert asked.startswith("将只发给云江市气象学会（可私聊）：\n请补两张照片")
    before = len(town.said("p-温宁"))
    assert await order(town, "确认") == ["已交发送给云江市气象学会。"]
    assert town.last(ZHOU) == "市科协学会服务中心转告：请补两张照片"
    assert len(town.said("p-温宁")) == before


async def test_a_word_that_means_no_unit_stays_a_question(town):
    (answer,) = await order(town, "明天交也可以")
    assert "花名册中没有" not in answer
    assert await town.look(lambda work: work.arrangements.find()) == []


@pytest.mark.parametrize(
    "said", ["气象学会联系人换成小王了", "机械学会不同意", "转错了，还给气象学会", "只要通过的，打包"]
)
async def test_an_order_that_is_not_understood_is_answered_with_how_it_is_said(town, said):
    (answer,) = await order(town, said)
    assert answer.startswith(f"“{said}”没有听明白，尚未办理。可以这样说：\n")
    assert await town.look(lambda work: work.questions.find()) == []


@pytest.mark.parametrize("said", ["学会几号截止", "学会可以延期吗", "要交什么材料"])
async def test_a_question_about_the_notice_stays_one(town, said):
    answer, *_ = await order(town, said)
    assert "没有听明白" not in answer


async def test_what_units_declared_is_listed_and_decided_as_it_is_said(town):
    await town.say("温宁", "已发邮箱")
    (listed,) = await order(town, "谁说发邮箱了")
    assert "告知已发邮箱待核对1家（云江市护理学会）" in listed
    (decided,) = await order(town, "护理学会的邮件我看到了")
    assert decided.startswith("已记录：云江市护理学会的来件已收到，不再提醒。")


async def test_a_reminder_is_switched_off_with_the_verb_behind(town):
    (said,) = await order(town, "10月18日的提醒不发了")
    assert said.startswith("已取消10月18日（星期五）的截止前5个工作日提醒")


async def test_an_office_says_nothing_of_itself_that_only_units_say(town):
    await order(town, "先别催护理学会", "我们今年没搞活动")
    assert await town.look(lambda work: work.declarations.find()) == []
