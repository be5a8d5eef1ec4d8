"""What was understood of a coordinator's order in everyday words, and how to say it so that it is done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handlers.wording.desk import how_to_enter, not_later
from scheduler.phrases import day as written
from scheduler.phrases import joined


def acceptance(unit: str) -> str:
    """The sentence that accepts what a unit has handed in."""
    return f"认可 {unit}"


def would_accept(unit: str, says: str) -> str:
    """What a unit has handed in would be accepted."""
    return f"是否认可{unit}的材料？尚未办理，请发送“{says}”。"


def extension(unit: str, day: str, span: str) -> str:
    """The sentence that gives a unit more time, with the day or the span that was said."""
    return f"{unit}延{span}" if span and not day else f"{unit}延到{day or '×月×日'}"


def in_full(day: str, span: str) -> str:
    """How to say of a unit that was not found that it has more time."""
    return f"例如“{extension('单位全称', day, span)}”。"


NOBODY_HERE = "通知没有写明哪些单位报送至本处室，尚未办理。请写明单位全称。"


def which_date(said: str, due: date | None) -> str:
    """The date that is to be moved is not the one by which things are handed in."""
    return f"{said}不是报送时间{f'（{written(due)}）' if due else ''}，尚未办理。请写明要改的是哪一项。"


def would_extend(unit: str, says: str) -> str:
    """A unit would have more time."""
    return f"是否给{unit}延期？尚未办理，请发送“{says}”。"


def not_later_for(unit: str, on: date, due: date) -> str:
    """The day that was named for a unit gives it no more time."""
    return f"{unit}：{not_later(on, due)}"


def would_enter(unit: str) -> str:
    """What came from a unit would be entered."""
    return f"{unit}的来件尚未登记。{how_to_enter(unit)}"


def would_remind(names: str, _rows: Sequence[tuple[str, Sequence[str]]]) -> tuple[str, ...]:
    """Some units are to be reminded."""
    return (
        f"{names}：提醒按计划只发给有缺项的单位，不另行加催，以免打扰。",
        "要单独告知请发送“通知单位全称：…”；需要电话联系请发送“电话名单”。",
    )


def would_swap(names: str, rows: Sequence[tuple[str, Sequence[str]]]) -> tuple[str, ...]:
    """What two units have handed in was taken for each other's."""
    held = (f"{unit}：{f'回执号{joined(numbers)}' if numbers else '没有回执'}" for unit, numbers in rows)
    return (f"要更正{names}的材料归属，尚未办理。请逐份发送“回执号 是 单位名称的”。", *held)
