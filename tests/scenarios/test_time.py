"""What falls due by itself: briefs, reminders, digests, call lists; and what does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from scheduler import pushes, timetable
from scheduler.clock import BEIJING, VirtualClock, beijing_date
from scheduler.settings import PushSettings
from scheduler.span import first_minute, last_evening
from scheduler.workdays import WorkCalendar
from storage.notice.model import Level, Notice
from storage.notice.parser import read
from tests.scenarios.conftest import SOCIETIES, START

ZHOU = "周舟"
ROOM = f"c-{SOCIETIES}"
COORDINATOR = f"{SOCIETIES}统筹"


def reminders(town, who: str) -> list[str]:
    return [text for text in town.said(f"p-{who}") if "温馨提示" in text or "已到" in text]


async def test_every_group_gets_the_brief_once_in_its_own_words(town):
    (shared,) = town.said("g-all")
    assert shared.startswith("【报送要点】2024年“科普服务月”活动（云科协〔2024〕18号）\n报送时间：10月25日（星期五）前")
    assert "市级学会：市科协学会服务中心，联系人顾清和" in shared
    (own,) = town.said("g-青溪区科学技术协会")
    assert "报送至：市科协普及部，联系人沈知远，电话57310246" in own
    assert "市科协学会服务中心" not in own


async def test_a_unit_with_a_gap_is_reminded_three_times_naming_it(town):
    await town.say(ZHOU, "", "a.jpg")
    await town.until(10, 28)
    first, second, third = reminders(town, ZHOU)
    assert "还有5个工作日" in first
    assert "尚缺：活动总结。" in first
    assert "距报送截止（10月25日）还有1个工作日" in second
    assert "今天（10月25日）是报送截止日" in third
    assert "顾清和" in third


async def test_reminders_come_at_half_past_nine_on_working_days(town):
    await town.until(10, 18, 9, 29)
    assert reminders(town, ZHOU) == []
    await town.until(10, 18, 9, 30)
    assert len(reminders(town, ZHOU)) == 1


async def test_a_bot_that_slept_says_one_thing_not_three(town):
    clock = town.app.clock
    assert isinstance(clock, VirtualClock)
    clock.advance_to(datetime(2024, 10, 25, 10, 0, tzinfo=BEIJING))
    await town.app.tick()
    await town.app.settle()
    assert len(reminders(town, ZHOU)) == 1
    assert "今天（10月25日）是报送截止日" in reminders(town, ZHOU)[0]


async def test_what_was_slept_through_for_long_is_not_made_up_for(town):
    town.app.clock.advance_to(datetime(2024, 10, 30, 10, 0, tzinfo=BEIJING))
    await town.app.tick()
    await town.app.settle()
    assert reminders(town, ZHOU) == []


async def test_a_day_that_was_slept_through_is_said_as_past(town):
    town.app.clock.advance_to(datetime(2024, 10, 28, 9, 0, tzinfo=BEIJING))
    await town.app.tick()
    await town.app.settle()
    assert reminders(town, ZHOU) == [
        "报送时间10月25日（星期五）已到，贵单位尚缺：活动总结、影像资料。是否仍可报送由市科协学会服务中心确定。\n可回复：“已发邮箱”"
    ]


async def test_an_extension_moves_the_units_own_reminders(town):
    def extend(work):
        unit = work.units.named("气象学会")
        campaign = work.campaigns.running()[0]
        values = {"kind": "extension", "until_on": date(2024, 11, 1), "granted_at": work.now}
        work.arrangements.add(campaign_id=campaign.key, unit_id=unit.key, **values)

    await town.app.database.write(extend)
    await town.until(10, 25)
    assert len(reminders(town, ZHOU)) == 1
    assert "截止（11月1日）" in reminders(town, ZHOU)[0]
    await town.until(11, 4)
    assert len(reminders(town, ZHOU)) == 3


async def test_an_exempt_unit_is_left_alone_and_counted_apart(town):
    def exempt(work):
        unit = work.units.named("气象学会")
        campaign = work.campaigns.running()[0]
        values = {"kind": "exemption", "reason": "换届", "granted_at": work.now}
        work.arrangements.add(campaign_id=campaign.key, unit_id=unit.key, **values)

    await town.app.database.write(exempt)
    await town.until(10, 28)
    assert reminders(town, ZHOU) == []
    assert "另免报1家" in town.said(ROOM)[-1] or any("另免报1家" in text for text in town.said(ROOM))


async def test_each_office_gets_a_digest_each_working_morning_and_two_on_the_last_days(town):
    await town.until(10, 29)
    days = [text.split("】")[1][:20] for text in town.said(ROOM) if "报送日报" in text]
    assert days[0].startswith("9月5日")
    assert sum(day.startswith("10月24日") for day in days) == 2
    assert sum(day.startswith("10月25日") for day in days) == 2
    assert days[-1].startswith("10月28日")
    assert not any(day.startswith(("9月7日", "10月1日", "10月26日")) for day in days)


async def test_a_digest_tells_what_came_what_waits_and_who_is_missing(town):
    await town.until(9, 10, 10)
    await town.say(ZHOU, "", "a.jpg", "总结.docx")
    await town.say("温宁", "我们今年没搞活动")
    await town.say("新人", "", "b.jpg")
    await town.until(9, 11, 9)
    text = town.said(ROOM)[-1]
    assert "应报7家：已齐1，部分0，未报5，待核对0，零报送待定1" in text
    assert "1家报来材料（活动总结1、照片1）" in text
    assert "零报送待定1家（云江市护理学会）" in text
    assert "待认领1件（0910-002）" in text
    assert "云江市机械工程学会（未报，可私聊）" in text
    assert "本级向上报送时间为11月8日（星期五）前（报送文字总结、影像资料等）" in text


async def test_a_unit_that_was_just_given_more_time_is_not_reminded_of_it(town):
    await town.until(10, 22, 10)
    heard = len(reminders(town, ZHOU))
    await town.say(f"{SOCIETIES}统筹", "云江市气象学会延到10月28日")
    await town.until(10, 23)
    assert "10月28日" in town.last(ZHOU)
    assert len(reminders(town, ZHOU)) == heard
    await town.until(10, 28, 12)
    assert len(reminders(town, ZHOU)) == heard + 2


async def test_a_digest_counts_what_is_ordered_and_not_said_yet(town):
    desk = f"{SOCIETIES}统筹"
    await town.until(9, 10, 20)
    assert "提醒0条，群内消息0条" in (await town.say(desk, "进度"))[0]
    await town.say(desk, "通知大家：照片请附说明")
    await town.say(desk, "确认")
    groups = len([sent for sent in town.platform.sent if sent.address.chat.startswith("g-")])
    told = (await town.say(desk, "进度"))[0]
    await town.until(9, 11, 9, 30)
    said = len([sent for sent in town.platform.sent if sent.address.chat.startswith("g-")]) - groups
    assert said > 0
    assert f"提醒0条，群内消息{said}条" in told


async def test_on_a_day_without_news_the_digest_is_one_line(town):
    await town.until(9, 12, 9)
    first, *_, quiet = town.said(ROOM)
    assert "\n" in first
    assert quiet == (
        f"【{SOCIETIES} · 报送日报】9月12日（星期四）09:00　距截止（10月25日）还有27个工作日，"
        "应报7家：已齐0，部分0，未报7，待核对0，零报送待定0；没有新情况"
    )
    await town.until(10, 18, 9)
    assert "本日计划发送：提醒7条" in town.said(ROOM)[-1]


async def test_a_digest_counts_no_reminder_to_whom_nothing_can_be_sent(town):
    await town.app.database.write(lambda work: work.chats.change(work.chats.c.room != "coordinators", lost_at=work.now))
    await town.until(10, 18, 10)
    assert [text for text in town.said(ROOM) if "日报" in text][-1].endswith("没有新情况")
    assert reminders(town, ZHOU) == []


async def test_an_office_that_wants_no_empty_digest_gets_those_with_news(town):
    town.app.push_settings = replace(town.app.push_settings, empty_digest=False)
    await town.until(9, 12, 9)
    assert [text.split("】")[1][:4] for text in town.said(ROOM)] == ["9月5日"]
    await town.say(ZHOU, "", "a.jpg")
    await town.until(9, 13, 9)
    assert "照片1" in town.said(ROOM)[-1]


async def test_the_call_list_comes_on_the_day_and_the_next_working_morning(town):
    await town.until(10, 28)
    lists = [text for text in town.said(ROOM) if "电话名单" in text]
    assert len(lists) == 2
    assert "云江市气象学会（周舟 13800000006）：尚缺活动总结、影像资料，已提醒3次" in lists[0]
    assert not any("13800000006" in text for text in town.said("g-all"))


async def test_whose_mail_was_found_is_not_called_until_it_is_entered_and_then_only_for_what_lacks(town):
    await town.app.database.write(lambda work: work.settings.turn("paused_at", work.now.isoformat()))
    await town.until(10, 24, 18)
    await town.app.database.write(lambda work: work.settings.turn("paused_at", ""))
    await town.say(ZHOU, "已发邮箱")
    await town.say(COORDINATOR, "已收 云江市气象学会", chat=ROOM)
    await town.until(10, 25, 9, 1)
    assert "来件已收到待登记1家（云江市气象学会）" in town.said(ROOM)[-1]
    (planned,) = await town.say(COORDINATOR, "发送计划", chat=ROOM)
    (asked,) = await town.say(COORDINATOR, "电话名单", chat=ROOM)
    await town.until(10, 25)
    (called,) = [text for text in town.said(ROOM) if "· 电话名单】" in text]
    for words in (planned, asked, called):
        assert "电话名单" in words
        assert "云江市护理学会" in words
        assert "云江市气象学会" not in words
    await town.say(COORDINATOR, "气象学会邮箱来了总结1份", chat=ROOM)
    await town.until(10, 28)
    _, called = [text for text in town.said(ROOM) if "· 电话名单】" in text]
    assert "云江市气象学会（周舟 13800000006）：尚缺影像资料" in called
    assert "待登记" not in town.said(ROOM)[-1]


async def test_while_paused_nothing_unprompted_is_said_but_questions_are_answered(town):
    await town.app.database.write(lambda work: work.settings.turn("paused_at", work.now.isoformat()))
    heard = len(town.platform.sent)
    await town.until(10, 28)
    assert len(town.platform.sent) == heard
    assert await town.say(ZHOU, "我们还差什么")


async def test_resumed_it_goes_on_from_where_things_stand(town):
    await town.app.database.write(lambda work: work.settings.turn("paused_at", work.now.isoformat()))
    await town.until(10, 24, 18)
    await town.app.database.write(lambda work: work.settings.turn("paused_at", ""))
    await town.until(10, 25, 10)
    assert len(reminders(town, ZHOU)) == 1


@pytest.mark.parametrize("kind", ["change", "words", "close", "take_back"])
async def test_what_many_are_told_reaches_every_group_in_office_hours(town, kind):
    await town.until(9, 7, 10)

    def order(work):
        campaign = work.campaigns.running()[0]
        work.announcements.add(campaign_id=campaign.key, kind=kind, text="请各单位留意。", ordered_at=work.now)

    heard = len(town.said("g-all"))
    await town.app.database.write(order)
    await town.wait(hours=1)
    assert len(town.said("g-all")) == heard
    await town.until(9, 9, 9)
    assert len(town.said("g-all")) == heard + 1
    expected = {"change": "【通知变更】", "words": "【报送提示】", "close": "已结束", "take_back": "已收回"}
    assert expected[kind] in town.said("g-all")[-1]


async def test_an_announcement_may_concern_only_some(town):
    def order(work):
        campaign = work.campaigns.running()[0]
        at = {"campaign_id": campaign.key, "ordered_at": work.now, "kind": "words"}
        work.announcements.add(**at, text="只告知县区。", unit_types=["县（市、区）科协"])
        work.announcements.add(**at, text="只告知学会中心所属。", office=SOCIETIES)

    await town.app.database.write(order)
    await town.wait(minutes=1)
    assert any("只告知县区" in text for text in town.said("g-青溪区科学技术协会"))
    assert not any("只告知学会中心所属" in text for text in town.said("g-青溪区科学技术协会"))


async def test_without_groups_liaisons_are_told_in_private(town):
    def disband(work):
        for chat in work.chats.find(work.chats.c.room.in_(("shared_group", "unit_group"))):
            work.chats.set(chat.key, room="private")
        campaign = work.campaigns.running()[0]
        work.announcements.add(campaign_id=campaign.key, kind="brief", ordered_at=work.now)

    await town.app.database.write(disband)
    await town.wait(minutes=1)
    assert any("【报送要点】" in text for text in town.said(f"p-{ZHOU}"))


async def test_many_are_told_in_several_transactions(town, monkeypatch):
    monkeypatch.setattr(pushes, "MOST_AT_ONCE", 2)

    def order(work):
        campaign = work.campaigns.running()[0]
        work.announcements.add(campaign_id=campaign.key, kind="words", text="请留意。", ordered_at=work.now)

    await town.app.database.write(order)
    before = len(town.platform.sent)
    for _ in range(5):
        await town.app.tick()
    await town.app.settle()
    told = [sent for sent in town.platform.sent[before:] if "请留意" in sent.reply.text]
    assert len(told) == len({sent.address.chat for sent in told}) == 5


async def test_the_clock_turns_to_the_next_thing_that_is_said(town):
    due = await town.app.turn_to_next()
    assert due is not None
    assert due.astimezone(BEIJING) == START.replace(day=5)
    await town.until(12, 1)
    assert await town.app.turn_to_next() is None
    assert await town.app.next_due() is None


async def test_when_nothing_is_due_a_tick_asks_little(town):
    asked = []

    def count(work):
        execute = work.connection.execute

        def counted(*arguments, **named):
            asked.append(arguments[0])
            return execute(*arguments, **named)

        work.connection.execute = counted
        try:
            pushes.tick(work, town.app.push_settings)
        finally:
            del work.connection.execute

    await town.wait(minutes=3)
    await town.app.database.read(count)
    assert len(asked) <= 5


def test_the_span_of_a_rehearsal():
    calendar = WorkCalendar()
    lines = [
        "关于甲的通知",
        "各学会：",
        "请于2024年6月9日前报送总结。请及时准备，确保质量，按时完成各项任务，谢谢支持。",
    ]
    notice = read(lines)
    start = first_minute(notice, calendar, date(2024, 1, 1))
    assert beijing_date(start) == date(2024, 5, 10)
    assert beijing_date(last_evening(notice, calendar, start)) == date(2024, 6, 11)
    bare = Notice(lines=("",), levels=(Level(0),))
    start = first_minute(bare, calendar, date(2024, 1, 6))
    assert beijing_date(start) == date(2024, 1, 8)
    assert beijing_date(last_evening(bare, calendar, start)) > beijing_date(start) + timedelta(days=29)


async def test_the_ticker_ticks_and_stops(monkeypatch):
    ticked = []

    async def tick() -> None:
        ticked.append(1)

    ticker = timetable.Ticker(tick)
    ticker.start()
    await ticker.stop()
    assert ticked == []
    assert PushSettings(WorkCalendar()).stages == (5, 1, 0)
