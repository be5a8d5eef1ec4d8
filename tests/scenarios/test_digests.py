"""What a digest promises beside its hours: what has changed, the chart, what did not arrive, names where they are many."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime

import openpyxl

from bot.playground.example import notice_lines
from scheduler import pushes
from scheduler.clock import BEIJING
from scheduler.settings import PushSettings
from scheduler.wording import digests as wording
from scheduler.workdays import WorkCalendar
from storage import editions
from storage.chat import Room
from storage.chat_json import reply_from_json
from storage.database import Database
from storage.notice.parser import read
from storage.reach import Reach
from storage.schema import create_all
from storage.standing import roll
from tests.scenarios.conftest import SOCIETIES

ZHOU = "周舟"
ROOM = f"c-{SOCIETIES}"
REMINDED_AT = datetime(2024, 10, 18, 9, 30, tzinfo=BEIJING)


def digests(town):
    """The digests that the office was sent, whole ones."""
    return [sent.reply for sent in town.platform.sent if sent.address.chat == ROOM and sent.reply.figures]


async def test_a_digest_says_what_has_changed_since_the_last_one(town):
    await town.until(9, 5, 10)
    assert "较" not in digests(town)[-1].lines[1]
    await town.say(ZHOU, "", "a.jpg", "总结.docx")
    await town.until(9, 6, 9)
    assert digests(town)[-1].lines[1].endswith("零报送待定0；较9月5日已齐↑1，未报↓1")
    await town.say("温宁", "我们今年没搞活动")
    await town.until(9, 9, 9)
    newest = digests(town)[-1].figures
    assert (newest.since, newest.before) == ("9月6日", (1, 0, 6, 0, 0))
    assert [(share.name, share.change) for share in newest.shown] == [
        ("已齐", ""),
        ("未报", "↓1"),
        ("零报送待定", "↑1"),
    ]


async def test_an_afternoons_digest_is_compared_with_the_day_before(town):
    await town.until(10, 24, 9)
    await town.say(ZHOU, "", "a.jpg", "总结.docx")
    await town.until(10, 24, 15)
    assert "较10月23日" not in digests(town)[-1].lines[1]
    assert "已齐↑1" in digests(town)[-1].lines[1]


async def test_the_chart_tells_how_far_each_material_has_come(town):
    await town.until(9, 5, 10)
    await town.say(ZHOU, "", "a.jpg")
    await town.say("温宁", "", "总结.docx", "b.jpg")
    await town.until(9, 6, 9)
    assert digests(town)[-1].figures.progress[:2] == (("活动总结", 1, 7), ("影像资料", 2, 7))


async def test_what_perhaps_did_not_arrive_is_counted_apart(town):
    await town.until(10, 18, 9, 40)

    def lose(work):
        first, second, *_ = [row for row in work.deliveries.having(kind="reminder") if row.office == SOCIETIES]
        work.deliveries.set(first.key, state="unknown")
        work.deliveries.set(second.key, state="failed")

    await town.app.database.write(lose)
    await town.until(10, 21, 9)
    assert "发送结果未知1条，未送达1条" in town.said(ROOM)[-1]
    await town.until(10, 22, 9)
    assert "发送结果未知" not in town.said(ROOM)[-1]


def many(units):
    """A campaign of so many units that nobody has handed anything in for, each with a private chat."""
    database = Database(None, lambda: REMINDED_AT)
    create_all(database.engine)
    with database.transaction() as work:
        campaign = editions.publish(work, read(notice_lines()), by="")
        work.campaigns.set(campaign.key, published_at=datetime(2024, 9, 4, 9, tzinfo=BEIJING))
        for number in range(units):
            unit = work.units.add(name=f"云江市第{number}学会", unit_type="市级学会")
            who = {"platform": "playground", "account": "main"}
            member = work.members.add(**who, user=f"u{number}", seen_at=REMINDED_AT)
            work.bindings.add(member_id=member, role="liaison", unit_id=unit, bound_at=campaign.published_at)
            work.chats.add(**who, external=f"p{number}", room=Room.PRIVATE.value, member_id=member, seen_at=REMINDED_AT)
    return database


def test_reminders_of_hundreds_leave_room_for_others_between():
    database, settings = many(450), PushSettings(calendar=WorkCalendar())
    made = []
    for _ in range(4):
        with database.transaction() as work:
            if len(made) == 1:
                assert pushes.next_boundary(work, settings) == REMINDED_AT
            made.append(pushes.tick(work, settings))
    assert made == [200, 200, 50, 0]
    with database.transaction() as work:
        assert pushes.next_boundary(work, settings) > REMINDED_AT
        assert set(work.deliveries.reminders_by_unit(1).values()) == {1}
    database.close()


def test_of_many_units_with_gaps_it_is_said_where_their_names_are():
    database = many(21)
    with database.transaction() as work:
        campaign = work.campaigns.last()
        listed = roll(work, campaign, editions.notice_of(work, campaign))
        ways = {one.number: Reach.PRIVATE for one in listed}
    (line,) = wording.missing(listed, ways)
    assert line.endswith("云江市第19学会（未报，可私聊）等21家（全部名单请回复“未交名单”或“导出台账”）")
    assert "云江市第20学会" not in line
    assert "等" not in wording.missing(listed[:20], ways)[0]
    database.close()


def test_what_is_told_to_hundreds_is_told_each_once_in_a_few_statements_a_time():
    database, settings = many(450), PushSettings(calendar=WorkCalendar())
    with database.transaction() as work:
        number = work.announcements.add(
            campaign_id=1, edition_id=1, kind="words", text="照片请附说明", ordered_at=REMINDED_AT
        )
        work.settings.turn(pushes.LOOKED_AT, REMINDED_AT.isoformat())
    made, steps = [], []
    for _ in range(4):
        with database.transaction() as work:
            driver, counted = work.connection.connection.driver_connection, []
            driver.set_trace_callback(counted.append)
            made.append(pushes.tick(work, settings))
            driver.set_trace_callback(None)
            steps.append(len(counted))
    assert made == [200, 200, 50, 0]
    assert max(steps) <= 2 * 200 + 30
    with database.transaction() as work:
        assert work.announcements.get(number).done_at == REMINDED_AT
        assert len({row.chat_id for row in work.deliveries.having(kind="announcement")}) == 450
    database.close()


async def test_what_waits_for_a_verdict_and_what_was_not_put_right_is_counted(town):
    await town.until(9, 10, 10)
    await town.say(ZHOU, "", "a.jpg", "总结.docx")
    await town.say("温宁", "", "b.jpg", "总结2.docx")
    await town.until(9, 11, 9)
    assert "三、请您处理　待审核2家" in town.said(ROOM)[-1]
    number = town.last(ZHOU).partition("回执号")[2][:8]
    await town.say(f"{SOCIETIES}统筹", f"退回 {number} 缺少盖章")
    await town.say(f"{SOCIETIES}统筹", "确认")
    await town.say("温宁", "什么时候交")
    await town.until(9, 12, 9)
    assert "退回超2日" not in town.said(ROOM)[-1]
    await town.say("新人", "", "c.jpg")
    await town.until(9, 14, 12)
    await town.until(9, 18, 9)
    assert "待审核1家；退回超2日未补正1家" in town.said(ROOM)[-1]


def test_where_no_page_has_an_address_names_that_are_too_many_come_in_a_file():
    database, kept = many(21), {}
    digest_at = datetime(2024, 10, 24, 9, 0, tzinfo=BEIJING)

    def keep(data):
        kept["hash"] = data
        return "hash"

    settings = PushSettings(calendar=WorkCalendar(), keep=keep)
    for page_url, files in ((None, 1), (lambda token: f"https://bs.example/u/{token}", 0)):
        with database.transaction() as work:
            work.now = digest_at
            work.chats.add(
                platform="feishu", account="main", external=f"c{files}", room=Room.COORDINATORS.value,
                office=SOCIETIES, seen_at=digest_at,
            )  # fmt: skip
            work.deliveries.change(work.deliveries.c.kind == "digest", unique_key="other")
            work.settings.turn(pushes.LOOKED_AT, "")
            pushes.tick(work, replace(settings, page_url=page_url))
            (row,) = [one for one in work.deliveries.having(kind="digest") if one.unique_key != "other"]
            said = reply_from_json(row.reply)
        assert len(said.files) == files
        assert ("全部名单见附件" in said.text) == bool(files)
    sheet = openpyxl.load_workbook(io.BytesIO(kept["hash"])).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == ("单位", "单位类型", "状态", "尚缺", "联络员", "电话", "触达")
    assert len(rows) == 22
    assert rows[1][:4] == ("云江市第0学会", "市级学会", "未报", "活动总结、影像资料")
    database.close()
