"""A printed page as pieces of text and ruled lines, and the rows they stand in: the same for a PDF and a picture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

from storage.documents.tables import Cell, Ruled, cells_of
from storage.notice.text.signs import width

_CELL_GAP = 1.2
_WORD_GAP = 0.35
"""In signs: a wider gap parts two cells of a table without lines, a narrower one stands inside a word."""

CELL_BREAK = "　"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some signs in one row of a page; coordinates grow to the right and downward, in any one unit."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: its pieces, and the lines ruled on it."""

    pieces: Sequence[Piece]
    ruled: Ruled = field(default_factory=Ruled)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a page, or of a table on it; as high as its longest piece, since signs of another font stand out."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    is_of_table: bool = False


def sign_width(pieces: Sequence[Piece]) -> float:
    """How wide a Chinese sign is on a page: the commonest over its longer pieces."""
    counted = [(piece, width(piece.text) / 2) for piece in pieces]
    long = [(piece.right - piece.left) / signs for piece, signs in counted if signs >= 6]
    return median(long or [piece.bottom - piece.top for piece in pieces] or [1.0])


def rows_of(sheet: Sheet) -> list[Row]:
    """Return the rows of a page from top to bottom; a row of a table, a row; two cells, a wide blank between."""
    sign = sign_width(sheet.pieces)
    inside: dict[Cell, list[Piece]] = {cell: [] for cell in cells_of(sheet.ruled)}
    outside: list[Piece] = []
    for piece in sheet.pieces:
        cell = next((one for one in inside if one.holds(*piece.middle)), None)
        (outside if cell is None else inside[cell]).append(piece)
    found = [_row(group, sign) for group in _in_rows(outside)]
    return sorted([*found, *_table_rows(inside, sign)], key=lambda row: (row.top + row.bottom, row.left))


def _table_rows(inside: dict[Cell, list[Piece]], sign: float) -> Iterable[Row]:
    """One row for each row of a table; what is written once for several rows is said in each."""
    texts = {cell: "".join(_row(group, sign).text for group in _in_rows(held)) for cell, held in inside.items()}
    for key in sorted({(cell.table, row) for cell in inside for row in range(cell.first_row, cell.last_row + 1)}):
        across = sorted((c for c in inside if c.table == key[0] and c.first_row <= key[1] <= c.last_row), key=_column)
        text = CELL_BREAK.join(texts[cell] for cell in across if texts[cell])
        edges = [cell.edges_of(key[1]) for cell in across]
        if text:
            yield Row(text, across[0].left, max(e[0] for e in edges), across[-1].right, min(e[1] for e in edges), True)


def _column(cell: Cell) -> float:
    return cell.left


def _in_rows(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Group pieces that stand beside one another, from top to bottom, each group from left to right."""
    groups: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda one: one.middle[1]):
        if groups and _stand_beside(groups[-1][-1], piece):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return [sorted(group, key=lambda one: one.left) for group in groups]


def _stand_beside(one: Piece, other: Piece) -> bool:
    """Whether two pieces share at least half of the lower one's height."""
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared > 0.5 * min(one.bottom - one.top, other.bottom - other.top)


def _row(pieces: Sequence[Piece], sign: float) -> Row:
    """Put the pieces of one row together."""
    text = ""
    for before, piece in zip([None, *pieces], pieces, strict=False):
        gap = (piece.left - before.right) / sign if before else 0.0
        text += (CELL_BREAK if gap > _CELL_GAP else " " if gap > _WORD_GAP else "") + piece.text
    longest = max(pieces, key=lambda piece: piece.right - piece.left)
    return Row(text, pieces[0].left, longest.top, max(piece.right for piece in pieces), longest.bottom)
