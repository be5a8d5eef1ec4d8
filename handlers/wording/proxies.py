"""What is said about hand-ins for another unit (代报)."""

from __future__ import annotations

PRIVATELY = "请私聊本助手或打开单位页面办理。"
NOTED = "已记录，详情请私聊本助手。"
NOTHING_WAITS = "没有等待贵单位确认的代报材料，请核对回执号。"


def collecting_for(unit: str) -> str:
    """What follows is another unit's."""
    return f"请发送【{unit}】的材料，发完请回复“完毕”；待该单位确认后登记在其名下。"


def waits_for(unit: str, number: str, *, told: bool) -> str:
    """It was said to be another unit's."""
    heard = "已请该单位确认" if told else "该单位暂时联系不上，由报送处室核对"
    return f"已记录：回执号{number}的材料属于{unit}，不计入贵单位；{heard}。"


def yours(number: str) -> str:
    """It is the unit's own now."""
    return f"已登记在贵单位名下，回执号{number}。"


def not_yours(number: str) -> str:
    """It is not the unit's."""
    return f"已记录：回执号{number}不是贵单位的材料，不予登记。"


def is_theirs(unit: str, number: str) -> str:
    """Said to whoever sent it."""
    return f"{unit}已确认，回执号{number}的材料登记在其名下。"


def is_not_theirs(unit: str, number: str) -> str:
    """Said to whoever sent it: it counts for nobody yet."""
    return f"{unit}回复回执号{number}不是该单位的材料，尚未登记。如是贵单位的请重新发送，或联系报送处室。"
