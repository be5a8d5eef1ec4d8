"""How the sums of figures are said: what a person has ticked, and all that papers name."""

from __future__ import annotations

from collections.abc import Sequence

from scheduler.phrases import joined
from storage.tally import Sum


def summed(added: Sequence[Sum]) -> str:
    """The sums in one line; 场次 and the like count events of all units, joint ones once."""
    ticked = joined(f"{one.kind}{one.ticked}" for one in added)
    if not any(one.waiting for one in added):
        return f"数据　{ticked}（均已核实）"
    every = joined(f"{one.kind}{one.every}" for one in added)
    return f"数据　已核实：{ticked}；含未核实：{every}（待核实{sum(one.waiting for one in added)}处）"
