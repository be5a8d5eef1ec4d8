"""A month of a campaign over the chat: at its end ledger, digest, board and package give the same figures."""

from __future__ import annotations

import random
from collections import Counter

from tests.board.conftest import open_board
from tests.scenarios.campaign import AFTERWARDS, Campaign, Chat, Unit, enrol, invent_units, tell
from tests.scenarios.figures import Held, beside_owed, counted, of_board, of_digest, of_ledger, of_package
from tests.scenarios.story import MEDIA, SUMMARY


async def test_at_the_end_ledger_digest_board_and_package_give_the_same_figures(tmp_path):
    chance = random.Random(12)
    units = invent_units(chance)
    async with open_board(tmp_path, enrol(units)) as board:
        story = Campaign(board.town, chance, desk=Chat(board.town))
        tell(story, units)
        assert (len(units), story.pictures, story.papers) == (40, 300, 60)
        await story.live(AFTERWARDS)
        for office in dict.fromkeys(unit.office for unit in units):
            await figures_agree(board, office, [unit for unit in units if unit.office == office])


async def figures_agree(board, office: str, own: list[Unit]) -> None:
    """What an office reads in four places is the same, and is what happened."""
    states = counted(unit.state for unit in own)
    held, told = together(own, "holds"), together(own, "told")
    ledger = of_ledger(await file_of(board, office, "导出台账"))
    assert ledger.states == states
    assert ledger.held == held
    room = board.town.said(f"c-{office}")
    digest = next(text for text in reversed(room) if text.startswith(f"【{office} · 报送日报】11月4日"))
    assert of_digest(digest) == states
    (progress,) = await board.town.say(f"{office}统筹", "进度", chat=f"c-{office}")
    assert of_digest(progress) == states
    await board.enter(f"{office}统筹")
    parts = [await board.part("/board/1", name) for name in ("totals", "matrix")]
    assert of_board(*parts) == (states, beside_owed(held, (SUMMARY, MEDIA)))
    package = of_package(await file_of(board, office, "导出材料包"))
    assert package.held == held - told
    planned = next(text for text in reversed(board.town.said(f"c-{office}")) if "材料包：" in text)
    whole = len({unit for unit, _ in package.held})
    assert f"材料包：{whole}家单位，文件{package.papers}份、照片和视频{package.pictures}份" in planned


def together(units: list[Unit], of: str) -> Held:
    return Counter({(unit.name, name): count for unit in units for name, count in getattr(unit, of).items()})


async def file_of(board, office: str, words: str) -> bytes:
    """Ask for a file in an office's room; return its bytes."""
    town = board.town
    await town.say(f"{office}统筹", words, chat=f"c-{office}")
    (file,) = town.platform.sent[-1].reply.files
    return town.app.blobs.read(file.sha256)
