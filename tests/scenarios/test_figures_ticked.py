"""Figures that papers name: pooled with their sentences, ticked, corrected or struck out by a person, summed up."""

from __future__ import annotations

import io

import openpyxl
import pytest

from storage.editions import notice_of
from storage.exports.ledger import write_ledger
from tests.scenarios.conftest import SOCIETIES
from tests.scenarios.test_papers_handed_in import paper

ZHOU, WEN, LIN = "周舟", "温宁", "林岚"
COORDINATOR = f"{SOCIETIES}统筹"
SUMMARY = ("科普月活动总结", "共开展活动12场，参加3200人次。", "媒体报道5篇，各方反响良好。")


async def hand_in(town, who: str, *lines: str, name: str = "活动总结.docx") -> None:
    await town.say(who, "", town.file(name, paper(*lines)))
    await town.wait(minutes=15)


@pytest.fixture
async def counted(town):
    """Two societies have handed in their summaries: figures 1 to 3, and 4."""
    await hand_in(town, ZHOU, *SUMMARY)
    await hand_in(town, WEN, "护理学会活动总结", "举办讲座3场。")
    return town


def workbook(work):
    file, campaign = io.BytesIO(), work.campaigns.last()
    write_ledger(work, campaign, notice_of(work, campaign), file)
    return openpyxl.load_workbook(file)


async def totals(town) -> dict[str, tuple]:
    """The sums of the ledger by office: ticked and all of events, people, reports."""
    book = await town.look(workbook)
    return {row[0]: row[1:] for row in book["数据合计"].iter_rows(min_row=2, values_only=True)}


async def test_figures_are_listed_with_their_sentences_and_nothing_is_ticked_at_first(counted):
    (said,) = await counted.say(COORDINATOR, "数据")
    assert said.startswith(
        "数据　已核实：场次0、人次0、媒体报道0；含未核实：场次15、人次3200、媒体报道5（待核实4处）\n待核实4处："
    )
    assert "1. 云江市气象学会　场次12：“共开展活动12场，参加3200人次。”" in said
    assert "4. 云江市护理学会　场次3：“举办讲座3场。”" in said


async def test_what_is_ticked_corrected_and_struck_out_is_what_ledger_and_digest_say(counted):
    (said,) = await counted.say(COORDINATOR, "核实数据 1、4")
    assert said.startswith("已办理：1.云江市气象学会场次12（已核实）、4.云江市护理学会场次3（已核实）。")
    await counted.say(COORDINATOR, "数据 2 改为 3000人次")
    await counted.say(COORDINATOR, "划去数据 3")
    assert (await totals(counted))[SOCIETIES] == (15, 3000, 0, 15, 3000, 0)
    assert (await totals(counted))["合计"] == (15, 3000, 0, 15, 3000, 0)
    await counted.until(9, 5, 9, 1)
    assert "\n数据　场次15、人次3000（均已核实）\n" in counted.said(f"c-{SOCIETIES}")[-1]
    assert "数据" not in counted.said("c-市科协普及部")[-1]


async def test_until_somebody_has_looked_both_sums_are_said(counted):
    await counted.say(COORDINATOR, "核实护理学会的数据")
    assert (await totals(counted))[SOCIETIES] == (3, 0, 0, 15, 3200, 5)
    await counted.until(9, 5, 9, 1)
    digest = counted.said(f"c-{SOCIETIES}")[-1]
    assert "数据　已核实：场次3、人次0、媒体报道0；含未核实：场次15、人次3200、媒体报道5（待核实3处）" in digest


async def test_a_decision_is_taken_back(counted):
    await counted.say(COORDINATOR, "数据 2 改为 0.3万")
    assert (await totals(counted))[SOCIETIES][1] == 3000
    await counted.say(COORDINATOR, "恢复数据 2")
    assert (await totals(counted))[SOCIETIES] == (0, 0, 0, 15, 3200, 5)


async def test_a_new_version_keeps_what_was_ticked_and_asks_for_what_is_new(counted):
    await counted.say(COORDINATOR, "核实数据 1、2、3")
    await hand_in(counted, ZHOU, SUMMARY[0], SUMMARY[1], "媒体报道8篇，各方反响良好。", name="活动总结v2.docx")
    assert (await totals(counted))[SOCIETIES] == (12, 3200, 0, 15, 3200, 8)


async def test_figures_in_a_message_count_as_those_of_a_paper(town):
    await town.say(LIN, "9月3日举办科普讲座2场，惠及群众800人次，反响良好。")
    await town.wait(minutes=1)
    assert (await totals(town))["市科协普及部"] == (0, 0, 0, 2, 800, 0)


async def test_what_was_withdrawn_is_not_counted(counted):
    await counted.say(WEN, "撤回")
    await counted.say(WEN, "确认")
    assert (await totals(counted))[SOCIETIES][3] == 12


async def test_figures_of_another_office_are_nobodys_to_tick(counted):
    (said,) = await counted.say("市科协普及部统筹", "核实数据 1")
    assert said == "没有编号为1的数据，或不属于您的处室，尚未办理。请发送“数据”查看编号。"
    await counted.say(ZHOU, "核实数据 1")
    assert {row.state for row in await counted.look(lambda work: work.figures.find())} == {"found"}


async def test_each_figure_stands_in_the_ledger_with_its_sentence(counted):
    await counted.say(COORDINATOR, "划去数据 4")
    book = await counted.look(workbook)
    rows = list(book["数据"].iter_rows(min_row=2, values_only=True))
    assert ("云江市气象学会", SOCIETIES, "人次", 3200, SUMMARY[1], "待核实", "0904-001") in rows
    assert rows[-1][-2:] == ("已划去，不计", "0904-002")


async def test_all_that_a_unit_counts_is_listed_with_what_was_said_of_it(counted):
    await counted.say(COORDINATOR, "划去数据 3")
    (said,) = await counted.say(COORDINATOR, "看一下气象学会的数据")
    assert said.startswith(
        "云江市气象学会的数据共3处：\n"
        "1. 场次12（待核实）：“共开展活动12场，参加3200人次。”\n"
        "2. 人次3200（待核实）：“共开展活动12场，参加3200人次。”\n"
        "3. 媒体报道5（已划去，不计入）：“媒体报道5篇，各方反响良好。”\n"
    )
