"""Tables that say who hands in what to which office: a row of heads, and a row for each paper below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from storage.notice import words
from storage.notice.layout import Paragraph

_WHO = re.compile(r"(?:报送|责任|填报|提交|申报|参加|承担)(?:单位|主体|部门|人|对象)")
_WHAT = re.compile(
    r"(?:申报|申请|提交|报送|所需|需提交)*(?:材料|资料|报表|文件)名称|(?:报送|提交)?(?:材料|资料|报表)|报送(?:内容|事项)"
)
_NAMES = re.compile(r"(?:申报|申请|提交|报送|所需|需提交)*(?:材料|资料|报表|文件)名称")
_WHERE = re.compile(
    r"(?:接收|受理|收件|收取|对口)(?:单位|部门|科室|处室)|(?:报送|提交|报至)(?:至|到|对象|科室|处室)|受理窗口"
)
_CELL = re.compile(r"[^|\t]+")
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its paragraph, and the spans of the cells that say who hands in what to whom."""

    paragraph: Paragraph
    who: str | None
    what: str | None
    where: str | None

    @property
    def audience(self) -> tuple[str, ...]:
        """Who hands in, as printed, one entry each."""
        return tuple(self.paragraph.original(name) for name in words.audience(self.who or ""))


def rows(body: Sequence[Paragraph]) -> Iterator[Row]:
    """Give the rows below heads that name a paper or an office, and somebody who hands in."""
    heads: list[str] = []
    for paragraph in body:
        cells = [cell.strip() for cell in _CELL.findall(paragraph.flat) if cell.strip()]
        if _is_heads(cells):
            heads = cells
        elif heads and len(cells) == len(heads):
            yield Row(paragraph, _under(_WHO, heads, cells), _under(_WHAT, heads, cells), _under(_WHERE, heads, cells))
        else:
            heads = []


def _is_heads(cells: Sequence[str]) -> bool:
    """Whether cells are heads of columns that say who and either what or where, or number papers by name."""
    named = [any(head.fullmatch(cell) for cell in cells) for head in (_WHO, _WHAT, _WHERE)]
    return (named[0] and (named[1] or named[2])) or (len(cells) > 1 and any(_NAMES.fullmatch(cell) for cell in cells))


def _under(head: re.Pattern[str], heads: Sequence[str], cells: Sequence[str]) -> str | None:
    """The cell of a row in the column of a head."""
    cell = next((cell for name, cell in zip(heads, cells, strict=True) if head.fullmatch(name)), None)
    return cell if cell and len(cell) <= _LONGEST else None
