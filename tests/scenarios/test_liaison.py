"""A liaison's campaign: handing in, asking after it, taking it back, being left alone."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document

from tests.scenarios.conftest import SOCIETIES

ZHOU, WEN, LIN = "周舟", "温宁", "林岚"
"""Liaisons of 云江市气象学会, 云江市护理学会 and 青溪区科学技术协会."""


async def test_three_photos_in_two_messages_are_one_receipt(town):
    assert await town.say(ZHOU, "", "a.jpg", "b.jpg") == []
    await town.wait(seconds=8)
    await town.say(ZHOU, "", "c.jpg")
    await town.wait(seconds=19)
    assert len(town.said(f"p-{ZHOU}")) == 0
    await town.wait(seconds=1)
    assert town.said(f"p-{ZHOU}") == [
        "已收到照片3张，回执号0904-001。\n尚缺：活动总结。\n可回复：“撤回 0904-001”　“补充 回执号0904-001”"
    ]


async def test_done_brings_the_receipt_at_once(town):
    await town.say(ZHOU, "", "a.jpg")
    await town.say(ZHOU, "完毕")
    await town.wait(seconds=1)
    assert "回执号0904-001" in town.last(ZHOU)
    assert await town.say(ZHOU, "完毕") == ["材料已登记，回执号0904-001。"]


async def test_what_follows_within_ten_minutes_joins_the_same_number(town):
    await town.say(ZHOU, "", "a.jpg")
    await town.wait(seconds=30)
    await town.say(ZHOU, "", "b.jpg")
    await town.wait(seconds=30)
    assert town.last(ZHOU).startswith("已补充，本次共照片2张，回执号0904-001。")
    await town.wait(minutes=11)
    await town.say(ZHOU, "", "c.jpg")
    await town.wait(seconds=30)
    assert "回执号0904-002" in town.last(ZHOU)


async def test_a_unit_that_is_complete_hears_so_once_and_is_left_alone(town):
    await town.say(ZHOU, "", "工作总结.docx", "a.jpg")
    await town.wait(seconds=30)
    assert "应报材料已齐，后续不再提醒" in town.last(ZHOU)
    heard = len(town.said(f"p-{ZHOU}"))
    await town.until(10, 28)
    assert len(town.said(f"p-{ZHOU}")) == heard


async def test_a_photo_sent_twice_is_kept_once(town):
    await town.say(ZHOU, "", "a.jpg")
    await town.wait(minutes=15)
    await town.say(ZHOU, "", "a.jpg")
    await town.wait(seconds=30)
    assert town.last(ZHOU).startswith("这些材料此前已经收到，未重复登记，回执号0904-002。")
    await town.wait(minutes=15)
    await town.say(ZHOU, "", "a.jpg", "b.jpg")
    await town.wait(seconds=30)
    assert "其中1份此前已收到" in town.last(ZHOU)


async def test_collecting_mode_is_one_hand_in_however_long_it_takes(town):
    assert "完毕" in (await town.say(ZHOU, "开始报送"))[0]
    await town.say(ZHOU, "", "a.jpg")
    await town.wait(minutes=20)
    await town.say(ZHOU, "", "b.jpg")
    await town.say(ZHOU, "我们还在社区办了两场讲座，大家很欢迎")
    await town.say(ZHOU, "完毕")
    await town.wait(seconds=2)
    assert town.last(ZHOU).startswith("已收到文字1份、照片2张，回执号0904-001。")
    await town.say(ZHOU, "", "c.jpg")
    assert "完毕" in (await town.say(ZHOU, "开始报送"))[0]


async def test_in_collecting_mode_a_group_need_not_address_the_bot(town):
    group = "g-all"
    await town.say(ZHOU, "开始报送", chat=group)
    await town.say(ZHOU, "", "a.jpg", chat=group, addressed=False)
    await town.say(WEN, "", "b.jpg", chat=group, addressed=False)
    await town.say(ZHOU, "完毕", chat=group)
    await town.wait(seconds=2)
    assert town.said(group)[-1] == "已收到【云江市气象学会】材料，回执号0904-001，详情已私信。"
    assert town.last(ZHOU).startswith("已收到照片1张")
    assert town.said(f"p-{WEN}") == []


async def test_only_announced_gets_no_receipt(town):
    assert await town.say(ZHOU, "工作总结已发，见上一条附件") == []
    await town.wait(seconds=21)
    assert town.last(ZHOU).startswith("没有收到附件")
    assert "回执号" not in town.last(ZHOU)
    assert await town.look(lambda work: work.submissions.find()[0].state) == "lapsed"


async def test_what_was_announced_and_came_is_received(town):
    await town.say(ZHOU, "这是总结，照片稍后补")
    await town.wait(seconds=5)
    await town.say(ZHOU, "", "材料.docx")
    await town.wait(seconds=30)
    assert town.last(ZHOU).startswith("已收到活动总结1份")


@pytest.mark.parametrize("said", ["照片已发，请查收", "总结和照片都发了", "材料已上传，见附件"])
async def test_what_is_announced_after_it_came_is_not_missed(town, said):
    await town.say(ZHOU, "", "工作总结.docx", "a.jpg")
    await town.wait(seconds=5)
    await town.say(ZHOU, said)
    await town.wait(seconds=30)
    assert "已收到贵单位活动总结1份、照片1张" in town.last(ZHOU)
    assert "未见" not in town.last(ZHOU)


async def test_what_is_announced_beside_other_things_is_said_to_be_missing(town):
    await town.say(ZHOU, "", "a.jpg")
    await town.wait(seconds=5)
    await town.say(ZHOU, "照片和总结已发，视频见网盘链接")
    await town.wait(seconds=30)
    assert "文中提到的总结、视频、链接未见附件，请另发。" in town.last(ZHOU)


async def test_words_after_the_receipt_add_nothing_to_the_total(town):
    await town.say(ZHOU, "", "工作总结.docx")
    await town.wait(seconds=30)
    await town.say(ZHOU, "这是我们的总结")
    await town.wait(seconds=30)
    assert town.last(ZHOU).startswith("本次已登记活动总结1份，回执号0904-001。")
    assert "未见" not in town.last(ZHOU)
    await town.say(ZHOU, "照片也发了")
    await town.wait(seconds=30)
    assert town.last(ZHOU).startswith("本次已登记活动总结1份，回执号0904-001。\n文中提到的照片未见附件")


async def test_a_plan_is_no_announcement(town):
    assert "没有收到附件" not in "".join(await town.say(ZHOU, "我们打算10月8号发照片"))
    await town.wait(seconds=30)
    assert "没有收到附件" not in "".join(town.said(f"p-{ZHOU}"))


async def test_a_report_announces_only_what_it_encloses(town):
    await town.say(ZHOU, "气象学会9月2日举办讲座，三位专家作报告，发放科普资料500份，服务群众300人。")
    await town.wait(seconds=30)
    assert "未见附件" not in town.last(ZHOU)
    await town.say(ZHOU, "气象学会9月3日又举办讲座，听众200人，发放资料100份，总结附后。")
    await town.wait(seconds=30)
    assert "文中提到的总结未见附件" in town.last(ZHOU)


async def test_a_label_names_what_came_before_it(town):
    await town.say(ZHOU, "", "a.xlsx")
    await town.say(ZHOU, "总结")
    await town.wait(seconds=30)
    assert "活动总结1份" in town.last(ZHOU)


async def test_a_kind_that_cannot_be_told_is_asked(town):
    await town.say(ZHOU, "", "清单.xlsx")
    await town.wait(seconds=30)
    assert "清单.xlsx是哪项材料" in town.last(ZHOU)


async def test_a_text_that_reports_is_a_hand_in_and_says_what_it_lacks(town):
    await town.say(ZHOU, "气象学会：9月20日走进社区开展科普讲座，专家8人，服务群众300人，现场照片6张。")
    await town.wait(seconds=30)
    assert town.last(ZHOU).startswith("已收到文字1份，回执号0904-001。\n文中提到的")
    assert "尚缺：活动总结、影像资料。" in town.last(ZHOU)


async def test_a_newer_summary_takes_the_place_of_the_older(town):
    await town.say(ZHOU, "", "工作总结.docx")
    await town.wait(minutes=15)
    await town.say(ZHOU, "更新版总结", "工作总结-最终版.docx")
    await town.wait(seconds=30)
    assert "活动总结已更新为第2版，以最新一份为准。" in town.last(ZHOU)
    assert "第2版" in (await town.say(ZHOU, "我交了什么"))[0]


async def test_a_newer_summary_in_the_same_hand_in_is_a_version_and_two_parts_are_two(town):
    await town.say(ZHOU, "", "总结上.docx", "总结下.docx")
    await town.wait(seconds=30)
    assert "活动总结2份" in town.last(ZHOU)
    await town.say(ZHOU, "总结又改了一版", "总结.docx")
    await town.wait(seconds=30)
    assert "活动总结1份" in town.last(ZHOU)
    assert "活动总结已更新为第3版" in town.last(ZHOU)


async def test_withdrawing_asks_first_and_undoes_only_ones_own(town):
    assert await town.say(ZHOU, "撤回") == ["目前没有贵单位可撤回的材料。"]
    await town.say(ZHOU, "", "a.jpg")
    await town.wait(seconds=30)
    (asked,) = await town.say(ZHOU, "撤回")
    assert "将撤回回执号0904-001的材料（照片1张）" in asked
    assert await town.say(ZHOU, "取消")
    assert "只能撤回本单位" in (await town.say(WEN, "撤回 0904-001"))[0]
    await town.say(ZHOU, "撤回 0904-001")
    assert await town.say(ZHOU, "确认") == ["已撤回，回执号0904-001。现尚缺：活动总结、影像资料。"]
    assert "没有贵单位可撤回" in (await town.say(ZHOU, "撤回 0904-001"))[0]


async def test_withdrawing_lets_the_duplicate_count(town):
    await town.say(ZHOU, "", "a.jpg")
    await town.wait(minutes=15)
    await town.say(ZHOU, "", "a.jpg", "b.jpg")
    await town.wait(seconds=30)
    await town.say(ZHOU, "撤回 0904-001")
    await town.say(ZHOU, "确认")
    assert "影像资料2份" in (await town.say(ZHOU, "我交了什么"))[0]


async def test_mailed_stops_reminders_and_waits_for_a_decision(town):
    assert await town.say(ZHOU, "已发邮箱") == ["已记录：贵单位告知已发邮箱。市科协学会服务中心核对前不再提醒。"]
    await town.say(ZHOU, "已发邮箱")
    await town.until(10, 28)
    assert not [text for text in town.said(f"p-{ZHOU}") if "温馨提示" in text]
    assert any("待核对1家（云江市气象学会）" in text for text in town.said(f"c-{SOCIETIES}"))


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("快递寄了一份盖章的纸质件", "已寄送"),
        ("我们今年没搞活动", "由市科协学会服务中心确定是否免报"),
        ("别再提醒我了，烦死了", "已关闭对贵单位的提醒"),
        ("我下周休假，材料的事找我们办公室小李", "转市科协学会服务中心登记联络员"),
    ],
)
async def test_what_a_unit_says_of_itself_is_noted(town, said, answer):
    assert answer in (await town.say(ZHOU, said))[0]


async def test_who_asked_for_quiet_is_not_reminded(town):
    await town.say(ZHOU, "别再提醒我了")
    await town.until(10, 28)
    assert not [text for text in town.said(f"p-{ZHOU}") if "温馨提示" in text]


async def test_a_late_hand_in_is_received_and_said_neutrally(town):
    await town.until(10, 26, 10)
    await town.say(ZHOU, "", "a.jpg")
    await town.wait(seconds=30)
    assert "是否按时由市科协学会服务中心确定" in town.last(ZHOU)
    assert "是否按时" in (await town.say(ZHOU, "我交的算按时吗"))[0]


async def test_status_is_said_in_private_and_not_among_many(town):
    assert (await town.say(ZHOU, "我们还差什么"))[0].startswith(
        "目前没有收到贵单位的材料。\n尚缺：活动总结、影像资料。"
    )
    assert "详情请私聊" in (await town.say(ZHOU, "我们还差什么", chat="g-all"))[0]
    assert "不便在此提供" in (await town.say(ZHOU, "护理学会交了没有"))[0]
    assert "不便在此提供" in (await town.say(ZHOU, "还有哪些单位没交"))[0]


async def test_an_unknown_persons_hand_in_is_kept_and_claimed(town):
    await town.say("新人", "", "a.jpg")
    await town.wait(seconds=30)
    assert town.last("新人") == "已收到照片1张，回执号0904-001。请回复单位全称，以便登记。"
    assert "花名册中没有找到" in (await town.say("新人", "天文台学会"))[0]
    assert "已转市科协学会服务中心核对" in (await town.say("新人", "云江市气象学会"))[0]
    assert any("属实请发送“0904-001 是 云江市气象学会的”" in text for text in town.said(f"c-{SOCIETIES}"))
    assert "请告知贵单位全称" in (await town.say("新人", "已发邮箱"))[0]
    assert "请告知单位全称" in (await town.say("新人", "我们还差什么"))[0]
    desk = f"{SOCIETIES}统筹"
    assert "未答问题1个" in (await town.say(desk, "未答问题"))[0]
    await town.say(desk, "0904-001 是 云江市气象学会的")
    assert "未答问题1个" not in (await town.say(desk, "未答问题"))[0]
    assert await town.look(lambda work: work.questions.find()[0].answered_by) == desk


async def test_somebody_with_two_units_is_asked_which(town):
    def second(work):
        member = work.members.known("playground", "playground", ZHOU)
        unit = work.units.named("护理学会")
        work.bindings.add(member_id=member.key, role="liaison", unit_id=unit.key, bound_at=work.now)

    await town.app.database.write(second)
    await town.say(ZHOU, "", "a.jpg")
    await town.wait(seconds=30)
    assert "请回复是哪家单位的：云江市气象学会、云江市护理学会。" in town.last(ZHOU)
    assert await town.say(ZHOU, "护理学会") == ["已登记为【云江市护理学会】的材料，共1次报送。"]
    assert "云江市气象学会、云江市护理学会" in (await town.say(ZHOU, "已发邮箱"))[0]
    assert "请说明是哪家单位" in (await town.say(ZHOU, "我们还差什么"))[0]
    assert "影像资料1份" in (await town.say(ZHOU, "护理学会还差什么"))[0]


@pytest.mark.parametrize(
    "said", ["企业科协延到11月12日", "把护理学会的材料退回去", "@所有人 没交的抓紧", "免报 气象学会"]
)
async def test_what_only_a_coordinator_may_say_is_declined_kindly(town, said):
    (answer,) = await town.say(ZHOU, said)
    assert "统筹人" in answer


async def test_a_marked_secret_leaves_nothing_but_its_mark(town):
    (answer,) = await town.say(ZHOU, "机密★1年 关于某项工作的情况")
    assert answer.startswith("该材料带有密级标志，未接收、未保存")
    assert "不得" in (await town.say(ZHOU, "机密★1年 内容", chat="g-all"))[0]
    rows = await town.look(lambda work: work.inbox.find(work.inbox.c.mark == "机密"))
    assert [row.payload["text"] for row in rows] == ["", ""]
    assert not (await town.say(ZHOU, "", chat="g-all", addressed=False))


async def test_a_secret_inside_a_document_is_never_a_file(town):
    data = "绝密★\n某某文件".encode()
    await town.platform.say(f"p-{ZHOU}", "", town.file("通报.txt", data), sender=ZHOU, at=town.now)
    await town.app.settle()
    assert "密级标志" in town.last(ZHOU)
    assert not await town.look(lambda work: work.pieces.count())


async def test_a_paper_that_came_without_a_name_is_looked_into_all_the_same(town):
    paper, data = Document(), BytesIO()
    paper.add_paragraph("绝密★1年")
    paper.save(data)
    part = replace(town.file("通报.docx", data.getvalue()), name="")
    await town.platform.say(f"p-{ZHOU}", "", part, sender=ZHOU, at=town.now)
    await town.app.settle()
    assert "密级标志" in town.last(ZHOU)
    assert not await town.look(lambda work: work.pieces.count())


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("空.jpg", b"", "0字节"),
        ("假.jpg", b"this is no picture at all", "不是有效的图片"),
    ],
)
async def test_a_photo_that_is_none_is_said_to_be_none(town, name, data, why):
    await town.platform.say(f"p-{ZHOU}", "", town.file(name, data), sender=ZHOU, at=town.now)
    await town.app.settle()
    assert why in town.last(ZHOU)


async def test_a_bad_file_beside_a_good_one_is_named_in_the_receipt(town):
    files = [town.file("好.jpg"), town.file("坏.jpg", b"no picture")]
    await town.platform.say(f"p-{ZHOU}", "", *files, sender=ZHOU, at=town.now)
    await town.app.settle()
    await town.wait(seconds=30)
    assert "已收到照片1张" in town.last(ZHOU)
    assert "未能保存：坏.jpg，请重发。" in town.last(ZHOU)


async def test_a_very_long_text_asks_for_a_file_and_an_empty_one_harms_nothing(town):
    assert "请改用文件" in (await town.say(ZHOU, "字" * 100_000))[0]
    await town.say(ZHOU, "\x00\x07")
    await town.say(ZHOU, "")


async def test_chatter_in_the_group_is_not_even_stored(town):
    before = await town.look(lambda work: work.inbox.count())
    assert await town.say(ZHOU, "大家截止前都抓紧啊", chat="g-all", addressed=False) == []
    assert await town.look(lambda work: work.inbox.count()) == before


async def test_without_a_campaign_nothing_is_taken(town):
    def take_back(work):
        work.campaigns.set(work.campaigns.running()[0].key, taken_back_at=work.now)

    await town.app.database.write(take_back)
    assert "没有正在进行的报送" in (await town.say(ZHOU, "", "a.jpg"))[0]
    assert "没有正在进行的报送" in (await town.say(ZHOU, "开始报送"))[0]
    assert "没有正在进行的报送" in (await town.say(ZHOU, "已发邮箱"))[0]
    assert "没有正在进行的报送" in (await town.say(ZHOU, "我交了什么"))[0]
