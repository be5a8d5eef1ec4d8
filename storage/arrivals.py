"""What came by mail or post, listed in a sheet: 单位, 材料, 份数, 日期, 渠道; read row by row, nothing guessed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

from storage.errors import Refused

MOST_ROWS = 2000
_HEADS = {
    "unit": ("单位", "单位名称"),
    "material": ("材料", "材料名称"),
    "count": ("份数", "数量", "件数"),
    "received_on": ("日期", "收到日期"),
    "channel": ("渠道", "方式", "来源"),
}


def read_arrivals(sheet: bytes) -> list[dict[str, Any]]:
    """Read an xlsx of arrivals: `{row, unit, material, count, received_on, channel}` for each line below the head.

    `row` is the sheet's own number; `count` is an int or what stands there instead; `received_on` an ISO date or
    what stands there. Empty lines are left out. Raises Refused: broken, no_head, empty, too_many.
    """
    rows = _rows(sheet)
    head = next(((number, _columns(row)) for number, row in rows if _columns(row)), None)
    if head is None:
        raise Refused("no_head")
    number, columns = head
    found = [_arrival(at, row, columns) for at, row in rows if at > number and any(_text(cell) for cell in row)]
    if not found:
        raise Refused("empty")
    return found


def _rows(sheet: bytes) -> list[tuple[int, Sequence[Any]]]:
    """The rows of the first sheet, as values."""
    from openpyxl import load_workbook

    try:
        book = load_workbook(BytesIO(sheet), read_only=True, data_only=True)
        rows = list(_bounded(book.worksheets[0].iter_rows(values_only=True)))
    except Refused:
        raise
    except Exception as error:
        raise Refused("broken") from error
    return list(enumerate(rows, 1))


def _bounded(rows: Iterable[Sequence[Any]]) -> Iterable[Sequence[Any]]:
    """The rows, as long as there are not too many."""
    for number, row in enumerate(rows, 1):
        if number > MOST_ROWS:
            raise Refused("too_many")
        yield row[:50]


def _columns(row: Sequence[Any]) -> dict[str, int]:
    """Where each column stands, if the row is the head: unit and material at least."""
    places = {_text(cell): place for place, cell in enumerate(row)}
    found = {name: places[word] for name, words in _HEADS.items() for word in reversed(words) if word in places}
    return found if {"unit", "material"} <= found.keys() else {}


def _arrival(number: int, row: Sequence[Any], columns: dict[str, int]) -> dict[str, Any]:
    """One line as values that JSON knows."""
    cells = {name: row[place] if place < len(row) else None for name, place in columns.items()}
    count, day = cells.get("count"), cells.get("received_on")
    return {
        "row": number,
        "unit": _text(cells["unit"]),
        "material": _text(cells["material"]),
        "count": int(count) if isinstance(count, int | float) and float(count).is_integer() else _text(count),
        "received_on": _day(day),
        "channel": _text(cells.get("channel")),
    }


def _day(value: Any) -> str:
    """A date as ISO, whether the cell holds a date, a moment or words."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else _text(value)


def _text(value: Any) -> str:
    """A cell's words, bounded."""
    return "" if value is None else str(value).strip()[:200]
