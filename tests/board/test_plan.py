"""The plan of what will be said: line by line what is said then, and stages that a coordinator changes."""

from __future__ import annotations

from collections import Counter

import pytest

from scheduler import plan
from scheduler.clock import BEIJING
from storage.chat import DeliveryKind
from storage.editions import notice_of
from storage.standing import standings
from tests.scenarios.conftest import SOCIETIES

OFFICE = "市科协普及部"
ROOM = f"c-{OFFICE}"
PLAN = "/board/1/plan"


def minute(instant) -> str:
    return f"{instant.astimezone(BEIJING):%m-%d %H:%M}"


def foreseen(town):
    """Everything that is planned, as (minute, kind, unit or office)."""

    def look(work):
        campaign = work.campaigns.last()
        every = standings(work, campaign, notice_of(work, campaign))
        found = Counter()
        for office in {one.office for one in every}:
            own = [one for one in every if one.office == office]
            for one in plan.planned(work, campaign, office, own, town.app.push_settings):
                for whom in one.units if one.kind == plan.REMINDER else (office,):
                    found[minute(one.instant), one.kind, whom] += 1
        return found

    return look


def told(work):
    """Everything that was said unasked since, in the same form."""
    units = {unit.key: unit.name for unit in work.units.find()}
    found = Counter()
    for row in work.deliveries.find():
        if row.kind == DeliveryKind.REMINDER:
            found[minute(row.created_at), plan.REMINDER, units[row.unit_id]] += 1
        elif row.kind == DeliveryKind.DIGEST:
            found[minute(row.created_at), plan.DIGEST, row.office] += 1
        elif row.unique_key.startswith("calls/"):
            found[minute(row.created_at), plan.CALLS, row.office] += 1
    return found


async def test_what_is_planned_is_line_by_line_what_is_said(town):
    await town.say("林岚", "交材料", "活动总结.docx", "现场.jpg")
    await town.say("贺川", "已发邮箱")
    await town.wait(minutes=1)
    for said in ("截止前5天的提醒加上：请抓紧时间", "取消截止前1天的提醒"):
        await town.say(f"{OFFICE}统筹", said, chat=ROOM)
    planned = await town.look(foreseen(town))
    await town.until(11, 8)
    assert await town.look(told) == planned
    assert sum(planned.values()) > 20


async def test_a_reminder_that_a_unit_missed_while_it_owed_nothing_is_foreseen_and_said(town):
    await town.say("林岚", "报送材料", "活动总结.docx", "现场.jpg")
    await town.until(10, 19)
    await town.say("林岚", "撤回刚才报送的材料")
    await town.say("林岚", "确认")
    planned = await town.look(foreseen(town))
    assert planned["10-21 09:00", plan.REMINDER, "青溪区科学技术协会"] == 1
    await town.until(10, 21)
    assert (await town.look(told))["10-21 09:00", plan.REMINDER, "青溪区科学技术协会"] == 1
    (digest,) = [text for text in town.said(ROOM) if "报送日报】10月21日" in text]
    assert "提醒1条" in digest
    assert (await town.look(foreseen(town)))["10-21 14:00", plan.REMINDER, "青溪区科学技术协会"] == 0


async def test_a_unit_whose_mail_was_not_found_has_just_been_told(town):
    await town.say("林岚", "已发邮箱")
    await town.until(10, 18)
    await town.say(f"{OFFICE}统筹", "未见 青溪区科学技术协会", chat=ROOM)
    await town.until(10, 23)
    assert [one for one in town.said("p-林岚") if "温馨提示" in one] == []


async def test_a_stage_is_switched_off_for_its_office_alone_and_on_again(board):
    await board.enter(f"{OFFICE}统筹")
    await board.say(PLAN, "取消10月18日的提醒")
    assert "已取消" in await board.part(PLAN, "stages")
    await board.town.until(10, 18)
    assert not [one for one in board.town.said("p-贺川") if "温馨提示" in one]
    assert [one for one in board.town.said("p-周舟") if "温馨提示" in one]
    await board.enter(f"{OFFICE}统筹")
    await board.say(PLAN, "取消10月24日的提醒")
    await board.say(PLAN, "恢复10月24日的提醒")
    await board.town.until(10, 24)
    assert [one for one in board.town.said("g-青溪区科学技术协会") + board.town.said("p-林岚") if "温馨提示" in one]


async def test_a_stage_is_moved_and_says_the_offices_words_first(board):
    await board.enter(f"{OFFICE}统筹")
    await board.say(PLAN, "10月18日的提醒改到2024-10-17")
    await board.say(PLAN, "10月18日的提醒加上：请注意照片须为原图。")
    assert "10月17日（星期四）" in await board.part(PLAN, "stages")
    await board.town.until(10, 17)
    (said,) = [one for one in board.town.said("p-贺川") if "温馨提示" in one]
    assert said.startswith("请注意照片须为原图。")
    assert "尚缺" in said
    await board.town.until(10, 18)
    assert len([one for one in board.town.said("p-贺川") if "温馨提示" in one]) == 1


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("10月18日的提醒改到10月19日", "工作日"),  # a Saturday
        ("10月18日的提醒改到11月8日", "不晚于"),
        ("10月18日的提醒改到9月10日", "最早从"),
        ("取消10月3日的提醒", "没有这一次提醒"),
    ],
)
async def test_what_would_break_the_rules_is_not_changed(town, said, words):
    assert words in (await town.say(f"{OFFICE}统筹", said, chat=ROOM))[0]
    assert await town.look(lambda work: work.stage_changes.count()) == 0


async def test_the_plan_is_listed_in_the_chat_for_coordinators_only(town):
    (said,) = await town.say(f"{SOCIETIES}统筹", "提醒计划", chat=f"c-{SOCIETIES}")
    for words in ("10月18日（星期五）09:30", "截止当天提醒", "电话名单", "日报："):
        assert words in said
    assert "10月18日" not in "".join(await town.say("周舟", "提醒计划"))


async def test_a_campaign_that_is_over_plans_nothing(board):
    await board.town.until(11, 15)
    await board.enter(f"{OFFICE}统筹")
    assert "没有待发的消息" in await board.part(PLAN, "coming")
