"""Everything the bot says in a campaign, as Feishu shows it, before a strict judge."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from sqlmodel import SQLModel

from bot.feishu.render import CARDS, TEXT, fallback, parts
from bot.feishu.render.fitting import fits
from bot.platform import Outgoing
from bot.playground.example import notice_lines
from handlers.publishing import publish
from scheduler.digests import Digest
from scheduler.settings import PushSettings
from scheduler.wording import reminders
from scheduler.workdays import WorkCalendar
from storage.chat import ChatAddress, DeliveryKind, Reply, ReplyKind, Room
from storage.database import Database
from storage.editions import notice_of
from storage.notice.parser import read
from storage.standing import standings
from tests.platforms.feishu.judged import called, judge, leads, texts
from tests.scenarios.conftest import SOCIETIES, START, open_town

PAGE = "https://baosong.example"


@pytest.fixture
async def town(tmp_path: Path):
    async with open_town(tmp_path, server={"public_url": PAGE}) as town:
        yield town


async def test_all_that_is_said_in_a_campaign_is_taken_by_feishu(town):
    await town.say("周舟", "什么时候交？交到哪里？联系人是谁？")
    await town.say("周舟", "页面")
    await town.say("周舟", "", "a.jpg", "b.jpg")
    await town.wait(seconds=30)
    for words in ("撤回", "确认", "我交了什么", "云江市护理学会交了吗"):
        await town.say("周舟", words)
    for words in ("你好", "帮助", "工作总结发了"):
        await town.say("林岚", words)
    await town.wait(seconds=30)
    await town.say("温宁", "我们今年没搞活动")
    for words in ("帮助", "进度", "还有谁没交", "电话名单", "延期 云江市护理学会 到10月31日", "确认", "导出台账"):
        await town.say(f"{SOCIETIES}统筹", words)
    await town.until(11, 1)
    shown: Counter[str] = Counter()
    for sent in town.platform.sent:
        for wire in [*parts(sent, CARDS), *parts(sent, TEXT), *fallback(sent)]:
            if wire.file is None:
                judge(wire)
            assert called(wire) == []
            assert all(PAGE in found for found in leads(wire))
        for wire in parts(sent):
            shown[f"{wire.msg_type} {sent.room.value}"] += 1
            assert wire.msg_type != "interactive" or fits(wire.content)
    assert shown[f"interactive {Room.PRIVATE.value}"] > 10
    assert shown[f"interactive {Room.SHARED_GROUP.value}"] >= 1
    assert shown[f"text {Room.PRIVATE.value}"] > 5
    assert not [sent.key for sent in town.platform.sent if len(parts(sent)) > 1 and not sent.reply.files]


@pytest.mark.parametrize("units", [10, 100, 1000])
def test_the_digest_and_the_lists_of_any_number_of_units_fit(units):
    database = Database(None, lambda: START)
    SQLModel.metadata.create_all(database.engine)
    with database.transaction() as work:
        publish(work, read(notice_lines()), by="演练")
        for number in range(units):
            work.units.add(
                name=f"云江市第{number}学会（协会、研究会）", unit_type="市级学会", liaison="周舟", phone="13800000006"
            )
        (campaign,) = work.campaigns.running()
        notice = notice_of(work, campaign)
        own = [one for one in standings(work, campaign, notice) if one.office == SOCIETIES]
        settings = PushSettings(calendar=WorkCalendar())
        digest = Digest(work, campaign, notice, SOCIETIES, own, settings).whole()
        told = [(one, 3) for one in own]
        lines = reminders.calls(SOCIETIES, START.date(), [reminders.call(*one) for one in told])
    calls = Reply(ReplyKind.STATE, lines, table=reminders.call_table(told, units))
    assert len(own) == units
    for reply, kind in ((digest, DeliveryKind.DIGEST), (calls, DeliveryKind.ANNOUNCEMENT)):
        address = ChatAddress("feishu", "main", "oc_1")
        sent = Outgoing("digest/1", address, Room.COORDINATORS, reply, kind)
        wires = parts(sent)
        for wire in [*wires, *parts(sent, TEXT)]:
            judge(wire)
            assert wire.msg_type != "interactive" or fits(wire.content)
        assert len(wires) == 1 if kind is DeliveryKind.DIGEST else len(wires) <= 1 + units // 80
        shown = "".join(text for wire in wires for text in texts(wire))
        assert kind is DeliveryKind.DIGEST or all(one.unit.name in shown for one in own)
