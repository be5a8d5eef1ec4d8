"""A month of a campaign over the chat: at its end ledger, digest, board and package give the same figures."""

from __future__ import annotations

import random

from tests.board.conftest import open_board
from tests.scenarios.campaign import AFTERWARDS, Campaign, Chat, enrol, invent_units, tell
from tests.scenarios.figures import Parts, all_agree, figures_agree


async def test_at_the_end_ledger_digest_board_and_package_give_the_same_figures(tmp_path):
    chance = random.Random(12)
    units = invent_units(chance)
    async with open_board(tmp_path, enrol(units)) as board:

        async def shown(office: str) -> Parts:
            await board.enter(f"{office}统筹")
            overview = [await board.part("/board/1", name) for name in ("totals", "matrix")]
            return (*overview, await board.part("/board/1/figures", "sums"))

        story = Campaign(board.town, chance, desk=Chat(board.town))
        tell(story, units)
        assert (len(units), story.pictures, story.papers) == (40, 300, 60)
        await story.live(AFTERWARDS)
        for office in dict.fromkeys(unit.office for unit in units):
            await figures_agree(board.town, office, [unit for unit in units if unit.office == office], shown)
        await all_agree(board.town, units)
