"""Quotas of a day: what is over is refused with a clear word, what came before stays, the next day begins anew."""

from __future__ import annotations

import pytest

from bot.config import Settings
from tests.scenarios.conftest import open_town

ZHOU, LIN = "周舟", "林岚"
UNIT = "青溪区科学技术协会"


@pytest.fixture
def opens(tmp_path):
    """Open a town whose limits are these."""
    return lambda **limits: open_town(tmp_path, limits=limits)


def states(work):
    return [(file.name, file.state, file.why) for file in work.files.find()]


async def test_what_is_over_a_persons_files_of_a_day_is_refused_and_the_rest_is_kept(opens):
    async with opens(member_files_per_day=3) as town:
        await town.say(ZHOU, "", "1.jpg", "2.jpg")
        await town.say(ZHOU, "", "3.jpg", "4.jpg", "5.jpg")
        await town.wait(minutes=1)
        said = town.last(ZHOU)
        assert "已收到照片3张" in said
        assert "另有2个超出一天的收件上限，没有收，请明天再发；已收到的不受影响。" in said
        (refused,) = await town.say(ZHOU, "", "6.jpg", "7.jpg")
        assert refused == (
            "您今天发来的文件已达一天的上限，请明天再发；这次有2个没有收。此前收到的不受影响，急需请联系主管处室。"
        )
        assert len(await town.look(lambda work: work.pieces.find())) == 3
        assert town.platform.texts(f"p-{LIN}") == []


async def test_the_next_day_in_beijing_begins_anew(opens):
    async with opens(member_files_per_day=1) as town:
        await town.say(ZHOU, "", "1.jpg")
        await town.say(ZHOU, "", "2.jpg")
        await town.until(9, 4, 23, 59)
        await town.say(ZHOU, "", "3.jpg")
        await town.until(9, 5, 0, 1)
        await town.say(ZHOU, "", "4.jpg")
        kept = [name for name, state, _ in await town.look(states) if state == "stored"]
        assert kept == ["1.jpg", "4.jpg"]


async def test_what_a_unit_hands_in_is_counted_over_all_its_people_and_its_group(opens):
    async with opens(unit_files_per_day=2) as town:
        group = {"chat": f"g-{UNIT}"}
        await town.say(LIN, "", "1.jpg")
        await town.say("同事", "", "2.jpg", **group)
        await town.say(LIN, "", "3.jpg")
        assert [why for _, _, why in await town.look(states)] == ["", "", "unit_quota"]
        assert "贵单位今天发来的文件已达一天的上限" in town.last(LIN)


async def test_bytes_are_counted_as_files_are(opens):
    async with opens(member_megabytes_per_day=1) as town:
        large = town.file("大.docx", b"PK" + bytes(1_100_000))
        await town.say(ZHOU, "", large)
        await town.say(ZHOU, "", "1.jpg")
        assert (await town.look(states))[-1][1:] == ("refused", "member_quota")


async def test_nobody_elses_files_are_counted(opens):
    async with opens(member_files_per_day=1) as town:
        await town.say(ZHOU, "", "1.jpg")
        await town.say(LIN, "", "2.jpg")
        assert {state for _, state, _ in await town.look(states)} == {"stored"}


def test_the_limits_that_ship_let_a_diligent_unit_hand_in_all_it_has():
    limits = Settings().limits
    assert limits.member_files_per_day >= 10 * limits.files_per_message
    assert limits.unit_megabytes_per_day >= limits.member_megabytes_per_day >= 10 * limits.file_megabytes


async def test_who_says_more_than_anybody_would_is_told_once_and_answered_no_more_that_day(opens):
    async with opens(member_messages_per_day=50) as town:
        for number in range(80):
            await town.platform.say(f"p-{ZHOU}", f"几号截止？{number}", sender=ZHOU, at=town.now)
        await town.app.settle()
        said = town.said(f"p-{ZHOU}")
        assert said[-1].startswith("今天消息较多，今天之内不再逐条答复；发来的材料照常接收并给回执")
        assert 50 <= len(said) - 1 <= 66
        assert await town.say(ZHOU, "几号截止？") == []
        await town.say(ZHOU, "", "1.jpg")
        await town.wait(minutes=20)
        assert town.last(ZHOU).startswith("已收到照片1张")
        assert await town.say(LIN, "几号截止？") != []
        await town.until(9, 5, 8)
        assert await town.say(ZHOU, "几号截止？") != []
