"""What is said about what waits for a coordinator, and about decisions that are undone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from scheduler.clock import BEIJING
from scheduler.phrases import joined

NOTHING_TO_REVIEW = "没有待审核的材料。"
NOTHING_TO_UNDO = "近一天没有您办理过、可以撤销的事项。已发出的通知不能撤回，可另发更正。"


def waiting(rows: Sequence[tuple[str, str, str]], total: int, others: Sequence[str]) -> tuple[str, ...]:
    """What waits for a coordinator: hand-ins (receipt number, unit, what), how many there are, and all else."""
    told = [f"{number}　{unit}：{what}" for number, unit, what in rows]
    more = [f"另有{total - len(rows)}份，可在看板“待处理”页办理。"] if total > len(rows) else []
    head = f"待审核{total}份：" if total else "没有待审核的材料。"
    how = ["可回复：“认可 回执号”“退回 回执号 原因”，或“全部通过”。"] if total else []
    also = [f"其他待办：{'；'.join(others)}。"] if others else []
    return (head, *told, *more, *how, *also)


def would_accept(rows: Sequence[tuple[str, str]]) -> str:
    """What would be accepted together: receipt numbers and units."""
    told = joined(f"{unit}（{number}）" for number, unit in rows[:10])
    more = f"等{len(rows)}份" if len(rows) > 10 else ""
    return f"将认可待审核的{len(rows)}份：{told}{more}。确认请回复“确认”。"


def accepted_all(count: int) -> str:
    """They were accepted."""
    return f"已认可{count}份。"


def decided(unit: str, what: str, number: str = "") -> str:
    """One decision, as it is said before it is undone."""
    return f"{unit}：{what}{f'（回执号{number}）' if number else ''}"


def would_undo(line: str, when: datetime) -> str:
    """What would be undone."""
    return f"您最近办理的是{line}，{when.astimezone(BEIJING):%H:%M}。将撤销这一项，确认请回复“确认”。"
