"""Who has a gap, as xlsx: with what is missing, whom to ring, and how the unit is reached."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from storage.exports.ledger import Sheet
from storage.reach import Reach
from storage.standing import Listed

COLUMNS = ("单位", "单位类型", "状态", "尚缺", "联络员", "电话", "触达")
_WIDTHS = (30, 18, 10, 30, 12, 16, 16)


def missing_sheet(units: Sequence[Listed], reach: Mapping[int, Reach], now: datetime) -> bytes:
    """Return the list of these units, in their order; the same moment gives the same bytes."""
    import xlsxwriter

    data = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(data, options) as book:
        book.set_properties({"created": now.astimezone(UTC)})
        Sheet(book, "缺项名单", COLUMNS, _WIDTHS).fill(
            [
                [
                    one.name,
                    one.duty.unit_type,
                    one.state.value,
                    "、".join(one.missing),
                    one.liaison,
                    one.phone,
                    reach.get(one.number, Reach.NONE).value,
                ]
                for one in units
            ]
        )
    return data.getvalue()
