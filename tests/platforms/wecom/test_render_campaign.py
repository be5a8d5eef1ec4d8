"""Everything the bot says in a campaign, as each surface of WeCom shows it, before a strict judge."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from bot.wecom.render import APP, CALLED_BACK, ROBOT, WEBHOOK, parts
from storage.chat import Room
from tests.platforms.wecom.judging import judge
from tests.platforms.wecom.record import links, mentions
from tests.scenarios.conftest import SOCIETIES, open_town

PAGE = "https://baosong.example"
SURFACES = {"aibot_send_msg": ROBOT, "aibot/response": CALLED_BACK, "message/send": APP, "webhook/send": WEBHOOK}


@pytest.fixture
async def town(tmp_path: Path):
    async with open_town(tmp_path, server={"public_url": PAGE}) as town:
        yield town


async def test_all_that_is_said_in_a_campaign_is_taken_by_every_surface(town):
    await town.say("周舟", "什么时候交？交到哪里？联系人是谁？")
    await town.say("周舟", "页面")
    await town.say("周舟", "", "a.jpg", "b.jpg")
    await town.wait(seconds=30)
    await town.say("林岚", "帮助")
    await town.say("林岚", "工作总结发了")
    await town.wait(seconds=30)
    await town.say("温宁", "我们今年没搞活动")
    for words in ("进度", "还有谁没交", "延期 云江市护理学会 到10月31日", "确认", "导出台账"):
        await town.say(f"{SOCIETIES}统筹", words)
    await town.until(11, 1)
    kinds = {sent.kind for sent in town.platform.sent}
    assert len(kinds) >= 5
    shown: Counter[str] = Counter()
    for sent in town.platform.sent:
        for way, surface in SURFACES.items():
            for part in parts(sent, surface):
                if part.file is None and part.image is None:
                    judge(way, part.body)
                assert mentions(part.body) == []
                assert all(found.startswith((PAGE, f"[{PAGE}")) for found in links(part.body))
                shown[f"{part.msgtype} {sent.room.value}"] += way == "aibot_send_msg"
    assert shown[f"template_card {Room.PRIVATE.value}"] > 10
    assert shown[f"markdown {Room.COORDINATORS.value}"] > 10
    assert shown[f"image {Room.PRIVATE.value}"] == 1
    assert not [
        sent.key
        for sent in town.platform.sent
        if len(parts(sent, ROBOT)) > 1 and not (sent.reply.qr or sent.reply.files or sent.reply.figures)
    ]
