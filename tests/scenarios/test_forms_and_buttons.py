"""What buttons and forms say can be typed by hand; rights are those of whoever says it, never those of the card."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest

from handlers.routes import ROUTES
from storage.chat import FieldKind, Reply, ReplyKind
from storage.editions import notice_of
from storage.exports.package import write_package
from tests.scenarios.conftest import SOCIETIES, Town

GROUP = "g-all"
ZHOU, WEN = "周舟", "温宁"
DESK = f"{SOCIETIES}统筹"
OTHER_DESK = "县（市、区）科协统筹"
UNCLEAR = "说明材料.zip"


def last(town: Town, who: str) -> Reply:
    return next(sent.reply for sent in reversed(town.platform.sent) if sent.address.chat == f"p-{who}")


async def pieces(town: Town) -> list[tuple[str, str | None, str, str]]:
    """Each piece by name or text, with its material, activity and caption."""

    def look(work):
        return [(p.name or p.text, p.material, p.activity, p.caption) for p in work.pieces.find()]

    return await town.look(look)


async def hand_in(town: Town, *files: str, who: str = ZHOU, **about) -> str:
    """Hand files in and return the number of their receipt."""
    await town.say(who, "", *files, **about)
    await town.wait(seconds=21)
    return await town.look(lambda work: work.submissions.find()[-1].receipt_no)


async def press(town: Town, who: str, label: str) -> list[str]:
    """Press a button of the last message, as its platform does: its sentence is said."""
    says = {button.label: button.says for button in last(town, who).buttons}
    return await town.say(who, says[label])


async def fill_in(town: Town, who: str, **values: str) -> list[str]:
    form = last(town, who).form
    assert form is not None
    sentence = form.sentence(values)
    assert sentence is not None
    return await town.say(who, sentence)


async def test_a_file_of_unclear_kind_brings_a_form_with_what_the_notice_has(town):
    number = await hand_in(town, UNCLEAR)
    form = last(town, ZHOU).form
    fields = {field.label: field for field in form.fields}
    assert list(fields) == ["材料", "条目", "说明"]
    assert fields["材料"].options == ("活动总结", "影像资料", "典型经验", "意见建议")
    assert fields["条目"].kind is FieldKind.CHOICE
    assert "组织科学课进校园" in fields["条目"].options
    assert form.sentence({"material": "影像资料"}) == f"回执号{number}；材料：影像资料"


async def test_a_form_that_is_filled_in_is_kept_with_the_piece(town):
    number = await hand_in(town, UNCLEAR)
    (said,) = await fill_in(town, ZHOU, material="影像资料", activity="组织科学课进校园", caption="志愿者在讲解")
    assert said.startswith(f"已记录，回执号{number}：材料为影像资料，条目为组织科学课进校园，说明为“志愿者在讲解”。")
    assert "尚缺：活动总结" in said
    assert await pieces(town) == [(UNCLEAR, "影像资料", "组织科学课进校园", "志愿者在讲解")]


async def test_a_form_can_be_filled_in_a_week_later_in_the_same_words(town):
    await hand_in(town, UNCLEAR)
    form = last(town, ZHOU).form
    await town.wait(days=7)
    await town.say(ZHOU, form.sentence({"material": "活动总结"}))
    assert await pieces(town) == [(UNCLEAR, "活动总结", "", "")]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("材料：活动总结", ("活动总结", "", "")),
        ("材料:照片", ("影像资料", "", "")),
        ("材料：总结；说明：终稿", ("活动总结", "", "终稿")),
        ("种类：影像资料，\n条目：进校园\n说明：第一课；下午", ("影像资料", "组织科学课进校园", "第一课；下午")),
        ("条目：四", (None, "组织科学课进校园", "")),
    ],
)
async def test_what_a_form_says_can_be_typed(town, typed, kept):
    await town.say(ZHOU, "", UNCLEAR)
    await town.say(ZHOU, typed)
    assert await pieces(town) == [(UNCLEAR, *kept)]


@pytest.mark.parametrize(("typed", "offered"), [("材料：发票", "活动总结、影像资料"), ("条目：登月", "共享科普资源")])
async def test_what_the_notice_does_not_have_is_asked_for(town, typed, offered):
    await hand_in(town, UNCLEAR)
    (said,) = await town.say(ZHOU, typed)
    assert said.startswith("通知中没有")
    assert offered in said
    assert (await pieces(town))[0][1:] == (None, "", "")


async def test_a_description_that_comes_with_its_photo_is_its_own(town):
    await town.say(ZHOU, "", "合影.jpg")
    await town.say(ZHOU, "条目：进校园；说明：第一课", "课堂.jpg")
    assert await pieces(town) == [
        ("合影.jpg", "影像资料", "", ""),
        ("课堂.jpg", "影像资料", "组织科学课进校园", "第一课"),
    ]


async def test_a_reply_to_one_photo_describes_that_one(town):
    await town.say(ZHOU, "", "合影.jpg", message_id="one")
    await town.say(ZHOU, "", "课堂.jpg", message_id="two")
    await town.say(ZHOU, "说明：第一课", replies_to="two")
    assert [piece[3] for piece in await pieces(town)] == ["", "第一课"]


async def test_nobody_describes_what_another_unit_handed_in(town):
    number = await hand_in(town, UNCLEAR)
    (said,) = await town.say(WEN, f"回执号{number}；材料：影像资料")
    assert said == "这不是贵单位报送的材料，请核对回执号。"
    assert (await pieces(town))[0][1] is None


async def test_a_sentence_like_it_where_nothing_came_is_no_description(town):
    said = await town.say(ZHOU, "材料：什么时候交？")
    assert all("已记录" not in text for text in said)
    assert await pieces(town) == []


async def test_captions_go_into_the_index_of_the_package(town):
    await hand_in(town, "课堂.jpg")
    await fill_in(town, ZHOU, activity="组织科学课进校园", caption="第一课")

    def pack(work) -> list[dict[str, str]]:
        kept = io.BytesIO()
        campaign = work.campaigns.running()[0]
        write_package(work, campaign, notice_of(work, campaign), town.app.blobs, kept)
        index = zipfile.ZipFile(kept).read("目录.csv").decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(index)))

    (row,) = await town.look(pack)
    assert row["说明"] == "组织科学课进校园；第一课"


async def test_a_receipt_can_be_added_to_after_hours_under_its_number(town):
    number = await hand_in(town, "合影.jpg")
    await town.wait(hours=3)
    (said,) = await press(town, ZHOU, "补充")
    assert said == f"请发送要补充的材料，发完请回复“完毕”，仍用回执号{number}。"
    await town.say(ZHOU, "", "课堂.jpg")
    await town.say(ZHOU, "完毕")
    await town.wait(seconds=1)
    assert town.last(ZHOU).startswith(f"已补充，本次共照片2张，回执号{number}。")


async def test_what_is_added_to_without_an_end_is_closed_by_itself(town):
    number = await hand_in(town, "合影.jpg")
    await town.wait(hours=3)
    await town.say(ZHOU, f"补充 {number}")
    await town.say(ZHOU, "", "课堂.jpg")
    await town.wait(minutes=11)
    assert town.last(ZHOU).startswith(f"已补充，本次共照片2张，回执号{number}。")
    assert await town.look(lambda work: [row.state for row in work.submissions.find()]) == ["receipted"]


async def test_a_hand_in_to_which_nothing_was_added_is_as_it_was_without_a_word(town):
    number = await hand_in(town, "合影.jpg")
    await town.wait(hours=3)
    (said,) = await town.say(ZHOU, f"补充 {number}")
    await town.wait(minutes=11)
    assert town.last(ZHOU) == said
    assert await town.look(lambda work: [row.state for row in work.submissions.find()]) == ["receipted"]


async def test_while_something_is_added_questions_are_answered(town):
    number = await hand_in(town, "合影.jpg")
    await town.say(ZHOU, f"补充 {number}")
    assert len(await town.say(ZHOU, "请问报送时间是哪天，材料报给谁？")) == 1
    assert len(await pieces(town)) == 1


async def test_nobody_adds_to_what_another_unit_handed_in(town):
    number = await hand_in(town, "合影.jpg")
    await town.say(WEN, f"补充 {number}")
    await town.say(WEN, "", "课堂.jpg")
    await town.wait(seconds=21)
    units = await town.look(lambda work: {p.unit_id for p in work.pieces.find()})
    assert len(units) == 2


async def test_a_coordinator_decides_by_buttons_and_the_form_gives_the_reason(town):
    unit = await town.look(
        lambda work: (
            work.units.get(
                work.bindings.of_member(work.members.known("playground", "playground", ZHOU).key, work.now)[0].unit_id
            ).name
        )
    )
    number = await hand_in(town, "合影.jpg")
    await town.say(DESK, f"{unit}交了什么")
    assert [button.label for button in last(town, DESK).buttons] == ["接收", "退回"]
    assert last(town, DESK).form.sentence({"why": "看不清"}) == f"退回 {number} 看不清"
    (asked,) = await press(town, DESK, "退回")
    assert "请写明原因" in asked
    (said,) = await fill_in(town, DESK, why="看不清")
    assert said.startswith(f"已退回{unit}，回执号{number}，原因：看不清。")


async def test_the_buttons_of_a_review_do_nothing_for_a_liaison(town):
    number = await hand_in(town, "合影.jpg")
    for says in (f"认可 {number}", f"退回 {number} 看不清"):
        await town.say(WEN, says)
        await town.say(ZHOU, says)
    assert await town.look(lambda work: [row.verdict for row in work.submissions.find()]) == [""]


async def test_the_buttons_of_a_digest_are_answered(town):
    await town.wait(days=1)
    digest = next(sent.reply for sent in reversed(town.platform.sent) if sent.key.startswith("digest/"))
    assert [button.label for button in digest.buttons] == ["缺交名单", "催办", "导出台账"]
    for button in digest.buttons:
        (said, *_) = await town.say(DESK, button.says)
        assert said
        assert "通知未写明" not in said


def test_a_description_is_looked_for_before_what_would_take_its_words():
    names = [route.name for route in ROUTES]
    assert names.index("describe a hand-in") < names.index("hand in")


async def test_in_a_group_of_many_units_a_description_says_nothing_of_what_is_missing(town):
    await town.say(ZHOU, "", UNCLEAR, chat=GROUP)
    (said,) = await town.say(ZHOU, "材料：活动总结", chat=GROUP)
    assert said == "已记录：材料为活动总结。"
    assert all(sent.reply.kind is not ReplyKind.CLARIFY for sent in town.platform.sent[-1:])
