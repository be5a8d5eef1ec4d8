"""The other pages of the board: what waits, the wall of pictures, what happened, ideas, people, every notice."""

from __future__ import annotations

import csv
import io
import re
import zipfile

import pytest

from bot.config.tables import ServerSettings
from tests.board.conftest import open_board
from tests.scenarios.conftest import SOCIETIES

OFFICE = "市科协普及部"


@pytest.fixture
async def handed_in(board):
    await board.town.say("林岚", "交材料", "活动总结.docx", "现场1.jpg", "现场2.jpg")
    await board.town.wait(minutes=1)
    await board.enter(f"{OFFICE}统筹")
    return board


async def test_what_waits_is_decided_on_and_leaves_the_page(handed_in):
    assert "0904-001" in await handed_in.part("/board/1/review", "waiting")
    await handed_in.say("/board/1/review", "通过 0904-001")
    assert "没有待审的材料" in await handed_in.part("/board/1/review", "waiting")


async def test_what_nobody_has_claimed_waits_there_too(handed_in):
    await handed_in.town.say("陌生人", "交材料", "现场9.jpg")
    await handed_in.town.wait(minutes=1)
    waiting = await handed_in.part("/board/1/review", "waiting")
    assert "待认领" in waiting
    picture = re.search(r"待认领.*?src=\"([^\"]+)\"", waiting, re.DOTALL)[1]
    assert await handed_in.status(picture) == 200
    number = re.search(r"<strong>(\d{4}-\d{3})</strong>", waiting)[1]
    await handed_in.say("/board/1/review", f"移交 {number} 给 石桥县科学技术协会")
    waiting = await handed_in.part("/board/1/review", "waiting")
    assert "待认领" not in waiting
    assert "石桥县科学技术协会" in waiting


async def test_a_unit_that_says_it_mailed_is_asked_after(handed_in):
    await handed_in.town.say("贺川", "已发邮箱")
    declared = await handed_in.part("/board/1/review", "declared")
    says = re.search(r'data-says="(已收 [^"]+)"', declared)[1]
    await handed_in.say("/board/1/review", says)
    assert says not in await handed_in.part("/board/1/review", "declared")


async def test_ticked_pictures_go_out_as_one_file_with_their_captions(handed_in):
    html = await handed_in.get("/board/1/photos")
    numbers = re.findall(r'name="piece" value="(\d+)"', html)
    assert len(numbers) == 2
    async with handed_in.http.get(f"/board/1/photos/chosen?piece={numbers[0]}&piece={numbers[1]}&piece=999") as answer:
        assert answer.content_type == "application/zip"
        archive = zipfile.ZipFile(io.BytesIO(await answer.read()))
    rows = list(csv.reader(io.StringIO(archive.read("说明.csv").decode("utf-8-sig"))))
    assert [row[1] for row in rows[1:]] == ["青溪区科学技术协会"] * 2
    assert {row[2] for row in rows[1:]} == {"现场1.jpg", "现场2.jpg"}
    assert all(archive.read(row[0]).startswith(b"\xff\xd8") for row in rows[1:])


async def test_pictures_of_support_that_was_given_stay_here(handed_in):
    first, second = re.findall(r'name="piece" value="(\d+)"', await handed_in.get("/board/1/photos"))

    def describe(work):
        work.pieces.set(int(first), caption="孙丽女士心理沙盘辅导")
        work.pieces.set(int(second), caption="慰问院士，住址：平江路新村3幢502室")

    await handed_in.town.app.database.write(describe)
    async with handed_in.http.get(f"/board/1/photos/chosen?piece={first}") as answer:
        assert (answer.status, "只报总数" in await answer.text()) == (400, True)
    async with handed_in.http.get(f"/board/1/photos/chosen?piece={first}&piece={second}") as answer:
        archive = zipfile.ZipFile(io.BytesIO(await answer.read()))
    (row,) = list(csv.reader(io.StringIO(archive.read("说明.csv").decode("utf-8-sig"))))[1:]
    assert row[3] == "慰问院士，（住址从略）"


async def test_pictures_of_other_offices_go_out_to_nobody(handed_in):
    numbers = re.findall(r'name="piece" value="(\d+)"', await handed_in.get("/board/1/photos"))
    await handed_in.enter(f"{SOCIETIES}统筹")
    assert "还没有照片" in await handed_in.get("/board/1/photos")
    assert await handed_in.status(f"/board/1/photos/chosen?piece={numbers[0]}") == 404
    assert await handed_in.status("/board/1/photos/chosen") == 400


async def test_the_wall_is_narrowed_to_a_unit(handed_in):
    await handed_in.town.say("贺川", "交材料", "会场.jpg")
    await handed_in.town.wait(minutes=1)
    every = await handed_in.get("/board/1/photos")
    one = await handed_in.get("/board/1/photos", unit="石桥县科学技术协会")
    assert every.count('name="piece"') == 3
    assert one.count('name="piece"') == 1


async def test_an_activity_that_is_named_in_what_came_is_shown_with_its_unit(handed_in):
    before = await handed_in.part("/board/1/activities", "lines")
    name = re.search(r"<h3>([^<]+)</h3>", before)[1]
    await handed_in.town.say("林岚", f"交材料 {name}，9月15日举办，参加人数300人，讲座3场")
    await handed_in.town.wait(minutes=1)
    after = await handed_in.part("/board/1/activities", "lines")
    assert "1家单位" in after
    assert "青溪区科学技术协会" in after
    assert "按单位类型" not in after  # the office has one type only
    days = await handed_in.part("/board/1/activities", "days")
    assert "9月4日（星期三）" in days
    assert "<caption>2024年9月</caption>" in days
    assert '<a href="#day-2024-09-04">4<small>1家</small></a>' in days


async def test_which_type_of_units_did_what_is_seen_at_a_glance(handed_in):
    await handed_in.enter(f"{SOCIETIES}统筹")
    name = re.search(r"<h3>([^<]+)</h3>", await handed_in.part("/board/1/activities", "lines"))[1]
    for who in ("周舟", "温宁", "许言"):
        await handed_in.town.say(who, f"交材料 {name}，9月15日举办，参加人数300人")
        await handed_in.town.wait(minutes=1)
    lines = await handed_in.part("/board/1/activities", "lines")
    row = re.search(rf'<th scope="row">{re.escape(name)}</th>(.*?)</tr>', lines)[1]
    assert re.findall(r'<td class="shade-(\d)">(\d*)</td>', row) == [("2", "2"), ("1", "1"), ("0", "")]


async def test_suggestions_are_pooled_with_their_source(handed_in):
    await handed_in.town.say("林岚", "建议：希望市里统一印制宣传材料，减轻基层负担。")
    await handed_in.town.wait(minutes=1)
    pooled = await handed_in.part("/board/1/ideas", "pooled")
    assert "统一印制宣传材料" in pooled
    assert "青溪区科学技术协会" in pooled


async def test_suggestions_that_are_alike_stand_side_by_side_with_their_sources(handed_in):
    for who, said in (
        ("林岚", "建议：希望市里统一印制宣传材料，减轻基层负担。"),
        ("贺川", "意见建议：建议明年提前一个月印发通知，方便安排场地。"),
        ("方晴", "建议：请市科协统一印制宣传材料。"),
    ):
        await handed_in.town.say(who, said)
        await handed_in.town.wait(minutes=1)
    first, second = (await handed_in.part("/board/1/ideas", "pooled")).split("<article")[1:]
    assert "2家提到相近的内容" in first
    for words in ("青溪区科学技术协会", "临湖市科学技术协会", "减轻基层负担", "请市科协统一印制"):
        assert words in first
    assert "提前一个月印发通知" in second
    assert "相近" not in second


async def test_people_and_groups_are_listed_and_a_unit_is_invited(handed_in):
    html = await handed_in.get("/board/people")
    for words in ("林岚", "统筹群", "联络员群", f"{OFFICE}统筹"):
        assert words in html
    one = await handed_in.get("/board/people", words="石桥")
    assert one.count('<tr><th scope="row">石桥') >= 1
    assert "临湖市科学技术协会</th><td>" not in one
    assert await handed_in.say("/board/people", "邀请 石桥县科学技术协会") == 202


async def test_an_invitation_brings_a_code_and_the_units_page_as_a_link_and_to_be_photographed(tmp_path):
    served = ServerSettings(public_url="http://bs.example.invalid")
    async with open_board(tmp_path, server=served) as board:
        await board.enter(f"{OFFICE}统筹")
        await board.say("/board/people", "邀请 石桥县科学技术协会")
        news = await (await board.http.get("/board/people/news")).json()
        html = "".join(entry["html"] for entry in news["entries"])
        assert re.search(r"邀请码：BS-[A-Z0-9-]{20,}", html)
        assert 'href="http://bs.example.invalid/u/' in html
        assert '<div class="code"><svg' in html


async def test_every_notice_is_listed_with_its_figures_and_its_noise(handed_in):
    page = await handed_in.part("/board/campaigns", "all")
    assert "进行中" in page
    assert "群内至多1条" in page
    assert "青溪区科学技术协会报送群　1条" in page
    await handed_in.say("/board/1", "结束")
    await handed_in.say("/board/1", "确认")
    assert "已结束" in await handed_in.part("/board/campaigns", "all")


async def test_the_text_of_a_paper_stands_beside_the_decision_with_its_figures_marked(handed_in):
    waiting = await handed_in.part("/board/1/review", "waiting")
    text = waiting.split('class="paper-text"')[1]
    assert "本单位结合实际制定方案" in text
    assert re.search(r"<mark>共开展活动\d+场，参加\d+人次。</mark>", text)
    assert waiting.count("现场1.jpg") >= 1
    await handed_in.town.say("林岚", "这是新版", "活动总结（修改版）.docx")
    await handed_in.town.wait(minutes=15)
    assert "活动总结与上一版相比" in await handed_in.part("/board/1/units/1", "handins")
