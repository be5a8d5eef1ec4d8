"""免报 of one material: it is owed no more, the others are; told, shown everywhere alike, and taken back."""

from __future__ import annotations

import io

import openpyxl
import pytest

from storage.editions import notice_of
from storage.exports.ledger import write_ledger
from storage.standing import State, standings
from tests.scenarios.conftest import SOCIETIES

ZHOU, COORDINATOR, UNIT = "周舟", f"{SOCIETIES}统筹", "云江市气象学会"


def account(work):
    campaign = work.campaigns.last()
    return next(one for one in standings(work, campaign, notice_of(work, campaign)) if one.unit.name == UNIT)


@pytest.mark.parametrize(
    "said",
    [
        "免报 气象学会 照片",
        "免报 气象学会的影像资料，原因：活动在线上举办",
        "气象学会照片免报",
        f"免报 {UNIT}影像资料，原因：线上",
    ],
)
async def test_one_material_is_owed_no_more_however_it_is_said(town, said):
    (answer,) = await town.say(COORDINATOR, said)
    assert answer.startswith("已办理：云江市气象学会本次免报影像资料")
    one = await town.look(account)
    assert (one.missing, one.state) == (("活动总结",), State.MISSING)
    assert town.last(ZHOU) == "经报送处室确认，贵单位本次免报影像资料，其他要求不变。"


async def test_with_the_others_the_unit_is_complete_and_reminded_of_nothing(town):
    await town.say(COORDINATOR, "免报 气象学会 照片")
    await town.say(ZHOU, "", "活动总结.docx")
    await town.wait(minutes=1)
    assert "应报材料已齐" in town.last(ZHOU)
    await town.until(10, 28)
    assert not [text for text in town.said(f"p-{ZHOU}") if "温馨提示" in text]


async def test_a_reminder_names_only_what_is_still_owed(town):
    await town.say(COORDINATOR, "免报 气象学会 照片")
    await town.until(10, 18, 10)
    assert "贵单位尚缺：活动总结。" in town.last(ZHOU)


async def test_of_whom_every_material_is_waived_counts_as_exempt(town):
    await town.say(COORDINATOR, "免报 气象学会 照片")
    await town.say(COORDINATOR, "免报 气象学会 总结")
    assert (await town.look(account)).state is State.EXEMPT


async def test_the_ledger_marks_the_material_alone(town):
    await town.say(COORDINATOR, "免报 气象学会照片，原因：活动在线上举办")

    def rows(work):
        file, campaign = io.BytesIO(), work.campaigns.last()
        write_ledger(work, campaign, notice_of(work, campaign), file)
        sheet = openpyxl.load_workbook(file)["台账"]
        return {row[3]: (row[4], row[9]) for row in sheet.values if row[0] == UNIT}

    assert await town.look(rows) == {"活动总结": ("未报", None), "影像资料": ("免报", "免报：活动在线上举办")}


async def test_it_is_taken_back_and_the_exemption_of_all_stays_apart(town):
    await town.say(COORDINATOR, "免报 气象学会 照片")
    (said,) = await town.say(COORDINATOR, "取消气象学会的免报")
    assert said == "云江市气象学会没有免报记录。"
    (said,) = await town.say(COORDINATOR, "取消气象学会照片的免报")
    assert said.startswith("已取消云江市气象学会的影像资料免报。")
    assert (await town.look(account)).missing == ("活动总结", "影像资料")


async def test_a_reason_that_speaks_of_pictures_waives_everything_as_before(town):
    await town.say(COORDINATOR, "免报 气象学会，原因：今年没有活动，也没有照片")
    one = await town.look(account)
    assert (one.state, dict(one.waived), one.exemption.reason) == (State.EXEMPT, {}, "今年没有活动，也没有照片")
