"""What is said about figures that a person ticks off."""

from __future__ import annotations

from collections.abc import Sequence

from scheduler.phrases import clipped, joined
from storage.repositories import Stated
from storage.tally import FOUND, STRUCK, TICKED

NO_CAMPAIGN = "目前没有正在进行的通知。"
NOTHING_FOUND = "各单位材料中还没有读到场次、人次、媒体报道等数据。"
TICK_THESE = "以上属实"
_STATES = {FOUND: "待核实", TICKED: "已核实", STRUCK: "已划去，不计入"}
_HOW = "可回复：“核实数据 编号”“数据 编号 改为 300”“划去数据 编号”“核实 单位名称 的数据”。"


def no_such_figures(numbers: Sequence[int]) -> str:
    """There is nothing of these numbers among the person's units; nothing was done."""
    return f"没有编号为{joined(map(str, numbers))}的数据，或不属于您的处室，尚未办理。请发送“数据”查看编号。"


def decided(rows: Sequence[tuple[Stated, str]]) -> tuple[str, ...]:
    """How figures stand after a decision."""
    told = [f"{one.key}.{unit}{one.kind}{one.value}（{_STATES[one.state]}）" for one, unit in rows[:5]]
    more = f"等{len(rows)}处" if len(rows) > len(told) else ""
    return (f"已办理：{joined(told)}{more}。",)


def nothing_waits(unit: str) -> str:
    """A unit's figures were looked at, or it names none."""
    return f"{unit}没有待核实的数据。"


def ticked_all(unit: str, count: int) -> str:
    """All of a unit's figures are ticked."""
    return f"已核实{unit}的数据{count}处。"


def waiting(rows: Sequence[tuple[Stated, str]], total: int) -> tuple[str, ...]:
    """The figures that nobody has looked at, each with its sentence."""
    if not rows:
        return ()
    told = [f"{one.key}. {unit}　{one.kind}{one.value}：“{clipped(one.sentence, 60)}”" for one, unit in rows]
    more = (f"另有{total - len(rows)}处，核实后继续列出；也可在看板“数据”页办理。",) if total > len(rows) else ()
    return (f"待核实{total}处：", *told, *more, _HOW)


def of_unit(unit: str, rows: Sequence[Stated], total: int) -> tuple[str, ...]:
    """What a unit's papers count, each figure with its sentence and what was said of it."""
    if not rows:
        return (f"{unit}的材料中还没有读到场次、人次、媒体报道等数据。",)
    told = [f"{one.key}. {one.kind}{one.value}（{_STATES[one.state]}）：“{clipped(one.sentence, 60)}”" for one in rows]
    more = (f"另有{total - len(rows)}处，请在看板“数据”页查看。",) if total > len(rows) else ()
    return (f"{unit}的数据共{total}处：", *told, *more, _HOW)
