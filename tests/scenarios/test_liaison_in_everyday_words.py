"""What liaisons say in passing: nothing this year, something after all, nothing more; a yes to nothing."""

from __future__ import annotations

WEN, JIANG = "温宁", "江岳"


async def declared(town) -> list[tuple[str, str]]:
    return [(one.kind, one.state) for one in await town.look(lambda work: work.declarations.find())]


async def test_nothing_to_report_is_noted_though_leave_is_begged_and_taken_back_when_there_was_something(town):
    (said,) = await town.say(WEN, "今年没搞，不报了行吗")
    assert said.startswith("已记录贵单位今年未开展活动，由市科协学会服务中心确定是否免报")
    (said,) = await town.say(WEN, "哦不对，我们搞了的，过两天交")
    assert said == "已取消此前“未开展活动”的登记，请按时报送，提醒照常。"
    assert await declared(town) == [("no_event", "recalled")]


async def test_a_question_about_exemption_declares_nothing(town):
    await town.say(WEN, "没开展活动的单位可以不报吗")
    assert await declared(town) == []


async def test_giving_up_drops_what_was_begun_and_else_says_how(town):
    await town.say(WEN, "开始报送")
    assert await town.say(WEN, "算了不交了") == ["已结束，本次没有登记材料。需要时可随时再发。"]
    (said,) = await town.say(WEN, "那就不交了吧")
    assert said.startswith("如今年未开展活动，请回复“我们今年没搞活动”")
    assert await declared(town) == []


async def test_a_yes_to_nothing_is_answered_in_private_and_goes_to_no_office(town):
    (said,) = await town.say(WEN, "确认")
    assert said == "没有等待确认的事项。已答复办好的，不需要再确认。"
    assert await town.say(JIANG, "同意", chat="g-all") == []
    assert await town.look(lambda work: work.questions.find()) == []


async def test_a_slip_in_a_text_is_no_question_and_nothing_is_patched(town):
    await town.say(WEN, "9月10日在中心医院举办义诊，参加300人次，发放资料500份，反响良好。")
    await town.wait(minutes=1)
    for slip in ("刚才人数写错了，是230人", "改成230人"):
        (said,) = await town.say(WEN, slip)
        assert said == "原文照录，不作改动。请先回复“撤回 0904-001”，再把改好的整段文字发来；数据另由处室核实。"
    assert await town.look(lambda work: work.questions.find()) == []
    (piece,) = await town.look(lambda work: work.pieces.find())
    assert "300人次" in piece.text


async def test_whether_things_can_be_sent_here_is_answered(town):
    for question in ("照片发这里可以吗", "直接发这儿行吗"):
        (said,) = await town.say(WEN, question)
        assert said.startswith("把文件、照片或文字直接发到这里即可")
