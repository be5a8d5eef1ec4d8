"""The page of figures, and joint events among what waits: decided there, the same sums as everywhere."""

from __future__ import annotations

import re

import pytest

OFFICE = "市科协普及部"
PAGE = "/board/1/figures"
TOLD = "9月3日联合举办科普讲座2场，惠及群众800人次，反响良好，受到居民欢迎。"


@pytest.fixture
async def counted(board):
    for who in ("林岚", "苏禾"):
        await board.town.say(who, TOLD)
        await board.town.wait(minutes=1)
    await board.enter(f"{OFFICE}统筹")
    return board


def sums(html: str) -> dict[str, tuple[str, ...]]:
    rows = re.findall(r'<th scope="row">([^<]+)</th>((?:<td[^>]*>[^<]*</td>){3})', html)
    return {kind: tuple(re.findall(r">(\d+)处?<", cells)) for kind, cells in rows}


async def test_figures_are_ticked_corrected_and_struck_out_on_their_page(counted):
    assert sums(await counted.part(PAGE, "sums")) == {"场次": ("0", "2", "1"), "人次": ("0", "800", "1")}
    found = await counted.part(PAGE, "found")
    assert found.count(TOLD) == 2
    for says in re.findall(r'data-says="(核实数据 \d+)"', found)[:1]:
        await counted.say(PAGE, says)
    form = re.findall(r'<form data-says="(数据 \d+ 改为 \{value\})"', await counted.part(PAGE, "found"))[1]
    await counted.say(PAGE, form.format(value=750))
    assert sums(await counted.part(PAGE, "sums")) == {"场次": ("2", "2", "0"), "人次": ("750", "750", "0")}
    found = await counted.part(PAGE, "found")
    assert "<del>800</del> 750" in found
    await counted.say(PAGE, re.findall(r'data-says="(恢复数据 \d+)"', found)[0])
    assert sums(await counted.part(PAGE, "sums"))["场次"] == ("0", "2", "1")


async def test_the_page_is_narrowed_to_what_waits(counted):
    await counted.say(PAGE, "核实数据 1")
    assert (await counted.get(PAGE, state="ticked")).count('id="figure-') == 1
    assert (await counted.get(PAGE, state="found", kind="场次")).count('id="figure-') == 0


async def test_a_joint_event_is_confirmed_where_everything_waits(counted):
    events = await counted.part("/board/1/review", "events")
    assert "青溪区教育局、青溪区科学技术协会：报送的文字相同" in events
    await counted.say("/board/1/review", re.search(r'data-says="(联合 \d+)"', events)[1])
    assert await counted.part("/board/1/review", "events") == ""
    unit = re.search(r'/board/1/units/(\d+)">青溪区科学技术协会', await counted.get("/board/1"))[1]
    assert "与青溪区教育局联合开展，相互计入" in await counted.part(f"/board/1/units/{unit}", "account")
