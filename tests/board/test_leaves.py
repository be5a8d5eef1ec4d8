"""Leave on the board: noted and taken back on a unit's page, seen among the people."""

from __future__ import annotations

import re

OFFICE = "市科协普及部"


async def test_a_leave_is_noted_on_the_units_page_and_seen_among_the_people(board):
    await board.enter(f"{OFFICE}统筹")
    path = re.search(r'(/board/1/units/\d+)">青溪区科学技术协会', await board.get("/board/1"))[1]
    form = re.search(r'<form data-says="([^"]*请假[^"]*)"', await board.part(path, "account"))[1]
    await board.say(path, form.format(**{"from": "2024-09-04", "to": "2024-09-06", "by": "张三"}))
    away = "林岚9月4日至6日请假，由张三代（尚未接手）"
    assert away in await board.part(path, "account")
    assert away in await board.part("/board/people", "units")
    await board.say(path, "取消青溪区科学技术协会请假")
    assert away not in await board.part(path, "account")
    assert away not in await board.part("/board/people", "units")
