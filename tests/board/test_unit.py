"""A unit's page: what it has and owes, decisions by a press, and the unit's head who looks and changes nothing."""

from __future__ import annotations

import re

import pytest

from storage.chat import Role
from tests.scenarios.conftest import SOCIETIES

OFFICE = "市科协普及部"
PAGE = "/board/1/units/1"


@pytest.fixture
async def handed_in(board):
    await board.town.say("林岚", "交材料", "活动总结.docx", "现场.jpg")
    await board.town.wait(minutes=1)
    return board


async def test_it_shows_each_hand_in_with_its_files_and_what_was_said(handed_in):
    await handed_in.enter(f"{OFFICE}统筹")
    html = await handed_in.get(PAGE)
    for words in ("0904-001", "活动总结.docx", "待审", "林岚", "【报送要点】", "已收到贵单位"):
        assert words in html


async def test_a_press_accepts_and_the_page_says_who_did(handed_in):
    await handed_in.enter(f"{OFFICE}统筹")
    assert await handed_in.say(PAGE, "通过 0904-001") == 202
    part = await handed_in.part(PAGE, "handins")
    assert "已通过" in part
    assert f"{OFFICE}统筹，" in part


async def test_what_is_returned_with_a_reason_is_told_to_the_unit_and_counts_no_more(handed_in):
    await handed_in.enter(f"{OFFICE}统筹")
    assert await handed_in.say(PAGE, "退回 0904-001，原因：照片看不清，请发原图") == 202
    assert "照片看不清，请发原图" in handed_in.town.last("林岚")
    assert 'data-state="未报">未报' in await handed_in.part(PAGE, "account")


@pytest.mark.parametrize(
    ("said", "part", "words"),
    [
        ("青溪区科学技术协会延期到2024-11-08", "account", "11月8日"),
        ("免报 青溪区科学技术协会，原因：承办主场活动", "account", "承办主场活动"),
        ("青溪区科学技术协会邮箱来了总结1份、照片6张", "handins", "（邮箱）"),
    ],
)
async def test_every_form_of_the_page_says_what_is_understood(board, said, part, words):
    await board.enter(f"{OFFICE}统筹")
    assert words not in await board.part(PAGE, part)
    await board.say(PAGE, said)
    assert words in await board.part(PAGE, part)


async def test_what_a_unit_said_of_itself_is_decided_on(board):
    await board.town.say("林岚", "已发邮箱")
    await board.enter(f"{OFFICE}统筹")
    assert "已收 青溪区科学技术协会" in await board.part(PAGE, "account")
    await board.say(PAGE, "未见 青溪区科学技术协会")
    assert "已收 青溪区科学技术协会" not in await board.part(PAGE, "account")


async def test_another_office_sees_neither_the_page_nor_its_files(handed_in):
    await handed_in.enter(f"{OFFICE}统筹")
    file = re.search(r"/board/files/\d+", await handed_in.get(PAGE))[0]
    assert await handed_in.status(file) == 200
    await handed_in.enter(f"{SOCIETIES}统筹")
    assert await handed_in.status(PAGE) == 404
    assert await handed_in.status(file) == 404


async def test_a_picture_is_shown_and_a_paper_is_kept_and_neither_runs_anything(handed_in):
    await handed_in.enter(f"{OFFICE}统筹")
    html = await handed_in.get(PAGE)
    picture = re.search(r'<img src="([^"]+)"', html)[1]
    paper = re.search(r'class="file" href="([^"]+)"', html)[1]
    for path, kind, how in ((picture, "image/jpeg", "inline"), (paper, "application/", "attachment")):
        async with handed_in.http.get(path) as answer:
            assert answer.content_type.startswith(kind)
            assert answer.headers["Content-Disposition"].startswith(how)
            assert "sandbox" in answer.headers["Content-Security-Policy"]


async def test_the_head_of_a_unit_sees_it_and_decides_nothing(handed_in):
    def appoint(work):
        member = work.members.first_having(name="林岚")
        work.bindings.change(work.bindings.c.member_id == member.key, role=Role.HEAD.value)

    await handed_in.town.app.database.write(appoint)
    await handed_in.enter("林岚", PAGE)
    html = await handed_in.get(PAGE)
    assert "0904-001" in html
    assert "data-says" not in html
    assert re.findall(r'href="(/(?:board/(?!files)|answers)[^"]*)"', html) == []
    assert await handed_in.say(PAGE, "通过 0904-001") == 403
    assert await handed_in.status("/board/1") == 404
    assert await handed_in.status("/board/1/units/2") == 404


async def test_the_way_to_the_board_is_said_in_private_and_to_those_whom_it_opens_to(board):
    town = board.town
    assert "public_url" in (await town.say(f"{OFFICE}统筹", "看板"))[0]
    assert "私聊" in (await town.say(f"{OFFICE}统筹", "看板", chat=f"c-{OFFICE}"))[0]
    assert not any("看板：" in said for said in await town.say("林岚", "看板"))


async def test_a_wall_shows_small_pictures_and_a_press_the_whole_one(handed_in):
    await handed_in.enter(f"{OFFICE}统筹")
    small = re.search(r'<img src="([^"]+)"', await handed_in.get(PAGE))[1]
    assert small.endswith("?small")
    async with handed_in.http.get(small) as shown, handed_in.http.get(small.removesuffix("?small")) as whole:
        assert shown.content_type == whole.content_type == "image/jpeg"
        assert await shown.read() != await whole.read()
