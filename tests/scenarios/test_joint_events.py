"""联合开展: the same hand-in of two units of one place is proposed, both count when it is confirmed, nothing twice."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import openpyxl
import pytest
from PIL import Image

from storage.editions import notice_of
from storage.exports.ledger import write_ledger
from storage.joint import are_of_one_place, place_of
from storage.standing import standings
from storage.tables import Unit
from storage.tally import sums
from tests.scenarios.conftest import SOCIETIES

LIN, SU, ZHOU = "林岚", "苏禾", "周舟"
ASSOCIATION, BUREAU = "青溪区科学技术协会", "青溪区教育局"
THEIR_OFFICES = ("市科协普及部", "市教育局青少年科技处")
TOLD = "9月20日联合举办科普进校园讲座3场，惠及师生600人次，媒体报道2篇，反响良好。"


async def hand_in(town, who: str, text: str = "", *files) -> str:
    await town.say(who, text, *files)
    await town.wait(minutes=15)
    return town.last(who)


def accounts(work):
    campaign = work.campaigns.last()
    return {one.unit.name: one for one in standings(work, campaign, notice_of(work, campaign))}


def smaller(town, name: str):
    """The same picture as a chat would send it on: half as large, compressed again."""
    town.file(name)
    picture = Image.open(io.BytesIO(town.platform.files[name]))
    data = io.BytesIO()
    picture.resize((picture.width // 2, picture.height // 2)).save(data, "JPEG", quality=70)
    return town.file(f"小{name}", data.getvalue())


@pytest.fixture
async def proposed(town):
    """Both bodies of a district hand in the same two pictures; the association has the summary too."""
    await hand_in(town, LIN, "", "现场1.jpg", "现场2.jpg", "活动总结.docx")
    await hand_in(town, SU, "", "现场1.jpg", "现场2.jpg")
    return town


async def test_the_same_pictures_of_one_place_are_proposed_to_the_unit_and_to_both_offices(proposed):
    assert f"其中照片2张与{ASSOCIATION}报送的相同，如系联合开展，请回复“联合 1”。" in proposed.last(SU)
    assert not any("联合" in text for text in proposed.said(f"p-{LIN}"))
    for office in THEIR_OFFICES:
        (asked,) = [text for text in proposed.said(f"c-{office}") if "联合开展" in text]
        assert f"{BUREAU}、{ASSOCIATION}报送的照片2张相同（回执号0904-002、0904-001）" in asked
    assert not any("联合" in text for text in proposed.said(f"c-{SOCIETIES}"))


async def test_when_an_office_confirms_both_have_handed_in_and_both_are_told(proposed):
    before = await proposed.look(accounts)
    assert before[BUREAU].missing == ("活动总结",)
    (said,) = await proposed.say("市科协普及部统筹", "联合 1")
    assert said.startswith(f"已确认：{BUREAU}与{ASSOCIATION}联合开展，两家均按已报送计，数据只计一次。")
    after = await proposed.look(accounts)
    assert (after[BUREAU].missing, after[ASSOCIATION].missing) == ((), ())
    assert after[BUREAU].received == {"影像资料": 2, "活动总结": 1}
    assert after[BUREAU].receipts["活动总结"] == ("0904-001",)
    assert f"贵单位与{BUREAU}联合开展" in proposed.last(LIN)
    assert f"贵单位与{ASSOCIATION}联合开展" in proposed.last(SU)


async def test_units_agree_with_each_other_without_the_office(proposed):
    (said,) = await proposed.say(SU, "联合 1")
    assert said == f"已记录，并请{ASSOCIATION}确认；确认后两家均按已报送计，数据只计一次。"
    assert (await proposed.look(accounts))[BUREAU].missing == ("活动总结",)
    assert f"{BUREAU}称其报送的材料（回执号0904-002）系与贵单位联合开展。" in proposed.last(LIN)
    assert await proposed.say(SU, "联合 1") == [f"已记录，待{ASSOCIATION}或报送处室确认。"]
    await proposed.say(LIN, "联合 1")
    assert (await proposed.look(accounts))[BUREAU].missing == ()


async def test_what_was_denied_counts_for_each_alone_and_is_not_proposed_again(proposed):
    await proposed.say(LIN, "不是联合 1")
    await hand_in(proposed, SU, "补充 回执号0904-002")
    await hand_in(proposed, SU, "", "现场3.jpg")
    assert (await proposed.look(accounts))[BUREAU].missing == ("活动总结",)
    (row,) = await proposed.look(lambda work: work.joints.find())
    assert row.state == "refused"


async def test_who_denied_it_may_still_agree(proposed):
    await proposed.say(LIN, "不是联合 1")
    (said,) = await proposed.say(LIN, "联合 1")
    assert said.startswith(f"已记录，并请{BUREAU}确认")
    await proposed.say(SU, "联合 1")
    assert (await proposed.look(accounts))[BUREAU].missing == ()
    before = len(proposed.said(f"p-{LIN}"))
    assert await proposed.say(SU, "联合 1") == [f"{BUREAU}与{ASSOCIATION}联合开展已确认，无需再办。"]
    assert len(proposed.said(f"p-{LIN}")) == before


async def test_a_confirmation_is_taken_back(proposed):
    await proposed.say("市科协普及部统筹", "联合 1")
    await proposed.say("市教育局青少年科技处统筹", "取消联合 1")
    assert (await proposed.look(accounts))[BUREAU].missing == ("活动总结",)


async def test_only_its_units_and_offices_decide(proposed):
    assert "该单位报" in (await proposed.say(f"{SOCIETIES}统筹", "联合 1"))[0]
    await proposed.say(ZHOU, "联合 1")
    assert await proposed.say(LIN, "联合 1", chat="g-all") == ["请私聊本助手办理。"]
    (row,) = await proposed.look(lambda work: work.joints.find())
    assert (row.state, row.agreed_by) == ("proposed", None)


async def test_the_digest_counts_what_waits_to_be_confirmed(proposed):
    await proposed.until(9, 5, 9, 1)
    for office in THEIR_OFFICES:
        assert f"联合开展待确认1件（1：{BUREAU}、{ASSOCIATION}）" in proposed.said(f"c-{office}")[-1]
    assert "联合开展" not in proposed.said(f"c-{SOCIETIES}")[-1]


async def test_a_copy_of_a_picture_is_known_again_in_one_place_only(town):
    await hand_in(town, LIN, "", "现场1.jpg")
    await hand_in(town, ZHOU, "", smaller(town, "现场1.jpg"))
    assert await town.look(lambda work: work.joints.find()) == []
    await hand_in(town, SU, "", smaller(town, "现场1.jpg"))
    assert f"其中照片1张与{ASSOCIATION}报送的相同" in town.last(SU)


async def test_one_activity_on_one_day_in_one_place_is_proposed_though_the_pictures_differ(town):
    taken_at = datetime(2024, 9, 20, 2, tzinfo=UTC)
    for who, name in ((LIN, "会场.jpg"), (SU, "展台.jpg"), (ZHOU, "合影.jpg")):
        await town.say(who, "条目：推动科普场馆联合开放", name)
        await town.app.database.write(lambda work: work.pictures.change(work.pictures.c.id > 0, taken_at=taken_at))
        await town.wait(minutes=15)
    (row,) = await town.look(lambda work: work.joints.find())
    assert row.why == "活动和日期"
    assert f"其中活动和日期与{ASSOCIATION}报送的相同" in town.last(SU)


async def test_the_same_from_a_stranger_is_put_to_the_office_without_a_name(town):
    await hand_in(town, LIN, TOLD)
    said = await hand_in(town, ZHOU, TOLD)
    assert f"其中文字与其他单位报送的相同，已请{SOCIETIES}确认是否为联合开展。" in said
    assert ASSOCIATION not in said


async def test_the_figures_of_a_joint_event_are_counted_once(town):
    await hand_in(town, LIN, TOLD)
    await hand_in(town, SU, TOLD)

    def added(work):
        found = sums(work, work.campaigns.last(), {unit.key for unit in work.units.all()})
        return {one.kind: one.every for one in found}

    assert await town.look(added) == {"场次": 6, "人次": 1200, "媒体报道": 4}
    await town.say("市科协普及部统筹", "联合 1")
    assert await town.look(added) == {"场次": 3, "人次": 600, "媒体报道": 2}


async def test_a_small_number_in_other_words_is_the_same_only_beside_a_larger_one(town):
    await hand_in(town, LIN, f"{TOLD}我会另举办科普论坛1场，社会各界反响良好，效果明显。")
    await hand_in(town, SU, "9月20日与科协合办讲座3场，到场师生600人次，反响良好。我局另有培训1场，参加教师踊跃。")
    await town.say(SU, f"与{ASSOCIATION}联合开展 0904-002")
    await town.say("市科协普及部统筹", "联合 1")
    row = await town.look(lambda work: work.joints.get(1))
    await town.app.database.write(lambda work: work.joints.set(1, other_id=1 if row.submission_id == 2 else 2))

    def added(work):
        found = sums(work, work.campaigns.last(), {unit.key for unit in work.units.all()})
        return {one.kind: one.every for one in found}

    assert await town.look(added) == {"场次": 3 + 1 + 1, "人次": 600, "媒体报道": 2}


async def test_a_unit_says_of_its_hand_in_that_it_was_an_event_with_another(town):
    await town.say(LIN, "", "现场1.jpg", "活动总结.docx")
    (said,) = await town.say(LIN, "与青溪教育局联合开展")
    assert said.startswith(f"已记录，并请{BUREAU}确认")
    await town.wait(minutes=1)
    assert f"{ASSOCIATION}称其报送的材料系与贵单位联合开展。" in town.last(SU)
    assert (await town.look(accounts))[BUREAU].state.value == "未报"
    await town.say(SU, "联合 1")
    assert (await town.look(accounts))[BUREAU].state.value == "已齐"
    assert not [text for text in town.said(f"p-{SU}") if "0904" in text]


async def test_what_a_partner_withdraws_counts_for_nobody(proposed):
    await proposed.say("市科协普及部统筹", "联合 1")
    await proposed.say(LIN, "撤回 0904-001")
    await proposed.say(LIN, "确认")
    assert (await proposed.look(accounts))[BUREAU].missing == ("活动总结",)


async def test_the_ledger_says_with_whom(proposed):
    await proposed.say("市科协普及部统筹", "联合 1")

    def ledger(work):
        file = io.BytesIO()
        campaign = work.campaigns.last()
        write_ledger(work, campaign, notice_of(work, campaign), file)
        return openpyxl.load_workbook(file)["台账"].values

    rows = {(row[0], row[3]): row for row in await proposed.look(ledger)}
    summary = rows[BUREAU, "活动总结"]
    assert (summary[4], summary[7], summary[9]) == ("已收", "0904-001", f"与{ASSOCIATION}联合开展")


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("临江市青浦区科学技术局", "青浦区"),
        ("青浦区科协", "青浦区"),
        ("石桥县教育局", "石桥县"),
        ("云江市气象学会", None),
        ("云江大学科学技术协会", None),
        ("恒川精密制造有限公司科学技术协会", None),
    ],
)
def test_the_place_of_a_body_is_read_from_its_name(name, place):
    assert place_of(name) == place


def test_bodies_of_one_district_are_of_one_place():
    one, other = Unit(id=1, name="临江市青浦区科学技术协会"), Unit(id=2, name="青浦区科技局")
    assert are_of_one_place(one, other)
    assert not are_of_one_place(one, one)
