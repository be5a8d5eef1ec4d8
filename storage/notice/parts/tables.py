"""Tables that say who hands in what to which office: a row of heads, and a row for each paper below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from storage.notice.text import addressees, ways, words
from storage.notice.text.paragraphs import Paragraph
from storage.patterns import Late

_WHO = Late(r"(?:报送|责任|填报|提交|申报|参加|承担)(?:单位|主体|部门|人|对象)")
_WHAT = Late(
    r"(?:申报|申请|提交|报送|所需|需提交)*(?:材料|资料|报表|文件)名称|(?:报送|提交)?(?:材料|资料|报表)|报送(?:内容|事项)"
)
_NAMES = Late(r"(?:申报|申请|提交|报送|所需|需提交)*(?:材料|资料|报表|文件)名称")
_FIELD = Late(r"(?:申报|征文|项目|课题|作品|推荐|参赛)?(?:领域|专题|类别|方向|组别|赛道|学段|系列)(?:名称)?")
"""What papers are divided by, where each goes to an office of its own."""

_WHERE = Late(
    r"(?:接收|受理|收件|收取|对口|联系|责任|承办|业务)(?:科室|处室)|(?:接收|受理|收件|收取|对口|联系)(?:单位|部门)|(?:报送|提交|报至)(?:至|到|对象|科室|处室)|受理窗口"
)
BY_PLACE = Late(r"(?:联系|对口|相应|对应)(?:科室|处室|部门)|分片|片区")
"""What a notice says that divides its offices among places, and lists below which is whose."""

_CELL = Late(r"\||\t+")
_STATES = Late(r"[,。;:]|^(?:\(?[一二三四五六七八九十]{1,3}\)?、)|.{16}")
"""What makes a line more than the name of a group of rows: 定期报表."""

_FILLED = Late(r"(?:负责)?(?:填报|报送|填写|上报)$")
_LONGEST = 40
_LEAST_CELLS, _LEAST_PLACE = 3, 3


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its paragraph, and the spans of the cells that say who hands in what to whom."""

    paragraph: Paragraph
    who: str | None
    what: str | None
    where: str | None

    @property
    def audience(self) -> tuple[str, ...]:
        """Who hands in, as printed, one entry each; places that are named are one each."""
        said = _FILLED.sub("", (self.who or "").partition(",")[0])
        places = said.split("、")
        is_named = all(words.is_place(place) and len(place) >= _LEAST_PLACE for place in places)
        return tuple(self.paragraph.original(name) for name in (places if is_named else addressees.audience(said)))


def rows(body: Sequence[Paragraph]) -> Iterator[Row]:
    """Give the rows below heads that name a paper or an office, and somebody who hands in."""
    heads: list[str] = []
    for paragraph in body:
        cells = _cells(paragraph)
        if _is_heads(cells):
            heads = cells
        elif heads and len(cells) == len(heads):
            where = _under(_WHERE, heads, cells)
            who = _under(_WHO, heads, cells) or (_under(_FIELD, heads, cells) if where else None)
            yield Row(paragraph, who, _under(_WHAT, heads, cells), where)
        elif len(cells) > 1 or _STATES.search(cells[0]):
            heads = []


def _cells(paragraph: Paragraph) -> list[str]:
    """The cells of a row, without the bars at both its ends."""
    row = paragraph.flat.strip()
    row = row[1:-1] if len(row) > 1 and row[0] == row[-1] == "|" else row
    return [cell.strip() for cell in _CELL.split(row)]


def _is_heads(cells: Sequence[str]) -> bool:
    """Whether cells are heads of columns that say who and either what or where, or number papers by name."""
    who, what, where, field = (any(map(head.fullmatch, cells)) for head in (_WHO, _WHAT, _WHERE, _FIELD))
    return (
        (who and (what or where))
        or (field and where)
        or (len(cells) > 1 and any(_NAMES.fullmatch(cell) for cell in cells))
    )


def _under(head: Late, heads: Sequence[str], cells: Sequence[str]) -> str | None:
    """The cell of a row in the column of a head."""
    cell = next((cell for name, cell in zip(heads, cells, strict=True) if head.fullmatch(name)), None)
    return cell if cell and len(cell) <= _LONGEST else None


def by_place(body: Sequence[Paragraph]) -> Iterator[Row]:
    """Give the rows that say without heads which office is whose: 甲县、乙县 | 市场科 | 蔺涛 | 2218306."""
    is_told = False
    for paragraph in body:
        cells = _cells(paragraph)
        if len(cells) >= _LEAST_CELLS and is_told and ways.is_office(cells[1]) and ways.first_phone(paragraph.flat):
            yield Row(paragraph, cells[0], None, cells[1])
        is_told = is_told or bool(BY_PLACE.search(paragraph.flat))
