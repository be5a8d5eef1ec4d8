"""Every page of the board as a picture, on a desk and on a phone, with no unit, with twelve and with two thousand.

One town and one browser for each number of units: its pages, two widths and a judge take them seconds. With
BAOSONG_PICTURES the pictures are left there to be looked at.
"""

from __future__ import annotations

import re
from contextlib import asynccontextmanager
from functools import partial

import pytest

from bot.board.wording import SHEETS
from bot.playground import people
from bot.playground.inventions import invent_file
from tests.board.conftest import open_board
from tests.board.crowd import enrol_crowd, hand_in, offices_of_the_notice
from tests.looking import Eye, watched
from tests.scenarios.conftest import enrol

pytestmark = Eye.needs

PAGES = (*(f"/board/1{below}" for _, _, below in SHEETS), "/board/people", "/board/campaigns", "/answers")
OFFICE = "市科协学会服务中心"


def crowd(work, units):
    """So many units that nobody speaks for, and the coordinators of every office."""
    people.enrol(work, (), offices_of_the_notice())
    enrol_crowd(work, units)


@asynccontextmanager
async def opened(folder, units):
    """A board on which everything that can be shown is to be seen, and its pages."""
    async with open_board(folder, enrol if units == 12 else partial(crowd, units=units)) as board:
        blobs = board.town.app.blobs
        files = [blobs.write(invent_file(f"现场{number}.jpg")).sha256 for number in range(4)]
        await board.town.app.database.write(lambda work: hand_in(work, work.campaigns.last(), 4, files=files, idle=7))
        if units == 12:
            await told(board.town)
        session = await board.enter(f"{OFFICE}统筹")
        unit = re.search(r"/board/1/units/\d+", await board.get("/board/1"))
        yield board, session, [*PAGES, *([unit[0]] if unit else []), await board.link(f"{OFFICE}统筹")]


async def told(town):
    """What people say and nobody has decided on: mailed, nothing held, a question, a suggestion."""
    await town.say("梁柏", "已发邮箱")
    await town.say("温宁", "我们今年没有开展活动")
    await town.say("周舟", "能不能用去年的照片？")
    await town.say("许言", "意见建议：建议明年提前一个月印发通知，方便学会安排场地。")
    await town.wait(minutes=1)


@pytest.mark.parametrize("units", [0, 12, 2_000])
async def test_every_page_is_whole_on_a_desk_and_on_a_phone(tmp_path, units):
    async with opened(tmp_path, units) as (board, session, pages), watched() as eye:
        await eye.context.add_cookies([{"name": "baosong", "value": session, "url": board.address}])
        for path in pages:
            await eye.look(
                board.address + path, f"{units}{re.sub(r'/in/.*', '-in', path).replace('/', '-')}", is_long=units > 12
            )
        assert eye.faults == []
