"""What is asked of the findings of files: facts by hash, and which picture of a unit is the same as another."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, exists, inspect, select

from storage import tables as t
from storage.pictures.likeness import MOST_UNLIKE, is_copy, unlikeness
from storage.repositories.tallies import VALUE, Counted, that_count
from storage.rows import Rows

_P = inspect(t.Piece).local_table.c

MOST_COMPARED = 12
"""Pictures with the most similar outlines that are compared closely: a few milliseconds each."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A piece that shows what a new picture shows, and whether the new one is the larger of the two."""

    piece: int
    is_smaller: bool


class Pictures(Rows[t.Picture]):
    """What passes over pictures found, by the hash of their bytes."""

    of = t.Picture

    def of_all(self, hashes: Collection[str]) -> dict[str, t.Picture]:
        """Return the findings of these pictures by their hashes; what was never looked at is not there."""
        return {row.sha256: row for row in self.find(self.c.sha256.in_(hashes))} if hashes else {}

    def copy_of(self, sha256: str, among: Sequence[t.Piece]) -> Copy | None:
        """Return the piece among these of which a picture is a copy, or that is one of it.

        Two pictures that bear different moments are two, however alike.
        """
        picture = self.first_having(sha256=sha256)
        if picture is None or not picture.outline:
            return None
        pieces = {piece.sha256: piece.key for piece in reversed(among) if piece.replaced_by is None}
        c = self.c
        statement = select(c.id, c.sha256, c.outline).where(c.sha256.in_(pieces), c.outline != "", c.sha256 != sha256)
        seen = [(unlikeness(picture.outline, row[2]), row[0], row[1]) for row in self.connection.execute(statement)]
        for _, number, hashed in sorted(found for found in seen if found[0] <= MOST_UNLIKE)[:MOST_COMPARED]:
            other = self.get(number)
            if _may_be_one(picture, other) and is_copy(picture.likeness, other.likeness):
                is_smaller = other.width * other.height * 1.1 < picture.width * picture.height
                return Copy(pieces[hashed], is_smaller=is_smaller)
        return None


class Papers(Rows[t.Paper]):
    """What readings of papers found, by the hash of their bytes."""

    of = t.Paper


class Stated(NamedTuple):
    """A figure as it counts: whose it is, in which hand-in, what of, how much, and how much was read."""

    key: int
    unit_id: int
    submission_id: int
    kind: str
    state: str
    value: int
    number: int
    sentence: str


class Figures(Counted[t.Figure]):
    """Figures that pieces name."""

    of = t.Figure
    telling = frozenset(("state", "value"))

    @classmethod
    def named_by(cls, piece: ColumnElement[int]) -> ColumnElement[bool]:
        """Whether a piece names any figure."""
        return exists().where(cls.c.piece_id == piece)

    def of_pieces(self, pieces: Collection[int]) -> list[t.Figure]:
        """Return the figures of these pieces, in the order in which they stand."""
        return self.find(self.c.piece_id.in_(pieces)) if pieces else []

    def numbered(self, numbers: Collection[int]) -> list[t.Figure]:
        """Return the figures of these numbers."""
        return self.find(self.c.id.in_(numbers)) if numbers else []

    def stated(
        self, campaign_id: int, numbers: Collection[int] | None = None, units: Collection[int] | None = None
    ) -> list[Stated]:
        """Return the figures of all that counts in a campaign, or those of some numbers or units; the oldest first."""
        columns = (self.c.id, _P.unit_id, _P.submission_id, self.c.kind, self.c.state, VALUE, self.c.number)
        statement = that_count(*columns, self.c.sentence).where(_P.campaign_id == campaign_id).order_by(self.c.id)
        if numbers is not None:
            statement = statement.where(self.c.id.in_(numbers))
        if units is not None:
            statement = statement.where(_P.unit_id.in_(units))
        return [Stated(*row) for row in self.connection.execute(statement)]

    def whose(self, number: ColumnElement[int]) -> Select[Any]:
        """Select the campaign and the unit of the piece that names a figure."""
        named = select(self.c.piece_id).where(self.c.id == number).scalar_subquery()
        return select(_P.campaign_id, _P.unit_id).where(_P.id == named)


def _may_be_one(one: t.Picture, other: t.Picture) -> bool:
    """Whether nothing that is known of two pictures says that they are two: their moments, the shape of their sides."""
    if one.taken_at and other.taken_at and one.taken_at != other.taken_at:
        return False
    shape = one.width * other.height / (one.height * other.width)
    return 0.85 < shape < 1.18
