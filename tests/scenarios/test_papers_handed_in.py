"""Papers on their way in: a new version is compared, lists of people's numbers wait, numbers of identity are not kept."""

from __future__ import annotations

import io

import docx

from storage.chat import Attachment, MediaKind
from tests.scenarios.conftest import SOCIETIES, Town
from tests.storage.test_papers import identity

ZHOU = "周舟"


def paper(*lines: str) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


async def send(town: Town, name: str, data: bytes, text: str = "") -> str:
    town.platform.files[name] = data
    await town.platform.say(f"p-{ZHOU}", text, Attachment(name, MediaKind.FILE, name), at=town.now, sender=ZHOU)
    await town.app.settle()
    await town.wait(minutes=15)
    return town.last(ZHOU)


SUMMARY = ("科普月活动总结", "共开展活动12场，参加3200人次。", "各方反响良好。")


async def test_a_file_whose_name_says_nothing_is_known_by_its_first_line(town):
    said = await send(town, "新建 Microsoft Word 文档.docx", paper(*SUMMARY))
    assert "活动总结1份" in said


async def test_a_paper_that_nothing_tells_the_kind_of_is_asked_for_once(town):
    said = await send(town, "扫描件0001.docx", paper("关于某事", "内容"))
    assert "扫描件0001.docx是哪项材料" in said


async def test_a_new_version_is_told_by_what_it_changed(town):
    await send(town, "总结.docx", paper(*SUMMARY))
    said = await send(
        town, "总结v2.docx", paper(SUMMARY[0], "共开展活动15场，参加3200人次。", *SUMMARY[2:], "下一步将继续努力。")
    )
    assert "活动总结已更新为第2版" in said
    assert "活动总结与上一版相比：" in said
    assert "新增2句，删去1句" in said
    assert "场次12→15" in said
    (first, second) = await town.look(lambda work: work.papers.find())
    assert [figure["number"] for figure in first.figures] == [12, 3200]
    assert second.title == "科普月活动总结"


async def test_an_identity_number_keeps_a_paper_out(town):
    said = await send(town, "名单.docx", paper("参加人员", f"某人 {identity()}"))
    assert "疑似含身份证号，暂未入库。请删除后重发" in said
    assert await town.look(lambda work: work.pieces.find()) == []
    assert identity() not in (town.app.folder / "baosong.db").read_bytes().decode("latin-1")
    assert not list((town.app.folder / "blobs").rglob("??/*"))


async def test_a_list_of_phones_waits_for_the_offices_decision(town):
    rows = [f"联系人{number} 1380000{number:04}" for number in range(25)]
    said = await send(town, "活动总结（含名单）.docx", paper("活动总结", *rows))
    assert "疑似含多人手机号，暂未登记" in said
    assert await town.look(lambda work: work.pieces.find()) == []
    (question,) = await town.look(lambda work: work.questions.find())
    assert "25个手机号" in question.text
    assert "1380000" not in question.text


async def test_a_paper_held_back_stands_in_the_receipt_of_what_was_kept(town):
    town.platform.files["b.docx"] = paper("名单", identity())
    parts = [town.file("会场.jpg"), Attachment("b.docx", MediaKind.FILE, "b.docx")]
    await town.platform.say(f"p-{ZHOU}", "", *parts, at=town.now, sender=ZHOU)
    await town.app.settle()
    await town.wait(minutes=1)
    assert "已收到照片1张" in town.last(ZHOU)
    assert "“b.docx”疑似含身份证号，暂未入库。请删除后重发，或联系市科协学会服务中心。" in town.last(ZHOU)


LIST = ("活动总结", *(f"联系人{number} 1380000{number:04}" for number in range(25)))
COORDINATOR = f"{SOCIETIES}统筹"


async def test_a_list_that_the_office_takes_is_kept_and_receipted_to_its_sender(town):
    await send(town, "活动总结（含名单）.docx", paper(*LIST))
    assert "可回复：“收下 1”\u3000“不收 1”" in town.said(f"c-{SOCIETIES}")[-1]
    await town.until(9, 6, 10)
    (said,) = await town.say(COORDINATOR, "收下 1")
    assert said == "已收下“活动总结（含名单）.docx”，登记在云江市气象学会名下，回执将发给报送人。"
    await town.wait(minutes=1)
    assert town.last(ZHOU).startswith("已收到活动总结1份，回执号0906-001。")
    assert "疑似" not in town.last(ZHOU)
    assert await town.look(lambda work: work.questions.open_of(1, SOCIETIES)) == []
    assert (await town.say(COORDINATOR, "收下 1"))[0].startswith("没有这个编号的待定材料")


async def test_a_list_that_came_with_pictures_joins_their_receipt_when_it_is_taken(town):
    town.platform.files["名单.docx"] = paper(*LIST)
    await town.say(ZHOU, "", "会场.jpg", Attachment("名单.docx", MediaKind.FILE, "名单.docx"))
    await town.wait(minutes=1)
    assert "“名单.docx”疑似含多人手机号，暂未登记" in town.last(ZHOU)
    await town.say(COORDINATOR, "收下 1")
    await town.wait(minutes=1)
    assert town.last(ZHOU).startswith("已补充，本次共活动总结1份、照片1张，回执号0904-001。")


async def test_a_list_that_is_not_taken_is_told_to_its_sender_and_never_kept(town):
    await send(town, "活动总结（含名单）.docx", paper(*LIST))
    (said,) = await town.say(COORDINATOR, "不收 1")
    assert said == "已记录不收云江市气象学会的“活动总结（含名单）.docx”，并告知报送人。"
    told = town.last(ZHOU)
    assert told.startswith(f"经{SOCIETIES}核对，“活动总结（含名单）.docx”含多人手机号，未予登记。")
    assert await town.look(lambda work: work.pieces.find()) == []
    assert (await town.say(COORDINATOR, "收下 1"))[0].startswith("没有这个编号的待定材料")


async def test_only_the_office_itself_takes_what_is_held_back(town):
    await send(town, "活动总结（含名单）.docx", paper(*LIST))
    await town.say("市科协普及部统筹", "收下 1")
    await town.say(ZHOU, "收下 1")
    assert await town.look(lambda work: work.pieces.find()) == []
