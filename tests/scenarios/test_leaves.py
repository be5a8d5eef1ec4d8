"""Leave: who stands in hears and hands in meanwhile, and for those days only."""

from __future__ import annotations

import re

import pytest

from storage.chat import Room
from storage.reach import Reach, reach_of_units
from tests.scenarios.conftest import SOCIETIES

ZHOU, WEN, LIN = "周舟", "温宁", "林岚"
COORDINATOR = f"{SOCIETIES}统筹"
UNIT = "云江市气象学会"


async def reach(town, unit: str) -> Reach:
    return await town.look(lambda work: reach_of_units(work)[work.units.named(unit).key])


def code_in(said: str) -> str:
    return re.search(r"BS-[0-9A-Z-]+", said)[0]


def reminded(town, who: str) -> list[str]:
    return [text for text in town.said(f"p-{who}") if "温馨提示" in text]


@pytest.fixture
async def standing_in(town):
    """周舟 is away around the second reminder, and 张三 has taken over with the code."""
    (said,) = await town.say(ZHOU, "我10月21日到10月24日请假，由张三代")
    await town.say("张三", code_in(said))
    return town


async def test_who_stands_in_is_reminded_while_somebody_is_away_and_nobody_else(standing_in):
    town = standing_in
    await town.until(10, 28)
    assert ["还有5个工作日" in reminded(town, ZHOU)[0], "截止日" in reminded(town, ZHOU)[1]] == [True, True]
    (meanwhile,) = reminded(town, "张三")
    assert meanwhile.startswith("周舟10月21日至24日请假，期间由您代办。\n温馨提示：距报送截止（10月25日）还有1个工作日")


async def test_who_stands_in_hands_in_for_the_unit_on_those_days_only(standing_in):
    town = standing_in
    (before,) = await town.say("张三", "我们还差什么")
    assert "活动总结" not in before
    await town.until(10, 22, 10)
    (said,) = await town.say("张三", "我们还差什么")
    assert "活动总结" in said
    await town.say("张三", "", "现场.jpg")
    await town.wait(minutes=1)
    (row,) = await town.look(lambda work: work.submissions.find())
    assert await town.look(lambda work: work.units.get(row.unit_id).name) == UNIT
    await town.until(10, 25, 10)
    (after,) = await town.say("张三", "我们还差什么")
    assert "活动总结" not in after


async def test_the_digest_and_the_call_list_say_who_is_away_and_who_stands_in(standing_in):
    town = standing_in
    await town.until(10, 21, 9, 30)
    assert "请假1家（云江市气象学会周舟10月21日至24日请假，由张三代）" in town.said(f"c-{SOCIETIES}")[-1]
    await town.until(10, 23, 10)
    (calls,) = await town.say(COORDINATOR, "电话名单")
    assert "已提醒1次（周舟10月21日至24日请假，由张三代）" in calls
    await town.until(10, 25, 9, 30)
    assert "六、提示" in town.said(f"c-{SOCIETIES}")[-1]
    assert "请假" not in town.said(f"c-{SOCIETIES}")[-1]


async def test_where_nobody_stands_in_the_units_own_group_is_reminded(town):
    unit = "青溪区科学技术协会"
    (said,) = await town.say(LIN, "10月17日至19日出差")
    assert "期间的提醒发给本单位其他联络员、负责人或单位群" in said
    await town.until(10, 18, 9, 15)
    assert await reach(town, unit) is Reach.GROUP
    await town.until(10, 18, 10)
    assert reminded(town, LIN) == []
    assert "温馨提示" in town.said(f"g-{unit}")[-1]
    await town.until(10, 20)
    assert await reach(town, unit) is Reach.PRIVATE


async def test_whoever_cannot_be_passed_over_is_reminded_all_the_same(town):
    await town.say(ZHOU, "10月18日请假")
    await town.until(10, 18, 10)
    assert len(reminded(town, ZHOU)) == 1
    assert await reach(town, UNIT) is Reach.PRIVATE


async def test_a_colleague_stands_in_at_once_and_is_told(town):
    def second(work):
        number = work.members.add(
            platform="playground", account="playground", user="小吴", name="小吴", seen_at=work.now
        )
        unit = work.units.named(UNIT).key
        work.bindings.add(member_id=number, role="head", unit_id=unit, bound_at=work.now)
        about = {"platform": "playground", "account": "playground", "external": "p-小吴", "seen_at": work.now}
        work.chats.add(room=Room.PRIVATE.value, member_id=number, **about)

    await town.app.database.write(second)
    (said,) = await town.say(COORDINATOR, "气象学会周舟10月17日起出差三天，由小吴代")
    assert said.startswith("已登记：云江市气象学会周舟10月17日至19日请假，由小吴代。期间的提醒发给小吴")
    assert town.last("小吴") == "周舟10月17日至19日请假，期间【云江市气象学会】的报送由您代办。"
    await town.until(10, 18, 10)
    assert (len(reminded(town, "小吴")), reminded(town, ZHOU)) == (1, [])


async def test_a_leave_that_is_taken_back_ends_at_once_with_everything_it_gave(standing_in):
    town = standing_in
    await town.until(10, 21, 10)
    (said,) = await town.say(COORDINATOR, "取消气象学会请假")
    assert said == "已取消云江市气象学会周舟的请假，代办随之结束，提醒照常。"
    (asked,) = await town.say("张三", "我们还差什么")
    assert "活动总结" not in asked
    await town.until(10, 24, 10)
    assert (len(reminded(town, ZHOU)), reminded(town, "张三")) == (2, [])
    assert await town.say(ZHOU, "取消请假") == ["云江市气象学会目前没有请假登记。"]


async def test_the_code_of_a_leave_that_was_taken_back_opens_nothing(town):
    (said,) = await town.say(ZHOU, "我10月21日到10月24日请假，由张三代")
    await town.say(ZHOU, "取消请假")
    assert await town.say("张三", code_in(said)) == ["邀请码无效、已用过或已过期。请核对后重发，或向统筹人另要一个。"]


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("我10月18日到10月22日请假，由张三代", ("2024-10-18", "2024-10-22")),
        ("我10月18日至22日要出差，期间报送找张三负责", ("2024-10-18", "2024-10-22")),
        ("本人请假，10.18-10.22，由张三代办", ("2024-10-18", "2024-10-22")),
        ("9月5日起休年假5天，请由张三代", ("2024-09-05", "2024-09-09")),
        ("明天请假，由张三代一下", ("2024-09-05", "2024-09-05")),
        ("下周一到下周五由张三代班", ("2024-09-09", "2024-09-13")),
    ],
)
async def test_a_leave_is_understood_as_people_write_it(town, said, days):
    await town.say(ZHOU, said)
    (row,) = await town.look(lambda work: work.leaves.find())
    assert (str(row.from_on), str(row.until_on), row.absent, row.substitute) == (*days, ZHOU, "张三")


@pytest.mark.parametrize(
    "said", ["10月18日请假能不能晚点交？", "我请假了由张三负责", "10月18日活动由张三负责", "请问10月18日出差怎么报送"]
)
async def test_what_only_sounds_like_a_leave_notes_none(town, said):
    await town.say(ZHOU, said)
    assert await town.look(lambda work: work.leaves.find()) == []


async def test_a_leave_without_an_end_is_asked_for_its_end(town):
    (said,) = await town.say(ZHOU, "我10月18日起请假，由张三代")
    assert "请写明起止日期再说一次" in said
    (said,) = await town.say(ZHOU, "我10月22日到10月18日请假，由张三代")
    assert "请写明起止日期再说一次" in said


async def test_nothing_of_a_leave_is_said_where_many_read(town):
    (said,) = await town.say(ZHOU, "我10月18日到10月22日请假，由张三代", chat="g-all")
    assert said == "请假和代办请私聊本助手办理。"
    assert await town.look(lambda work: work.leaves.find()) == []


async def test_a_coordinator_of_another_office_arranges_no_leave(town):
    (said,) = await town.say("市科协普及部统筹", "气象学会10月18日到22日请假，由张三代")
    assert "该单位报市科协学会服务中心" in said
    assert await town.look(lambda work: work.leaves.find()) == []
