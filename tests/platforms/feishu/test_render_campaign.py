"""Everything the bot says in a campaign, as Feishu shows it, before a strict judge."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from bot.feishu.render import CARDS, TEXT, fallback, parts
from bot.feishu.render.fitting import fits
from storage.chat import Room
from tests.platforms.feishu.judged import called, judge, leads
from tests.scenarios.conftest import SOCIETIES, open_town

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
