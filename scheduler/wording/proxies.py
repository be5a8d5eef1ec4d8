"""What is said of hand-ins for another unit (代报)."""

from __future__ import annotations

from collections.abc import Mapping

from scheduler.wording.receipts import counted

YES, NO = "是我们的", "不是"


def says(number: str) -> str:
    """What claims it."""
    return f"是我们的 {number}"


def says_not(number: str) -> str:
    """What denies it."""
    return f"不是我们的 {number}"


def asks(sender: str, unit: str, number: str) -> tuple[str, ...]:
    """Put to the unit."""
    return (
        f"{sender}代{unit}发来材料，回执号{number}，贵单位确认前不登记在贵单位名下。",
        f"是贵单位的材料请回复“{says(number)}”；不是请回复“{says_not(number)}”。",
    )


def received(arrived: Mapping[str, int], unit: str, number: str) -> str:
    """The first line of the receipt to whoever sent it."""
    return f"已收到代【{unit}】发来的{counted(arrived)}，回执号{number}，待该单位确认后登记在其名下。"
