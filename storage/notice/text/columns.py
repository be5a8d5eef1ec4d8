"""Tables that were copied as text, every cell a line of its own, or with blanks between them: their rows again.

Where a run of lines is nothing but heads of columns, and the lines below fill those columns in their order, row by row,
they are read as the rows of one table; and so are lines with as many words as the line of heads above them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from storage.notice.text import ways
from storage.notice.text.breaks import Line
from storage.patterns import Late

_PHONE = Late(r"(?:联系|办公|咨询|固定|移动)?(?:电话|手机|座机)(?:号码?)?|联系方式|传真")
_MAIL = Late(r"(?:电子|联系|报送|接收)?(?:邮箱|邮件)(?:地址)?|E-?mail", re.IGNORECASE)
_COUNT = Late(r"序号|编号|名额|数量|(?:推荐|申报)(?:名额|数量|数)")
_TEXT = Late(
    r"姓名|联\s*系\s*人|负责人|经办人|单位(?:名称)?|部门|[科处]室|地址|职务|职称|备注|时间|地点"
    r"|(?:报送|责任|填报|提交|申报|参加|承担|推荐|牵头|接收|受理|收件|收取|对口|联系|主办|承办|审核)(?:单位|主体|部门|科室|处室|对象|人|地点|地址|时间|范围)"
    r"|(?:申报|申请|提交|报送|所需)?(?:材料|资料|报表|文件|项目|作品)(?:名称|类别|类型|领域)?|报送(?:内容|事项)|领域|类别|专题|[组奖]别|赛道|方向|学段"
)
_HEADS = (_PHONE, _MAIL, _COUNT, _TEXT)
_MAY_BE_EMPTY = Late(r"备注|职务|职称|传真|手机|.*邮箱.*|.*邮件.*|E-?mail|地址", re.IGNORECASE)
_NUMBER = Late(r"[\d一二三四五六七八九十]{1,3}[.、]?|不限|/|-+")
_LEAST_COLUMNS, _MOST_COLUMNS, _LONGEST_CELL = 3, 12, 60
_WHEN = Late(
    r"(?:20\d\d[年.])?\s?\d{1,2}[月.]\d{1,2}日?(?:\s?[-~至到]+\s?(?:\d{1,2}[月.])?\d{1,2}日?)?\s?(?:[上下]午|之?前|以前|起|止)?"
)
"""The days of a row of a timetable."""

_TELLS_WHEN = Late(r"(?:日期|时间|期限|截止):?$|^.{0,5}$")
"""A line that is a day's head, and not what is to be done on it."""

_PAIR, _PAIRS = 2, 6
"""Lines of a row that says when and what, and of the three rows by which a timetable is known."""

_BLANKS = Late(r"\s+")

Row = tuple[Line | None, ...]
"""The cells of a row; None where one is empty."""


def rows(lines: Sequence[Line]) -> Iterator[Row]:
    """Give the lines one by one, but those of a row together."""
    lines = list(_barred(lines))
    at = 0
    while at < len(lines):
        heads = _heads(lines, at)
        below = list(_below(lines, at + len(heads), heads)) if heads else []
        found: list[Row] = [tuple(lines[at : at + len(heads)]), *below] if below else [_timed(lines, at)]
        yield from found
        at += sum(cell is not None for row in found for cell in row)


def _timed(lines: Sequence[Line], at: int) -> Row:
    """A line, with what is to be done beside it where it is a cell that says only when."""
    days = [_WHEN.fullmatch(line.flat) is not None for line in lines[at : at + _PAIRS]]
    is_timetable = days == [True, False, True, False, True, False][: len(days)] and len(days) > _LEAST_COLUMNS
    is_goes_on = at > 1 and _WHEN.fullmatch(lines[at - _PAIR].flat) is not None
    is_told = not any(_TELLS_WHEN.search(line.flat) for line in lines[at + 1 : at + _PAIR])
    is_row = all(line.is_cell for line in lines[at : at + _PAIR]) or (is_told and (is_timetable or is_goes_on))
    return tuple(lines[at : at + _PAIR]) if days[:_PAIR] == [True, False] and is_row else (lines[at],)


def _barred(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, with bars for the blanks between the cells of a table; a line of one word does not end it."""
    heads: list[str] = []
    for line in lines:
        cells = _BLANKS.split(line.flat)
        if len(cells) >= _LEAST_COLUMNS and all(_is_head(cell) for cell in cells):
            heads = cells
        elif len(cells) > 1 and not (len(cells) == len(heads) and all(map(_is_under, cells, heads))):
            heads = []
        is_row = bool(heads) and len(cells) == len(heads) and "|" not in line.flat
        yield Line(line.number, _BLANKS.sub(" | ", line.text)) if is_row else line


def _is_head(cell: str) -> bool:
    """Whether a text is nothing but the head of a column."""
    return any(head.fullmatch(cell) for head in _HEADS)


def _heads(lines: Sequence[Line], at: int) -> list[str]:
    """The heads of columns that follow each other from a line on; [] where they are too few, or none is told apart."""
    heads = [line.flat for line in takewhile(lambda line: _is_head(line.flat), lines[at : at + _MOST_COLUMNS])]
    is_one_of_values = any(head.fullmatch(name) for head in _HEADS[:3] for name in heads)
    return heads if len(heads) >= _LEAST_COLUMNS and is_one_of_values and len(set(heads)) == len(heads) else []


def _below(lines: Sequence[Line], at: int, heads: Sequence[str]) -> Iterator[Row]:
    """The rows below heads, as long as every cell is of its column."""
    while row := _row(lines, at, heads):
        yield row
        at += sum(cell is not None for cell in row)


def _row(lines: Sequence[Line], at: int, heads: Sequence[str]) -> Row:
    """The lines from one on that fill the columns; () where they do not."""
    row: list[Line | None] = []
    for head in heads:
        line = lines[at] if at < len(lines) else None
        if line is not None and _is_under(line.flat, head):
            row.append(line)
            at += 1
        elif _MAY_BE_EMPTY.fullmatch(head):
            row.append(None)
        else:
            return ()
    return tuple(row)


def _is_under(cell: str, head: str) -> bool:
    """Whether a cell may stand in a column."""
    if _PHONE.fullmatch(head):
        return bool(ways.PHONE.search(cell)) and "@" not in cell
    if _MAIL.fullmatch(head):
        return bool(ways.EMAIL.search(cell))
    if _COUNT.fullmatch(head):
        return bool(_NUMBER.fullmatch(cell))
    is_value = ways.EMAIL.search(cell) or ways.PHONE.fullmatch(cell) or _NUMBER.fullmatch(cell)
    return len(cell) <= _LONGEST_CELL and not is_value and "。" not in cell
