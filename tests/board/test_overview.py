"""The overview of a campaign: the same figures as everywhere, what is asked for, and nothing of other offices."""

from __future__ import annotations

import re

from yarl import URL

from storage.editions import notice_of
from storage.standing import standings, totals
from tests.board.conftest import open_board
from tests.scenarios.conftest import SOCIETIES

OFFICE = "市科协普及部"


def units_in(html: str) -> list[str]:
    return re.findall(r'<th scope="row"><a href="[^"]+">([^<]+)</a>', html)


async def test_the_board_leads_to_the_newest_campaign(board):
    await board.enter(f"{OFFICE}统筹")
    async with board.http.get("/board", allow_redirects=False) as answer:
        assert (answer.status, answer.headers["Location"]) == (303, "/board/1")


async def test_it_counts_as_the_ledger_does_and_shows_what_each_unit_has(board):
    await board.town.say("林岚", "交材料", "活动总结.docx", "现场.jpg")
    await board.town.wait(minutes=1)
    await board.enter(f"{OFFICE}统筹")
    html = await board.get("/board/1")

    def counted(work):
        campaign = work.campaigns.last()
        own = [one for one in standings(work, campaign, notice_of(work, campaign)) if one.office == OFFICE]
        return totals(own), [one.unit.name for one in own]

    sums, names = await board.town.look(counted)
    assert sums.complete == 1
    assert f"<strong>1</strong> / {sums.due} 家已齐" in html
    assert units_in(html) == names
    row = html[html.index("青溪区科学技术协会") :].split("</tr>")[0]
    assert re.findall(r'<td class="cell received"[^>]*>(\d+)', row) == ["1", "1"]
    assert 'data-state="已齐"' in row


async def test_each_office_sees_its_own_units_only(board):
    await board.enter(f"{SOCIETIES}统筹")
    html = await board.get("/board/1")
    assert "学会" in html
    assert "青溪区科学技术协会" not in html


async def test_what_is_asked_for_is_shown_and_can_be_taken_back(board):
    await board.town.say("林岚", "交材料", "现场.jpg")
    await board.town.wait(minutes=1)
    await board.enter(f"{OFFICE}统筹")
    every = units_in(await board.get("/board/1"))
    assert units_in(await board.get("/board/1", state="部分")) == ["青溪区科学技术协会"]
    assert units_in(await board.get("/board/1", lacks="影像资料")) == [one for one in every if "青溪" not in one]
    assert units_in(await board.get("/board/1", words="青溪 区")) == ["青溪区科学技术协会"]
    assert units_in(await board.get("/board/1", reach="联系不上")) == []
    nothing = await board.get("/board/1", words="<b>没有</b>")
    assert "没有符合条件的单位" in nothing
    assert "<b>没有" not in nothing


async def test_an_address_that_makes_no_sense_shows_the_first_page(board):
    await board.enter(f"{OFFICE}统筹")
    every = units_in(await board.get("/board/1"))
    for page in ("0", "99", "x", "²"):
        assert units_in(await board.get("/board/1", page=page)) == every


async def test_a_campaign_that_is_not_there_is_not_found(board):
    await board.enter(f"{OFFICE}统筹")
    assert await board.status("/board/7") == 404


async def test_nobody_is_let_in_without_a_session(board):
    for path in ("/board", "/board/1", "/board/1/news", "/board/1/units/1", "/board/files/1"):
        assert await board.status(path) == 404


async def test_a_roster_without_units_of_the_office_says_what_to_do(tmp_path):
    def emptied(work):
        from tests.scenarios.conftest import enrol

        enrol(work)
        work.units.change(removed_at=work.now)

    async with open_board(tmp_path, emptied) as board:
        await board.enter(f"{OFFICE}统筹")
        assert "导入花名册" in await board.get("/board/1")


async def test_what_is_handed_in_meanwhile_appears_on_the_open_page(board):
    await board.enter(f"{OFFICE}统筹")
    before = await board.part("/board/1", "matrix")
    await board.town.say("林岚", "交材料", "活动总结.docx")
    await board.town.wait(minutes=1)
    after = await board.part("/board/1", "matrix")
    assert "部分" in after
    assert before != after


async def test_how_it_has_come_on_is_drawn_a_column_a_day(board):
    await board.town.say("林岚", "交材料", "活动总结.docx", "现场.jpg")
    await board.town.wait(days=1)
    await board.town.say("贺川", "交材料", "会场.jpg")
    await board.town.wait(minutes=1)
    await board.enter(f"{OFFICE}统筹")
    drawn = await board.part("/board/1", "totals")
    assert re.search(r"截至9月5日（星期四），应报\d+家中已齐1家，部分1家", drawn)
    assert re.findall(r'<th scope="row">(9月\d日)</th><td>(\d)</td><td>(\d)', drawn) == [
        ("9月5日", "1", "1"),
        ("9月4日", "1", "0"),
    ]
    assert drawn.count('<rect class="complete" x=') == 1 + 2  # the bar of shares, and a column a day
    assert 'class="deadline"' in drawn


async def test_the_chart_of_the_digest_can_be_had_at_any_time_by_those_of_its_office(board):
    await board.enter(f"{OFFICE}统筹")
    html = await board.get("/board/1")
    (address,) = re.findall(r'href="(/board/1/chart\.png\?office=[^"]+)"', html)
    async with board.http.get(URL(address, encoded=True)) as answer:
        assert (answer.status, answer.content_type) == (200, "image/png")
        before = await answer.read()
    await board.town.say("林岚", "交材料", "现场.jpg")
    await board.town.wait(minutes=1)
    async with board.http.get(URL(address, encoded=True)) as answer:
        assert await answer.read() != before
    assert await board.status(f"/board/1/chart.png?office={SOCIETIES}") == 404
    assert await board.status("/board/7/chart.png") == 404
